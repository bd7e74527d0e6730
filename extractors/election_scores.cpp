#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

namespace {

// « 104 voix, réélu », « 9 (proclamée élue) », « 12 voix (non élu) »
void flag_behind(std::string_view text, std::size_t at, std::size_t base, const extract::Document& document, Score& score) {
  static const Regex said("^[ ]?(?:[,(-] ?)?(?:\\([^()]{1,12}\\) ?)?[,(-]? ?(?<no>non |pas )?(?:proclame(?:e|\\.e)? |declare(?:e|\\.e)? |est )?(?:re)?elu(?:e|\\.e|\\(e\\))?\\b");
  RegexHit hit;
  if (!said.search(text.substr(at, 60), hit)) return;
  score.elected = said.group(hit, "no") == 0;
  score.said = document.text.to_reading(hit.whole().after(base + at));
}

// A post the board gave its members afterwards: no part of the ballot itself.
bool office_rule(const Seat& seat) { return seat.rule == "election.office@1" || seat.rule == "election.told@1" || seat.rule == "election.clause@1"; }
bool of_office(const Seat& seat, const Score& score) { return office_rule(seat) && !seat.person_at.overlaps(score.person_at) && seat.person_at.begin > score.votes_at.end; }

}  // namespace

void ElectionFinder::score_lines(const Unit& unit, std::vector<Score>& scores) const {
  const std::string_view lines = unit.folded.of(document_.text.folded);
  const bool each = std::count(lines.begin(), lines.end(), '\n') > 0 && std::count(lines.begin(), lines.end(), ':') > 1;
  if (!each) {
    collect_scores(unit, scores);
    return;
  }
  Unit line = unit;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= lines.size(); ++at) {
    if (at < lines.size() && lines[at] != '\n') continue;
    line.folded = {unit.folded.begin + begin, unit.folded.begin + at};
    line.range = document_.text.to_reading(line.folded);
    if (at > begin) collect_scores(line, scores);
    begin = at + 1;
  }
}

