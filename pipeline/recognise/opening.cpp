#include "pipeline/recognise/opening.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <utility>

#include "pipeline/recognise/pictures.hpp"

namespace minutier::recognise {

namespace {

constexpr double landscape = 1.15;                // width of an opening, in heights
constexpr double from = 0.4, to = 0.6;            // where its fold may stand
constexpr double fold_tone = 0.86, margin_tone = 0.93;  // of the paper
constexpr double rows_needed = 0.8;               // of the height that the fold runs through
constexpr double margin_reach = 0.12;             // of the width, on either side of the fold
constexpr std::size_t few_words = 8;

int tone_at(Pix* grey, int x, int y) {
  l_uint32 value = 255;
  pixGetPixel(grey, x, y, &value);
  return static_cast<int>(value);
}

// The tone that this share of a column's middle rows is darker than.
int column_tone(Pix* grey, int x, double share) {
  std::vector<int> tones;
  const int height = pixGetHeight(grey);
  for (int y = height / 12; y < height - height / 12; ++y) tones.push_back(tone_at(grey, x, y));
  if (tones.empty()) return 255;
  const auto at = tones.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(tones.size() - 1));
  std::nth_element(tones.begin(), at, tones.end());
  return *at;
}

}  // namespace

std::optional<double> gutter_of(const Cleaned& cleaned) {
  Pix* grey = cleaned.far.get();
  if (!grey || pixGetDepth(grey) != 8 || pixGetWidth(grey) < landscape * pixGetHeight(grey)) return std::nullopt;
  const int width = pixGetWidth(grey), reach = std::max(2, static_cast<int>(margin_reach * width));
  l_float32 paper = 255;
  pixGetRankValueMasked(grey, nullptr, 0, 0, 1, 0.85F, &paper, nullptr);
  int fold = -1, darkest = static_cast<int>(fold_tone * paper);
  for (int x = static_cast<int>(from * width); x < static_cast<int>(to * width); ++x)
    if (const int tone = column_tone(grey, x, rows_needed); tone <= darkest) fold = x, darkest = tone - 1;
  if (fold < 0) return std::nullopt;
  for (const int side : {-1, 1}) {
    bool margin = false;  // paper without writing, close by
    for (int step = 2; step <= reach && !margin; ++step) {
      const int x = fold + side * step;
      margin = x >= 0 && x < width && column_tone(grey, x, 0.2) >= margin_tone * paper;
    }
    if (!margin) return std::nullopt;
  }
  return (fold + 0.5) / width;
}

std::optional<Page> compose_opening(const std::vector<LayoutWord>& words, double fold, double width, double height, int number) {
  std::vector<LayoutWord> left, right;
  for (const LayoutWord& word : words) (word.box.x + word.box.w / 2 < fold ? left : right).push_back(word);
  if (left.size() < few_words || right.size() < few_words) return std::nullopt;
  const Page first = compose_page(std::move(left), width, height, Origin::ocr, number);
  const std::size_t words_before = first.words.size();
  Page page = with_lines(first, compose_page(std::move(right), width, height, Origin::ocr, number), first.lines.size());
  if (words_before == 0 || words_before >= page.words.size()) return page;
  const std::size_t line = page.text.rfind('\n', page.words[words_before].chars.begin);
  const std::size_t second = line == std::string::npos ? page.words[words_before].chars.begin : line + 1;
  page.sides = {{{0, second}, ""}, {{second, page.text.size()}, ""}};
  return page;
}

}  // namespace minutier::recognise
