#include <algorithm>
#include <cmath>

#include "pipeline/model/layout_parts.hpp"

namespace minutier::layout {
namespace {

constexpr std::size_t kLeastLines = 5;  // fewer lines side by side are signatures or cells, not columns
constexpr int kMostDepth = 4;           // nested splits: more columns than any page has

struct Side {
  std::vector<std::size_t> rows;  // rows of the band with words on this side
  std::vector<Row> lines;         // the words of those rows on this side
};

struct Gutter {
  std::size_t first = 0, last = 0;  // rows [first, last)
  double x = 0;
};

Row part(const Words& words, const Row& row, double x, bool left) {
  Row out;
  for (const std::size_t i : row.words) {
    const Box& box = words[i].box;
    if ((box.x + box.w / 2 < x) != left) continue;
    out.box = out.words.empty() ? box : cover(out.box, box);
    out.words.push_back(i);
  }
  return out;
}

Side side_of(const Words& words, const std::vector<Row>& rows, std::size_t first, std::size_t last, double x, bool left) {
  Side side;
  for (std::size_t r = first; r < last; ++r) {
    Row line = part(words, rows[r], x, left);
    if (line.words.empty()) continue;
    side.rows.push_back(r);
    side.lines.push_back(std::move(line));
  }
  return side;
}

bool has_letters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z'); });
}

// Running text: lines of several words, most of them reaching well into the column, hardly any holding cells.
bool running_text(const Words& words, const Side& side, double em, std::size_t words_a_line) {
  if (side.lines.size() < kLeastLines) return false;
  std::vector<double> lefts, rights;
  std::size_t count = 0, celled = 0, wordy = 0;
  for (const Row& line : side.lines) {
    lefts.push_back(line.box.x);
    rights.push_back(line.box.right());
    std::size_t letters = 0;
    bool gap = false;
    for (std::size_t k = 0; k < line.words.size(); ++k) {
      letters += has_letters(words[line.words[k]].text);
      if (k > 0 && words[line.words[k]].box.x - words[line.words[k - 1]].box.right() > 2 * em) gap = true;
    }
    count += letters;
    celled += gap;
    wordy += letters >= 3;
  }
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  const std::size_t n = side.lines.size();
  const double left = lefts[n / 10], right = rights[n - 1 - n / 10];
  const double reach = left + 0.72 * (right - left);
  const auto filled = static_cast<std::size_t>(std::count_if(rights.begin(), rights.end(), [&](double r) { return r >= reach; }));
  return filled * 10 >= n * 5 && count >= words_a_line * n && wordy * 10 >= n * 6 && celled * 4 <= n;
}

// Where no row of [first, last) has ink at x: runs of rows, kept when both sides hold enough lines.
void collect(const std::vector<std::vector<std::pair<double, double>>>& ink, double x, std::size_t least, std::vector<Gutter>& out) {
  std::size_t begin = 0, left = 0, right = 0;
  const auto close = [&](std::size_t end) {
    if (left >= least && right >= least) out.push_back({begin, end, x});
    left = right = 0;
  };
  for (std::size_t r = 0; r < ink.size(); ++r) {
    bool crossed = false, on_left = false, on_right = false;
    for (const auto& run : ink[r]) {
      if (run.first <= x && x <= run.second) crossed = true;
      if (run.second < x) on_left = true;
      if (run.first > x) on_right = true;
    }
    if (crossed) {
      close(r);
      begin = r + 1;
      continue;
    }
    left += on_left;
    right += on_right;
  }
  close(ink.size());
}

// Rows at either end of the band belong to it while they follow their column at its pitch.
Gutter trimmed(const Words& words, const std::vector<Row>& rows, Gutter g) {
  const Side left = side_of(words, rows, g.first, g.last, g.x, true), right = side_of(words, rows, g.first, g.last, g.x, false);
  if (left.rows.empty() || right.rows.empty()) return g;
  const auto pitch_of = [](const Side& side) {
    std::vector<double> steps;
    for (std::size_t k = 1; k < side.lines.size(); ++k) steps.push_back(side.lines[k].box.bottom() - side.lines[k - 1].box.bottom());
    return median(std::move(steps));
  };
  const double pitch = std::max(pitch_of(left), pitch_of(right));
  const double top = std::max(left.lines.front().box.y, right.lines.front().box.y);
  const double bottom = std::min(left.lines.back().box.bottom(), right.lines.back().box.bottom());
  // The side that begins higher or ends lower is cut where its lines part by more than the pitch.
  const auto cut = [&](const Side& side) {
    for (std::size_t k = 1; k < side.lines.size(); ++k) {
      const bool wide = side.lines[k].box.bottom() - side.lines[k - 1].box.bottom() > 1.6 * pitch;
      if (!wide) continue;
      if (side.lines[k].box.y <= top + pitch / 2) g.first = std::max(g.first, side.rows[k]);
      if (side.lines[k].box.y >= bottom) {
        g.last = std::min(g.last, side.rows[k]);
        break;
      }
    }
  };
  cut(left);
  cut(right);
  return g;
}

// Left edges of lines side by side that begin a table's rows together: gaps wider than the pitch at the same heights.
bool rows_in_step(const Side& left, const Side& right) {
  const auto starts = [](const Side& side) {
    std::vector<double> steps, out;
    for (std::size_t k = 1; k < side.lines.size(); ++k) steps.push_back(side.lines[k].box.bottom() - side.lines[k - 1].box.bottom());
    const double pitch = median(steps);
    for (std::size_t k = 1; k < side.lines.size(); ++k)
      if (steps[k - 1] > 1.35 * pitch) out.push_back(side.lines[k].box.y);
    return out;
  };
  const std::vector<double> a = starts(left), b = starts(right);
  if (a.size() < 2 || b.size() < 2) return false;
  const double near = median([&] {
    std::vector<double> heights;
    for (const Row& line : left.lines) heights.push_back(line.box.h);
    return heights;
  }()) * 0.4;
  std::size_t together = 0;
  for (const double y : a)
    together += std::any_of(b.begin(), b.end(), [&](double other) { return std::abs(y - other) <= near; });
  return together * 10 >= std::max(a.size(), b.size()) * 8;
}

bool find_gutter(const Words& words, const std::vector<Row>& rows, double em, int depth, Gutter& found);

// A side that reads by itself: running text, or columns of it.
bool readable(const Words& words, const Side& side, double em, std::size_t words_a_line, int depth) {
  if (running_text(words, side, em, words_a_line)) return true;
  Gutter inner;
  return depth < 2 && side.lines.size() >= kLeastLines && find_gutter(words, side.lines, em, depth + 1, inner) &&
         2 * (inner.last - inner.first) >= side.lines.size();
}

// Gutters found at each x of one white strip become one, in its middle; those with most rows come first.
std::vector<Gutter> distinct_gutters(std::vector<Gutter> candidates, double step) {
  std::stable_sort(candidates.begin(), candidates.end(), [](const Gutter& a, const Gutter& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.last != b.last) return a.last < b.last;
    return a.x < b.x;
  });
  std::vector<Gutter> distinct;
  for (std::size_t i = 0; i < candidates.size();) {
    std::size_t j = i + 1;
    while (j < candidates.size() && candidates[j].first == candidates[i].first && candidates[j].last == candidates[i].last &&
           candidates[j].x - candidates[j - 1].x < 1.5 * step)
      ++j;
    distinct.push_back(candidates[(i + j - 1) / 2]);
    i = j;
  }
  std::stable_sort(distinct.begin(), distinct.end(), [](const Gutter& a, const Gutter& b) { return a.last - a.first > b.last - b.first; });
  if (distinct.size() > 64) distinct.resize(64);
  return distinct;
}

