#include <algorithm>
#include <cmath>

#include "pipeline/model/layout_parts.hpp"

namespace minutier::layout {
namespace {

constexpr std::size_t kMostCells = 8;
constexpr std::size_t kMostLines = 3;  // of a caption

struct Cell {
  std::vector<std::size_t> words;
  Box box;
};

// Cells begin behind wide white, and where one of `starts` does: captions that fill their boxes leave little white between them.
std::vector<Cell> cells_of(const Words& words, const Row& row, const std::vector<bool>& wide, const std::vector<Cell>& starts, double em) {
  std::vector<Cell> out;
  for (std::size_t k = 0; k < row.words.size(); ++k) {
    const std::size_t i = row.words[k];
    const bool starting = k > 0 && words[i].box.x - words[row.words[k - 1]].box.right() > 0.3 * em &&
                          std::any_of(starts.begin(), starts.end(), [&](const Cell& c) { return std::abs(c.box.x - words[i].box.x) < 0.4 * em; });
    if (k == 0 || wide[k] || starting) out.push_back({{}, words[i].box});
    out.back().words.push_back(i);
    out.back().box = cover(out.back().box, words[i].box);
  }
  return out;
}

bool letter(unsigned char c) { return c >= 0xC3 || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

// A number, with its unit at most: « 1 836 », « 47 % », « 12 M€ ».
bool figure(const Words& words, const Cell& cell) {
  std::size_t digits = 0, letters = 0;
  for (const std::size_t i : cell.words)
    for (const char c : words[i].text) digits += c >= '0' && c <= '9', letters += (c | 32) >= 'a' && (c | 32) <= 'z';
  return digits > 0 && letters <= 2;
}

bool caption(const Words& words, const Cell& cell) { return letter(static_cast<unsigned char>(words[cell.words.front()].text.front())); }

bool below(const Cell& figure, const Cell& caption, double em) {
  const double middle = std::abs(figure.box.x + figure.box.w / 2 - caption.box.x - caption.box.w / 2);
  return std::abs(figure.box.x - caption.box.x) < em || middle < em;
}

// The place of the figure a cell stands below, or none.
std::size_t place(const std::vector<Cell>& figures, const Cell& cell, double em) {
  for (std::size_t c = 0; c < figures.size(); ++c)
    if (below(figures[c], cell, em)) return c;
  return figures.size();
}

bool close(const Row& above, const Row& row) {
  return row.columns.empty() && row.box.y > above.box.y && row.box.y - above.box.bottom() < std::max(above.box.h, row.box.h);
}

}  // namespace

double type_size(const Words& words, const Row& row) {
  std::vector<double> heights;
  for (const std::size_t i : row.words) heights.push_back(words[i].box.h);
  return median(std::move(heights));
}

void join_captions(const Words& words, std::vector<Row>& rows, std::vector<std::vector<bool>>& wide, double em) {
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
    if (!rows[r].columns.empty() || !close(rows[r], rows[r + 1])) continue;
    const std::vector<Cell> figures = cells_of(words, rows[r], wide[r], {}, em);
    if (figures.size() < 2 || figures.size() > kMostCells || !std::all_of(figures.begin(), figures.end(), [&](const Cell& c) { return figure(words, c); })) continue;
    const double size = type_size(words, rows[r + 1]);
    if (type_size(words, rows[r]) < 1.2 * size) continue;
    std::vector<Cell> joined = figures;
    std::size_t last = r + 1;
    for (; last < rows.size() && last <= r + kMostLines && close(rows[last - 1], rows[last]) && type_size(words, rows[last]) < 1.1 * size; ++last) {
      const std::vector<Cell> line = cells_of(words, rows[last], wide[last], figures, em);
      const bool first = last == r + 1;
      if (first && line.size() != figures.size()) break;
      if (std::any_of(line.begin(), line.end(), [&](const Cell& c) { return place(figures, c, em) == figures.size() || (first && !caption(words, c)); })) break;
      for (const Cell& cell : line) {
        Cell& to = joined[place(figures, cell, em)];
        to.words.insert(to.words.end(), cell.words.begin(), cell.words.end());
      }
    }
    if (last == r + 1) continue;
    Row row = rows[r];
    row.words.clear();
    for (std::size_t c = 0; c < joined.size(); ++c) {
      row.words.insert(row.words.end(), joined[c].words.begin(), joined[c].words.end());
      row.columns.insert(row.columns.end(), joined[c].words.size(), c);
    }
    for (std::size_t k = r + 1; k < last; ++k) row.box = cover(row.box, rows[k].box);
    rows[r] = std::move(row);
    wide[r].assign(rows[r].words.size(), false);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(r) + 1, rows.begin() + static_cast<std::ptrdiff_t>(last));
    wide.erase(wide.begin() + static_cast<std::ptrdiff_t>(r) + 1, wide.begin() + static_cast<std::ptrdiff_t>(last));
  }
}

}  // namespace minutier::layout
