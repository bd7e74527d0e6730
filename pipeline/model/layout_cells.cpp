#include <algorithm>
#include <cmath>

#include "pipeline/model/layout_parts.hpp"

namespace minutier::layout {
namespace {

constexpr std::size_t kLeastRows = 3;     // rows with gaps: fewer are signatures or a letter's head
constexpr std::size_t kMostColumns = 12;  // more is text set wide
constexpr std::size_t kMostWords = 9;     // of a cell: more is running text

struct Zone {
  std::size_t first = 0, last = 0;  // rows [first, last)
  std::vector<std::size_t> celled;  // of these, those with wide gaps
};

class Aligner {
 public:
  Aligner(const Words& words, std::vector<Row>& rows, std::vector<std::vector<bool>>& wide, double em) : words_(words), rows_(rows), wide_(wide), em_(em) {}

  void run() {
    for (std::size_t r = 0; r < rows_.size();) {
      Zone zone = zone_at(r);
      if (zone.celled.size() < kLeastRows) {
        r = std::max(r + 1, zone.last);
        continue;
      }
      r = align(zone);
    }
  }

 private:
  bool celled(std::size_t r) const {
    if (!rows_[r].columns.empty() || std::find(wide_[r].begin(), wide_[r].end(), true) == wide_[r].end()) return false;
    std::size_t run = 0;
    for (std::size_t k = 0; k < rows_[r].words.size(); ++k) {
      run = wide_[r][k] ? 1 : run + 1;
      if (run > kMostWords) return false;
    }
    return true;
  }
  bool follows(std::size_t r) const {
    const double white = rows_[r].box.y - rows_[r - 1].box.bottom();
    return rows_[r].columns.empty() && rows_[r].box.y > rows_[r - 1].box.y && white < 1.6 * std::max(rows_[r].box.h, rows_[r - 1].box.h);
  }

  // Rows below one another with gaps, and the short lines between and right below them.
  Zone zone_at(std::size_t first) const {
    Zone zone{first, first, {}};
    if (!celled(first)) return {first, first + 1, {}};
    double left = 1e9, right = -1e9;
    std::size_t plain = 0;
    for (std::size_t r = first; r < rows_.size() && (r == first || follows(r)); ++r) {
      if (celled(r)) {
        zone.celled.push_back(r);
        zone.last = r + 1;
        plain = 0;
        left = std::min(left, rows_[r].box.x), right = std::max(right, rows_[r].box.right());
        continue;
      }
      if (++plain > 2 || rows_[r].box.w > 0.6 * (right - left)) break;
    }
    // Lines that carry on the cells of the last row.
    while (zone.last < rows_.size() && follows(zone.last) && close(zone.last) && !celled(zone.last) && lower(rows_[zone.last], 0) &&
           rows_[zone.last].box.x > left + 2 * em_ && rows_[zone.last].box.w < 0.6 * (right - left))
      ++zone.last;
    return zone;
  }

  using Runs = std::vector<std::pair<double, double>>;
  // Where a row has ink; the spaces between words of a cell are ink too.
  Runs runs_of(std::size_t r) const {
    Runs out;
    for (std::size_t k = 0; k < rows_[r].words.size(); ++k) {
      const Box& box = words_[rows_[r].words[k]].box;
      if (k > 0 && !wide_[r][k] && box.x - out.back().second < 0.45 * em_) out.back().second = std::max(out.back().second, box.right());
      else out.emplace_back(box.x, box.right());
    }
    return out;
  }

  bool gap_across(std::size_t r, double x) const {
    for (std::size_t k = 1; k < rows_[r].words.size(); ++k)
      if (wide_[r][k] && words_[rows_[r].words[k - 1]].box.right() <= x && words_[rows_[r].words[k]].box.x >= x) return true;
    return false;
  }

  // The middles of the white strips that part the columns.
  std::vector<double> gutters(const Zone& zone) const {
    std::vector<Runs> ink;
    double left = 1e9, right = -1e9;
    for (const std::size_t r : zone.celled) {
      ink.push_back(runs_of(r));
      left = std::min(left, ink.back().front().first), right = std::max(right, ink.back().back().second);
    }
    const std::size_t n = ink.size(), allowed = n / 10;
    std::vector<double> out;
    double begin = left, column = left;
    bool open = false;
    const auto close = [&](double end) {
      if (!open) return;
      open = false;
      const double x = (begin + end) / 2;
      if (end - begin < 0.5 * em_) return;
      std::size_t both = 0, gaps = 0;
      for (std::size_t i = 0; i < n; ++i) {
        both += ink[i].front().first < begin && ink[i].back().second > end;
        gaps += gap_across(zone.celled[i], x);
      }
      // White that no row shows as a wide gap parts columns only between most rows, and never a number from its words.
      const bool shown = gaps * 5 >= std::min<std::size_t>(n, 10), common = n >= 4 && both * 10 >= n * 6 && begin - column > 3 * em_;
      if (!shown && !common) return;
      out.push_back(x);
      column = end;
    };
    for (double x = left; x <= right; x += 0.5) {
      std::size_t crossed = 0, before = 0, after = 0;
      for (const Runs& runs : ink) {
        for (const auto& run : runs) crossed += run.first <= x && x <= run.second;
        before += runs.front().first < x;
        after += runs.back().second > x;
      }
      const bool white = crossed <= allowed && before > 0 && after > 0;
      if (white && !open) begin = x, open = true;
      if (!white) close(x);
    }
    return out;
  }

