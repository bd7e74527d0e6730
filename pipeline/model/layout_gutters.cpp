#include "pipeline/model/layout_gutters.hpp"

#include <algorithm>
#include <cmath>

namespace minutier::layout {
namespace {

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

// A gap that parts cells; the gaps of a line set wide to fill its column part nothing.
bool celled_line(const Words& words, const Row& line, double em, double left, double right) {
  if (spread(words, line, em) || fills(words, line, em, left, right)) return false;
  for (std::size_t k = 1; k < line.words.size(); ++k)
    if (words[line.words[k]].box.x - words[line.words[k - 1]].box.right() > 2 * em) return true;
  return false;
}

}  // namespace

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

double pitch_of(const Side& side) {
  std::vector<double> steps;
  for (std::size_t k = 1; k < side.lines.size(); ++k) steps.push_back(side.lines[k].box.bottom() - side.lines[k - 1].box.bottom());
  if (steps.empty()) return 0;
  // Where zones are short, half of all steps may be those to headings.
  const auto third = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 3);
  std::nth_element(steps.begin(), third, steps.end());
  return *third;
}

namespace {

// Running text: lines of several words, most of them reaching well into the column, hardly any holding cells.
bool running_text(const Words& words, const Side& side, double em, std::size_t words_a_line) {
  if (side.lines.size() < kLeastLines) return false;
  std::vector<double> lefts, rights;
  std::size_t count = 0, celled = 0, wordy = 0;
  for (const Row& line : side.lines) {
    lefts.push_back(line.box.x);
    rights.push_back(line.box.right());
    std::size_t letters = 0;
    for (const std::size_t i : line.words) letters += has_letters(words[i].text);
    count += letters;
    wordy += letters >= 3;
  }
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  const std::size_t n = side.lines.size();
  const double left = lefts[n / 10], right = rights[n - 1 - n / 10];
  for (const Row& line : side.lines) celled += celled_line(words, line, em, left, right);
  const double reach = left + 0.72 * (right - left);
  const auto filled = static_cast<std::size_t>(std::count_if(rights.begin(), rights.end(), [&](double r) { return r >= reach; }));
  return filled * 10 >= n * 5 && count >= words_a_line * n && wordy * 10 >= n * 6 && celled * 4 <= n;
}

// The runs of ink of a row, from left to right, and which of them the sweep has not passed.
struct Ink {
  std::vector<std::pair<double, double>> runs;
  std::size_t at = 0;
};

// Where no row has ink at x: runs of rows, kept when both sides hold enough lines. To be called with growing x.
void collect(std::vector<Ink>& ink, double x, std::size_t least, std::vector<Gutter>& out) {
  std::size_t begin = 0, left = 0, right = 0;
  const auto close = [&](std::size_t end) {
    if (left >= least && right >= least) out.push_back({begin, end, x});
    left = right = 0;
  };
  for (std::size_t r = 0; r < ink.size(); ++r) {
    Ink& row = ink[r];
    while (row.at < row.runs.size() && row.runs[row.at].second < x) ++row.at;
    const bool more = row.at < row.runs.size();
    if (more && row.runs[row.at].first <= x) {
      close(r);
      begin = r + 1;
      continue;
    }
    left += row.at > 0;
    right += more;
  }
  close(ink.size());
}

}  // namespace

Gutter trimmed(const Words& words, const std::vector<Row>& rows, Gutter g) {
  const Side left = side_of(words, rows, g.first, g.last, g.x, true), right = side_of(words, rows, g.first, g.last, g.x, false);
  if (left.rows.empty() || right.rows.empty()) return g;
  const double pitch = std::max(pitch_of(left), pitch_of(right));
  const double top = std::max(left.lines.front().box.y, right.lines.front().box.y);
  const double bottom = std::min(left.lines.back().box.bottom(), right.lines.back().box.bottom());
  // The side that begins higher or ends lower is cut where its lines part by more than the pitch; what stands at the other side beside
  // that white stays.
  const auto cut = [&](const Side& side, const Side& other) {
    for (std::size_t k = 1; k < side.lines.size(); ++k) {
      const bool wide = side.lines[k].box.bottom() - side.lines[k - 1].box.bottom() > 1.6 * pitch;
      if (!wide) continue;
      if (side.lines[k].box.y <= top + pitch / 2) {
        std::size_t first = side.rows[k];
        for (std::size_t j = 0; j < other.lines.size() && other.rows[j] < first; ++j)
          if (other.lines[j].box.y + other.lines[j].box.h / 2 > side.lines[k - 1].box.bottom()) first = other.rows[j];
        g.first = std::max(g.first, first);
      }
      if (side.lines[k].box.y >= bottom) {
        g.last = std::min(g.last, side.rows[k]);
        break;
      }
    }
  };
  cut(left, right);
  cut(right, left);
  return g;
}

