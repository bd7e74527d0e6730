#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

void ElectionFinder::elected_sentence(std::size_t t, const Unit& unit) {
  const std::vector<const extract::Match*> matches = document_.matches.within("decision", unit.range);
  static const Regex chosen("elu|eli|designe|nomme|proclame|coopte|choisi|institue|confirme|conduit");
  if (matches.empty() || !chosen.found(flat(unit.folded))) return;
  const VoteRead vote = read_vote(unit.folded.of(document_.text.folded), unit.folded.begin, false);
  for (std::size_t i = 0; i < matches.size() && i < 8; ++i) {
    const extract::Match* match = matches[i];
    Decision decision;
    if (!read_decision(document_, minutes_, unit, *match, body_, !vote.empty(), decision)) continue;
    if (decision.says == Says::election) passive(t, unit, *match, vote);
    else if (match->rule->id.compare(0, 15, "decision.active") == 0) active(t, unit, *match);
  }
}

// The name or names a sentence begins with, or that stand right before its verb.
std::vector<NamedPerson> ElectionFinder::subject(std::size_t begin, std::size_t end) const {
  while (begin < end && (minutes_.flat[begin] == ' ' || minutes_.flat[begin] == '-' || minutes_.flat[begin] == '>' || minutes_.flat[begin] == '=')) ++begin;
  static const Regex standing(",? (?:se (?:re)?presentent?|sont (?:a nouveau )?candidat[a-z]*|est (?:a nouveau )?candidate?|se portent? candidat[a-z]*|ayant (?:obtenu|reuni|recueilli))\\b[^,.;:]{0,70}?,?(?: et(?: qui)?| puis)? ?$");  // « A et B se représentent et sont réélus »
  if (RegexHit hit; end - begin < 300 && standing.search(flat({begin, end}), hit)) end = begin + hit.whole().begin;
  std::vector<NamedPerson> all = people_in(begin, end);
  if (!all.empty()) return all;
  const std::string_view text = flat({begin, end});
  static const Regex separator(", (?:et )?| et |;");
  for (std::size_t cut = text.size() > 300 ? text.size() - 300 : 0; (cut = text.find(", ", cut)) != std::string_view::npos; cut += 2) {  // « …, M. A, Mme B et M. C »
    const std::string_view rest = text.substr(cut + 2);
    if (rest.substr(0, 2) != "m." && rest.substr(0, 2) != "mm" && rest.substr(0, 2) != "ml" && rest.substr(0, 2) != "mo" && rest.substr(0, 2) != "ma") continue;
    const std::size_t parts = 1 + separator.count(rest);
    all = people_in(begin + cut + 2, end);
    if (parts >= 2 && all.size() == parts) return all;
  }
  for (std::size_t cut = text.find(','); cut != std::string_view::npos && cut < 200; cut = text.find(',', cut + 1)) {  // « M. X, ayant réuni la majorité absolue, »
    all = people_in(begin, begin + cut);
    if (!all.empty()) return all;
    const std::vector<NamedPerson> rest = people_in(begin + cut + 1, end);
    if (!rest.empty()) return rest;
  }
  for (std::size_t at = text.size(); at-- > 1;) {
    if (text[at - 1] != ' ' || text.size() - at > 60) continue;
    const std::vector<NamedPerson> one = people_in(begin + at, end);
    if (one.size() == 1 && (at < 2 || text[at - 2] != '.') ) {
      const std::vector<NamedPerson> longer = at > 3 ? people_in(begin + text.rfind(' ', at - 2) + 1, end) : one;
      if (longer.size() != 1) return one;
    }
  }
  return {};
}

