#include "extractors/election_finder.hpp"

#include <algorithm>

#include "pipeline/base/contains.hpp"
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
  if (stance_line(text)) return;
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
  if (!contains(text, "voix"))
    for (std::size_t from = 0; bare.search(text, from, hit); from = hit.whole().end) {  // « CROUZET Bernadette : 9 (proclamée élue) ; GALTIER Denis : 6 »
      const Range who = bare.range(hit, "who").after(unit.folded.begin), n = bare.range(hit, "n").after(unit.folded.begin);
      const std::vector<NamedPerson> one = people_in(who.begin, who.end);
      const auto value = extract::parse_count(flat(n));
      if (one.size() != 1 || !value || (one.front().name.find(' ') == std::string::npos && std::find(listed_.begin(), listed_.end(), one.front().name) == listed_.end())) continue;
      scores.push_back({one.front().name, one.front().where, *value, reading(n.begin, n.end)});
      flag_behind(text, hit.whole().end, unit.folded.begin, document_, scores.back());
    }
  static const Regex row("(?:^|[:,;] |, et | et )(?<who>[a-z][a-z' -]{2,35}?) (?<n>\\d{1,5})(?=[ ]?(?:[,;.]|$| et ))");
  if (!contains(text, "voix") && (row.count(text) >= 3 || (contains(text, " bulletins") && row.count(text) >= 1) || (contains(text.substr(0, 40), " tour") && row.count(text) >= 2)))
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
  static const Regex pattern("\\b(?:les |ces )?(?<n>deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\\d{1,2}) premiers?(?: [a-z]+)?,? (?:(?:sont|ayant ete|etant|ont ete)(?: donc| ainsi)?(?: proclames| declares)? (?<elected>(?:re)?elus|proclames(?= [a-z]{4})|nommes(?= [a-z]{4}))|(?<enters>entrent|integrent|siegent|siegeront|rejoignent))\\b");
  const Topic& topic = minutes_.topics[t];
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = flat(unit.folded);
    RegexHit hit;
    if (!contains(text, " premiers") || !pattern.search(text, hit)) continue;
    const auto n = extract::parse_count(pattern.text(text, hit, "n"));
    if (!n || static_cast<std::size_t>(*n) > scores.size()) continue;
    const std::size_t verb = pattern.range(hit, pattern.group(hit, "elected") ? "elected" : "enters").end + unit.folded.begin;
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
  if (block < 0) return {};
  if (const BlockKind kind = document_.structure.blocks[static_cast<std::size_t>(block)].kind; kind != BlockKind::item && kind != BlockKind::paragraph) return {};
  const Range range = document_.structure.blocks[static_cast<std::size_t>(block)].folded;
  const std::string_view text = flat(range);
  std::size_t stop = first_of(text, ".:(");
  while (stop != std::string_view::npos && text[stop] == '.' && stop > 0 && (stop == 1 || text[stop - 2] == ' ')) stop = first_of(text, ".:(", stop + 1);
  if (stop == std::string_view::npos || stop < 4 || stop > 60) return {};
  if (const std::size_t comma = text.substr(0, stop).find(','); comma != std::string_view::npos) stop = comma;
  static const Regex plain("(?:le |la |les )?[a-z]+(?: (?:d'|de |du |des |de la |de l')?[a-z-]+){0,3}"), says("\\b(?:compte|est|sont|a|ont|se|propose|decide|elit|designe|prend|fait|sera|comprend|mandats?|vote|approuve|donne)\\b");
  if (document_.structure.blocks[static_cast<std::size_t>(block)].kind == BlockKind::paragraph && (stop > 50 || !plain.matches(text.substr(text.find_first_not_of(' '), stop - text.find_first_not_of(' '))) || says.found(text.substr(0, stop)))) return {};
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

}  // namespace minutier::extractors
