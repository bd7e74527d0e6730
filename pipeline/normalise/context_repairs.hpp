#pragma once
// What a recognised page shows by its context to be misread, or to be no word of the document: a comma before a sentence, a century in
// small capitals, the mark of the library that digitised the page.

#include <string>
#include <vector>

#include "pipeline/model/text.hpp"

namespace minutier::normalise {

struct Replacement {
  Range recognised;
  std::string form;  // what stands there in the reading
  const char* kind;  // as in Repair
};

// In order, without overlaps. Needs Text::recognised and pages; looks at recognised pages only.
std::vector<Replacement> repairs_by_context(const Text& text);

}  // namespace minutier::normalise
