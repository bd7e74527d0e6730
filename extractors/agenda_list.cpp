#include "extractors/agenda_list.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

Range trimmed(std::string_view text, Range range) {
  const auto no_break = [&](std::size_t at) { return at + 1 < range.end && text[at] == '\xC2' && text[at + 1] == '\xA0'; };
  while (!range.empty() && (space(text[range.begin]) || no_break(range.begin))) range.begin += no_break(range.begin) ? 2 : 1;
  while (!range.empty() && space(text[range.end - 1])) --range.end;
  return range;
}

// Without the signs that close an entry of a list.
Range bare_title(std::string_view text, Range range) {
  range = trimmed(text, range);
  while (!range.empty()) {
    const char last = text[range.end - 1];
    if (last == ')') {  // « Embauche (20') »: how long it takes
      const std::size_t open = text.substr(range.begin, range.size()).rfind('(');
      const std::size_t digit = open == std::string_view::npos ? 0 : text.find_first_not_of("*~ ", range.begin + open + 1);
      std::size_t after = digit;
      while (after < range.end && text[after] >= '0' && text[after] <= '9') ++after;
      if (open == std::string_view::npos || open < 4 || after == digit || after - digit > 3) break;
      const std::string_view unit = text.substr(after, range.end - 1 - after);
      if (unit != "'" && unit != "\xE2\x80\x99" && !contains(unit, "mn") && !contains(unit, "min")) break;
      range = trimmed(text, {range.begin, range.begin + open});
      continue;
    }
    if (last != ';' && last != ',' && last != '.' && last != ':' && last != '-' && last != '/') break;
    range = trimmed(text, {range.begin, range.end - 1});
  }
  while (!range.empty()) {
    const char first = text[range.begin];
    const bool bullet = first == '-' || first == '*' || first == '+' || first == ':' || first == '>';
    const bool dash = text.substr(range.begin, 3) == "\xE2\x80\x93" || text.substr(range.begin, 3) == "\xE2\x80\x94" || text.substr(range.begin, 3) == "\xE2\x80\xA2";
    const bool box = first == '[' && range.size() > 4 && text[range.begin + 2] == ']' && (text[range.begin + 1] == ' ' || text[range.begin + 1] == 'x' || text[range.begin + 1] == 'X');  // « [x] cotisations »
    if (!bullet && !dash && !box) break;
    range = trimmed(text, {range.begin + (dash || box ? 3 : 1), range.end});
  }
  if (text.substr(range.begin, 3) == "\xE2\x86\x92") return {range.begin, range.begin};  // what became of an entry that is struck out
  return range;
}

// The words of three letters and more.
std::vector<std::string_view> long_words(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= folded.size(); ++at) {
    const bool inside = at < folded.size() && ((folded[at] >= 'a' && folded[at] <= 'z') || (folded[at] >= '0' && folded[at] <= '9'));
    if (inside) continue;
    if (at - begin >= 3) words.push_back(folded.substr(begin, at - begin));
    begin = at + 1;
  }
  return words;
}

// The same entry again: the sitting's own heading, where the list has ended.
bool repeats(const extract::Document& document, const AgendaEntry& entry, Range title) {
  const std::vector<std::string_view> a = long_words(document.text.fold(entry.title)), b = long_words(document.text.fold(title));
  if (b.size() < 2) return a == b;
  std::size_t shared = 0;
  for (const std::string_view word : b) shared += std::find(a.begin(), a.end(), word) != a.end();
  std::size_t leading = 0;
  while (leading < a.size() && leading < b.size() && a[leading] == b[leading]) ++leading;
  return leading >= 2 && shared * 4 >= b.size() * 3 && (shared == a.size() || shared == b.size());
}

std::optional<int> number_of(std::string_view marker) {
  int value = 0;
  bool digits = false;
  for (const char c : marker) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
    digits = true;
    if (value > 999) return std::nullopt;
  }
  return digits ? std::optional<int>(value) : std::nullopt;
}

