#include <optional>

#include "extractors/budget_words.hpp"
#include "extractors/grant_book.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

// « 800 » » with the sign for no centimes, « 700 € (3 500 € en 2019) »: the sum that a cell gives first.
std::string_view sum_said(std::string_view cell) {
  if (const std::size_t open = cell.find(" ("); open != std::string_view::npos && open > 0) cell = cell.substr(0, open);
  while (!cell.empty() && (cell.back() == '"' || cell.back() == ' ')) cell.remove_suffix(1);
  return cell;
}

std::optional<extract::MoneyFound> sum_in(std::string_view cell, const std::string& currency) { return extract::parse_amount_cell(sum_said(cell), currency); }

}  // namespace

void table_of_grants(const extract::Document& document, const Table& table, int year, const extract::Match& match, GrantBook& book) {
  if (table.rows.size() < 2 || table.columns < 2) return;
  // The column of sums: the last called voted or granted, else the only one.
  std::vector<std::size_t> sums;
  std::optional<std::size_t> names, chosen;
  for (std::size_t c = 0; c < table.columns; ++c) {
    std::size_t amounts = 0, texts = 0;
    for (const auto& cells : table.rows) {
      const std::string_view f = cells[c].range.empty() ? std::string_view{} : document.text.fold(cells[c].range);
      if (f.empty()) continue;
      sum_in(f, book.context().currency) ? ++amounts : ++texts;
    }
    if (amounts > texts && names) sums.push_back(c);
    else if (texts > amounts && !names) names = c;
  }
  for (const std::size_t c : sums) {
    const std::string_view head = table.rows[0][c].range.empty() ? std::string_view{} : document.text.fold(table.rows[0][c].range);
    if (contains_any(head, {"deja", "rappel", "pour memoire", "precedent", "anterieur", "an dernier", "annee derniere", "n-1"}) && sums.size() == 2) continue;
    if (contains_any(head, {"vote", "attribu", "accord", "alloue", "octroy", "retenu", "cette seance", "propose", "decide"}) || (year != 0 && years_in(head) == std::vector<int>{year})) chosen = c;
  }
  if (!chosen && sums.size() == 1) chosen = sums[0];
  // « Association | 2022 | 2023 »: what is given this year stands beside what was given before.
  if (!chosen && sums.size() == 2 && book.context().year != 0) {
    const auto head = [&](std::size_t c) { return table.rows[0][c].range.empty() ? 0 : year_of(document.text.fold(table.rows[0][c].range)); };
    if (head(sums[0]) == book.context().year - 1 && head(sums[1]) == book.context().year) chosen = sums[1];
    if (head(sums[1]) == book.context().year - 1 && head(sums[0]) == book.context().year) chosen = sums[0];
    if (chosen && year == 0) year = book.context().year;
  }
  if (!names || !chosen) return;
  for (const auto& cells : table.rows) {
    const Range name = cells[*names].range, sum = cells[*chosen].range;
    if (name.empty() || sum.empty()) continue;
    const std::string_view label = document.text.fold(name);
    const auto amount = sum_in(document.text.fold(sum), book.context().currency);
    if (!amount || total_label(label) || account_label(label) || !years_in(sum_said(document.text.fold(sum))).empty()) continue;
    book.add(book.beneficiary(name), amount->money, sum, {}, year, match.range, match.rule->tag(), match.rule->confidence);
  }
}

