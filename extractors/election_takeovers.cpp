// Posts told as who takes them over: who replaces whom, whose term is renewed, who enters a board or is sent to one.

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/election_finder.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

// « Mme A remplace M. B à la caisse », « M. C devient suppléant »
void ElectionFinder::replaced(const Unit& unit) {
  const std::string_view text = flat(unit.folded);
  static const Regex kept("(?:^|[,;] |\\. |\\d (?=m\\. |mme ))(?<who>[^,;:.()]{3,50}|mm?\\. [^,;:.()]{2,45}) (?:est|sont|a ete|ont ete) (?:renouvele|maintenu|confirme|reconduit)[a-z.]{0,4},? [^.;:]{0,45}dans (?:ses|leurs|les|sa|leur) (?:fonctions?|mandat|charge|mission)s? (?:de |d')(?<post>[a-z][^,.;:]{3,50}?)(?= pour | moyennant| jusqu|[ ]?(?:[,.;:]|$))");
  if (RegexHit hit; contains(text, " dans ") && kept.search(text, hit)) {  // « M. Cabrol est renouvelé dans ses fonctions de commissaire aux comptes »
    const Range who = kept.range(hit, "who").after(unit.folded.begin), what = kept.range(hit, "post").after(unit.folded.begin);
    const Range post = reading(what.begin, what.end);
    const std::vector<NamedPerson> people = people_in(who.begin, who.end);
    if (post_words(post) && people.size() <= 4)
      for (const NamedPerson& person : people) seat(person, post, document_.text.to_reading(hit.whole().after(unit.folded.begin)), false, "election.kept@1");
  }
  static const Regex again("^[ *>=-]*(?<who>[^,;:.()]{3,60}|(?:m|mm)\\. [^,;:.()]{2,55}) (?:est|sont|a ete|ont ete)(?: donc| ainsi)? (?:reconduit|renouvele|maintenu|confirme)[a-z.]{0,4} (?:comme |en tant que |au poste de |aux postes de |en qualite de |a la fonction de )?(?<post>[a-z][^,.;:]{3,50}?)(?= pour | jusqu| a l'unanimite| par acclamation| sans | a main| et (?:mm?\\.|mmes?|mlles?|monsieur|madame)|[ ]?(?:[,.;:]|$))");
  if (RegexHit hit; (contains(text, "reconduit") || contains(text, "renouvele") || contains(text, "maintenu") || contains(text, "confirme")) && again.search(text, hit)) {  // « Roland Bouchard est reconduit commissaire aux comptes »
    const Range who = again.range(hit, "who").after(unit.folded.begin), what = again.range(hit, "post").after(unit.folded.begin);
    const Range post = reading(what.begin, what.end);
    const std::vector<NamedPerson> people = people_in(who.begin, who.end);
    if (extract::is_office(document_.text.read(post)) && people.size() <= 4)
      for (const NamedPerson& person : people) seat(person, post, document_.text.to_reading(hit.whole().after(unit.folded.begin)), false, "election.kept@1");
  }
  // « Ludovic Roy est remplacé comme référent par Anne Petit, élue par 6 voix »
  static const Regex succeeded("\\b(?:est|a ete|sera) remplacee? (?:comme|en tant que|en qualite de|au poste de|aux fonctions de|dans ses fonctions de) (?<post>[a-z][^,.;:]{3,50}?) par (?<who>(?:m\\. |mme |mlle )?[^,.;:()]{3,45}?)(?:, (?:re)?elue?(?: [a-z' ]{3,30})? (?:par|avec) (?<n>\\d{1,4}) voix)?(?=[ ]?(?:[,.;:(]|$))");
  if (RegexHit hit; contains(text, " remplace") && succeeded.search(text, hit)) {
    const Range who = succeeded.range(hit, "who").after(unit.folded.begin), what = succeeded.range(hit, "post").after(unit.folded.begin);
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    if (const Range post = reading(what.begin, what.end); one.size() == 1 && post_words(post)) {
      seat(one.front(), post, document_.text.to_reading(hit.whole().after(unit.folded.begin)), true, "election.replaced@1");
      if (const Range n = succeeded.range(hit, "n").after(unit.folded.begin); succeeded.group(hit, "n") != 0) seats_.back().votes = extract::parse_count(flat(n)), seats_.back().votes_at = reading(n.begin, n.end);
    }
  }
  static const Regex keeps(" (?:redevient|reste|demeure|prend|reprend|garde|assure) ");
  if (!contains(text, " remplace ") && !contains(text, " devient ") && !keeps.found(text)) return;
  static const Regex pattern("(?:^|[,;] |\\. |\\d (?=m\\. |mme ))(?<who>[^,;:.()]{3,50}|m\\. [^,;:.()]{2,45}) (?:(?<old>remplace) [^,;:()]{3,45}? (?:au poste de|aux fonctions de|dans ses fonctions de|a la|au|aux|a l'|comme|en tant que|en qualite de) ?|(?:re)?devient |(?:reste|demeure|prend|reprend|garde|assure) (?:le |la |l')?)(?<post>[a-z][^,.;:]{3,70}?)(?=[ ]?(?:[,.;:]|$))");
  RegexHit hit;
  for (std::size_t from = 0; pattern.search(text, from, hit); from = hit.whole().end - 1) {
    const Range who = pattern.range(hit, "who").after(unit.folded.begin), what = pattern.range(hit, "post").after(unit.folded.begin);
    const Range post = reading(what.begin, what.end);
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    static const Regex work("^(?:caisse|comptabilite|presidence|tresorerie|commission|comite|bureau|conseil|titulaire|suppleant)");
    if (one.size() == 1 && (post_words(post) || work.found(flat(what)))) seat(one.front(), post, reading(what.begin, what.end), pattern.group(hit, "old") != 0, "election.replaced@1");
    if (hit.whole().size() < 2) break;
  }
}

