#include "extractors/resolution_sums.hpp"

#include <algorithm>

#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

// « au lieu de 20 € », « passe de 58 € à 60 € », « demandait 1 000 €, on dit 600 »: a sum that another takes the place of.
bool replaced(std::string_view text, Range sum) {
  static const Regex before("(?:au lieu d(?:e|es)|\\bcontre|anciennement|auparavant|(?:aujourd'hui|actuellement|jusque-la|precedemment|jadis)(?: (?:de|a|fixee?s? a))?|jusqu'(?:ici|alors)(?: de)?|(?:etait|etaient)(?: fixee?s?)?(?: (?:de|a))?)[ ]?$"), asked("\\bdemand(?:e|ait|aient|ent|ee?s?|ant)(?: de| d'un montant de| une? [a-z]+ de)?[ ]?$"),
      moves("\\b(?:pass|port|ramen|relev|augment|haus|baiss|diminu|redui|maj)"), plain("(?:^|[ ,])de[ ]?$"), next("^[. ]* ?a (?:[0-9]|[a-z]+ (?:francs|euros))"),
      from("\\b(?:pass|port|ramen|relev|augment|haus|baiss|diminu|redui|maj)[a-z]*(?: [a-z]+){0,3} de[ ]?$"), to("^\\.?(?: [a-z/]+){0,4}? ?a (?:[0-9]|[a-z]+ (?:francs|euros))"),
      gone("^[ ,(]*(?:avant\\b|auparavant|l'an(?:nee)? (?:dernier|passe|derniere|precedente)|precedemment|jusqu'(?:ici|alors)|actuellement)");
  const std::size_t begin = sum.begin > 60 ? sum.begin - 60 : 0;
  const std::string_view head = text.substr(begin, sum.begin - begin), tail = text.substr(std::min(sum.end, text.size()), 60);
  return before.found(head) || asked.found(head) || gone.begins(tail) || (from.found(head) && to.begins(tail)) || (plain.found(head) && next.begins(tail) && moves.found(text));
}

const Regex& accounts() {
  static const Regex pattern("\\b(?:resultat|exercice|recettes|produits|charges|solde|deficit|excedent|benefice|bilan|comptes?|subvention de|dons?|chiffre d'affaires|caisse|deja|augmente|l'an dernier|a coute|quitus|decharge|tresorier)\\b");
  return pattern;
}

const Regex& priced() {  // titles of what is decided in sums
  static const Regex pattern("\\b(?:tarifs?|cotisations?|subventions?|subsides?|aides?|secours|coups? de pouce|dons?|achat|acquisition|vente|cession|travaux|devis|marches?|emprunt|indemnites?|loyers?|primes?|taxes?|redevances?|participation|honoraires|prix|location|contribution|ristourne|timbre|droits?|amendes?|forfait|caution|materiel|fournitures?|credits?|enveloppe|bourses?|dotations?)\\b");
  return pattern;
}

}  // namespace

bool speaks_of_amendment(std::string_view folded) {
  static const Regex pattern("\\b(?:sous-)?amendements?\\b|\\bcontre-propos|\\bproposition (?:de|d') ?(?:m\\.|mme|mlle|monsieur|madame)|\\b(?:sa|leur) proposition\\b");
  return pattern.found(folded);
}

// What a sentence says, without what it replaces.
std::vector<Sum> DraftSums::said(Range part) const {
  std::vector<Sum> all = sums_in(document_, part, francs_), kept;
  if (all.size() < 2) return all;
  const Range base = document_.text.to_folded(part);
  std::string flat(base.of(document_.text.folded));
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  for (const Sum& sum : all) {
    const Range where = document_.text.to_folded(sum.where);
    if (!replaced(flat, {where.begin - base.begin, where.end - base.begin})) kept.push_back(sum);
  }
  return kept.empty() ? all : kept;
}

