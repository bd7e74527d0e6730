#include "pipeline/run/pool.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <deque>
#include <exception>
#include <list>
#include <mutex>
#include <thread>

#include "pipeline/base/json_wire.hpp"
#include "pipeline/run/worker_process.hpp"
#include "pipeline/run/worker_protocol.hpp"

namespace minutier::run {

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = Pool::Milliseconds;

constexpr int ending_patience_ms = 300;      // for a worker whose stream ended to be reaped by itself
constexpr std::size_t jobs_ahead = 2;        // per worker: queued, or answered and not yet taken
constexpr Milliseconds retirement{5000};     // for a worker told to finish

struct Job {
  std::string bytes;
  std::string document;
  int page = 0;
  Milliseconds deadline{0};
  Pool::Done done;
};

struct Worker {
  WorkerProcess process;
  std::optional<Job> job;
  Clock::time_point began{}, due{};
  int jobs_done = 0;
  std::int64_t resident_mb = 0;

  Worker(const std::filesystem::path& program, const std::vector<std::pair<std::string, std::string>>& environment) : process(program, environment) {}
};

double seconds_since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

std::string document_of(const Json& job) {
  if (job["document"].is_string()) return job["document"].as_string();
  const auto& parts = job["parts"].items();
  return parts.empty() ? std::string() : parts.front().as_string();
}

}  // namespace

// All under the mutex. Workers are served by the pool's own thread, which lets go of the mutex while it waits and while it reads answers.
struct Pool::Impl {
  PoolOptions options;
  std::mutex mutex;
  std::condition_variable news;  // something is ready, or the thread has failed
  std::thread thread;            // started by the first job
  int wake = -1;                 // an eventfd: the thread has something to do
  bool leaving = false;
  std::exception_ptr failure;
  std::deque<Job> queue;
  std::list<std::unique_ptr<Worker>> workers;
  std::list<std::unique_ptr<Worker>> retired;
  std::deque<std::pair<Done, JobResult>> ready;
  int started = 0;