// Entries written in one sentence: « 1) A, 2) B », « A ; B ; C », « A, B, C ».
std::vector<AgendaEntry> inline_entries(const extract::Document& document, Range range) {
  static const Regex numbers("(?:^|[ \\n,;(-])(?<n>\\d{1,2}) ?(?:[.)/-]|o[ -])[ \\n]?(?=[a-z\"'])");
  const std::string_view folded = document.text.fold(range);
  const Range base = document.text.to_folded(range);
  const auto reading = [&](std::size_t begin, std::size_t end) { return document.text.to_reading({base.begin + begin, base.begin + end}); };
  std::vector<AgendaEntry> entries;
  std::vector<std::pair<Range, std::size_t>> marks;
  RegexHit hit;
  for (std::size_t from = 0; numbers.search(folded, from, hit); from = hit.whole().end) {
    const Range n = numbers.range(hit, "n");
    if (number_of(folded.substr(n.begin)) != static_cast<int>(marks.size()) + 1) continue;
    marks.push_back({reading(n.begin, n.end), hit.whole().end});
  }
  static const Regex letters("(?:^|[ \\n,;(-])(?<n>[a-z]|[ivx]{1,5}) ?[)/][ \\n]?(?=[a-z\"'0-9])");
  if (marks.size() < 2) {
    marks.clear();
    for (std::size_t from = 0; letters.search(folded, from, hit); from = hit.whole().end) {
      const Range n = letters.range(hit, "n");
      const std::string_view sign = n.of(folded);
      const auto roman = extract::parse_roman(sign);
      const std::size_t next = marks.size() + 1;
      const bool by_letter = sign.size() == 1 && sign[0] == static_cast<char>('a' + marks.size());
      if (!by_letter && !(roman && static_cast<std::size_t>(*roman) == next)) continue;
      marks.push_back({reading(n.begin, n.end), hit.whole().end});
    }
  }
  if (marks.size() >= 2) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      std::size_t stop = i + 1 < marks.size() ? document.text.to_folded(marks[i + 1].first).begin - base.begin : folded.size();
      static const Regex sentence("[a-z)][.][ ]?\\n|[a-z)]{3}[.] (?=[a-z]{2,}[^.;]{0,40} (?:presents?|excuse|absent|est|sont|ouvre)\\b)");  // the last entry ends with its sentence
      if (RegexHit end; i + 1 == marks.size() && sentence.search(folded, marks[i].second, end)) stop = std::min(stop, end.whole().end);
      entries.push_back({marks[i].first, bare_title(document.text.reading, reading(marks[i].second, stop)), {}});
    }
    return entries;
  }
  for (const char separator : {';', '\n', '/', '-', ','}) {
    std::vector<Range> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at <= folded.size(); ++at) {
      if (at < folded.size() && folded[at] == '(') ++depth;
      if (at < folded.size() && folded[at] == ')') --depth;
      if (at < folded.size() && (folded[at] != separator || depth > 0 || ((separator == '/' || separator == '-') && (at == 0 || folded[at - 1] != ' ')) || (separator == '-' && (at + 1 >= folded.size() || folded[at + 1] != ' ')))) continue;
      const Range part = bare_title(document.text.reading, reading(begin, at));
      if (part.size() >= 3) parts.push_back(part);
      begin = at + 1;
    }
    if (parts.size() < (separator == '-' ? 3u : 2u)) continue;
    for (const Range part : parts) {
      const Numbered numbered = split_number(document, part);
      entries.push_back({numbered.number, bare_title(document.text.reading, numbered.title), {}});
    }
    return entries;
  }
  return entries;
}

// « I/ Situation     II/ Revendications »: two entries on a line; « 2022-061   Désignation du secrétaire »: a number and a gap.
std::vector<AgendaEntry> line_entries(const extract::Document& document, Range line) {
  static const Regex gap("[ ]{2,}(?=(?:\\d{1,2}|[ivx]{1,5}|[a-h])[ ]?[.):/-]+[ ]?[a-z])"), long_number("(?<n>(?:[a-z]{1,4}-)?\\d{2,4}[-/.]\\d{1,4})(?:[ ]{2,}|\\t|[ ]?[:-][ ])[ ]*(?=[a-z])");
  std::vector<AgendaEntry> entries;
  const Range base = document.text.to_folded(line);
  const std::string_view folded = base.of(document.text.folded);
  RegexHit hit;
  if (long_number.begins(folded, hit)) {
    const Range number = document.text.to_reading(long_number.range(hit, "n").after(base.begin));
    entries.push_back({number, bare_title(document.text.reading, {document.text.to_reading({base.begin + hit.whole().end, base.end}).begin, line.end}), {}});
    return entries;
  }
  for (std::size_t begin = 0;;) {
    const bool more = gap.search(folded, begin, hit);
    const std::size_t end = more ? hit.whole().begin : folded.size();
    const Numbered numbered = split_number(document, document.text.to_reading({base.begin + begin, base.begin + end}));
    entries.push_back({numbered.number, bare_title(document.text.reading, numbered.title), {}});
    if (!more) break;
    begin = hit.whole().end;
  }
  return entries;
}

struct Announcement {
  int block = -1;
  Range rest;  // what follows the announcing words in the block
  Range words;
};

std::vector<Announcement> announcements(const extract::Document& document) {
  std::vector<Announcement> found;
  for (const extract::Match& match : document.matches.of("agenda.announcement")) {
    const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
    found.push_back({match.block, {match.range.end, std::max(match.range.end, block.range.end)}, match.range});
  }
  return found;
}

