#include "pipeline/normalise/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "pipeline/base/utf8.hpp"

namespace minutier::normalise {
namespace {

constexpr char32_t table_end = 0x2100;

std::string special(char32_t c) {
  switch (c) {
    case 0x00A0: case 0x2007: case 0x2009: case 0x200A: case 0x202F: case 0x2002: case 0x2003: return " ";
    case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF: return "";
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x02BC: case 0x00B4: case 0x2032: case 0x02B9: return "'";
    case 0x00AB: case 0x00BB: case 0x201C: case 0x201D: case 0x201E: case 0x2033: return "\"";
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return "-";
    case 0x00B7: case 0x2022: case 0x2027: case 0x2024: case 0x2219: case 0x22C5: return ".";
    case 0x20AC: return "eur";
    case 0x00B0: case 0x00BA: return "o";
    case 0x00AA: return "a";
    case 0x00B2: return "2";
    case 0x00B3: return "3";
    case 0x00B9: return "1";
    case 0x00D7: return "x";
    case 0x2026: return "...";
    case 0x0152: case 0x0153: return "oe";
    case 0x00C6: case 0x00E6: return "ae";
    case 0x00DF: return "ss";
    case 0x017F: return "s";
    case 0x00D8: case 0x00F8: return "o";
    case 0x0141: case 0x0142: return "l";
    case 0x0110: case 0x0111: case 0x00D0: case 0x00F0: return "d";
    case 0x2028: case 0x2029: case 0x0085: return "\n";
    case 0x2192: case 0x21D2: case 0x21E8: case 0x27A1: case 0x2794: case 0x2799: case 0x279B: case 0x279C: case 0x279D: case 0x279E: case 0x27A4: case 0x27F6: case 0x25B6: case 0x25B8: case 0x25BA: return "->";
    default: break;
  }
  if (c >= 0xFE00 && c <= 0xFE0F) return "";  // how a sign is drawn
  // A pictogram or a tick asks no question.
  return u_charType(static_cast<UChar32>(c)) == U_OTHER_SYMBOL || u_charType(static_cast<UChar32>(c)) == U_MODIFIER_SYMBOL ? " " : "?";
}

// The ASCII form of one code point above 0x7F: its decomposition without marks, or the special table.
std::string compute(char32_t c) {
  if (u_getCombiningClass(static_cast<UChar32>(c)) != 0) return "";
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return special(c);
  const std::string by_hand = special(c);
  if (by_hand != "?") return by_hand;
  icu::UnicodeString decomposed;
  if (!nfkd->getDecomposition(static_cast<UChar32>(c), decomposed)) return by_hand;
  std::string out;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 part = decomposed.char32At(i);
    if (part < 0x80)
      out += static_cast<char>(u_tolower(part));
    else if (u_getCombiningClass(part) == 0)
      out += special(static_cast<char32_t>(part)) == "?" ? "" : special(static_cast<char32_t>(part));
  }
  return out.empty() ? by_hand : out;
}

const std::string& ascii(char32_t c) {
  static const std::vector<std::string> table = [] {
    std::vector<std::string> t(table_end);
    for (char32_t i = 0x80; i < table_end; ++i) t[i] = compute(i);
    return t;
  }();
  if (c < table_end) return table[c];
  thread_local std::string rare;
  rare = compute(c);
  return rare;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '`' ? '\'' : c; }

bool ascii_only(const char* eight) {
  std::uint64_t bytes;
  std::memcpy(&bytes, eight, sizeof bytes);
  return (bytes & 0x8080808080808080) == 0;
}

void append_lower(std::string& out, std::string_view run) {
  const std::size_t begin = out.size();
  out.append(run);
  for (char *c = out.data() + begin, *end = out.data() + out.size(); c < end; ++c) *c = lower(*c);
}

template <class OnAscii, class OnOther>
void walk(std::string_view text, OnAscii on_ascii, OnOther on_other) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t run = at;
    while (run + 8 <= text.size() && ascii_only(text.data() + run)) run += 8;
    while (run < text.size() && static_cast<unsigned char>(text[run]) < 0x80) ++run;
    if (run > at) on_ascii(text.substr(at, run - at));
    at = run;
    if (at < text.size()) {
      const std::size_t begin = at;
      const char32_t c = utf8::next(text, at);
      on_other(ascii(c), at - begin);
    }
  }
}

}  // namespace

Folded fold_mapped(std::string_view text) {
  Folded out;
  out.text.reserve(text.size());
  walk(
      text,
      [&](std::string_view run) {
        append_lower(out.text, run);
        out.map.copy(run.size());
      },
      [&](const std::string& form, std::size_t size) {
        out.text += form;
        out.map.replace(form.size(), size);
      });
  return out;
}

std::string fold(std::string_view text) {
  std::string out(text);
  auto wide = out.begin();
  for (; wide != out.end() && static_cast<unsigned char>(*wide) < 0x80; ++wide) *wide = lower(*wide);
  if (wide == out.end()) return out;
  text.remove_prefix(static_cast<std::size_t>(wide - out.begin()));
  out.erase(wide, out.end());
  walk(
      text,
      [&](std::string_view run) {
        append_lower(out, run);
      },
      [&](const std::string& form, std::size_t) { out += form; });
  return out;
}

}  // namespace minutier::normalise
