#include "pipeline/section/lines.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::section {
namespace {

using normalise::letter_at;
using normalise::upper_letter_at;

bool only(std::string_view line, std::string_view allowed) { return line.find_first_not_of(allowed) == std::string_view::npos; }

bool is_underline(std::string_view line) {
  if (line.size() < 3) return false;
  return std::string_view("=-~^\"'*+#`:.").find(line[0]) != std::string_view::npos && only(line, std::string_view(&line[0], 1));
}

bool is_grid_rule(std::string_view line) {
  if (line.size() < 5) return false;
  if (line[0] == '+' && line.back() == '+') return only(line, "+-=:");  // « +:---+:---+ » sets columns to one side
  // A rule of a simple table: two or more runs of = parted by spaces.
  return line[0] == '=' && only(line, "= ") && line.find(' ') != std::string_view::npos;
}

bool is_pipe_rule(std::string_view line) {
  return line.size() >= 3 && only(line, "|-: ") && line.find('|') != std::string_view::npos && line.find("--") != std::string_view::npos;
}

std::size_t count(std::string_view line, char c) { return static_cast<std::size_t>(std::count(line.begin(), line.end(), c)); }

bool is_pipe_row(std::string_view line) {
  return (line.front() == '|' && count(line, '|') >= 2) || (count(line, '|') >= 2 && line.find(" | ") != std::string_view::npos);
}

// Two or more gaps of three spaces inside the line.
// Behind a leader of dots two blanks are enough: a sum of more digits than those below it leaves no more.
bool has_gaps(std::string_view line) { return line.find("   ") != std::string_view::npos || line.find("....  ") != std::string_view::npos; }

// Size of a bullet sign and the spaces behind it, 0 where the line begins with none. OCR's readings of a bullet count
// only before a capital.
std::size_t bullet(std::string_view line, std::string& marker) {
  static constexpr std::array<std::string_view, 17> signs{"-", "*", "+", "•", "–", "—", "▪", "◦", "‣", "·", "❖", "▶", "➢", "✓", "\xEF\x82\xB7", "\xEF\x80\xAD", "●"};
  static constexpr std::array<std::string_view, 14> misread{"«", "e", "¢", "<+", "<", "‹+", "%", "#", "¥", "&", "°", ">", "o", "."};
  const auto behind = [&](std::string_view sign) -> std::size_t {
    if (line.substr(0, sign.size()) != sign) return 0;
    std::size_t at = sign.size();
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    return at > sign.size() && at < line.size() ? at : 0;
  };
  for (const auto sign : signs)
    if (const std::size_t n = behind(sign)) {
      marker = sign;
      return n;
    }
  // A bullet with no space behind it, before a letter: "-Point 1", "•Marie".
  for (const auto sign : {std::string_view("•"), std::string_view("▪"), std::string_view("-"), std::string_view("–")})
    if (line.substr(0, sign.size()) == sign && upper_letter_at(line, sign.size())) {
      marker = sign;
      return sign.size();
    }
  for (const auto sign : misread) {
    const std::size_t n = behind(sign);
    if (n == 0 || !upper_letter_at(line, n)) continue;
    if (sign == "«" && line.find("»") != std::string_view::npos) continue;  // a quotation
    marker = sign;
    return n;
  }
  return 0;
}

// Size of "1.", "1)", "1 -", "1°", "a)", "IV." and the spaces behind it.
std::size_t numbering(std::string_view line, std::string& marker) {
  std::size_t end = 0;
  const auto digit = [&](std::size_t i) { return i < line.size() && line[i] >= '0' && line[i] <= '9'; };
  if (line[0] == '-' && digit(1)) {  // « -4- Demandes diverses »
    std::size_t close = 1;
    while (digit(close) && close < 4) ++close;
    if (line.substr(close, 2) != "- ") return 0;
    std::size_t begin = close + 1;
    while (begin < line.size() && line[begin] == ' ') ++begin;
    if (begin >= line.size() || !upper_letter_at(line, begin)) return 0;
    marker = std::string(line.substr(1, close - 1));
    return begin;
  }
  if (digit(0)) {
    while (digit(end) && end < 3) ++end;
    while (end + 1 < line.size() && line[end] == '.' && digit(end + 1)) {
      const std::size_t start = ++end;
      while (digit(end) && end - start < 2) ++end;
      if (end - start == 2 && digit(end)) return 0;
    }
    if (digit(end)) return 0;
    for (const std::string_view again : {"bis", "ter", "quater"})  // « 9bis. Convention »
      if (line.substr(end, again.size()) == again && end + again.size() < line.size() && std::string_view(".)").find(line[end + again.size()]) != std::string_view::npos) {
        end += again.size();
        break;
      }
  } else {
    while (end < line.size() && end < 6 && std::string_view("IVXivx").find(line[end]) != std::string_view::npos) ++end;
    if (end == 0 && line.size() > 1 && ((line[0] >= 'a' && line[0] <= 'z') || (line[0] >= 'A' && line[0] <= 'Z'))) end = 1;
    if (end == 0 || (end < line.size() && letter_at(line, end))) return 0;
  }
  const std::size_t number_end = end;
  if (!digit(0) && line.substr(end, 2) == ".-" && upper_letter_at(line, end + 2) && line.substr(end + 3, 1) == ".") return 0;  // « M.-P. Lhoste »: initials
  bool sign = false, tight = false;
  if (line.substr(end, 1) == "." || line.substr(end, 1) == ")") { ++end; sign = true; tight = line[end - 1] == ')'; }
  if (line.substr(end, 2) == ".-" || line.substr(end, 2) == ")-") end += 2;
  if (!sign && (line.substr(end, 2) == "\xC2\xB0" || line.substr(end, 2) == "\xC2\xBA")) { end += 2; sign = true; if (line.substr(end, 1) == ")") ++end; }
  if (!sign && line.substr(end, 1) == "/" && !digit(end + 1)) { ++end; sign = true; tight = true; }
  const std::size_t spaces = end;
  while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
  const bool space = end > spaces;
  for (const std::string_view dash : {"- ", "– ", "— ", "-", "–", "—", ": "})
    if (line.substr(end, dash.size()) == dash && (space || sign || dash.size() > 3) && (sign || dash.back() == ' ')) {
      end += dash.size();
      while (end < line.size() && line[end] == ' ') ++end;
      marker = std::string(line.substr(0, number_end));
      return end < line.size() ? end : 0;
    }
  if (!sign || end >= line.size()) return 0;
  if (!space && !tight) return 0;
  if (!letter_at(line, end) && line[end] != '"' && static_cast<unsigned char>(line[end]) < 0x80 && line[end] != '(' && line[end] != '[' && !digit(end)) return 0;
  const bool lone_capital = number_end == 1 && line[0] >= 'A' && line[0] <= 'Z' && line[1] == '.' && std::string_view("IVX").find(line[0]) == std::string_view::npos;
  if (lone_capital) return 0;  // an initial: "M. Dupont", "J. Martin"
  marker = std::string(line.substr(0, number_end));
  return end;
}

// « •<tab>Rapport moral », « –<tab>Balisage : … », « 3.<tab>Comptes »: a sign, one run of tabs and words, as word processors set
// their lists; a row of a table has more cells, or a value.
bool tabbed_entry(std::string_view line) {
  const std::size_t tab = line.find('\t');
  if (tab == 0 || tab > 5) return false;
  const std::size_t words = line.find_first_not_of("\t ", tab);
  if (words == std::string_view::npos || line.find('\t', words) != std::string_view::npos || (!letter_at(line, words) && line.substr(words, 2) != "\xC2\xAB")) return false;
  std::string marker;
  if (bullet(line, marker) == words) return marker != "e" && marker != "o" && marker != ".";
  std::string spaced(line);
  spaced[tab] = ' ';
  return line[tab - 1] == '.' || line[tab - 1] == ')' ? numbering(spaced, marker) > 0 && !(line[0] >= 'A' && line[0] <= 'Z') : false;
}

// « - BUDGET PRIMITIF 1984 - », « – Élections – »: the bytes of the dash and its blank, the same on both sides of a title; 0 for none.
std::size_t framed(std::string_view line) {
  for (const std::string_view dash : {"- ", "\xE2\x80\x93 ", "\xE2\x80\x94 "}) {
    const std::size_t size = dash.size();
    if (line.size() < 2 * size + 4 || line.size() > 90 || !line.starts_with(dash)) continue;
    const std::string_view inside = line.substr(size, line.size() - 2 * size);
    if (line[line.size() - size] != ' ' || line.substr(line.size() - size + 1) != dash.substr(0, size - 1)) continue;
    const auto blank = inside.find_first_not_of(' ');
    if (inside.find(dash) == std::string_view::npos && blank != std::string_view::npos && upper_letter_at(inside, blank) && inside.find("  ") == std::string_view::npos) return size;
  }
  return 0;
}

LineInfo classify(std::string_view reading, Range range, int indent) {
  LineInfo info;
  info.range = info.content = range;
  info.indent = indent;
  const std::string_view line = range.of(reading);
  if (line.empty()) {
    info.kind = LineKind::blank;
    return info;
  }
  if (line[0] == '#') {
    std::size_t level = 0;
    while (level < line.size() && line[level] == '#') ++level;
    std::size_t at = level;
    while (at < line.size() && line[at] == ' ') ++at;
    if (level <= 6 && at < line.size() && (at > level || upper_letter_at(line, at))) {
      std::size_t end = line.size();
      while (end > at && (line[end - 1] == '#' || line[end - 1] == ' ')) --end;
      info.kind = LineKind::heading;
      info.level = static_cast<int>(level);
      info.content = {range.begin + at, range.begin + end};
      return info;
    }
  }
  // « == Ordre du jour == », as wikis set their titles
  if (line[0] == '=' && line.size() > 5) {
    const std::size_t signs = line.find_first_not_of('=');
    const std::size_t last = line.find_last_not_of('=');
    if (signs != std::string_view::npos && signs < 6 && line.size() - last - 1 == signs && last > signs + 1 && (signs > 1 || line[1] == ' ')) {
      std::size_t begin = signs, end = last + 1;
      while (begin < end && line[begin] == ' ') ++begin;
      while (end > begin && line[end - 1] == ' ') --end;
      if (end > begin + 2 && line.substr(begin, end - begin).find_first_not_of("=- ") != std::string_view::npos) {
        info.kind = LineKind::heading;
        info.level = static_cast<int>(signs);
        info.content = {range.begin + begin, range.begin + end};
        info.wiki = true;
        return info;
      }
    }
  }
  if (const std::size_t frame = framed(line); frame > 0) {
    info.kind = LineKind::heading;
    info.level = 3;
    info.content = {range.begin + frame, range.end - frame};
    return info;
  }
  if (is_grid_rule(line)) { info.kind = LineKind::grid_rule; return info; }
  if (is_pipe_rule(line)) { info.kind = LineKind::pipe_rule; return info; }
  if (is_underline(line)) { info.kind = LineKind::underline; return info; }
  if (is_pipe_row(line)) { info.kind = LineKind::pipe_row; return info; }
  if (line.find('\t') != std::string_view::npos && !tabbed_entry(line)) { info.kind = LineKind::tab_row; return info; }
  std::size_t n = bullet(line, info.marker);
  if (n == 0) {
    n = numbering(line, info.marker);
    info.numbered = n > 0;
  }
  if (n > 0) {
    std::string second;  // "- ❖ 9 Régions": a bullet behind a bullet
    if (!info.numbered) n += bullet(line.substr(n), second);
    for (const std::string_view box : {"[x] ", "[X] ", "[ ] ", "\xE2\x98\x90 ", "\xE2\x98\x91 ", "\xE2\x98\x92 "})  // « - [x] Kermesse »: done or to do
      if (!info.numbered && line.substr(n).starts_with(box) && n + box.size() < line.size()) n += box.size();
    info.kind = LineKind::item;
    info.content.begin += n;
    info.level = std::min(indent / 2, 8);
    return info;
  }
  if (has_gaps(line)) info.kind = LineKind::gap_row;
  return info;
}

// Cells of a line parted by two blanks or more.
std::size_t cells(std::string_view line) {
  std::size_t parts = 1;
  for (std::size_t at = line.find("  "); at != std::string_view::npos; at = line.find("  ", at)) {
    ++parts;
    at = line.find_first_not_of(' ', at);
    if (at == std::string_view::npos) return parts - 1;
  }
  return parts;
}

// "Nom     Club      Qualité" over "-----   -----   -----" or one long rule: the head of a table set with blanks.
void mark_headed_tables(std::string_view reading, std::vector<LineInfo>& lines) {
  for (std::size_t i = 0; i + 2 < lines.size(); ++i) {
    LineInfo& head = lines[i];
    LineInfo& rule = lines[i + 1];
    if (head.kind != LineKind::text && head.kind != LineKind::gap_row) continue;
    const std::string_view dashes = rule.range.of(reading);
    if (dashes.size() < 7 || dashes.substr(0, 3) != "---" || !only(dashes, "- ")) continue;
    const std::string_view words = head.range.of(reading);
    const std::size_t columns = cells(words);
    const LineKind below = lines[i + 2].kind;
    if (columns < 2 || (below != LineKind::text && below != LineKind::gap_row)) continue;
    const bool runs = dashes.find(' ') != std::string_view::npos && cells(dashes) >= 2 && cells(dashes) >= columns;
    const bool whole = rule.kind == LineKind::underline && dashes.size() >= words.size() && below == LineKind::gap_row && cells(lines[i + 2].range.of(reading)) >= 2;
    if (!runs && !whole) continue;
    head.kind = LineKind::gap_row;
    rule.kind = LineKind::grid_rule;
  }
}

// « # Serveur » below « # Compte », in a text whose titles stand between « == »: entries of a numbered list.
void mark_wiki_lists(std::vector<LineInfo>& lines) {
  if (std::none_of(lines.begin(), lines.end(), [](const LineInfo& line) { return line.wiki; })) return;
  const auto entry = [&](std::size_t i) { return i < lines.size() && lines[i].kind == LineKind::heading && !lines[i].wiki && lines[i].level == 1; };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!entry(i) || !entry(i + 1)) continue;
    for (int number = 1; entry(i); ++i, ++number) {
      lines[i].kind = LineKind::item;
      lines[i].numbered = true;
      lines[i].marker = std::to_string(number);
      lines[i].level = std::min(lines[i].indent / 2, 8);
    }
  }
}

}  // namespace

