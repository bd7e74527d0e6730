// Ballots told as people with what each of them got, wherever they stand: « Beaudoin 128, Brouillette 81 », « M. Lacombe obtient onze
// voix, M. Sabatier six », « - Paul Reding : 18 », « élue par 9 voix contre 7 à M. Laisné ».

#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {
namespace {

// Words that show that numbers behind names are voices.
const Regex& ballot_words() {
  static const Regex pattern("\\b(?:voix|suffrages|bulletins?|scrutin|tour|depouillement|candidat[a-z.]*|candidatures?|(?:re)?elue?s?|obtien(?:t|nent)|ont obtenu|a obtenu|recueille(?:nt)?|boules)\\b");
  return pattern;
}

// Votes on a matter by named voters and what their shares weigh: no candidates.
const Regex& matter() {
  static const Regex pattern("\\b(?:tantiemes|milliemes|parts sociales|votent|ont vote|s'abst[a-z]+|abstention|contre ?:|pour ?:|montant|eur|frs?|chf|admis[a-z]*|points?|buts?|matchs?|km|kg|heures?|ans)\\b");
  return pattern;
}

}  // namespace

bool stance_line(std::string_view line) {
  static const Regex pattern("[ \\t*>-]*(?:(?:ont |a |se sont |s'est )?(?:vote|votent|votes?) )?(?:contre|pour|abst[a-z.]*|s'abst[a-z]+|oppos[a-z]+)[ ]{0,12}(?:[:=(]|\\d)");
  return pattern.begins(line);
}

bool ElectionFinder::polls(const Unit& unit) const { return ballot_words().found(flat(unit.folded)); }

// The post of the seat of the same block that stands nearest before a score.
Range ElectionFinder::post_near(const Score& score, std::size_t first) const {
  const int block = document_.structure.block_at(score.person_at.begin);
  const Seat* nearest = nullptr;
  for (std::size_t s = first; s < seats_.size(); ++s) {
    const Seat& seat = seats_[s];
    if (seat.votes && document_.structure.block_at(seat.person_at.begin) == block && seat.person_at.begin < score.person_at.begin && (!nearest || nearest->person_at.begin < seat.person_at.begin)) nearest = &seat;
  }
  return nearest ? nearest->post_at : Range{};
}

// Whether a surname by itself stands elsewhere behind a civility or is known: « Pitaval », of M. Pitaval.
bool ElectionFinder::known_surname(const extract::PersonName& name) const {
  if (people_.full_name(name.name) != name.name || std::find(listed_.begin(), listed_.end(), name.name) != listed_.end()) return true;
  const std::string folded = normalise::fold(name.name);
  if (written_before({name.name, name.range}).find(' ') != std::string::npos) return true;
  for (const char* civil : {"m. ", "mme ", "mlle ", "mm. ", "citoyen ", "monsieur ", "madame "})
    if (minutes_.flat.find(civil + folded) != std::string::npos) return true;
  return false;
}