// The line of an entry: « 12 € par élève, soit 1 044 € » counts its last sum, « Réserve légale (10 %) 4.861,24 » needs no unit.
std::vector<Sum> DraftSums::entry(Range item) const {
  const std::size_t end = document_.text.read(item).find('\n');
  if (end != std::string_view::npos && !sums_in(document_, {item.begin, item.begin + end}, francs_).empty()) item.end = item.begin + end;
  const Range base = document_.text.to_folded(item);
  const std::string_view words = base.of(document_.text.folded);
  if (const std::size_t at = words.find(", soit "); at != std::string_view::npos) return said(document_.text.to_reading({base.begin + at, base.end}));
  std::vector<Sum> sums = said(item);
  static const Regex bare("(?<n>\\d[\\d .]{0,11},\\d\\d)[ .;]*$");
  RegexHit hit;
  if (sums.empty() && bare.search(words, hit))
    if (const auto found = extract::parse_amount_cell(bare.text(words, hit, "n"), currency_)) sums.push_back({found->money, document_.text.to_reading(bare.range(hit, "n").after(base.begin))});
  return sums;
}

// The column of a table that gives what is granted or asked; totals are said too.
std::vector<Sum> DraftSums::column(const Table& table) const {
  static const Regex given("(?:attribu|accord|allou|octroy|vote|retenu|decide|propose|accept)"), sum("(?:montant|somme|subvention|subside|tarif|prix|redevance|aide|total|cout)"), unit("eur\\b|\\$|francs|\\bfr?s?\\.?(?:\\)|$)"), old("\\b(?:ancien|actuel|demande|precedent|n-1)\\b");
  std::vector<Sum> sums;
  if (table.rows.size() < 2 || table.columns < 2 || table.columns > 8) return sums;
  const auto money = [&](Range cell, bool unit_known) -> std::optional<Sum> {
    const Range base = document_.text.to_folded(cell);
    for (const extract::MoneyFound& found : extract::find_money(base.of(document_.text.folded), francs_))
      if (found.unit) return Sum{found.money, document_.text.to_reading({base.begin + found.range.begin, base.begin + found.range.end})};
    const auto number = extract::parse_amount_cell(base.of(document_.text.folded), currency_);
    const bool decimals = base.of(document_.text.folded).find(',') != std::string_view::npos;
    return number && (unit_known || decimals) ? std::optional<Sum>(Sum{number->money, cell}) : std::nullopt;
  };
  int column = -1, weak = -1, only = -1;
  bool several = false;
  for (std::size_t c = 1; c < table.rows[0].size(); ++c) {
    const std::string_view head = document_.text.fold(table.rows[0][c].range);
    if (old.found(head)) continue;
    if (given.found(head)) column = static_cast<int>(c);
    else if (sum.found(head) || unit.found(head)) weak = static_cast<int>(c);
    std::size_t filled = 0;
    for (std::size_t r = 1; r < table.rows.size(); ++r) filled += c < table.rows[r].size() && !table.rows[r][c].range.empty() && money(table.rows[r][c].range, unit.found(head));
    if (filled * 2 < table.rows.size()) continue;
    several = several || only >= 0;
    only = static_cast<int>(c);
  }
  if (column < 0) column = weak >= 0 ? weak : several ? -1 : only;
  if (column < 0) return sums;
  const std::size_t c = static_cast<std::size_t>(column);
  const bool unit_in_head = unit.found(document_.text.fold(table.rows[0][c].range));
  for (const auto& row : table.rows)
    if (c < row.size() && !row[c].range.empty())
      if (const auto found = money(row[c].range, unit_in_head && &row != &table.rows[0])) sums.push_back(*found);
  return sums;
}

const Table* DraftSums::tabled(const Draft& draft) const {
  static const Regex named("\\bci-(?:dessus|avant)\\b|\\btableau\\b|\\btel(?:le)?s? (?:que|qu')|\\brepartition\\b|\\bderniere colonne\\b"), wanted("\\b(?:subventions?|subsides?|aides?|secours|bourses|tarifs?|redevances?|cotisations?|repartition|affectation|amortissement)\\b");
  if (draft.tables.size() != 1 || draft.text.empty()) return nullptr;
  bool refers = false;
  for (const Range part : draft.text) refers = refers || named.found(document_.text.fold(part));
  const std::string_view title = document_.text.fold(draft.title);
  if (!wanted.found(title) && !(refers && wanted.found(document_.text.fold(draft.text.front())))) return nullptr;
  return &document_.structure.tables[static_cast<std::size_t>(draft.tables.front())];
}