void ElectionFinder::collect_scores(const Unit& unit, std::vector<Score>& scores) const {
  const std::string_view text = flat(unit.folded);
  static const Regex voices("(?<n>\\d{1,6}|(?:[a-z]+[ -]){0,3}[a-z]+) (?:voix|suffrages|votes)\\b(?! (?:pour|contre))");
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon <= 50) {
    const std::vector<NamedPerson> one = people_in(unit.folded.begin, unit.folded.begin + colon);
    if (one.size() == 1) {
      const VoteRead vote = read_vote(Range{unit.folded.begin + colon + 1, unit.folded.end}.of(document_.text.folded), unit.folded.begin + colon + 1, true);
      if (const VoteCount* count = vote.find(Ballot::in_favour)) {
        scores.push_back({one.front().name, one.front().where, count->value, document_.text.to_reading(count->where)});
        return;
      }
    }
  }
  RegexHit hit;
  static const Regex bare("(?:^|; )[ \\t*>-]*(?<who>[a-z][a-z' .-]{3,40}?) ?: ?(?<n>\\d{1,5})(?=[ ]?(?:\\(|;|,|[.]?$))");
  if (text.find("voix") == std::string_view::npos)
    for (std::size_t from = 0; bare.search(text, from, hit); from = hit.whole().end) {  // « CROUZET Bernadette : 9 (proclamée élue) ; GALTIER Denis : 6 »
      const Range who = bare.range(hit, "who").after(unit.folded.begin), n = bare.range(hit, "n").after(unit.folded.begin);
      const std::vector<NamedPerson> one = people_in(who.begin, who.end);
      const auto value = extract::parse_count(flat(n));
      if (one.size() != 1 || !value || (one.front().name.find(' ') == std::string::npos && std::find(listed_.begin(), listed_.end(), one.front().name) == listed_.end())) continue;
      scores.push_back({one.front().name, one.front().where, *value, reading(n.begin, n.end)});
      flag_behind(text, hit.whole().end, unit.folded.begin, document_, scores.back());
    }
  static const Regex row("(?:^|[:,;] |, et | et )(?<who>[a-z][a-z' -]{2,35}?) (?<n>\\d{1,5})(?=[ ]?(?:[,;.]|$| et ))");
  if (text.find("voix") == std::string_view::npos && (row.count(text) >= 3 || (text.find(" bulletins") != std::string_view::npos && row.count(text) >= 1) || (text.substr(0, 40).find(" tour") != std::string_view::npos && row.count(text) >= 2)))
    for (std::size_t from = 0; row.search(text, from, hit); from = hit.whole().end) {  // « Hélou 121, Salaün 84, Derrien 61 »
      const Range who = row.range(hit, "who").after(unit.folded.begin), n = row.range(hit, "n").after(unit.folded.begin);
      static const Regex papers("^(?:blancs?|nuls?|bulletins?.*|votants?|exprimes?|rentres?|delivres?|inscrits?)$");
      if (papers.found(flat(who))) continue;
      const std::vector<NamedPerson> one = people_in(who.begin, who.end);
      const auto value = extract::parse_count(flat(n));
      const bool person = one.size() == 1 && (one.front().name.find(' ') != std::string::npos || written_before(one.front()).find(' ') != std::string::npos);
      if (person && value) scores.push_back({one.front().name, one.front().where, *value, reading(n.begin, n.end)});
    }
  static const Regex given_to("(?:^|[,;:.] |, | et )(?<n>\\d{1,5}|[a-z-]{2,14}) (?:voix|suffrages) (?:pour|a) (?<who>(?:mm?\\. |mmes? |mlles? )?[a-z][a-z' -]{3,40}?)(?=[ ]?(?:[,;.(]|$| et ))");
  for (std::size_t from = 0; given_to.search(text, from, hit); from = hit.whole().end) {  // « 9 voix pour Catherine Huet, 1 blanc »
    const Range who = given_to.range(hit, "who").after(unit.folded.begin), n = given_to.range(hit, "n").after(unit.folded.begin);
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    if (const auto value = extract::parse_count(flat(n)); one.size() == 1 && value) scores.push_back({one.front().name, one.front().where, *value, reading(n.begin, n.end)});
  }
  for (std::size_t from = 0; voices.search(text, from, hit); from = hit.whole().end) {
    const std::size_t at = voices.range(hit, "n").begin;
    std::size_t number = at;
    std::optional<std::int64_t> value;
    const std::string_view words = voices.text(text, hit, "n");
    for (std::size_t skip = 0; skip < words.size(); skip = words.find(' ', skip) == std::string_view::npos ? words.size() : words.find(' ', skip) + 1) {
      value = extract::parse_count(words.substr(skip));
      number = at + skip;
      if (value) break;
    }
    if (!value) continue;
    std::size_t stop = number;
    while (stop > 0 && (text[stop - 1] == ' ' || text[stop - 1] == ',' || text[stop - 1] == ':')) --stop;
    static const Regex obtained(" (?:(?:a|ont) (?:obtenu|recueilli|reuni)|obtient|recueille|avec|par)$");
    RegexHit tail;
    if (obtained.search(text.substr(0, stop), tail)) stop = tail.whole().begin;
    static const Regex alone(", (?:seule? candidate?|candidate? unique|unique candidate?|sortante?|seule? en lice)$| qui [a-z' ]{3,40}$");
    if (alone.search(text.substr(0, stop), tail)) stop = tail.whole().begin;
    std::size_t begin = stop;
    while (begin > 0 && text[begin - 1] != ':' && text[begin - 1] != ';' && text[begin - 1] != ',' && minutes_.flat[unit.folded.begin + begin - 1] != '\t' && document_.text.folded[unit.folded.begin + begin - 1] != '\n') --begin;
    const std::vector<NamedPerson> one = people_in(unit.folded.begin + begin, unit.folded.begin + stop);
    if (one.size() != 1) continue;
    scores.push_back({one.front().name, one.front().where, *value, reading(unit.folded.begin + number, unit.folded.begin + hit.whole().end)});
    flag_behind(text, hit.whole().end, unit.folded.begin, document_, scores.back());
  }
}

