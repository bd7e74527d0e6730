#pragma once
// A second look at single lines: those the engine doubts are cut out, their contrast raised, and read again by themselves; at each
// place of the line the surer reading stands. Costs in proportion to the lines doubted; a page that reads well costs nothing.

#include <cstddef>
#include <vector>

#include "pipeline/recognise/engine.hpp"

namespace minutier::recognise {

struct SecondLook {
  std::size_t lines = 0;  // read again
  std::size_t words = 0;  // places of them where the second reading stands
};

// `words` are of `grey`, in its pixels, the words of a line together and left to right. Throws what the engine throws.
SecondLook look_again(Pix* grey, int dpi, Engine& engine, std::vector<EngineWord>& words);

}  // namespace minutier::recognise
