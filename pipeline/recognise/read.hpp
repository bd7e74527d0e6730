#pragma once
// Reading a cleaned image: as many passes as it takes, which is one for most pages.

#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/engine.hpp"

namespace minutier::recognise {

struct ReadImage {
  std::vector<LayoutWord> words;  // boxes in points of the page, or of the flat page
  std::vector<Rule> rules;        // lines drawn on it, in the same points
  int turned = 0;                 // degrees clockwise the page had to be turned by to be read
  int lying = 0;                  // degrees clockwise the boxes have still to be turned by: 0 where they stand on a flat page made upright
  std::shared_ptr<const Flattened> flat;  // the way from the flat page to the page; null where the page is flat itself
  std::string note;               // "second reading, local threshold", …; empty for one plain pass
  std::size_t bad_utf8 = 0;       // words whose bytes had to be repaired
};

// The middle of a cleaned page, as large as a few dozen words need; its map is not kept.
Cleaned middle_of(const Cleaned& cleaned);

// Throws what the engine throws.
ReadImage read_image(const Cleaned& cleaned, Engine& engine);

}  // namespace minutier::recognise