  // Without the gutters of columns that hardly a row fills: rows of something else have strayed in.
  std::vector<double> filled(const Zone& zone, std::vector<double> xs) const {
    for (bool again = true; again && !xs.empty();) {
      again = false;
      std::vector<std::size_t> rows(xs.size() + 1, 0);
      for (const std::size_t r : zone.celled) {
        std::vector<bool> has(xs.size() + 1, false);
        for (const std::size_t word : rows_[r].words) has[column(word, xs)] = true;
        for (std::size_t c = 0; c < has.size(); ++c) rows[c] += has[c];
      }
      for (std::size_t c = 0; c < rows.size() && !again; ++c) {
        if (rows[c] >= 2 && rows[c] * 4 >= zone.celled.size()) continue;
        xs.erase(xs.begin() + static_cast<std::ptrdiff_t>(c == 0 ? 0 : c - 1));
        again = true;
      }
    }
    return xs;
  }

  // Whether every wide gap of the row parts two columns.
  bool fits(std::size_t r, const std::vector<double>& xs) const {
    for (std::size_t k = 1; k < rows_[r].words.size(); ++k)
      if (wide_[r][k] && column(rows_[r].words[k], xs) == column(rows_[r].words[k - 1], xs)) return false;
    return true;
  }
  std::size_t column(std::size_t word, const std::vector<double>& xs) const {
    const double middle = words_[word].box.x + words_[word].box.w / 2;
    return static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), middle) - xs.begin());
  }

  // Gives the rows of a zone their columns and joins what belongs together; the row to go on with.
  std::size_t align(const Zone& zone) {
    const std::vector<double> xs = filled(zone, gutters(zone));
    const auto odd = std::count_if(zone.celled.begin(), zone.celled.end(), [&](std::size_t r) { return !fits(r, xs); });
    if (xs.empty() || xs.size() >= kMostColumns || static_cast<std::size_t>(odd) * 10 > zone.celled.size()) return zone.last;
    std::size_t last = zone.last;
    for (std::size_t r = zone.first; r < last; ++r) {
      if (!fits(r, xs)) continue;
      for (const std::size_t word : rows_[r].words) rows_[r].columns.push_back(column(word, xs));
    }
    for (std::size_t r = zone.first + 1; r < last;) {
      if (!carries_on(r)) {
        ++r;
        continue;
      }
      join(r);
      --last;
    }
    return last;
  }

  bool close(std::size_t r) const { return rows_[r].box.y - rows_[r - 1].box.bottom() < 0.95 * rows_[r].box.h; }
  bool lower(const Row& row, std::size_t k) const {
    const std::string& text = words_[row.words[k]].text;
    return begins_small(text) || text.front() == '(';
  }
  static bool has_column(const Row& row, std::size_t c) { return std::find(row.columns.begin(), row.columns.end(), c) != row.columns.end(); }

  // « Membre du conseil / d'administration » in one column; « Autres charges de gestion / courante   310,00 ».
  bool carries_on(std::size_t r) const {
    const Row &above = rows_[r - 1], &row = rows_[r];
    if (above.columns.empty() || row.columns.empty() || !close(r)) return false;
    // Cells may be centred on their row: what stands nearer to the row below is that row's.
    const auto middle = [](const Row& any) { return any.box.y + any.box.h / 2; };
    if (r + 1 < rows_.size() && has_column(rows_[r + 1], 0) && middle(rows_[r + 1]) > middle(row) && middle(rows_[r + 1]) - middle(row) < 0.8 * (middle(row) - middle(above))) return false;
    if (above.columns.back() == 0 && row.columns.front() == 0) return row.columns.back() > 0 && lower(row, 0);
    for (std::size_t k = 0; k < row.words.size(); ++k) {
      if (k > 0 && row.columns[k] == row.columns[k - 1]) continue;
      if (!lower(row, k) || !has_column(above, row.columns[k])) return false;
    }
    // A whole row of lower-case words is a row: a joined line leaves some column alone.
    return row.columns.front() > 0 || (row.columns.back() == 0 && above.columns.back() > 0);
  }

  void join(std::size_t r) {
    Row &above = rows_[r - 1], &row = rows_[r];
    Row out = above;
    out.words.clear();
    out.columns.clear();
    out.box = cover(above.box, row.box);
    const std::size_t most = std::max(above.columns.back(), row.columns.back());
    for (std::size_t c = 0; c <= most; ++c)
      for (const Row* part : {&above, &row})
        for (std::size_t k = 0; k < part->words.size(); ++k)
          if (part->columns[k] == c) out.words.push_back(part->words[k]), out.columns.push_back(c);
    above = std::move(out);
    wide_[r - 1].assign(above.words.size(), false);
    for (std::size_t k = 1; k < above.words.size(); ++k) wide_[r - 1][k] = above.columns[k] != above.columns[k - 1];
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(r));
    wide_.erase(wide_.begin() + static_cast<std::ptrdiff_t>(r));
  }

  const Words& words_;
  std::vector<Row>& rows_;
  std::vector<std::vector<bool>>& wide_;
  double em_;
};

}  // namespace

void align_columns(const Words& words, std::vector<Row>& rows, std::vector<std::vector<bool>>& wide, double em) { Aligner(words, rows, wide, em).run(); }

}  // namespace minutier::layout
