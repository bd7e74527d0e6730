#include "pipeline/section/section.hpp"

namespace minutier::section {

std::vector<Range> find_sittings(const Text& text) { return {{0, text.recognised.size()}}; }

}  // namespace minutier::section
