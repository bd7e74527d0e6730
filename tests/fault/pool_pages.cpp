// The real worker program with engines that fail: a page costs itself, and the next page is read by a sound worker.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <filesystem>
#include <fstream>

#include "pipeline/run/page_reader.hpp"
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

namespace {

// A PDF of one page: a line of its own text, and a picture of text below it.
std::string illustrated_pdf() {
  Pix* pix = pixCreate(900, 400, 8);
  pixSetAllArbitrary(pix, 255);
  L_Bmf* font = bmfCreate(nullptr, 14);
  for (int i = 0; i < 5; ++i) pixSetTextline(pix, font, "Cotisations et subventions de la commune", 0, 40, 60 + 70 * i, nullptr, nullptr);
  bmfDestroy(&font);
  std::string pixels;
  for (int y = 0; y < 400; ++y)
    for (int x = 0; x < 900; ++x) {
      l_uint32 value = 0;
      pixGetPixel(pix, x, y, &value);
      pixels += static_cast<char>(value);
    }
  pixDestroy(&pix);
  std::string words = "BT /F1 12 Tf 72 780 Td 16 TL ";
  for (int i = 0; i < 8; ++i) words += "(Le conseil municipal approuve le budget primitif de la commune.) Tj T* ";
  words += "ET q 450 0 0 200 72 300 cm /Im Do Q";
  const auto stream = [](const std::string& keys, const std::string& data) {
    return "<< " + keys + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
  };
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Im 6 0 R >> >> >>",
      stream("", words), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      stream("/Type /XObject /Subtype /Image /Width 900 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8", pixels)};
  std::string out = "%PDF-1.4\n";
  for (std::size_t i = 0; i < objects.size(); ++i) out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  return out + "trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n";
}

JobResult read_in(Pool& pool, Json job, Pool::Milliseconds deadline) {
  JobResult out;
  int calls = 0;
  read_page(pool, std::move(job), deadline, [&](JobResult result) { out = std::move(result), ++calls; });
  pool.drain();
  CHECK(calls == 1);
  return out;
}

}  // namespace

TEST_CASE("a page of good text survives an engine that falls over its picture") {
  const PageImage place;
  const std::filesystem::path file = place.folder / "pv.pdf";
  std::ofstream(file, std::ios::binary) << illustrated_pdf();
  for (const char* engine : {"fault:crash", "fault:hang", "tesseract"}) {
    CAPTURE(engine);
    Pool pool(one_worker());
    Json job = page_job(place, engine);
    job.set("parts", Json::Array{Json(file.string())});
    const JobResult result = read_in(pool, std::move(job), std::string(engine) == "fault:hang" ? 2500ms : 60'000ms);
    REQUIRE_FALSE(result.error);
    const std::string text = result.value["text"].as_string();
    CHECK(text.find("budget primitif") != std::string::npos);
    const bool sound = std::string(engine) == "tesseract";
    CHECK((text.find("subventions") != std::string::npos) == sound);
    CHECK(result.value["outcome"].as_string() == "ok");
    CHECK(result.value["issues"].items().size() == (sound ? 0 : 1));
  }
}

TEST_CASE("a scan whose engine falls keeps its failure") {
  const PageImage image;
  Pool pool(one_worker());
  const JobResult result = read_in(pool, page_job(image, "fault:crash"), 30'000ms);
  REQUIRE(result.error);
  CHECK(result.error->code == ErrorCode::crashed);
}

TEST_CASE("an engine that dies half-way through a document costs the page it dies on") {
  const PageImage image;
  Pool pool(one_worker());
  CHECK_FALSE(pool.call(page_job(image, "fault:crash@3"), 30s).error);  // a page may be read twice
  std::size_t failed = 0;
  for (int page = 0; page < 3 && failed == 0; ++page) failed += pool.call(page_job(image, "fault:crash@3"), 30s).error.has_value();
  CHECK(failed == 1);
  CHECK_FALSE(pool.call(page_job(image, "fault:crash@3"), 30s).error);
  CHECK(pool.started() == 2);
}
