#include "pipeline/run/worker_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "pipeline/base/error.hpp"
#include "pipeline/run/worker_protocol.hpp"

namespace minutier::run {

namespace {

Error cannot_start(const std::filesystem::path& program, int code) {
  return {ErrorCode::engine_missing, "run", "", 0, "cannot start the worker program " + program.string() + ": " + std::strerror(code)};
}

std::vector<std::string> environment_with(const std::vector<std::pair<std::string, std::string>>& added) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text = *entry;
    bool replaced = false;
    for (const auto& pair : added) replaced = replaced || text.substr(0, text.find('=')) == pair.first;
    if (!replaced) out.emplace_back(text);
  }
  for (const auto& pair : added) out.push_back(pair.first + "=" + pair.second);
  return out;
}

// posix_spawn's two helpers, freed however we leave.
struct Spawn {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  Spawn() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~Spawn() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  Spawn(const Spawn&) = delete;
  Spawn& operator=(const Spawn&) = delete;
};

// A group of its own: an interrupt from the terminal reaches the coordinator only, and a kill reaches the worker's helpers.
void clean_signals(posix_spawnattr_t& attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

pid_t spawn(const std::filesystem::path& program, std::vector<std::string> environment, int wire) {
  Spawn spawn;
  posix_spawn_file_actions_adddup2(&spawn.actions, wire, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&spawn.actions, wire, STDOUT_FILENO);
  if (!std::getenv("MINUTIER_WORKER_STDERR")) posix_spawn_file_actions_addopen(&spawn.actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  clean_signals(spawn.attributes);
  std::vector<char*> variables;
  for (std::string& entry : environment) variables.push_back(entry.data());
  variables.push_back(nullptr);
  std::string path = program.string();
  char* arguments[] = {path.data(), nullptr};
  pid_t pid = -1;
  const int code = posix_spawn(&pid, path.c_str(), &spawn.actions, &spawn.attributes, arguments, variables.data());
  if (code != 0) throw cannot_start(program, code);
  return pid;
}

int above_standard(int fd) {
  if (fd > STDERR_FILENO) return fd;
  const int moved = ::fcntl(fd, F_DUPFD_CLOEXEC, 3);
  ::close(fd);
  return moved;
}

}  // namespace

WorkerProcess::WorkerProcess(const std::filesystem::path& program, const std::vector<std::pair<std::string, std::string>>& environment) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw cannot_start(program, errno);
  fd_ = above_standard(ends[0]);
  const int theirs = above_standard(ends[1]);
  ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
  try {
    pid_ = spawn(program, environment_with(environment), theirs);
  } catch (...) {
    ::close(theirs);
    ::close(fd_);
    throw;
  }
  ::close(theirs);
}

WorkerProcess::~WorkerProcess() {
  end(0);
  ::close(fd_);
}

void WorkerProcess::queue(std::string bytes) {
  if (has_output()) {
    output_ += bytes;
    return;
  }
  output_ = std::move(bytes);
  sent_ = 0;
}

bool WorkerProcess::flush() {
  while (has_output()) {
    const ssize_t put = ::send(fd_, output_.data() + sent_, output_.size() - sent_, MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    sent_ += static_cast<std::size_t>(put);
  }
  output_.clear();
  sent_ = 0;
  return true;
}

bool WorkerProcess::receive() {
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    if (got == 0) return false;
    input_.append(buffer, static_cast<std::size_t>(got));
    if (input_.size() > largest_frame + sizeof buffer) return true;  // next_frame calls it broken
  }
}

std::optional<std::string_view> WorkerProcess::next_frame(bool& broken) {
  input_.erase(0, taken_);
  taken_ = 0;
  if (input_.size() < 4) return std::nullopt;
  const std::size_t size = frame_size(input_);
  if (size > largest_frame) {
    broken = true;
    return std::nullopt;
  }
  if (input_.size() < 4 + size) return std::nullopt;
  taken_ = 4 + size;
  return std::string_view(input_).substr(4, size);
}

void WorkerProcess::finish() { ::shutdown(fd_, SHUT_WR); }

std::optional<Ending> WorkerProcess::ended() {
  if (ending_) return ending_;
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0) return std::nullopt;
  ::kill(-pid_, SIGKILL);  // programs it left behind; its number cannot be another's before it is reaped
  int status = 0;
  rusage usage{};
  Ending ending;
  if (::wait4(pid_, &status, 0, &usage) == pid_) {
    ending.by_signal = WIFSIGNALED(status);
    ending.number = ending.by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
    ending.peak_mb = usage.ru_maxrss >> 10;
  }
  ending_ = ending;
  return ending_;
}

Ending WorkerProcess::end(int patience_ms) {
  for (int waited = 0; waited < patience_ms && !ended(); ++waited) ::usleep(1000);
  if (!ending_) ::kill(pid_, SIGKILL);
  while (!ended()) ::usleep(200);
  return *ending_;
}

}  // namespace minutier::run
