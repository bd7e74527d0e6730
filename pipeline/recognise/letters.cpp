#include "pipeline/recognise/letters.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/base/error.hpp"
#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr int dark = 150;              // of 255, on paper of 230
constexpr int paper = 230;
constexpr int reduce_above = 2200;     // pixels of the longer side
constexpr std::size_t line_of_letters = 20;

double median_height(const std::vector<Letters::Mark>& marks) {
  if (marks.size() < line_of_letters) return 0;
  std::vector<double> heights;
  heights.reserve(marks.size());
  for (const Letters::Mark& mark : marks) heights.push_back(mark.h);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace

Letters find_letters(Pix* grey, int reduction) {
  Letters out;
  // A long strip has the letters of a page as wide as it is high, or four times that.
  const int longest = std::min(std::max(pixGetWidth(grey), pixGetHeight(grey)), 4 * std::min(pixGetWidth(grey), pixGetHeight(grey)));
  out.reduction = reduction > 0 ? reduction : longest > 2 * reduce_above ? 4 : longest > reduce_above ? 2 : 1;
  const double factor = 1.0 / out.reduction;
  const PixPtr small = out.reduction == 1 ? owned(pixClone(grey)) : owned(pixScaleAreaMap(grey, static_cast<float>(factor), static_cast<float>(factor)));
  out.ink = owned(pixThresholdToBinary(small.get(), dark));
  const BoxaPtr boxes(pixConnCompBB(out.ink.get(), 8));
  if (!boxes) return out;
  // A letter is not a speck, not a rule, not a picture: sizes relative to the page, which is at least a card.
  const double least = std::max(4.0, longest * factor / 400), most = longest * factor / 12;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    if (h < least || h > most || w < 2 || w > 2 * most || w > 8 * h || h > 12 * w) continue;
    const double r = out.reduction;
    out.boxes.push_back({x * r, y * r, w * r, h * r, w * r * h * r});
  }
  out.height = median_height(out.boxes);
  return out;
}

double share_in_lines(const Letters& letters) {
  constexpr std::size_t enough = 25, looked_at = 4000;
  std::vector<Letters::Mark> marks = letters.boxes;
  std::sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  if (marks.size() < enough) return 0;
  std::size_t with_neighbour = 0, looked = 0;
  for (std::size_t i = 0; i < marks.size() && looked < looked_at; ++i, ++looked) {
    const Letters::Mark& mark = marks[i];
    const auto beside = [&](const Letters::Mark& other) {
      const double gap = other.x - (mark.x + mark.w);
      return gap > -0.3 * mark.h && gap < 1.5 * mark.h && std::abs(other.y + other.h - mark.y - mark.h) < 0.2 * std::max(mark.h, other.h) &&
             other.h < 1.8 * mark.h && mark.h < 1.8 * other.h;
    };
    for (std::size_t k = i + 1; k < marks.size() && marks[k].x < mark.x + mark.w + 1.5 * mark.h; ++k)
      if (beside(marks[k])) {
        ++with_neighbour;
        break;
      }
  }
  return static_cast<double>(with_neighbour) / static_cast<double>(looked);
}

void whiten_dark_margins(Pix* grey, Letters& letters) {
  constexpr int further = 4;  // solid areas are large: a quarter of the size shows them
  const PixPtr small = owned(pixReduceRankBinaryCascade(letters.ink.get(), 1, 3, 0, 0));
  const int brick = std::max(5, std::max(pixGetWidth(small.get()), pixGetHeight(small.get())) / 60);
  const PixPtr solid = owned(pixOpenBrick(nullptr, small.get(), brick, brick));
  l_int32 none = 1;
  pixZero(solid.get(), &none);
  if (none) return;
  PixPtr touching = owned(pixExtractBorderConnComps(solid.get(), 8));
  pixZero(touching.get(), &none);
  if (none) return;
  touching = owned(pixDilateBrick(nullptr, touching.get(), 5, 5));
  PixPtr mask = owned(pixExpandReplicate(touching.get(), further));
  pixSubtract(letters.ink.get(), letters.ink.get(), mask.get());
  if (letters.reduction > 1) mask = owned(pixExpandReplicate(mask.get(), letters.reduction));
  pixSetMasked(grey, mask.get(), paper);
}

}  // namespace minutier::recognise
