#include <algorithm>
#include <array>

#include "pipeline/archive/analyser.hpp"

// OCR confusions. Letters of printed French are mostly upright strokes (minims): i, l, t have one, n and u two, m three,
// and recognisers regroup them (rn for m, ii for u, in for m). A run of minims therefore becomes its number of strokes.
// Round letters fall into classes by shape.

namespace minutier::archive {
namespace {

int minims(char c) {
  switch (c) {
    case 'i': case 'l': case 't': case 'j': case '1': return 1;
    case 'n': case 'u': return 2;
    case 'm': return 3;
    default: return 0;
  }
}

char shape(char c) {
  switch (c) {
    case 'e': return 'c';
    case '0': return 'o';
    case '5': return 's';
    case 'g': case '9': return 'q';
    case '8': case '6': case 'h': return 'b';
    case '2': return 'z';
    default: return c;
  }
}

}  // namespace

std::string skeleton(std::string_view plain) {
  constexpr std::size_t shortest = 5;
  if (plain.size() < shortest) return {};
  if (std::all_of(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '9'; })) return {};
  std::string out;
  int strokes = 0;
  const auto flush = [&] {
    if (strokes > 0) out += static_cast<char>('A' + std::min(strokes, 25));
    strokes = 0;
  };
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (const int m = minims(c)) {
      strokes += m;
    } else if (c == 'r' && i + 1 < plain.size() && plain[i + 1] == 'n') {
      strokes += 3, ++i;  // rn is m
    } else if (c == 'd') {
      flush();
      out += 'c', strokes = 1;  // cl is d
    } else if (c == 'w') {
      flush();
      out += "vv";
    } else {
      flush();
      out += shape(c);
    }
  }
  flush();
  return out;
}

}  // namespace minutier::archive
