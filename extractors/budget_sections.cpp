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

namespace {

// The sum right behind a word: « Dépenses   187 412,36 », « Recettes : 94 205,80 € ».
std::optional<std::pair<Money, Range>> sum_behind(std::string_view line, std::string_view word, std::string_view currency) {
  const std::size_t at = line.find(word);
  if (at == std::string_view::npos || line.find(word, at + 1) != std::string_view::npos) return std::nullopt;
  std::size_t begin = at + word.size();
  while (begin < line.size() && (line[begin] == ' ' || line[begin] == ':' || line[begin] == '=' || line[begin] == '.')) ++begin;
  std::size_t end = begin;
  while (end < line.size() && ((line[end] >= '0' && line[end] <= '9') || line[end] == '.' || line[end] == ',' || line[end] == '\'' || (line[end] == ' ' && end + 1 < line.size() && line[end + 1] >= '0' && line[end + 1] <= '9'))) ++end;
  while (end > begin && (line[end - 1] == '.' || line[end - 1] == ',')) --end;
  if (end < begin + 4) return std::nullopt;
  const auto amount = extract::parse_amount_cell(line.substr(begin, end - begin), std::string(currency));
  if (!amount) return std::nullopt;
  return std::make_pair(amount->money, Range{begin, end});
}

}  // namespace

std::vector<BudgetReading> section_lines(const extract::Document& document, const MoneyContext& context) {
  std::vector<BudgetReading> out;
  if (!context.municipal) return out;
  const auto& blocks = document.structure.blocks;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].kind == BlockKind::furniture || blocks[b].folded.of(document.text.folded).find("depenses") == std::string_view::npos) continue;
    for (const Range line : blocks[b].lines) {
      const std::string_view f = document.text.fold(line);
      if (f.size() > 200) continue;
      const std::size_t first = std::min(f.find("depenses"), f.find("recettes"));
      if (first == std::string_view::npos || first > 45) continue;
      const std::string_view section = budget_section(f.substr(0, first));
      const auto charges = sum_behind(f, "depenses", context.currency), produits = sum_behind(f, "recettes", context.currency);
      if (section.empty() || !charges || !produits) continue;
      BudgetKey key;
      key.section = section;
      const Surroundings around = surroundings(document, static_cast<int>(b));
      complete_key(key, context, {around.before, around.heading, around.above});
      if (key.kind.empty() || key.year == 0) continue;
      const std::size_t base = document.text.to_folded(line).begin;
      BudgetReading reading;
      reading.range = line;
      reading.rule = "budgets.sections@1";
      reading.confidence = 0.86;
      reading.keys.push_back(key);
      for (const Side side : {Side::charge, Side::produit}) {
        const auto& sum = side == Side::charge ? *charges : *produits;
        BudgetEntry entry;
        entry.kind = EntryKind::total;
        entry.side = side;
        entry.amount = sum.first;
        entry.where = document.text.to_reading({base + sum.second.begin, base + sum.second.end});
        reading.entries.push_back(std::move(entry));
      }
      out.push_back(std::move(reading));
    }
  }
  return out;
}

}  // namespace minutier::extractors
