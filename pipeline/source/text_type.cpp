// Markdown, reStructuredText or neither: signs counted over the lines of a text.
#include <algorithm>
#include <vector>

#include "pipeline/base/utf8.hpp"
#include "pipeline/source/media_type.hpp"

namespace minutier::source {
namespace {

struct Signs {
  int markdown = 0, rst = 0;
};

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

// One repeated mark of at least `least` characters: "=====", "----".
bool rule_of(std::string_view line, std::string_view marks, std::size_t least) {
  return line.size() >= least && marks.find(line[0]) != std::string_view::npos &&
         std::all_of(line.begin(), line.end(), [&](char c) { return c == line[0]; });
}

// "=====  ====": the border of a simple table.
bool simple_border(std::string_view line) {
  return line.find(' ') != std::string_view::npos && line.find_first_not_of("= ") == std::string_view::npos && starts(line, "==");
}

bool grid_border(std::string_view line) {
  return line.size() > 4 && line.front() == '+' && line.back() == '+' && line.find_first_not_of("+-=") == std::string_view::npos;
}

bool pipe_rule(std::string_view line) {
  return line.find("--") != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: ") == std::string_view::npos;
}

// ":date: 2021": a field, not a smiley and not ": said he".
bool field(std::string_view line) {
  if (line.size() < 4 || line[0] != ':' || line[1] == ' ' || line[1] == ':') return false;
  const std::size_t end = line.find(':', 1);
  return end != std::string_view::npos && end < 40 && (end + 1 == line.size() || line[end + 1] == ' ');
}

void look_at(std::string_view line, std::string_view before, std::string_view before_that, Signs& signs) {
  const std::size_t hashes = line.find_first_not_of('#');
  if (hashes >= 1 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') signs.markdown += 2;
  if (pipe_rule(line)) signs.markdown += 3;
  if (starts(line, "```") || starts(line, "> ")) signs.markdown += 1;
  const std::size_t bold = line.find("**");
  if (bold != std::string_view::npos && line.find("**", bold + 3) != std::string_view::npos) signs.markdown += 1, signs.rst += 1;
  const std::size_t link = line.find("](");
  if (link != std::string_view::npos && line.find(')', link) != std::string_view::npos) signs.markdown += 1;
  const std::size_t anchor = line.find(">`_");
  if (anchor != std::string_view::npos) signs.rst += 2;
  if (starts(line, ".. ") && line.find("::") != std::string_view::npos) signs.rst += 3;
  if (field(line)) signs.rst += 1;
  if (simple_border(line) || grid_border(line)) signs.rst += 2;
  // Underlined titles: both kinds know "=" and "-"; only reStructuredText knows the rest, and lines above.
  const bool under_title = rule_of(line, "=-~^\"*+", 4) && !before.empty() && before[0] != ' ' && line.size() + 1 >= utf8::length(before) &&
                           !rule_of(before, "=-~^\"*+#", 3);
  if (under_title && rule_of(line, "~^\"+*", 4)) signs.rst += 2;
  if (under_title && rule_of(line, "=-", 4)) {
    signs.rst += 1;
    signs.markdown += 1;
    if (before_that == line) signs.rst += 3;  // a line over the title too
  }
}

}  // namespace

std::string_view media_type_of_text(std::string_view text, std::string_view extension) {
  Signs signs;
  std::string_view before, before_that;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size() && lines < 400; ++lines) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\f')) line.remove_suffix(1);
    if (line.size() < 4000) look_at(line, before, before_that, signs);
    before_that = before;
    before = line;
    at = end + 1;
  }
  if (extension == ".md" || extension == ".markdown") signs.markdown += 2;
  if (extension == ".rst" || extension == ".rest") signs.rst += 2;
  if (std::max(signs.markdown, signs.rst) < 2) return media::plain;
  return signs.rst > signs.markdown ? media::rst : media::markdown;
}

}  // namespace minutier::source
