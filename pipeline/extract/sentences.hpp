#pragma once
// What stands around a place of the folded text: its sentence, its line. Pure, for any thread.

#include <cstddef>
#include <string_view>

#include "pipeline/base/range.hpp"

namespace minutier::extract {

// The sentence `at` stands in, inside `block`: it ends at . ! ? ; followed by white space and no abbreviation, or at an empty line.
Range sentence_around(std::string_view text, Range block, std::size_t at);

// The line `at` stands in, inside `block`.
Range line_around(std::string_view text, Range block, std::size_t at);

}  // namespace minutier::extract