void ElectionFinder::passive(std::size_t t, const Unit& unit, const extract::Match& match, const VoteRead& vote) {
  const Range verb = document_.text.to_folded(match.group("verb"));
  const std::string_view after = flat({verb.end, unit.folded.end});
  const bool negated = match.has("pas") || negation().found(flat(match.folded));
  std::vector<NamedPerson> people = subject(unit.folded.begin, match.folded.begin);
  Range post = post_in(verb.end, unit.folded.end);
  const std::size_t colon = after.find(':');
  if (colon != std::string_view::npos && people.empty()) {
    people = people_in(verb.end + colon + 1, unit.folded.end);
    if (people.empty()) people = each_of(verb.end + colon + 1, unit.folded.end);
    post = post_in(verb.end, verb.end + colon);
  }
  if (people.empty() && colon == std::string_view::npos) {  // « Est élue présidente Mme X », « Sont élus : »
    for (std::size_t at = 1; at + 3 < after.size(); ++at)
      if (after[at - 1] == ' ')
        if (const auto name = extract::name_at(document_.text.reading, reading(verb.end + at, verb.end + at + 1).begin); name && name->words >= 2 && name->known_given) {
          people = list_from(verb.end + at, unit.folded.end);
          if (people.empty()) people.push_back({people_.full_name(name->name), name->range});
          post = post_in(verb.end, verb.end + at - 1);
          break;
        }
  }
  if (people.empty() && colon == std::string_view::npos)  // « Sont nommés administrateurs L. Petit et M. Roy »
    for (std::size_t at = 1; at + 3 < after.size(); ++at)
      if (after[at - 1] == ' ' && initialled(verb.end + at)) {
        people = list_from(verb.end + at, unit.folded.end);
        if (!people.empty()) post = post_in(verb.end, verb.end + at - 1);
        break;
      }
  if (!post.empty() && !named_people(document_, post, people_).empty()) post = {};
  if (!post.empty() && !extract::is_office(document_.text.read(post)) && !posts_words().found(flat_of(post))) post = {};
  static const Regex speaks("\\b(?:je|j'|tu|il|elle|on|nous|vous|ils|elles)\\b");
  if (!post.empty() && speaks.found(flat_of(post))) post = {};
  if (people.empty())  // « Conseil de discipline : A et B sont reconduits »
    if (const std::size_t label = flat({unit.folded.begin, match.folded.begin}).find(':'); label != std::string_view::npos && label < 60) {
      people = people_in(unit.folded.begin + label + 1, match.folded.begin);
      const Range named = reading(unit.folded.begin, unit.folded.begin + label);
      if (!people.empty() && post.empty() && board_words().found(flat_of(named))) post = named;
    }
  static const Regex sides("membres?(?: sortante?s?| du conseil)?|sortante?s?");
  if (!post.empty() && sides.matches(flat_of(post))) post = {};  // « Les membres sortants sont réélus : »
  if (post.empty())
    if (const std::size_t label = flat({unit.folded.begin, match.folded.begin}).find(':'); label != std::string_view::npos && label < 60)
      if (const Range named = roster_label(unit.folded.begin, unit.folded.begin + label); !named.empty() && board_words().found(flat_of(named))) post = named;
  if (post.empty()) post = part_label(unit.block);
  if (post.empty()) post = post_of_title(t);
  if (post.empty() && about_posts(flat_of(minutes_.topics[t].title))) post = default_post(t, seats_.size());
  if (people.empty() || post.empty()) return;
  post = whole_post(t, unit, post);
  static const Regex none("\\bde (?:la )?seance\\b|scrutat|assesseur");
  if (none.found(flat_of(post))) return;
  for (const NamedPerson& person : people) {
    const bool bracketed = std::any_of(seats_.begin(), seats_.end(), [&](const Seat& known) { return known.rule == "election.bracket@1" && known.person_at == person.where; });
    if (bracketed) continue;
    Seat seat = seated({written_before(person), person.where}, post);
    seat.elected = !negated;
    seat.elected_at = match.range;
    Unit behind = unit;  // « A et B pour 3 ans, C pour 1 an »
    if (people.size() > 1) behind.folded.begin = std::max(unit.folded.begin, document_.text.to_folded(person.where).end);
    seat.term = term_in(behind);
    if (seat.term.empty()) seat.term = term_in(unit);
    seat.rule = match.rule->tag();
    const VoteCount* count = vote.find(Ballot::in_favour);
    if (people.size() == 1 && count) {
      seat.votes = count->value;
      seat.votes_at = document_.text.to_reading(count->where);
    }
    add(seat);
    if (people.size() == 1 && !negated && seat.post_at.begin >= match.range.begin) also_chosen(unit, document_.text.to_folded(seat.post_at).end, seat);
  }
}

// « A, B et C pour 3 ans, D pour 1 an »: each piece of a list a name, with what is said of its term; empty where one is none.
std::vector<NamedPerson> ElectionFinder::each_of(std::size_t begin, std::size_t end) const {
  static const Regex separator("[,;] (?:et )?| et "), term("[ ]?(?:\\(|pour (?:un|une|deux|trois|quatre|six|\\d{1,2}) (?:an|mandat|saison|exercice)|jusqu).*$");
  std::vector<NamedPerson> people;
  while (begin < end) {
    const std::string_view rest = flat({begin, end});
    RegexHit hit;
    const std::size_t stop = separator.search(rest, hit) ? begin + hit.whole().begin : end;
    const std::size_t next = stop < end ? begin + hit.whole().end : end;
    std::size_t last = stop;
    if (const std::string_view piece = flat({begin, stop}); term.search(piece, hit)) last = begin + hit.whole().begin;
    while (last > begin && (minutes_.flat[last - 1] == ' ' || minutes_.flat[last - 1] == '.')) --last;
    const std::vector<NamedPerson> one = people_in(begin, last);
    if (one.size() != 1 || one.front().name.find(' ') == std::string::npos) return {};
    people.push_back(one.front());
    begin = next;
  }
  return people.size() < 2 ? std::vector<NamedPerson>{} : people;
}

