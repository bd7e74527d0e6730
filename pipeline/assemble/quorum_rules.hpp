#pragma once
// Dated rule sets of quorum, proxies and majority per kind of body, from data/quorum_rules.json. Immutable once loaded.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace minutier::assemble {

struct Sitting;

struct Fraction {
  std::int64_t part = 0, whole = 1;
  bool above = true;  // more than the fraction; else at least
  // How many of n are needed.
  std::int64_t of(std::int64_t n) const { return above ? n * part / whole + 1 : (n * part + whole - 1) / whole; }
};

struct QuorumRule {
  std::string id;
  std::vector<std::string> organisations, bodies;  // empty: any
  std::string from, to;                            // inclusive dates; empty: open
  bool none = false;                               // no quorum is asked for
  bool statutes = false;                           // only the statutes ask for one
  std::optional<Fraction> fraction;                // of the members in office, present in person
  std::optional<std::int64_t> number;              // so many, whatever the members in office
  bool with_represented = false;                   // those represented count too
  std::optional<std::int64_t> members;             // in office as the profile has it
  std::optional<Fraction> otherwise;               // where it is not sure which of the two held
  std::int64_t free_from = 0, doubtful_from = 0;   // convocation number from which none is asked for, or may not be; 0: never
  std::int64_t proxies_per_holder = 0;             // 0: no limit known
  std::string proxies_unless;                      // the limit may be passed under this condition
  std::string majority;                            // votes_cast | members_present | statutes
  std::string text, law, proxies_law, majority_law;
};

class Profiles;

// The rule set for the body, kind of organisation and date of a sitting: of the organisation's profile, where it has one that says
// something, else of the law; null without a full date, for other countries' bodies, or where none fits. Thread-safe.
const QuorumRule* quorum_rule(const Sitting& sitting, const Profiles& profiles);

// The fraction words ask for: « la moitié des associés », « plus du tiers », « les deux tiers », « majorité absolue ».
std::optional<Fraction> fraction_in(std::string_view text);

}  // namespace minutier::assemble