// White strips at least `narrow` wide with `least` lines or more on both sides.
std::vector<Gutter> gutters(const Words& words, const std::vector<Row>& rows, double narrow, std::size_t least) {
  std::vector<std::vector<std::pair<double, double>>> ink;  // words, with the spaces between them
  double left = 1e9, right = -1e9;
  for (const Row& row : rows) {
    auto& runs = ink.emplace_back();
    for (const std::size_t i : row.words) {
      const Box& box = words[i].box;
      if (!runs.empty() && box.x - runs.back().second < narrow)
        runs.back().second = std::max(runs.back().second, box.right());
      else
        runs.emplace_back(box.x, box.right());
    }
    left = std::min(left, row.box.x);
    right = std::max(right, row.box.right());
  }
  std::vector<Gutter> candidates;
  const double step = std::max({narrow / 2.5, (right - left) / 2000, 0.5});
  for (double x = left + step; x < right; x += step) collect(ink, x, least, candidates);
  return distinct_gutters(std::move(candidates), step);
}

struct Demand {
  double narrow;             // points a gutter is wide at least
  std::size_t lines;         // beside it
  std::size_t words_a_line;  // in the middle
};

bool find_gutter_of(const Words& words, const std::vector<Row>& rows, double em, int depth, const Demand& demand, Gutter& found) {
  for (const Gutter& candidate : gutters(words, rows, demand.narrow, demand.lines)) {
    const Gutter g = trimmed(words, rows, candidate);
    const Side a = side_of(words, rows, g.first, g.last, g.x, true), b = side_of(words, rows, g.first, g.last, g.x, false);
    if (!readable(words, a, em, demand.words_a_line, depth) || !readable(words, b, em, demand.words_a_line, depth) || rows_in_step(a, b)) continue;
    found = g;
    return true;
  }
  return false;
}

