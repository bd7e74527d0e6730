#include "pipeline/export/file.hpp"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "pipeline/base/error.hpp"

namespace minutier::exports {

NewFile::NewFile(std::filesystem::path path) : path_(std::move(path)), part_(path_.string() + ".part"), out_(part_, std::ios::binary | std::ios::trunc) {
  if (!out_) throw Error(ErrorCode::unreadable, "export", path_.string(), 0, std::string("cannot be written there: ") + std::strerror(errno));
}

NewFile::~NewFile() {
  if (part_.empty()) return;
  out_.close();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

void NewFile::write(std::string_view bytes) {
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out_) throw Error(ErrorCode::disk_full, "export", path_.string(), 0, "the file could not be written");
  size_ += bytes.size();
}

void NewFile::close() {
  out_.close();
  if (!out_) throw Error(ErrorCode::disk_full, "export", path_.string(), 0, "the file could not be written");
  std::error_code failed;
  std::filesystem::rename(part_, path_, failed);
  if (failed) throw Error(ErrorCode::unreadable, "export", path_.string(), 0, "cannot be written there: " + failed.message());
  part_.clear();
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  NewFile file(path);
  file.write(bytes);
  file.close();
}

void copy_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::ifstream in(from, std::ios::binary);
  if (!in) throw Error(ErrorCode::unreadable, "archive", from.string(), 0, std::strerror(errno));
  NewFile out(to);
  std::string block(std::size_t{1} << 18, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
    out.write(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
  if (in.bad()) throw Error(ErrorCode::unreadable, "archive", from.string(), 0, "cannot be read to its end");
  out.close();
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw Error(ErrorCode::unreadable, "export", folder.string(), 0, "cannot be written there: " + failed.message());
}

}  // namespace minutier::exports
