#include "pipeline/archive/fold.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <array>
#include <string>

namespace minutier::archive {
namespace {

constexpr char32_t first_low = 0xC0, last_low = 0x24F;       // Latin-1 letters to Latin Extended-B
constexpr char32_t first_high = 0x1E00, last_high = 0x1EFF;  // Latin Extended Additional

std::string_view irregular(char32_t c) {
  switch (c) {
    case U'œ': case U'Œ': return "oe";
    case U'æ': case U'Æ': return "ae";
    case U'ø': case U'Ø': return "o";
    case U'ß': case 0x1E9E: return "ss";
    case U'ł': case U'Ł': return "l";
    case U'đ': case U'Đ': case U'ð': case U'Ð': return "d";
    case U'þ': case U'Þ': return "th";
    case U'ı': return "i";
    case U'ſ': return "s";
    case U'ħ': case U'Ħ': return "h";
    default: return {};
  }
}

std::string decomposed(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  if (U_FAILURE(status)) return {};
  UChar out[16];
  const int32_t size = unorm2_getDecomposition(nfkd, static_cast<UChar32>(c), out, 16, &status);
  if (U_FAILURE(status) || size <= 0) return {};
  std::string folded;
  for (int32_t i = 0; i < size; ++i)
    if (out[i] < 0x80 && u_isalnum(out[i])) folded += static_cast<char>(u_tolower(out[i]));
  return folded;
}

struct Tables {
  std::array<std::string, last_low - first_low + 1 + last_high - first_high + 1> text;
  std::array<LatinLetter, last_low - first_low + 1 + last_high - first_high + 1> letters;

  Tables() {
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const char32_t c = i <= last_low - first_low ? first_low + static_cast<char32_t>(i)
                                                   : first_high + static_cast<char32_t>(i - (last_low - first_low + 1));
      if (!u_isalpha(static_cast<UChar32>(c))) continue;
      text[i] = irregular(c).empty() ? decomposed(c) : std::string(irregular(c));
      letters[i] = {text[i], static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))};
    }
  }
};

// The ligatures a PDF's text layer may hold: ff fi fl ffi ffl st st.
const LatinLetter& ligature(char32_t c) {
  static const std::array<LatinLetter, 7> letters = {{{"ff", 0xFB00}, {"fi", 0xFB01}, {"fl", 0xFB02}, {"ffi", 0xFB03},
                                                     {"ffl", 0xFB04}, {"st", 0xFB05}, {"st", 0xFB06}}};
  return letters[c - 0xFB00];
}

}  // namespace

const LatinLetter& latin_letter(char32_t c) {
  static const Tables tables;
  static const LatinLetter none;
  if (c >= first_low && c <= last_low) return tables.letters[c - first_low];
  if (c >= first_high && c <= last_high) return tables.letters[last_low - first_low + 1 + c - first_high];
  if (c >= 0xFB00 && c <= 0xFB06) return ligature(c);
  return none;
}

}  // namespace minutier::archive
