#pragma once
// A text that lists people cut into pieces, each a name or what is said of one: for split_people only. Pure; offsets are bytes.

#include <cstddef>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier::extract {

enum class Cut { strong, comma, both };  // strong: ';' or a new line; both: « et »

struct Segment {
  Range range;
  Cut cut = Cut::strong;  // what stands in front of it
};

// Cut at commas, semicolons, « et », line ends and the gaps between columns, but not inside brackets.
std::vector<Segment> people_segments(std::string_view text, Range range);

// A range without blanks around it and stops behind it; the stop of an initial stays (« Manon L. »).
Range trim_piece(std::string_view text, Range range);

// Whether a word ends here: a blank, a line end or the end of the text.
bool space_at(std::string_view text, std::size_t at);

// Where the name begins behind bullets, numbers and joining words.
std::size_t skip_lead(std::string_view text, Range range);

}  // namespace minutier::extract