// People and their counts in one unit, in order; empty where the numbers are of something else.
std::vector<Score> ElectionFinder::pairs_in(const Unit& unit, bool expected) const {
  static const Regex behind(
      "^(?:,? ?\\(?(?:sortante?|nouve(?:au|lle)|seule? candidate?|(?:presente|propose)e? [^,;:.()]{3,40}|(?:inspecteur|instituteur|notaire|docteur|maire|president)[a-z ]{0,20})\\)?)?"
      "(?: ?[:=] ?|, ?(?:(?:est )?(?:proclame |declare )?(?:re)?elu(?:e|\\.e)? (?:par|avec) )?|[ ]?(?:\\.[ ]?){2,}| ?\\( ?(?:elue? )?(?:par |avec )?| - | ?->? ?|[ ]{2,}|[ ]*\\t+[ ]*|,? (?:s'(?:est|etait) presentee? aussi, )?(?:(?:en )?(?:obtient|recueille|reunit|a obtenu|obtenant|a recueilli|a reuni|recoit|totalise|avec|par)|(?:est|a ete) (?:proclame |declare )?(?:re)?elu(?:e|\\.e)?(?: [a-z' ]{3,40}?)?,? (?:par|avec)|(?:re)?elu(?:e|\\.e)? (?:par|avec)) | )"
      "(?<n>\\d{1,3}(?:[.' ]\\d{3})+|\\d{1,5}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize|(?:vingt|trente|quarante|cinquante|soixante|cent)(?:[ -](?:et[ -])?[a-z]+){0,3}?)"
      "(?<unit>[ ]?(?:voix|suffrages?|votes?|oui|bulletins|mandats|boules blanches)\\b|[ ]{1,3}(?:-|\")(?=[ ]|$))?"
      "(?=[ ]?(?:[,;.)|!]|$|\\(|et |contre |non|bulletin|blanc|sur |\\[|-?(?:re)?elu)|[ ]{2,}|[ ]*\\t|[ ]*\\n)");
  static const Regex none("^(?:votants?|bulletins?|blancs?|nuls?|exprimes?|suffrages?|inscrits?|total|abstentions?|pour|contre|oui|non|majorite|voix|presents?|quorum|article|art|page|lots?|points?|resolution|annexe|tour|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|salle|rue|place|no|numero|college|liste|proposition|option|projet|scenario|variante|parti|candidats?|sont|est|ont|election|bureau|chapitre|titre|exercice|budget|compte|annee|saison)\\b");
  static const Regex admitted("\\b(?:admis|admise|admises|adherent|membres? titulaires|membres? effectifs)\\b");
  std::vector<Score> found;
  const std::string_view reading_text = document_.text.reading;
  const std::string_view text = flat(unit.folded);
  if (text.size() > 1200 || stance_line(text) || (!expected && !ballot_words().found(text)) || (matter().found(text) && !ballot_words().found(text)) || admitted.found(text)) return found;
  std::size_t firm = 0, bare = 0;
  bool unit_said = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool start = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '*' || text[at - 1] == '\t' || text[at - 1] == '|' || text[at - 1] == '-' || text[at - 1] == '\'' || text[at - 1] == '_';
    if (!start || text[at] < 'a' || text[at] > 'z') {
      ++at;
      continue;
    }
    const std::size_t where = reading(unit.folded.begin + at, unit.folded.begin + at + 1).begin;
    const std::size_t civil = extract::civility_at(reading_text, where);
    if (civil == 0 && !normalise::upper_letter_at(reading_text, where)) {
      ++at;
      continue;
    }
    const auto name = extract::name_at(reading_text, where, true);
    if (!name || name->range.end > unit.range.end || name->range.begin > where + civil + 4) {
      at = std::min(text.find(' ', at), text.size() - 1) + 1;
      continue;
    }
    const Range said = document_.text.to_folded(name->range);
    std::size_t next = said.end - unit.folded.begin;
    if (next <= at) {
      ++at;
      continue;
    }
    while (next < text.size() && (text[next] == '*' || text[next] == '_')) ++next;
    RegexHit hit;
    if (none.found(flat(said)) || !behind.begins(text.substr(next), hit)) {
      at = next;
      continue;
    }
    if (name->words == 1 && civil == 0 && at > 2) {  // « Claude\nTissot »: begun on the line above
      std::size_t word = at - 1;
      while (word > 0 && text[word - 1] != ' ' && text[word - 1] != '(') --word;
      if (extract::is_given_name(text.substr(word, at - 1 - word))) {
        at = next;
        continue;
      }
    }
    const Range n = behind.range(hit, "n").after(unit.folded.begin + next);
    std::string digits(flat(n));
    if (digits[0] >= '0' && digits[0] <= '9') digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == ' ' || c == '.' || c == '\''; }), digits.end());
    const auto count = extract::parse_count(digits);
    const bool voices = behind.group(hit, "unit") != 0;
    if (!count || (!voices && *count >= 1900 && *count < 2100)) {
      at = next;
      continue;
    }
    const bool sure = name->words >= 2 || !name->civility.empty() || civil > 0 || known_surname(*name);
    (sure ? firm : bare) += 1;
    unit_said = unit_said || voices;
    Score score{people_.full_name(name->name), name->range, *count, reading(n.begin, n.end)};
    at = next + hit.whole().end;
    static const Regex flag("^[ ,;(\\[-]{0,5}(?:\\(?[a-z]{0,12}\\)? )?(?<no>(?:non|pas)[ -])?(?:proclamee? |declaree? )?(?:re)?elu(?:e|\\.e|\\(e\\))?(?:s)?\\b|^(?:, | et )?n'est pas elue?\\b|^ et n'est pas elue?\\b|^[^,;.]{0,20} (?<fresh>nouve(?:au|lle))\\b");
    if (RegexHit told; flag.begins(text.substr(at, 50), told)) {
      if (flag.group(told, "fresh")) score.fresh = true;
      else score.elected = flag.group(told, "no") == 0 && !contains(told.whole().of(text.substr(at, 50)), "n'est");
      score.said = document_.text.to_reading(told.whole().after(unit.folded.begin + at));
    } else if (contains(hit.whole().of(text.substr(next)), "elu")) {
      score.elected = true;
      score.said = reading(unit.folded.begin + next, unit.folded.begin + at);
    }
    found.push_back(std::move(score));
  }
  if (bare > 0 && firm == 0 && !(bare >= 3 && unit_said)) found.clear();
  if (!unit_said && found.size() < 2 && !expected) found.clear();
  static const Regex together("\\d\\)?,? (?:non|pas) elus\\b");  // « Viennent ensuite A avec 50 voix et B avec 22, non élus »
  if (together.found(text))
    for (Score& score : found)
      if (!score.elected || !*score.elected) score.elected = false, score.said = unit.range;
  static const Regex listed("^[^:]{0,60}\\b(?:sont|ont ete|est)(?: donc| ainsi)?(?: proclame[a-z]*| declare[a-z]*)? (?:re)?elu[a-z.]*[^:]{0,40}: ");
  if (!found.empty() && listed.found(text))
    for (Score& score : found)
      if (!score.elected) score.elected = true, score.said = unit.range;
  return found;
}

