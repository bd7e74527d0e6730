#pragma once
// The one writer's lock: an OS lock on a file that holds the writer's process id. The system lets go of it when the
// process ends, however it ends; programs started by the writer do not inherit it.

#include <filesystem>
#include <string>

namespace minutier::archive::sqlite {

class WriterLock {
 public:
  // Throws Error{archive_locked} at once, naming the other process; Error{unreadable|disk_full} where the file cannot be made.
  explicit WriterLock(const std::filesystem::path& file);
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock();

  static bool held(const std::filesystem::path& file);

 private:
  int descriptor_;
};

}  // namespace minutier::archive::sqlite