// The sentence that says what an amendment would change: the nearest before it that proposes.
std::vector<Range> DraftSums::amended(const Draft& draft) const {
  static const Regex proposes("\\bamende|\\bcontre-propos|\\bpropos(?:e|ent|ait|ition)|\\bdemand(?:e|ent|ait)|\\bvoudrait|\\bsuggere|\\bsouhaite|\\bdepose|\\bmaintenir|\\blaisser|\\bporter");
  for (const Range part : draft.context)
    if (proposes.found(document_.text.fold(part)) && !sums_in(document_, part, francs_).empty()) return {part};
  return {};
}

// Sentences before the decision that say the sums it is about: what was proposed, the list it takes over, the sentence a bare vote closes.
std::vector<Range> DraftSums::proposed(const Draft& draft) const {
  static const Regex proposal("\\b(?:propos(?:e|ent|ait|ition|itions)|opposee?s?|demandee?s?|sollicite|passer(?:ait)? de|passe(?:nt)? (?:de|a)|port(?:er|ee?s?)|moyennant|devis|offres?|fixe[er]?e?s?|maintenue?s?|maintenir|equilibre|prop\\b|ticket|souscription|loyer|prix|montant|soit|voudrait|amendee?|attribuer|verser|allouer|octroyer|accorder|prevoir|depense|couter(?:ait|a)?|s'eleve(?:rait)?|evaluee?s?|estimee?s?|chiffree?s?)\\b");
  static const Regex list("\\bci-(?:dessus|dessous|apres|avant)\\b|\\bsuivante?s?\\b|\\b(?:cette|la) repartition\\b|\\btableau\\b|\\btel(?:le)?s? (?:que|qu')"), bare("^[ \\t\"*>=-]*(?:vote|adopte|approuve|accepte|valide|rejete|refuse|repousse|unanim|a l'unanim|accord|pour\\b|contre\\b|\\d|resultat|main|oui|prop|mise? aux voix|(?:la|le|cette|ce|elle|il|les|ces) )");
  static const Regex credits("\\bsur (?:les |un total de |une enveloppe de |un credit de )?[0-9][0-9 .,]* ?(?:eur|euros|f|francs)[^.;]{0,20}\\b(?:ouverts?|prevus?|inscrits?|disponibles?)"), other("\\b(?:proces[- ]verba|compte[- ]rendu|commissaire aux comptes|rapports? (?:d'activite|moral|annuel)|ordre du jour|avis (?:de principe )?(?:favorable|defavorable))"), spread("\\b(?:affectation|repartition|emploi) (?:du|des|de l') ?(?:resultat|benefice|excedent)"), balanced("\\bequilibr|\\ben balance\\b|\\bs'eleve|\\barretee? (?:a|en)\\b"), budget("\\bbudget\\b|\\bprevisionnel\\b"), past("\\b(?:l'an dernier|l'annee derniere|avait (?:recu|coute|ete)|en (?:19|20)\\d\\d,? (?:nous|on|le|la|elle|il) (?:avai|a )|a deja|pour memoire|rappelle|rappelant|fai(?:t|sant) (?:remarquer|observer)|repond\\b|regrette|objecte|vaut mieux|vaudrait mieux|prefer|trop (?:cher|eleve)|depuis (?:19|20|18)\\d\\d)");
  std::vector<Range> parts;
  const std::string_view title = document_.text.fold(draft.title);
  std::string said;
  for (const Range part : draft.text) said += std::string(document_.text.fold(part)) + ' ';
  if (other.found(title) || other.found(said)) return parts;
  const bool spreading = spread.found(title), listed = list.found(said), closing = bare.found(said);
  const bool accounting = !spreading && (accounts().found(title) || accounts().found(said)), budgeting = budget.found(title) || budget.found(said), price = priced().found(title) || priced().found(said);
  for (std::size_t i = 0; i < draft.context.size(); ++i) {
    const std::string_view words = document_.text.fold(draft.context[i]);
    if (words.empty() || words.back() == '?' || speaks_of_amendment(words) || past.found(words)) continue;
    const int block = document_.structure.block_at(draft.context[i].begin);
    const bool item = block >= 0 && document_.structure.blocks[static_cast<std::size_t>(block)].kind == BlockKind::item;
    const bool right_before = closing && i < 3 && words.size() < 300 && (i == 0 || block == document_.structure.block_at(draft.text.front().begin));
    if (budgeting && !price) {
      if (balanced.found(words)) parts.push_back(draft.context[i]);
    } else if (item && words.size() < 400 && (listed || spreading || (price && !accounts().found(title)))) {
      parts.push_back(draft.context[i]);
    } else if (!accounting && !credits.found(words) && (spreading || !accounts().found(words)) && (proposal.found(words) || right_before)) {
      parts.push_back(draft.context[i]);
    }
  }
  return parts;
}

