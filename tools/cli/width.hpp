#pragma once
// How much room UTF-8 text takes on a terminal, by Unicode's rules (East Asian width, marks that take none).

#include <string>
#include <string_view>
#include <vector>

namespace minutier::cli {

// Columns of a terminal. Control characters count as none.
std::size_t display_width(std::string_view text);
// The text without control characters, cut to `width` columns with "…" where something is lost.
std::string truncated(std::string_view text, std::size_t width);
// The same, cut at the beginning: what tells two paths apart is their end.
std::string truncated_front(std::string_view text, std::size_t width);
// The text without control characters (a document's words must not steer the terminal); tabs and line ends become spaces.
std::string harmless(std::string_view text);
// Lines of at most `width` columns, broken at spaces; '\n' breaks too. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace minutier::cli