bool rows_in_step(const Side& left, const Side& right) {
  struct Start {
    double y, white;
    std::size_t lines;  // before it, from the last one
  };
  const auto starts = [](const Side& side) {
    std::vector<double> steps;
    std::vector<Start> out;
    for (std::size_t k = 1; k < side.lines.size(); ++k) steps.push_back(side.lines[k].box.bottom() - side.lines[k - 1].box.bottom());
    const double pitch = median(steps);
    std::size_t last = 0;
    for (std::size_t k = 1; k < side.lines.size(); ++k)
      if (steps[k - 1] > 1.35 * pitch) out.push_back({side.lines[k].box.y, steps[k - 1], k - last}), last = k;
    return out;
  };
  std::vector<Start> a = starts(left), b = starts(right);
  const double height = median([&] {
    std::vector<double> heights;
    for (const Row& line : left.lines) heights.push_back(line.box.h);
    return heights;
  }());
  const double near = 0.4 * height;
  // Only what begins below the first lines of both, and above the last ones.
  const double top = std::max(left.lines.front().box.y, right.lines.front().box.y) + near;
  const double bottom = std::min(left.lines.back().box.y, right.lines.back().box.y) + near;
  for (std::vector<Start>* side : {&a, &b})
    side->erase(std::remove_if(side->begin(), side->end(), [&](const Start& s) { return s.y < top || s.y > bottom; }), side->end());
  if (a.size() < 2 || b.size() < 2) return false;
  std::size_t together = 0, waits = 0, lines = 0;
  for (const Start& start : a) {
    const auto other = std::find_if(b.begin(), b.end(), [&](const Start& s) { return std::abs(start.y - s.y) <= near; });
    lines += start.lines;
    if (other == b.end()) continue;
    ++together;
    waits += std::abs(start.white - other->white) > 0.5 * height;
  }
  // Cells of one row have their own lengths, so that one waits for the other; paragraphs that happen to be equally long do not.
  return together * 10 >= std::max(a.size(), b.size()) * 8 && (waits > 0 || lines < 5 * a.size());
}

