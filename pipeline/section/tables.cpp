#include "pipeline/section/tables.hpp"

#include <algorithm>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::section {
namespace {

Range trimmed(std::string_view text, Range range) {
  while (range.begin < range.end && (text[range.begin] == ' ' || text[range.begin] == '\t' || text[range.begin] == '\n')) ++range.begin;
  while (range.end > range.begin && (text[range.end - 1] == ' ' || text[range.end - 1] == '\t' || text[range.end - 1] == '\n')) --range.end;
  return range;
}

using Row = std::vector<Cell>;

Row split_pipes(std::string_view text, Range line) {
  Row row;
  if (line.begin < line.end && text[line.begin] == '|') ++line.begin;
  if (line.end > line.begin && text[line.end - 1] == '|' && (line.end < 2 || text[line.end - 2] != '\\')) --line.end;
  std::size_t start = line.begin;
  for (std::size_t at = line.begin; at <= line.end; ++at) {
    if (at < line.end && (text[at] != '|' || (at > line.begin && text[at - 1] == '\\'))) continue;
    row.push_back({trimmed(text, {start, at})});
    start = at + 1;
  }
  return row;
}

Row split_tabs(std::string_view text, Range line) {
  Row row;
  std::size_t start = line.begin;
  for (std::size_t at = line.begin; at <= line.end; ++at) {
    if (at < line.end && text[at] != '\t') continue;
    row.push_back({trimmed(text, {start, at})});
    start = at + 1;
  }
  return row;
}

// Columns of a display: code point offsets where every line of the run is blank over two or more places.
struct Columns {
  std::vector<std::pair<std::size_t, std::size_t>> spans;
};

Columns columns_of_rule(std::string_view rule) {
  Columns columns;
  for (std::size_t at = 0; at < rule.size();) {
    if (rule[at] != '=' && rule[at] != '-') { ++at; continue; }
    std::size_t end = at;
    while (end < rule.size() && (rule[end] == '=' || rule[end] == '-')) ++end;
    columns.spans.emplace_back(at, end);
    at = end;
  }
  return columns;
}

// Byte offset of a code point column in a line.
std::size_t byte_at(std::string_view text, Range line, std::size_t column) {
  std::size_t at = line.begin;
  for (std::size_t i = 0; i < column && at < line.end; ++i) at += utf8::step(text, at);
  return std::min(at, line.end);
}

Row split_columns(std::string_view text, const LineInfo& line, const Columns& columns) {
  Row row;
  const auto indent = static_cast<std::size_t>(line.indent);
  for (std::size_t i = 0; i < columns.spans.size(); ++i) {
    const std::size_t from = columns.spans[i].first;
    const bool last = i + 1 == columns.spans.size();
    const std::size_t begin = byte_at(text, line.range, from > indent ? from - indent : 0);
    const std::size_t to = last ? line.range.end : byte_at(text, line.range, columns.spans[i + 1].first > indent ? columns.spans[i + 1].first - indent : 0);
    row.push_back({trimmed(text, {begin, std::max(begin, to)})});
  }
  return row;
}

Row split_gaps(std::string_view text, Range line) {
  Row row;
  std::size_t start = line.begin;
  for (std::size_t at = line.begin; at < line.end;) {
    std::size_t end = at;
    while (end < line.end && text[end] == ' ') ++end;
    if (end - at >= 3 || (end - at == 2 && at >= line.begin + 4 && text.substr(at - 4, 4) == "....")) {
      row.push_back({trimmed(text, {start, at})});
      start = end;
    }
    at = std::max(end, at + 1);
  }
  row.push_back({trimmed(text, {start, line.end})});
  return row;
}

void finish(Table& table) {
  for (const Row& row : table.rows) table.columns = std::max(table.columns, row.size());
  for (Row& row : table.rows) row.resize(table.columns, Cell{{table.range.end, table.range.end}});
}

std::optional<TableRun> pipes(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  TableRun run;
  std::size_t at = first, rows = 0;
  for (; at < lines.size() && (lines[at].kind == LineKind::pipe_row || lines[at].kind == LineKind::pipe_rule); ++at) {
    if (lines[at].kind == LineKind::pipe_rule) {
      if (run.table.header_rows == 0) run.table.header_rows = rows;
      continue;
    }
    run.table.rows.push_back(split_pipes(text.reading, lines[at].range));
    ++rows;
  }
  if (rows == 0 || (rows < 2 && run.table.header_rows == 0)) return std::nullopt;
  run.lines = at - first;
  run.table.range = {lines[first].range.begin, lines[at - 1].range.end};
  finish(run.table);
  return run;
}

// The lines between two rules of a grid: a row each where each names something in its first cell, else one row whose
// cells go on below. « (fonctionnement) » alone in its line goes on too.
void add_grid_lines(std::string_view text, std::vector<Row>& rows, std::vector<Row>& group) {
  const auto goes_on = [&](const Row& row) {
    const bool alone = std::all_of(row.begin() + 1, row.end(), [](const Cell& cell) { return cell.range.empty(); });
    return alone && row.size() > 1 && (text[row[0].range.begin] == '(' || normalise::lower_letter_at(text, row[0].range.begin));
  };
  const bool each = std::all_of(group.begin(), group.end(), [&](const Row& row) { return !row.empty() && !row[0].range.empty() && (&row == &group.front() || !goes_on(row)); });
  for (Row& row : group) {
    if (each || &row == &group.front()) {
      rows.push_back(std::move(row));
      continue;
    }
    Row& above = rows.back();
    for (std::size_t i = 0; i < std::min(above.size(), row.size()); ++i)
      if (above[i].range.empty()) above[i].range = row[i].range;
      else if (!row[i].range.empty()) above[i].rest.push_back(row[i].range);
  }
  group.clear();
}

// +----+----+ grids.
std::optional<TableRun> grid(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  TableRun run;
  std::vector<Row> group;
  std::size_t at = first;
  for (; at < lines.size(); ++at) {
    const std::string_view line = lines[at].range.of(text.reading);
    if (lines[at].kind == LineKind::grid_rule && line[0] == '+') {
      add_grid_lines(text.reading, run.table.rows, group);
      if (line.find('=') != std::string_view::npos) run.table.header_rows = run.table.rows.size();
      continue;
    }
    if (line.empty() || line[0] != '|') break;
    group.push_back(split_pipes(text.reading, lines[at].range));
  }
  add_grid_lines(text.reading, run.table.rows, group);
  if (run.table.rows.empty()) return std::nullopt;
  run.lines = at - first;
  run.table.range = {lines[first].range.begin, lines[at - 1].range.end};
  finish(run.table);
  return run;
}

// ==== ==== simple tables: the first rule gives the columns.
std::optional<TableRun> simple(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  TableRun run;
  const Columns columns = columns_of_rule(lines[first].range.of(text.reading));
  std::size_t at = first + 1, rules = 1;
  for (; at < lines.size(); ++at) {
    if (lines[at].kind == LineKind::grid_rule) {
      ++rules;
      if (rules == 2) run.table.header_rows = run.table.rows.size();
      const bool closed = at + 1 >= lines.size() || lines[at + 1].kind == LineKind::blank;
      if (closed) { ++at; break; }
      continue;
    }
    if (lines[at].kind == LineKind::blank) continue;
    run.table.rows.push_back(split_columns(text.reading, lines[at], columns));
    if (run.table.rows.size() > 5000) break;
  }
  if (rules < 2 || run.table.rows.empty()) return std::nullopt;
  if (rules == 2) run.table.header_rows = 0;
  run.lines = at - first;
  run.table.range = {lines[first].range.begin, lines[at - 1].range.end};
  finish(run.table);
  return run;
}

// Where a cell stands on its line, in code points.
Range place(std::string_view text, const LineInfo& line, Range cell) {
  const std::size_t begin = static_cast<std::size_t>(line.indent) + utf8::length(text.substr(line.range.begin, cell.begin - line.range.begin));
  return {begin, begin + utf8::length(cell.of(text))};
}

// A row with fewer cells than the head has: each stands under the head it is nearest to.
void place_cells(std::string_view text, const LineInfo& line, const std::vector<Range>& heads, Row& row) {
  if (row.size() >= heads.size()) return;
  Row placed(heads.size(), Cell{{line.range.end, line.range.end}});
  std::size_t from = 0;
  for (const Cell& cell : row) {
    const Range at = place(text, line, cell.range);
    std::size_t best = heads.size(), least = 0;
    for (std::size_t c = from; c < heads.size(); ++c) {
      const std::size_t distance = at.begin >= heads[c].end ? at.begin - heads[c].end : heads[c].begin >= at.end ? heads[c].begin - at.end : 0;
      if (best == heads.size() || distance < least) best = c, least = distance;
    }
    if (best == heads.size()) return;
    placed[best] = cell;
    from = best + 1;
  }
  row = std::move(placed);
}

// Where the columns of a run without a head of words stand, by its fullest rows; empty where those are few or do not agree.
std::vector<Range> columns_of_rows(std::string_view text, const std::vector<LineInfo>& lines, const std::vector<Row>& rows, const std::vector<std::size_t>& line_of) {
  std::size_t most = 0, full = 0;
  for (const Row& row : rows) most = std::max(most, row.size());
  std::vector<Range> columns;
  for (std::size_t r = 0; r < rows.size() && most > 2; ++r) {
    if (rows[r].size() != most) continue;
    ++full;
    for (std::size_t c = 0; c < most; ++c) {
      const Range at = place(text, lines[line_of[r]], rows[r][c].range);
      if (columns.size() <= c) columns.push_back(at);
      else columns[c] = cover(columns[c], at);
    }
  }
  for (std::size_t c = 0; c + 1 < columns.size(); ++c)
    if (columns[c].end > columns[c + 1].begin) return {};
  return full < 2 || full * 3 < rows.size() ? std::vector<Range>{} : columns;
}

// What a cell above is not done with: it ended in a comma, or this begins in the middle of a sentence.
bool goes_on_below(std::string_view text, const Row& above, const Row& row) {
  if (above.empty() || above[0].range.empty() || row.empty() || !row[0].range.empty()) return false;
  bool any = false;
  for (std::size_t c = 1; c < std::min(above.size(), row.size()); ++c) {
    if (row[c].range.empty()) continue;
    const Range last = above[c].rest.empty() ? above[c].range : above[c].rest.back();
    if (last.empty() || (text[last.end - 1] != ',' && !normalise::lower_letter_at(text, row[c].range.begin))) return false;
    any = true;
  }
  return any;
}

// « 2023    2022 » over two columns of sums.
bool years(std::string_view text, const Row& row) {
  return row.size() > 1 && std::all_of(row.begin(), row.end(), [&](const Cell& cell) {
           const std::string_view year = cell.range.of(text);
           return year.size() == 4 && (year.starts_with("19") || year.starts_with("20")) && year.find_first_not_of("0123456789") == std::string_view::npos;
         });
}

// « 764     20 », « 54      » » below « 118 fr. 45 c. »: francs and centimes in columns of their own are one sum.
void join_centimes(std::string_view text, Table& table) {
  if (table.columns < 3) return;
  const std::size_t last = table.columns - 1;
  std::size_t joined = 0;
  bool francs = false;
  for (const Row& row : table.rows) {
    const std::string_view sum = row[last - 1].range.of(text), centimes = row[last].range.of(text);
    const bool none = centimes == "\xC2\xBB" || centimes == "\"";
    francs = francs || none || (sum.find('f') != std::string_view::npos && sum.find_first_of("0123456789") == 0);
    if (centimes.empty()) continue;
    if (!none && (centimes.size() != 2 || centimes.find_first_not_of("0123456789") != std::string_view::npos)) return;
    if (sum.empty() || sum.find_first_not_of("0123456789., ") != std::string_view::npos) return;
    ++joined;
  }
  if (!francs || joined < 2) return;
  for (Row& row : table.rows) {
    if (!row[last].range.empty()) row[last - 1].range.end = row[last].range.end;
    row.pop_back();
  }
  --table.columns;
}

// « ______ » under the sums, and « Ensemble  1265 fr. 00 c. » below it: a row though its gap is narrow.
bool sum_rule(std::string_view line) { return line.size() >= 4 && line.find_first_not_of("_-=") == std::string_view::npos; }
Row total_row(std::string_view text, Range line) {
  const std::string_view words = line.of(text);
  if (!words.empty() && words.find_first_not_of("0123456789., ") == std::string_view::npos) return {Cell{{line.begin, line.begin}}, Cell{line}};  // no word beside it
  const std::size_t gap = words.rfind("  ");
  if (gap == std::string_view::npos || gap == 0 || gap > 60 || words.find_first_of("0123456789", gap) != gap + 2 || words.find_first_of("0123456789") < gap) return {};
  return {Cell{trimmed(text, {line.begin, line.begin + gap})}, Cell{{line.begin + gap + 2, line.end}}};
}

// Rows parted by tabs, or by runs of spaces that recur in the lines around.
std::optional<TableRun> spaced(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  TableRun run;
  const LineKind kind = lines[first].kind;
  std::size_t at = first, rows = 0;
  std::vector<Range> heads;  // where the cells of a head of words stand
  std::vector<std::size_t> line_of;  // the line of each row
  const auto add = [&](const LineInfo& line, Row row) {
    if (!heads.empty()) place_cells(text.reading, line, heads, row);
    if (heads.empty() || run.table.rows.empty() || !goes_on_below(text.reading, run.table.rows.back(), row)) {
      run.table.rows.push_back(std::move(row));
      line_of.push_back(static_cast<std::size_t>(&line - lines.data()));
      return;
    }
    for (std::size_t c = 1; c < row.size(); ++c)
      if (!row[c].range.empty()) run.table.rows.back()[c].rest.push_back(row[c].range);
  };
  for (; at < lines.size(); ++at) {
    if (lines[at].kind == kind) {
      Row row = kind == LineKind::tab_row ? split_tabs(text.reading, lines[at].range) : split_gaps(text.reading, lines[at].range);
      if (rows == 0 && kind == LineKind::gap_row && row.size() > 2 && std::none_of(lines[at].range.of(text.reading).begin(), lines[at].range.of(text.reading).end(), [](char c) { return c >= '0' && c <= '9'; }))
        for (const Cell& cell : row) heads.push_back(place(text.reading, lines[at], cell.range));
      add(lines[at], std::move(row));
      ++rows;
      continue;
    }
    if (rows >= 2 && at + 1 < lines.size() && sum_rule(lines[at].range.of(text.reading))) {
      if (lines[at + 1].kind == kind) continue;
      if (Row total = total_row(text.reading, lines[at + 1].range); !total.empty()) {
        add(lines[at + 1], std::move(total));
        ++rows, ++at;
        continue;
      }
    }
    // A page break inside a table: the headers and footers between are stepped over.
    std::size_t beyond = at;
    while (beyond < lines.size() && (lines[beyond].kind == LineKind::blank || lines[beyond].kind == LineKind::furniture)) ++beyond;
    const bool breaks = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.begin() + static_cast<std::ptrdiff_t>(beyond),
                                    [](const LineInfo& line) { return line.kind == LineKind::furniture; });
    if (breaks && rows >= 2 && beyond < lines.size() && lines[beyond].kind == kind) {
      for (; at < beyond; ++at)
        if (lines[at].kind == LineKind::furniture) run.furniture.push_back(lines[at].range);
      --at;
      continue;
    }
    // A blank or one-cell line inside a table: the table goes on when another row follows at once.
    if (heads.size() > 1 && rows >= 2 && lines[at].kind == LineKind::text && static_cast<std::size_t>(lines[at].indent) + 3 > heads[1].begin && lines[at].range.size() < 60) {
      add(lines[at], Row{Cell{lines[at].range}});
      continue;
    }
    const bool goes_on = at + 1 < lines.size() && lines[at + 1].kind == kind && (rows >= 2 || (rows == 1 && years(text.reading, run.table.rows.front()) && lines[at].kind == LineKind::text));
    if (!goes_on || lines[at].kind == LineKind::heading || lines[at].kind == LineKind::item) break;
    if (lines[at].kind == LineKind::text) {
      if (lines[at].range.size() > 60) break;
      add(lines[at], Row{Cell{lines[at].range}});
    }
  }
  if (rows < 2) return std::nullopt;
  // « RECETTES      DEPENSES » over four columns, sums without words below them: each stands in the column it is in.
  if (kind == LineKind::gap_row && heads.empty())
    if (const std::vector<Range> columns = columns_of_rows(text.reading, lines, run.table.rows, line_of); !columns.empty())
      for (std::size_t r = 0; r < run.table.rows.size(); ++r)
        if (run.table.rows[r].size() > 1) place_cells(text.reading, lines[line_of[r]], columns, run.table.rows[r]);
  // Years stand over the sums, none over the words.
  Row& head = run.table.rows.front();
  if (years(text.reading, head) && std::any_of(run.table.rows.begin() + 1, run.table.rows.end(), [&](const Row& row) { return row.size() == head.size() + 1; })) head.insert(head.begin(), Cell{{head[0].range.begin, head[0].range.begin}});
  run.lines = at - first;
  run.table.range = {lines[first].range.begin, lines[at - 1].range.end};
  finish(run.table);
  if (kind == LineKind::gap_row) join_centimes(text.reading, run.table);
  return run;
}

