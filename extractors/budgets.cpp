#include <algorithm>
#include <map>

#include "extractors/budget_ledger.hpp"
#include "extractors/budget_table.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

struct Draft {
  BudgetKey key;
  std::vector<std::pair<BudgetEntry, double>> entries;
  Range anchor;
  std::string rule;
  double confidence = 0;
};

// Every budget of one year, kind and section; a second table of the same is a repetition unless the first had other sides.
void merge(std::vector<Draft>& drafts, const BudgetReading& reading) {
  for (std::size_t k = 0; k < reading.keys.size(); ++k) {
    BudgetKey key = reading.keys[k];
    std::vector<std::pair<BudgetEntry, double>> mine;
    std::int64_t totals[3] = {0, 0, 0};
    for (const BudgetEntry& entry : reading.entries) {
      if (entry.key != k) continue;
      mine.emplace_back(entry, reading.confidence);
      if (entry.kind == EntryKind::total && !entry.grand) totals[static_cast<int>(entry.side)] = entry.amount.cents;
    }
    // A plan balances; where no word says what these are, sides that differ were kept.
    if (key.inferred && key.kind == "previsionnel" && totals[1] != 0 && totals[2] != 0 && totals[1] != totals[2]) key.kind = "realise";
    if (mine.empty() || key.kind.empty() || key.year == 0) continue;
    auto draft = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& d) { return d.key.year == key.year && d.key.kind == key.kind && d.key.section == key.section && d.key.name == key.name; });
    if (draft == drafts.end()) {
      drafts.push_back({key, {}, reading.range, reading.rule, reading.confidence});
      draft = drafts.end() - 1;
    } else {
      draft->confidence = std::min(draft->confidence, reading.confidence);
    }
    const auto before = draft->entries;
    for (auto& one : mine) {
      const bool covered = std::any_of(before.begin(), before.end(), [&](const auto& old) {
        return old.first.kind == one.first.kind && (one.first.kind == EntryKind::result || old.first.side == one.first.side);
      });
      if (!covered) draft->entries.push_back(one);
    }
  }
}

Found found_of(const Document& document, const Draft& draft) {
  Found found;
  found.entity = "budgets";
  found.anchor = draft.anchor;
  const double sure = draft.key.inferred ? std::min(draft.confidence, 0.75) : draft.confidence;
  const Range key_where = draft.key.said.empty() ? Range{} : draft.key.said.back();
  const auto fact = [&](std::string field, Value value, Range where, double confidence, Status status = Status::stated) {
    Fact f{std::move(field), std::move(value), where, {}, confidence, draft.rule, status};
    return f;
  };
  const Range proof = key_where.empty() ? draft.anchor : key_where;
  const Range shown = proof.size() > 300 ? Range{proof.begin, proof.begin} : proof;
  const Status status = draft.key.inferred || shown.empty() ? Status::derived : Status::stated;
  found.facts.push_back(fact("kind", draft.key.kind, shown, sure, status));
  found.facts.push_back(fact("year", static_cast<std::int64_t>(draft.key.year), shown, sure, status));
  if (!draft.key.section.empty()) found.facts.push_back(fact("section", draft.key.section, shown, sure, status));

  if (!draft.key.name.empty()) found.facts.push_back(fact("name", draft.key.name, draft.key.name_where, sure));

  bool printed[3] = {false, false, false};
  for (const auto& [entry, confidence] : draft.entries)
    if (entry.kind == EntryKind::total && !entry.grand) printed[static_cast<int>(entry.side)] = true;
  for (const auto& [entry, confidence] : draft.entries) {
    if (entry.kind == EntryKind::line) {
      Found line;
      line.entity = "lines";
      line.anchor = cover(entry.label, entry.where);
      line.facts.push_back(fact("side", std::string(name(entry.side)), {}, confidence));
      if (!entry.account.empty()) line.facts.push_back(fact("account", entry.account, entry.account_where, confidence));
      line.facts.push_back(fact("label", plain(document, trim_range(document.text.reading, entry.label, ",;:")), entry.label, confidence));
      line.facts.push_back(fact("amount", entry.amount, entry.where, confidence));
      line.facts.push_back(fact("level", static_cast<std::int64_t>(entry.level), {}, confidence));
      found.children.push_back(std::move(line));
    } else if (entry.kind == EntryKind::total) {
      if (entry.grand && (printed[1] || printed[2])) continue;
      Fact f = fact(entry.side == Side::charge ? "totals/charges" : "totals/produits", entry.amount, entry.where, confidence);
      if (!entry.label.empty()) f.support.push_back(entry.label);
      found.facts.push_back(std::move(f));
    } else {
      Fact f = fact("totals/result", entry.amount, entry.where, confidence);
      if (!entry.label.empty()) f.support.push_back(entry.label);
      found.facts.push_back(std::move(f));
    }
  }
  return found;
}

