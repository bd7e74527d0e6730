#include "pipeline/model/layout.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "pipeline/base/nfc.hpp"
#include "pipeline/model/layout_parts.hpp"

namespace minutier {
namespace {

using layout::Row;
using layout::Words;

// The word without control characters and outer spaces; inner white space as one space.
std::string cleaned(std::string text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return nfc(std::move(out));
}

Box sane(const Box& box) {
  if (!std::isfinite(box.x) || !std::isfinite(box.y) || !std::isfinite(box.w) || !std::isfinite(box.h)) return {};
  return {box.x, box.y, std::max(0.0, box.w), std::max(0.0, box.h)};
}

// A word that runs up or down the page: a stamp in the margin, a chart's axis.
bool vertical(const LayoutWord& word) { return word.text.size() >= 4 && word.box.h > 2.5 * word.box.w; }

double gap_before(const Words& words, const Row& row, std::size_t k) {
  return words[row.words[k]].box.x - words[row.words[k - 1]].box.right();
}

// The usual space of a row (wide where the row is justified), at least the page's own.
double usual_gap(const Words& words, const Row& row, double page_space) {
  std::vector<double> gaps;
  for (std::size_t k = 1; k < row.words.size(); ++k) gaps.push_back(std::max(0.0, gap_before(words, row, k)));
  if (gaps.size() < 3) return page_space;
  // The lower quarter: all spaces of a justified row are alike, while a table's row has gaps among its spaces.
  const auto quarter = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 4);
  std::nth_element(gaps.begin(), quarter, gaps.end());
  return std::max(page_space, *quarter);
}

double page_space(const Words& words, const std::vector<Row>& rows, double em) {
  std::vector<double> gaps;
  for (const Row& row : rows)
    for (std::size_t k = 1; k < row.words.size(); ++k)
      if (gap_before(words, row, k) < em) gaps.push_back(std::max(0.0, gap_before(words, row, k)));
  const double space = layout::median(std::move(gaps));
  return space > 0 ? space : em / 4;
}

// A bullet or a number before its item: "•", "-", "3.", "b)". What follows is no cell.
bool marker(const std::string& text) {
  for (const char* bullet : {"-", "*", "o", "\u2022", "\u2013", "\u2014", "\u25AA", "\u25E6", "\u25CF", "\u27A2", "\uF0B7", "\uF0A7"})
    if (text == bullet) return true;
  if (text.size() < 2 || text.size() > 4 || (text.back() != '.' && text.back() != ')')) return false;
  return text.find_first_not_of("0123456789abcdefghIVX") == text.size() - 1;
}

// A row of dots that leads from a label to its amount: the white on either side of it parts nothing.
bool leader(const std::string& text) { return text.size() >= 5 && text.find_first_not_of('.') == std::string::npos; }

// More white between two rows than between a table's.
bool apart(const Row& above, const Row& below) { return below.box.y - above.box.bottom() > std::max(above.box.h, below.box.h); }

// For each row, for each word after the first: whether a wide gap stands before it.
std::vector<std::vector<bool>> wide_gaps(const Words& words, const std::vector<Row>& rows, double em) {
  const double space = page_space(words, rows, em);
  std::vector<std::vector<bool>> wide(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const double usual = usual_gap(words, rows[r], space);
    wide[r].resize(rows[r].words.size());
    const bool even = layout::spread(words, rows[r], em);
    for (std::size_t k = 1; k < rows[r].words.size(); ++k) {
      const double gap = gap_before(words, rows[r], k);
      if (leader(words[rows[r].words[k - 1]].text) || leader(words[rows[r].words[k]].text)) continue;
      if (k == 1 && gap < 4 * em && marker(words[rows[r].words[0]].text)) continue;
      if (even) continue;
      wide[r][k] = gap > 2 * em || (gap > 0.8 * em && gap > 3 * usual);
    }
  }
  // A long label leaves little room before its amount: a gap below or above a wide one is held to less.
  const std::vector<std::vector<bool>> sure = wide;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (layout::spread(words, rows[r], em)) continue;
    const double usual = usual_gap(words, rows[r], space);
    for (std::size_t k = 1; k < rows[r].words.size(); ++k) {
      const double gap = gap_before(words, rows[r], k);
      if (leader(words[rows[r].words[k - 1]].text) || leader(words[rows[r].words[k]].text)) continue;
      if (wide[r][k] || gap < 1.7 * usual || (k == 1 && marker(words[rows[r].words[0]].text))) continue;
      const double left = words[rows[r].words[k - 1]].box.right(), right = words[rows[r].words[k]].box.x;
      for (const std::size_t near : {r - 1, r + 1}) {
        if (near >= rows.size() || !rows[near].columns.empty() || apart(rows[std::min(r, near)], rows[std::max(r, near)])) continue;
        for (std::size_t j = 1; j < rows[near].words.size(); ++j)
          if (sure[near][j] && words[rows[near].words[j - 1]].box.right() < right && words[rows[near].words[j]].box.x > left) wide[r][k] = true;
      }
    }
  }
  return wide;
}

