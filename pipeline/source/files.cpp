#include "pipeline/source/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "pipeline/base/error.hpp"

namespace minutier::source {
namespace {

namespace fs = std::filesystem;

Error unreadable(const fs::path& path, const std::string& detail) {
  return Error(ErrorCode::unreadable, "source", path.string(), 0, detail);
}

class File {
 public:
  explicit File(const fs::path& path) : path_(path), handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (handle_ < 0) throw unreadable(path, std::string(std::strerror(errno)) + "; check that it exists and may be read");
    if (::fstat(handle_, &stat_) != 0 || !S_ISREG(stat_.st_mode)) {
      const bool folder = S_ISDIR(stat_.st_mode);
      ::close(handle_);
      throw unreadable(path, folder ? "a folder, not a document; its files are sources of their own" : "not a regular file");
    }
  }
  ~File() { ::close(handle_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::uint64_t size() const { return static_cast<std::uint64_t>(stat_.st_size); }

  std::string read(std::size_t size) const {
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = ::read(handle_, bytes.data() + done, size - done);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw unreadable(path_, std::string("reading failed: ") + std::strerror(errno));
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
  }

 private:
  fs::path path_;
  int handle_;
  struct stat stat_ = {};
};

}  // namespace

std::string size_text(std::uint64_t bytes) {
  if (bytes < 10'000) return std::to_string(bytes) + " bytes";
  if (bytes < 10'000'000) return std::to_string(bytes / 1000) + " kB";
  return std::to_string(bytes / 1'000'000) + " MB";
}

std::string read_file(const fs::path& path, std::uint64_t limit) {
  const File file(path);
  if (file.size() > limit)
    throw Error(ErrorCode::too_large, "source", path.string(), 0, size_text(file.size()) + ", above the limit of " + size_text(limit));
  return file.read(static_cast<std::size_t>(file.size()));
}

std::string read_head(const fs::path& path, std::size_t size) {
  const File file(path);
  return file.read(static_cast<std::size_t>(std::min<std::uint64_t>(size, file.size())));
}

}  // namespace minutier::source
