#include "pipeline/normalise/letters.hpp"

#include <unicode/uchar.h>

#include "pipeline/base/utf8.hpp"

namespace minutier::normalise {
namespace {

char32_t code_at(std::string_view text, std::size_t at) { return at < text.size() ? utf8::next(text, at) : 0; }

}  // namespace

bool letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(static_cast<UChar32>(code_at(text, at)));
}

bool upper_letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(code_at(text, at)));
}

bool lower_letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_islower(static_cast<UChar32>(code_at(text, at)));
}

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return false;
  std::size_t start = at - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return letter_at(text, start);
}

}  // namespace minutier::normalise