// A head over a rule of dashes, rows down to the next blank line: columns stand where the rule's runs, or the head's cells, begin.
std::optional<TableRun> headed(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  TableRun run;
  const std::string_view rule = lines[first + 1].range.of(text.reading);
  Columns columns = columns_of_rule(rule);
  const auto shift = static_cast<std::size_t>(lines[first + 1].indent);
  if (columns.spans.size() < 2) {
    columns.spans.clear();
    const std::string_view head = lines[first].range.of(text.reading);
    std::size_t column = static_cast<std::size_t>(lines[first].indent), blanks = 2;
    for (std::size_t at = 0; at < head.size(); at += utf8::step(head, at), ++column) {
      if (head[at] != ' ' && blanks >= 2) columns.spans.emplace_back(column, column + 1);
      blanks = head[at] == ' ' ? blanks + 1 : 0;
    }
  } else {
    for (auto& [from, to] : columns.spans) from += shift, to += shift;
  }
  run.table.rows.push_back(split_columns(text.reading, lines[first], columns));
  run.table.header_rows = 1;
  std::size_t at = first + 2;
  for (; at < lines.size() && lines[at].kind != LineKind::blank && lines[at].kind != LineKind::heading; ++at) {
    const std::string_view line = lines[at].range.of(text.reading);
    if (line.find_first_not_of("-= ") == std::string_view::npos) continue;
    run.table.rows.push_back(split_columns(text.reading, lines[at], columns));
  }
  if (run.table.rows.size() < 2) return std::nullopt;
  run.lines = at - first;
  run.table.range = {lines[first].range.begin, lines[at - 1].range.end};
  finish(run.table);
  return run;
}

bool is_headed(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  return first + 2 < lines.size() && lines[first + 1].kind == LineKind::grid_rule && lines[first + 1].range.of(text.reading)[0] == '-';
}

}  // namespace

std::optional<TableRun> read_table(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  switch (lines[first].kind) {
    case LineKind::pipe_row: case LineKind::pipe_rule: return pipes(text, lines, first);
    case LineKind::grid_rule: return lines[first].range.of(text.reading)[0] == '+' ? grid(text, lines, first) : simple(text, lines, first);
    case LineKind::gap_row:
      if (is_headed(text, lines, first)) return headed(text, lines, first);
      return spaced(text, lines, first);
    case LineKind::tab_row: return spaced(text, lines, first);
    default: return std::nullopt;
  }
}

}  // namespace minutier::section
