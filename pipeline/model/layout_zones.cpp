#include "pipeline/model/layout_zones.hpp"

#include <algorithm>
#include <cmath>

namespace minutier::layout {
namespace {

const std::string& last_word(const Words& words, const Row& line) { return words[line.words.back()].text; }
const std::string& first_word(const Words& words, const Row& line) { return words[line.words.front()].text; }

bool ends_with(const std::string& text, const char* end) {
  const std::string tail = end;
  return text.size() >= tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

// A sentence, or a clause before a list, ends with the line.
bool closes(const Words& words, const Row& line) {
  for (const char* end : {".", "!", "?", ":", ";", ")", "\u00BB", "\u201D", "\u2026"})
    if (ends_with(last_word(words, line), end)) return true;
  return false;
}

struct Edges {
  double left = 1e9, right = -1e9;
};
Edges edges_of(const std::vector<Row>& lines) {
  Edges out;
  for (const Row& line : lines) out.left = std::min(out.left, line.box.x), out.right = std::max(out.right, line.box.right());
  return out;
}

bool full(const Row& line, const Edges& edges) { return line.box.right() > edges.left + 0.9 * (edges.right - edges.left); }

double line_height(const Side& side) {
  std::vector<double> heights;
  for (const Row& line : side.lines) heights.push_back(line.box.h);
  return median(std::move(heights));
}

// Whether a new zone begins with the k-th line of the left column: white runs across both columns above it.
class Cut {
 public:
  Cut(const Words& words, const Side& left, const Side& right)
      : words_(words), left_(left), right_(right), left_edges_(edges_of(left.lines)), right_edges_(edges_of(right.lines)),
        pitch_(std::max(pitch_of(left), pitch_of(right))), height_(std::max(line_height(left), line_height(right))) {}

  // `first`: the row the zone so far begins with.
  bool at(std::size_t k, std::size_t first) const {
    const Row &head = left_.lines[k], &above = left_.lines[k - 1];
    const double white = std::max(0.0, pitch_ - height_);
    if (head.box.y - above.box.bottom() < white + 0.4 * height_) return false;
    const std::size_t j = first_below(head);  // the first line of the right column that is not above
    if (j == 0 || j >= right_.lines.size()) return false;
    const Row &before = right_.lines[j - 1], &after = right_.lines[j];
    const double slack = 0.3 * height_;
    if (before.box.bottom() > head.box.y + slack || after.box.y < above.box.bottom() - slack) return false;
    const double gap = after.box.y - before.box.bottom();
    if (gap < white + 0.4 * height_) return false;
    const bool inset = before.box.x > right_edges_.left + 0.15 * (right_edges_.right - right_edges_.left);  // a signature
    const bool ended = closes(words_, before) || !full(before, right_edges_) || inset;
    if (!ended) return false;
    // Sentences tell: the left column's goes on at the head of the right one, above what begins anew.
    const bool broken_off = full(above, left_edges_) && !closes(words_, above);
    const bool beside = after.box.y < head.box.bottom() - 0.3 * height_;
    if (beside) return cells_below(k, j) || (broken_off && goes_on_at(first, j));  // rows of a table begin side by side, too
    if (k + 1 < left_.lines.size() && closes(words_, above) && cells_below(k + 1, j)) return true;
    return broken_off || begins_small(first_word(words_, after)) || alone(k, j, gap);
  }

 private:
  // Whether the right column of the zone that begins with row `first` and ends above its j-th line begins in the middle of a sentence.
  bool goes_on_at(std::size_t first, std::size_t j) const {
    for (std::size_t i = 0; i < j; ++i)
      if (right_.rows[i] >= first) return begins_small(first_word(words_, right_.lines[i]));
    return false;
  }
  // Signatures, or rows of cells: lines that stand in the same rows, none of which fills its column, until white runs below both.
  bool cells_below(std::size_t k, std::size_t j) const {
    std::size_t n = 0;
    for (; n < 6 && k + n < left_.lines.size() && j + n < right_.lines.size(); ++n) {
      const Row &a = left_.lines[k + n], &b = right_.lines[j + n];
      if (n > 0 && a.box.y - left_.lines[k + n - 1].box.bottom() > height_ && b.box.y - right_.lines[j + n - 1].box.bottom() > height_) return true;
      if (left_.rows[k + n] != right_.rows[j + n] || full(a, left_edges_) || full(b, right_edges_)) return false;
    }
    return n > 0 && k + n == left_.lines.size() && j + n == right_.lines.size();
  }
  std::size_t first_below(const Row& head) const {
    std::size_t j = 0;
    while (j < right_.lines.size() && right_.lines[j].box.y + right_.lines[j].box.h / 2 < head.box.y) ++j;
    return j;
  }
  // A heading with nothing at its right but more white than a paragraph has, above columns, or cells, that begin together.
  bool alone(std::size_t k, std::size_t j, double gap) const {
    const Row &head = left_.lines[k], &after = right_.lines[j];
    if (k + 1 >= left_.lines.size() || gap < 2.6 * pitch_ - height_) return false;
    if (closes(words_, head)) return false;
    if (left_.rows[k + 1] == right_.rows[j] && letters(after) < 3) return true;
    const bool large = head.box.h > 1.15 * height_, brief = head.box.right() < left_edges_.left + 0.8 * (left_edges_.right - left_edges_.left);
    if (!large && !brief) return false;
    const bool even = std::abs(left_.lines[k - 1].box.bottom() - right_.lines[j - 1].box.bottom()) < 1.7 * pitch_;
    return (even || large) && full(after, right_edges_) && std::abs(left_.lines[k + 1].box.y - after.box.y) < 1.7 * pitch_;
  }
  std::size_t letters(const Row& line) const {
    return static_cast<std::size_t>(std::count_if(line.words.begin(), line.words.end(), [&](std::size_t i) { return has_letters(words_[i].text); }));
  }

  const Words& words_;
  const Side &left_, &right_;
  Edges left_edges_, right_edges_;
  double pitch_, height_;
};

// Lines of running text: several words each, without cells, reaching the column's end but for the last of a paragraph.
bool reads(const Words& words, const std::vector<Row>& lines, double em, double left, double right) {
  std::size_t letters = 0, filled = 0, celled = 0, inset = 0;
  for (const Row& line : lines) {
    for (const std::size_t i : line.words) letters += has_letters(words[i].text);
    filled += line.box.right() > left + 0.8 * (right - left);
    inset += line.box.x > left + 2 * em;
    if (spread(words, line, em) || fills(words, line, em, left, right)) continue;
    for (std::size_t k = 1; k < line.words.size(); ++k)
      if (words[line.words[k]].box.x - words[line.words[k - 1]].box.right() > 2 * em) {
        ++celled;
        break;
      }
  }
  const std::size_t n = lines.size();
  return n > 0 && letters >= 3 * n && celled * 6 <= n && 2 * inset <= n && (n == 1 || (filled > 0 && 2 * filled + 1 >= n));
}

// What stands at the left above both columns: headings. The first line of the left column itself.
std::size_t headings(const Side& left, const Side& right, double height) {
  std::size_t k = 0;
  while (k + 1 < left.lines.size() && left.lines[k].box.bottom() < right.lines.front().box.y + 0.3 * height &&
         left.lines[k + 1].box.y - left.lines[k].box.bottom() > 0.6 * height)
    ++k;
  return k;
}

// The columns' own lines end where white larger than the pitch runs across both: what follows is something else.
void cut_at_white(std::vector<Row>& left, std::vector<Row>& right, double height) {
  std::size_t a = 1, b = 1;
  double foot = std::max(left.front().box.bottom(), right.front().box.bottom());
  while (a < left.size() || b < right.size()) {
    const bool at_left = b >= right.size() || (a < left.size() && left[a].box.y <= right[b].box.y);
    const Box& next = at_left ? left[a].box : right[b].box;
    if (next.y - foot > 0.9 * height) break;
    foot = std::max(foot, next.bottom());
    ++(at_left ? a : b);
  }
  left.resize(a), right.resize(b);
}

// Whether the white between two columns is wider than any inside them: spaces of a justified line are no gutter.
bool clear(const Words& words, const std::vector<Row>& left, const std::vector<Row>& right, double em) {
  const double gutter = edges_of(right).left - edges_of(left).right;
  double inside = 0;
  for (const std::vector<Row>* side : {&left, &right})
    for (const Row& line : *side)
      for (std::size_t k = 1; k < line.words.size(); ++k)
        inside = std::max(inside, words[line.words[k]].box.x - words[line.words[k - 1]].box.right());
  return gutter > 1.2 * em && gutter > 1.3 * inside;
}

// Whether nothing that runs across the gutter follows rows [first, last), or goes before them, at a line's distance.
bool free_standing(const std::vector<Row>& rows, std::size_t first, std::size_t last, double x, double height) {
  const auto across = [&](std::size_t r) { return rows[r].box.x < x && rows[r].box.right() > x; };
  if (first > 0 && across(first - 1) && rows[first].box.y - rows[first - 1].box.bottom() < 0.8 * height) return false;
  return last >= rows.size() || !across(last) || rows[last].box.y - rows[last - 1].box.bottom() > 0.8 * height;
}

// Lines that read, or that two columns known from elsewhere on the page part into lines that read.
bool reads_in_columns(const Words& words, const std::vector<Row>& lines, double em, const std::vector<Pair>& known, double left, double right) {
  if (reads(words, lines, em, left, right)) return true;
  for (const Pair& pair : known) {
    if (pair.x <= left || pair.x >= right || pair.left < left - em || pair.right_end > right + em) continue;
    const Side a = side_of(words, lines, 0, lines.size(), pair.x, true), b = side_of(words, lines, 0, lines.size(), pair.x, false);
    if (a.lines.empty() || b.lines.empty() || edges_of(a.lines).right + 0.8 * em > edges_of(b.lines).left) continue;
    if (reads_in_columns(words, a.lines, em, known, pair.left, pair.left_end) && reads_in_columns(words, b.lines, em, known, pair.right, pair.right_end)) return true;
  }
  return false;
}

bool like(const Pair& pair, const Edges& left, const Edges& right, double em) {
  return std::abs(pair.left - left.left) < 1.5 * em && std::abs(pair.right - right.left) < 1.5 * em &&
         left.right < pair.left_end + em && right.right < pair.right_end + em;
}

}  // namespace

std::vector<Gutter> zones_of(const Words& words, const std::vector<Row>& rows, const Gutter& band) {
  const Side left = side_of(words, rows, band, true), right = side_of(words, rows, band, false);
  std::vector<Gutter> out{band};
  if (left.lines.size() < 3 || right.lines.size() < 2) return out;
  const Cut cut(words, left, right);
  for (std::size_t k = 1; k < left.lines.size(); ++k) {
    if (!cut.at(k, out.back().first)) continue;
    // What stands at the right beside the head's white belongs below it.
    std::size_t first = left.rows[k];
    for (std::size_t j = 0; j < right.rows.size(); ++j)
      if (right.lines[j].box.y > left.lines[k - 1].box.bottom() && right.lines[j].box.y + right.lines[j].box.h / 2 >= left.lines[k].box.y) first = std::min(first, right.rows[j]);
    if (first <= out.back().first) continue;
    out.back().last = first;
    out.push_back({first, band.last, band.x});
  }
  return out;
}

bool same_place(const Pair& a, const Pair& b, double em) { return std::abs(a.left - b.left) < em && std::abs(a.right - b.right) < em; }

bool flows_past(const Words& words, const std::vector<Row>& rows, const Gutter& g) {
  if (g.last >= rows.size()) return false;
  const Side left = side_of(words, rows, g, true), right = side_of(words, rows, g, false);
  if (left.lines.empty() || right.lines.empty()) return false;
  const Row &above = left.lines.back(), &below = rows[g.last];
  const double pitch = pitch_of(left);
  if (closes(words, above) || !full(above, edges_of(left.lines)) || !begins_small(first_word(words, below)) || begins_small(first_word(words, right.lines.front()))) return false;
  return std::abs(below.box.x - edges_of(left.lines).left) < pitch / 2 && below.box.right() > g.x && std::abs(below.box.bottom() - above.box.bottom()) < 1.3 * pitch;
}

Pair pair_of(const Words& words, const std::vector<Row>& rows, const Gutter& g) {
  const Edges left = edges_of(side_of(words, rows, g, true).lines), right = edges_of(side_of(words, rows, g, false).lines);
  return {g.x, left.left, left.right, right.left, right.right};
}

namespace {

// The first lines at the two sides of a gutter, without what stands above them at the left, until white stands below them.
struct Block {
  std::vector<Row> left = {}, right = {};
  double foot = 0;
  bool level = false;   // they begin and end together, or nearly
  bool begins = false;  // a heading stands above, or one side begins higher than the other: no row of a table
};
Block block_of(const Words& words, const std::vector<Row>& rows, const Gutter& g) {
  const Side left = side_of(words, rows, g, true), right = side_of(words, rows, g, false);
  if (left.lines.empty() || right.lines.empty()) return {};
  const double height = std::max(line_height(left), line_height(right));
  const auto first = static_cast<std::ptrdiff_t>(headings(left, right, height));
  Block out{{left.lines.begin() + first, left.lines.end()}, right.lines};
  cut_at_white(out.left, out.right, height);
  const double left_foot = out.left.back().box.bottom(), right_foot = out.right.back().box.bottom();
  out.foot = std::max(left_foot, right_foot);
  out.level = std::abs(out.left.front().box.y - out.right.front().box.y) < 2.2 * height && std::abs(left_foot - right_foot) < 3.2 * height;
  out.begins = first > 0 || std::abs(out.left.front().box.y - out.right.front().box.y) > 0.4 * height;
  return out;
}

bool goes_on(const Words& words, const Block& block) {
  return !closes(words, block.left.back()) && full(block.left.back(), edges_of(block.left)) && begins_small(first_word(words, block.right.front()));
}

Pair pair_of(const Block& block, double x) {
  const Edges left = edges_of(block.left), right = edges_of(block.right);
  return {x, left.left, left.right, right.left, right.right};
}

// Whether lines read as one column, or as columns side by side from the first line to the last; these are told in `inner`.
bool splits(const Words& words, const std::vector<Row>& lines, double em, int depth, std::vector<Pair>& inner) {
  const Edges edges = edges_of(lines);
  if (reads(words, lines, em, edges.left, edges.right)) return true;
  if (depth == 0) return false;
  for (const Gutter& g : gutters(words, lines, 0.8 * em, 1)) {
    if (g.first != 0 || g.last != lines.size()) continue;
    const Side left = side_of(words, lines, g, true), right = side_of(words, lines, g, false);
    if (left.lines.size() < 2 || right.lines.size() < 2) continue;
    if (!splits(words, left.lines, em, depth - 1, inner) || !splits(words, right.lines, em, depth - 1, inner)) continue;
    inner.push_back(pair_of({left.lines, right.lines}, g.x));
    return true;
  }
  return false;
}

// The first row below a place.
std::size_t row_below(const std::vector<Row>& rows, std::size_t first, std::size_t last, double y) {
  std::size_t out = first;
  for (std::size_t r = first; r < last; ++r)
    if (rows[r].box.y + rows[r].box.h / 2 < y) out = r + 1;
  return out;
}

bool parted(const Pair& pair, double em) { return pair.right - pair.left_end > 0.8 * em; }
// What the blocks at one place of the page have shown.
struct Repeated {
  Pair pair;
  std::size_t blocks = 0, going_on = 0, lines = 0, filled = 0;
  std::vector<Pair> inner = {};
};

void count(const Words& words, const Block& block, double x, double em, std::vector<Repeated>& found) {
  std::vector<Pair> inner;
  if (!block.level || block.left.size() < 2 || block.right.size() < 2) return;
  if (!splits(words, block.left, em, 2, inner) || !splits(words, block.right, em, 2, inner)) return;
  const Pair pair = pair_of(block, x);
  auto at = std::find_if(found.begin(), found.end(), [&](const Repeated& other) { return same_place(other.pair, pair, em); });
  if (at == found.end()) at = found.insert(found.end(), Repeated{pair});
  at->pair.left_end = std::max(at->pair.left_end, pair.left_end), at->pair.right_end = std::max(at->pair.right_end, pair.right_end);
  ++at->blocks;
  at->going_on += goes_on(words, block);
  at->lines += block.left.size();
  for (const Row& line : block.left) at->filled += line.box.right() > pair.left_end - 0.5 * em;
  at->inner.insert(at->inner.end(), inner.begin(), inner.end());
}

}  // namespace

std::vector<Pair> repeated_columns(const Words& words, const std::vector<Row>& rows, double em) {
  std::vector<Repeated> found;
  for (Gutter g : gutters(words, rows, 0.8 * em, 2)) {
    while (g.first < g.last) {
      const Block block = block_of(words, rows, g);
      if (block.left.empty()) break;
      const bool below_text = g.first > 0 && rows[g.first - 1].box.x < g.x && rows[g.first - 1].box.right() > g.x;
      if (block.begins || below_text) count(words, block, g.x, em, found);
      g.first = std::max(g.first + 1, row_below(rows, g.first, g.last, block.foot));
    }
  }
  std::vector<Pair> out;
  for (const Repeated& columns : found) {
    if (!parted(columns.pair, em) || columns.blocks < 2 || columns.lines < kLeastLines || 2 * columns.going_on < columns.blocks) continue;
    if (columns.going_on < 2 && columns.filled * 10 < columns.lines * 7) continue;
    out.push_back(columns.pair);
    // What parts the lines of one block only may be the spaces of a few justified lines.
    for (const Pair& inner : columns.inner)
      if (parted(inner, em) && std::count_if(columns.inner.begin(), columns.inner.end(), [&](const Pair& other) { return same_place(inner, other, em); }) >= 2) out.push_back(inner);
  }
  return out;
}

bool find_short_columns(const Words& words, const std::vector<Row>& rows, double em, const std::vector<Pair>& known, Look look, Gutter& found) {
  if (look == Look::known) {
    const Edges edges = edges_of(rows);
    if (std::none_of(known.begin(), known.end(), [&](const Pair& pair) { return pair.x > edges.left && pair.x < edges.right; })) return false;
  }
  for (const Gutter& candidate : gutters(words, rows, 0.8 * em, 1)) {
    Gutter g = candidate;
    const Block block = block_of(words, rows, g);
    if (!block.level || (!block.begins && rows_in_step(side_of(words, rows, candidate, true), side_of(words, rows, candidate, false)))) continue;
    const std::vector<Row>&a = block.left, &b = block.right;
    const Edges ea = edges_of(a), eb = edges_of(b);
    bool trusted = false;
    for (const Pair& pair : known)
      trusted = trusted || (like(pair, ea, eb, em) && (a.size() > 1 || full(a.front(), {pair.left, pair.left_end})) && reads_in_columns(words, a, em, known, pair.left, pair.left_end) && reads_in_columns(words, b, em, known, pair.right, pair.right_end));
    const bool sure = look == Look::sentences && a.size() >= 2 && b.size() >= 2 && goes_on(words, block) && clear(words, a, b, em) &&
                      reads(words, a, em, ea.left, ea.right) && reads(words, b, em, eb.left, eb.right);
    if (!trusted && !sure) continue;
    // The rows from the first heading to the last line of either column.
    g.last = row_below(rows, candidate.first, candidate.last, block.foot);
    if (!trusted && !free_standing(rows, g.first, g.last, g.x, a.front().box.h)) continue;
    found = g;
    return true;
  }
  return false;
}

}  // namespace minutier::layout
