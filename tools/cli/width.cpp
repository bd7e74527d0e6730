#include "tools/cli/width.hpp"

#include <unicode/uchar.h>

#include <utility>

#include "pipeline/base/utf8.hpp"

namespace minutier::cli {
namespace {

std::size_t width_of(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  switch (u_charType(point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR: return 0;
    default: break;
  }
  const int east = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

bool steers(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const auto type = u_charType(point);
  // Marks of direction could show a name backwards; a soft hyphen or a joiner is harmless.
  const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return type == U_CONTROL_CHAR || direction;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(utf8::next(text, at));
  return width;
}

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c == '\n' || c == '\t' || c == '\r' || c == '\f') out += ' ';
    else if (!steers(c)) utf8::append(out, c);
  }
  return out;
}

std::string truncated(std::string_view text, std::size_t width) {
  const std::string clean = harmless(text);
  if (display_width(clean) <= width) return clean;
  if (width == 0) return "";
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t from = at;
    const std::size_t wide = width_of(utf8::next(clean, at));
    if (used + wide > width - 1) break;
    used += wide;
    out.append(clean, from, at - from);
  }
  return out + "…";
}

std::string truncated_front(std::string_view text, std::size_t width) {
  const std::string clean = harmless(text);
  std::size_t left = display_width(clean);
  if (left <= width) return clean;
  if (width == 0) return "";
  std::size_t at = 0;
  while (left > width - 1) left -= width_of(utf8::next(clean, at));
  while (at < clean.size()) {  // a mark does not stand without its letter
    std::size_t after = at;
    if (width_of(utf8::next(clean, after)) > 0) break;
    at = after;
  }
  return "…" + clean.substr(at);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const auto cut = text.find_first_of(" \n");
    const std::string_view word = text.substr(0, cut);
    const bool breaks = cut != std::string_view::npos && text[cut] == '\n';
    text = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) lines.push_back(std::exchange(line, {}));
    if (!word.empty()) line += (line.empty() ? "" : " ") + std::string(word);
    if (breaks) lines.push_back(std::exchange(line, {}));
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

}  // namespace minutier::cli
