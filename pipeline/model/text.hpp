#pragma once
// Text: the three texts of one sitting (or of a whole source before it is split), never confused:
//   recognised  the pages' stored texts, joined by a form feed; what evidence points into
//   reading     repaired French, hyphens joined, emphasis marks gone; what a person reads and values are taken from
//   folded      lower-case ASCII of the reading text, for matching; lines are kept
// Each is mapped to the one below, so a range of any gives page ranges and boxes. All offsets are bytes, half-open.

#include <string>
#include <vector>

#include "pipeline/base/range.hpp"
#include "pipeline/base/range_map.hpp"
#include "pipeline/model/page.hpp"

namespace minutier {

// Where a page, or a part of one, stands in the recognised text.
struct PageSpan {
  int page = 1;                  // the page's number in the source
  std::string label;
  std::vector<Side> sides;       // of a page that shows more than one, offsets in Page::text
  Range recognised;              // in Text::recognised
  std::size_t page_offset = 0;   // byte of Page::text at which the span begins (0 unless a sitting starts mid-page)
  std::size_t page_offset_points = 0;  // the same in code points
  std::vector<Word> words;       // the page's words that stand in the span, offsets in Page::text
  std::vector<DigitDoubt> digits;  // the page's, offsets in Page::text
  std::vector<std::size_t> points;  // code points before each 128th byte of the span, so that evidence need not count from its start
  Origin origin = Origin::plain;
};

// A repair the normaliser made, for the reader who wants to check it. Ranges are in recognised and reading.
struct Repair {
  Range recognised, reading;
  std::string kind;  // "elision", "hyphen", "ordinal", "ligature", "accent", "letters" …
};

struct Text {
  std::string recognised, reading, folded;
  RangeMap reading_map;  // reading -> recognised
  RangeMap folded_map;   // folded -> reading
  std::vector<PageSpan> pages;
  std::vector<Range> furniture;  // running headers, footers, page numbers: ranges of reading that are masked, not deleted
  std::vector<Repair> repairs;

  Range to_reading(Range folded_range) const { return folded_map.down(folded_range); }
  Range to_folded(Range reading_range) const { return folded_map.up(reading_range); }
  Range to_recognised(Range reading_range) const { return reading_map.down(reading_range); }
  std::string_view read(Range reading_range) const { return reading_range.of(reading); }
  std::string_view fold(Range reading_range) const { return to_folded(reading_range).of(folded); }
};

// A piece of evidence on one page; a range that crosses a page break gives one per page, as does one that runs from one side of an
// opening to the other.
struct Evidence {
  int page = 1;
  std::string label;
  Range bytes;                 // of Page::text
  std::size_t begin = 0, end = 0;  // the same in code points
  std::vector<Box> boxes;      // one per line of words touched; empty for plain text
  std::string quote;           // the recognised words
  Origin origin = Origin::plain;
};

// A range widened so that it cuts no character of the text in two.
Range whole_characters(std::string_view text, Range range);

// A stretch of the recognised text as a text of its own, such as one sitting of several. Its pages keep their numbers.
Text part_of(const Text& whole, Range recognised);

// Fills PageSpan::points from the recognised text.
void count_points(Text& text);

// Evidence for a range of the reading text, in page order. Empty ranges give none.
std::vector<Evidence> evidence_of(const Text& text, Range reading);

}  // namespace minutier
