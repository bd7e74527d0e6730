// Ballots told without a title that says so: what shows that a topic elects, scores run on in a sentence, boards in tables of two columns.

#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

// « 6 places au CA, 4 à prendre », « tiers sortant », « Premier tour : … suffrages exprimés »
bool ElectionFinder::ballot_told(std::size_t t) const {
  static const Regex pattern(
      "\\b(?:sieges?|postes?|places?|mandats?) (?:(?:sont|est|restent?|etaient|etait) )?(?:a (?:pourvoir|prendre|renouveler)|vacante?s?)\\b|\\b(?:places?|sieges?) au (?:ca|conseil|bureau|comite)\\b|"
      "\\b(?:tiers|moitie|membres|administrateurs|administratrices) sortante?s?\\b|\\b(?:premier|second|deuxieme|1er|2e|2eme|unique) tour(?: de scrutin)?\\b|\\bsuffrages (?:exprimes|obtenus)\\b|\\bont obtenu\\b|\\bobtien(?:t|nent) [a-z0-9-]+ (?:voix|suffrages)\\b|\\bproced[a-z]+ [^.;]{0,60}\\belections?\\b|\\bles [a-z0-9]+ premiers?(?: [a-z]+)? (?:sont|ont ete) elu|\\bau depouillement\\b|\\bse (?:presentent|representent|portent)\\b[^.;]{0,40}\\bcandidat|\\bcandidat[a-z.]*[^.;:]{0,60} :|\\bbulletins? (?:distribues|delivres|rentres|rentrees)\\b|\\b(?:places?|postes?|sieges?|charges)\\b[^.;]{0,30}\\bcandidat|\\bmis(?:es)? en nomination\\b|\\bmises? en candidature|\\bmandats?[^.;]{0,60}\\b(?:a echeance|expir)|\\b(?:deux|trois|quatre|cinq|six|\\d) candidat");
  const Topic& topic = minutes_.topics[t];
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u)
    if (pattern.found(flat(minutes_.units[u].folded))) return true;
  return pattern.found(flat_of(topic.title));
}

// « On procède au renouvellement du bureau. », « Le dépouillement donne les résultats suivants : »: from there on a ballot, in a sitting without titles.
bool ElectionFinder::ballot_opens(const Unit& unit) const {
  static const Regex pattern("\\b(?:proced[a-z]+|passe|passant|invite[a-z]*) [^.;]{0,50}\\b(?:elections?|renouvellement|nomination|designation|remplacement|scrutin|vote pour) (?:[a-z]+ )?(?:du |de la |de l'|des |d'un |d'une |de (?:deux|trois|quatre|cinq|six|\\d+) |pour )|\\b(?:scrutin|depouillement|vote|bulletins)[a-z ]{0,30} (?:donnent?|a donne|ont donne) (?:les? )?resultats?\\b|\\b(?:est|sont|a ete|ont ete) (?:re)?elue?s?\\b[^.;:]{0,40}:");
  return pattern.found(flat(unit.folded));
}

