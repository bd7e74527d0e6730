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

}  // namespace minutier::section
