#pragma once
// WorkerProcess: the coordinator's handle on one child. Started by exec, reached over a socket that no other child
// inherits, killed and reaped with the object: never a zombie, never a leaked descriptor. For Pool's own use.
// Not thread-safe. The child dies with the thread that started it (PR_SET_PDEATHSIG).

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minutier::run {

// How a child ended.
struct Ending {
  bool by_signal = false;
  int number = 0;       // the signal, or the exit status
  long peak_mb = 0;     // the most memory it had resident
};

class WorkerProcess {
 public:
  // `environment` is added to our own, replacing what is there. Throws Error{engine_missing} when it cannot be started.
  WorkerProcess(const std::filesystem::path& program, const std::vector<std::pair<std::string, std::string>>& environment);
  ~WorkerProcess();  // kills
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  int fd() const { return fd_; }
  pid_t pid() const { return pid_; }

  // Queues bytes to send; flush sends what the socket takes now. False when the child no longer listens.
  void queue(std::string bytes);
  bool flush();
  bool has_output() const { return sent_ < output_.size(); }

  // Takes what has arrived. False at the end of the stream or on an error.
  bool receive();
  // The next whole frame, if it is there; valid until the next call. `broken` is set when what arrived cannot be a frame.
  std::optional<std::string_view> next_frame(bool& broken);

  // Says that no more jobs come; the child then ends by itself.
  void finish();
  // Reaps the child if it has ended.
  std::optional<Ending> ended();
  // Waits a moment for its own ending, then kills and reaps.
  Ending end(int patience_ms);

 private:
  pid_t pid_ = -1;
  int fd_ = -1;
  std::string output_, input_;
  std::size_t sent_ = 0;
  std::size_t taken_ = 0;  // bytes of input_ that have been handed out
  std::optional<Ending> ending_;
};

}  // namespace minutier::run
