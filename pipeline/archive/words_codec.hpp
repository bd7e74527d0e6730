#pragma once
// The words and lines of a page, and its digits in doubt, as a compact blob: varints of tenths of a point and thousandths of confidence, the
// same rounding as to_json(Page), at a fifth of its size.

#include <string>
#include <string_view>

#include "pipeline/model/page.hpp"

namespace minutier::archive {

std::string encode_words(const Page& page);  // "" for a page without words
// Fills words, lines and digits of a page whose text is set. Throws Error{archive_damaged} for a blob that does not fit it.
void decode_words(std::string_view blob, Page& page);

}  // namespace minutier::archive