  explicit Impl(PoolOptions given) : options(std::move(given)) {
    wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wake < 0) throw Error(ErrorCode::internal, "run", "", 0, std::string("cannot make an event: ") + std::strerror(errno));
    if (options.program.empty()) options.program = worker_program();
    if (options.workers <= 0) options.workers = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    options.environment.emplace_back("OMP_THREAD_LIMIT", "1");  // Tesseract is four times slower with more
    options.environment.emplace_back(memory_variable, std::to_string(options.memory_mb));
  }

  ~Impl() {
    if (thread.joinable()) {
      {
        const std::lock_guard lock(mutex);
        leaving = true;
      }
      alarm();
      thread.join();
    }
    ::close(wake);
  }

  void alarm() const {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(wake, &one, sizeof one));
  }

  // Signals are for the other threads.
  void start_thread() {
    if (thread.joinable()) return;
    sigset_t all, before;
    sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    thread = std::thread([this] { work(); });
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  void work() {
    std::unique_lock lock(mutex);
    try {
      while (!leaving) {
        dispatch();
        wait_and_serve(lock);
        enforce_deadlines();
        reap_retired();
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      failure = std::current_exception();
      news.notify_all();
    }
    for (const auto& worker : workers)
      if (!worker->job) worker->process.finish();  // the idle ones leave by themselves
    for (const auto& worker : workers)
      if (!worker->job) worker->process.end(ending_patience_ms);
    workers.clear();  // workers die with this thread, so it sees them out
    retired.clear();
  }

  std::size_t running() const {
    return static_cast<std::size_t>(std::count_if(workers.begin(), workers.end(), [](const auto& w) { return w->job.has_value(); }));
  }
  std::size_t pending() const { return queue.size() + running() + ready.size(); }

  Worker& start_worker() {
    workers.push_back(std::make_unique<Worker>(options.program, options.environment));
    ++started;
    return *workers.back();
  }

  Worker* free_worker() {
    workers.remove_if([](const auto& worker) { return !worker->job && worker->process.ended(); });  // killed while idle
    for (const auto& worker : workers)
      if (!worker->job) return worker.get();
    if (static_cast<int>(workers.size()) >= options.workers) return nullptr;
    return &start_worker();
  }

  // Hands queued jobs to free workers. A worker that cannot be started fails the job that wanted it.
  void dispatch() {
    while (!queue.empty()) {
      Worker* worker = nullptr;
      try {
        worker = free_worker();
      } catch (const Error& error) {
        Job job = std::move(queue.front());
        queue.pop_front();
        ready.emplace_back(std::move(job.done), JobResult{{}, Error(error.code, error.stage, job.document, job.page, error.detail), 0});
        news.notify_all();
        continue;
      }
      if (!worker) return;
      give(*worker, std::move(queue.front()));
      queue.pop_front();
    }
  }

  void give(Worker& worker, Job job) {
    worker.began = Clock::now();
    worker.due = worker.began + job.deadline;
    worker.process.queue(frame_head(job.bytes.size()));
    worker.process.queue(std::move(job.bytes));
    worker.job = std::move(job);
    static_cast<void>(worker.process.flush());  // a dead worker is noticed when its stream ends
  }

  void finish(Worker& worker, JobResult result) {
    result.seconds = seconds_since(worker.began);
    if (result.error) {
      const Error& e = *result.error;
      result.error = Error(e.code, e.stage, e.document.empty() ? worker.job->document : e.document, e.page > 0 ? e.page : worker.job->page, e.detail);
    }
    ready.emplace_back(std::move(worker.job->done), std::move(result));
    worker.job.reset();
    news.notify_all();
  }

  void fail(Worker& worker, ErrorCode code, std::string detail) {
    if (worker.job) finish(worker, {{}, Error(code, "run", "", 0, std::move(detail)), 0});
  }

  // Returns whether the worker goes on.
  bool serve(Worker& worker, short events, std::unique_lock<std::mutex>& lock) {
    if ((events & POLLOUT) && !worker.process.flush()) return died(worker);
    if (!(events & (POLLIN | POLLHUP | POLLERR))) return true;
    lock.unlock();
    bool broken = false;
    const bool open = worker.process.receive();
    std::optional<Json> answer = read_answer(worker, broken);
    lock.lock();
    while (answer) {
      broken = broken || !worker.job || !reply(worker, std::move(*answer));
      if (broken) break;
      answer = read_answer(worker, broken);
    }
    if (broken) {
      worker.process.end(0);
      fail(worker, ErrorCode::crashed, "the worker's answer makes no sense");
      return false;
    }
    if (!open) return died(worker);
    return worker.job || !worn(worker);
  }

  // The next whole answer, if it is there.
  static std::optional<Json> read_answer(Worker& worker, bool& broken) {
    try {
      if (const auto frame = worker.process.next_frame(broken)) return unpack(*frame);
    } catch (const Error&) {
      broken = true;
    }
    return std::nullopt;
  }

  bool reply(Worker& worker, Json json) {
    Json* const result = json.find("result");
    const Json* const error = json.find("error");
    if (!result && !(error && error->is_object())) return false;
    ++worker.jobs_done;
    worker.resident_mb = json["rss_mb"].as_int();
    if (error) {
      finish(worker, {{}, error_from_json(*error), 0});
      // What asked for too much memory may hold on to much of it.
      if (ready.back().second.error->code == ErrorCode::out_of_memory) worker.jobs_done = options.renew_after_jobs;
    } else {
      finish(worker, {std::move(*result), std::nullopt, 0});
    }
    return true;
  }

  bool worn(Worker& worker) {
    const bool old = options.renew_after_jobs > 0 && worker.jobs_done >= options.renew_after_jobs;
    return worker.jobs_done > 0 && (old || (options.renew_above_mb > 0 && worker.resident_mb > options.renew_above_mb));
  }

  bool died(Worker& worker) {
    const Ending ending = worker.process.end(ending_patience_ms);
    const bool no_memory = (!ending.by_signal && ending.number == out_of_memory_status) ||
                           (ending.by_signal && options.memory_mb > 0 && ending.peak_mb > options.memory_mb * 7L / 10);
    if (no_memory)
      fail(worker, ErrorCode::out_of_memory, "the worker met its memory limit of " + std::to_string(options.memory_mb) + " MB");
    else if (ending.by_signal)
      fail(worker, ErrorCode::crashed, "the worker died of signal " + std::to_string(ending.number) + " (" + ::strsignal(ending.number) + ")");
    else
      fail(worker, ErrorCode::crashed, "the worker left with status " + std::to_string(ending.number));
    return false;
  }

  void retire(std::unique_ptr<Worker> worker) {
    worker->process.finish();
    worker->due = Clock::now() + retirement;
    retired.push_back(std::move(worker));
  }

  void reap_retired() {
    retired.remove_if([](const std::unique_ptr<Worker>& worker) { return worker->process.ended().has_value() || Clock::now() >= worker->due; });
  }

  // Kills workers whose job is overdue.
  void enforce_deadlines() {
    const Clock::time_point now = Clock::now();
    for (auto it = workers.begin(); it != workers.end();) {
      Worker& worker = **it;
      if (!worker.job || now < worker.due) {
        ++it;
        continue;
      }
      worker.process.end(0);
      fail(worker, ErrorCode::timeout, "no answer after " + std::to_string(static_cast<long>(seconds_since(worker.began) + 0.5)) + " s");
      it = workers.erase(it);
    }
  }

  int wait_ms() const {
    Clock::time_point until = Clock::now() + (retired.empty() ? Milliseconds(60'000) : Milliseconds(100));
    for (const auto& worker : workers)
      if (worker->job) until = std::min(until, worker->due);
    const auto left = std::chrono::ceil<Milliseconds>(until - Clock::now()).count();
    return static_cast<int>(std::max<long>(left, 0));
  }

  void wait_and_serve(std::unique_lock<std::mutex>& lock) {
    std::vector<pollfd> fds{{wake, POLLIN, 0}};
    for (const auto& worker : workers) fds.push_back({worker->process.fd(), static_cast<short>(POLLIN | (worker->process.has_output() ? POLLOUT : 0)), 0});
    const int wait = wait_ms();
    lock.unlock();
    const int events = ::poll(fds.data(), fds.size(), wait);
    if (std::uint64_t calls = 0; events > 0 && fds[0].revents != 0) static_cast<void>(!::read(wake, &calls, sizeof calls));
    lock.lock();
    if (events <= 0) return;
    std::size_t i = 1;
    for (auto it = workers.begin(); it != workers.end(); ++i) {
      const short what = fds[i].revents;
      if (what == 0 || serve(**it, what, lock)) {
        ++it;
        continue;
      }
      if (!(*it)->process.ended()) retire(std::move(*it));
      it = workers.erase(it);
    }
  }

  // Only those that are ready now: a callback that submits must not keep pump from returning.
  void call_back(std::unique_lock<std::mutex>& lock) {
    for (std::size_t left = ready.size(); left > 0 && !ready.empty(); --left) {
      auto [done, result] = std::move(ready.front());
      ready.pop_front();
      lock.unlock();
      if (done) done(std::move(result));
      lock.lock();
    }
  }
};

Pool::Pool(PoolOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Pool::~Pool() = default;

void Pool::submit(Json job, Milliseconds deadline, Done done) {
  Job entry;
  entry.document = document_of(job);
  entry.page = static_cast<int>(job["page"].as_int());
  entry.bytes = pack(job);
  entry.deadline = deadline;
  entry.done = std::move(done);
  static_cast<void>(frame_head(entry.bytes.size()));  // refuses what no frame can hold, before it is queued
  const std::lock_guard lock(impl_->mutex);
  impl_->queue.push_back(std::move(entry));
  impl_->start_thread();
  impl_->alarm();
}

bool Pool::pump(Milliseconds wait) {
  std::unique_lock lock(impl_->mutex);
  if (impl_->ready.empty() && impl_->pending() > 0) impl_->news.wait_for(lock, wait, [&] { return !impl_->ready.empty() || impl_->failure; });
  if (impl_->failure) std::rethrow_exception(impl_->failure);
  impl_->call_back(lock);
  return impl_->pending() > 0;
}

void Pool::drain() {
  while (pump()) {
  }
}

JobResult Pool::call(Json job, Milliseconds deadline) {
  std::optional<JobResult> answer;
  submit(std::move(job), deadline, [&answer](JobResult result) { answer = std::move(result); });
  while (!answer) pump();
  return std::move(*answer);
}

std::size_t Pool::pending() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->pending();
}

std::size_t Pool::room() const {
  const std::size_t most = static_cast<std::size_t>(impl_->options.workers) * (1 + jobs_ahead), now = pending();
  return most > now ? most - now : 0;
}

int Pool::workers() const { return impl_->options.workers; }
int Pool::started() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->started;
}

std::vector<int> Pool::process_ids() const {
  const std::lock_guard lock(impl_->mutex);
  std::vector<int> out;
  for (const auto& worker : impl_->workers) out.push_back(worker->process.pid());
  return out;
}

std::filesystem::path worker_program() {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("MINUTIER_WORKER"); named && *named) return named;
  std::error_code none;
  const fs::path here = fs::read_symlink("/proc/self/exe", none).parent_path();
  std::string tried;
  for (const char* place : {"minutier-worker", "../libexec/minutier/minutier-worker", "../lib/minutier/minutier-worker"}) {
    const fs::path path = (here / place).lexically_normal();
    if (::access(path.c_str(), X_OK) == 0) return path;
    tried += (tried.empty() ? "" : ", ") + path.string();
  }
  throw Error(ErrorCode::engine_missing, "run", "", 0, "the worker program is missing; looked for " + tried);
}

}  // namespace minutier::run