void headed_grants(const extract::Document& document, const Table& table, GrantBook& book) {
  if (table.rows.size() < 3 || table.columns < 2 || table.columns > 7) return;
  const auto fold = [&](std::size_t r, std::size_t c) { return table.rows[r][c].range.empty() ? std::string_view{} : document.text.fold(table.rows[r][c].range); };
  std::optional<std::size_t> names, sums, said_plainly;
  bool received = false, asks = false, weak = false;  // weak: names anybody, so only « accordé » beside « demandé » tells of grants
  for (std::size_t c = 0; c < table.columns; ++c) {
    const std::string_view head = fold(0, c);
    if (head.empty() || head.size() > 40) continue;
    if (!names && c < 2) {
      const bool funder = contains_any(head, {"financeur", "bailleur", "subventionneur", "organisme financeur", "partenaire financier"});
      if (funder || contains_any(head, {"association", "porteur", "beneficiaire", "laureat", "structure aidee", "organisateur", "organisme"})) names = c, received = funder;
      else if (head == "qui" || head == "nom" || head == "a qui" || contains_any(head, {"demandeur", "club", "societe", "commune", "tiers"})) names = c, weak = true;
      if (names) continue;
    }
    if (contains_any(head, {"deja ", "rappel", "pour memoire", "l'an dernier", "annee precedente", "n-1"})) continue;
    const bool said = contains_any(head, {"cette seance", "obtenu", "accord", "attribu", "alloue", "octroy", "vote", "verse", "retenu"}) || (received && contains_any(head, {"recu"}));
    asks = asks || contains_any(head, {"demande", "sollicite"});
    const bool plain_sum = !received && (head == "aide" || head == "fonds de concours" || (head.size() < 18 && (head.starts_with("aide 20") || head.starts_with("subvention 20") || head.starts_with("subside 20"))) || head == "montant de l'aide" || head == "subvention" || head == "somme allouee" || head == "soutien" || head == "dotation");
    if (said || (plain_sum && !weak && !sums)) sums = c;
    if (plain_sum && weak && !said_plainly) said_plainly = c;
  }
  // « Bénéficiaire | Objet | Montant » under words that tell of giving
  const auto giving = [](std::string_view words) { return contains_any(words, {"subvention", "subside", "aide", "dons", "fonds", "soutien", "retenue", "retenus", "concours financier", "bourse", "laureat"}) && !contains_any(words, {"recu", "obtenu", "marche", "fournisseur"}); };
  // « Commune | Opération | Subvention » under « Fonds d'aide aux communes »
  if (names && weak && !sums && !asks && said_plainly && table.block >= 0)
    if (const Surroundings around = surroundings(document, table.block); giving(around.heading) || giving(around.before.substr(0, 200))) sums = said_plainly, weak = false;
  if (names && !received && !weak && !sums && table.block >= 0) {
    const Surroundings around = surroundings(document, table.block);
    const bool given = giving(around.heading) || giving(around.before.substr(0, 200));
    for (std::size_t c = *names + 1; c < table.columns && !sums; ++c) {
      const std::string_view head = fold(0, c);
      const bool proposed = asks && head.starts_with("propose");  // « Association | Demandé | Proposé »
      if (proposed || (given && (head.starts_with("montant") || head.starts_with("acompte") || head == "somme" || head == "eur" || head == "euros"))) sums = c;
    }
  }
  // « Financeur | Objet | 2017 | 2018 » under « Soutiens reçus »: each year by its column.
  if (names && received && !sums && book.named_organisation() && table.block >= 0) {
    const Surroundings around = surroundings(document, table.block);
    if (!contains_any(around.heading, {"recu", "obtenu", "soutien", "financeurs", "subventions"}) && !contains_any(around.before, {"recu", "obtenu"})) return;
    for (std::size_t c = *names + 1; c < table.columns; ++c) {
      const int year = fold(0, c).size() == 4 ? year_of(fold(0, c)) : 0;
      for (std::size_t r = 1; year != 0 && year <= book.context().year && r < table.rows.size(); ++r) {
        const auto amount = sum_in(fold(r, c), book.context().currency);
        if (!amount || amount->money.cents <= 0 || total_label(fold(r, *names))) continue;
        const Range purpose = c > *names + 1 && !sum_in(fold(r, *names + 1), book.context().currency) ? table.rows[r][*names + 1].range : Range{};
        book.granted_to_us(book.beneficiary(table.rows[r][*names].range), amount->money, table.rows[r][c].range, purpose, year);
      }
    }
    return;
  }
  // « Bénéficiaire | Objet | 2012 | 2011 » under « Subsides versés »: each year by its column.
  if (names && !received && !weak && !sums && table.block >= 0) {
    const Surroundings around = surroundings(document, table.block);
    const auto gives = [](std::string_view words) { return contains_any(words, {"subsides", "subventions", "aides", "dons", "soutien"}) && !contains_any(words, {"recu", "obtenu"}); };
    if (gives(around.heading) || gives(around.before.substr(0, 160)))
      for (std::size_t c = *names + 1; c < table.columns; ++c) {
        const int year = fold(0, c).size() == 4 ? year_of(fold(0, c)) : 0;
        for (std::size_t r = 1; year != 0 && year <= book.context().year + 1 && r < table.rows.size(); ++r) {
          const auto amount = sum_in(fold(r, c), book.context().currency);
          if (!amount || amount->money.cents <= 0 || fold(r, *names).empty() || total_label(fold(r, *names))) continue;
          const Range purpose = c > *names + 1 && !sum_in(fold(r, *names + 1), book.context().currency) ? table.rows[r][*names + 1].range : Range{};
          book.add(book.beneficiary(table.rows[r][*names].range), amount->money, table.rows[r][c].range, purpose, year, table.rows[0][c].range, "grants.headed@1", 0.86);
        }
      }
    return;
  }
  if (!names || !sums || *sums <= *names || (weak && !asks) || (received && !book.named_organisation())) return;
  // The year of the sums, where their head or the words before say one.
  int year = 0;
  if (const std::vector<int> years = years_in(fold(0, *sums)); years.size() == 1) year = years[0];
  std::size_t rows = 0, amounts = 0;
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    rows += !fold(r, *sums).empty();
    amounts += sum_in(fold(r, *sums), book.context().currency).has_value();
  }
  if (amounts < 2 || amounts * 3 < rows * 2) return;
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    const std::string_view label = fold(r, *names);
    const auto amount = sum_in(fold(r, *sums), book.context().currency);
    if (label.empty() || !amount || total_label(label) || account_label(label)) continue;
    const Range purpose = *names + 1 < *sums && !sum_in(fold(r, *names + 1), book.context().currency) ? table.rows[r][*names + 1].range : Range{};
    const Range name = table.rows[r][*names].range, sum = table.rows[r][*sums].range;
    if (received) book.granted_to_us(book.beneficiary(name), amount->money, sum, purpose, year != 0 ? year : book.context().report ? book.context().year : 0);
    else book.add(book.beneficiary(name), amount->money, sum, purpose, year, sum, "grants.headed@1", 0.86);
  }
}

}  // namespace minutier::extractors
