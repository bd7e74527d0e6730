#pragma once
// Zones of columns on a page, for layout*.cpp only: where one ends and the next begins, and columns of a few lines, which only what
// stands on the page besides, or their sentences, tell from the cells of a table. Points; pure and thread-safe.

#include <vector>

#include "pipeline/model/layout_gutters.hpp"

namespace minutier::layout {

// Two columns read on this page, by their edges.
struct Pair {
  double x = 0;  // of the gutter
  double left = 0, left_end = 0, right = 0, right_end = 0;
};

bool same_place(const Pair& a, const Pair& b, double em);
Pair pair_of(const Words& words, const std::vector<Row>& rows, const Gutter& g);

// Whether the left side's last sentence goes on in the row below the band, not in the right side: that is a box the text flows around.
bool flows_past(const Words& words, const std::vector<Row>& rows, const Gutter& g);

// Columns of a few lines that stand on the page again and again, at the same places, in justified lines or with sentences that go on.
std::vector<Pair> repeated_columns(const Words& words, const std::vector<Row>& rows, double em);

// What tells short columns: only that such stand elsewhere on the page, or their sentences too.
enum class Look { known, sentences };

// Two columns of a few lines: such as stand elsewhere on the page, or whose sentence goes on from the foot of the left one to the
// head of the right one. What stands above them at the left by itself is in the band.
bool find_short_columns(const Words& words, const std::vector<Row>& rows, double em, const std::vector<Pair>& known, Look look, Gutter& found);

}  // namespace minutier::layout