void ElectionFinder::mark_elected(const Unit& unit, std::size_t before, std::vector<Score>& scores) const {
  const std::string_view text = flat(unit.folded);
  static const Regex alone("^[ \\t*>=-]*(?:donc |est |proclamee? |declaree? )*(?:re)?elu(?:e|\\.e|\\(e\\))?\\b(?: (?<post>[a-z][^.;:,]{2,40}?))?(?=[ ]?[.;:,]|[ ]?$)"), lost("^[ \\t*>=-]*(?:(?:non|pas) elue?s?|n'(?:est|sont|a|ont) pas (?:ete )?elue?s?)\\b");
  RegexHit hit;
  if (lost.found(text)) {
    for (std::size_t i = before; i < scores.size(); ++i) scores[i].elected = false, scores[i].said = unit.range;
    return;
  }
  if (scores.empty() || before != scores.size() || !alone.search(text, hit)) return;
  scores.back().elected = true;
  scores.back().said = document_.text.to_reading(hit.whole().after(unit.folded.begin));
  if (alone.group(hit, "post")) {
    const Range what = alone.range(hit, "post").after(unit.folded.begin);
    if (post_words(reading(what.begin, what.end))) scores.back().post = reading(what.begin, what.end);
  }
}

void ElectionFinder::first_ones(std::size_t t, std::vector<Score>& scores) const {
  static const Regex pattern("\\b(?:les |ces )?(?<n>deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\\d{1,2}) premiers?(?: [a-z]+)?,? (?:sont|ayant ete|etant|ont ete)(?: donc| ainsi)?(?: proclames| declares)? (?<elected>(?:re)?elus)\\b");
  const Topic& topic = minutes_.topics[t];
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = flat(unit.folded);
    RegexHit hit;
    if (text.find(" premiers") == std::string_view::npos || !pattern.search(text, hit)) continue;
    const auto n = extract::parse_count(pattern.text(text, hit, "n"));
    if (!n || static_cast<std::size_t>(*n) > scores.size()) continue;
    const std::size_t verb = pattern.range(hit, "elected").end + unit.folded.begin;
    const Range post = post_in(verb, unit.folded.end);
    std::vector<std::size_t> order(scores.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a].votes > scores[b].votes; });
    for (std::size_t i = 0; i < order.size(); ++i) {
      Score& score = scores[order[i]];
      score.elected = static_cast<std::int64_t>(i) < *n;
      score.said = unit.range;
      if (!post.empty() && (posts_words().found(flat_of(post)) || post_words(post))) score.post = post;
    }
  }
}

const Regex& ElectionFinder::board_words() {
  static const Regex pattern("^[ ]*(?:[a-z]\\) )?(?:au |a la |le |la |les )?(?:comite|commission|conseil|bureau|delegue|representant|verificat|scrutateur|supplean|titulaire|presidence|vice-presidence|secretariat|tresorerie|controle|college)");
  return pattern;
}

Range ElectionFinder::part_label(int block) const {
  if (block < 0 || document_.structure.blocks[static_cast<std::size_t>(block)].kind != BlockKind::item) return {};
  const Range range = document_.structure.blocks[static_cast<std::size_t>(block)].folded;
  const std::string_view text = flat(range);
  std::size_t stop = text.find_first_of(".:(");
  while (stop != std::string_view::npos && text[stop] == '.' && stop > 0 && (stop == 1 || text[stop - 2] == ' ')) stop = text.find_first_of(".:(", stop + 1);
  if (stop == std::string_view::npos || stop < 4 || stop > 60) return {};
  if (const std::size_t comma = text.substr(0, stop).find(','); comma != std::string_view::npos) stop = comma;
  while (stop > 0 && text[stop - 1] == ' ') --stop;
  static const Regex article("^ ?(?:au |a la |aux |a l')");
  RegexHit lead;
  const Range label = reading(range.begin + (article.begins(text, lead) && lead.whole().end < stop ? lead.whole().end : 0), range.begin + stop);
  return post_words(label) || board_words().found(flat_of(label)) ? label : Range{};
}

