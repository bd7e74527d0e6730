// The real worker program with engines that fail: a page costs itself, and the next page is read by a sound worker.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <filesystem>

#include "pipeline/run/pool.hpp"

using namespace minutier;
using namespace minutier::run;
using namespace std::chrono_literals;

namespace {

// A page image of some lines, gone with the object.
struct PageImage {
  std::filesystem::path folder, path;
  PageImage() {
    std::string name = (std::filesystem::temp_directory_path() / "minutier-pages-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    path = folder / "page.png";
    Pix* pix = pixCreate(800, 600, 8);
    pixSetAllArbitrary(pix, 255);
    L_Bmf* font = bmfCreate(nullptr, 10);
    for (int i = 0; i < 6; ++i) pixSetTextline(pix, font, "Le conseil approuve", 0, 60, 100 + 60 * i, nullptr, nullptr);
    bmfDestroy(&font);
    pixWrite(path.c_str(), pix, IFF_PNG);
    pixDestroy(&pix);
  }
  ~PageImage() { std::filesystem::remove_all(folder); }
};

PoolOptions one_worker() {
  PoolOptions out;
  out.workers = 1;
  out.program = std::filesystem::path(MINUTIER_BINARY_DIR) / "bin" / "minutier-worker";
  return out;
}

Json page_job(const PageImage& image, const char* engine) {
  Json settings = Json::object();
  settings.set("engine", engine);
  Json out = Json::object();
  out.set("job", "page");
  out.set("parts", Json::Array{Json(image.path.string())});
  out.set("page", 1);
  out.set("settings", std::move(settings));
  return out;
}

}  // namespace

TEST_CASE("an engine's fault is named and costs only its page") {
  struct Case {
    const char* engine;
    ErrorCode code;
  };
  const auto given = GENERATE(values<Case>({{"fault:crash", ErrorCode::crashed},
                                            {"fault:abort", ErrorCode::crashed},
                                            {"fault:exit", ErrorCode::crashed},
                                            {"fault:hang", ErrorCode::timeout},
                                            {"fault:error", ErrorCode::crashed},
                                            {"no engine", ErrorCode::engine_missing}}));
  CAPTURE(given.engine);
  const PageImage image;
  Pool pool(one_worker());
  const JobResult bad = pool.call(page_job(image, given.engine), given.code == ErrorCode::timeout ? 1500ms : 30'000ms);
  REQUIRE(bad.error);
  CHECK(bad.error->code == given.code);
  CHECK(bad.error->page == 1);
  CHECK_FALSE(bad.error->document.empty());
  const JobResult good = pool.call(page_job(image, "tesseract"), 60s);
  REQUIRE_FALSE(good.error);
  CHECK(good.value["text"].as_string().find("conseil approuve") != std::string::npos);
}

TEST_CASE("an engine that takes all memory is stopped by the worker's limit") {
#ifdef MINUTIER_NO_MEMORY_LIMIT
  WARN("memory limits cannot be tested under a sanitizer");
#else
  const PageImage image;
  Pool pool(one_worker());
  const JobResult bad = pool.call(page_job(image, "fault:memory"), 30s);
  REQUIRE(bad.error);
  CHECK(bad.error->code == ErrorCode::out_of_memory);
  CHECK_FALSE(pool.call(page_job(image, "tesseract"), 60s).error);
#endif
}

TEST_CASE("what an engine writes to standard output does not reach the wire") {
  const PageImage image;
  Pool pool(one_worker());
  const JobResult result = pool.call(page_job(image, "fault:garbage"), 30s);
  REQUIRE_FALSE(result.error);
  CHECK(pool.started() == 1);
}

TEST_CASE("an engine's bad UTF-8 is repaired before it travels") {
  const PageImage image;
  Pool pool(one_worker());
  const JobResult result = pool.call(page_job(image, "fault:utf8"), 30s);
  REQUIRE_FALSE(result.error);
  CHECK(result.value["issues"].items().size() == 1);
}
