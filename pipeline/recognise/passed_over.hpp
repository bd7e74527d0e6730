#pragma once
// What an engine passed over: letters of the page that stand in none of the words it read. Its layout takes a number at the end of a
// leader, a total below a rule or a line at the edge for no text, and drops it without a word.

#include <cstddef>
#include <vector>

#include "pipeline/recognise/engine.hpp"
#include "pipeline/recognise/letters.hpp"

namespace minutier::recognise {

// Share of the letters' ink outside every word. 0 where there is no ink. `letters` and `words` are of the same image.
double share_passed_over(const Letters& letters, const std::vector<EngineWord>& words);

struct PassedOver {
  std::size_t lines = 0;  // stretches read again
  std::size_t words = 0;  // words they gave
};

// Stretches of letters in line that no word holds are cut out, with the words they touch, and read by themselves; what reads surely joins
// the words as lines of its own, which the layout puts where they stand. Where most of a page was passed over, it is a picture or a hand,
// and nothing is read. Throws what the engine throws.
PassedOver read_passed_over(Pix* grey, int dpi, Engine& engine, const Letters& letters, std::vector<EngineWord>& words);

}  // namespace minutier::recognise
