#pragma once
// From a grid of cells to budget entries: which column is which year, which side each row stands on.
// Pure functions; ranges are bytes of the reading text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/budget_context.hpp"
#include "extractors/budget_words.hpp"

namespace minutier::extractors {

// What one figure belongs to. `year` 0 and empty `kind` where nothing says it.
struct BudgetKey {
  int year = 0;
  std::string kind;
  std::string section;
  std::string name;       // of the budget where a body has several: « Ordures ménagères »
  Range name_where;
  bool inferred = false;  // year or kind follows from the meeting's date only
  std::vector<Range> said;  // the words that say it
};

enum class EntryKind { line, total, result };

struct BudgetEntry {
  EntryKind kind = EntryKind::line;
  Side side = Side::unknown;
  std::size_t key = 0;       // into BudgetReading::keys
  std::string account;
  Range account_where;
  Range label;
  Money amount;
  Range where;
  int level = 0;
  bool grand = false;        // a grand total, used where no total of the side is printed
};

struct BudgetReading {
  std::vector<BudgetKey> keys;
  std::vector<BudgetEntry> entries;
  Range range;
  double confidence = 0.9;
  bool proven = false;      // both sides add up to their totals
  std::string rule;
};

struct Grid {
  std::vector<std::vector<Range>> rows;
  std::size_t header_rows = 0;
  Range range;
  int block = -1;
  bool list = false;  // lines « label : amount »
};

std::optional<BudgetReading> read_budget_grid(const extract::Document& document, const MoneyContext& context, const Grid& grid);

// Sections in rows under « Dépenses | Recettes | Résultat », perhaps of several budgets: one key each, totals alone.
std::optional<BudgetReading> read_section_grid(const extract::Document& document, const MoneyContext& context, const Grid& grid);

// « Budget principal | 4 215 300 € | 2 648 750 € » under « Fonctionnement | Investissement », told to balance.
std::optional<BudgetReading> read_balanced_grid(const extract::Document& document, const MoneyContext& context, const Grid& grid);

// « FONCTIONNEMENT   Dépenses 187 412,36   Recettes 236 908,11 »: the totals of a section or of a budget, told on a line or two.
std::vector<BudgetReading> section_lines(const extract::Document& document, const MoneyContext& context);

// Completes a key from the words around: caption nearest first, then the date of the meeting.
void complete_key(BudgetKey& key, const MoneyContext& context, const std::vector<std::string_view>& captions);

// Grids made of the blocks that list « label : amount » under « Recettes », « Dépenses ».
std::vector<Grid> list_grids(const extract::Document& document);

// Totals said in sentences (rules of the family "budgets.side"), one reading per statement.
std::vector<BudgetReading> prose_budgets(const extract::Document& document, const MoneyContext& context);

}  // namespace minutier::extractors
