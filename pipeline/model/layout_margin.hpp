#pragma once
// Notes in the margin of running text, for layout*.cpp only: what a register says of an act beside its first lines, a few lines here and there
// (a box with a line for nearly every line of the text is another thing). Points; pure and thread-safe.

#include <vector>

#include "pipeline/model/layout_gutters.hpp"

namespace minutier::layout {

// Lines that run on: full ones whose last word closes no sentence, nearly one after the other.
bool runs_on(const Words& words, const Side& side);

struct Edges {
  double left = 0, right = 0;
};
Edges edges_of(const Side& side);

struct Margin {
  Gutter band;             // the margin at its left, the text at its right
  std::vector<Row> lines;  // the text, and each note before the paragraph it stands beside
};

// Notes of two lines or more, of words, in a margin much narrower than the text, whose lines begin at one edge whether or not a note stands
// beside them. One line here and there is a label of its paragraph and stays on its line.
bool find_margin_notes(const Words& words, const std::vector<Row>& rows, double em, Margin& found);

}  // namespace minutier::layout
