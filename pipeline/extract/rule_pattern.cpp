#include "pipeline/extract/rule_pattern.hpp"

#include "pipeline/base/error.hpp"

namespace minutier::extract {
namespace {

std::string substitute(std::string_view pattern, const std::map<std::string, std::string>& named, int depth) {
  if (depth > 12) throw Error(ErrorCode::bad_rules, "a named pattern names itself");
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern.compare(at, 2, "{{") != 0) {
      out += pattern[at++];
      continue;
    }
    const std::size_t end = pattern.find("}}", at);
    if (end == std::string_view::npos) throw Error(ErrorCode::bad_rules, "\"{{\" without \"}}\"");
    const std::string name(pattern.substr(at + 2, end - at - 2));
    const auto found = named.find(name);
    if (found == named.end()) throw Error(ErrorCode::bad_rules, "no pattern is named \"" + name + "\"");
    out += "(?:" + substitute(found->second, named, depth + 1) + ")";
    at = end + 2;
  }
  return out;
}

}  // namespace

std::string expand_pattern(std::string_view pattern, const std::map<std::string, std::string>& named) {
  const std::string whole = substitute(pattern, named, 0);
  std::string out;
  bool in_class = false;
  int depth = 0, behind = 0;  // parentheses open; the depth at which a look-behind began, where widths must be fixed
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const char c = whole[at];
    if (c == '\\' && at + 1 < whole.size()) {
      out += c;
      out += whole[++at];
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    if (c == '(' && !in_class) {
      ++depth;
      if (behind == 0 && (whole.compare(at, 4, "(?<=") == 0 || whole.compare(at, 4, "(?<!") == 0)) behind = depth;
    }
    if (c == ')' && !in_class) {
      if (behind == depth) behind = 0;
      --depth;
    }
    if (c == ' ' && !in_class && behind > 0) {
      out += "[ \\t\\n]";
    } else if (c == ' ' && !in_class) {
      const char next = at + 1 < whole.size() ? whole[at + 1] : '\0';
      if (next == '?') { out += "[ \\t\\n]*"; ++at; }
      else if (next == '*') { out += "[ \\t\\n]*"; ++at; }
      else if (next == '+') { out += "[ \\t\\n]+"; ++at; }
      else out += "[ \\t\\n]+";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace minutier::extract
