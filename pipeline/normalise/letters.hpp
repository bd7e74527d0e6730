#pragma once
// Letters of UTF-8 text without ICU calls on ASCII; accented Latin letters through ICU. Offsets are bytes.

#include <cstddef>
#include <string_view>

namespace minutier::normalise {

bool letter_at(std::string_view text, std::size_t at);
bool upper_letter_at(std::string_view text, std::size_t at);
bool lower_letter_at(std::string_view text, std::size_t at);
// Whether the character that ends at `at` is a letter.
bool letter_before(std::string_view text, std::size_t at);

}  // namespace minutier::normalise
