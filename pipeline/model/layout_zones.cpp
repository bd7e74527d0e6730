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

  bool at(std::size_t k) const {
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
    if (broken_off || begins_small(first_word(words_, after))) return true;
    return alone(k, j, gap);
  }

 private:
  std::size_t first_below(const Row& head) const {
    std::size_t j = 0;
    while (j < right_.lines.size() && right_.lines[j].box.y + right_.lines[j].box.h / 2 < head.box.y) ++j;
    return j;
  }
  // A heading with nothing at its right but more white than a paragraph has, above columns, or cells, that begin together.
  bool alone(std::size_t k, std::size_t j, double gap) const {
    const Row &head = left_.lines[k], &after = right_.lines[j];
    if (k + 1 >= left_.lines.size() || after.box.y < head.box.bottom() - 0.3 * height_ || gap < 2.6 * pitch_ - height_) return false;
    if (head.box.right() > left_edges_.left + 0.8 * (left_edges_.right - left_edges_.left) || closes(words_, head)) return false;
    if (left_.rows[k + 1] == right_.rows[j] && letters(after) < 3) return true;
    const bool even = std::abs(left_.lines[k - 1].box.bottom() - right_.lines[j - 1].box.bottom()) < 1.7 * pitch_;
    return even && full(after, right_edges_) && std::abs(left_.lines[k + 1].box.y - after.box.y) < 1.7 * pitch_;
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
    if (spread(words, line, em)) continue;
    for (std::size_t k = 1; k < line.words.size(); ++k)
      if (words[line.words[k]].box.x - words[line.words[k - 1]].box.right() > 2 * em) {
        ++celled;
        break;
      }
  }
  const std::size_t n = lines.size();
  return n > 0 && letters >= 3 * n && celled == 0 && 2 * inset <= n && 2 * (filled + 1) >= n + (n > 2);
}

// What stands at the left above both columns: headings. The first line of the left column itself.
std::size_t headings(const Side& left, const Side& right, double height) {
  std::size_t k = 0;
  while (k + 1 < left.lines.size() && left.lines[k].box.bottom() < right.lines.front().box.y + 0.3 * height &&
         left.lines[k + 1].box.y - left.lines[k].box.bottom() > 0.6 * height)
    ++k;
  return k;
}

// The columns' own lines end where the white under one is larger than the pitch: what follows is something else.
std::size_t lines_until_white(const std::vector<Row>& lines, double height) {
  std::size_t n = 1;
  while (n < lines.size() && lines[n].box.y - lines[n - 1].box.bottom() < 1.4 * height) ++n;
  return n;
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
    if (!cut.at(k)) continue;
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

Pair pair_of(const Words& words, const std::vector<Row>& rows, const Gutter& g) {
  const Edges left = edges_of(side_of(words, rows, g, true).lines), right = edges_of(side_of(words, rows, g, false).lines);
  return {g.x, left.left, left.right, right.left, right.right};
}

bool find_short_columns(const Words& words, const std::vector<Row>& rows, double em, const std::vector<Pair>& known, Look look, Gutter& found) {
  for (const Gutter& candidate : gutters(words, rows, 0.8 * em, 1)) {
    Gutter g = candidate;
    Side left = side_of(words, rows, g, true), right = side_of(words, rows, g, false);
    if (left.lines.empty() || right.lines.empty()) continue;
    const double height = std::max(line_height(left), line_height(right));
    const std::size_t first = headings(left, right, height);
    std::vector<Row> a(left.lines.begin() + static_cast<std::ptrdiff_t>(first), left.lines.end()), b = right.lines;
    a.resize(lines_until_white(a, height)), b.resize(lines_until_white(b, height));
    // Both begin and end together, or nearly.
    if (std::abs(a.front().box.y - b.front().box.y) > 2.2 * height || std::abs(a.back().box.bottom() - b.back().box.bottom()) > 3.2 * height) continue;
    const Edges ea = edges_of(a), eb = edges_of(b);
    const bool goes_on = !closes(words, a.back()) && full(a.back(), ea) && begins_small(first_word(words, b.front()));
    bool trusted = false;
    for (const Pair& pair : known)
      trusted = trusted || (like(pair, ea, eb, em) && reads(words, a, em, pair.left, pair.left_end) && reads(words, b, em, pair.right, pair.right_end));
    const bool sure = goes_on && look == Look::sentences && a.size() >= 2 && b.size() >= 2 && clear(words, a, b, em) && reads(words, a, em, ea.left, ea.right) && reads(words, b, em, eb.left, eb.right);
    if (!trusted && !sure) continue;
    // The rows from the first heading to the last line of either column.
    std::size_t last = g.first;
    const double foot = std::max(a.back().box.bottom(), b.back().box.bottom());
    for (std::size_t r = g.first; r < g.last; ++r)
      if (rows[r].box.y + rows[r].box.h / 2 < foot) last = r + 1;
    g.last = last;
    if (!trusted && !free_standing(rows, g.first, g.last, g.x, height)) continue;
    found = g;
    return true;
  }
  return false;
}

}  // namespace minutier::layout
