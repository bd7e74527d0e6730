#pragma once
// Folding of one Latin letter to lower-case ASCII, by table: what the analyser does to every character.

#include <string_view>

namespace minutier::archive {

struct LatinLetter {
  std::string_view folded;     // "e" for É, "oe" for Œ; empty: not a Latin letter we know
  char32_t lower = 0;          // é for É
};
// For any code point from U+0080; ASCII needs no table. Thread-safe.
const LatinLetter& latin_letter(char32_t code_point);

}  // namespace minutier::archive
