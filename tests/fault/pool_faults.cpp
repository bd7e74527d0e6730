// Every way a worker can fail, with real child processes. The children are this executable, started again as a worker.

#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "pipeline/run/pool.hpp"
#include "pipeline/run/worker_protocol.hpp"

using namespace minutier;
using namespace minutier::run;
using namespace std::chrono_literals;

namespace {

constexpr const char* as_worker = "MINUTIER_TEST_POOL_WORKER";

#ifdef MINUTIER_NO_MEMORY_LIMIT
constexpr bool limits_work = false;
#else
constexpr bool limits_work = true;
#endif

Handlers test_handlers() {
  Handlers out;
  out["echo"] = [](const Json& job) { return job["value"]; };
  out["pid"] = [](const Json&) { return Json(static_cast<std::int64_t>(::getpid())); };
  out["variable"] = [](const Json& job) {
    const char* value = std::getenv(job["name"].as_string().c_str());
    return value ? Json(value) : Json();
  };
  out["crash"] = [](const Json&) -> Json { ::raise(SIGKILL); return {}; };
  out["exit"] = [](const Json&) -> Json { ::_exit(7); };
  out["hang"] = [](const Json&) -> Json { for (;;) ::pause(); };
  out["refuse"] = [](const Json&) -> Json { throw Error(ErrorCode::damaged, "source", "", 0, "not a page"); };
  out["sleep"] = [](const Json& job) {
    std::this_thread::sleep_for(std::chrono::milliseconds(job["ms"].as_int()));
    return Json(true);
  };
  out["print"] = [](const Json&) {
    static_cast<void>(!::write(STDOUT_FILENO, "noise from a library\n", 21));
    return Json("quiet");
  };
  out["memory"] = [](const Json&) {
    std::vector<std::vector<char>> taken;
    for (int i = 0; i < 64; ++i) taken.emplace_back(std::size_t{64} << 20, '\1');
    return Json(taken.size());
  };
  out["grow"] = [](const Json&) {
    static std::vector<char> kept(std::size_t{200} << 20, '\1');
    return Json(kept.size());
  };
  out["large"] = [](const Json& job) { return Json(std::string(static_cast<std::size_t>(job["size"].as_int()), 'x')); };
  return out;
}

const bool served = [] {
  if (std::getenv(as_worker)) ::_exit(serve(test_handlers()));
  return true;
}();

PoolOptions options(int workers) {
  PoolOptions out;
  out.workers = workers;
  out.program = std::filesystem::read_symlink("/proc/self/exe");
  out.environment = {{as_worker, "1"}};
  return out;
}

Json job(const char* kind) {
  Json out = Json::object();
  out.set("job", kind);
  return out;
}
Json echo(int value) {
  Json out = job("echo");
  out.set("value", value);
  return out;
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) count += entry.exists() || entry.is_symlink();
  return count;
}

bool has_children() { return ::waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD; }

