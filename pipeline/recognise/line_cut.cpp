#include "pipeline/recognise/line_cut.hpp"

#include <leptonica/allheaders.h>

#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

constexpr double padding = 0.25;  // of the line's height, around the cut
// Grey at and below which ink is black, at and above which paper is white.
constexpr int black = 80, white = 200;

}  // namespace

std::vector<EngineWord> read_line(Pix* grey, int dpi, Engine& engine, const Frame& frame, int block, int line, bool digits) {
  const int around = std::max(4, static_cast<int>(frame.height() * padding));
  const int x = std::max(0, frame.x - around), y = std::max(0, frame.y - around);
  const int w = std::min(pixGetWidth(grey), frame.right + around) - x;
  const int h = std::min(pixGetHeight(grey), frame.bottom + around) - y;
  if (w <= 0 || h <= 0) return {};
  const source::PixPtr cut = clipped(grey, x, y, w, h);
  const source::PixPtr sharp = owned(pixGammaTRC(nullptr, cut.get(), 1.0F, black, white));
  std::vector<EngineWord> out = engine.recognise(sharp.get(), dpi, {false, Layout::line, digits});
  for (EngineWord& word : out) word.x += x, word.y += y, word.block = block, word.line = line;
  return out;
}

}  // namespace minutier::recognise
