// Pages photographed from one side or bent: drawn here with Leptonica's own font, distorted by a known transform.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <cmath>
#include <functional>

#include "pipeline/recognise/bend.hpp"
#include "pipeline/recognise/engine.hpp"
#include "pipeline/recognise/recognise.hpp"
#include "tests/support/one_image.hpp"

using namespace minutier;
using namespace minutier::recognise;
using source::PixPtr;

namespace {

constexpr int width = 1240, height = 1754;  // A4 at 150 dpi
constexpr int lines = 24;
constexpr double points = 0.48;             // of a pixel

struct Point {
  double x, y;
};
using Way = std::function<Point(Point)>;  // from the photograph to the page

int baseline(int line) { return 200 + 55 * line; }

PixPtr written() {
  PixPtr out(pixCreate(width, height, 8));
  pixSetAllArbitrary(out.get(), 255);
  L_Bmf* font = bmfCreate(nullptr, 10);
  for (int i = 0; i < lines; ++i) pixSetTextline(out.get(), font, "Le conseil municipal approuve le budget primitif", 0, 120, baseline(i), nullptr, nullptr);
  bmfDestroy(&font);
  return out;
}

PixPtr seen(const PixPtr& page, const Way& way) {
  PixPtr out(pixCreate(width, height, 8));
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const Point from = way({static_cast<double>(x), static_cast<double>(y)});
      const int left = static_cast<int>(std::floor(from.x)), top = static_cast<int>(std::floor(from.y));
      double sum = 0;
      for (const int dx : {0, 1})
        for (const int dy : {0, 1}) {
          l_uint32 tone = 255;
          if (left + dx >= 0 && left + dx < width && top + dy >= 0 && top + dy < height) pixGetPixel(page.get(), left + dx, top + dy, &tone);
          sum += tone * (dx ? from.x - left : 1 - from.x + left) * (dy ? from.y - top : 1 - from.y + top);
        }
      pixSetPixel(out.get(), x, y, static_cast<l_uint32>(sum + 0.5));
    }
  return out;
}

// Looked at from the left: what is at the right is farther away.
Point from_one_side(Point p) {
  const double x = p.x - width / 2.0, y = p.y - height / 2.0, far = 1 + 0.28 * x / width;
  return {width / 2.0 + x * far, height / 2.0 + y * far};
}

// A sheet that rises in its middle.
Point arched(Point p) { return {p.x, p.y - 30 + 60 * std::sin(3.14159265 * p.x / width)}; }

Engine& tesseract() {
  static const std::unique_ptr<Engine> engine = make_engine({});
  return *engine;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

void check_read(const Way& way) {
  test::OneImage source(seen(written(), way));
  const Page page = recognise_page(source, 1, {}, tesseract());
  CHECK(page.reason.find("bent lines") != std::string::npos);
  CHECK(count(page.text, "Le conseil municipal approuve le budget primitif") >= lines - 2);
  CHECK(page.width == Approx(width * points));
  CHECK(page.height == Approx(height * points));
  std::size_t in_place = 0;
  for (const Word& word : page.words) {
    CHECK(word.box.x >= 0);
    CHECK(word.box.y >= 0);
    CHECK(word.box.right() <= page.width + 1e-6);
    CHECK(word.box.bottom() <= page.height + 1e-6);
    // Its middle, where the page was flat, is above the baseline of a line of text by less than a letter.
    const Point flat = way({(word.box.x + word.box.w / 2) / points, (word.box.y + word.box.h / 2) / points});
    const double line = std::round((flat.y + 8 - baseline(0)) / 55);
    in_place += std::abs(flat.y + 8 - baseline(0) - 55 * line) < 12;
  }
  CHECK(in_place * 100 >= page.words.size() * 95);
  for (const minutier::Line& line : page.lines) CHECK(line.box.right() <= page.width + 1e-6);
}

}  // namespace

TEST_CASE("a page photographed from one side is read, and its words stand where they are on the photograph") { check_read(from_one_side); }

TEST_CASE("a page that does not lie flat is read, and its words stand where they are on the image") { check_read(arched); }

