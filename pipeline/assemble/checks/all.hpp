#pragma once
// The checks, one function each; pipeline/assemble/checks.cpp lists them with their names. A check whose inputs the record does not
// hold says nothing.

#include <optional>

#include "pipeline/assemble/doubtful_digits.hpp"
#include "pipeline/assemble/quorum_verdict.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/report.hpp"

namespace minutier::assemble::checks {

struct Input {
  const Sitting& sitting;
  const std::optional<QuorumVerdict>& quorum;
};

// suggestion.cpp, for sums; a term's value is in cents for money, else a whole number.
// They do not agree: the note proposes the one other reading of a digit that would make them, if there is one.
void suggest(const Input&, const std::vector<Term>& terms, Note& note);
// They agree: each of them is marked.
void agree(Report&, const std::vector<Term>& terms);

// session.cpp
void weekday(const Input&, Report&);
void exercise(const Input&, Report&);
void dates_agree(const Input&, Report&);
void times(const Input&, Report&);
void signature_date(const Input&, Report&);
void convocation_delay(const Input&, Report&);
// attendance.cpp
void stated_numbers(const Input&, Report&);
void listed_twice(const Input&, Report&);
void present_and_away(const Input&, Report&);
void giver_present(const Input&, Report&);
void holder_away(const Input&, Report&);
void proxies_per_holder(const Input&, Report&);
void members_add_up(const Input&, Report&);
void officers_present(const Input&, Report&);
void voters_present(const Input&, Report&);
void comings_and_goings(const Input&, Report&);
// quorum.cpp
void quorum_reached(const Input&, Report&);
void proxies_counted(const Input&, Report&);
void claim_without_numbers(const Input&, Report&);
void claim_against_numbers(const Input&, Report&);
void counts_of_quorum(const Input&, Report&);
// votes.cpp
void counts_sum(const Input&, Report&);
void voters_there(const Input&, Report&);
void result_follows(const Input&, Report&);
void unanimity(const Input&, Report&);
void named_count(const Input&, Report&);
void tie(const Input&, Report&);
void shares_voted(const Input&, Report&);
void own_accounts(const Input&, Report&);
void silent_votes(const Input&, Report&);
void agenda_met(const Input&, Report&);
// money.cpp
void accounts_sum(const Input&, Report&);
void totals_sum(const Input&, Report&);
void balanced(const Input&, Report&);
void result_is_difference(const Input&, Report&);
void volunteers_balance(const Input&, Report&);
void text_and_table(const Input&, Report&);
void allocation(const Input&, Report&);
void price_by_number(const Input&, Report&);
void copied_value(const Input&, Report&);
// document.cpp
void counted_items(const Input&, Report&);
void year_of_heading(const Input&, Report&);
void terms(const Input&, Report&);

}  // namespace minutier::assemble::checks
