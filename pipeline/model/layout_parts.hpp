#pragma once
// The steps of compose_page, for layout*.cpp only. Words are named by their index in the list given.

#include <vector>

#include "pipeline/model/layout.hpp"

namespace minutier::layout {

using Words = std::vector<LayoutWord>;

// Words on one baseline, left to right; or a row of a table, cell by cell.
struct Row {
  std::vector<std::size_t> words;
  Box box;
  bool justified = false;  // a full line of a column: its white parts no cells
  bool apart = false;  // an empty line stands before it whatever the white
  std::vector<std::size_t> columns = {};  // of a table's row: the column of each word, ascending; else empty
  int table = -1;      // rows of one ruled table share its number
};

// Groups words into rows, top to bottom. Follows a slight slope; a superscript stays in its line.
std::vector<Row> rows_of(const Words& words, const std::vector<std::size_t>& chosen);

// The rows in reading order: columns of running text one after the other.
std::vector<Row> reading_order(const Words& words, std::vector<Row> rows);

// Words that are nothing but a ruled line read as a bar lose their text, and others the bar at their end.
void drop_bars(Words& words, const std::vector<Rule>& rules);

struct RuledTable {
  Box area;
  std::vector<Row> rows;
};

// Tables drawn with level and upright lines, from top to bottom. Their words are taken out of `chosen`. A frame around
// running text is none.
std::vector<RuledTable> take_ruled_tables(const Words& words, std::vector<std::size_t>& chosen, const std::vector<Rule>& rules, double em);

// Tables without lines: rows in which wide gaps stand above one another get their columns, an empty cell counting as one, and lines
// that carry on a cell are joined to their row. wide[r][k]: a wide gap stands before the k-th word of row r.
void align_columns(const Words& words, std::vector<Row>& rows, std::vector<std::vector<bool>>& wide, double em);

// Figures set large with captions below them (« 312 » over « familles relayées »): one row, a cell for each figure and its caption.
void join_captions(const Words& words, std::vector<Row>& rows, std::vector<std::vector<bool>>& wide, double em);

// The size of a row's type, as its boxes tell.
double type_size(const Words& words, const Row& row);

// Whether the words of a line stand at equal distances wider than any space: a line set to fill its column, no row of cells.
bool spread(const Words& words, const Row& row, double em);

// Whether a line reaches from one edge of its column to the other with equal white between its words, three or more.
bool fills(const Words& words, const Row& row, double em, double left, double right);

// Whether a text begins with a small letter.
bool begins_small(const std::string& text);

// Half an em in points: the median width of a character over the words.
double character_width(const Words& words);

double median(std::vector<double> values);  // 0 for none

}  // namespace minutier::layout