// Whether a word begins a line of its own within the cell of a table's row.
bool new_line(const Row& row, const Words& words, std::size_t k) {
  if (row.columns.empty() || k == 0) return false;
  const Box &before = words[row.words[k - 1]].box, &box = words[row.words[k]].box;
  return row.columns[k] == row.columns[k - 1] ? box.x < before.x : std::abs(box.y + box.h / 2 - before.y - before.h / 2) > 0.6 * std::max(box.h, before.h);
}

std::string separator(const Row& row, const std::vector<bool>& wide, std::size_t k) {
  if (!row.columns.empty()) {
    const std::size_t passed = row.columns[k] - (k > 0 ? row.columns[k - 1] : 0);
    if (passed > 0) return std::string(passed, '\t');
  } else if (k > 0 && wide[k]) {
    return "\t";
  }
  return k > 0 ? " " : "";
}

void append_row(const Words& words, const Row& row, const std::vector<bool>& wide, Page& page) {
  Line line{page.words.size(), 0, {}};
  for (std::size_t k = 0; k < row.words.size(); ++k) {
    const LayoutWord& word = words[row.words[k]];
    page.text += separator(row, wide, k);
    if (new_line(row, words, k)) {
      page.lines.push_back(line);
      line = {page.words.size(), 0, {}};
    }
    line.box = line.count++ == 0 ? word.box : cover(line.box, word.box);
    const std::size_t begin = page.text.size();
    page.text += word.text;
    page.words.push_back({{begin, page.text.size()}, word.box, word.confidence});
    for (const DigitDoubt& digit : word.digits)
      if (digit.at < word.text.size()) page.digits.push_back({begin + digit.at, digit.confidence, digit.others});
  }
  page.text += '\n';
  page.lines.push_back(line);
}

// White between two rows that reads as an empty line; a row that stands higher than the one before begins a column.
double paragraph_gap(const std::vector<Row>& rows) {
  std::vector<double> whites, heights;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    heights.push_back(rows[r].box.h);
    if (r == 0) continue;
    const double white = rows[r].box.y - rows[r - 1].box.bottom();
    const bool below = rows[r].box.y > rows[r - 1].box.y;
    if (below && white < 4 * rows[r].box.h) whites.push_back(white);
  }
  return std::max(0.0, layout::median(std::move(whites))) + 0.45 * layout::median(std::move(heights));
}

// Whether row r is set in another size than the row above: a heading and its text, which the white alone need not part.
// Rows of cells are left alone, since a table may have a head of its own size.
bool resized(const Words& words, const std::vector<Row>& rows, const std::vector<std::vector<bool>>& wide, std::size_t r) {
  const auto cells = [&](std::size_t i) { return !rows[i].columns.empty() || std::find(wide[i].begin(), wide[i].end(), true) != wide[i].end(); };
  if (cells(r) || cells(r - 1)) return false;
  const double above = layout::type_size(words, rows[r - 1]), below = layout::type_size(words, rows[r]);
  return std::abs(above - below) > 0.06 * std::max(above, below);
}

