#pragma once
// White strips that part columns of running text, for layout*.cpp only. Rows run from top to bottom; points; pure and thread-safe.

#include "pipeline/model/layout_parts.hpp"

namespace minutier::layout {

constexpr std::size_t kLeastLines = 5;  // fewer lines side by side are signatures or cells, unless their sentences say otherwise

struct Side {
  std::vector<std::size_t> rows;  // rows of the band with words on this side
  std::vector<Row> lines;         // the words of those rows on this side
};

struct Gutter {
  std::size_t first = 0, last = 0;  // rows [first, last)
  double x = 0;
};

Side side_of(const Words& words, const std::vector<Row>& rows, std::size_t first, std::size_t last, double x, bool left);
inline Side side_of(const Words& words, const std::vector<Row>& rows, const Gutter& g, bool left) { return side_of(words, rows, g.first, g.last, g.x, left); }

bool has_letters(const std::string& text);

// From one line's foot to the next one's inside a paragraph.
double pitch_of(const Side& side);

// Left edges of lines side by side that begin a table's rows together: gaps wider than the pitch at the same heights.
bool rows_in_step(const Side& left, const Side& right);

// White strips at least `narrow` wide with `least` lines or more on both sides; those with most rows first.
std::vector<Gutter> gutters(const Words& words, const std::vector<Row>& rows, double narrow, std::size_t least);

// Rows at either end of the band belong to it while they follow their column at its pitch.
Gutter trimmed(const Words& words, const std::vector<Row>& rows, Gutter g);

// The zones of a band of columns: each ends where both columns end together, above a heading that stands alone at the left or a
// passage that begins anew. One zone where nothing says otherwise.
std::vector<Gutter> zones_of(const Words& words, const std::vector<Row>& rows, const Gutter& band);

// The largest band of rows in which two columns of running text, or more, stand side by side.
bool find_gutter(const Words& words, const std::vector<Row>& rows, double em, int depth, Gutter& found);

// Two columns of headed lists or other short paragraphs, too short to be running text.
bool find_lists(const Words& words, const std::vector<Row>& rows, double em, Gutter& found);

}  // namespace minutier::layout
