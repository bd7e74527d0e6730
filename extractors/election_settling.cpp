#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"

// What the scores of a ballot come to: the post they are of, who has it by them and who has not.

namespace minutier::extractors {
namespace {

// A post the board gave its members afterwards: no part of the ballot itself.
bool office_rule(const Seat& seat) { return seat.rule == "election.office@1" || seat.rule == "election.told@1" || seat.rule == "election.clause@1" || seat.rule == "election.roster@1"; }
bool of_office(const Seat& seat, const Score& score) { return office_rule(seat) && !seat.person_at.overlaps(score.person_at) && seat.person_at.begin > score.votes_at.end; }

// « Élection de deux délégués à … », « renouvellement du conseil »: what a ballot is for.
const Regex& ballot_for() {
  static const Regex form("\\b(?:elections?|renouvellement|nomination|designation) (?:de (?:deux|trois|quatre|cinq|six|\\d{1,2}) |d'une? |du |de la |des |de l'|au )(?<post>[^.;:,(]{3,60})");
  return form;
}

}  // namespace

Range ElectionFinder::post_of_score(std::size_t t, std::size_t first, const Score& score) const {
  if (!score.post.empty()) return score.post;
  for (std::size_t s = seats_.size(); s-- > first;) {  // « Président : A 6 voix, élu ; B 1 voix »
    const Seat& seat = seats_[s];
    if (!seat.votes || seat.person_at.end >= score.person_at.begin || score.person_at.begin - seat.person_at.end > 90) continue;
    const std::string_view between = document_.text.read({seat.person_at.end, score.person_at.begin});
    if (between.find('\n') == std::string_view::npos && between.find(':') == std::string_view::npos && office_rule(seat)) return seat.post_at;
  }
  const int block = document_.structure.block_at(score.person_at.begin);
  const Topic& topic = minutes_.topics[t];
  Range opening;  // « Scrutin pour la nomination de deux délégués à … Ont obtenu : … » in one paragraph
  for (std::size_t u = topic.first; u < topic.first + topic.count && minutes_.units[u].range.begin <= score.person_at.begin; ++u)
    if (RegexHit hit; minutes_.units[u].block == block && ballot_for().search(flat(minutes_.units[u].folded), hit)) opening = ballot_for().range(hit, "post").after(minutes_.units[u].folded.begin);
  if (!opening.empty()) return reading(opening.begin, opening.end);
  if (post_of_title(t).empty())
    if (const Range body = seats_of_body(t); !body.empty()) return body;
  std::size_t same = first;  // the first seat of this ballot
  while (same < seats_.size() && of_office(seats_[same], score)) ++same;
  for (std::size_t s = same; s < seats_.size(); ++s)
    if (!office_rule(seats_[s]) && document_.structure.block_at(seats_[s].person_at.begin) == block) return seats_[s].post_at;
  if (const Range label = part_label(block); !label.empty()) return label;
  return default_post(t, same);
}

Range ElectionFinder::default_post(std::size_t t, std::size_t same) const {
  const Topic& topic = minutes_.topics[t];
  if (const Range title = post_of_title(t); !title.empty()) return title;
  if (const Range body = seats_of_body(t); !body.empty()) return body;
  static const Regex leaving("\\b(?:tiers|moitie|membres?|administrateurs?|administratrices?|part) sortante?s? (?:du |de la |de l'|au )(?<post>(?:conseil|comite|bureau|ca|commission|collegiale|directoire)(?: d'[a-z]+| (?:syndical|directeur|municipal|federal|de [a-z]+))?)\\b"), members("\\b(?:(?:postes?|sieges?|mandats?) d[e'] ?)?(?<post>administrat(?:eurs|rices)|delegues|conseillers|censeurs|commissaires aux comptes)(?: (?:et [a-z]+ )?(?:sortante?s?|a (?:elire|renouveler|remplacer)|reeligibles?|rentrants?|dont le mandat))"), board("\\b(?<post>conseil d'administration|ca|comite directeur|bureau(?! (?:de vote|electoral|de l'assemblee|de depouillement)\\b)|conseil syndical|comite|collectif d'animation|college|collegiale)\\b"), full_name("\\bcomite (?:directeur|de direction|central|federal)\\b");
  static const Regex whole("(?:le |la |nouveau )?(?:conseil d'administration|ca|comite|bureau|conseil|commission|collectif|college|collegiale)\\b[^:.;]{0,40}");
  if (!topic.title.empty() && whole.matches(flat_of(topic.title))) {
    static const Regex year("[ ]*(?:pour )?[(]?(?:19|20)\\d\\d(?:[-/]\\d{2,4})?[)]?$");  // « CA 2016 »
    RegexHit cut;
    if (!year.search(flat_of(topic.title), cut)) return topic.title;
    const std::size_t begin = document_.text.to_folded(topic.title).begin;
    return reading(begin, begin + cut.whole().begin);
  }
  static const Regex with_aside("(?:le |la |nouveau )?(?:conseil d'administration|ca|comite|bureau|conseil|commission)\\b[^:.;(]{0,40}(?= \\()");  // « Conseil syndical (art. 25) »
  if (RegexHit hit; !topic.title.empty() && with_aside.begins(flat_of(topic.title), hit)) {
    const std::size_t begin = document_.text.to_folded(topic.title).begin;
    return reading(begin, begin + hit.whole().end);
  }
  for (const Regex* pattern : {&ballot_for(), &leaving, &members, &board}) {
    if (pattern == &board && same < seats_.size()) return seats_[same].post_at;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      RegexHit hit;
      if (!pattern->search(flat(minutes_.units[u].folded), hit)) continue;
      const Range post = pattern->range(hit, "post").after(minutes_.units[u].folded.begin);
      if (RegexHit full; flat(post) == "comite" && full_name.search(minutes_.flat, full)) return reading(full.whole().begin, full.whole().end);  // as the document calls it elsewhere
      return reading(post.begin, post.end);
    }
  }
  // « Renouvellement du tiers sortant » of an assembly: the board the document names.
  static const Regex renewal("\\b(?:renouvellement|elections?|tiers|sortants?)\\b"), whose("\\b(?<post>conseil d'administration|comite directeur|comite de direction|conseil syndical|conseil de surveillance|collegiale|ca)\\b");
  RegexHit hit;
  if (body_ == "assemblee_generale" && renewal.found(flat_of(topic.title)) && whose.search(minutes_.flat, hit)) {
    const Range post = whose.range(hit, "post");
    return reading(post.begin, post.end);
  }
  static const Regex acts("\\b(?:le|du) (?<post>comite|conseil) (?:propose|remercie|sortant|a (?:decide|tenu|propose)|s'est reuni)\\b");  // « Le Comité propose de porter la cotisation … »
  static const Regex part("\\b(?:renouvellement|tiers|sortants?)\\b");
  if (body_ == "assemblee_generale" && part.found(flat_of(topic.title)) && acts.search(minutes_.flat, hit)) {
    const Range post = acts.range(hit, "post");
    return reading(post.begin, post.end);
  }
  return {};
}

