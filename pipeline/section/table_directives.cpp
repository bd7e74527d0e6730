// Tables of reStructuredText written as directives: list-table (nested bullets) and csv-table (quoted cells).

#include <algorithm>

#include "pipeline/section/tables.hpp"

namespace minutier::section {
namespace {

constexpr std::string_view list_table = ".. list-table::", csv_table = ".. csv-table::";

bool blank_at(std::string_view text, std::size_t at) { return text[at] == ' ' || text[at] == '\t'; }
Range trimmed(std::string_view text, Range range) {
  while (range.begin < range.end && blank_at(text, range.begin)) ++range.begin;
  while (range.end > range.begin && blank_at(text, range.end - 1)) --range.end;
  return range;
}

// « "Poste", "Recettes (€)", 12 »: cells between commas, quotes taken off.
std::vector<Cell> split_csv(std::string_view text, Range line) {
  std::vector<Cell> row;
  std::size_t begin = line.begin;
  bool quoted = false;
  for (std::size_t at = line.begin; at <= line.end; ++at) {
    if (at < line.end && text[at] == '"') quoted = !quoted;
    if (at < line.end && (text[at] != ',' || quoted)) continue;
    Range cell = trimmed(text, {begin, at});
    if (cell.size() >= 2 && text[cell.begin] == '"' && text[cell.end - 1] == '"') ++cell.begin, --cell.end;
    row.push_back({trimmed(text, cell)});
    begin = at + 1;
  }
  return row;
}

}  // namespace

Range directive_title(const Text& text, const LineInfo& line) {
  const std::size_t colons = line.range.of(text.reading).find("::");
  return trimmed(text.reading, {line.range.begin + colons + 2, line.range.end});
}

std::optional<TableRun> read_directive(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  const std::string_view reading = text.reading, line = lines[first].range.of(reading);
  const bool csv = line.substr(0, csv_table.size()) == csv_table;
  if (!csv && line.substr(0, list_table.size()) != list_table) return std::nullopt;
  TableRun run;
  Table& table = run.table;
  std::size_t at = first + 1, last = first;
  for (; at < lines.size(); ++at) {
    const Range range = lines[at].range;
    if (range.empty()) continue;
    if (lines[at].indent <= lines[first].indent) break;
    const std::string_view words = range.of(reading);
    last = at;
    if (words[0] == ':' && table.rows.size() <= table.header_rows && (!csv || table.rows.size() < 2)) {  // an option
      if (words.substr(0, 9) == ":header: ") table.rows.push_back(split_csv(reading, {range.begin + 9, range.end})), table.header_rows = 1;
      if (words.substr(0, 14) == ":header-rows: " && words.size() > 14 && words[14] >= '1' && words[14] <= '3') table.header_rows = static_cast<std::size_t>(words[14] - '0');
      continue;
    }
    if (csv) {
      table.rows.push_back(split_csv(reading, range));
      continue;
    }
    const bool row = words.substr(0, 3) == "* -", cell = words[0] == '-' && (words.size() == 1 || words[1] == ' ');
    if (row) table.rows.emplace_back();
    if (table.rows.empty()) return std::nullopt;
    if (row || cell) table.rows.back().push_back({trimmed(reading, {std::min(range.begin + (row ? 3 : 1), range.end), range.end})});
    else if (!table.rows.back().empty()) {  // a cell that goes on
      Range& open = table.rows.back().back().range;
      if (open.empty()) open = range;
      else open.end = range.end;
    }
    if (table.rows.size() > 5000) break;
  }
  if (table.rows.size() < 2) return std::nullopt;
  table.header_rows = std::min(table.header_rows, table.rows.size() - 1);
  run.lines = last + 1 - first;
  table.range = {lines[first].range.begin, lines[last].range.end};
  for (const auto& cells : table.rows) table.columns = std::max(table.columns, cells.size());
  for (auto& cells : table.rows) cells.resize(table.columns, Cell{{table.range.end, table.range.end}});
  return run;
}

}  // namespace minutier::section
