#include "extractors/budget_table.hpp"

#include <algorithm>
#include <string>

#include "pipeline/base/contains.hpp"

namespace minutier::extractors {
namespace {

// « Comptes 2017 et budget prévisionnel 2018 »: pairs of kind and year, piece by piece.
struct Said {
  std::string_view kind;
  int year = 0;
};
std::vector<Said> said_in(std::string_view caption, bool municipal) {
  std::vector<Said> out;
  caption = caption.substr(0, 400);
  std::size_t begin = 0;
  const auto take = [&](std::string_view piece) {
    const std::vector<int> years = years_in(piece);
    const std::string_view kind = budget_kind(piece, municipal);
    if (years.empty() && kind.empty()) return;
    out.push_back({kind, year_of(piece)});
  };
  for (std::size_t at = 0; at < caption.size(); ++at) {
    std::size_t cut = 0;
    if (caption[at] == ',' || caption[at] == ';' || caption[at] == '+' || (caption[at] == '/' && !(at > 0 && caption[at - 1] >= '0' && caption[at - 1] <= '9')) || caption[at] == '\n') cut = 1;
    else if (caption.substr(at, 4) == " et ") cut = 4;
    else if (caption.substr(at, 2) == ". ") cut = 2;
    if (cut == 0) continue;
    take(caption.substr(begin, at - begin));
    begin = at + cut;
    at = begin - 1;
  }
  take(caption.substr(begin));
  return out;
}

void complete(BudgetKey& key, const MoneyContext& context, const std::vector<std::string_view>& captions) {
  std::string_view loose_kind;
  // « Le bilan 2018 est approuvé. Voici où on en est au 31 mai : »: of the year that runs
  const auto to_date = [&](std::string_view c) {
    static constexpr std::string_view months[] = {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"};
    if (contains_any(c, {"ou on en est", "ou nous en sommes", "point d'etape", "situation a ce jour", "depuis janvier", "depuis le 1er janvier", "depuis le debut de l'annee"})) return true;
    for (int m = 0; m < 12; ++m)
      if (const std::size_t at = c.find(months[m]); at != std::string_view::npos && at > 4 && m + 1 <= context.month && (m < 11 || context.month == 12)) {
        const std::string_view before = c.substr(at > 7 ? at - 7 : 0, std::min<std::size_t>(at, 7));
        const std::vector<int> years = years_in(c.substr(at, 24));
        if (contains(before, "au ") && first_of(before, "0123456789") != std::string_view::npos && (years.empty() || (years.size() == 1 && years[0] == context.year))) return true;
      }
    return false;
  };
  if (key.year == 0 && !context.report && context.year != 0 && (key.kind.empty() || key.kind == "realise"))
    for (std::size_t i = 0; i < std::min<std::size_t>(captions.size(), 3); ++i) {
      if (const std::string_view first = captions[i].substr(0, std::min(captions[i].find(". "), captions[i].size())); first.size() < 160 && first.size() < captions[i].size() && to_date(first) && years_in(first).empty() && !contains_any(first, {"du 1", "clos", "arret"})) {
        key.year = context.year;
        key.kind = "realise";
        break;
      }
      std::string_view last = captions[i].size() > 160 ? captions[i].substr(captions[i].size() - 160) : captions[i];
      if (const std::size_t dot = last.find_last_of(".;!?", last.size() > 2 ? last.size() - 3 : 0); dot != std::string_view::npos) last.remove_prefix(dot + 1);
      if (last.empty() || !to_date(last) || contains_any(last, {"du 1", "clos", "arret"})) continue;
      key.year = context.year;
      key.kind = "realise";
      break;
    }
  const bool planned_column = key.kind == "previsionnel" && key.year == 0;
  int loose_year = 0;
  for (const std::string_view caption : captions) {
    if (key.year != 0 && !key.kind.empty()) return;
    for (const Said& said : said_in(caption, context.municipal)) {
      const bool kind_fits = key.kind.empty() || said.kind.empty() || said.kind == key.kind;
      const bool year_fits = key.year == 0 || said.year == 0 || said.year == key.year;
      if (!kind_fits || !year_fits) continue;
      if (key.kind.empty() && key.year == 0) {
        if (!said.kind.empty() && said.year != 0) { key.kind = said.kind; key.year = said.year; break; }
        if (loose_kind.empty()) loose_kind = said.kind;
        if (loose_year == 0) loose_year = said.year;
      } else if (key.kind.empty() && !said.kind.empty() && said.year == key.year) {
        key.kind = said.kind;
      } else if (key.year == 0 && said.year != 0 && said.kind == key.kind) {
        key.year = said.year;
      } else {
        if (loose_kind.empty()) loose_kind = said.kind;
        if (loose_year == 0 && (said.kind.empty() || said.kind == key.kind)) loose_year = said.year;
      }
    }
  }
  // « PV d'AG - 12 janvier 2008 » over accounts without a year: the day of the sitting.
  const auto of_day = [&](int year) {
    return std::any_of(captions.begin(), captions.end(), [&](std::string_view caption) {
      const std::size_t at = caption.find(std::to_string(year));
      if (at == std::string_view::npos || at < 8) return false;
      const std::string_view before = caption.substr(at > 14 ? at - 14 : 0, std::min<std::size_t>(at, 14));
      return first_of(before, "0123456789") != std::string_view::npos && contains_any(before, {"janvier ", "fevrier ", "mars ", "avril ", "mai ", "juin ", "juillet ", "aout ", "septembre ", "octobre ", "novembre ", "decembre "});
    });
  };
  const bool loosely = key.kind.empty() && (loose_kind == "realise" || loose_kind == "compte_administratif") && context.month > 0 && context.month < 5 && loose_year == context.year && of_day(loose_year);
  const bool done = key.kind == "realise" || key.kind == "compte_administratif" || loosely;
  // « Comptes de la campagne, arrêtés au 31 mars 1965 »: closed in the year of the sitting.
  const auto closed = [&](int year) {
    return std::any_of(captions.begin(), captions.end(), [&](std::string_view caption) {
      const std::size_t at = caption.find(std::to_string(year));
      if (at == std::string_view::npos) return false;
      std::string before(caption.substr(at > 32 ? at - 32 : 0, std::min<std::size_t>(at, 32)));
      std::replace(before.begin(), before.end(), '\n', ' ');
      return contains_any(before, {"arretes au ", "arretes le ", "arrete au ", "arrete le ", "clos le ", "clos au ", "cloture le ", "clotures au "});
    });
  };
  if (key.year == 0 && loose_year != 0 && done && closed(loose_year)) key.year = loose_year;
  if (key.year == 0 && loose_year != 0 && !(done && !context.report && context.year != 0 && loose_year >= context.year)) key.year = loose_year;
  if (key.kind.empty() && !loose_kind.empty()) {
    // A plan for a year gone by, in a column of that year, is what was done.
    const bool past = key.year != 0 && context.year != 0 && key.year < context.year;
    key.kind = loose_kind == "previsionnel" && past && !context.report ? "realise" : std::string(loose_kind);
  }
  if (key.kind.empty() && key.year != 0 && context.year != 0) {
    key.kind = key.year < context.year || context.report ? "realise" : "previsionnel";
    key.inferred = true;
  }
  // « Prévisions | Réalisations » under « Compte financier 2015 »: both of that year
  if (key.year == 0 && planned_column)
    for (const std::string_view caption : captions)
      for (const Said& said : said_in(caption.substr(0, 120), context.municipal))
        if (key.year == 0 && (said.kind == "realise" || said.kind == "compte_administratif") && said.year != 0 && said.year < context.year) key.year = said.year;
  if (key.year == 0 && !key.kind.empty() && context.year != 0) {
    const bool past = key.kind == "realise" || key.kind == "compte_administratif";
    // Accounts of a season or a school year that are read in autumn ended in that year.
    const bool since = std::any_of(captions.begin(), captions.end(), [](std::string_view c) { return contains_any(c, {"depuis la derniere a", "depuis notre derniere a"}); });  // up to this sitting
    key.year = past && !since && !context.report && !(context.month >= 9 && key.kind == "realise") ? context.year - 1 : context.year;
    key.inferred = true;
  }
}

}  // namespace

void complete_key(BudgetKey& key, const MoneyContext& context, const std::vector<std::string_view>& captions) {
  complete(key, context, captions);
  const bool french = context.municipal && context.francs == "FRF" && context.currency != "CAD";
  // What a section of a French public body has done, the year over, is told in its « compte administratif ».
  if (key.kind == "realise" && french && !key.section.empty() && (context.year == 0 || key.year < context.year || context.report)) key.kind = "compte_administratif";
  // The budget of a French commune or of a syndicate of them is voted as « primitif ».
  if (key.kind == "previsionnel" && french) key.kind = "primitif";
}

}  // namespace minutier::extractors
