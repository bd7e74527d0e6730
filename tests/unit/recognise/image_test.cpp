// Cleaning, reading and recognising, on images drawn here with Leptonica's own font.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <cmath>

#include "pipeline/recognise/clean.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/read.hpp"
#include "pipeline/recognise/recognise.hpp"

using namespace minutier;
using namespace minutier::recognise;
using source::PixPtr;

namespace {

constexpr int width = 1240, height = 1754;  // A4 at 150 dpi
const char* const line_text = "Le conseil municipal approuve le budget primitif";

PixPtr paper(int grey = 255) {
  PixPtr out(pixCreate(width, height, 8));
  pixSetAllArbitrary(out.get(), static_cast<l_uint32>(grey));
  return out;
}

// Twenty-four lines of text, the first with its baseline at `top`.
PixPtr written(int grey = 255, int top = 200) {
  PixPtr out = paper(grey);
  L_Bmf* font = bmfCreate(nullptr, 10);
  for (int i = 0; i < 24; ++i) pixSetTextline(out.get(), font, line_text, 0, 120, top + 55 * i, nullptr, nullptr);
  bmfDestroy(&font);
  return out;
}

PixPtr rotated(const PixPtr& image, double degrees) {
  return PixPtr(pixRotate(image.get(), static_cast<l_float32>(degrees * 3.14159265 / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

class FakeSource final : public source::Source {
 public:
  explicit FakeSource(PixPtr image, Page embedded = {}, bool sideways = false) : image_(std::move(image)), embedded_(std::move(embedded)), sideways_(sideways) {
    description_.name = "page.png";
    description_.media_type = "image/png";
    description_.page_count = 1;
    embedded_.origin = Origin::embedded;
  }
  Page page(int) override { return embedded_; }
  Look look(int) override { return {1, false, sideways_ ? 842.0 : 595.0, sideways_ ? 595.0 : 842.0, 150}; }
  PixPtr image(int, int) override { return PixPtr(pixClone(image_.get())); }

 private:
  PixPtr image_;
  Page embedded_;
  bool sideways_;
};

std::string text_of(const std::vector<LayoutWord>& words) {
  std::string out;
  for (const LayoutWord& word : words) out += word.text + ' ';
  return out;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

Engine& tesseract() {
  static const std::unique_ptr<Engine> engine = make_engine({});
  return *engine;
}

}  // namespace

TEST_CASE("an empty sheet is blank, white or yellowed") {
  CHECK(clean(paper(), 595, 842).blank);
  CHECK(clean(paper(190), 595, 842).blank);
  CHECK_FALSE(clean(written(), 595, 842).blank);
}

TEST_CASE("a single figure on a page is not blank") {
  PixPtr image = paper();
  L_Bmf* font = bmfCreate(nullptr, 10);
  pixSetTextline(image.get(), font, "3", 0, 600, 1600, nullptr, nullptr);
  bmfDestroy(&font);
  CHECK_FALSE(clean(std::move(image), 595, 842).blank);
}

TEST_CASE("a tilted page is levelled") {
  for (const double degrees : {-2.0, 1.5, 3.0}) {
    const Cleaned cleaned = clean(rotated(written(), degrees), 595, 842);
    CHECK(cleaned.skew == Approx(-degrees).margin(0.3));
  }
}

TEST_CASE("a point of the cleaned image finds its place on the page") {
  // A dark block of letters' size at a known place, on a tilted page that is enlarged as well.
  const double degrees = 2.0;
  const PixPtr tilted = rotated(written(), degrees);
  const double w = pixGetWidth(tilted.get()), h = pixGetHeight(tilted.get());
  const Cleaned cleaned = clean(PixPtr(pixClone(tilted.get())), w * 0.48, h * 0.48);
  const auto words = read_image(cleaned, tesseract()).words;
  REQUIRE_FALSE(words.empty());
  // Every box, drawn back on the tilted image, must hold dark ink in its middle third.
  std::size_t inked = 0;
  for (const LayoutWord& word : words) {
    ::Box* box = boxCreate(static_cast<int>(word.box.x / 0.48), static_cast<int>((word.box.y + word.box.h / 3) / 0.48),
                           std::max(1, static_cast<int>(word.box.w / 0.48)), std::max(1, static_cast<int>(word.box.h / 3 / 0.48)));
    const PixPtr part(pixClipRectangle(tilted.get(), box, nullptr));
    boxDestroy(&box);
    l_float32 average = 255;
    if (part) pixGetAverageMasked(part.get(), nullptr, 0, 0, 1, L_MEAN_ABSVAL, &average);
    inked += average < 225;
  }
  CHECK(inked >= words.size() * 95 / 100);
}

TEST_CASE("turning a cleaned image keeps its words' places") {
  const Cleaned cleaned = clean(written(), 595, 842);
  for (const int degrees : {90, 180, 270}) {
    const Cleaned side = turned(cleaned, degrees);
    const double w = pixGetWidth(side.grey.get()), h = pixGetHeight(side.grey.get());
    const minutier::Box corner = side.map.to_page(0, 0, w, h);
    CHECK(corner.x == Approx(0).margin(1));
    CHECK(corner.y == Approx(0).margin(1));
    CHECK(corner.w == Approx(595).margin(2));
    CHECK(corner.h == Approx(842).margin(2));
  }
}

TEST_CASE("a dark margin is whitened and the text stays") {
  PixPtr image = written();
  ::Box* edge = boxCreate(0, 0, 70, height);
  pixSetInRectArbitrary(image.get(), edge, 10);
  boxDestroy(&edge);
  const Cleaned cleaned = clean(std::move(image), 595, 842);
  l_uint32 value = 0;
  pixGetPixel(cleaned.grey.get(), pixGetWidth(cleaned.grey.get()) / 50, pixGetHeight(cleaned.grey.get()) / 2, &value);
  CHECK(value > 200);
  CHECK(count(text_of(read_image(cleaned, tesseract()).words), "municipal") >= 20);
}

TEST_CASE("a page is read whichever way it lies") {
  for (const int quarters : {1, 2, 3}) {
    const PixPtr upright = written();
    PixPtr lying(pixRotateOrth(upright.get(), quarters));
    const double w = pixGetWidth(lying.get()), h = pixGetHeight(lying.get());
    const ReadImage read = read_image(clean(std::move(lying), w * 0.48, h * 0.48), tesseract());
    CHECK(read.turned == (4 - quarters) * 90);
    CHECK(count(text_of(read.words), "municipal") >= 20);
  }
}

TEST_CASE("a page that lies on its side, or on its head, reads in order, with its boxes where the words stand") {
  for (const int quarters : {1, 2, 3}) {
    const PixPtr upright = written();
    FakeSource source(PixPtr(pixRotateOrth(upright.get(), quarters)), {}, quarters != 2);
    const Page page = recognise_page(source, 1, {}, tesseract());
    INFO(quarters << ": " << page.text);
    CHECK(count(page.text, "conseil municipal approuve le budget") >= 20);
    REQUIRE(page.words.size() > 100);
    // The first line stands at the top of the upright sheet: right of a sheet turned clockwise, at the bottom of one on its head, left of the other.
    const minutier::Box& first = page.lines.front().box;
    if (quarters == 1) CHECK(first.x > page.width * 0.8);
    if (quarters == 2) CHECK(first.y > page.height * 0.8);
    if (quarters == 3) CHECK(first.right() < page.width * 0.2);
    for (const Word& word : page.words) {
      CHECK(word.box.right() <= page.width);
      CHECK(word.box.bottom() <= page.height);
    }
  }
}

TEST_CASE("a recognised page has words, boxes in points, confidences and its engine") {
  FakeSource source(written());
  const Page page = recognise_page(source, 1, {}, tesseract());
  CHECK(page.outcome == "ok");
  CHECK(page.origin == Origin::ocr);
  CHECK(page.engine.rfind("tesseract 5.", 0) == 0);
  CHECK(page.engine.find("fra") != std::string::npos);
  REQUIRE_FALSE(page.words.empty());
  CHECK(page.words.front().box.y == Approx(200 * 0.48 - 14).margin(6));
  CHECK(page.words.front().confidence.value() > 0.5F);
  CHECK(page.width == 595);
}

TEST_CASE("a blank page says so without an engine") {
  FakeSource source(paper());
  Settings settings;
  settings.engine = "no such engine";  // would throw if it were asked for
  KeptEngine engines;
  const Page page = recognise_page(source, 1, settings, engines);
  CHECK(page.outcome == "blank");
  CHECK(page.text.empty());
}

TEST_CASE("bad UTF-8 from an engine is repaired and reported") {
  FakeSource source(written());
  Settings settings;
  settings.engine = "fault:utf8";
  KeptEngine engines;
  const Page page = recognise_page(source, 1, settings, engines);
  REQUIRE(page.issues.size() == 1);
  CHECK(page.issues.front().code == "damaged");
  CHECK(page.text.find("caf\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("missing language data is named with what to install") {
  FakeSource source(written());
  Settings settings;
  settings.language = "xyz";
  KeptEngine engines;
  try {
    recognise_page(source, 1, settings, engines);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::engine_missing);
    CHECK(error.detail.find("tesseract-ocr-xyz") != std::string::npos);
    CHECK(error.page == 1);
  }
}

TEST_CASE("an engine that gives up names the page") {
  FakeSource source(written());
  Settings settings;
  settings.engine = "fault:error";
  KeptEngine engines;
  CHECK_THROWS_AS(recognise_page(source, 1, settings, engines), Error);
}

namespace {

// A page with text of its own, a table drawn as a picture and a picture of nothing.
class Illustrated final : public source::Source {
 public:
  explicit Illustrated(bool text) : text_(text) {
    description_.name = "pv.pdf";
    description_.media_type = "application/pdf";
    description_.page_count = 1;
  }
  Page page(int) override {
    return compose_page({{"Avant", {60, 50, 60, 12}, std::nullopt}, {"Après", {60, 500, 60, 12}, std::nullopt}}, 595, 842, Origin::embedded);
  }
  Look look(int) override { return {0.12, false, 595, 842, 150, false}; }
  std::vector<Picture> pictures(int) override { return {{checked_box(60, 100, 480, 300), 150}}; }
  source::PixPtr image(int, int dpi) override {
    PixPtr out(pixCreate(595 * dpi / 72, 842 * dpi / 72, 8));
    pixSetAllArbitrary(out.get(), 255);
    const double scale = dpi / 72.0;
    if (text_) {
      L_Bmf* font = bmfCreate(nullptr, 14);
      for (int i = 0; i < 6; ++i)
        pixSetTextline(out.get(), font, "Cotisations et subventions", 0, static_cast<int>(80 * scale), static_cast<int>((130 + 40 * i) * scale), nullptr, nullptr);
      bmfDestroy(&font);
    } else {
      std::uint32_t noise = 7;  // grain, as of a photograph
      for (int y = static_cast<int>(100 * scale); y < static_cast<int>(400 * scale); ++y)
        for (int x = static_cast<int>(60 * scale); x < static_cast<int>(540 * scale); ++x) {
          noise = noise * 1664525 + 1013904223;
          pixSetPixel(out.get(), x, y, (noise >> 24) / 3 + static_cast<unsigned>(100 + 60 * std::sin(x / 40.0) * std::cos(y / 31.0)));
        }
    }
    return out;
  }

 private:
  bool text_;
};

}  // namespace

TEST_CASE("a picture of text is read in its place on the page, and the page says so") {
  Illustrated source(true);
  const Page page = recognise_page(source, 1, {}, tesseract());
  CHECK(page.origin == Origin::embedded);
  CHECK(count(page.text, "subventions") == 6);
  CHECK(page.text.find("Avant") < page.text.find("Cotisations"));
  CHECK(page.text.find("Après") > page.text.rfind("Cotisations"));
  CHECK(page.reason.find("1 picture read: 18 words") != std::string::npos);
  CHECK(page.engine.find("tesseract") != std::string::npos);
  for (const Word& word : page.words) {
    const std::string_view text = word.chars.of(page.text);
    const bool own = text == "Avant" || text == "Après";
    CHECK(word.confidence.has_value() != own);
    if (!own) CHECK((word.box.y > 100 && word.box.bottom() < 400 && word.box.x > 60));
  }
  std::size_t counted = 0;
  for (const Line& line : page.lines) {
    CHECK(line.first == counted);
    counted += line.count;
  }
  CHECK(counted == page.words.size());
}

TEST_CASE("a picture without text adds nothing and costs no engine") {
  struct None final : EngineSource {
    Engine& engine(const Settings&) override { throw Error(ErrorCode::internal, "test", "", 0, "no engine is needed"); }
  } none;
  Illustrated source(false);
  CHECK(recognise_page(source, 1, {}, static_cast<EngineSource&>(none)).text == source.page(1).text);
}

TEST_CASE("without an engine a page keeps its own text and says what was not read") {
  struct Missing final : EngineSource {
    Engine& engine(const Settings&) override { throw Error(ErrorCode::engine_missing, "recognise", "", 0, "install it"); }
  } missing;
  Illustrated source(true);
  const Page page = recognise_page(source, 1, {}, static_cast<EngineSource&>(missing));
  CHECK(page.outcome == "ok");
  CHECK(page.text == source.page(1).text);
  REQUIRE(page.issues.size() == 1);
  CHECK(page.issues[0].code == "engine_missing");
}
