#include <algorithm>
#include <cmath>
#include <numeric>

#include "pipeline/model/layout_parts.hpp"

namespace minutier::layout {
namespace {

constexpr std::size_t kMostColumns = 40;
constexpr std::size_t kMostLines = 8;  // of a cell of words: more is running text in a frame

struct Grid {
  std::vector<double> xs, ys;  // where its lines run, ascending, edges included
  Box area() const { return {xs.front(), ys.front(), xs.back() - xs.front(), ys.back() - ys.front()}; }
};

double length(const Rule& rule) { return rule.upright() ? rule.y1 - rule.y0 : rule.x1 - rule.x0; }
double place(const Rule& rule) { return rule.upright() ? (rule.x0 + rule.x1) / 2 : (rule.y0 + rule.y1) / 2; }

bool touch(const Rule& a, const Rule& b, double slack) {
  if (a.upright() == b.upright()) return false;
  const Rule &level = a.upright() ? b : a, &up = a.upright() ? a : b;
  return place(up) >= level.x0 - slack && place(up) <= level.x1 + slack && place(level) >= up.y0 - slack && place(level) <= up.y1 + slack;
}

// Rules that touch one another, directly or through others.
std::vector<std::vector<Rule>> groups_of(const std::vector<Rule>& rules, double slack) {
  std::vector<std::size_t> root(rules.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::size_t j = i + 1; j < rules.size(); ++j)
      if (touch(rules[i], rules[j], slack)) root[find(j)] = find(i);
  std::vector<std::vector<Rule>> by_root(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) by_root[find(i)].push_back(rules[i]);
  by_root.erase(std::remove_if(by_root.begin(), by_root.end(), [](const auto& group) { return group.size() < 4; }), by_root.end());
  return by_root;
}

// Places of the rules of one direction; pieces of one line are one, short ones (a cell's own) are none.
std::vector<double> lines_at(const std::vector<Rule>& group, bool upright, double first, double last, double slack) {
  std::vector<std::pair<double, double>> found;  // place, length
  for (const Rule& rule : group)
    if (rule.upright() == upright) found.emplace_back(place(rule), length(rule));
  std::sort(found.begin(), found.end());
  std::vector<double> out;
  double extent = 0;
  for (const Rule& rule : group)
    if (rule.upright() == upright) extent = std::max(extent, length(rule));
  for (std::size_t i = 0; i < found.size();) {
    double sum = 0, weighed = 0;
    std::size_t j = i;
    for (; j < found.size() && found[j].first - found[i].first <= slack; ++j) sum += found[j].second, weighed += found[j].first * found[j].second;
    if (sum >= 0.4 * extent) out.push_back(weighed / sum);
    i = j;
  }
  // A table may be open at its sides.
  if (out.empty() || out.front() > first + 2 * slack) out.insert(out.begin(), first);
  if (out.back() < last - 2 * slack) out.push_back(last);
  return out;
}

std::vector<Grid> grids_of(const std::vector<Rule>& rules, double em) {
  std::vector<Grid> out;
  for (const std::vector<Rule>& group : groups_of(rules, 0.5 * em)) {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    std::size_t uprights = 0;
    for (const Rule& rule : group) {
      left = std::min(left, rule.x0), right = std::max(right, rule.x1);
      top = std::min(top, rule.y0), bottom = std::max(bottom, rule.y1);
      uprights += rule.upright();
    }
    if (uprights == 0 || uprights == group.size()) continue;
    Grid grid{lines_at(group, true, left, right, 0.4 * em), lines_at(group, false, top, bottom, 0.4 * em)};
    if (grid.xs.size() < 3 || grid.xs.size() > kMostColumns || grid.ys.size() < 2) continue;
    out.push_back(std::move(grid));
  }
  std::sort(out.begin(), out.end(), [](const Grid& a, const Grid& b) { return a.ys.front() != b.ys.front() ? a.ys.front() < b.ys.front() : a.xs.front() < b.xs.front(); });
  return out;
}

// The cell between two lines: how many lines stand before the place, from 0.
std::size_t band(const std::vector<double>& lines, double at) {
  const auto after = std::upper_bound(lines.begin(), lines.end(), at);
  const auto n = static_cast<std::size_t>(after - lines.begin());
  return std::min(n == 0 ? 0 : n - 1, lines.size() - 2);
}

bool number(const Words& words, const Row& row) {
  bool digits = false;
  for (const std::size_t i : row.words)
    for (const char c : words[i].text) {
      if (c >= '0' && c <= '9') digits = true;
      else if ((c | 32) >= 'a' && (c | 32) <= 'z' && (c | 32) != 'f') return false;
    }
  return digits;
}

using Cells = std::vector<std::vector<Row>>;  // the lines of each cell of one row

// One row of the grid may hold several of the table: only its head and foot are ruled off.
bool several_rows(const Words& words, const Cells& cells) {
  for (const std::vector<Row>& lines : cells) {
    const auto numbers = static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](const Row& line) { return number(words, line); }));
    if (numbers >= 2 && numbers * 10 >= lines.size() * 7) return true;
  }
  return false;
}

