#pragma once
// What the figures of a table prove once they are read: which half is which side, whether it is a budget, how far its sums agree.
// Pure functions over a reading; texts are folded.

#include <cstddef>
#include <string_view>

#include "extractors/budget_table.hpp"

namespace minutier::extractors {

// Lines over « Total », lines over « Total », « Résultat »: which are which follows from what is left, in every column. Whether
// any side was found so.
bool sides_by_balance(BudgetReading& reading);

// How many of the entries are lines, neither totals nor results.
std::size_t lines_in(const BudgetReading& reading);

// Whether entries of known sides make a budget: both sides, or one that the heads of columns, the words before the table or
// its heading call so.
bool is_budget(const BudgetReading& reading, std::string_view heads, std::string_view before, std::string_view heading);

// Lines that detail the one above them.
void set_levels(BudgetReading& reading, const extract::Document& document, bool municipal);

// Arithmetic: a side whose lines sum to its printed total was read right. Sides found by the balance prove nothing.
void weigh(BudgetReading& reading, bool by_balance);

}  // namespace minutier::extractors
