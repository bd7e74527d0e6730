#include "pipeline/source/convert.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/base/error.hpp"

extern char** environ;

namespace minutier::source {
namespace {

namespace fs = std::filesystem;

fs::path find_program(const char* name) {
  const char* path = std::getenv("PATH");
  std::string rest = path ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path candidate = fs::path(rest.substr(0, end)) / name;
    if (end > 0 && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.erase(0, std::min(rest.size(), end + 1));
  }
  return {};
}

// Runs a program in its own process group, silent; false when the time is up (the group is killed then).
bool run(const std::vector<std::string>& words, int seconds) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {0, 1, 2}) posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream == 0 ? O_RDONLY : O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int failed = posix_spawn(&child, words[0].c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) throw Error(ErrorCode::unsupported, "source", "", 0, "LibreOffice does not start; install the package libreoffice-writer");
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= end) {
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "minutier-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw Error(ErrorCode::disk_full, "source", "", 0, "no temporary folder can be made; free some room in " + fs::temp_directory_path().string());
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path to_docx(const fs::path& file, const fs::path& into, const char* extension, int seconds) {
  const fs::path program = find_program("soffice");
  if (program.empty())
    throw Error(ErrorCode::unsupported, "source", file.string(), 0, "old Word and RTF files are read through LibreOffice; install the package libreoffice-writer");
  // LibreOffice goes by the name: a copy that has the right one.
  const fs::path copy = into / (std::string("document") + extension);
  std::error_code error;
  fs::copy_file(file, copy, fs::copy_options::overwrite_existing, error);
  if (error) throw Error(ErrorCode::disk_full, "source", file.string(), 0, "cannot be copied to " + into.string() + ": " + error.message());
  const bool in_time = run({program.string(), "-env:UserInstallation=file://" + (into / "profile").string(), "--headless", "--norestore",
                            "--convert-to", "docx:MS Word 2007 XML", "--outdir", (into / "out").string(), copy.string()},
                           seconds);
  if (!in_time) throw Error(ErrorCode::timeout, "source", file.string(), 0, "LibreOffice took more than " + std::to_string(seconds) + " s; convert it to DOCX by hand");
  const fs::path result = into / "out" / "document.docx";
  if (!fs::exists(result)) throw Error(ErrorCode::damaged, "source", file.string(), 0, "LibreOffice cannot read it; open it there and save it as DOCX");
  return result;
}

}  // namespace minutier::source
