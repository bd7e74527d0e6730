// Leaders of dots, on images drawn here.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/leaders.hpp"
#include "pipeline/recognise/read.hpp"

using namespace minutier;
using namespace minutier::recognise;
using source::PixPtr;

namespace {

constexpr int width = 1240, height = 1754;  // A4 at 150 dpi

PixPtr paper() {
  PixPtr out(pixCreate(width, height, 8));
  pixSetAllArbitrary(out.get(), 255);
  return out;
}

void write(const PixPtr& image, const char* text, int x, int baseline) {
  L_Bmf* font = bmfCreate(nullptr, 10);
  pixSetTextline(image.get(), font, text, 0, x, baseline, nullptr, nullptr);
  bmfDestroy(&font);
}

void marks(const PixPtr& image, int x, int end, int step, int baseline, int w, int h) {
  for (; x < end; x += step) {
    ::Box* box = boxCreate(x, baseline - h, w, h);
    pixSetInRectArbitrary(image.get(), box, 0);
    boxDestroy(&box);
  }
}

// Text above and below, so that the size of letters is known, and `rows` of label, marks, amount between.
PixPtr accounts(int mark_width, int mark_height) {
  PixPtr out = paper();
  for (int i = 0; i < 8; ++i) {
    write(out, "Le conseil municipal approuve le budget primitif", 120, 150 + 55 * i);
    write(out, "La recette est inscrite au chapitre des produits", 120, 1000 + 55 * i);
  }
  const char* labels[] = {"Cotisations", "Subvention", "Dons"};
  const char* amounts[] = {"1250,00", "340,50", "78,00"};
  for (int i = 0; i < 3; ++i) {
    write(out, labels[i], 120, 650 + 60 * i);
    marks(out, 340, 780, 14, 650 + 60 * i, mark_width, mark_height);
    write(out, amounts[i], 800, 650 + 60 * i);
  }
  return out;
}

}  // namespace

TEST_CASE("a row of dots is a leader, is taken off the image, and stands on the baseline of its line") {
  const Cleaned cleaned = clean(accounts(4, 4), 595, 842);
  const Leaders leaders = find_leaders(cleaned.grey.get(), cleaned.letter_height);
  REQUIRE(leaders.found.size() == 3);
  REQUIRE(leaders.without);
  for (const Leader& leader : leaders.found) {
    CHECK(leader.dots >= 28);
    CHECK(leader.dots <= 33);
    l_float32 darkest = 0;
    ::Box* box = boxCreate(static_cast<int>(leader.box.x), static_cast<int>(leader.box.bottom()) - 3, static_cast<int>(leader.box.w), 3);
    const PixPtr strip(pixClipRectangle(leaders.without.get(), box, nullptr));
    boxDestroy(&box);
    pixGetAverageMasked(strip.get(), nullptr, 0, 0, 1, L_STANDARD_DEVIATION, &darkest);
    CHECK(darkest < 5);
  }
}

TEST_CASE("hyphens in a row and lines of text are no leaders") {
  const Cleaned rules = clean(accounts(9, 3), 595, 842);
  CHECK(find_leaders(rules.grey.get(), rules.letter_height).found.empty());
  const Cleaned few = clean(accounts(0, 0), 595, 842);
  CHECK_FALSE(find_leaders(few.grey.get(), few.letter_height).without);
}

TEST_CASE("labels and amounts on either side of a leader are read as the page shows them") {
  const std::unique_ptr<Engine> engine = make_engine({});
  const Page page = compose_page(read_image(clean(accounts(4, 4), 595, 842), *engine).words, 595, 842, Origin::ocr);
  for (const std::string row : {"Cotisations ", "Subvention ", "Dons "}) {
    const std::size_t at = page.text.find(row + ".....");
    INFO(page.text);
    REQUIRE(at != std::string::npos);
    const std::string line = page.text.substr(at, page.text.find('\n', at) - at);
    CHECK(line.find('\t') == std::string::npos);
    CHECK(line.find_first_not_of('.', row.size()) > row.size() + 25);
    const std::string amount = row == "Cotisations " ? " 1250,00" : row == "Dons " ? " 78,00" : " 340,50";
    CHECK(line.substr(line.rfind('.') + 1) == amount);
  }
}
