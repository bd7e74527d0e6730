#pragma once
// The steps of compose_page, for layout*.cpp only. Words are named by their index in the list given.

#include <vector>

#include "pipeline/model/layout.hpp"

namespace minutier::layout {

using Words = std::vector<LayoutWord>;

// Words on one baseline, left to right.
struct Row {
  std::vector<std::size_t> words;
  Box box;
  bool apart = false;  // an empty line stands before it whatever the white
};

// Groups words into rows, top to bottom. Follows a slight slope; a superscript stays in its line.
std::vector<Row> rows_of(const Words& words, const std::vector<std::size_t>& chosen);

// The rows in reading order: columns of running text one after the other.
std::vector<Row> reading_order(const Words& words, std::vector<Row> rows);

// Half an em in points: the median width of a character over the words.
double character_width(const Words& words);

double median(std::vector<double> values);  // 0 for none

}  // namespace minutier::layout
