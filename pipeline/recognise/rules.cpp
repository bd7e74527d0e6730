#include "pipeline/recognise/rules.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "pipeline/base/error.hpp"
#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr int dark = 165;           // of 255, on paper of 230: a hairline scanned at 200 dpi is grey
constexpr int reduce_above = 1800;  // pixels of the longer side
constexpr double least_level = 5;   // letter heights: longer than any dash
constexpr double least_upright = 3; // letter heights: longer than any letter and its accents
constexpr std::size_t most_rules = 2000;  // more is a pattern, not a table

// Long thin marks along one direction; gaps of a scratch or a fold are closed.
void collect(Pix* ink, bool upright, double letter, double scale, std::vector<Rule>& out) {
  const int length = std::max(12, static_cast<int>(std::lround((upright ? least_upright : least_level) * letter)));
  const int piece = std::max(8, length / 2), gap = std::max(3, static_cast<int>(letter / 2));
  const PixPtr runs = owned(upright ? pixOpenBrick(nullptr, ink, 1, piece) : pixOpenBrick(nullptr, ink, piece, 1));
  const PixPtr joined = owned(upright ? pixCloseSafeBrick(nullptr, runs.get(), 3, gap) : pixCloseSafeBrick(nullptr, runs.get(), gap, 3));
  const BoxaPtr boxes(pixConnCompBB(joined.get(), 8));
  if (!boxes) return;
  const double thick = std::max(3.0, 0.6 * letter);
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    const int along = upright ? h : w, across = upright ? w : h;
    if (along < length || across > thick + along * 0.004) continue;
    const double mx = (x + w / 2.0) * scale, my = (y + h / 2.0) * scale;
    if (upright) out.push_back({mx, y * scale, mx, (y + h) * scale});
    else out.push_back({x * scale, my, (x + w) * scale, my});
  }
}

}  // namespace

std::vector<Rule> find_rules(Pix* grey, double letter_height) {
  std::vector<Rule> out;
  if (letter_height < 6) return out;
  const bool large = std::max(pixGetWidth(grey), pixGetHeight(grey)) > reduce_above;
  const double scale = large ? 2 : 1;
  // Thresholded first and reduced by "any dark pixel of four", so that a hairline stays whole.
  PixPtr ink = owned(pixThresholdToBinary(grey, dark));
  if (large) ink = owned(pixReduceRankBinary2(ink.get(), 1, nullptr));
  collect(ink.get(), false, letter_height / scale, scale, out);
  collect(ink.get(), true, letter_height / scale, scale, out);
  if (out.size() > most_rules) out.clear();
  return out;
}

}  // namespace minutier::recognise
