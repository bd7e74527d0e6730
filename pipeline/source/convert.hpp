#pragma once
// Old Word (.doc) and RTF become DOCX through LibreOffice, run apart with its own profile and a time limit.

#include <filesystem>

namespace minutier::source {

// A folder of our own below the system's temporary one, removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Converts into `into` and returns the new file. Throws Error{unsupported} when LibreOffice is not installed (naming the
// package), Error{timeout} after `seconds`, Error{damaged} when it gives nothing. Reads PATH for `soffice`.
std::filesystem::path to_docx(const std::filesystem::path& file, const std::filesystem::path& into, const char* extension, int seconds = 120);

}  // namespace minutier::source