namespace {

// A side that reads by itself: running text, or columns of it.
bool readable(const Words& words, const Side& side, double em, std::size_t words_a_line, int depth) {
  if (running_text(words, side, em, words_a_line)) return true;
  Gutter inner;
  return depth < 2 && side.lines.size() >= kLeastLines && find_gutter(words, side.lines, em, depth + 1, inner) &&
         2 * (inner.last - inner.first) >= side.lines.size();
}

// A side's paragraphs, by the white between them.
struct Span {
  double top = 0, bottom = 0;
};
std::vector<Span> paragraphs(const Side& side) {
  const double pitch = pitch_of(side);
  std::vector<Span> out;
  for (std::size_t k = 0; k < side.lines.size(); ++k) {
    const Box& box = side.lines[k].box;
    if (k == 0 || box.bottom() - side.lines[k - 1].box.bottom() > 1.35 * pitch) out.push_back({box.y, box.bottom()});
    else out.back().bottom = box.bottom();
  }
  return out;
}

// Lines of words that begin at one edge and hold no cells.
bool plain_list(const Words& words, const Side& side, double em) {
  if (side.lines.size() < kLeastLines) return false;
  double left = 1e9, right = -1e9;
  for (const Row& line : side.lines) left = std::min(left, line.box.x), right = std::max(right, line.box.right());
  std::size_t even = 0, wordy = 0, celled = 0;
  for (const Row& line : side.lines) {
    even += line.box.x - left < 0.5 * em;
    wordy += std::count_if(line.words.begin(), line.words.end(), [&](std::size_t i) { return has_letters(words[i].text); }) * 2 > static_cast<std::ptrdiff_t>(line.words.size());
    celled += celled_line(words, line, em, left, right);
  }
  return even * 10 >= side.lines.size() * 9 && wordy * 10 >= side.lines.size() * 8 && celled == 0;
}

// Headed lists and other short paragraphs in two columns: each side has paragraphs of its own, some of which begin where none of the other's
// does. The rows of a table begin together, or its cells stand in the middle of their row.
bool own_paragraphs(const Words& words, const Side& left, const Side& right, double em) {
  if (!plain_list(words, left, em) || !plain_list(words, right, em)) return false;
  const std::vector<Span> a = paragraphs(left), b = paragraphs(right);
  if (a.size() < 2 || b.size() < 2 || a.size() + b.size() < 5 || a.size() == left.lines.size() || b.size() == right.lines.size()) return false;
  const double near = 0.4 * left.lines.front().box.h;
  const auto begins_with = [&](const Span& one, const std::vector<Span>& others) {
    return std::any_of(others.begin(), others.end(), [&](const Span& other) { return std::abs(one.top - other.top) <= near; });
  };
  const auto matched = [&](const std::vector<Span>& some, const std::vector<Span>& others) {
    return static_cast<std::size_t>(std::count_if(some.begin() + 1, some.end(), [&](const Span& one) { return begins_with(one, others); }));
  };
  const std::size_t together = matched(a, b);
  if (together + 1 >= a.size() || together + 1 >= b.size() || 5 * together > a.size() + b.size() - 2) return false;
  std::size_t level = 0;
  for (const Span& one : a)
    for (const Span& other : b) level += std::abs(one.top + one.bottom - other.top - other.bottom) <= 2 * near;
  return level * 2 < std::min(a.size(), b.size());
}

// The parts of a band between heads that stand alone at the left, with white from edge to edge above and below.
std::vector<Gutter> between_heads(const Words& words, const std::vector<Row>& rows, const Gutter& g) {
  std::vector<Gutter> out{g};
  for (std::size_t r = g.first + 1; r + 1 < g.last; ++r) {
    const Row& head = rows[r];
    const bool alone = head.box.y - rows[r - 1].box.bottom() > 0.6 * head.box.h && rows[r + 1].box.y - head.box.bottom() > 0.6 * head.box.h;
    if (!alone || side_of(words, rows, r, r + 1, g.x, true).lines.empty() || !side_of(words, rows, r, r + 1, g.x, false).lines.empty()) continue;
    out.back().last = r;
    out.push_back({r + 1, g.last, g.x});
  }
  return out;
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

}  // namespace

std::vector<Gutter> gutters(const Words& words, const std::vector<Row>& rows, double narrow, std::size_t least) {
  std::vector<Ink> ink;  // words, with the spaces between them
  double left = 1e9, right = -1e9;
  for (const Row& row : rows) {
    auto& runs = ink.emplace_back().runs;
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

namespace {

struct Demand {
  double narrow;             // points a gutter is wide at least
  std::size_t lines;         // beside it
  std::size_t words_a_line;  // in the middle
};

// Whether the two sides read by themselves and hold no table.
bool columns(const Words& words, const std::vector<Row>& rows, const Gutter& g, double em, int depth, const Demand& demand) {
  const Side left = side_of(words, rows, g, true), right = side_of(words, rows, g, false);
  return readable(words, left, em, demand.words_a_line, depth) && readable(words, right, em, demand.words_a_line, depth) && !rows_in_step(left, right);
}

bool find_gutter_of(const Words& words, const std::vector<Row>& rows, double em, int depth, const Demand& demand, Gutter& found) {
  for (const Gutter& candidate : gutters(words, rows, demand.narrow, demand.lines)) {
    const Gutter g = trimmed(words, rows, candidate);
    if (columns(words, rows, g, em, depth, demand)) {
      found = g;
      return true;
    }
    // A table, or boxes, may stand between two zones of columns.
    for (const Gutter& zone : zones_of(words, rows, g)) {
      const Gutter inner = trimmed(words, rows, zone);
      if (zone.last - zone.first == g.last - g.first || !columns(words, rows, inner, em, depth, demand)) continue;
      found = inner;
      return true;
    }
  }
  return false;
}

}  // namespace

bool find_lists(const Words& words, const std::vector<Row>& rows, double em, Gutter& found) {
  for (const Gutter& candidate : gutters(words, rows, 0.8 * em, kLeastLines))
    for (const Gutter& part : between_heads(words, rows, trimmed(words, rows, candidate)))
      if (own_paragraphs(words, side_of(words, rows, part, true), side_of(words, rows, part, false), em)) {
        found = part;
        return true;
      }
  return false;
}

bool find_gutter(const Words& words, const std::vector<Row>& rows, double em, int depth, Gutter& found) {
  // Justified columns have spaces nearly as wide as a narrow gutter; but the spaces of many lines hardly
  // ever stand above one another.
  return find_gutter_of(words, rows, em, depth, {0.8 * em, kLeastLines, 3}, found) || find_gutter_of(words, rows, em, depth, {0.25 * em, 2 * kLeastLines, 5}, found);
}

}  // namespace minutier::layout
