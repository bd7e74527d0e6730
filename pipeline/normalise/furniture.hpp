#pragma once
// Running headers, footers and page numbers: lines that come back page after page. They are masked, not deleted.

#include <vector>

#include "pipeline/model/text.hpp"

namespace minutier::normalise {

// Ranges of the reading text, in order. Needs Text::recognised, reading, folded, their maps and pages.
std::vector<Range> find_furniture(const Text& text);

}  // namespace minutier::normalise
