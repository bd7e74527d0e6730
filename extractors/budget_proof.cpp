#include "extractors/budget_proof.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

namespace minutier::extractors {

bool sides_by_balance(BudgetReading& reading) {
  bool by_balance = false;
  auto& entries = reading.entries;
  if (std::any_of(entries.begin(), entries.end(), [](const BudgetEntry& e) { return e.side != Side::unknown && e.kind != EntryKind::result; })) return false;
  int first_earns = 0;
  std::vector<std::size_t> cuts;  // of the key looked at: its totals
  for (std::size_t k = 0; k < reading.keys.size(); ++k) {
    std::vector<std::size_t> totals;
    const BudgetEntry* result = nullptr;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].key != k) continue;
      if (entries[i].kind == EntryKind::total) totals.push_back(i);
      if (entries[i].kind == EntryKind::result) result = &entries[i];
    }
    if (totals.size() != 2 || !result) return false;
    const std::int64_t left = entries[totals[0]].amount.cents - entries[totals[1]].amount.cents;
    if (left == 0 || std::abs(left) != std::abs(result->amount.cents)) return false;
    const int here = left == result->amount.cents ? 1 : -1;
    if (first_earns != 0 && here != first_earns) return false;
    first_earns = here;
    cuts.push_back(totals[0]);
  }
  if (first_earns == 0) return false;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].kind != EntryKind::result) by_balance = true, entries[i].side = (i <= cuts[entries[i].key]) == (first_earns > 0) ? Side::produit : Side::charge;
  return by_balance;
}

std::size_t lines_in(const BudgetReading& reading) {
  return static_cast<std::size_t>(std::count_if(reading.entries.begin(), reading.entries.end(), [](const BudgetEntry& e) { return e.kind == EntryKind::line; }));
}

bool is_budget(const BudgetReading& reading, std::string_view heads, std::string_view before, std::string_view heading) {
  std::size_t lines = 0, totals = 0, accounts = 0, charges = 0, produits = 0, units = 0;
  for (const BudgetEntry& e : reading.entries) {
    lines += e.kind == EntryKind::line;
    totals += e.kind == EntryKind::total;
    accounts += !e.account.empty();
    charges += e.side == Side::charge;
    produits += e.side == Side::produit;
    units += 1;
  }
  if (charges + produits == 0 || units < 2) return false;
  const bool worded = contains_any(heads, {"budget", "charges", "depenses", "recettes", "produits", "realise", "prevision"}) || contains_any(before, {"budget", "compte", "charges", "depenses", "recettes", "financier"}) ||
                      contains_any(heading, {"budget", "compte", "charges", "depenses", "recettes", "financi", "resultat", "modificative"});
  if (contains_any(before, {"bilan au"}) && !(charges && produits)) return false;
  if (charges > 0 && produits > 0) return lines >= 2 || totals >= 2;
  return worded && (totals > 0 || accounts >= 2 || lines >= 2);
}

void set_levels(BudgetReading& reading, const extract::Document& document, bool municipal) {
  const bool chart = std::any_of(reading.entries.begin(), reading.entries.end(), [](const BudgetEntry& e) { return e.kind == EntryKind::line && e.account.size() == 2; });
  bool under = false;
  for (BudgetEntry& e : reading.entries) {
    if (e.kind != EntryKind::line) continue;
    const std::string_view label = document.text.fold(e.label);
    if (label.substr(0, 5) == "dont " || label.substr(0, 1) == "-") e.level = 1;
    else if (chart && (municipal ? e.account.size() > 3 : e.account.size() != 2)) e.level = 1;
    else if (municipal && e.account.size() > 3) e.level = under ? 1 : 0;
    under = under || e.account.size() == 2 || e.account.size() == 3;
  }
}

void weigh(BudgetReading& reading, bool by_balance) {
  std::map<std::pair<std::size_t, int>, std::array<std::int64_t, 3>> sums;  // heads, all, total
  for (const BudgetEntry& e : reading.entries) {
    auto& sum = sums[{e.key, static_cast<int>(e.side)}];
    if (e.kind == EntryKind::line) {
      sum[1] += e.amount.cents;
      if (e.level == 0) sum[0] += e.amount.cents;
    } else if (e.kind == EntryKind::total && !e.grand) {
      sum[2] = e.amount.cents;
    } else if (e.kind == EntryKind::result && e.side != Side::unknown) {
      sum[0] += std::abs(e.amount.cents);
      sum[1] += std::abs(e.amount.cents);
    }
  }
  std::size_t right = 0, wrong = 0;
  for (const auto& [key, sum] : sums) {
    if (sum[2] == 0 || sum[1] == 0) continue;
    if (std::abs(sum[0] - sum[2]) <= 200 || std::abs(sum[1] - sum[2]) <= 200) ++right;
    else ++wrong;
  }
  reading.proven = right > 1 && wrong == 0 && !by_balance;
  reading.confidence = right > 0 && wrong == 0 ? 0.97 : wrong > right ? 0.82 : 0.9;
}

}  // namespace minutier::extractors