bool find_gutter(const Words& words, const std::vector<Row>& rows, double em, int depth, Gutter& found) {
  // Justified columns have spaces nearly as wide as a narrow gutter; but the spaces of many lines hardly
  // ever stand above one another.
  return find_gutter_of(words, rows, em, depth, {0.8 * em, kLeastLines, 3}, found) || find_gutter_of(words, rows, em, depth, {0.25 * em, 2 * kLeastLines, 5}, found);
}

// Lines that run on: full ones whose last word closes no sentence, nearly one after the other.
bool runs_on(const Words& words, const Side& side) {
  double left = 1e9, right = -1e9;
  for (const Row& line : side.lines) left = std::min(left, line.box.x), right = std::max(right, line.box.right());
  std::size_t on = 0, letters = 0;
  for (const Row& line : side.lines) {
    for (const std::size_t i : line.words) letters += has_letters(words[i].text);
    const char last = words[line.words.back()].text.back();
    on += line.box.right() > left + 0.82 * (right - left) && last != '.' && last != ';' && last != ':';
  }
  return on * 10 >= side.lines.size() * 6 && letters >= 5 * side.lines.size();
}

bool figures(const Words& words, const Row& line) {
  const char first = words[line.words.front()].text.front();
  return (first >= '0' && first <= '9') || first == '-' || first == '+';
}

// A box to the left of the text (members in office, present, voting …) around which the text flows: narrow, of short
// lines, hardly a line of the text without one. A table's labels stand beside cells that do not run on.
bool find_side_box(const Words& words, const std::vector<Row>& rows, double em, Gutter& found) {
  for (const Gutter& candidate : gutters(words, rows, 0.8 * em, 4)) {
    Gutter g = trimmed(words, rows, candidate);
    const Side box = side_of(words, rows, g.first, g.last, g.x, true);
    if (box.lines.size() < 4) continue;
    // The text beside it only: lines above the box, and below it, are read in their turn.
    const double line_height = median([&] {
      std::vector<double> heights;
      for (const Row& line : box.lines) heights.push_back(line.box.h);
      return heights;
    }());
    while (g.first < box.rows.front() && rows[g.first].box.bottom() < box.lines.front().box.y + line_height / 4) ++g.first;
    g.last = std::max(g.first + 1, box.rows.back() + 1);
    const Side text = side_of(words, rows, g.first, g.last, g.x, false);
    if (text.lines.size() < 4 || box.lines.size() * 10 < text.lines.size() * 6) continue;
    const auto numbers = std::count_if(box.lines.begin(), box.lines.end(), [&](const Row& line) { return figures(words, line); });
    if (static_cast<std::size_t>(numbers) * 3 > box.lines.size()) continue;
    double left = 1e9, right = -1e9, text_left = 1e9, text_right = -1e9;
    for (const Row& line : box.lines) left = std::min(left, line.box.x), right = std::max(right, line.box.right());
    for (const Row& line : text.lines) text_left = std::min(text_left, line.box.x), text_right = std::max(text_right, line.box.right());
    if ((right - left) * 2 > text_right - text_left || !runs_on(words, text) || rows_in_step(box, text)) continue;
    found = g;
    return true;
  }
  return false;
}

void order(const Words& words, std::vector<Row> rows, double em, int depth, std::vector<Row>& out) {
  Gutter g;
  const auto slice = [&](std::size_t a, std::size_t b) {
    return std::vector<Row>(rows.begin() + static_cast<std::ptrdiff_t>(a), rows.begin() + static_cast<std::ptrdiff_t>(b));
  };
  const auto side = [&](bool left) { return side_of(words, rows, g.first, g.last, g.x, left).lines; };
  if (rows.size() >= 4 && depth <= kMostDepth) {
    if (find_gutter(words, rows, em, 0, g)) {
      order(words, slice(0, g.first), em, depth + 1, out);
      order(words, side(true), em, depth + 1, out);
      order(words, side(false), em, depth + 1, out);
      return order(words, slice(g.last, rows.size()), em, depth + 1, out);
    }
    if (find_side_box(words, rows, em, g)) {
      order(words, slice(0, g.first), em, depth + 1, out);
      std::vector<Row> box = side(true), text = side(false), rest = slice(g.last, rows.size());
      box.front().apart = text.front().apart = true;
      for (Row& row : box) out.push_back(std::move(row));
      for (Row& row : text) out.push_back(std::move(row));
      return order(words, std::move(rest), em, depth + 1, out);
    }
  }
  for (Row& row : rows) out.push_back(std::move(row));
}

}  // namespace

std::vector<Row> reading_order(const Words& words, std::vector<Row> rows) {
  std::vector<Row> out;
  out.reserve(rows.size());
  order(words, std::move(rows), 2 * character_width(words), 0, out);
  return out;
}

}  // namespace minutier::layout