// « Ont obtenu : MM. Paul Roux 60 voix, élu ; Marc Bayle, 57, élu ; Luc Faure 22 », « Résultats : Paul Roux (11), Marc Bayle (9) »
void ElectionFinder::run_on_scores(const Unit& unit, std::vector<Score>& scores) const {
  static const Regex opening("\\b(?:(?:ont|a) (?:respectivement )?(?:obtenu|recueilli|reuni)|obtiennent|obtient|recueillent|recueille|resultats?(?: du (?:vote|scrutin|depouillement))?|depouillement|suffrages obtenus)\\b[^:;]{0,90}: ?|\\b(?:sont|ont ete) (?:re)?elue?s?\\b[^:;.]{0,40}: ?|\\b(?<post>(?:deleguee?|representante?|membre|presidente?|vice-presidente?|secretaire|tresoriere?|administrateur|administratrice|titulaire|suppleante?) [^:;,.]{2,60}|presidente?|vice-presidente?|secretaire|tresoriere?) : (?=[^:;.]{4,45} (?:obtient|recueille|a obtenu|recoit|reunit) \\d)");
  static const Regex entry("[ ]*(?:et )?(?:mm?\\. |mmes? |mlles? |messieurs |mesdames |monsieur |madame )?(?<who>[a-z][a-z' .-]{2,45}?)(?: (?:obtient|recueille|a obtenu|recoit|reunit) |, | : ?| ?= ?| ?\\(| )(?<n>\\d{1,5})\\b(?: ?(?:voix|suffrages|votes))?\\)?(?:[ ,(]*(?:(?:non|pas) )?(?:re)?elue?s?\\)?)?[ ]*(?:[;,.]|$| et )");
  RegexHit hit;
  const std::string_view first = flat(unit.folded);
  if (first.find(':') == std::string_view::npos || !opening.search(first, hit)) return;
  const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
  const std::string_view text = flat({unit.folded.begin, std::max(unit.folded.end, block.folded.end)});  // « …, élu ; » may close a unit inside the list
  Range post;
  if (opening.group(hit, "post")) {
    const Range said = opening.range(hit, "post").after(unit.folded.begin);
    post = reading(said.begin, said.end);
  }
  std::vector<Score> found;
  for (std::size_t at = hit.whole().end; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (!entry.begins(rest, hit)) break;
    const std::size_t base = unit.folded.begin + at;
    const Range who = entry.range(hit, "who").after(base), n = entry.range(hit, "n").after(base);
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    const auto value = extract::parse_count(flat(n));
    if (one.size() != 1 || !value) break;
    Score score{one.front().name, one.front().where, *value, reading(n.begin, n.end)};
    static const Regex said("(?<no>(?:non|pas) )?(?:re)?elue?s?\\)?[ ]*(?:[;,.]|$| et )$");
    if (RegexHit flag; said.search(hit.whole().of(rest), flag)) {
      score.elected = said.group(flag, "no") == 0;
      score.said = document_.text.to_reading(flag.whole().after(base + hit.whole().begin));
    }
    found.push_back(std::move(score));
    at += hit.whole().end;
    if (text[at - 1] == '.') break;
  }
  if (found.size() < 2) return;
  if (!post.empty()) {  // one post, and who has more than half of the voices
    std::int64_t all = 0;
    for (const Score& score : found) all += score.votes;
    const bool told = std::any_of(found.begin(), found.end(), [](const Score& score) { return score.elected.has_value(); });
    const bool majority = std::any_of(found.begin(), found.end(), [&](const Score& score) { return score.votes * 2 > all; });
    for (Score& score : found) {
      score.post = post;
      if (!told && majority) score.elected = score.votes * 2 > all, score.said = score.votes_at;
    }
  }
  for (Score& score : found) {
    const auto known = std::find_if(scores.begin(), scores.end(), [&](const Score& other) { return other.person_at.overlaps(score.person_at); });
    if (known == scores.end()) scores.push_back(std::move(score));
    else if (!known->elected) {
      known->elected = score.elected;
      known->said = score.said;
      if (known->post.empty()) known->post = score.post;
    }
  }
}

// « Président | Anne Petit », « Paul Roux | trésorier »: every row of two cells a person and a post.
void ElectionFinder::office_tables(std::size_t t, Range told) {
  const int begin = minutes_.topics[t].block;
  const int end = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(document_.structure.blocks.size());
  for (const Table& table : document_.structure.tables) {
    if (table.block <= begin || table.block >= end || document_.structure.blocks[static_cast<std::size_t>(table.block)].range.begin < told.begin) continue;
    std::vector<Seat> found;
    std::size_t other = 0;
    for (const auto& row : table.rows) {
      std::vector<Range> cells;
      for (const Cell& cell : row)
        if (!cell.range.empty()) cells.push_back(cell.range);
      if (cells.empty()) continue;
      Seat seat;
      if (cells.size() < 2 || !(office_cells(cells[0], cells[1], seat) || office_cells(cells[1], cells[0], seat))) {
        ++other;
        continue;
      }
      seat.elected_at = told;
      seat.confidence = 0.84;
      seat.rule = "election.office@1";
      found.push_back(std::move(seat));
    }
    if (found.size() < 2 || other > 1) continue;
    for (const Seat& seat : found) add(seat);
  }
}

