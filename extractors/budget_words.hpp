#pragma once
// The vocabulary of budgets and accounts in folded text: sides, totals, results, kinds, sections and account numbers.
// Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace minutier::extractors {

enum class Side { unknown, charge, produit };
std::string_view name(Side side);

// « Dépenses », « CHARGES D'EXPLOITATION », « Recettes de fonctionnement 2018 : »: a label that only says a side.
Side side_heading(std::string_view folded);

// The same of a title, which may name beside a side what goes with it: « Dépenses et affectations ».
Side side_title(std::string_view folded);

// « Frs », « (en euros) »: a unit of money by itself, apart from its number or over a column of sums.
bool unit_of_money(std::string_view folded);
// The side a phrase speaks of, if of one only: « total des charges prévisionnelles ».
Side side_in(std::string_view folded);

// « Total des charges », « TOTAL GÉNÉRAL », « Totaux »; `of_part` for « Sous-total », « Total 60 ».
struct TotalLabel {
  Side side = Side::unknown;
  bool of_part = false;
  bool grand = false;
};
std::optional<TotalLabel> total_label(std::string_view folded);

// « Résultat », « Excédent de l'exercice », « Déficit », « Boni », « Excédent de charges »: +1, -1, or 0 where the sign of
// the number, or its place, decides. Nothing for other labels, nor for results carried over from an earlier year.
std::optional<int> result_label(std::string_view folded);

// "previsionnel", "realise", "compte_administratif", "primitif", "supplementaire", "decision_modificative", or "".
std::string_view budget_kind(std::string_view folded, bool municipal);

// "fonctionnement", "investissement", or "" where neither or both are named.
std::string_view budget_section(std::string_view folded);

// « 60- Achats », « 6061 Fournitures », « 011 : Charges à caractère général »: number, and where the label begins.
struct AccountLabel {
  std::string account;
  std::size_t label = 0;
};
std::optional<AccountLabel> account_label(std::string_view folded);
Side side_of_account(std::string_view account, bool municipal);

}  // namespace minutier::extractors