// What the pairs of a unit add to the scores of its topic; whether a ballot is told there.
bool ElectionFinder::contest(const Unit& unit, bool expected, std::vector<Score>& scores) const {
  if (unit.block >= 0 && attends(document_.structure.blocks[static_cast<std::size_t>(unit.block)].range) && unit.range.begin < attend_end_ + 1) return false;
  std::vector<Score> found = pairs_in(unit, expected);
  const std::size_t pairs = found.size();
  for (Score& score : found) {
    const auto known = std::find_if(scores.begin(), scores.end(), [&](const Score& other) { return other.votes_at.overlaps(score.votes_at) || other.person_at.overlaps(score.person_at); });
    if (known == scores.end()) scores.push_back(std::move(score));
    else if (!known->elected && score.elected) known->elected = score.elected, known->said = score.said;
  }
  return pairs >= 2 || (pairs == 1 && expected);
}

// « Mme Pichot est élue 3e vice-présidente (9 voix contre 7 à M. Laisné) »: the seat found in this unit and who lost it.
void ElectionFinder::rivals(const Unit& unit, std::size_t before) {
  static const Regex pattern("\\b(?:(?<a>\\d{1,5}|[a-z]+(?:-[a-z]+)*) (?:voix|suffrages),? )?contre (?<b>\\d{1,5}|[a-z]+(?:-[a-z]+)*)(?: voix| suffrages)? (?:a|pour|en faveur de|au) (?=(?:m\\.|mme|mlle|monsieur|madame|[a-z]))|\\bet (?<c>\\d{1,5}|[a-z]+(?:-[a-z]+)*) (?:voix |suffrages )?(?:a|pour) (?=m\\.|mme|mlle)");
  const std::string_view text = flat(unit.folded);
  if (seats_.size() == before || (!contains(text, "contre ") && !contains(text, " et "))) return;
  RegexHit hit;
  for (std::size_t from = 0; pattern.search(text, from, hit); from = hit.whole().end) {
    const bool first = pattern.group(hit, "b") != 0;
    const Range b = pattern.range(hit, first ? "b" : "c").after(unit.folded.begin);
    const auto theirs = extract::parse_count(flat(b));
    const auto name = extract::name_at(document_.text.reading, reading(unit.folded.begin + hit.whole().end, unit.folded.begin + hit.whole().end + 1).begin, true);
    if (!theirs || !name || name->range.end > unit.range.end) continue;
    const std::size_t here = reading(b.begin, b.end).begin;
    std::size_t mine = seats_.size();
    for (std::size_t s = before; s < seats_.size(); ++s)
      if (seats_[s].elected && seats_[s].person_at.begin < here && seats_[s].person_at.begin >= unit.range.begin && (mine == seats_.size() || seats_[s].person_at.begin > seats_[mine].person_at.begin)) mine = s;
    if (mine == seats_.size()) return;
    if (pattern.group(hit, "a") && !seats_[mine].votes) {
      const Range a = pattern.range(hit, "a").after(unit.folded.begin);
      if (const auto own = extract::parse_count(flat(a))) seats_[mine].votes = *own, seats_[mine].votes_at = reading(a.begin, a.end);
    }
    Seat lost = seats_[mine];
    lost.person = people_.full_name(name->name);
    lost.person_at = name->range;
    lost.votes = *theirs;
    lost.votes_at = reading(b.begin, b.end);
    lost.elected = lost.fresh = false;
    lost.term = {};
    lost.rule = "election.rival@1";
    add(lost);
  }
}

}  // namespace minutier::extractors
