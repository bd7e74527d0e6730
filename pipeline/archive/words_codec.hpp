#pragma once
// The words and lines of a page, and its digits in doubt, as a compact blob: varints of tenths of a point and thousandths of confidence, the
// same rounding as to_json(Page), at a fifth of its size. The sides of an opening stay readable for other programs: JSON,
// [[begin, end, label] ...] in code points of the text.

#include <string>
#include <string_view>

#include "pipeline/model/page.hpp"

namespace minutier::archive {

std::string encode_words(const Page& page);  // "" for a page without words
// Fills words, lines and digits of a page whose text is set. Throws Error{archive_damaged} for a blob that does not fit it.
void decode_words(std::string_view blob, Page& page);

std::string encode_sides(const Page& page);  // "" for a page without sides
// Fills the sides of a page whose text is set. Throws Error{archive_damaged} for what does not fit it.
void decode_sides(std::string_view json, Page& page);

}  // namespace minutier::archive