TEST_CASE("a page that does not lie flat and is held askew is read") {
  check_read([](Point p) {
    const double angle = 0.07, x = p.x - width / 2.0, y = p.y - height / 2.0;
    return arched({width / 2.0 + x * std::cos(angle) - y * std::sin(angle), height / 2.0 + x * std::sin(angle) + y * std::cos(angle)});
  });
}

TEST_CASE("a photograph from one side that lies on its side is turned and then made straight") {
  for (const int quarters : {1, 3}) {
    const PixPtr level = seen(written(), from_one_side);
    test::OneImage source(PixPtr(pixRotateOrth(level.get(), quarters)));
    const Page page = recognise_page(source, 1, {}, tesseract());
    INFO(page.reason << "\n" << page.text);
    CHECK(page.reason.find("turned by") != std::string::npos);
    CHECK(page.reason.find("bent lines") != std::string::npos);
    CHECK(count(page.text, "Le conseil municipal approuve le budget primitif") >= lines - 2);
    CHECK(page.width == Approx(height * points));
    CHECK(page.height == Approx(width * points));
    std::size_t in_place = 0;
    for (const Word& word : page.words) {
      // As the page lies, lines of text are columns: the word's middle, turned back, stands on a line.
      const minutier::Box box = turned(word.box, 360 - 90 * quarters, page.width, page.height);
      const Point flat = from_one_side({(box.x + box.w / 2) / points, (box.y + box.h / 2) / points});
      const double line = std::round((flat.y + 8 - baseline(0)) / 55);
      in_place += std::abs(flat.y + 8 - baseline(0) - 55 * line) < 12;
    }
    CHECK(in_place * 100 >= page.words.size() * 90);
  }
}

TEST_CASE("a flat page is left as it is, level or tilted") {
  CHECK_FALSE(clean(written(), width * points, height * points).flat);
  const PixPtr page = written();
  const PixPtr tilted(pixRotate(page.get(), 0.035F, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  CHECK_FALSE(clean(PixPtr(pixClone(tilted.get())), width * points, height * points).flat);
}

TEST_CASE("a slope is known at every place of a page whose lines spread like a fan") {
  std::vector<Stretch> stretches;
  for (int row = 0; row < 10; ++row)
    for (int column = 0; column < 6; ++column) stretches.push_back({100.0 + 150 * column, 100.0 + 150 * row, 0.01 * row - 0.05, 120});
  const auto field = SlopeField::through(stretches);
  REQUIRE(field);
  CHECK(field->at(500, 100) == Approx(-0.05).margin(0.002));
  CHECK(field->at(500, 1450) == Approx(0.04).margin(0.002));
  CHECK(field->at(500, 9000) == Approx(field->at(500, 1450)).margin(0.002));
  CHECK(field->span() == Approx(0.09).margin(0.01));
}

TEST_CASE("a few lines, or slopes that follow no surface, say nothing of a page's bend") {
  std::vector<Stretch> stretches;
  for (int i = 0; i < 10; ++i) stretches.push_back({100.0 * i, 100.0 * i, 0.01 * i, 120});
  CHECK_FALSE(SlopeField::through(stretches));
  stretches.clear();
  for (int i = 0; i < 60; ++i) stretches.push_back({(i * 397) % 1000 * 1.0, (i * 211) % 1500 * 1.0, ((i * i * 7919 + i * 31) % 101 - 50) * 0.001, 120});
  CHECK_FALSE(SlopeField::through(stretches));
}

TEST_CASE("what leans is made upright and found again") {
  Letters letters;
  letters.height = 20;
  for (int i = 0; i < 60; ++i) letters.boxes.push_back({300 + 0.1 * 40 * i, 40.0 * i, 15, 20, 300});
  CHECK(lean_of(letters) == Approx(0.1).margin(0.011));
  const PixPtr page = written();
  PageMap back;
  const PixPtr upright = made_upright(page.get(), 0.1, back);
  const minutier::Box box = back.to_page(400, 1000, 2, 2);
  l_uint32 there = 0, here = 0;
  pixGetPixel(upright.get(), 401, 1001, &there);
  pixGetPixel(page.get(), static_cast<int>(box.x + 1), static_cast<int>(box.y + 1), &here);
  CHECK(std::abs(static_cast<int>(there) - static_cast<int>(here)) < 60);
}