// « deux sièges à pourvoir » and three scores in the same place: the two highest.
void ElectionFinder::by_seats(std::size_t t, std::vector<Score>& scores) const {
  Range told;
  const auto seats = seats_told(t, &told);
  if (!seats || *seats > scores.size()) return;
  std::vector<std::int64_t> votes;
  for (const Score& score : scores) votes.push_back(score.votes);
  std::sort(votes.rbegin(), votes.rend());
  if (*seats < votes.size() && votes[*seats] == votes[*seats - 1]) return;
  for (Score& score : scores) score.elected = score.votes >= votes[*seats - 1], score.said = told;
}

// Where the score itself names no post: that of the block (« b) Secrétariat général. … »), of the topic, of its title, of the board it speaks of.
Range ElectionFinder::seats_of_body(std::size_t t) const {
  static const Regex seats("\\b(?:postes?|sieges?|places?|mandats?|candidat[a-z]*|representants?) (?:(?:sont |est |restent? )?(?:a (?:pourvoir|prendre|renouveler)|vacante?s?) )?(?:au|a la|aux?|du|de la) (?:sein du |nouveau )?(?<post>(?:bureau|ca|conseil|comite|commission|collegiale|directoire)\\b(?: (?:d'administration|directeur|federal|syndical|de [a-z]+))?)|"
                           "\\b(?:le|la) (?<same>(?:conseil|comite|bureau|ca|collegiale)(?: (?:d'administration|directeur|de [a-z]+))?) (?:sortante? )?se (?:re)?presente\\b");
  const Topic& topic = minutes_.topics[t];
  RegexHit hit;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    if (!seats.search(flat(unit.folded), hit)) continue;
    const Range post = seats.range(hit, seats.group(hit, "post") ? "post" : "same").after(unit.folded.begin);
    return reading(post.begin, post.end);
  }
  return {};
}

Range ElectionFinder::post_of_score(std::size_t t, std::size_t first, const Score& score) const {
  if (!score.post.empty()) return score.post;
  const int block = document_.structure.block_at(score.person_at.begin);
  const Topic& topic = minutes_.topics[t];
  static const Regex named("\\b(?:elections?|renouvellement|nomination|designation) (?:de (?:deux|trois|quatre|cinq|six|\\d{1,2}) |d'une? |du |de la |des |de l'|au )(?<post>[^.;:,(]{3,60})");
  Range opening;  // « Scrutin pour la nomination de deux délégués à … Ont obtenu : … » in one paragraph
  for (std::size_t u = topic.first; u < topic.first + topic.count && minutes_.units[u].range.begin <= score.person_at.begin; ++u)
    if (RegexHit hit; minutes_.units[u].block == block && named.search(flat(minutes_.units[u].folded), hit)) opening = named.range(hit, "post").after(minutes_.units[u].folded.begin);
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
  static const Regex named("\\b(?:elections?|renouvellement|nomination|designation) (?:de (?:deux|trois|quatre|cinq|six|\\d{1,2}) |d'une? |du |de la |des |de l'|au )(?<post>[^.;:,(]{3,60})");
  if (const Range title = post_of_title(t); !title.empty()) return title;
  if (const Range body = seats_of_body(t); !body.empty()) return body;
  static const Regex leaving("\\b(?:tiers|moitie|membres?|administrateurs?|administratrices?|part) sortante?s? (?:du |de la |de l'|au )(?<post>(?:conseil|comite|bureau|ca|commission|collegiale|directoire)(?: d'[a-z]+| (?:syndical|directeur|municipal|federal|de [a-z]+))?)\\b"), board("\\b(?<post>conseil d'administration|ca|comite directeur|bureau|conseil syndical|comite|collectif d'animation|college|collegiale)\\b");
  static const Regex whole("(?:le |la |nouveau )?(?:conseil d'administration|ca|comite|bureau|conseil|commission|collectif|college|collegiale)\\b[^:.;]{0,40}");
  if (!topic.title.empty() && whole.matches(flat_of(topic.title))) return topic.title;
  static const Regex with_aside("(?:le |la |nouveau )?(?:conseil d'administration|ca|comite|bureau|conseil|commission)\\b[^:.;(]{0,40}(?= \\()");  // « Conseil syndical (art. 25) »
  if (RegexHit hit; !topic.title.empty() && with_aside.begins(flat_of(topic.title), hit)) {
    const std::size_t begin = document_.text.to_folded(topic.title).begin;
    return reading(begin, begin + hit.whole().end);
  }
  for (const Regex* pattern : {&named, &leaving, &board}) {
    if (pattern == &board && same < seats_.size()) return seats_[same].post_at;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      RegexHit hit;
      if (!pattern->search(flat(minutes_.units[u].folded), hit)) continue;
      const Range post = pattern->range(hit, "post").after(minutes_.units[u].folded.begin);
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
    const std::size_t stop = std::min(text.find_first_of(",(:;"), text.size());
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
  for (std::size_t i = 0; i < scores.size();) {  // the last round counts
    const bool later = std::any_of(scores.begin() + static_cast<std::ptrdiff_t>(i) + 1, scores.end(), [&](const Score& other) { return other.person == scores[i].person && document_.structure.block_at(other.person_at.begin) == document_.structure.block_at(scores[i].person_at.begin); });
    if (later) scores.erase(scores.begin() + static_cast<std::ptrdiff_t>(i));
    else ++i;
  }
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
      if (post.empty()) continue;
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
    if (seats_.size() - first > 1 && !one_post && !title.empty()) seat.post = one_line(document_, title), seat.post_at = title;
    seat.votes = score->votes;
    seat.votes_at = score->votes_at;
    seat.elected = false;
    seat.elected_at = pattern.elected_at;
    seat.confidence = 0.8;
    seat.rule = "election.score@1";
    seats_.push_back(seat);
  }
}