// « M. Fréminet est délégué, par acclamations, à l'Assemblée des Présidents », « M. Dubreucq est délégué pour représenter le Syndicat au Comité de bassin »
void ElectionFinder::delegated(const Unit& unit) {
  const std::string_view text = flat(unit.folded);
  static const Regex pattern("(?:^[ *>=-]*|[;.] )(?<who>(?:mm?\\.|mmes?|mlles?) [^,;:.()]{2,55}|[^,;:.()]{5,50}?),? (?:est|sont|a ete|ont ete) (?<verb>deleguee?s?)(?:,[^,;.]{3,40},)?(?: (?:par|a|sans) [a-z' ]{4,30}?)?(?: pour (?:y )?representer [^,;.]{3,40}?)? (?:a la |a l'|au |aux |aupres (?:de la |du |des |de l'))(?<post>[^,.;:()]{5,70}?)(?= du \\d| le \\d|[ ]?(?:[,.;:(]|$))");
  RegexHit hit;
  if (!contains(text, " delegue") || !pattern.search(text, hit)) return;
  const Range who = pattern.range(hit, "who").after(unit.folded.begin), what = pattern.range(hit, "post").after(unit.folded.begin), verb = pattern.range(hit, "verb").after(unit.folded.begin);
  const std::vector<NamedPerson> people = people_in(who.begin, who.end);
  if (people.size() > 4) return;
  for (const NamedPerson& person : people) seat(person, reading(what.begin, what.end), reading(verb.begin, verb.end), false, "election.delegated@1");
}

// « Le mandat de M. Paul Roux, gérant, est renouvelé pour trois ans. »
void ElectionFinder::renewed_term(const Unit& unit) {
  static const Regex pattern("\\bmandat (?:de |d')(?<who>[^,;:]{3,45}), (?<post>[a-z][a-z' -]{3,50}), (?<verb>(?:est|a ete)(?: [a-z]+)? (?:renouvele|reconduit|proroge))\\b");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (!contains(text, "mandat d")) return;
  static const Regex of_post("\\bmandat (?:de |d')(?<post>[a-z][a-z' -]{3,50}?) (?:de |d')(?<who>(?:m\\.|mme|mlle|monsieur|madame) ?[^,;:(]{3,40}?)(?: \\([^()]{2,60}\\))? (?<verb>(?:est|a ete)(?: [a-z]+)? (?:renouvele|reconduit|proroge|prolonge))\\b");
  if (of_post.search(text, hit)) {  // « Le mandat de réviseur de M. Étienne Gilles est reconduit »
    const auto where = [&](const char* group) { return of_post.range(hit, group).after(unit.folded.begin); };
    const std::vector<NamedPerson> one = people_in(where("who").begin, where("who").end);
    const Range post = reading(where("post").begin, where("post").end);
    if (one.size() == 1 && post_words(post)) seat(one.front(), post, reading(where("verb").begin, where("verb").end), false, "election.renewed@1");
    return;
  }
  if (!pattern.search(text, hit)) return;
  const auto at = [&](const char* group) { return pattern.range(hit, group).after(unit.folded.begin); };
  const Range who = at("who"), what = at("post"), verb = at("verb");
  const Range post = reading(what.begin, what.end);
  const std::vector<NamedPerson> one = people_in(who.begin, who.end);
  if (one.size() != 1 || !post_words(post)) return;
  seat(one.front(), post, reading(verb.begin, verb.end), false, "election.renewed@1");
  if (seats_.back().person == one.front().name && seats_.back().term.empty()) seats_.back().term = term_in(unit);
}

