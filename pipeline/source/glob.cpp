#include "pipeline/base/utf8.hpp"
#include "pipeline/source/sidecar.hpp"

namespace minutier::source {
namespace {

// One "[…]" against one character; false with `end` untouched where the bracket is not closed.
bool bracket(std::string_view glob, std::size_t at, char32_t c, std::size_t& end, bool& fits) {
  std::size_t i = at + 1;
  const bool negated = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (negated) ++i;
  bool found = false, first = true;
  while (i < glob.size() && (glob[i] != ']' || first)) {
    first = false;
    const char32_t low = utf8::next(glob, i);
    char32_t high = low;
    if (i + 1 < glob.size() && glob[i] == '-' && glob[i + 1] != ']') high = utf8::next(glob, ++i);
    found = found || (low <= c && c <= high);
  }
  if (i >= glob.size()) return false;
  end = i + 1;
  fits = found != negated && c != '/';
  return true;
}

}  // namespace

bool glob_matches(std::string_view glob, std::string_view path) {
  // Two points to go back to: the last '*' (stays within a folder) and the last "**" (does not).
  constexpr std::size_t none = std::string_view::npos;
  std::size_t g = 0, p = 0, star = none, star_path = 0, deep = none, deep_path = 0;
  while (true) {
    if (g < glob.size() && glob.substr(g, 2) == "**") {
      g += 2;
      if (g < glob.size() && glob[g] == '/') ++g;  // "a/**/b" fits "a/b" too
      deep = g;
      deep_path = p;
      star = none;
      continue;
    }
    if (g < glob.size() && glob[g] == '*') {
      star = ++g;
      star_path = p;
      continue;
    }
    if (g == glob.size() && p == path.size()) return true;
    if (g < glob.size() && p < path.size()) {
      std::size_t next = p, end = g + 1;
      const char32_t c = utf8::next(path, next);
      bool fits = false;
      if (glob[g] == '?')
        fits = c != '/';
      else if (glob[g] != '[' || !bracket(glob, g, c, end, fits)) {
        end = g;
        fits = utf8::next(glob, end) == c;
      }
      if (fits) {
        g = end;
        p = next;
        continue;
      }
    }
    if (star != none && star_path < path.size() && path[star_path] != '/') {
      star_path += utf8::step(path, star_path);
      p = star_path;
      g = star;
    } else if (deep != none && deep_path < path.size()) {
      deep_path += utf8::step(path, deep_path);
      p = deep_path;
      g = deep;
      star = none;
    } else {
      return false;
    }
  }
}

}  // namespace minutier::source
