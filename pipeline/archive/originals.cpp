#include "pipeline/archive/originals.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <set>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"

namespace minutier::archive {
namespace {

class File {
 public:
  File(const std::filesystem::path& path, int flags) : descriptor_(open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const { return descriptor_; }
  bool bad() const { return descriptor_ < 0; }

 private:
  int descriptor_;
};

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  const int error = errno;
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  throw Error(full ? ErrorCode::disk_full : ErrorCode::unreadable, "archive", path.string(), 0,
              std::string(what) + ": " + std::strerror(error));
}

void write_all(int out, const char* bytes, std::size_t size, const std::filesystem::path& to) {
  while (size > 0) {
    const ssize_t done = write(out, bytes, size);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail(to, "cannot store the original");
    bytes += done, size -= static_cast<std::size_t>(done);
  }
}

void copy_bytes(const std::filesystem::path& from, const std::filesystem::path& to) {
  const File in(from, O_RDONLY);
  if (in.bad()) fail(from, "cannot read");
  const File out(to, O_WRONLY | O_CREAT | O_TRUNC);
  if (out.bad()) fail(to, "cannot store the original");
  if (ioctl(out.get(), FICLONE, in.get()) == 0) return;
  constexpr std::size_t block = 1 << 18;
  const auto buffer = std::make_unique_for_overwrite<char[]>(block);
  for (;;) {
    const ssize_t got = read(in.get(), buffer.get(), block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(from, "cannot read");
    if (got == 0) return;
    write_all(out.get(), buffer.get(), static_cast<std::size_t>(got), to);
  }
}

// A half-written copy must not stay behind.
struct Temporary {
  std::filesystem::path path;
  ~Temporary() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove(path, ignored);
  }
};

}  // namespace

std::filesystem::path Originals::path(const std::string& sha256) const { return folder_ / sha256.substr(0, 2) / sha256; }

std::uintmax_t Originals::store(const std::filesystem::path& file, const std::string& hash) {
  const std::filesystem::path to = path(hash);
  std::error_code error;
  if (std::filesystem::exists(to, error)) {
    // Named but never synced when the power went: the name alone proves nothing.
    if (sha256_file(to) == hash) return std::filesystem::file_size(to);
  }
  if (std::filesystem::create_directories(to.parent_path(), error); error) {
    errno = error.value();
    fail(to.parent_path(), "cannot store the original");
  }
  Temporary temporary{to.string() + ".part"};
  copy_bytes(file, temporary.path);
  if (sha256_file(temporary.path) != hash)
    throw Error(ErrorCode::unreadable, "archive", file.string(), 0, "the file changed while it was read; ingest it again");
  const std::uintmax_t size = std::filesystem::file_size(temporary.path);
  if (rename(temporary.path.c_str(), to.c_str()) != 0) fail(to, "cannot store the original");
  temporary.path.clear();
  unsynced_.push_back(to);
  return size;
}

void Originals::sync() {
  if (unsynced_.empty()) return;
  constexpr std::size_t few = 4;
  if (unsynced_.size() > few) {
    // One call for the file system is much cheaper than one per file and folder.
    const File folder(folder_, O_RDONLY | O_DIRECTORY);
    if (folder.bad() || syncfs(folder.get()) != 0) fail(folder_, "cannot store the originals");
    unsynced_.clear();
    return;
  }
  std::set<std::filesystem::path> paths(unsynced_.begin(), unsynced_.end());
  for (const auto& file : unsynced_) paths.insert(file.parent_path());
  paths.insert(folder_);
  for (const auto& path : paths) {
    const File file(path, O_RDONLY);
    if (file.bad() || fsync(file.get()) != 0) fail(path, "cannot store the original");
  }
  unsynced_.clear();
}

}  // namespace minutier::archive