std::vector<LineInfo> read_lines(const Text& text) {
  const std::string_view reading = text.reading;
  std::vector<LineInfo> lines;
  std::size_t furniture = 0;
  for (std::size_t begin = 0; begin <= reading.size();) {
    std::size_t end = reading.find('\n', begin);
    if (end == std::string_view::npos) end = reading.size();
    Range range{begin, end};
    int indent = 0;
    while (range.begin < range.end && (reading[range.begin] == ' ' || reading[range.begin] == '\r')) ++range.begin, ++indent;
    // A leading tab is an indent when only one cell follows; a tabbed table row keeps it as an empty first cell.
    const bool indented_by_tab = range.begin < range.end && reading[range.begin] == '\t' &&
                                 reading.substr(range.begin, range.size()).find_first_not_of('\t') != std::string_view::npos &&
                                 reading.substr(range.begin, range.size()).find('\t', reading.substr(range.begin, range.size()).find_first_not_of('\t')) == std::string_view::npos;
    const std::size_t behind_tabs = range.begin < range.end && reading[range.begin] == '\t' ? reading.substr(range.begin, range.size()).find_first_not_of('\t') : 0;
    if (indented_by_tab || (behind_tabs != std::string_view::npos && behind_tabs > 0 && tabbed_entry(reading.substr(range.begin + behind_tabs, range.size() - behind_tabs))))
      while (reading[range.begin] == '\t') ++range.begin, indent += 4;
    while (range.end > range.begin && (reading[range.end - 1] == ' ' || reading[range.end - 1] == '\r')) --range.end;
    if (reading.substr(range.begin, range.size()).find_first_not_of('\t') == std::string_view::npos) range.end = range.begin;
    LineInfo info = classify(reading, range, indent);
    while (furniture < text.furniture.size() && text.furniture[furniture].end < range.begin) ++furniture;
    if (info.kind != LineKind::blank && furniture < text.furniture.size() && text.furniture[furniture].overlaps(range)) info.kind = LineKind::furniture;
    lines.push_back(std::move(info));
    begin = end + 1;
  }
  mark_headed_tables(reading, lines);
  mark_wiki_lists(lines);
  return lines;
}

}  // namespace minutier::section
