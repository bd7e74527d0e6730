#include "pipeline/recognise/quality.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/base/utf8.hpp"

namespace minutier::recognise {

namespace {

bool is_unreadable(char32_t c) {
  if (c == 0xFFFD) return true;
  const int type = u_charType(static_cast<UChar32>(c));
  if (type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED || type == U_SURROGATE) return true;
  return type == U_CONTROL_CHAR && c != '\n' && c != '\t' && c != '\f' && c != '\r';
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_blank(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }

bool is_vowel(char32_t c) {
  static constexpr std::u32string_view vowels = U"aeiouyàâäáéèêëíîïóôöúùûüÿæœ";
  return vowels.find(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))) != std::u32string_view::npos;
}

// What may join the parts of one word or number: l'an, peut-être, 12/03/2021, 1.200,50, a@b.fr, 12h30, n°3, (s).
bool is_joiner(char32_t c) {
  static constexpr std::u32string_view joiners = U"'’‘-‐‑–—./,:;@_&+=%°º·•()[]€$£*#«»\"“”<>?!|…×";
  return joiners.find(c) != std::u32string_view::npos;
}

struct Letters {
  std::size_t count = 0, vowels = 0, upper = 0, consonant_run = 0;
  bool odd_capital = false, latin = true;
};

Letters letters_of(const std::vector<char32_t>& part) {
  Letters out;
  std::size_t run = 0;
  bool lower_before = false;
  for (const char32_t c : part) {
    const bool upper = u_isupper(static_cast<UChar32>(c));
    ++out.count;
    out.upper += upper;
    if (upper && lower_before) out.odd_capital = true;
    lower_before = u_islower(static_cast<UChar32>(c));
    if (is_vowel(c)) {
      ++out.vowels;
      run = 0;
    } else {
      out.consonant_run = std::max(out.consonant_run, ++run);
    }
    if (c > 0x24F && !(c >= 0x300 && c < 0x370) && !(c >= 0x370 && c < 0x600) && !(c >= 0x1E00 && c < 0x2000) && !(c >= 0xFB00 && c < 0xFB07)) out.latin = false;
  }
  return out;
}

bool good_letters(const std::vector<char32_t>& part) {
  const Letters l = letters_of(part);
  if (!l.latin) return false;
  if (l.upper == l.count) return l.count <= 6 || (l.vowels > 0 && l.consonant_run <= 5);  // an acronym, or a word in capitals
  if (l.odd_capital) return l.upper <= 2 && l.vowels > 0 && l.count >= 6;                 // "McDonald", "OpenStreetMap"
  if (l.count <= 3) return true;                                                          // "Mme", "nbr", "du"
  return l.vowels > 0 && l.consonant_run <= 5 && l.vowels < l.count;
}

struct Parts {
  std::vector<std::vector<char32_t>> letters;
  std::size_t digits = 0, strange = 0, mixed = 0, joiners = 0;
};

Parts parts_of(std::string_view word) {
  Parts out;
  bool in_letters = false, after_digit = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = utf8::next(word, at);
    if (is_letter(c)) {
      if (!in_letters) out.letters.emplace_back();
      out.letters.back().push_back(c);
      after_digit = false;
      in_letters = true;
      continue;
    }
    if (is_digit(c)) {
      if (in_letters && !after_digit) ++out.mixed;
      ++out.digits;
      after_digit = true;
    } else {
      after_digit = false;
      if (is_joiner(c)) ++out.joiners;
      else ++out.strange;
    }
    in_letters = false;
  }
  return out;
}

}  // namespace

bool looks_like_a_word(std::string_view word) {
  const Parts parts = parts_of(word);
  std::size_t letters = 0;
  for (const auto& part : parts.letters) letters += part.size();
  if (letters + parts.digits == 0) return false;
  if (parts.strange > 0) return false;
  if (parts.joiners > letters + parts.digits + 2) return false;
  if (parts.mixed > 0 && parts.digits < letters && letters > 3) return false;  // "C0mpte", not "12h30", "20e", "M57"
  return std::all_of(parts.letters.begin(), parts.letters.end(), good_letters);
}

Quality quality_of(std::string_view text) {
  Quality out;
  static constexpr std::u32string_view alone = U"àaAÀyYôÔMmNnRLldDcCsSjJtTqQ";  // "à", "M.", "l'", set apart by a renderer
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at, letters = 0, unreadable = 0, points = 0;
    char32_t first = 0;
    std::size_t next = at;
    while (next < text.size()) {
      const char32_t c = utf8::next(text, next);
      if (is_blank(c)) break;
      if (points++ == 0) first = c;
      letters += is_letter(c) || is_digit(c);
      unreadable += is_unreadable(c);
      end = next;
    }
    if (letters + unreadable > 0) {
      ++out.words;
      out.letters += letters;
      out.unreadable += unreadable;
      if (unreadable > 0 || !looks_like_a_word(text.substr(at, end - at))) ++out.odd;
      else if (points == 1 && is_letter(first) && alone.find(first) == std::u32string_view::npos) ++out.single;
    }
    at = next;
  }
  return out;
}

}  // namespace minutier::recognise
