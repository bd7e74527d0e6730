#pragma once
// Tables from runs of lines: Markdown pipes, reStructuredText grids and simple tables, tabs, aligned columns.

#include <optional>
#include <vector>

#include "pipeline/model/structure.hpp"
#include "pipeline/section/lines.hpp"

namespace minutier::section {

struct TableRun {
  Table table;
  std::size_t lines = 0;  // how many lines it took
  std::vector<Range> furniture;  // running headers and footers it runs over from page to page
};

// The table that begins at lines[first], or nothing. A single row of tabs or gaps is no table.
std::optional<TableRun> read_table(const Text& text, const std::vector<LineInfo>& lines, std::size_t first);

// The same where the cells of a row stand one under the other, a line each.
std::optional<TableRun> read_stacked(const Text& text, const std::vector<LineInfo>& lines, std::size_t first);

// The table of a reStructuredText directive (list-table, csv-table) whose line is lines[first]; and the words it gives for a title.
std::optional<TableRun> read_directive(const Text& text, const std::vector<LineInfo>& lines, std::size_t first);
Range directive_title(const Text& text, const LineInfo& line);

}  // namespace minutier::section
