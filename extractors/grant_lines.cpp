#include "extractors/grant_lines.hpp"

#include <algorithm>
#include <optional>

#include "extractors/budget_words.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {

using extract::MoneyFound;

bool says_refused(std::string_view f) {
  return contains_word(f, "non") || contains_any(f, {"refus", "rejet", " neant", "reporte", "renvoye", "pas d'accord", "on attend", "en attente", "ajourne", "sans suite", "ne sera pas", "n'est pas accord", "pas retenu"});
}

namespace {

bool says_granted(std::string_view f) {
  return contains_any(f, {"accord", "oui ", "vote", "on dit", "allou", "attribu", "octroy", "ok ", "valide", "-> ok", "adopte", "donne "});
}

}  // namespace

std::size_t given_to(std::string_view rest) {
  std::size_t at = rest.find_first_not_of(' ');
  if (at == std::string_view::npos) return at;
  if (rest[at] == '(') {  // « 500 € (unanimité) au club … »
    const std::size_t close = rest.find(')', at);
    if (close == std::string_view::npos) return close;
    at = rest.find_first_not_of(' ', close + 1);
    if (at == std::string_view::npos) return at;
  }
  for (const std::string_view word : {"a la ", "a l'", "a ", "au ", "aux ", "pour l'association ", "pour le club ", "pour la societe ", "pour l'amicale ", "pour le comite ", "en faveur de ", "en faveur du ", "en faveur des "})
    if (rest.substr(at, word.size()) == word) {
      const std::string_view name = rest.substr(at + word.size());
      for (const std::string_view other : {"titre ", "hauteur", "compter", "raison", "partir", "verser", "prendre", "imputer", "payer", "chaque", "chacun", "tous ", "budget", "mairie de le", "qui ", "l'unanimite", "prelever"})
        if (name.starts_with(other)) return std::string_view::npos;
      return at + word.size();
    }
  return std::string_view::npos;
}

std::size_t name_end(std::string_view f, std::size_t from) {
  std::size_t end = f.size();
  for (const std::string_view sign : {" pour ", " (", " ->", ";", " : ", ". ", ", ", " afin ", " en vue ", " dans le ", "\n\n", " - ", " | ", " destine"})
    end = std::min(end, f.find(sign, from));
  // « Toits pour tous », « Une place pour toutes » is a name.
  if (end < f.size() && f.substr(end).starts_with(" pour tou"))
    if (const std::size_t next = first_of(f, " ,.;:(\n", end + 6); true) end = std::min(next, f.size());
  while (end > from && (f[end - 1] == ' ' || f[end - 1] == '.' || f[end - 1] == ',' || f[end - 1] == ':')) --end;
  return end;
}