void ElectionFinder::also_chosen(const Unit& unit, std::size_t from, const Seat& like) {
  static const Regex next("^(?: (?:par|avec) (?:\\d{1,5}|[a-z-]+) (?:voix|suffrages))?(?: contre [^,;]{1,20})?[ ]?,? (?:et|puis|ainsi que) (?=(?:m\\.|mme|mlle|monsieur|madame|[a-z]))"), votes("^ (?:par|avec) (?<n>\\d{1,5}|[a-z-]+) (?:voix|suffrages)");
  for (int i = 0; i < 8 && from < unit.folded.end; ++i) {
    const std::string_view rest = flat({from, unit.folded.end});
    RegexHit hit;
    if (!next.begins(rest, hit)) return;
    const std::size_t at = from + hit.whole().end;
    const auto name = extract::name_at(document_.text.reading, reading(at, at + 1).begin);
    if (!name || (name->words < 2 && name->civility.empty()) || name->range.end > unit.range.end) return;
    const std::size_t behind = document_.text.to_folded(name->range).end;
    const Range post = post_in(behind, unit.folded.end);
    if (post.empty() || post.begin > name->range.end + 4 || !extract::is_office(document_.text.read(post))) return;
    Seat seat = seated({people_.full_name(name->name), name->range}, post);
    seat.elected_at = like.elected_at;
    seat.rule = like.rule;
    from = document_.text.to_folded(post).end;
    if (const std::string_view tail = flat({from, unit.folded.end}); votes.begins(tail, hit)) {
      seat.votes = extract::parse_count(votes.text(tail, hit, "n"));
      const Range n = votes.range(hit, "n").after(from);
      seat.votes_at = reading(n.begin, n.end);
    }
    add(seat);
  }
}

// « … à la nomination d'un délégué au syndicat des eaux. … M. X est proclamé délégué. »: the post as the opening words say it.
Range ElectionFinder::whole_post(std::size_t t, const Unit& unit, Range post) const {
  const std::string_view word = flat_of(post);
  if (word.find(' ') != std::string_view::npos || word.size() < 5) return post;
  static const Regex opening("\\b(?:nomination|election|designation)s? (?:d'une? |du |de la |de l'|des |de )(?<post>[^,.;:(]{4,110})");
  const Topic& topic = minutes_.topics[t];
  Range whole = post;
  for (std::size_t u = topic.first; u < topic.first + std::min<std::size_t>(topic.count, 12) && minutes_.units[u].folded.begin <= unit.folded.begin; ++u) {  // the opening words stand at the head
    const std::string_view text = flat(minutes_.units[u].folded);
    RegexHit hit;
    if (!opening.search(text, hit)) continue;
    std::string_view said = opening.text(text, hit, "post");
    while (!said.empty() && said.back() == ' ') said.remove_suffix(1);
    if (said.size() <= word.size() + 1 || said.substr(0, word.size()) != word || said[word.size()] != ' ') continue;
    const std::size_t begin = minutes_.units[u].folded.begin + static_cast<std::size_t>(said.data() - text.data());
    whole = reading(begin, begin + said.size());
  }
  return whole;
}

