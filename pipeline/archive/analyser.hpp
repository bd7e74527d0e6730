#pragma once
// The one French analyser, for documents and for queries: the same text always gives the same words.
//   plain     words folded: lower case, no accents, œ -> oe, elisions split (l'unanimité -> l, unanimite),
//             numbers kept whole (1 107 118 -> 1107118; decimals are a word of their own: 12,50 -> 12, 50);
//             a word cut at a line end gives its halves and then the whole
//   stems     the same words through Snowball French (stemmed with accents, then folded); always one per plain word
//   skeleton  a plain word with everything OCR confuses made equal (table in skeleton.cpp)
// Pure functions without I/O, safe from any number of threads (stems are cached per thread).

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier::archive {

// Words joined by one space; stems and plain hold the same number of words, in the same order. ASCII letters and
// digits wherever the text is Latin; other scripts keep their letters.
struct Analysed {
  std::string stems, plain;
  friend bool operator==(const Analysed&, const Analysed&) = default;
};
Analysed analyse(std::string_view text);

// The same words one by one, with where they stand (bytes of `text`): the way from a match back to the original.
struct Token {
  std::string plain, stem;
  Range where;
};
std::vector<Token> tokens(std::string_view text);

// The confusion skeleton of one plain word; two words OCR may take for each other have the same one. Empty for words
// too short to be told apart and for numbers (a wrong digit is another number).
std::string skeleton(std::string_view plain);

}  // namespace minutier::archive