namespace {

// The words before a sum that only say that it is given.
bool only_gives(std::string_view before) {
  while (!before.empty() && (before.front() == ' ' || before.front() == '-' || before.front() == '+' || before.front() == '*')) before.remove_prefix(1);
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  for (const std::string_view word : {"", "oui pour", "ok pour", "accord pour", "va pour", "d'accord pour", "accorde", "alloue", "vote", "octroie", "attribue", "donne", "donner", "on donne", "don", "verser", "offrir", "verse", "don de", "un don de", "aide de", "une aide de", "subvention de", "une subvention de", "subside de", "un subside de", "soutien de", "cheque de",
                                      "un cheque de", "bourse de", "une bourse de", "secours de", "un secours de", "somme de", "la somme de", "a l'unanimite"})
    if (before == word) return true;
  return false;
}

std::optional<GrantLine> one(const extract::Document& document, Range folded, const MoneyContext& context) {
  const std::string_view f = folded.of(document.text.folded);
  const std::vector<MoneyFound> sums = extract::find_money(f, context.francs);
  if (sums.empty() || sums.size() > 3) return std::nullopt;
  GrantLine line;
  if (says_refused(f)) {
    line.refused = true;
    return line;
  }
  line.granted = says_granted(f);
  const auto at = [&](std::size_t begin, std::size_t end) { return document.text.to_reading({folded.begin + begin, folded.begin + end}); };
  const auto take = [&](const MoneyFound& sum) {
    line.money = sum.money;
    line.amount = at(sum.range.begin, sum.range.end);
  };
  if (only_gives(f.substr(0, sums[0].range.begin)) && sums.size() == 1) {
    const std::size_t behind = sums[0].range.end, to = given_to(f.substr(behind));
    if (to == std::string_view::npos) return std::nullopt;
    const std::size_t end = name_end(f, behind + to);
    if (end < behind + to + 3 || end - behind - to > 80) return std::nullopt;
    line.name = at(behind + to, end);
    take(sums[0]);
    return line;
  }
  // « Vert Tige demande 120 € pour un abri. Oui, à l'unanimité »: who asks, and what is said to it
  for (const std::string_view verb : {" demande ", " demandait ", " sollicite "})
    if (const std::size_t at_verb = f.find(verb); at_verb != std::string_view::npos && at_verb > 3 && at_verb < 70 && at_verb < sums[0].range.begin && first_of(f.substr(0, at_verb), ":.,;") == std::string_view::npos && sums.size() == 1) {
      const std::string_view answer = f.substr(sums[0].range.end);
      if (!contains_word(answer, "oui") && !contains_any(answer, {"accord", "adopt", "accept", " ok", "unanimite", "d'accord", "valide"})) return std::nullopt;
      line.granted = true;
      line.name = at(0, at_verb);
      take(sums[0]);
      return line;
    }
  // The name stands first: up to « : », leaders, an arrow or a dash before the sum.
  const std::string_view before = f.substr(0, sums[0].range.begin);
  std::size_t cut = std::min({before.find(" : "), before.find(": "), before.find(" -> "), before.find(" - "), before.find(".."), before.find(" = ")});
  if (cut == std::string_view::npos || cut < 3 || cut > 90) return std::nullopt;
  const std::string_view label = f.substr(0, cut), between = sums.size() > 1 ? f.substr(sums[0].range.end, sums[1].range.begin - sums[0].range.end) : std::string_view();
  if (total_label(label) || side_heading(label) != Side::unknown || contains_any(label, {"cotisation", "tarif", "prix", "loyer", "solde", "budget", "enveloppe", "reste", "vote", "pour ", "contre", "abstention", "fonds ", "credit"})) return std::nullopt;
  if (sums.size() == 1) {
    const std::size_t asked = before.find("demand", cut);
    if (asked != std::string_view::npos && !contains_any(before.substr(asked), {"vote", "accord", "on dit", "allou", "octroi"})) return std::nullopt;
    take(sums[0]);
  } else if (contains_any(before.substr(cut), {"demand"}) || contains_any(between, {"demand", "soit ", "on dit", "accord", "vote", "ramen"})) {
    take(sums[1]);
  } else if (contains_any(between, {"dont "})) {
    take(sums[0]);
  } else {
    return std::nullopt;
  }
  // « Fanfare (cuivres) : », « Amicale laïque, arbre de Noël : »: what it is for stands behind the name.
  if (const std::size_t open = label.find(" ("); open != std::string_view::npos && open > 3) cut = open;
  if (const std::size_t comma = label.find(", "); comma < cut && comma > 3) {
    const Range next = at(comma + 2, comma + 3);
    const char c = next.empty() ? 'A' : document.text.reading[next.begin];
    if (c >= 'a' && c <= 'z') cut = comma;
  }
  line.name = at(0, cut);
  return line;
}

}  // namespace

std::vector<GrantLine> grant_lines(const extract::Document& document, Range line, const MoneyContext& context) {
  std::vector<GrantLine> out;
  const Range folded = document.text.to_folded(line);
  const std::string_view f = folded.of(document.text.folded);
  if (f.size() < 8 || f.size() > 320) return out;
  // « A : 1.200 F.      B : 600 F. »: two in one line, a wide gap between.
  std::vector<Range> pieces;
  std::size_t begin = 0;
  for (std::size_t gap = f.find("   "); gap != std::string_view::npos; gap = f.find("   ", gap)) {
    const std::size_t next = f.find_first_not_of(' ', gap);
    if (next == std::string_view::npos) break;
    if (!extract::find_money(f.substr(begin, gap - begin), context.francs).empty() && f.find(':', next) != std::string_view::npos) {
      pieces.push_back({folded.begin + begin, folded.begin + gap});
      begin = next;
    }
    gap = next;
  }
  pieces.push_back({folded.begin + begin, folded.end});
  for (const Range piece : pieces)
    if (auto grant = one(document, piece, context)) out.push_back(*grant);
  return out;
}

}  // namespace minutier::extractors
