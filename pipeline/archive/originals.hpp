#pragma once
// originals/ab/abcdef…: the bytes of every part, by SHA-256, never changed. A copy shares blocks with the file it came
// from where the file system can (reflink); it is never a hard link, for editing the user's file would change it.
// Files get their name by rename once whole; sync() makes all that was stored durable and is called before a commit.
// One object per writer. Throws Error{unreadable|disk_full}.

#include <filesystem>
#include <string>
#include <vector>

namespace minutier::archive {

class Originals {
 public:
  explicit Originals(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Stores a file under the hash of its bytes; does nothing where it is stored already. Returns its size. Throws
  // Error{unreadable} when the bytes no longer have that hash.
  std::uintmax_t store(const std::filesystem::path& file, const std::string& sha256);
  void sync();
  std::filesystem::path path(const std::string& sha256) const;

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> unsynced_;
};

}  // namespace minutier::archive