void ElectionFinder::flagged_scores(std::size_t t, std::size_t first, const std::vector<Score>& scores) {
  const std::size_t last = seats_.size();
  const auto other_post = [&](const Seat& seat, const Score& score) { return score.run && normalise::fold(seat.post) != normalise::fold(one_line(document_, post_of_score(t, first, score))) && seat.votes && *seat.votes != score.votes; };
  for (const Score& score : scores) {
    bool known = false;
    for (std::size_t s = first; s < last; ++s) {
      if (of_office(seats_[s], score) || other_post(seats_[s], score)) continue;
      if (seats_[s].person != score.person && !shortened(seats_[s].person, score.person) && people_.full_name(score.person) != seats_[s].person) continue;
      if (!score.post.empty() && seats_[s].post_at.overlaps(score.post) && score.elected == std::optional<bool>(false)) seats_[s].elected = false;
      known = true;
      if (shortened(seats_[s].person, score.person)) seats_[s].person = score.person;
      if (!seats_[s].votes || score.elected.value_or(false)) seats_[s].votes = score.votes, seats_[s].votes_at = score.votes_at;
    }
    if (known) continue;
    const Range post = post_of_score(t, first, score);
    if (post.empty()) continue;
    Seat seat = scored(score, post);
    seat.elected = score.elected.value_or(false);
    seat.elected_at = score.said.empty() ? score.votes_at : score.said;
    if (score.fresh) seat.fresh = true, seat.fresh_at = score.said;
    seat.confidence = 0.85;
    seat.rule = "election.flagged@1";
    add(seat);
  }
}

