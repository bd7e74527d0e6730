#pragma once
// Text -> Structure (blocks and tables), and the sittings one source holds. Pure, thread-safe, linear in the text.

#include <vector>

#include "pipeline/model/structure.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::section {

Structure find_structure(const Text& text);

// Where each sitting begins and ends, as ranges of the recognised text; one range, the whole, for most sources.
std::vector<Range> find_sittings(const Text& text);

}  // namespace minutier::section
