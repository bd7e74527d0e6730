#pragma once
// What a cell of a table says, whatever is written from it. Pure functions.

#include <string>

#include "pipeline/archive/archive.hpp"

namespace minutier::exports {

// The value of a fact, of anything else itself. Null stays null.
const Json& value_of(const Json& fact_or_value);
// The cell for a column of this type: money becomes its exact amount, a list its items joined by "; ".
Json cell_of(archive::Sheet::Type type, const Json& fact_or_value);
// A cell in plain words without locale: "" for null, "true"/"false", shortest digits for numbers.
std::string plain_text(const Json& cell);
// Whether the text is an exact decimal number: "-44151.00".
bool is_decimal(std::string_view text);
// Whether a spreadsheet would take the text for a formula.
bool looks_like_formula(std::string_view text);

}  // namespace minutier::exports
