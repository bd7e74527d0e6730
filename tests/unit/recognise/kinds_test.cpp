// Kinds of pages, openings, negatives and strips, on signs measured on real pages and on images drawn here.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <cmath>
#include <cstdlib>

#include "pipeline/recognise/opening.hpp"
#include "pipeline/recognise/page_kind.hpp"
#include "pipeline/recognise/recognise.hpp"
#include "tests/support/one_image.hpp"

using namespace minutier;
using namespace minutier::recognise;
using source::PixPtr;

namespace {

Signs signs(std::size_t characters, double confidence, double sure, std::size_t sure_words, double lined, double tones, double ink) {
  Signs out;
  out.words = characters / 5 + 1;
  out.characters = characters;
  out.confidence = confidence;
  out.sure = sure;
  out.sure_words = sure_words;
  out.lined = lined;
  out.tones = tones;
  out.ink = ink;
  return out;
}

PixPtr sheet(int width, int height, int grey = 240) {
  PixPtr out(pixCreate(width, height, 8));
  pixSetAllArbitrary(out.get(), static_cast<l_uint32>(grey));
  return out;
}

void write_lines(const PixPtr& image, const char* text, int x, int y, int lines, int size = 10) {
  L_Bmf* font = bmfCreate(nullptr, size);
  for (int i = 0; i < lines; ++i) pixSetTextline(image.get(), font, text, 0, x, y + 5 * size * i, nullptr, nullptr);
  bmfDestroy(&font);
}

// Reads every image as the same words.
class Saying final : public Engine {
 public:
  explicit Saying(std::vector<EngineWord> words) : words_(std::move(words)) {}
  const std::string& version() const override { return version_; }
  std::vector<EngineWord> recognise(Pix*, int, const Reading&) override { return words_; }

 private:
  std::vector<EngineWord> words_;
  std::string version_ = "saying";
};

// A reading of a hand: lines of doubtful nothings below one printed line.
std::vector<EngineWord> scrawl() {
  std::vector<EngineWord> out;
  int line = 0, x = 100;
  for (const char* word : {"DÉPARTEMENT", "du", "Loiret"}) out.push_back({word, x += 120, 40, 100, 20, 0.93F, 0, line});
  for (line = 1; line < 25; ++line)
    for (int i = 0; i < 4; ++i) out.push_back({i % 2 ? "Jlvcrn" : "ae;wx", 100 + 150 * i, 60 + 50 * line, 120, 25, 0.2F, 1, line});
  return out;
}

Engine& tesseract() {
  static const std::unique_ptr<Engine> engine = make_engine({});
  return *engine;
}

}  // namespace

TEST_CASE("print is never called anything else, down to the worst that was measured") {
  CHECK(kind_of(signs(2500, 0.94, 0.88, 400, 0.85, 0, 0.07)) == PageKind::print);     // a book of 1878
  CHECK(kind_of(signs(900, 0.77, 0.58, 79, 0.78, 0.01, 0.08)) == PageKind::print);    // type of 1800
  CHECK(kind_of(signs(2500, 0.87, 0.81, 388, 0.37, 0.92, 0.03)) == PageKind::print);  // a page on dark paper
  CHECK(kind_of(signs(700, 0.55, 0.30, 30, 0.6, 0, 0.05)) == PageKind::print);        // twice as bad
  CHECK(kind_of(signs(40, 0.5, 0.5, 4, 0.5, 0, 0.01)) == PageKind::print);            // a title page
  CHECK(kind_of(signs(4, 0.9, 0, 0, 0, 0, 0.0005)) == PageKind::print);               // a page number
}

TEST_CASE("hands, photographs and empty sheets are told by what was measured on them") {
  CHECK(kind_of(signs(200, 0.22, 0.00, 0, 0.37, 0, 0.068)) == PageKind::handwriting);
  CHECK(kind_of(signs(600, 0.24, 0.01, 1, 0.79, 0, 0.020)) == PageKind::handwriting);
  CHECK(kind_of(signs(700, 0.39, 0.09, 10, 0.62, 0, 0.019)) == PageKind::handwriting);
  CHECK(kind_of(signs(60, 0.46, 0, 0, 0.14, 0.48, 0.35)) == PageKind::photograph);
  CHECK(kind_of(signs(6, 0.65, 0, 0, 0.09, 0.48, 0.46)) == PageKind::photograph);
  CHECK(kind_of(signs(0, 0, 0, 0, 0.1, 0.6, 0.3)) == PageKind::photograph);
  CHECK(kind_of(signs(5, 0.3, 0, 0, 0.1, 0, 0.001)) == PageKind::blank);
}

