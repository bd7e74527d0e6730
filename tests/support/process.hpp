#pragma once
// Runs a program as a user would and keeps what it printed, for the tests of the command line and of faults.
// Blocks until the program ends; a program that outlives the deadline is killed and its status is -1.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace minutier::test {

struct Ran {
  int status = -1;      // exit status; 128 + signal for a killed program
  std::string out, err;
};

struct RunOptions {
  std::map<std::string, std::string> environment;  // set on top of this process's own
  std::string directory;                           // where it runs; empty: here
  bool close_out_early = false;                    // nobody reads its standard output
  std::chrono::seconds deadline{120};
};

inline void read_both(int out, int err, Ran& ran, std::chrono::steady_clock::time_point end, bool& late) {
  pollfd files[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
  std::string* texts[2] = {&ran.out, &ran.err};
  while (files[0].fd >= 0 || files[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    late = left <= 0;
    if (late || poll(files, 2, static_cast<int>(left)) < 0) return;
    for (int i = 0; i < 2; ++i) {
      if (files[i].fd < 0 || !files[i].revents) continue;
      char bytes[65536];
      const ssize_t got = read(files[i].fd, bytes, sizeof bytes);
      if (got > 0) texts[i]->append(bytes, static_cast<std::size_t>(got));
      else files[i].fd = -1;
    }
  }
}

inline Ran run_program(const std::vector<std::string>& words, const RunOptions& options = {}) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    dup2(out[1], 1);
    dup2(err[1], 2);
    if (!options.directory.empty() && chdir(options.directory.c_str()) != 0) _exit(126);
    for (const auto& variable : options.environment) setenv(variable.first.c_str(), variable.second.c_str(), 1);
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execv(argv[0], argv.data());
    _exit(127);
  }
  close(out[1]);
  close(err[1]);
  Ran ran;
  bool late = false;
  if (options.close_out_early) close(out[0]);
  read_both(options.close_out_early ? -1 : out[0], err[0], ran, std::chrono::steady_clock::now() + options.deadline, late);
  if (late) kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  if (!options.close_out_early) close(out[0]);
  close(err[0]);
  if (!late) ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

// A program of this build: "minutier", "minutier-worker".
inline std::string program(const std::string& name) { return std::string(MINUTIER_BINARY_DIR) + "/bin/" + name; }

// A folder of its own, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    char pattern[] = "/tmp/minutier-test-XXXXXX";
    if (!mkdtemp(pattern)) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TemporaryFolder() { [[maybe_unused]] const int ignored = std::system(("rm -rf '" + path_ + "'").c_str()); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace minutier::test
