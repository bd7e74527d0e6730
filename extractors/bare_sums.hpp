#pragma once
// Sums that leave their unit out: « 39 000 € (cotisations 10 000, stages 23 000) », « toiture 38.000, assurance 4.000 = 42.000 ».
// Pure function; ranges are bytes of the words given. A reader must prove them by arithmetic.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/values/money.hpp"

namespace minutier::extractors {

// The sums of the words, with a unit or without, in order.
std::vector<extract::MoneyFound> sums_with_bare(std::string_view words, const std::string& francs, const std::string& currency);

}  // namespace minutier::extractors
