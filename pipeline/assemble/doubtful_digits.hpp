#pragma once
// Digits are what recognition reads worst. Where numbers do not add up, one of their digits may have been read for another that
// looks like it; where exactly one such reading mends the sum, a check may propose it. Nothing is changed here.
//
// Numbers count in one unit (cents, voices). Pure; everything points into the record.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::assemble {

// The digits of a stretch of recognised text that recognition was not sure of: [[which digit of it, from 0, confidence, "others"], …].
Json digits_in_doubt(const Text& text, Range recognised);

// A number of a sum that should be nought.
struct Term {
  std::string pointer;      // "/budgets/0/totals/charges"
  const Json* fact = nullptr;
  std::int64_t value = 0;   // as the fact has it, in the sum's unit
  int sign = 1;
};

struct OtherReading {
  std::size_t term = 0;
  std::int64_t value = 0;  // what the term would be
};

// The one other reading of one digit of one term that makes the sum nought: among the engine's own choices, else among digits that are
// often read for one another. Only numbers that were recognised from an image count, and only where what was recognised shows their digits.
std::optional<OtherReading> one_other_reading(const Json& record, const std::vector<Term>& terms);

// Whether a number was recognised from an image, so that its digits may be wrong.
bool recognised_from_image(const Json& record, const Json& fact);

}  // namespace minutier::assemble
