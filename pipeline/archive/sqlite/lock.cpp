#include "pipeline/archive/sqlite/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {
namespace {

std::string pid_in(int descriptor) {
  char text[32] = {};
  const ssize_t size = pread(descriptor, text, sizeof text - 1, 0);
  std::string pid;
  for (ssize_t i = 0; i < size && text[i] >= '0' && text[i] <= '9'; ++i) pid += text[i];
  return pid;
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& file) : descriptor_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  const std::string folder = file.parent_path().string();
  if (descriptor_ < 0)
    throw Error(errno == ENOSPC || errno == EDQUOT ? ErrorCode::disk_full : ErrorCode::unreadable, "archive", folder, 0,
                "cannot write there: " + std::string(std::strerror(errno)));
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::string pid = pid_in(descriptor_);
    close(descriptor_);
    throw Error(ErrorCode::archive_locked, "archive", folder, 0,
                "another minutier writes to this archive" + (pid.empty() ? std::string() : " (process " + pid + ")") +
                    "; wait until it ends, reading and searching work meanwhile");
  }
  // The pid is for people; the lock holds without it (a full disk must not stop a writer from saying so properly).
  const std::string pid = std::to_string(getpid()) + "\n";
  if (ftruncate(descriptor_, 0) == 0 && pwrite(descriptor_, pid.data(), pid.size(), 0) < 0) errno = 0;
}

WriterLock::~WriterLock() { close(descriptor_); }

bool WriterLock::held(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool other = flock(descriptor, LOCK_SH | LOCK_NB) != 0;
  close(descriptor);
  return other;
}

}  // namespace minutier::archive::sqlite
