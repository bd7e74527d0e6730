#pragma once
// A file that appears under its name only when it is whole. Not thread-safe.
// Throws Error{unreadable} where it cannot be made, Error{disk_full} where it cannot be filled.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace minutier::exports {

class NewFile {
 public:
  explicit NewFile(std::filesystem::path path);
  ~NewFile();  // an unfinished file leaves nothing behind
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  void close();

 private:
  std::filesystem::path path_, part_;
  std::ofstream out_;
  std::uint64_t size_ = 0;
};

void write_file(const std::filesystem::path& path, std::string_view bytes);
// Throws Error{unreadable} too where `from` cannot be read.
void copy_file(const std::filesystem::path& from, const std::filesystem::path& to);
// Made with the folders above it.
void make_folder(const std::filesystem::path& folder);

}  // namespace minutier::exports
