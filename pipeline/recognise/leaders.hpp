#pragma once
// Leaders: the rows of dots that lead the eye from a label to its amount (« Cotisations ........ 1 250,00 »). An engine
// reads them as commas, dots and stray letters, and loses the amount behind them; so they are found by their shape, taken
// off the image before it is read, and come back as one word of dots.
//
// Pixels of the image given, origin top-left. Throws Error{out_of_memory}. Uses only its arguments.

#include <vector>

#include "pipeline/model/page.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

struct Leader {
  Box box;               // from the first dot to the last, as high as a small letter on the same baseline
  std::size_t dots = 0;  // at least 5
};

struct Leaders {
  std::vector<Leader> found;
  source::PixPtr without;  // the image without them; null where there are none
};

// The image is 8 bits, evenly lit and level; its letters have this median height (0: unknown, nothing is looked for).
Leaders find_leaders(Pix* grey, double letter_height);

}  // namespace minutier::recognise
