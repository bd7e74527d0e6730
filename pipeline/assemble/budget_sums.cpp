#include "pipeline/assemble/budget_sums.hpp"

#include <algorithm>

#include "pipeline/assemble/reading.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

bool is_balancing(std::string_view account, std::string_view folded) {
  if (!account.empty()) return account.starts_with("12") && account.size() <= 3;
  for (const std::string_view word : {"excedent", "deficit", "benefice", "perte", "resultat de l'exercice", "resultat net", "boni", "mali"})
    if (folded.starts_with(word)) return true;
  return false;
}

// 0 for an account, more for what stands under it. Lines that do not say are told by their numbers, where a chart of accounts
// of two digits is used.
std::int64_t level_of(const Json& line, bool chart) {
  if (const Json* level = line.find("level")) return value_of(level).as_int();
  return chart && value_in(line, "account").as_string().size() != 2 ? 1 : 0;
}

}  // namespace

std::optional<std::int64_t> BudgetAccount::sum() const {
  if (parts.empty()) return std::nullopt;
  std::int64_t out = 0;
  for (const BudgetLine& line : parts) {
    if (line.amount.currency != head.amount.currency) return std::nullopt;
    out += line.amount.cents;
  }
  return out;
}

std::vector<BudgetAccount> accounts_of(const Json& budget, std::string_view side) {
  std::vector<BudgetAccount> out;
  const auto& lines = budget["lines"].items();
  const bool chart = std::any_of(lines.begin(), lines.end(), [](const Json& line) { return value_in(line, "account").as_string().size() == 2; });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Json& item = lines[i];
    if (value_in(item, "side").as_string() != side) continue;
    const auto money = money_of(value_in(item, "amount"));
    if (!money) return {};
    BudgetLine line{i, value_in(item, "account").as_string(), value_in(item, "label").as_string(), *money, item.find("amount"), false};
    const std::string folded = normalise::fold(line.label);
    line.balancing = is_balancing(line.account, folded);
    const std::int64_t level = level_of(item, chart);
    const bool below = level > 0 && !out.empty() && !line.balancing;
    if (!below) {
      out.push_back({std::move(line), {}, false});
      continue;
    }
    if (level > 1) continue;  // a part of a part
    out.back().partial = out.back().partial || folded.starts_with("dont");
    out.back().parts.push_back(std::move(line));
  }
  return out;
}

SideSums side_sums(const Json& budget, std::string_view side) {
  SideSums sums;
  std::int64_t cents = 0, balance = 0;
  bool balancing = false;
  std::string currency;
  for (const BudgetAccount& account : accounts_of(budget, side)) {
    if (!currency.empty() && account.head.amount.currency != currency) return {};
    currency = account.head.amount.currency;
    if (account.head.balancing) {
      balancing = true;
      balance += account.head.amount.cents < 0 ? -account.head.amount.cents : account.head.amount.cents;
      continue;
    }
    cents += account.head.amount.cents;
    sums.facts.push_back(account.head.fact);
    if (account.parts.size() > 1) ++(account.holds() ? sums.whole : sums.broken);
  }
  if (sums.facts.empty()) return {};
  sums.total = Money{cents, currency};
  if (balancing) sums.with_balance = Money{cents + balance, currency};
  return sums;
}

}  // namespace minutier::assemble
