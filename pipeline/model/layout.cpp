#include "pipeline/model/layout.hpp"

#include <algorithm>
#include <cmath>

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

// What stands between two words of a line.
char separator(const Words& words, const Row& row, std::size_t k, double em, double usual_gap) {
  const double gap = words[row.words[k]].box.x - words[row.words[k - 1]].box.right();
  const bool wide = gap > 2 * em || (gap > 1.3 * em && gap > 3 * usual_gap);
  return wide ? '\t' : ' ';
}

double usual_gap(const Words& words, const Row& row) {
  std::vector<double> gaps;
  for (std::size_t k = 1; k < row.words.size(); ++k)
    gaps.push_back(std::max(0.0, words[row.words[k]].box.x - words[row.words[k - 1]].box.right()));
  if (gaps.size() < 3) return 0;
  return layout::median(std::move(gaps));
}

void append_row(const Words& words, const Row& row, double em, Page& page) {
  const double usual = usual_gap(words, row);
  Line line{page.words.size(), row.words.size(), row.box};
  for (std::size_t k = 0; k < row.words.size(); ++k) {
    const LayoutWord& word = words[row.words[k]];
    if (k > 0) page.text += separator(words, row, k, em, usual);
    const std::size_t begin = page.text.size();
    page.text += word.text;
    page.words.push_back({{begin, page.text.size()}, word.box, word.confidence});
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

}  // namespace

Page compose_page(std::vector<LayoutWord> words, double width, double height, Origin origin, int number) {
  Page page;
  page.number = number;
  page.width = width;
  page.height = height;
  page.origin = origin;
  std::vector<std::size_t> level, upright;
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].text = cleaned(std::move(words[i].text));
    words[i].box = sane(words[i].box);
    if (words[i].text.empty()) continue;
    (vertical(words[i]) ? upright : level).push_back(i);
  }
  const double em = 2 * layout::character_width(words);
  const std::vector<Row> rows = layout::reading_order(words, layout::rows_of(words, level));
  const double gap = paragraph_gap(rows);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r > 0 && rows[r].box.y - rows[r - 1].box.bottom() > gap) page.text += '\n';
    append_row(words, rows[r], em, page);
  }
  if (!upright.empty() && !page.text.empty()) page.text += '\n';
  for (const std::size_t i : upright) append_row(words, Row{{i}, words[i].box}, em, page);
  if (page.text.empty()) page.outcome = "empty";
  return page;
}

}  // namespace minutier