// A block that goes on with the entry before it: it begins small, or that entry ends in a sign that asks for more.
bool continues(const extract::Document& document, const AgendaEntry& last, const Block& block) {
  if (block.kind != BlockKind::paragraph || block.lines.size() != 1) return false;
  const std::string_view text = document.text.reading;
  std::size_t end = last.title.end;
  while (end < text.size() && space(text[end])) ++end;
  const bool open = text.substr(last.title.end, 3).find('/') != std::string_view::npos || text.substr(last.title.end, 2).find(',') != std::string_view::npos;
  const char first = text[block.range.begin];
  return block.range.size() < 120 && (open || (first >= 'a' && first <= 'z')) && block.range.begin - last.title.end < 12;
}

// An agenda set as a table: a number, a title, who reports, how long.
std::vector<AgendaEntry> table_entries(const extract::Document& document, const Table& table) {
  static const Regex number("(?:point )?(?:no ?)?[0-9]{1,4}(?:[-/.][0-9a-z]{1,4})*[.)]?|[ivx]{1,5}[.)]?|[a-h][.)]?"), hour("[0-9]{1,2} ?(?:h|:)[0-9 ]*(?:-.*)?|[0-9]{1,3} ?(?:min|mn|')[a-z.]*"), head("(?:n[o.]?|numero|points?|objets?|sujets?|themes?|titres?|intitules?|horaires?|heures?|duree|rapporteur[a-z.]*|qui|quoi|ordre du jour|thematiques?)");
  std::vector<AgendaEntry> entries;
  if (table.columns < 2 || table.columns > 5) return entries;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    AgendaEntry entry;
    bool heads = false;
    for (const Cell& cell : table.rows[r]) {
      if (cell.range.empty()) continue;
      const std::string_view folded = document.text.fold(cell.range);
      heads = heads || (r == 0 && head.matches(folded));
      if (entry.title.empty() && entry.number.empty() && number.matches(folded)) entry.number = cell.range;
      else if (entry.title.empty() && !hour.matches(folded)) entry.title = bare_title(document.text.reading, cell.range);
    }
    if (heads || entry.title.empty()) continue;
    if (entry.title.size() > 200) return {};
    entries.push_back(entry);
  }
  return entries.size() >= 3 ? entries : std::vector<AgendaEntry>{};
}

std::vector<AgendaEntry> entries_in_blocks(const extract::Document& document, std::size_t first, std::size_t& last) {
  const std::vector<Block>& blocks = document.structure.blocks;
  std::vector<AgendaEntry> entries;
  int depth = -1, number = 0;
  for (std::size_t i = first; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.kind == BlockKind::furniture) continue;
    if (block.kind == BlockKind::table && entries.empty()) {
      entries = table_entries(document, document.structure.tables[static_cast<std::size_t>(block.table)]);
      if (entries.empty()) break;
      last = i;
      if (i + 1 >= blocks.size() || blocks[i + 1].kind != BlockKind::paragraph || blocks[i + 1].lines.size() > 3) break;
      const auto short_line = [&](Range line) { return line.size() <= 60 && std::string_view(".:;!?").find(document.text.reading[line.end - 1]) == std::string_view::npos; };
      if (!std::all_of(blocks[i + 1].lines.begin(), blocks[i + 1].lines.end(), short_line)) break;
      for (const Range line : blocks[i + 1].lines) entries.push_back({{}, bare_title(document.text.reading, line), {}});  // its last lines have no number
      last = i + 1;
      break;
    }
    if (block.kind == BlockKind::item && depth == -2) {
      last = i;
      continue;
    }
    if (block.kind == BlockKind::item) {
      if (depth < 0) depth = block.level;
      if (block.level < depth) break;
      if (block.level > depth) {  // the parts of an entry
        last = i;
        continue;
      }
      const std::optional<int> n = number_of(block.marker);
      if (n && !entries.empty() && *n <= number) break;
      AgendaEntry entry;
      const Numbered numbered = split_number(document, block.range);
      entry.title = bare_title(document.text.reading, numbered.title);
      entry.number = numbered.number;
      if (entry.number.empty() && !block.marker.empty() && block.range.begin >= block.marker.size()) {
        std::size_t begin = block.range.begin;
        while (begin > 0 && document.text.reading[begin - 1] != '\n') --begin;
        entry.number = split_number(document, {begin, block.range.end}).number;
      }
      if (entry.title.empty()) continue;
      std::vector<AgendaEntry> beside;  // « III. A     IV. B »
      if (block.lines.size() == 1) {
        beside = line_entries(document, entry.title);
        if (beside.size() > 1) entry.title = beside.front().title;
      }
      if (!entries.empty() && repeats(document, entries.front(), entry.title)) break;
      if (entry.title.size() > 400) break;
      if (n) number = *n;
      entries.push_back(entry);
      for (std::size_t b = 1; b < beside.size(); ++b) {
        entries.push_back(beside[b]);
        if (const auto next = number_of(document.text.read(beside[b].number))) number = *next;
      }
      last = i;
      continue;
    }
    if (block.kind == BlockKind::paragraph && !entries.empty() && continues(document, entries.back(), block)) {
      entries.back().title = bare_title(document.text.reading, cover(entries.back().title, block.range));
      last = i;
      continue;
    }
    static const Regex letter("(?<n>[a-h]) ?[.)/-][ ](?=[a-z0-9])");
    RegexHit hit;
    const std::string_view folded = block.folded.of(document.text.folded);
    if ((block.kind == BlockKind::paragraph || block.kind == BlockKind::heading) && block.lines.size() == 1 && block.range.size() < 140 && letter.begins(folded, hit) && folded[0] == static_cast<char>('a' + entries.size()) &&
        document.text.reading[block.range.begin] >= 'A' && document.text.reading[block.range.begin] <= 'Z') {  // « A. Budget » with its points below
      entries.push_back({{block.range.begin, block.range.begin + 1}, bare_title(document.text.reading, {document.text.to_reading({block.folded.begin + hit.whole().end, block.folded.end}).begin, block.range.end}), {}});
      depth = -2;
      last = i;
      continue;
    }
    if (block.kind == BlockKind::paragraph && entries.empty() && block.lines.size() >= 2) {  // one entry a line
      int with_number = 0;
      for (const Range line : block.lines) with_number += !line_entries(document, line).front().number.empty();
      bool short_lines = true;
      for (const Range line : block.lines) short_lines = short_lines && line.size() <= 110 && document.text.reading[line.end - 1] != '.';
      if (with_number * 2 < static_cast<int>(block.lines.size()) && !short_lines) break;
      for (const Range line : block.lines) {
        const std::vector<AgendaEntry> found = line_entries(document, line);
        const char first = document.text.reading[line.begin];
        const bool goes_on = first < 'A' || first > 'Z' || line.begin == block.lines.front().begin || document.text.fold(line).substr(0, 2) == "d'" || with_number + 1 >= static_cast<int>(block.lines.size()) || !short_lines;
        if (with_number > 0 && found.front().number.empty() && !entries.empty() && goes_on) {
          entries.back().title = bare_title(document.text.reading, cover(entries.back().title, line));
          continue;
        }
        for (const AgendaEntry& entry : found)
          if (!entry.title.empty()) entries.push_back(entry);
      }
      last = i;
      break;
    }
    if (block.kind == BlockKind::heading && entries.empty() && i == first && block.level >= 5 && !split_number(document, block.range).number.empty()) continue;
    break;
  }
  return entries;
}

}  // namespace