void ElectionFinder::listed_elected(std::size_t t, const Unit& unit, const std::vector<Score>& scores, std::size_t before) {
  static const Regex opening("\\b(?:sont|ont ete|est|a ete)(?: [a-z]+ et)?(?: donc| ainsi)?(?: proclamee?s| declaree?s)? (?:re)?elu(?:e|\\.e|\\(e\\))?s?\\b[^.:]{0,80}: ?$");
  const std::string_view text = flat(unit.folded);
  if (!unit.item) {
    listing_ = opening.found(text) ? unit.range : Range{};
    listing_block_ = unit.block;
    return;
  }
  if (listing_.empty()) return;
  Range post = post_of_title(t);
  if (post.empty()) post = seats_of_body(t);
  if (post.empty()) return;
  Seat seat;
  if (before < scores.size()) {
    seat.person = scores[before].person;
    seat.person_at = scores[before].person_at;
    seat.votes = scores[before].votes;
    seat.votes_at = scores[before].votes_at;
  } else {
    const std::size_t stop = std::min(first_of(text, ",(:;"), text.size());
    const std::vector<NamedPerson> one = people_in(unit.folded.begin, unit.folded.begin + stop);
    if (one.size() != 1 || one.front().name.find(' ') == std::string::npos) return;
    seat.person = one.front().name;
    seat.person_at = one.front().where;
  }
  seat.post = one_line(document_, post);
  seat.post_at = post;
  seat.elected_at = listing_;
  seat.confidence = 0.86;
  seat.rule = "election.listed@1";
  add(seat);
}

