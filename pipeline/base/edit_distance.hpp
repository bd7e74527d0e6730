#pragma once
// Levenshtein's distance: how many characters must be put in, taken out or exchanged to make one text of the other. Any
// random-access text; time and memory as the product and the length of the two.

#include <algorithm>
#include <cstddef>
#include <vector>

namespace minutier {

template <class Text>
std::size_t edit_distance(const Text& a, const Text& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace minutier
