#pragma once
// Ruled lines: the straight lines drawn on a page, level or upright, as long as a table's cell at least. Found by
// morphology on a black-and-white copy of the levelled image.
//
// Pixels of the image given, origin top-left. Throws Error{out_of_memory}. Uses only its arguments.

#include <vector>

#include "pipeline/model/page.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

// The image is 8 bits, evenly lit and level; its letters have this median height (0: unknown, nothing is looked for).
std::vector<Rule> find_rules(Pix* grey, double letter_height);

}  // namespace minutier::recognise
