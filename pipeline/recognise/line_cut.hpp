#pragma once
// A stretch of a line cut out of its page and read by itself.

#include <algorithm>
#include <vector>

#include "pipeline/recognise/engine.hpp"

namespace minutier::recognise {

// Pixels of the page's image.
struct Frame {
  int x = 0, y = 0, right = 0, bottom = 0;

  int width() const { return right - x; }
  int height() const { return bottom - y; }
  void cover(const Frame& other) {
    x = std::min(x, other.x), y = std::min(y, other.y);
    right = std::max(right, other.right), bottom = std::max(bottom, other.bottom);
  }
};

inline Frame frame_of(const EngineWord& word) { return {word.x, word.y, word.x + word.w, word.y + word.h}; }

// The line alone, its ink black and its paper white: faint typing and print that shines through read otherwise so. Words stand where they
// are on the page's image, with the block and line given. `digits`: it holds some, whose other choices are wanted. Throws what the engine throws.
std::vector<EngineWord> read_line(Pix* grey, int dpi, Engine& engine, const Frame& frame, int block, int line, bool digits);

}  // namespace minutier::recognise
