#pragma once
// UTF-8 without tables: stepping, counting, checking. Anything that needs Unicode knowledge uses ICU instead.

#include <cstddef>
#include <string>
#include <string_view>

namespace minutier::utf8 {

char32_t next_wide(std::string_view text, std::size_t& at);
// The code point at `at`, which moves past it. A byte that starts no valid sequence gives U+FFFD and moves by one.
inline char32_t next(std::string_view text, std::size_t& at) {
  const auto c = static_cast<unsigned char>(text[at]);
  return c < 0x80 ? ++at, c : next_wide(text, at);
}
void append(std::string& out, char32_t code_point);
// Number of code points in the text (each stray byte counts as one).
std::size_t length(std::string_view text);
// Length in bytes of the sequence that starts at `at` (at least 1).
std::size_t step(std::string_view text, std::size_t at);
bool valid(std::string_view text);

}  // namespace minutier::utf8