Row whole_row(const Cells& cells) {
  Row out;
  for (std::size_t c = 0; c < cells.size(); ++c)
    for (const Row& line : cells[c]) {
      out.box = out.words.empty() ? line.box : cover(out.box, line.box);
      out.words.insert(out.words.end(), line.words.begin(), line.words.end());
      out.columns.insert(out.columns.end(), line.words.size(), c);
    }
  return out;
}

// The rows of one table, or none where it is no table.
std::vector<Row> rows_of_grid(const Words& words, const Grid& grid, const std::vector<std::size_t>& inside) {
  std::vector<Row> out;
  const std::size_t columns = grid.xs.size() - 1;
  std::vector<std::vector<std::size_t>> by_row(grid.ys.size() - 1);
  std::vector<std::size_t> filled(columns, 0);
  for (const std::size_t i : inside) by_row[band(grid.ys, words[i].box.y + words[i].box.h / 2)].push_back(i);
  const auto column = [&](std::size_t i) { return band(grid.xs, words[i].box.x + words[i].box.w / 2); };
  for (const std::vector<std::size_t>& row : by_row) {
    std::vector<std::vector<std::size_t>> parts(columns);
    for (const std::size_t i : row) parts[column(i)].push_back(i);
    Cells cells;
    std::size_t most = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      cells.push_back(rows_of(words, parts[c]));
      most = std::max(most, cells.back().size());
      filled[c] += !parts[c].empty();
    }
    if (most == 0) continue;
    if (most > 1 && several_rows(words, cells)) {
      for (Row& line : rows_of(words, row)) {
        std::stable_sort(line.words.begin(), line.words.end(), [&](std::size_t a, std::size_t b) { return column(a) < column(b); });
        for (const std::size_t i : line.words) line.columns.push_back(column(i));
        out.push_back(std::move(line));
      }
      continue;
    }
    if (most > kMostLines) return {};
    out.push_back(whole_row(cells));
  }
  // Columns that hold nothing at all (double lines, tables that touch) are none.
  std::vector<std::size_t> kept(columns, 0);
  std::size_t used = 0;
  for (std::size_t c = 0; c < columns; ++c) kept[c] = filled[c] > 0 ? used++ : used;
  if (out.size() < 2 || used < 2) return {};
  for (Row& row : out)
    for (std::size_t& c : row.columns) c = kept[c];
  return out;
}

}  // namespace

void drop_bars(Words& words, const std::vector<Rule>& rules) {
  for (const Rule& rule : rules) {
    if (!rule.upright()) continue;
    for (LayoutWord& word : words) {
      const double middle = word.box.y + word.box.h / 2;
      if (middle < rule.y0 - 2 || middle > rule.y1 + 2 || word.text.empty()) continue;
      if (rule.x0 < word.box.x - 3 || rule.x0 > word.box.right() + 3) continue;
      if (word.text.find_first_not_of("|[]!") == std::string::npos) word.text.clear();
      else if (word.text.front() == '|' && rule.x0 < word.box.x + word.box.w / 2) word.text.erase(0, 1), word.digits.clear();
      else if (word.text.back() == '|' && rule.x0 > word.box.x + word.box.w / 2) word.text.pop_back();
    }
  }
}

std::vector<RuledTable> take_ruled_tables(const Words& words, std::vector<std::size_t>& chosen, const std::vector<Rule>& rules, double em) {
  std::vector<RuledTable> out;
  double bottom = -1e9;
  for (const Grid& grid : grids_of(rules, em)) {
    const Box area = grid.area();
    if (area.y < bottom) continue;  // inside the one before, or beside it
    std::vector<std::size_t> inside, rest;
    std::size_t beside = 0;
    for (const std::size_t i : chosen) {
      const double x = words[i].box.x + words[i].box.w / 2, y = words[i].box.y + words[i].box.h / 2;
      const bool level = y > area.y && y < area.bottom();
      const bool in = level && x > area.x - em / 2 && x < area.right() + em / 2;
      beside += level && !in;
      (in ? inside : rest).push_back(i);
    }
    if (inside.size() < 4 || beside * 8 > inside.size()) continue;
    RuledTable table{area, rows_of_grid(words, grid, inside)};
    if (table.rows.empty()) continue;
    for (Row& row : table.rows) row.table = static_cast<int>(out.size());
    out.push_back(std::move(table));
    chosen = std::move(rest);
    bottom = area.bottom();
  }
  return out;
}

}  // namespace minutier::layout
