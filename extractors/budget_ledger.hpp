#pragma once
// Accounts set in lines of plain text, read by their arithmetic. Pure functions; ranges of cells are bytes of the folded
// text, those of a BudgetReading bytes of the reading text.

#include <string_view>
#include <vector>

#include "extractors/budget_context.hpp"
#include "extractors/budget_table.hpp"

namespace minutier::extractors {

struct LedgerCell {
  Range range;
  std::size_t column = 0, right = 0;  // where it begins and ends in its line
  bool amount = false;
  int year = 0;  // the cell is nothing but a year
  Money money;
};

struct LedgerRow {
  Range line;
  std::vector<LedgerCell> cells;
  bool after_rule = false;  // « --------- » stands right over it
  bool years_only = false;  // its numbers are years
  std::size_t amounts() const {
    std::size_t count = 0;
    for (const LedgerCell& cell : cells) count += cell.amount;
    return count;
  }
};

// Runs of lines that hold sums, with the short head lines over and between them; prose ends a run.
// Heads and feet of pages (folded) are passed over. Loose: a whole number without a unit behind one blank is a sum too (« chef 2 400 »).
std::vector<std::vector<LedgerRow>> ledger_rows(std::string_view folded, std::string_view currency, const std::vector<Range>& furniture, bool loose = false);

// Only readings whose lines add up.
std::vector<BudgetReading> ledger_budgets(const extract::Document& document, const MoneyContext& context);

// The same for sentences: totals with their parts, or two totals with their balance, in one paragraph.
std::vector<BudgetReading> told_budgets(const extract::Document& document, const MoneyContext& context);

}  // namespace minutier::extractors
