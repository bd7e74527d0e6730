#pragma once
// What several extractors need to know of a sitting: where its opening stands, its date, and names beside words.
// Ranges are bytes of the reading text. Pure functions.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

struct DateAt {
  std::string date;  // YYYY-MM-DD, YYYY-MM
  Range where;
  double confidence = 0.9;
  std::string rule;
};

// The day the sitting was held, by the words that say so, else by the title.
std::optional<DateAt> sitting_date(const extract::Document& document);

// The head of a mail (« De : … / Date : … / Objet : … »): its day and hour are those of the sending.
bool mail_head(const extract::Document& document, Range block);

// Bytes of the reading text in which the document says what it is and who met: its opening.
std::size_t opening_end(const extract::Document& document);

// The person named right behind or right before a position; a role in commas may stand between (« M. X, maire, préside »).
std::optional<extract::PersonName> name_before(const extract::Document& document, Range block, std::size_t end);
std::optional<extract::PersonName> name_after(const extract::Document& document, Range block, std::size_t begin);

// The full name of someone on the attendance list who is meant by a shorter one; nothing where several could be.
std::optional<std::string> listed_name(const Findings& findings, const extract::PersonName& person);

// Where the lists of those present, which stand one soon after the other, end: somebody named farther on is only told of. Within the first 12,000
// bytes and below the limit; 0 where there are none.
std::size_t end_of_lists(std::vector<Range> people, std::size_t limit = std::string::npos);

// The surest text found so far for a field of an entity; empty where there is none.
std::string_view string_of(const Findings& earlier, std::string_view entity, std::string_view field);

// What a table of keys in the opening says of the meeting: « Date | jeudi 21 mars », « Présidence | X ».
std::vector<Fact> card_facts(const extract::Document& document, const Findings& earlier);

Fact make_fact(std::string field, Value value, Range where, double confidence, std::string rule);
Fact make_fact(std::string field, Value value, Range where, const extract::Match& match);

// Words of a range on one line, blanks single.
std::string one_line(std::string_view text);

}  // namespace minutier::extractors
