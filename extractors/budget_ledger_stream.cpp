#include "extractors/budget_ledger_stream.hpp"

#include <algorithm>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

bool signed_label(std::string_view label, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view s) { return label.substr(0, s.size()) == s; });
}

// Beside the words of accountants: « Reçu », « Dépensé », « Ce qui rentre ».
Side ledger_side(std::string_view label) {
  if (const Side side = side_title(label); side != Side::unknown) return side;
  while (!label.empty() && (label.back() == ':' || label.back() == ' ' || label.back() == '.')) label.remove_suffix(1);
  for (const std::string_view word : {"rentrees", "rentree", "ce qui rentre", "plus"})
    if (label == word) return Side::produit;
  for (const std::string_view word : {"on a depense", "depenses", "ce qui sort", "ce qui est sorti", "paye", "payes", "decaisse", "moins"})
    if (label == word) return Side::charge;
  return Side::unknown;
}

std::string_view ordinary_section(std::string_view label) {
  return label.starts_with("service extraordinaire") ? "investissement" : label.starts_with("service ordinaire") ? "fonctionnement" : "";
}

// « cotisations 42 x 12 eur », « cotisations (198 x 12 f.) »: the reckoning is no part of the name.
std::size_t name_size(std::string_view label) {
  static const Regex reckoning("[ ]?\\(?\\d+ ?[x*] ?[\\d.,]+ ?(?:eur|euros|f|fr|frs|francs|chf)\\.?\\)?(?: ?=)?$|[ ]?\\(\\d{2}(?:/\\d{2})*\\)$");
  if (first_of(label, "x*/(") == std::string_view::npos) return label.size();
  RegexHit hit;
  return reckoning.search(label, hit) && hit.whole().begin > 0 ? hit.whole().begin : label.size();
}

std::int64_t weighed(const LedgerItem& item) { return item.weight == Weight::reduction ? -item.money.cents : item.money.cents; }

// Whole sums were rounded one by one: a unit may be lost on the way.
bool agrees(std::int64_t sum, std::int64_t total, const std::vector<LedgerItem>& items) {
  const bool whole = total % 100 == 0 && items.size() > 3 && std::all_of(items.begin(), items.end(), [](const LedgerItem& i) { return i.money.cents % 100 == 0; });
  return std::abs(sum - total) <= (whole ? 100 : 0);
}

}  // namespace minutier::extractors
