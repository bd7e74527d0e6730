// Ruled lines, and the table they make, on images drawn here.

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <cctype>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/read.hpp"
#include "pipeline/recognise/rules.hpp"

using namespace minutier;
using namespace minutier::recognise;
using source::PixPtr;

namespace {

constexpr int width = 1240, height = 1754;  // A4 at 150 dpi

void write(const PixPtr& image, const char* text, int x, int baseline) {
  L_Bmf* font = bmfCreate(nullptr, 10);
  pixSetTextline(image.get(), font, text, 0, x, baseline, nullptr, nullptr);
  bmfDestroy(&font);
}

void rule(const PixPtr& image, int x0, int y0, int x1, int y1) { pixRenderLineArb(image.get(), x0, y0, x1, y1, 2, 0, 0, 0); }

PixPtr page(bool ruled) {
  PixPtr out(pixCreate(width, height, 8));
  pixSetAllArbitrary(out.get(), 255);
  for (int i = 0; i < 8; ++i) {
    write(out, "Le conseil municipal approuve le budget primitif", 120, 150 + 55 * i);
    write(out, "La recette est inscrite au chapitre des produits", 120, 1100 + 55 * i);
  }
  const char* cells[3][3] = {{"Charges", "Annee", "Montant"}, {"Loyer", "", "450,00"}, {"Salaires", "2018", "1250,00"}};
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 3; ++c)
      if (*cells[r][c]) write(out, cells[r][c], 140 + 250 * c, 690 + 60 * r);
  if (!ruled) return out;
  for (int r = 0; r < 4; ++r) rule(out, 120, 645 + 60 * r, 870, 645 + 60 * r);
  for (int c = 0; c < 4; ++c) rule(out, 120 + 250 * c, 645, 120 + 250 * c, 825);
  return out;
}

}  // namespace

TEST_CASE("the lines of a table are found, and text has none") {
  const Cleaned ruled = clean(page(true), 595, 842);
  const std::vector<Rule> rules = find_rules(ruled.grey.get(), ruled.letter_height);
  CHECK(std::count_if(rules.begin(), rules.end(), [](const Rule& r) { return r.upright(); }) == 4);
  CHECK(rules.size() == 8);
  for (const Rule& r : rules) {
    const double scale = ruled.zoom;
    if (r.upright()) CHECK(r.y1 - r.y0 == Approx(180 * scale).margin(8 * scale));
    else CHECK(r.x1 - r.x0 == Approx(750 * scale).margin(8 * scale));
  }
  const Cleaned plain = clean(page(false), 595, 842);
  CHECK(find_rules(plain.grey.get(), plain.letter_height).empty());
}

TEST_CASE("a ruled table is read with its cells, the empty one too") {
  const std::unique_ptr<Engine> engine = make_engine({});
  ReadImage read = read_image(clean(page(true), 595, 842), *engine);
  const Page out = compose_page(std::move(read.words), 595, 842, Origin::ocr, 1, std::move(read.rules));
  INFO(out.text);
  CHECK(out.text.find("Charges\tAnnee\tMontant\nLoyer\t\t450,00\nSalaires\t2018\t1250,00\n") != std::string::npos);
}

TEST_CASE("digits carry what else the engine took them for") {
  const std::unique_ptr<Engine> engine = make_engine({});
  PixPtr image = page(false);
  // Figures out of focus.
  PixPtr soft(pixBlockconv(image.get(), 4, 4));
  const ReadImage read = read_image(clean(std::move(soft), 595, 842), *engine);
  std::size_t doubts = 0;
  for (const LayoutWord& word : read.words)
    for (const DigitDoubt& doubt : word.digits) {
      ++doubts;
      REQUIRE(doubt.at < word.text.size());
      CHECK(std::isdigit(static_cast<unsigned char>(word.text[doubt.at])));
      CHECK(doubt.confidence <= 1);
      for (const char other : doubt.others) {
        CHECK(std::isdigit(static_cast<unsigned char>(other)));
        CHECK(other != word.text[doubt.at]);
      }
    }
  CHECK(doubts > 0);
}