struct TemporaryScript {
  std::filesystem::path path;
  explicit TemporaryScript(const std::string& body) {
    std::string name = (std::filesystem::temp_directory_path() / "minutier-worker-XXXXXX").string();
    const int fd = ::mkstemp(name.data());
    ::close(fd);
    path = name;
    std::ofstream(path) << "#!/bin/sh\n" << body;
    ::chmod(path.c_str(), 0700);
  }
  ~TemporaryScript() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("every job is answered once, whatever the number of workers") {
  REQUIRE(served);
  for (const int workers : {1, 2, 4}) {
    Pool pool(options(workers));
    std::vector<int> seen(100, 0);
    for (int i = 0; i < 100; ++i)
      pool.submit(echo(i), 20s, [&seen](JobResult result) {
        REQUIRE_FALSE(result.error);
        ++seen[static_cast<std::size_t>(result.value.as_int())];
      });
    pool.drain();
    CHECK(seen == std::vector<int>(100, 1));
    CHECK(pool.started() <= workers);
  }
}

TEST_CASE("one worker answers in the order of the jobs") {
  Pool pool(options(1));
  std::vector<std::int64_t> order;
  for (int i = 0; i < 20; ++i) pool.submit(echo(i), 20s, [&](JobResult result) { order.push_back(result.value.as_int()); });
  pool.drain();
  std::vector<std::int64_t> wanted;
  for (int i = 0; i < 20; ++i) wanted.push_back(i);
  CHECK(order == wanted);
}

TEST_CASE("workers are started only when jobs want them") {
  Pool pool(options(4));
  CHECK(pool.started() == 0);
  CHECK_FALSE(pool.call(echo(1), 20s).error);
  CHECK(pool.started() == 1);
}

TEST_CASE("a job that kills its worker costs only that job") {
  const char* kind = GENERATE("crash", "exit");
  Pool pool(options(2));
  int good = 0, bad = 0;
  for (int i = 0; i < 30; ++i) {
    Json one = i % 10 == 3 ? job(kind) : echo(i);
    one.set("parts", Json::Array{Json("register.pdf")});
    one.set("page", i + 1);
    pool.submit(std::move(one), 20s, [&, i](JobResult result) {
      if (!result.error) {
        ++good;
        return;
      }
      ++bad;
      CHECK(result.error->code == ErrorCode::crashed);
      CHECK(result.error->document == "register.pdf");
      CHECK(result.error->page == i + 1);
    });
  }
  pool.drain();
  CHECK(good == 27);
  CHECK(bad == 3);
}

TEST_CASE("a job that hangs is ended at its deadline and the others go on") {
  Pool pool(options(2));
  std::vector<std::string> codes;
  int good = 0;
  const auto began = std::chrono::steady_clock::now();
  pool.submit(job("hang"), 300ms, [&](JobResult result) { codes.emplace_back(name(result.error.value().code)); });
  for (int i = 0; i < 10; ++i) pool.submit(echo(i), 20s, [&](JobResult result) { good += !result.error; });
  pool.drain();
  CHECK(codes == std::vector<std::string>{"timeout"});
  CHECK(good == 10);
  CHECK(std::chrono::steady_clock::now() - began < 10s);
}

TEST_CASE("a worker that meets its memory limit says so and the next job is served") {
  if (!limits_work) {
    WARN("memory limits cannot be tested under a sanitizer");
    return;
  }
  PoolOptions small = options(1);
  small.memory_mb = 400;
  Pool pool(small);
  const JobResult result = pool.call(job("memory"), 20s);
  REQUIRE(result.error);
  CHECK(result.error->code == ErrorCode::out_of_memory);
  CHECK_FALSE(pool.call(echo(1), 20s).error);
}

TEST_CASE("an error of a handler arrives as it was thrown and its worker lives on") {
  Pool pool(options(1));
  const auto pid = pool.call(job("pid"), 20s).value.as_int();
  Json refused = job("refuse");
  refused.set("document", "scan.tif");
  const JobResult result = pool.call(refused, 20s);
  REQUIRE(result.error);
  CHECK(result.error->code == ErrorCode::damaged);
  CHECK(result.error->stage == "source");
  CHECK(result.error->document == "scan.tif");
  CHECK(pool.call(job("pid"), 20s).value.as_int() == pid);
}

TEST_CASE("what a library prints does not reach the wire") {
  Pool pool(options(1));
  CHECK(pool.call(job("print"), 20s).value.as_string() == "quiet");
  CHECK(pool.started() == 1);
}

TEST_CASE("a worker that talks nonsense has crashed") {
  const char* body = GENERATE("echo this is no frame; cat > /dev/null", "printf '\\003\\000\\000\\000abc'; cat > /dev/null",
                              "printf '\\002\\000\\000\\000{}'; cat > /dev/null", "printf '\\377\\377\\377\\377'; sleep 60");
  const TemporaryScript script(body);
  PoolOptions odd = options(1);
  odd.program = script.path;
  Pool pool(odd);
  const JobResult result = pool.call(echo(1), 20s);
  REQUIRE(result.error);
  CHECK(result.error->code == ErrorCode::crashed);
}

TEST_CASE("a worker that leaves at once fails its job and not the program") {
  const TemporaryScript script("exit 0");
  PoolOptions odd = options(2);
  odd.program = script.path;
  Pool pool(odd);
  for (int i = 0; i < 5; ++i) CHECK(pool.call(echo(i), 20s).error.value().code == ErrorCode::crashed);
}

TEST_CASE("a worker program that is not there is named") {
  PoolOptions odd = options(1);
  odd.program = "/nonexistent/minutier-worker";
  Pool pool(odd);
  const JobResult result = pool.call(echo(1), 20s);
  REQUIRE(result.error);
  CHECK(result.error->code == ErrorCode::engine_missing);
  CHECK(result.error->detail.find("/nonexistent/minutier-worker") != std::string::npos);
}

TEST_CASE("a worker is renewed after its share of jobs") {
  PoolOptions short_lived = options(1);
  short_lived.renew_after_jobs = 5;
  Pool pool(short_lived);
  for (int i = 0; i < 20; ++i) REQUIRE_FALSE(pool.call(echo(i), 20s).error);
  CHECK(pool.started() == 4);
}

TEST_CASE("a worker that has grown is renewed") {
  PoolOptions slim = options(1);
  slim.renew_above_mb = 150;
  if (!limits_work) slim.renew_above_mb = 400;
  Pool pool(slim);
  const auto before = pool.call(job("pid"), 20s).value.as_int();
  REQUIRE_FALSE(pool.call(job("grow"), 20s).error);
  if (limits_work) CHECK(pool.call(job("pid"), 20s).value.as_int() != before);
}

TEST_CASE("large jobs and large answers pass whole") {
  Pool pool(options(2));
  Json big = job("echo");
  const std::string text(std::size_t{9} << 20, 'm');
  big.set("value", text);
  const bool same = pool.call(big, 30s).value.as_string() == text;
  CHECK(same);
  Json wanted = job("large");
  wanted.set("size", 12 << 20);
  CHECK(pool.call(wanted, 30s).value.as_string().size() == std::size_t{12} << 20);
}

TEST_CASE("workers run Tesseract on one thread") {
  Pool pool(options(1));
  Json asked = job("variable");
  asked.set("name", "OMP_THREAD_LIMIT");
  CHECK(pool.call(asked, 20s).value.as_string() == "1");
}

TEST_CASE("a pool leaves neither processes nor descriptors behind") {
  const std::size_t before = open_descriptors();
  for (int round = 0; round < 3; ++round) {
    Pool pool(options(3));
    for (int i = 0; i < 12; ++i) pool.submit(i % 4 == 1 ? job("crash") : echo(i), 20s, [](JobResult) {});
    pool.drain();
    pool.submit(job("hang"), 60s, [](JobResult) {});  // still running when the pool goes
    pool.pump(50ms);
  }
  CHECK(open_descriptors() == before);
  CHECK_FALSE(has_children());
}

TEST_CASE("a callback may submit more and may throw") {
  Pool pool(options(2));
  int calls = 0;
  pool.submit(echo(1), 20s, [&](JobResult) {
    ++calls;
    pool.submit(echo(2), 20s, [&](JobResult) { ++calls; });
  });
  pool.drain();
  CHECK(calls == 2);
  pool.submit(echo(3), 20s, [](JobResult) { throw std::runtime_error("from a callback"); });
  pool.submit(echo(4), 20s, [&](JobResult) { ++calls; });
  bool thrown = false;
  try {
    pool.drain();
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  CHECK(thrown);
  pool.drain();
  CHECK(calls == 3);
}

TEST_CASE("a worker killed while idle is replaced without losing a job") {
  Pool pool(options(1));
  const auto pid = static_cast<pid_t>(pool.call(job("pid"), 20s).value.as_int());
  ::kill(pid, SIGKILL);
  std::this_thread::sleep_for(100ms);
  const JobResult result = pool.call(echo(5), 20s);
  CHECK_FALSE(result.error);
  CHECK(result.value.as_int() == 5);
}

TEST_CASE("workers die with their coordinator") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t coordinator = ::fork();
  if (coordinator == 0) {
    Pool pool(options(1));
    const auto pid = static_cast<pid_t>(pool.call(job("pid"), 20s).value.as_int());
    pool.submit(job("hang"), 600s, [](JobResult) {});
    pool.pump(50ms);
    static_cast<void>(!::write(ends[1], &pid, sizeof pid));
    ::raise(SIGKILL);
  }
  pid_t worker = 0;
  REQUIRE(::read(ends[0], &worker, sizeof worker) == sizeof worker);
  ::waitpid(coordinator, nullptr, 0);
  ::close(ends[0]);
  ::close(ends[1]);
  bool gone = false;
  for (int i = 0; i < 200 && !gone; ++i) {
    std::ifstream status("/proc/" + std::to_string(worker) + "/stat");
    std::string pid, name, state;
    gone = !(status >> pid >> name >> state) || state == "Z";
    std::this_thread::sleep_for(10ms);
  }
  CHECK(gone);
}