TEST_CASE("a page of handwriting is named and keeps only what reads surely") {
  PixPtr image = sheet(1240, 1754);
  write_lines(image, "xxxxxxxxxxxxxxxxxxxxxxxxxxxx", 120, 200, 24);
  test::OneImage source(std::move(image));
  Saying engine(scrawl());
  const Page page = recognise_page(source, 1, {}, engine);
  CHECK(page.outcome == "handwriting");
  CHECK(page.text == "DÉPARTEMENT du Loiret\n");
  CHECK_FALSE(is_failure(page.outcome));
  struct Given final : EngineSource {
    explicit Given(Engine& engine) : engine_(engine) {}
    Engine& engine(const Settings&) override { return engine_; }
    Engine& engine_;
  } given(engine);
  CHECK(kind_of_page(source, 1, {}, given) == PageKind::handwriting);
}

TEST_CASE("a photograph gives no words") {
  PixPtr image = sheet(1000, 800);
  std::uint32_t noise = 3;
  for (int y = 0; y < 800; ++y)
    for (int x = 0; x < 1000; ++x) {
      noise = noise * 1664525 + 1013904223;
      pixSetPixel(image.get(), x, y, (noise >> 27) + static_cast<unsigned>((x / 90 + y / 70) % 3) * 60 + 30);
    }
  test::OneImage source(std::move(image));
  const Page page = recognise_page(source, 1, {}, tesseract());
  CHECK(page.outcome == "photograph");
  CHECK(page.text.empty());
}

TEST_CASE("an opening is read page by page, and a leaf in two columns is not cut") {
  const auto opening = [](bool fold) {
    PixPtr image = sheet(2400, 1600);
    for (int x = 1170; fold && x < 1230; ++x)
      for (int y = 0; y < 1600; ++y) pixSetPixel(image.get(), x, y, static_cast<unsigned>(90 + 5 * std::abs(x - 1200)));
    write_lines(image, "gauche du registre communal", 150, 200, 20);
    write_lines(image, "droite du registre communal", 1420, 200, 20);
    write_lines(image, "124", 150, 60, 1, 16);
    write_lines(image, "125", 2100, 60, 1, 16);
    return image;
  };
  test::OneImage book(opening(true)), leaf(opening(false));
  const Page page = recognise_page(book, 1, {}, tesseract());
  CHECK(page.reason.find("an opening") != std::string::npos);
  CHECK(page.text.rfind("gauche") < page.text.find("droite"));
  REQUIRE(page.sides.size() == 2);
  CHECK(page.sides[0].chars.of(page.text).find("droite") == std::string_view::npos);
  CHECK(page.sides[1].chars.of(page.text).find("gauche") == std::string_view::npos);
  CHECK(page.sides[1].chars.end == page.text.size());
  CHECK(page.sides[0].chars.of(page.text).find("124") != std::string_view::npos);
  CHECK(page.sides[1].chars.of(page.text).find("125") != std::string_view::npos);
  CHECK(page.text.find("droite") != std::string::npos);
  std::size_t counted = 0;
  for (const Line& line : page.lines) {
    CHECK(line.first == counted);
    counted += line.count;
  }
  CHECK(counted == page.words.size());
  CHECK(recognise_page(leaf, 1, {}, tesseract()).reason.find("an opening") == std::string::npos);
}

TEST_CASE("light writing on dark is read, and a dark table under a page is no negative") {
  PixPtr image = sheet(1240, 1754, 255);
  write_lines(image, "Le conseil municipal approuve le budget", 120, 200, 20);
  PixPtr negative(pixInvert(nullptr, image.get()));
  const Cleaned cleaned = clean(std::move(negative), 595, 842);
  REQUIRE_FALSE(cleaned.blank);
  l_uint32 corner = 0;
  pixGetPixel(cleaned.grey.get(), 10, 10, &corner);
  CHECK(corner > 200);
  PixPtr table = sheet(1640, 2154, 30);
  pixRasterop(table.get(), 200, 200, 1240, 1754, PIX_SRC, image.get(), 0, 0);
  const Cleaned page = clean(std::move(table), 787, 1034);
  pixGetPixel(page.grey.get(), pixGetWidth(page.grey.get()) / 2, pixGetHeight(page.grey.get()) - pixGetHeight(page.grey.get()) / 6, &corner);
  CHECK(corner > 200);
}

TEST_CASE("a strip longer than an engine can count is read") {
  PixPtr strip = sheet(35000, 120, 255);
  L_Bmf* font = bmfCreate(nullptr, 14);
  for (int x = 100; x < 34000; x += 900) pixSetTextline(strip.get(), font, "Le conseil approuve", 0, x, 80, nullptr, nullptr);
  bmfDestroy(&font);
  test::OneImage source(std::move(strip));
  const Page page = recognise_page(source, 1, {}, tesseract());
  CHECK(page.outcome == "ok");
  CHECK(page.text.find("conseil approuve") != std::string::npos);
}