// Scores go to those the topic says are elected; who has a score beside them was not.
void ElectionFinder::settle_scores(std::size_t t, std::size_t first, std::vector<Score> scores) {
  if (scores.empty()) return;
  for (Score& score : scores)
    if (score.person.find(' ') == std::string::npos || score.person.find('.') != std::string::npos) score.person = written_before({score.person, score.person_at});
  static const Regex round("\\b(?:second|deuxieme|2e|2eme|2nd|troisieme|nouveau) tour\\b");
  for (std::size_t i = 0; i < scores.size();) {  // the last round counts
    const bool later = std::any_of(scores.begin() + static_cast<std::ptrdiff_t>(i) + 1, scores.end(), [&](const Score& other) { return other.person == scores[i].person && (document_.structure.block_at(other.person_at.begin) == document_.structure.block_at(scores[i].person_at.begin) || (other.person_at.begin > scores[i].votes_at.end && round.found(flat_of({scores[i].votes_at.end, other.person_at.begin})))); });
    if (later) scores.erase(scores.begin() + static_cast<std::ptrdiff_t>(i));
    else ++i;
  }
  for (const Score& score : scores)  // « trésorière : Anne Petit, 17 »: the seat has its count beside it
    for (std::size_t s = first; s < seats_.size(); ++s)
      if (!seats_[s].votes && seats_[s].person_at.overlaps(score.person_at) && document_.structure.block_at(score.votes_at.begin) == document_.structure.block_at(seats_[s].person_at.begin)) seats_[s].votes = score.votes, seats_[s].votes_at = score.votes_at;
  first_ones(t, scores);
  const bool some_lost = std::any_of(scores.begin(), scores.end(), [](const Score& score) { return score.elected == std::optional<bool>(false); });
  const bool some_won = std::any_of(scores.begin(), scores.end(), [](const Score& score) { return score.elected.value_or(false); });
  if (some_lost && !some_won)  // « (non élu) » beside one: the others are
    for (Score& score : scores)
      if (!score.elected) score.elected = true, score.said = score.votes_at;
  const bool run = scores.size() >= 3 && std::all_of(scores.begin(), scores.end(), [](const Score& score) { return score.run; });
  if ((first == seats_.size() || run) && scores.size() >= 2 && std::none_of(scores.begin(), scores.end(), [](const Score& score) { return score.elected.has_value(); })) by_seats(t, scores);
  if (std::any_of(scores.begin(), scores.end(), [](const Score& score) { return score.elected.value_or(false); })) {
    flagged_scores(t, first, scores);
    return;
  }
  const bool offices = std::all_of(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.end(), office_rule);
  if (offices && all_elected(t, scores) && first < seats_.size()) return;
  if (first == seats_.size()) return;
  const auto same_person = [&](const Seat& seat, const Score& score) { return seat.person == score.person || people_.full_name(score.person) == seat.person || shortened(seat.person, score.person); };
  const auto of_ballot = [&](const Seat& seat) { return std::any_of(scores.begin(), scores.end(), [&](const Score& score) { return same_person(seat, score) && !of_office(seat, score); }); };
  const auto ballot = std::find_if(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.end(), of_ballot);
  if (ballot == seats_.end() && std::any_of(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.end(), office_rule)) {  // the board gave out its offices: who has one was elected to it before
    const std::size_t last = seats_.size();
    for (const Score& score : scores) {
      const bool holds = std::any_of(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Seat& seat) { return same_person(seat, score); });
      const Range post = holds ? default_post(t, last) : Range{};
      if (post.empty()) {
        const bool seated = std::any_of(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.begin() + static_cast<std::ptrdiff_t>(last), [&](const Seat& seat) { return seat.person_at.overlaps(score.person_at); });
        const Range near = seated ? Range{} : post_near(score, first);  // « secrétaire : A, 15 voix ; B, 2 »
        if (near.empty()) continue;
        Seat lost = scored(score, near);
        lost.elected = false;
        lost.elected_at = score.votes_at;
        lost.rule = "election.score@1";
        add(lost);
        continue;
      }
      Seat seat = scored(score, post);
      seat.elected_at = score.votes_at;
      seat.rule = "election.score@1";
      add(seat);
    }
    return;
  }
  const Seat pattern = ballot == seats_.end() ? seats_[first] : *ballot;
  for (auto score = scores.rbegin(); score != scores.rend(); ++score) {
    bool known = false;
    for (std::size_t s = first; s < seats_.size(); ++s) {
      if (of_office(seats_[s], *score)) continue;
      if (seats_[s].person != score->person && people_.full_name(score->person) != seats_[s].person && !shortened(seats_[s].person, score->person)) continue;
      known = true;
      if (shortened(seats_[s].person, score->person)) seats_[s].person = score->person;
      if (!seats_[s].votes) {
        seats_[s].votes = score->votes;
        seats_[s].votes_at = score->votes_at;
      }
    }
    if (known) continue;
    Seat seat;
    seat.person = score->person;
    seat.person_at = score->person_at;
    seat.post = pattern.post;
    seat.post_at = pattern.post_at;
    const Range title = post_of_title(t);
    const bool one_post = std::all_of(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.end(), [&](const Seat& other) { return normalise::fold(other.post) == normalise::fold(pattern.post); });
    const int block = document_.structure.block_at(score->person_at.begin);
    const bool apart = document_.structure.block_at(pattern.person_at.begin) != block, strange = apart && ballot == seats_.end();
    if (seats_.size() - first > 1 && !one_post && !title.empty()) seat.post = one_line(document_, title), seat.post_at = title;
    else if (const Range near = apart ? post_near(*score, first) : Range{}; !near.empty()) seat.post = one_line(document_, near), seat.post_at = near;
    else if (const Range own = strange ? default_post(t, seats_.size()) : Range{}; !own.empty()) seat.post = one_line(document_, own), seat.post_at = own;
    seat.votes = score->votes;
    seat.votes_at = score->votes_at;
    seat.elected = false;
    seat.elected_at = pattern.elected_at;
    seat.confidence = 0.8;
    seat.rule = "election.score@1";
    seats_.push_back(seat);
  }
}

// « - Lise Gagnon, proposée par Fatou Diop : refuse », « M. X décline »: stands for nothing.
bool ElectionFinder::declines(std::size_t t, const NamedPerson& person) const {
  static const Regex refuses("\\b(?:refuse|decline|n'accepte pas|se (?:retire|desiste)|ne (?:se (?:re)?presente|souhaite) (?:pas|plus))\\b");
  const Topic& topic = minutes_.topics[t];
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = document_.text.read(unit.range);
    const std::size_t at = text.find(person.name);
    if (at != std::string_view::npos && at < 12 && text.size() < 200 && refuses.found(flat(unit.folded))) return true;
  }
  return false;
}