bool ElectionFinder::office_cells(Range post, Range person, Seat& seat) const {
  static const Regex none("seance|scrutat|assesseur|candidat|present|absent|excuse|invite|sortant");
  const std::string_view words = flat_of(post);
  if (post.size() > 60 || none.found(words) || !(extract::is_office(document_.text.read(post)) || posts_words().found(words) || post_words(post))) return false;
  Range name = document_.text.to_folded(person);
  if (const std::size_t aside = flat(name).find(" ("); aside != std::string_view::npos) name.end = name.begin + aside;
  const std::vector<NamedPerson> one = people_in(name.begin, name.end);
  if (one.size() != 1) return false;
  seat.person = one.front().name;
  seat.person_at = one.front().where;
  seat.post = one_line(document_, post);
  seat.post_at = post;
  return true;
}

// « Le nouveau bureau est composé de Mme Anne Petit, présidente, et M. Paul Roux, trésorier »: two at least, each with an office.
void ElectionFinder::composed_of(const Unit& unit) {
  static const Regex pattern("\\b(?:nouveau bureau|bureau elu|bureau|nouveau conseil|comite)\\b[^.;:,]{0,30} (?<verb>(?:est|sera)(?: [a-z]+)? (?:compose|constitue|forme)) (?:de |d'|par |comme suit : ?|: ?)");
  static const Regex next("^[ ,;]*(?:et |ainsi que )?(?=(?:m\\.|mme|mlle|monsieur|madame|[a-z]))");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (!contains(text, "bureau") && !contains(text, "comite") && !contains(text, "conseil")) return;
  if (!pattern.search(text, hit)) return;
  const Range verb = pattern.range(hit, "verb").after(unit.folded.begin);
  std::vector<std::pair<NamedPerson, Range>> found;
  for (std::size_t at = unit.folded.begin + hit.whole().end; found.size() < 20 && at < unit.folded.end;) {
    const std::string_view rest = flat({at, unit.folded.end});
    if (!found.empty()) {
      if (!next.search(rest, hit) || hit.whole().empty()) break;
      at += hit.whole().end;
    }
    const auto name = extract::name_at(document_.text.reading, reading(at, at + 1).begin);
    if (!name || (name->words < 2 && name->civility.empty()) || name->range.end > unit.range.end) break;
    const Range post = post_in(document_.text.to_folded(name->range).end, unit.folded.end);
    if (post.empty() || !extract::is_office(document_.text.read(post))) break;
    found.push_back({{people_.full_name(name->name), name->range}, post});
    at = document_.text.to_folded(post).end;
  }
  if (found.size() < 2) return;
  for (const auto& entry : found) seat(entry.first, entry.second, reading(verb.begin, verb.end), false, "election.composed@1");
}

// « - désigne Mme Anne Petit comme élue référente » in a list of what is decided
void ElectionFinder::chosen_item(const Unit& unit) {
  static const Regex pattern("^[ \\t*>-]*(?<verb>(?:re)?elit|nomme|designe|coopte) (?=m\\.|mme|mlle|monsieur|madame|[a-z]+ )");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (!unit.item || !pattern.search(text, hit)) return;
  const Range verb = pattern.range(hit, "verb").after(unit.folded.begin);
  const std::size_t at = unit.folded.begin + hit.whole().end;
  const auto name = extract::name_at(document_.text.reading, reading(at, at + 1).begin);
  if (!name || (name->words < 2 && name->civility.empty()) || name->range.end > unit.range.end) return;
  static const Regex none("\\bseance\\b|scrutat|assesseur|^secretaire$");
  const Range post = post_in(document_.text.to_folded(name->range).end, unit.folded.end);
  if (post.empty() || none.found(flat_of(post)) || !(extract::is_office(document_.text.read(post)) || posts_words().found(flat_of(post)))) return;
  seat({people_.full_name(name->name), name->range}, post, reading(verb.begin, verb.end), false, "election.item@1");
}

}  // namespace minutier::extractors