// « Budget 2007 | | Budget 2006 | » over « Charges | Revenus | Charges | Revenus »: a head stands over the columns up to the next one.
void spread_heads(const Document& document, Grid& grid) {
  if (grid.rows.size() < 3) return;
  std::vector<Range>& above = grid.rows[0];
  const std::vector<Range>& below = grid.rows[1];
  std::size_t sides = 0;
  for (const Range cell : below) sides += side_heading(document.text.fold(cell)) != Side::unknown;
  if (sides < 3 || above.size() != below.size()) return;
  for (std::size_t c = 2; c < above.size(); ++c)
    if (above[c].empty() && !above[c - 1].empty() && side_heading(document.text.fold(below[c])) != Side::unknown) above[c] = above[c - 1];
}

class Budgets final : public extract::Extractor {
 public:
  std::string_view id() const override { return "budgets"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override {
    const MoneyContext context = money_context(document, earlier);
    std::vector<Draft> drafts;
    // What arithmetic bears out comes first; a reading of the same lines that it does not bear out is left.
    const std::vector<BudgetReading> ledgers = ledger_budgets(document, context);
    std::vector<BudgetReading> readings;
    const auto read = [&](const Grid& grid) {
      if (auto sections = read_section_grid(document, context, grid)) readings.push_back(std::move(*sections));
      else if (auto balanced = read_balanced_grid(document, context, grid)) readings.push_back(std::move(*balanced));
      else if (auto reading = read_budget_grid(document, context, grid)) readings.push_back(std::move(*reading));
    };
    for (const Table& table : document.structure.tables) {
      Grid grid;
      for (const auto& row : table.rows) {
        grid.rows.emplace_back();
        for (const Cell& cell : row) grid.rows.back().push_back(cell.range);
      }
      spread_heads(document, grid);
      grid.header_rows = table.header_rows;
      grid.range = table.range;
      grid.block = table.block;
      read(grid);
    }
    for (const Grid& grid : list_grids(document)) read(grid);
    const auto meets = [](const BudgetReading& a, const BudgetReading& b) { return a.range.begin < b.range.end && b.range.begin < a.range.end; };
    // Of two that the arithmetic bears out, the one that holds more: a table may be the first half of the accounts.
    const auto outdone = [&](const BudgetReading& ledger) {
      std::size_t entries = 0;
      for (const BudgetReading& reading : readings)
        if (reading.proven && meets(reading, ledger)) entries += reading.entries.size();
      return entries >= ledger.entries.size();
    };
    // A line that tells both sides of a section is no row of lines.
    const std::vector<BudgetReading> told = section_lines(document, context);
    readings.erase(std::remove_if(readings.begin(), readings.end(), [&](const BudgetReading& one) { return !one.proven && one.rule == "budgets.table@1" && std::any_of(told.begin(), told.end(), [&](const BudgetReading& line) { return meets(one, line); }); }), readings.end());
    std::vector<const BudgetReading*> kept;
    for (const BudgetReading& ledger : ledgers)
      if (!outdone(ledger)) kept.push_back(&ledger);
    for (const BudgetReading* ledger : kept) merge(drafts, *ledger);
    for (const BudgetReading& reading : readings)
      if (std::none_of(kept.begin(), kept.end(), [&](const BudgetReading* l) { return meets(reading, *l); }) &&
          (reading.proven || std::none_of(ledgers.begin(), ledgers.end(), [&](const BudgetReading& l) { return meets(reading, l); }))) merge(drafts, reading);
    for (const BudgetReading& reading : told_budgets(document, context)) merge(drafts, reading);
    for (const BudgetReading& reading : told) merge(drafts, reading);
    for (const BudgetReading& reading : prose_budgets(document, context)) merge(drafts, reading);
    std::vector<Found> out;
    for (const Draft& draft : drafts)
      if (!draft.entries.empty()) out.push_back(found_of(document, draft));
    return out;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> budgets() { return std::make_unique<Budgets>(); }

}  // namespace minutier::extractors
