// minutier-scaling TIMES [SPEED]: how recognition would scale with more cores than this machine has. TIMES holds the seconds each page took,
// one a line, in page order (TIMES=FILE minutier-ocr-pages … records them). They are replayed through the worker pool itself, with its processes, its
// frames and its order, by workers that sleep as long as a page took, SPEED (20) times faster. Prints pages per minute at the
// recorded speed and the share of the workers' time that was spent on pages.

#include <time.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include "pipeline/run/pool.hpp"
#include "pipeline/run/worker_protocol.hpp"

using namespace minutier;

namespace {

constexpr const char* worker_variable = "MINUTIER_SCALING_WORKER";

int be_a_worker() {
  run::Handlers handlers;
  handlers["page"] = [](const Json& job) {
    const double seconds = job["seconds"].as_double();
    timespec left{static_cast<time_t>(seconds), static_cast<long>((seconds - std::floor(seconds)) * 1e9)};
    while (::nanosleep(&left, &left) != 0) {}
    return Json::object();
  };
  return run::serve(handlers);
}

double replayed(const std::vector<double>& pages, int workers) {
  run::PoolOptions options;
  options.workers = workers;
  options.program = std::filesystem::read_symlink("/proc/self/exe");
  options.environment = {{worker_variable, "1"}};
  run::Pool pool(options);
  std::size_t next = 0, done = 0;
  const auto began = std::chrono::steady_clock::now();
  while (done < pages.size()) {
    for (std::size_t room = pool.room(); room > 0 && next < pages.size(); --room, ++next) {  // as ingest asks for pages
      Json job = Json::object();
      job.set("job", "page");
      job.set("page", static_cast<int>(next + 1));
      job.set("seconds", pages[next]);
      pool.submit(std::move(job), std::chrono::minutes(10), [&done](run::JobResult result) {
        if (result.error) throw *result.error;
        ++done;
      });
    }
    pool.pump();
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (std::getenv(worker_variable)) return be_a_worker();
  const double speed = argc > 2 ? std::atof(argv[2]) : 20;
  std::vector<double> pages;
  if (argc > 1) {
    std::ifstream in(argv[1]);
    for (double seconds = 0; in >> seconds;) pages.push_back(seconds / speed);
  }
  if (pages.empty() || speed <= 0) {
    std::fprintf(stderr, "usage: minutier-scaling TIMES [SPEED]\n");
    return 2;
  }
  const double work = std::accumulate(pages.begin(), pages.end(), 0.0);
  std::printf("%zu pages, %.2f s each on average\nworkers  pages/min  times one worker  utilisation\n", pages.size(), work * speed / static_cast<double>(pages.size()));
  double one = 0;
  try {
    for (const int workers : {1, 2, 4, 8, 16}) {
      const double seconds = replayed(pages, workers) * speed;
      if (workers == 1) one = seconds;
      std::printf("%7d  %9.1f  %16.2f  %10.0f %%\n", workers, static_cast<double>(pages.size()) * 60 / seconds, one / seconds, 100 * work * speed / (seconds * workers));
      std::fflush(stdout);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