// « Candidats : A, B et C. … Tous sont élus. », « A et B se représentent, C se présente. Ils sont élus à l'unanimité. »
void ElectionFinder::candidates_elected(std::size_t t, std::size_t first) {
  static const Regex all("\\b(?:(?:tous |toutes )?(?:les|ces)(?: [a-z0-9]+)? candidat[a-z.()-]*|tous|toutes|toustes|tou[a-z.]+ les [a-z.]+|ils|elles|l'ensemble des candidat[a-z.()-]*)(?: (?:est|sont|ont ete))?[^.;:]{0,25} (?:re)?-?elu[a-z.()]*|\\btou[a-z.]*s,? (?:re)?-?elu");
  static const Regex list("\\b(?:candidat[a-z.()-]*|se (?:re)?presentent|se proposent)[^.;:]{0,40}: ?(?<names>[^;:]{4,300})|(?:^|[,;] |\\bet )(?<some>(?:[^,;:]|, (?=[a-z' -]{3,40}(?:,| et ))){4,160}?) (?:(?:sont|est) candidat[a-z.()-]*|se (?:re)?presente(?:nt)?|presente(?:nt)? (?:sa|leur) candidature|souhaite(?:nt)? (?:re)?integrer)");
  const Topic& topic = minutes_.topics[t];
  Range said;
  for (std::size_t u = topic.first; u < topic.first + topic.count && said.empty(); ++u)
    if (all.found(flat(minutes_.units[u].folded))) said = minutes_.units[u].range;
  if (said.empty()) return;
  const Range post = default_post(t, first);
  if (post.empty()) return;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Range unit = minutes_.units[u].folded;
    const std::string_view text = flat(unit);
    RegexHit hit;
    for (std::size_t from = 0; list.search(text, from, hit); from = std::max(hit.whole().end, from + 1)) {
      const bool listed = list.group(hit, "names") != 0;
      Range names = list.range(hit, listed ? "names" : "some").after(unit.begin);
      static const Regex gone("\\bne (?:se|s')|pas candidat|sortant");
      if (gone.found(flat({unit.begin + hit.whole().begin, std::min(unit.end, unit.begin + hit.whole().end + 12)}))) continue;
      if (const std::size_t stop = flat(names).find(". "); stop != std::string_view::npos && stop > 6 && flat(names)[stop - 2] != ' ') names.end = names.begin + stop;
      for (const NamedPerson& person : people_in(names.begin, names.end)) {
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
