#pragma once
// Physical lines of the reading text and what each looks like; the first half of sectioning. Pure functions.

#include <string>
#include <vector>

#include "pipeline/model/text.hpp"

namespace minutier::section {

enum class LineKind {
  blank,
  furniture,
  heading,     // marked as one: "# …", underlined, or framed by == in a wiki style
  underline,   // the line of ==== or ---- below or above a reStructuredText heading
  item,        // begins with a bullet or a number
  pipe_row,    // Markdown table row
  pipe_rule,   // |---|---|
  grid_rule,   // +----+----+ or ==== ==== (reStructuredText)
  grid_row,    // | a  | b  | inside a grid
  tab_row,     // cells between tabs
  gap_row,     // cells between runs of three or more spaces
  text,
};

struct LineInfo {
  LineKind kind = LineKind::text;
  Range range;          // reading, trimmed
  Range content;        // without bullet or heading marks
  std::string marker;   // bullet or number as written
  int indent = 0;       // leading spaces
  int level = 0;        // heading level; list depth from the indent
  bool numbered = false;
  bool wiki = false;      // a title between « == »
};

std::vector<LineInfo> read_lines(const Text& text);

}  // namespace minutier::section
