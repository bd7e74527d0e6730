// Lists whose sides no head names: charges below nought, or one side after the other, down to a balance that proves it.

#include <algorithm>
#include <cstdlib>

#include "extractors/budget_ledger_stream.hpp"
#include "pipeline/base/contains.hpp"

namespace minutier::extractors {
namespace {

// « Ventes 6 482,15 / Coût des ventes -6 120,87 / … / Bénéfice 361,28 »: charges are below nought.
std::optional<LedgerBalance> by_sign(std::string_view folded, const std::vector<LedgerRow>& rows) {
  LedgerBalance out;
  std::int64_t sum = 0;
  bool plus = false, minus = false;
  for (const LedgerRow& row : rows) {
    if (row.amounts() == 0) continue;
    if (row.cells.size() != 2 || row.cells[0].amount) return std::nullopt;
    LedgerItem item{row.cells[0].range, row.cells[1].range, row.cells[1].money, Weight::line};
    const std::string_view label = item.label.of(folded);
    if (result_label(label) || total_label(label) || label.starts_with("resultat")) {
      if (item.money.cents != sum || !plus || !minus) return std::nullopt;
      if (label.starts_with("resultat") && !contains(label, "exercice") && !contains(label, "net")) continue;
      if (out.lines.size() < 3) return std::nullopt;
      out.result = item;
      return out;
    }
    sum += item.money.cents;
    const Side side = item.money.cents < 0 ? Side::charge : Side::produit;
    (side == Side::charge ? minus : plus) = true;
    item.money.cents = std::abs(item.money.cents);
    out.lines.emplace_back(item, side);
  }
  return std::nullopt;
}

// The sides of the items that give the balance; a balance on the way has none. Nothing where there are none, or several.
std::optional<std::vector<Side>> sides_of(std::string_view folded, const std::vector<LedgerItem>& items, std::int64_t balance) {
  // what is held and owed is no account of what came and went
  bool named = false;
  for (const LedgerItem& item : items) {
    const std::string_view label = item.label.of(folded);
    if (signed_label(label, {"compte", "livret", "caisse", "banque", "emprunt", "dette", "creance", "placement", "c.c.p", "ccp", "parts sociales", "stock"})) return std::nullopt;
    named = named || side_in(label) != Side::unknown || contains_any(label, {"vente", "achat", "cotisation", "subvention", "salaire", "personnel", "loyer", "frais", "fourniture", "billetterie", "don"});
  }
  if (!named) return std::nullopt;
  std::optional<std::vector<Side>> out;
  for (const Side first : {Side::produit, Side::charge})
    for (std::size_t change = 1; change < items.size(); ++change) {
      std::vector<Side> sides;
      std::int64_t sum = 0;
      bool fits = true;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (i >= 2 && items[i].money.cents == sum && sum != 0) {
          sides.push_back(Side::unknown);
          continue;
        }
        const Side side = (i < change) == (first == Side::produit) ? Side::produit : Side::charge, said = side_in(items[i].label.of(folded));
        fits = fits && items[i].money.cents > 0 && (said == Side::unknown || said == side);
        sum += side == Side::produit ? items[i].money.cents : -items[i].money.cents;
        sides.push_back(side);
      }
      if (!fits || sum != balance) continue;
      if (out) return std::nullopt;
      out = std::move(sides);
    }
  return out;
}

// « Ventes 41 206,80 / Achats 24 513,35 / Personnel 19 200,00 / Solde -3 986,55 »: what came in first, then what went out, or the other way
// round; balances on the way are told by the sum so far.
std::optional<LedgerBalance> by_sum(std::string_view folded, const std::vector<LedgerRow>& rows) {
  constexpr std::size_t most = 60;  // lines of one list
  LedgerBalance out;
  std::vector<LedgerItem> items;
  for (const LedgerRow& row : rows) {
    if (row.amounts() == 0) {
      if (items.empty() && row.cells.size() == 1 && row.cells[0].range.size() < 60) out.section = budget_section(row.cells[0].range.of(folded));
      continue;
    }
    if (row.cells.size() != 2 || row.cells[0].amount || row.years_only) return std::nullopt;
    const LedgerItem item{row.cells[0].range, row.cells[1].range, row.cells[1].money, Weight::line};
    const std::string_view label = item.label.of(folded);
    const auto sign = result_label(label);
    if (!sign && !signed_label(label, {"solde", "resultat", "reste", "balance", "difference"})) {
      items.push_back(item);
      continue;
    }
    if (items.size() < 3 || items.size() > most) return std::nullopt;
    out.result = item;
    if (sign && *sign < 0) out.result.money.cents = -std::abs(item.money.cents);
    const auto sides = sides_of(folded, items, out.result.money.cents);
    if (!sides) return std::nullopt;
    for (std::size_t i = 0; i < items.size(); ++i)
      if ((*sides)[i] != Side::unknown) out.lines.emplace_back(items[i], (*sides)[i]);
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<LedgerBalance> balance_of(std::string_view folded, const std::vector<LedgerRow>& rows) {
  if (auto signs = by_sign(folded, rows)) return signs;
  return by_sum(folded, rows);
}

}  // namespace minutier::extractors
