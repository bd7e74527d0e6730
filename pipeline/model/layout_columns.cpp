#include <algorithm>
#include <cmath>

#include "pipeline/model/layout_margin.hpp"
#include "pipeline/model/layout_zones.hpp"

namespace minutier::layout {
namespace {

constexpr int kMostDepth = 24;  // of bands within bands: more zones and columns than any page has

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
    const Edges narrow = edges_of(box), wide = edges_of(text);
    if ((narrow.right - narrow.left) * 2 > wide.right - wide.left || !runs_on(words, text) || rows_in_step(box, text)) continue;
    found = g;
    return true;
  }
  return false;
}

// Lines of a column that reach both its edges by equal white between their words: no white of theirs parts cells.
void mark_justified(const Words& words, std::vector<Row>& lines, double em) {
  double left = 1e9, right = -1e9;
  for (const Row& line : lines) left = std::min(left, line.box.x), right = std::max(right, line.box.right());
  for (Row& line : lines) line.justified = fills(words, line, em, left, right);
}

// The same outside columns: beside a line of running text that has the same edges.
void mark_justified_runs(const Words& words, std::vector<Row>& rows, double em) {
  const auto text = [&](const Row& row, const Row& like) {
    return row.words.size() >= 4 && !spread(words, row, em) && std::abs(row.box.x - like.box.x) < 0.5 * em && std::abs(row.box.right() - like.box.right()) < 0.5 * em &&
           row.box.w < static_cast<double>(row.words.size()) * 6 * em &&
           std::all_of(row.words.begin() + 1, row.words.end(), [&](const std::size_t& i) { return words[i].box.x - words[*(&i - 1)].box.right() < 1.2 * em; });
  };
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (rows[r].justified || rows[r].words.size() < 3 || !fills(words, rows[r], em, rows[r].box.x, rows[r].box.right())) continue;
    rows[r].justified = (r > 0 && text(rows[r - 1], rows[r])) || (r + 1 < rows.size() && text(rows[r + 1], rows[r]));
  }
}

class Orderer {
 public:
  Orderer(const Words& words, double em, std::vector<Pair> known) : words_(words), em_(em), known_(std::move(known)) {}

  std::size_t known() const { return known_.size(); }

  void order(std::vector<Row> rows, int depth, Look look, std::vector<Row>& out) {
    Gutter g;
    if (rows.size() >= 2 && depth <= kMostDepth) {
      if (rows.size() >= 4 && find_gutter(words_, rows, em_, 0, g)) {
        const Pair pair = pair_of(words_, rows, g);
        if (std::none_of(known_.begin(), known_.end(), [&](const Pair& other) { return same_place(pair, other, em_); })) known_.push_back(pair);
        return columns(std::move(rows), g, depth, look, out);
      }
      if (rows.size() >= 4 && find_side_box(words_, rows, em_, g)) return side_box(rows, g, depth, look, out);
      if (find_lists(words_, rows, em_, g)) return band(rows, g, depth, look, out);
      if (Margin margin; rows.size() >= 8 && find_margin_notes(words_, rows, em_, margin)) return margin_notes(rows, std::move(margin), depth, look, out);
      if (find_short_columns(words_, rows, em_, known_, look, g)) return band(rows, g, depth, look, out);
    }
    for (Row& row : rows) out.push_back(std::move(row));
  }

 private:
  static std::vector<Row> slice(const std::vector<Row>& rows, std::size_t a, std::size_t b) {
    return {rows.begin() + static_cast<std::ptrdiff_t>(a), rows.begin() + static_cast<std::ptrdiff_t>(b)};
  }

  void sides(const std::vector<Row>& rows, const Gutter& g, int depth, std::vector<Row>& out) {
    const bool box = flows_past(words_, rows, g);  // at the right: read before the text
    for (const bool first : {true, false}) {
      std::vector<Row> lines = side_of(words_, rows, g, first != box).lines;
      mark_justified(words_, lines, em_);
      if (box) lines.front().apart = true;
      order(std::move(lines), depth + 1, Look::known, out);
    }
  }

  void band(const std::vector<Row>& rows, const Gutter& g, int depth, Look look, std::vector<Row>& out) {
    order(slice(rows, 0, g.first), depth + 1, look, out);
    sides(rows, g, depth, out);
    order(slice(rows, g.last, rows.size()), depth + 1, look, out);
  }

  // A band of columns: zone by zone, in each of them column by column.
  void columns(std::vector<Row> rows, const Gutter& g, int depth, Look look, std::vector<Row>& out) {
    order(slice(rows, 0, g.first), depth + 1, look, out);
    const std::vector<Gutter> zones = zones_of(words_, rows, g);
    if (zones.size() > 1) {
      for (const Gutter& zone : zones) order(slice(rows, zone.first, zone.last), depth + 1, look, out);
    } else {
      sides(rows, g, depth, out);
    }
    order(slice(rows, g.last, rows.size()), depth + 1, look, out);
  }

  void side_box(const std::vector<Row>& rows, const Gutter& g, int depth, Look look, std::vector<Row>& out) {
    order(slice(rows, 0, g.first), depth + 1, look, out);
    for (const bool left : {true, false}) {
      std::vector<Row> lines = side_of(words_, rows, g, left).lines;
      lines.front().apart = true;
      for (Row& line : lines) out.push_back(std::move(line));
    }
    order(slice(rows, g.last, rows.size()), depth + 1, look, out);
  }

  void margin_notes(const std::vector<Row>& rows, Margin margin, int depth, Look look, std::vector<Row>& out) {
    order(slice(rows, 0, margin.band.first), depth + 1, look, out);
    for (Row& line : margin.lines) out.push_back(std::move(line));
    order(slice(rows, margin.band.last, rows.size()), depth + 1, look, out);
  }

  const Words& words_;
  double em_;
  std::vector<Pair> known_;  // columns of this page
};

}  // namespace

std::vector<Row> reading_order(const Words& words, std::vector<Row> rows) {
  std::vector<Row> out;
  out.reserve(rows.size());
  const double em = 2 * character_width(words);
  Orderer orderer(words, em, repeated_columns(words, rows, em));
  const std::size_t told = orderer.known();
  // The second time columns of a few lines are known by those below them, too.
  orderer.order(rows, 0, Look::sentences, out);
  if (orderer.known() > told) {
    out.clear();
    orderer.order(std::move(rows), 0, Look::sentences, out);
  }
  mark_justified_runs(words, out, em);
  return out;
}

}  // namespace minutier::layout
