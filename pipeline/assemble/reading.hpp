#pragma once
// A record's tree as the checks read it: values without their facts, people with comparable names, exact money. Reads only;
// everything points into the record, which must outlive it and stay unchanged. Not for use outside assemble.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::assemble {

// The value of a leaf: of a fact its value, of a plain value itself, null where there is none.
const Json& value_of(const Json* leaf);
inline const Json& value_in(const Json& object, std::string_view key) { return value_of(object.find(key)); }
// Whether a leaf was computed or inferred rather than read.
bool is_derived(const Json* leaf);

// A whole number up to 10^12; nothing for absent values, fractions and text.
std::optional<std::int64_t> count_of(const Json& value);
// {"amount": "-12.50", "currency": "EUR"} exactly; nothing where it is no amount, has more than two decimals or does not fit.
std::optional<Money> money_of(const Json& value);
// Minutes after midnight of "HH:MM"; nothing for anything else.
std::optional<int> minutes_of(std::string_view time);
// The year a "YYYY…" begins with, else 0.
int year_of(std::string_view date);

// The folded words of a person's name, sorted, without civilities.
std::vector<std::string> name_words(std::string_view name);
// Equal words in any order.
inline bool same_name(const std::vector<std::string>& a, const std::vector<std::string>& b) { return !a.empty() && a == b; }
// The same person as far as the words go: one name inside the other, initials and one wrong letter in a long word forgiven.
bool may_be_same(const std::vector<std::string>& a, const std::vector<std::string>& b);

struct Attendee {
  std::size_t index = 0;  // in attendance/people
  std::string_view name, status, role, proxy_to, arrives, leaves;
  std::optional<std::int64_t> weight;
  std::vector<std::string> words;
  bool here() const { return status == "present" || status == "staff" || status == "guest"; }
  bool away() const { return status == "absent" || status == "excused"; }
};

struct QuorumRule;
class Profiles;

struct Sitting {
  Sitting(const Json& record, const Profiles& profiles);
  // With the rule already known.
  Sitting(const Json& record, const QuorumRule* rule);

  const Json& at(std::string_view path) const { return value_of(record.at(path)); }
  std::string_view text(std::string_view path) const { return at(path).as_string(); }
  std::optional<std::int64_t> count(std::string_view path) const { return count_of(at(path)); }
  std::size_t number_of(std::string_view status) const;
  // How many came late.
  std::int64_t late() const;
  std::vector<const Attendee*> find(std::string_view name) const;

  const Json& record;
  std::string_view kind, body, organisation, date;  // organisation: its kind
  int year = 0;
  bool minutes = false;   // tells of a sitting that took place (no convocation, no report)
  bool council = false;   // a body with a fixed number of members, who are all accounted for
  std::vector<Attendee> people;
  const QuorumRule* rule = nullptr;  // the rule set for the body and the date; null where none is known
};

// For messages: "1 107 118,50 €", "12 450 CHF".
std::string words_of(const Money& money);
// "2019-06-18" -> "18 juin 2019"; other texts unchanged.
std::string date_words(std::string_view date);

}  // namespace minutier::assemble
