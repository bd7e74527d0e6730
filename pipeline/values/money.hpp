#pragma once
// Amounts of money in folded text.

#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extract {

struct MoneyFound {
  Range range;    // in the text given, with sign and unit
  Money money;
  bool unit = false;  // whether a currency was written
};

// « 112 443.89 € », « 162 353,19 € », « 4.800€ », « 70 k€ », « 1,5 M€ », « 2 millions d'euros », « CHF 1'200.- », « 300 fr. 50 c. »,
// « trois cents francs », « -12 000 euros », « 1 200 $ ». Only amounts with a unit. In order.
// `francs` names the currency « francs » means here: "FRF", "BEF", "CHF", "XPF" … by country and era.
std::vector<MoneyFound> find_money(std::string_view folded, std::string_view francs = "FRF");

// One whole cell of a table: a number with or without a unit, (1 234) or -1 234 or 1 234- negative, "-" and "" none.
std::optional<MoneyFound> parse_amount_cell(std::string_view folded, std::string_view currency = "EUR");

}  // namespace minutier::extract
