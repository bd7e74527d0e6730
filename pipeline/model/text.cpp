#include "pipeline/model/text.hpp"

#include <algorithm>

namespace minutier {
namespace {

// Code points of valid UTF-8 (pages are): bytes that continue none.
std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

constexpr std::size_t stride = 128;

// Code points of the span before a byte of the recognised text.
std::size_t points_before(const Text& text, const PageSpan& span, std::size_t at) {
  const std::size_t offset = at - span.recognised.begin;
  const std::size_t step = std::min(offset / stride, span.points.empty() ? 0 : span.points.size() - 1);
  const std::size_t known = span.points.empty() ? 0 : span.points[step];
  return known + code_points(Range{span.recognised.begin + step * stride, at}.of(text.recognised));
}

// The boxes of the words in a range, words of one line covered by one box.
std::vector<Box> boxes_of(const PageSpan& span, Range bytes) {
  std::vector<Box> boxes;
  for (const Word& word : span.words) {
    if (!word.chars.overlaps(bytes)) continue;
    if (!boxes.empty()) {
      const Box& last = boxes.back();
      const double overlap = std::min(last.bottom(), word.box.bottom()) - std::max(last.y, word.box.y);
      const bool same_line = overlap > 0.5 * std::min(last.h, word.box.h) && word.box.x >= last.x;
      if (same_line) {
        boxes.back() = cover(last, word.box);
        continue;
      }
    }
    boxes.push_back(word.box);
  }
  return boxes;
}

// A range of the recognised text cut where another side of the page begins, for each has a label of its own.
std::vector<Range> cut_by_sides(const PageSpan& span, Range here) {
  std::vector<Range> out;
  for (const Side& side : span.sides) {
    const std::size_t at = side.chars.begin + span.recognised.begin;
    if (at < here.begin + span.page_offset) continue;
    const std::size_t cut = at - span.page_offset;
    if (cut <= here.begin || cut >= here.end || label_at(span.label, span.sides, side.chars.begin) == label_at(span.label, span.sides, side.chars.begin - 1)) continue;
    out.push_back({here.begin, cut});
    here.begin = cut;
  }
  out.push_back(here);
  return out;
}

}  // namespace

void count_points(Text& text) {
  for (PageSpan& span : text.pages) {
    span.points.assign(1, 0);
    for (std::size_t at = stride; at < span.recognised.size(); at += stride)
      span.points.push_back(span.points.back() + code_points(std::string_view(text.recognised).substr(span.recognised.begin + at - stride, stride)));
  }
}

Text part_of(const Text& whole, Range recognised) {
  recognised.end = std::min(recognised.end, whole.recognised.size());
  const Range reading = whole.reading_map.up(recognised), folded = whole.folded_map.up(reading);
  Text part;
  part.recognised = recognised.of(whole.recognised);
  part.reading = reading.of(whole.reading);
  part.folded = folded.of(whole.folded);
  part.reading_map = whole.reading_map.part(reading, recognised);
  part.folded_map = whole.folded_map.part(folded, reading);
  const auto moved = [](Range range, Range into) {
    return Range{std::max(range.begin, into.begin) - into.begin, std::min(range.end, into.end) - into.begin};
  };
  for (const PageSpan& page : whole.pages) {
    const bool empty_here = page.recognised.empty() && recognised.contains(page.recognised.begin);  // a page that could not be read
    if (!page.recognised.overlaps(recognised) && !empty_here) continue;
    PageSpan span = page;
    span.recognised = moved(page.recognised, recognised);
    const std::size_t skipped = recognised.begin > page.recognised.begin ? recognised.begin - page.recognised.begin : 0;
    span.page_offset += skipped;
    span.page_offset_points += code_points(Range{page.recognised.begin, page.recognised.begin + skipped}.of(whole.recognised));
    const Range here{span.page_offset, span.page_offset + span.recognised.size()};
    std::erase_if(span.words, [&](const Word& word) { return !here.contains(word.chars); });
    part.pages.push_back(std::move(span));
  }
  count_points(part);
  for (const Range range : whole.furniture)
    if (reading.overlaps(range)) part.furniture.push_back(moved(range, reading));
  for (Repair repair : whole.repairs) {
    if (!recognised.contains(repair.recognised)) continue;
    repair.recognised = moved(repair.recognised, recognised);
    repair.reading = moved(repair.reading, reading);
    part.repairs.push_back(std::move(repair));
  }
  return part;
}

Range whole_characters(std::string_view text, Range range) {
  const auto inside = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  range.end = std::min(range.end, text.size());
  while (range.begin > 0 && inside(range.begin)) --range.begin;
  while (inside(range.end)) ++range.end;
  return range;
}

std::vector<Evidence> evidence_of(const Text& text, Range reading) {
  std::vector<Evidence> out;
  if (reading.empty()) return out;
  const Range range = whole_characters(text.recognised, text.to_recognised(reading));
  for (const PageSpan& span : text.pages) {
    if (!span.recognised.overlaps(range)) continue;
    for (Range here : cut_by_sides(span, {std::max(range.begin, span.recognised.begin), std::min(range.end, span.recognised.end)})) {
      const std::string_view quote = here.of(text.recognised);
      const std::size_t first = quote.find_first_not_of(" \t\n\r\f");
      if (first == std::string_view::npos) continue;
      const std::size_t last = quote.find_last_not_of(" \t\n\r\f");
      here = {here.begin + first, here.begin + last + 1};

      Evidence evidence;
      evidence.page = span.page;
      evidence.origin = span.origin;
      evidence.quote = std::string(here.of(text.recognised));
      evidence.bytes = {here.begin - span.recognised.begin + span.page_offset, here.end - span.recognised.begin + span.page_offset};
      evidence.label = label_at(span.label, span.sides, evidence.bytes.begin);
      evidence.begin = span.page_offset_points + points_before(text, span, here.begin);
      evidence.end = evidence.begin + code_points(evidence.quote);
      evidence.boxes = boxes_of(span, evidence.bytes);
      out.push_back(std::move(evidence));
    }
  }
  return out;
}

}  // namespace minutier
