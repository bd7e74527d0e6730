#pragma once
// The shape of a table of sums, before anything is said of sides and years: which rows are its head, which columns hold labels,
// accounts and sums, and which of them stand side by side as tables of their own. Pure; ranges are bytes of the reading text.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/budget_table.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {

struct BudgetCell {
  Range range;
  std::string_view folded;
  std::optional<extract::MoneyFound> amount;
  int year = 0;  // the cell is nothing but a year
  bool empty() const { return folded.empty(); }
};

enum class ColumnKind { label, account, value, ignored, empty };

struct BudgetColumn {
  ColumnKind kind = ColumnKind::empty;
  std::string head;  // folded head cells, joined
  std::vector<Range> head_ranges;
  Side side = Side::unknown;
  std::size_t key = 0;
};

struct BudgetPanel {
  std::size_t first = 0, last = 0;  // columns [first, last)
  std::size_t label = 0;
  std::optional<std::size_t> account;
  std::vector<std::size_t> values;
  Side side = Side::unknown;
};

struct BudgetShape {
  std::vector<std::vector<BudgetCell>> rows;  // each as long as there are columns
  std::vector<BudgetColumn> columns;
  std::vector<BudgetPanel> panels;  // at least one
  std::size_t body = 0;             // the first row below the head
};

// Nothing where the grid has no labels beside sums. The document must outlive the shape: cells are views of its text.
std::optional<BudgetShape> budget_shape(const extract::Document& document, const MoneyContext& context, const Grid& grid);

}  // namespace minutier::extractors