// « Candidats : A, B et C. … Tous sont élus. », « A et B se représentent, C se présente. Ils sont élus à l'unanimité. »
void ElectionFinder::candidates_elected(std::size_t t, std::size_t first) {
  static const Regex all("\\b(?:(?:tous |toutes )?(?:les|ces)(?: [a-z0-9]+)? candidat[a-z.()-]*|tous|toutes|toustes|tou[a-z.]+ les [a-z.]+|ils|elles|l'ensemble des candidat[a-z.()-]*)(?: (?:est|sont|ont ete))?[^.;:]{0,25} (?:re)?-?elu[a-z.()]*|\\btou[a-z.]*s,? (?:re)?-?elu|\\bles (?:re)?(?:elit|elisent)\\b(?! pas)");
  static const Regex list("\\b(?:candidat[a-z.()-]*|reeligibles?|se (?:re)?presentent|se proposent)[^.;:]{0,40}: ?(?<names>[^;:]{4,300})|(?:^|[,;] |\\bet )(?<some>(?:[^,;:]|, (?=[a-z' -]{3,40}(?:,| et ))){4,160}?) (?:(?:sont|est) candidat[a-z.()-]*|se (?:re)?presente(?:nt)?|presente(?:nt)? (?:sa|leur) candidature|souhaite(?:nt)? (?:re)?integrer)");
  const Topic& topic = minutes_.topics[t];
  Range said;
  for (std::size_t u = topic.first; u < topic.first + topic.count && said.empty(); ++u)
    if (all.found(flat(minutes_.units[u].folded))) said = minutes_.units[u].range;
  if (said.empty()) return;
  static const Regex as("\\bles (?:re)?(?:elit|elisent)\\b[^.;:]{0,40}? (?:comme|en qualite de|en tant que|aux fonctions de) (?<post>[a-z][^.,;:]{3,50}?)(?= pour | jusqu|[ ]?(?:[.,;:]|$))");
  RegexHit told;
  Range post = default_post(t, first);
  if (const Range at = document_.text.to_folded(said); as.search(flat(at), told)) {
    const Range what = as.range(told, "post").after(at.begin);
    if (post_words(reading(what.begin, what.end)) || posts_words().found(flat(what))) post = reading(what.begin, what.end);
  }
  if (post.empty()) return;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Range unit = minutes_.units[u].folded;
    const std::string_view text = flat(unit);
    RegexHit hit;
    for (std::size_t from = 0; list.search(text, from, hit); from = std::max(hit.whole().end, from + 1)) {
      const bool listed = list.group(hit, "names") != 0;
      Range names = list.range(hit, listed ? "names" : "some").after(unit.begin);
      static const Regex gone("\\bne (?:se|s')|pas candidat|sortant");
      static const Regex again("reeligible");
      if (!again.found(hit.whole().of(text)) && gone.found(flat({unit.begin + hit.whole().begin, std::min(unit.end, unit.begin + hit.whole().end + 12)}))) continue;
      if (const std::size_t stop = flat(names).find(". "); stop != std::string_view::npos && stop > 6 && flat(names)[stop - 2] != ' ') names.end = names.begin + stop;
      for (const NamedPerson& person : people_in(names.begin, names.end)) {
        if (declines(t, person)) continue;
        Seat seat = seated({written_before(person), person.where}, post);
        seat.elected_at = said;
        seat.confidence = 0.82;
        seat.rule = "election.all@1";
        add(seat);
      }
    }
  }
}

// « Les trois candidats sont élus. »
bool ElectionFinder::all_elected(std::size_t t, const std::vector<Score>& scores) {
  static const Regex all("(?:^|[.] )(?:=> ?)?(?:(?:tous )?(?:les|ces)(?: [a-z0-9]+)? (?:candidat[a-z.()-]*|personnes|membres)|tous|toutes|tou[a-z.]+ les [a-z.]+|ils|elles|l'ensemble des candidat[a-z.()-]*|la liste)[^.;:]{0,40} (?:est|sont|ont ete) (?:donc )?(?:re)?-?elu");
  const Topic& topic = minutes_.topics[t];
  Range post = post_of_title(t);
  if (post.empty()) post = seats_of_body(t);
  if (post.empty()) return false;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    if (!all.found(flat(minutes_.units[u].folded))) continue;
    for (const Score& score : scores) {
      Seat seat = scored(score, post);
      seat.elected_at = minutes_.units[u].range;
      seat.rule = "election.all@1";
      add(seat);
    }
    return true;
  }
  return false;
}

}  // namespace minutier::extractors