// « Zoé et Vincent rejoignent la collégiale », « A et B entrent au conseil », « Deux membres rejoignent le conseil : A et B »
void ElectionFinder::enters(const Unit& unit) {
  static const Regex pattern("^[ \\t*>-]*(?:(?:les )?entrant[a-z.]* : )?(?<who>[^:;]{3,160}?) (?<verb>(?:rejoignent|integrent|entrent (?:au|dans (?:le|la))|font leur entree (?:au|dans (?:le|la)))) (?:le |la |l')?(?<post>(?:conseil d'administration|conseil|ca|comite(?: directeur)?|bureau|collegiale|college|collectif)\\b)(?: pour [^.:;]{3,30})?(?<colon> : )?");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (!contains(text, "rejoignent") && !contains(text, "integrent") && !contains(text, "entre")) return;
  if (text.size() > 300 || !pattern.begins(text, hit)) return;
  const Range who = pattern.range(hit, "who").after(unit.folded.begin), what = pattern.range(hit, "post").after(unit.folded.begin), verb = pattern.range(hit, "verb").after(unit.folded.begin);
  std::vector<Placed> people = names_only(who.begin, who.end);
  if (people.empty() && pattern.group(hit, "colon")) {
    std::size_t end = unit.folded.begin + hit.whole().end;
    while (end < unit.folded.end && minutes_.flat[end] != '.' && minutes_.flat[end] != ';' && minutes_.flat[end] != ':') ++end;
    static const Regex chosen(",? (?:tous |toutes )?(?:elu|designe|coopte)[a-z.()]* .*$");
    if (RegexHit tail; chosen.search(flat({unit.folded.begin + hit.whole().end, end}), tail)) end = unit.folded.begin + hit.whole().end + tail.whole().begin;
    people = names_only(unit.folded.begin + hit.whole().end, end);
  }
  for (const Placed& placed : people) seat(placed.person, reading(what.begin, what.end), reading(verb.begin, verb.end), true, "election.enters@1");
}

// « Hugues Delmas représentera l'association au conseil paroissial »
void ElectionFinder::represents(const Unit& unit) {
  static const Regex pattern("^[ \\t*>-]*(?<who>[^:;,]{3,80}?) (?<verb>representera|representeront|siegera|siegeront)(?: (?:donc |ensemble )?(?:l'association|la commune|le club|la section|la societe|l'asbl|le comite|le conseil|la ville|la cooperative|l'amicale|nous|le syndicat))? (?<post>(?:au|a la|a l'|aux|aupres (?:du|de la|de l')|dans la|dans le) ?[^.;:,(]{4,70})");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if ((!contains(text, " representera") && !contains(text, " sieger")) || text.size() > 250 || !pattern.begins(text, hit)) return;
  const Range who = pattern.range(hit, "who").after(unit.folded.begin), what = pattern.range(hit, "post").after(unit.folded.begin), verb = pattern.range(hit, "verb").after(unit.folded.begin);
  std::size_t begin = what.begin;
  static const Regex article("(?:au|a la|a l'|aux|aupres (?:du|de la|de l')|dans la|dans le) ?");
  if (RegexHit lead; article.begins(flat(what), lead)) begin += lead.whole().end;
  std::size_t end = what.end;
  while (end > begin && minutes_.flat[end - 1] == ' ') --end;
  for (const Placed& placed : names_only(who.begin, who.end)) seat(placed.person, reading(begin, end), reading(verb.begin, verb.end), false, "election.represents@1");
}

// « Lucie les rejoint comme secrétaire. »
void ElectionFinder::joined(const Unit& unit) {
  static const Regex pattern("^(?<who>[^,;:]{2,40}?) (?<verb>(?:les rejoint|(?:rejoint|integre) (?:le |la |l')[a-z' ]{2,25}|entre (?:au|dans le|dans la) [a-z' ]{2,25})) (?:comme|en tant que|en qualite de|au poste de) (?<post>[a-z][a-z' -]{3,45})[.]?$");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (!pattern.search(text, hit)) return;
  const auto at = [&](const char* group) { return pattern.range(hit, group).after(unit.folded.begin); };
  const Range who = at("who"), what = at("post"), verb = at("verb");
  const Range post = reading(what.begin, what.end);
  const std::vector<NamedPerson> one = people_in(who.begin, who.end);
  if (one.size() == 1 && post_words(post)) seat(one.front(), post, reading(verb.begin, verb.end), true, "election.joined@1");
}

}  // namespace minutier::extractors