std::string one_line(const extract::Document& document, Range range) {
  std::string out;
  bool gap = false;
  for (const char c : document.text.read(range)) {
    if (space(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

Numbered split_number(const extract::Document& document, Range line) {
  static const Regex pattern(
      "[ \\n\\t]*(?:(?:point|sujet|theme|question|affaire|objet|resolution|deliberation)[ \\n]*(?:no|n[.]|numero)?[ \\n]*)?(?:no[ ]?)?"
      "(?<n>\\d{1,3}(?:[.]\\d{1,2}){0,3}|[ivx]{1,5}(?=[ ]{0,3}[).:/-])|[a-z](?=[ ]?[)])|(?:(?<=sujet )|(?<=point )|(?<=theme )|(?<=question ))[a-z](?=[ ]?[.:-]))(?:er|eme|e|o)?[ ]{0,3}(?:[.):/]+[ ]?-*|-+)[ \\n\\t]*(?=[^0-9 \\n])");
  const std::string_view folded = document.text.fold(line);
  const Range base = document.text.to_folded(line);
  RegexHit hit;
  if (!pattern.begins(folded, hit)) return {{}, line};
  const Range number = document.text.to_reading(pattern.range(hit, "n").after(base.begin));
  const Range rest = document.text.to_reading({base.begin + hit.whole().end, base.end});
  if (rest.empty()) return {{}, line};
  return {number, {rest.begin, std::max(rest.begin, line.end)}};
}

AgendaList announced_agenda(const extract::Document& document) {
  AgendaList best;
  for (const Announcement& announcement : announcements(document)) {
    AgendaList list;
    list.span = announcement.words;
    const Range rest = trimmed(document.text.reading, announcement.rest);
    std::size_t last = static_cast<std::size_t>(announcement.block);
    if (rest.size() >= 8) list.entries = inline_entries(document, rest);
    if (list.entries.size() < 2) list.entries = entries_in_blocks(document, static_cast<std::size_t>(announcement.block) + 1, last);
    if (list.entries.size() < 2) continue;
    list.span = cover(list.span, document.structure.blocks[last].range);
    if (list.entries.size() > best.entries.size()) best = std::move(list);
  }
  return best;
}

}  // namespace minutier::extractors