std::vector<Sum> DraftSums::of(const Draft& draft) const {
  std::vector<Sum> sums;
  const auto more = [&](const std::vector<Sum>& found) {
    for (const Sum& sum : found)
      if (sum.money.cents != 0 && std::none_of(sums.begin(), sums.end(), [&](const Sum& s) { return s.money == sum.money; })) sums.push_back(sum);
  };
  static const Regex sentence("[a-z] (?:est|sont|a|ont|reste|avons|avions|etait|etaient|propose|presente|donne|rappelle|expose) [a-z]");  // a sentence that stands for the title of all that follows
  const std::string_view head = document_.text.fold(draft.title);
  if (draft.title_from_text || !draft.title_again || !sentence.found(head)) more(said(draft.title));
  for (const Range part : draft.text) more(said(part));
  const bool silent = sums.empty();
  static const Regex budget("\\bbudgets?\\b|\\bprevisionnel|\\bcomptes?\\b"), whole("\\b(?:totaux|total|ensemble|equilibre)\\b"), above("\\bci-(?:dessus|avant)\\b|\\btel(?:le)?s? (?:que|qu')|\\b(?:la|cette) repartition\\b|\\ble tableau\\b");
  std::string told(document_.text.fold(draft.title));
  for (const Range part : draft.text) told += ' ' + std::string(document_.text.fold(part));
  const bool budgeting = budget.found(told);
  for (const Range part : draft.listed)
    if (!budgeting || whole.found(document_.text.fold(part))) more(entry(part));
  for (const int table : budgeting ? std::vector<int>() : draft.listed_tables) more(column(document_.structure.tables[static_cast<std::size_t>(table)]));
  if (!silent && above.found(told) && !budgeting)  // « attribue les fonds ci-dessus, soit 23 850 € »
    for (const Range part : draft.context)
      if (const int block = document_.structure.block_at(part.begin); block >= 0 && document_.structure.blocks[static_cast<std::size_t>(block)].kind == BlockKind::item) more(entry(part));
  if (!silent || !sums.empty() || draft.says == Says::election || draft.result == "noted") return sums;
  if (speaks_of_amendment(document_.text.fold(draft.title)) || (!draft.text.empty() && speaks_of_amendment(document_.text.fold(draft.text.front())) && draft.result == "rejected")) {
    for (const Range part : amended(draft)) more(said(part));
    return sums;
  }
  if (const Table* table = tabled(draft)) more(column(*table));
  if (!sums.empty()) return sums;
  for (const Range part : proposed(draft)) {
    const int block = document_.structure.block_at(part.begin);
    more(block >= 0 && document_.structure.blocks[static_cast<std::size_t>(block)].kind == BlockKind::item ? entry(part) : said(part));
  }
  return sums;
}

}  // namespace minutier::extractors
