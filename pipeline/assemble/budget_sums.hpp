#pragma once
// The lines of a budget as sums: accounts and what stands under them, in exact cents. Pure; points into the budget's tree.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::assemble {

struct BudgetLine {
  std::size_t index = 0;  // in the budget's lines
  std::string_view account, label;
  Money amount;
  const Json* fact = nullptr;  // the amount
  bool balancing = false;      // « Excédent », « Déficit »: what brings both sides level
};

struct BudgetAccount {
  BudgetLine head;
  std::vector<BudgetLine> parts;  // the lines one level below, up to the next account
  bool partial = false;           // « dont … »: the parts need not be all
  std::optional<std::int64_t> sum() const;  // of the parts, in cents; nothing without parts or with two currencies
  bool holds() const { return !sum() || *sum() == head.amount.cents || (partial && *sum() <= head.amount.cents); }
};

// Accounts of one side ("charge", "produit"), in order. Nothing where a line has no amount that can be read.
std::vector<BudgetAccount> accounts_of(const Json& budget, std::string_view side);

struct SideSums {
  std::optional<Money> total;          // of the accounts, without balancing lines; nothing without lines or with two currencies
  std::optional<Money> with_balance;   // with them; nothing where there is none
  std::vector<const Json*> facts;      // the amounts summed
  std::size_t whole = 0, broken = 0;   // accounts whose parts sum, and do not
};
SideSums side_sums(const Json& budget, std::string_view side);

}  // namespace minutier::assemble
