#include "pipeline/normalise/normalise.hpp"

#include <algorithm>
#include <limits>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/furniture.hpp"
#include "pipeline/normalise/repair.hpp"

namespace minutier::normalise {
namespace {

// The part of a page that stands in `range` of the joined text, where the page begins at `start`.
void add_page(Text& text, const Page& page, std::size_t start, Range range) {
  const std::size_t begin = std::max(start, range.begin) - start;
  const std::size_t end = std::min(start + page.text.size(), range.end) - start;
  PageSpan span;
  span.page = page.number;
  span.label = page.label;
  span.origin = page.origin;
  span.page_offset = begin;
  span.page_offset_points = utf8::length(std::string_view(page.text).substr(0, begin));
  if (!text.pages.empty()) text.recognised += '\f';
  span.recognised = {text.recognised.size(), text.recognised.size() + (end - begin)};
  text.recognised.append(page.text, begin, end - begin);
  for (const Word& word : page.words)
    if (word.chars.begin >= begin && word.chars.end <= end) span.words.push_back(word);
  text.pages.push_back(std::move(span));
}

}  // namespace

Text normalise(const std::vector<Page>& pages) {
  return normalise(pages, {0, std::numeric_limits<std::size_t>::max()});
}

Text normalise(const std::vector<Page>& pages, Range range) {
  Text text;
  std::size_t start = 0;
  bool markup = false;
  for (const Page& page : pages) {
    const std::size_t end = start + page.text.size();
    if (start < range.end && end >= range.begin) {
      add_page(text, page, start, range);
      markup = markup || page.origin == Origin::plain;
    }
    start = end + 1;  // the form feed
  }
  count_points(text);
  Reading reading = make_reading(text.recognised, markup);
  text.reading = std::move(reading.text);
  text.reading_map = std::move(reading.map);
  text.repairs = std::move(reading.repairs);
  Folded folded = fold_mapped(text.reading);
  text.folded = std::move(folded.text);
  text.folded_map = std::move(folded.map);
  text.furniture = find_furniture(text);
  return text;
}

}  // namespace minutier::normalise
