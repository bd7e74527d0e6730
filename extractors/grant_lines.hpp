#pragma once
// One line that tells a grant in its own words: « 300 € au collectif Les Lilas -> d'accord », « oui pour 1 500 € à la coopérative »,
// « L'Étal des femmes : demandait 1 000 €, on dit 600 € », « Famille Ortega : 1.200 F.      Veuve Barral : 600 F. ».
// Pure functions; ranges are bytes of the reading text.

#include <string_view>
#include <vector>

#include "extractors/budget_context.hpp"

namespace minutier::extractors {

struct GrantLine {
  Range name, amount;
  Money money;
  bool granted = false;  // the line says that it was: « accordé », « d'accord »
  bool refused = false;  // or that it was not, or not yet; name and amount are then empty
};

// « refusé », « reporté », « -> non »: folded words that leave a request without its grant.
bool says_refused(std::string_view folded);

// Where the name begins behind a sum: « au collectif … », « pour l'association … »; npos for none. And where one ends that begins
// at `from`. Folded words.
std::size_t given_to(std::string_view rest);
std::size_t name_end(std::string_view folded, std::size_t from);

// The grants of a line or list entry; empty where it tells none.
std::vector<GrantLine> grant_lines(const extract::Document& document, Range line, const MoneyContext& context);

}  // namespace minutier::extractors