// The rows of the page in reading order, ruled tables whole.
std::vector<Row> ordered_rows(const Words& words, std::vector<std::size_t> level, const std::vector<Rule>& rules, double em) {
  std::vector<Row> out;
  const auto append = [&](std::vector<Row> rows) { std::move(rows.begin(), rows.end(), std::back_inserter(out)); };
  for (layout::RuledTable& table : layout::take_ruled_tables(words, level, rules, em)) {
    const double middle = table.area.y + table.area.h / 2;
    const auto below = std::stable_partition(level.begin(), level.end(), [&](std::size_t i) { return words[i].box.y + words[i].box.h / 2 < middle; });
    append(layout::reading_order(words, layout::rows_of(words, {level.begin(), below})));
    level.erase(level.begin(), below);
    append(std::move(table.rows));
  }
  append(layout::reading_order(words, layout::rows_of(words, level)));
  return out;
}

// Whether an empty line stands before row r.
bool parted(const Words& words, const std::vector<Row>& rows, const std::vector<std::vector<bool>>& wide, std::size_t r, double gap, Origin origin) {
  if (rows[r].table != rows[r - 1].table) return true;
  if (rows[r].table >= 0) return false;
  if (rows[r].apart || rows[r].box.y - rows[r - 1].box.bottom() > gap) return true;
  // Only a text layer tells the size of type: what recognition measures is ink.
  return origin == Origin::embedded && resized(words, rows, wide, r);
}

}  // namespace

Page compose_page(std::vector<LayoutWord> words, double width, double height, Origin origin, int number, std::vector<Rule> rules) {
  Page page;
  page.number = number;
  page.width = width;
  page.height = height;
  page.origin = origin;
  std::vector<std::size_t> level, upright;
  for (LayoutWord& word : words) {
    std::string text = cleaned(word.text);
    if (text != word.text) word.digits.clear();
    word.text = std::move(text);
    word.box = sane(word.box);
  }
  layout::drop_bars(words, rules);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!words[i].text.empty()) (vertical(words[i]) ? upright : level).push_back(i);
  const double em = 2 * layout::character_width(words);
  std::vector<Row> rows = ordered_rows(words, std::move(level), rules, em);
  const double gap = paragraph_gap(rows);
  std::vector<std::vector<bool>> wide = wide_gaps(words, rows, em);
  layout::join_captions(words, rows, wide, em);
  layout::align_columns(words, rows, wide, em);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r > 0 && parted(words, rows, wide, r, gap, origin)) page.text += '\n';
    append_row(words, rows[r], wide[r], page);
  }
  if (!upright.empty() && !page.text.empty()) page.text += '\n';
  for (const std::size_t i : upright) append_row(words, Row{{i}, words[i].box}, {false}, page);
  if (page.text.empty()) page.outcome = "empty";
  page.rules = std::move(rules);
  return page;
}

Page compose_turned_page(std::vector<LayoutWord> words, int degrees, double width, double height, Origin origin, int number, std::vector<Rule> rules) {
  if (degrees == 0) return compose_page(std::move(words), width, height, origin, number, std::move(rules));
  const bool side = degrees != 180;
  const double upright_width = side ? height : width, upright_height = side ? width : height;
  for (LayoutWord& word : words) word.box = turned(word.box, degrees, width, height);
  for (Rule& rule : rules) rule = turned(rule, degrees, width, height);
  Page page = compose_page(std::move(words), upright_width, upright_height, origin, number, std::move(rules));
  for (Word& word : page.words) word.box = turned(word.box, 360 - degrees, upright_width, upright_height);
  for (Line& line : page.lines) line.box = turned(line.box, 360 - degrees, upright_width, upright_height);
  for (Rule& rule : page.rules) rule = turned(rule, 360 - degrees, upright_width, upright_height);
  page.width = width;
  page.height = height;
  return page;
}

}  // namespace minutier
