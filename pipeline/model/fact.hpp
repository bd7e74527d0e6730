#pragma once
// Fact, Found, Findings: what extractors return. A Fact is one leaf of the record with the words it was read from;
// facts come in groups (Found) because a vote belongs with its counts and a person with their status.
// RECORD.md names entities and fields; assemble turns Founds into the record and finds nothing itself.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier {

// An exact amount: hundredths of the currency unit, and ISO 4217 code ("EUR", "FRF", "CHF").
struct Money {
  std::int64_t cents = 0;
  std::string currency = "EUR";
  friend bool operator==(const Money&, const Money&) = default;
};
// "44151.00", "-12.50".
std::string decimal(const Money& money);

// Dates are "YYYY-MM-DD" (or "YYYY-MM", "YYYY"), times "HH:MM", both as strings.
using Value = std::variant<bool, std::int64_t, double, std::string, Money>;

enum class Status { stated, supplied, derived };
std::string_view name(Status status);

struct Fact {
  std::string field;            // below the entity, '/' for nesting: "name", "vote/for"; "partners[]" adds to a list
  Value value;
  Range where;                  // reading text the value was taken from; its recognised form becomes `raw`
  std::vector<Range> support;   // further words that prove it: the label of a column, the sentence of a global clause
  double confidence = 0.9;      // 0..1, calibrated
  std::string rule;             // "attendance.count@3"
  Status status = Status::stated;
};

struct Found {
  std::string entity;           // see `entities` in pipeline/assemble/entities.hpp: "meeting", "attendance.people", …
  Range anchor;                 // reading text: what identifies the entity on the page (a name, a heading, a sentence)
  std::vector<Fact> facts;
  std::vector<Found> children;  // entity is then the list below: "lines", "vote/named", "rates"

  const Fact* find(std::string_view field) const {
    for (const Fact& fact : facts)
      if (fact.field == field) return &fact;
    return nullptr;
  }
};

using Findings = std::vector<Found>;

}  // namespace minutier
