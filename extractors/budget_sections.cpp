#include <algorithm>

#include "extractors/budget_table.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {

std::optional<BudgetReading> read_section_grid(const extract::Document& document, const MoneyContext& context, const Grid& grid) {
  if (!context.municipal || grid.rows.size() < 3 || grid.rows[0].size() < 3 || grid.rows[0].size() > 8) return std::nullopt;
  const auto fold = [&](const std::vector<Range>& row, std::size_t c) {
    const Range range = c < row.size() ? trim_range(document.text.reading, row[c], "*_|") : Range{};
    return range.empty() ? std::string_view{} : document.text.fold(range);
  };
  // One column of expenses, one of revenue, perhaps one of the result; what stands left of them names the rows.
  std::optional<std::size_t> charges, produits, result;
  for (std::size_t c = 0; c < grid.rows[0].size(); ++c) {
    const std::string_view head = fold(grid.rows[0], c);
    if (head.empty()) continue;
    const Side side = side_heading(head);
    if (side == Side::charge && charges) return std::nullopt;
    if (side == Side::produit && produits) return std::nullopt;
    if (side == Side::charge) charges = c;
    else if (side == Side::produit) produits = c;
    else if (charges && produits && !result && (head.substr(0, 8) == "resultat" || head.substr(0, 5) == "solde" || head.substr(0, 8) == "excedent") && !contains_any(head, {"report", "cumul", "cloture"})) result = c;
  }
  if (!charges || !produits) return std::nullopt;
  const std::size_t labels = std::min(*charges, *produits);
  if (labels == 0 || labels > 2) return std::nullopt;
  const Surroundings around = surroundings(document, grid.block);
  BudgetReading reading;
  reading.range = grid.range;
  reading.rule = "budgets.sections@1";
  reading.confidence = 0.9;
  Range name;
  std::size_t right = 0;
  for (std::size_t r = 1; r < grid.rows.size(); ++r) {
    const auto& row = grid.rows[r];
    const auto sum = [&](std::size_t c) { return extract::parse_amount_cell(fold(row, c), context.currency); };
    const std::string_view first = fold(row, 0), section_cell = fold(row, labels - 1);
    if (labels > 1 && !first.empty()) name = trim_range(document.text.reading, row[0], "*_|:.");
    const auto out = sum(*charges), in = sum(*produits);
    if (total_label(first) || total_label(section_cell)) continue;
    const std::string_view section = budget_section(section_cell);
    if (!out || !in || section.empty() || section_cell.size() > 60) return std::nullopt;
    BudgetKey key;
    key.section = section;
    if (labels > 1 && !name.empty()) key.name = plain(document, name), key.name_where = name;
    complete_key(key, context, {around.before, around.heading, around.above});
    if (key.kind == "realise" || key.kind.empty()) {  // « Comptes administratifs … » says it; so does a sitting that reads the results of the year before
      key.kind = "compte_administratif";
      if (key.year == 0) key.year = context.year - 1;
    }
    for (const BudgetKey& known : reading.keys)
      if (known.section == key.section && known.name == key.name) return std::nullopt;
    reading.keys.push_back(key);
    const auto add = [&](EntryKind kind, Side side, const Money& amount, std::size_t column) {
      BudgetEntry entry;
      entry.kind = kind;
      entry.side = side;
      entry.key = reading.keys.size() - 1;
      entry.amount = amount;
      entry.where = row[column];
      reading.entries.push_back(std::move(entry));
    };
    add(EntryKind::total, Side::charge, out->money, *charges);
    add(EntryKind::total, Side::produit, in->money, *produits);
    if (result)
      if (const auto balance = sum(*result)) {
        // Only a balance that is one: revenue less expenses.
        if (std::abs(in->money.cents - out->money.cents - balance->money.cents) > 200) continue;
        ++right;
        add(EntryKind::result, Side::unknown, balance->money, *result);
      }
  }
  if (reading.keys.empty()) return std::nullopt;
  reading.proven = right == reading.keys.size();
  if (reading.proven) reading.confidence = 0.96;
  return reading;
}

// « | Fonctionnement | Investissement | » over a row for each budget of the body, told to balance: both sides of each are one sum.
std::optional<BudgetReading> read_balanced_grid(const extract::Document& document, const MoneyContext& context, const Grid& grid) {
  if (!context.municipal || grid.list || grid.rows.size() < 2 || grid.rows[0].size() < 3 || grid.rows[0].size() > 4) return std::nullopt;
  std::vector<std::string_view> sections(grid.rows[0].size());
  std::size_t named = 0;
  for (std::size_t c = 1; c < grid.rows[0].size(); ++c) {
    const std::string_view head = document.text.fold(grid.rows[0][c]);
    sections[c] = side_in(head) == Side::unknown ? budget_section(head) : std::string_view{};
    named += !sections[c].empty();
  }
  if (named != 2 || sections[1] == sections[2]) return std::nullopt;
  const Range where = document.text.to_folded(grid.range);
  const std::string_view folded = document.text.folded;
  const std::size_t from = where.begin > 300 ? where.begin - 300 : 0;
  const std::string_view before = folded.substr(from, where.begin - from), behind = folded.substr(where.end, 300);
  if (!contains_any(before, {"equilibr", "depenses et en recettes", "recettes et en depenses"}) && !contains_any(behind, {"equilibr", "depenses et en recettes", "recettes et en depenses"})) return std::nullopt;
  const Surroundings around = surroundings(document, grid.block);
  BudgetReading reading;
  reading.range = grid.range;
  reading.rule = "budgets.balanced@1";
  reading.confidence = 0.88;
  for (std::size_t r = 1; r < grid.rows.size(); ++r) {
    const auto& row = grid.rows[r];
    const Range label = trim_range(document.text.reading, row[0], "*_|:.");
    if (label.empty() || total_label(document.text.fold(label))) continue;
    for (std::size_t c = 1; c < row.size() && c < sections.size(); ++c) {
      const auto sum = sections[c].empty() || row[c].empty() ? std::nullopt : extract::parse_amount_cell(document.text.fold(row[c]), context.currency);
      if (!sum) continue;
      BudgetKey key;
      key.section = sections[c];
      key.name = plain(document, label), key.name_where = label;
      complete_key(key, context, {around.before, around.heading, around.above});
      if (key.kind.empty() || key.kind == "compte_administratif" || key.kind == "realise") return std::nullopt;
      reading.keys.push_back(key);
      for (const Side side : {Side::charge, Side::produit}) {
        BudgetEntry entry;
        entry.kind = EntryKind::total;
        entry.side = side;
        entry.key = reading.keys.size() - 1;
        entry.amount = sum->money;
        entry.where = row[c];
        reading.entries.push_back(std::move(entry));
      }
    }
  }
  return reading.keys.empty() ? std::nullopt : std::make_optional(std::move(reading));
}

}  // namespace minutier::extractors
