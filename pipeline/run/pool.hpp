#pragma once
// Pool: jobs run in long-lived child processes, so that a crash, a hang or a want of memory costs one job.
//
// submit queues, pump waits for results and calls back, both on the caller's thread. A thread of the pool's own serves the workers, so
// that none stands idle while the caller has other work. Jobs start in the order
// they were given; results come as they are ready. Workers are started when jobs need them, replaced when they die, and
// renewed after some jobs or when they have grown. One thread may use a pool at a time.
//
// A job fails with Error{timeout} (its deadline, counted from when a worker takes it), Error{out_of_memory},
// Error{crashed}, or the Error its handler threw. The error names the job's "document" (or first of "parts") and "page".

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/base/error.hpp"
#include "pipeline/base/json.hpp"

namespace minutier::run {

struct PoolOptions {
  int workers = 0;                    // 0: one per core
  int memory_mb = 1536;               // address space of a worker; 0: no limit
  int renew_after_jobs = 400;
  int renew_above_mb = 450;           // resident when idle
  std::filesystem::path program;      // empty: found by worker_program()
  std::vector<std::pair<std::string, std::string>> environment;  // added for the workers
};

struct JobResult {
  Json value;                  // what the handler returned
  std::optional<Error> error;  // set when the job failed
  double seconds = 0;          // from when a worker took it
};

class Pool {
 public:
  using Milliseconds = std::chrono::milliseconds;
  using Done = std::function<void(JobResult)>;

  // Throws Error{engine_missing} when there is no worker program.
  explicit Pool(PoolOptions options);
  ~Pool();  // kills what still runs; its callbacks are not called
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Queues a job. `done` is called from pump, once; it may submit more.
  void submit(Json job, Milliseconds deadline, Done done);

  // Waits at most this long for something to happen, then calls back for all that finished. False when nothing is left.
  // An exception thrown by a callback leaves the pool as it should be.
  bool pump(Milliseconds wait = Milliseconds(1000));
  // Until nothing is left.
  void drain();
  // Submits one job and pumps until it is done (others are served meanwhile).
  JobResult call(Json job, Milliseconds deadline);

  std::size_t pending() const;  // queued or running
  // How many more jobs keep the workers busy without piling up.
  std::size_t room() const;
  int workers() const;          // as many as may run
  int started() const;          // processes started so far
  std::vector<int> process_ids() const;  // of the workers alive

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// $MINUTIER_WORKER, or minutier-worker beside this executable, or in ../libexec/minutier, or in ../lib/minutier.
// Throws Error{engine_missing} naming the places looked at.
std::filesystem::path worker_program();

}  // namespace minutier::run
