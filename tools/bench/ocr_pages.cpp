// minutier-ocr-pages JOBS FILE…: recognises every page of the files through the worker pool and prints how long it took.
// With KEEP=DIR in the environment, each page's text is written there; with TIMES=FILE, the seconds each page took, in page order.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "pipeline/run/pool.hpp"

using namespace minutier;
using namespace std::chrono_literals;

namespace {

Json job_for(const char* kind, const char* file) {
  Json job = Json::object();
  job.set("job", kind);
  job.set("parts", Json::Array{Json(file)});
  return job;
}

struct Tally {
  int pages = 0, failed = 0;
  std::map<std::pair<std::string, int>, double> seconds;  // by file and page
};

void submit_pages(run::Pool& pool, const char* file, int pages, Tally& tally) {
  const char* keep = std::getenv("KEEP");
  for (int n = 1; n <= pages; ++n) {
    Json job = job_for("page", file);
    job.set("page", n);
    pool.submit(std::move(job), 180s, [&tally, keep, file, n](run::JobResult result) {
      ++tally.pages;
      tally.seconds[{file, n}] = result.seconds;
      if (result.error) {
        ++tally.failed;
        std::fprintf(stderr, "%s\n", result.error->what());
        return;
      }
      if (!keep) return;
      char name[32];
      std::snprintf(name, sizeof name, "%04d.txt", n);
      std::ofstream(std::filesystem::path(keep) / name) << result.value["text"].as_string();
    });
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: minutier-ocr-pages JOBS FILE…\n");
    return 2;
  }
  const auto began = std::chrono::steady_clock::now();
  run::PoolOptions options;
  options.workers = std::atoi(argv[1]);
  run::Pool pool(options);
  Tally tally;
  for (int i = 2; i < argc; ++i) {
    Json open = job_for("open", argv[i]);
    open.set("looks", false);
    const char* file = argv[i];
    pool.submit(std::move(open), 180s, [&pool, &tally, file](run::JobResult result) {
      if (result.error) {
        ++tally.failed;
        std::fprintf(stderr, "%s\n", result.error->what());
        return;
      }
      submit_pages(pool, file, static_cast<int>(result.value["description"]["page_count"].as_int()), tally);
    });
  }
  pool.drain();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (const char* times = std::getenv("TIMES")) {
    std::ofstream out(times);
    for (const auto& [page, took] : tally.seconds) out << took << '\n';
  }
  std::printf("%d pages, %d failed, %.2f s, %.1f pages per minute\n", tally.pages, tally.failed, seconds, tally.pages * 60 / seconds);
  return tally.failed > 0;
}