// « le conseil élit Mme X présidente », « désigne M. Y comme délégué au syndicat »
void ElectionFinder::active(std::size_t t, const Unit& unit, const extract::Match& match) {
  const Range verb = document_.text.to_folded(match.group("verb"));
  static const Regex elects("(?:(?:a|ont) )?(?:(?:re)?eli|(?:re)?elu|nomme|designe|coopte)");
  if (!elects.begins(flat(verb))) return;
  static const Regex next("^[ ,]*(?:et |ainsi que )?(?=(?:m\\.|mme|mlle|monsieur|madame|[a-z]))");
  static const Regex none("\\bseance\\b|scrutat|assesseur|^secretaire$");
  std::size_t at = verb.end;
  RegexHit behind_hit;
  for (int i = 0; i < 20 && at < unit.folded.end; ++i) {  // « Mme A présidente et M. B trésorier »
    const std::string_view rest = flat({at, unit.folded.end});
    RegexHit hit;
    if (i > 0) {
      if (!next.search(rest, hit) || hit.whole().empty()) return;
      at += hit.whole().end;
    }
    const auto name = extract::name_at(document_.text.reading, reading(at, at + 1).begin);
    if (!name || (name->words < 2 && name->civility.empty()) || name->range.end > unit.range.end) return;
    std::size_t from = document_.text.to_folded(name->range).end;
    std::vector<NamedPerson> several;  // « nomme MM. A et B commissaires »
    static const Regex joint("^(?:, | et | ainsi que )"), held("^ ?\\((?<n>\\d{1,5}) (?:voix|suffrages|oui)\\)");
    std::optional<std::int64_t> votes;
    Range votes_at;
    if (const std::string_view behind = flat({from, unit.folded.end}); held.begins(behind, behind_hit)) {  // « M. Servais (10 voix) et … »
      votes = extract::parse_count(held.text(behind, behind_hit, "n"));
      votes_at = held.range(behind_hit, "n").after(from);
      from += behind_hit.whole().end;
    }
    for (std::size_t more = from; !votes && several.size() < 12;) {
      const std::string_view behind = flat({more, unit.folded.end});
      if (!joint.begins(behind, behind_hit)) break;
      more += behind_hit.whole().end;
      const auto other = extract::name_at(document_.text.reading, reading(more, more + 1).begin);
      if (!other || (other->words < 2 && other->civility.empty()) || other->range.end > unit.range.end) break;
      more = document_.text.to_folded(other->range).end;
      if (const char next = more < unit.folded.end ? minutes_.flat[more] : '.'; next != ' ' && next != ',') break;
      several.push_back({people_.full_name(other->name), other->range});
      const Range there = post_in(more, unit.folded.end);
      if (!there.empty() && document_.text.to_folded(there).begin <= more + 2) {
        from = more;
        break;
      }
    }
    Range post = post_in(from, unit.folded.end);
    if (!several.empty() && document_.text.to_folded(several.back().where).end != from) several.clear();
    if (!post.empty() && !extract::is_office(document_.text.read(post)) && !posts_words().found(flat_of(post))) post = {};
    at = post.empty() ? from : document_.text.to_folded(post).end;
    if (post.empty()) post = post_of_title(t);
    if (post.empty() || none.found(flat_of(post))) return;
    Seat seat = seated({people_.full_name(name->name), name->range}, post);
    seat.elected_at = match.group("verb");
    seat.term = term_in(unit);
    seat.rule = match.rule->tag();
    if (votes) seat.votes = votes, seat.votes_at = reading(votes_at.begin, votes_at.end);
    add(seat);
    for (const NamedPerson& person : several) {
      Seat beside = seated(person, post);
      beside.elected_at = seat.elected_at;
      beside.term = seat.term;
      beside.rule = seat.rule;
      add(beside);
    }
  }
}

// « Sont reconduits : Anne (référente jardin), Paul (trésorerie). »
void ElectionFinder::posts_in_brackets(const Unit& unit) {
  static const Regex lead("\\b(?:est|sont|a ete|ont ete)(?: [a-z]+)?,? (?:re)?-?(?:elu|conduit|designe|nomme|choisi|coopte)[a-z.]{0,5}(?: [^.;:(]{0,60})? ?: ?");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (text.find('(') == std::string_view::npos || !lead.search(text, hit)) return;
  static const Regex entry("(?:^|, (?:et )?|; | et )(?<who>[^(),;:]{2,40}?) \\((?<post>[^()]{4,45})\\)");
  const Range verb = hit.whole().after(unit.folded.begin);
  const std::string_view entries = text.substr(hit.whole().end);
  for (std::size_t from = 0; entry.search(entries, from, hit); from = hit.whole().end) {
    const Range who = entry.range(hit, "who").after(verb.end), what = entry.range(hit, "post").after(verb.end);
    Range post = reading(what.begin, what.end);
    static const Regex side("(?:parents?(?: d'eleves)?|eleves?|agents?|personnels?|enseignants?|usagers?|salaries?|employeurs?|locataires|majorite|minorite|opposition|titulaires?)");
    if (side.matches(flat(what)) && !post_of_title(unit.topic).empty()) post = post_of_title(unit.topic);  // « Mme Pinault (agents) » under « Délégués à la commission »
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    if (one.size() != 1 || (!post_words(post) && post.overlaps(reading(what.begin, what.end)))) continue;
    seat(one.front(), post, document_.text.to_reading(verb), false, "election.bracket@1");
    static const Regex body("(?:^|; )(?<body>(?:au|a la|aux|a l') ?[^,;:()]{3,60}), "), part("(?:titulaire|suppleant)e?s?");
    RegexHit named;
    Range at;
    const std::string_view so_far = entries.substr(0, entry.range(hit, "who").begin);
    for (std::size_t next = 0; body.search(so_far, next, named); next = named.whole().end) at = body.range(named, "body").after(verb.end);
    if (!at.empty() && part.matches(flat(what)) && seats_.back().rule == "election.bracket@1" && seats_.back().person_at.begin == one.front().where.begin) {  // « au SIVU des écoles, Mme X (titulaire) »
      const Range where = reading(at.begin, at.end);
      seats_.back().post += " " + one_line(document_, where);
      seats_.back().post_at = where;
    }
  }
}

}  // namespace minutier::extractors
