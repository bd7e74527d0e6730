#pragma once
// What the readers of sums share: the year and the organisation of a document, its currency, the words around a block,
// and small work on folded text. Built once per extractor and document; pure functions otherwise. Offsets are bytes.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

struct MoneyContext {
  int year = 0;                 // of the meeting, or of the newest date at the head; 0 unknown
  int month = 0;                // of the meeting
  bool report = false;          // a report on a year rather than minutes
  std::string organisation;     // as the document names it; empty when unknown
  bool copropriete = false;     // a budget of charges alone
  bool municipal = false;       // public chart of accounts (M14, M57)
  std::string currency = "EUR"; // of numbers without a unit
  std::string francs = "FRF";   // what « francs » means here
};

MoneyContext money_context(const extract::Document& document, const Findings& earlier);

// Years 1780..2099 standing alone in folded text, in order, each once. « 2017/2018 », « 2017-2018 » give both.
std::vector<int> years_in(std::string_view folded);

// The one year the words speak of: alone, or the last of an exercise over two (« 2014-2015 », « 2008/2009 »); 0 for none or several.
int year_of(std::string_view folded);

// The folded text of the nearest words that say what a block is about: heading, block before, headings above.
struct Surroundings {
  std::string_view before;    // the block just before (paragraph, item or heading)
  std::string_view heading;   // the nearest heading
  std::string_view above;     // the heading over that
  std::string_view part;  // a bare « RECETTES », « FONCTIONNEMENT » right over it, passed over for `heading`
};
// « fonctionnement » or « investissement », whichever the words nearest above a block name last, up to the heading it stands under; empty for none.
std::string_view section_above(const extract::Document& document, int block);
Surroundings surroundings(const extract::Document& document, int block);

bool contains_word(std::string_view folded, std::string_view word);  // whole word
bool contains_any(std::string_view folded, std::initializer_list<std::string_view> parts);

// Range without white space and the given signs at both ends.
Range trim_range(const std::string& text, Range range, std::string_view signs = "");
// Reading text of a range on one line, without doubled blanks and emphasis marks.
std::string plain(const extract::Document& document, Range range);

}  // namespace minutier::extractors
