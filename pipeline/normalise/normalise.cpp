#include "pipeline/normalise/normalise.hpp"

#include <algorithm>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/furniture.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/normalise/context_repairs.hpp"
#include "pipeline/normalise/page_labels.hpp"
#include "pipeline/normalise/repair.hpp"
#include "pipeline/normalise/spelling.hpp"

namespace minutier::normalise {
namespace {

void add_page(Text& text, const Page& page) {
  PageSpan span;
  span.page = page.number;
  span.label = page.label;
  span.sides = page.sides;
  span.origin = page.origin;
  if (!text.pages.empty()) text.recognised += '\f';
  span.recognised = {text.recognised.size(), text.recognised.size() + page.text.size()};
  text.recognised += page.text;
  span.words = page.words;
  span.digits = page.digits;
  text.pages.push_back(std::move(span));
}

// Printed numbers and folios name their page; the line of one that stands by itself is masked like a running header.
void add_labels(Text& text, const std::vector<PrintedLabel>& labels) {
  for (const PrintedLabel& printed : labels) {
    PageSpan& span = text.pages[printed.page];
    set_label(printed, span.label, span.sides);
    if (printed.where.empty()) continue;
    const std::size_t start = span.recognised.begin;
    const Range line = text.reading_map.up({start + printed.where.begin, start + printed.where.end});
    if (!line.empty() && std::none_of(text.furniture.begin(), text.furniture.end(), [&](Range r) { return r.overlaps(line); })) text.furniture.push_back(line);
  }
  std::sort(text.furniture.begin(), text.furniture.end(), [](Range a, Range b) { return a.begin < b.begin; });
}

// Recognised pages may have any damage. In a text that came as text, one that was recognised once shows by its many unknown words.
Damage damage_of(const Text& text) {
  for (const PageSpan& page : text.pages)
    if (page.origin == Origin::ocr) return Damage::letters;
  Spelling* const spelling = Spelling::french();
  if (!spelling) return Damage::none;
  std::size_t words = 0, unknown = 0;
  const std::string_view all = text.recognised;
  for (std::size_t at = 0; at < all.size() && words < 3000;) {
    if (!lower_letter_at(all, at) || letter_before(all, at)) {
      at += utf8::step(all, at);
      continue;
    }
    const std::size_t begin = at;
    while (at < all.size() && lower_letter_at(all, at)) at += utf8::step(all, at);
    if (at - begin < 5 || letter_at(all, at)) continue;
    ++words;
    unknown += !spelling->knows(all.substr(begin, at - begin));
  }
  return unknown * 100 > words * 3 && unknown > 5 ? Damage::letters : Damage::accents;
}

}  // namespace

Text normalise(const std::vector<Page>& pages) {
  Text text;
  bool markup = false;
  for (const Page& page : pages) {
    add_page(text, page);
    markup = markup || page.origin == Origin::plain;
  }
  count_points(text);
  Reading reading = make_reading(text.recognised, markup, damage_of(text), repairs_by_context(text));
  text.reading = std::move(reading.text);
  text.reading_map = std::move(reading.map);
  text.repairs = std::move(reading.repairs);
  Folded folded = fold_mapped(text.reading);
  text.folded = std::move(folded.text);
  text.folded_map = std::move(folded.map);
  text.furniture = find_furniture(text);
  add_labels(text, printed_labels(pages));
  return text;
}

}  // namespace minutier::normalise
