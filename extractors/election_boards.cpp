#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

// An entry ends at a semicolon, or with its line where the next line is an entry too or has no colon.
std::size_t ElectionFinder::office_end(const Unit& unit, std::size_t begin) const {
  const std::string_view lines = unit.folded.of(document_.text.folded);
  std::size_t end = begin;
  while (end < lines.size() && lines[end] != ';') {
    if (lines[end] == '\n') {
      const std::size_t colon = lines.find(':', end + 1);
      const bool entry = colon != std::string_view::npos && colon - end <= 46 && lines.substr(end + 1, colon - end - 1).find('\n') == std::string_view::npos;
      const std::string_view before = lines.substr(begin, end - begin);
      if (entry || (!before.empty() && before.find_last_not_of(' ') != std::string_view::npos && before[before.find_last_not_of(' ')] == ':')) break;
    }
    ++end;
  }
  static const Regex next("(?: - |, )(?=[a-z][a-z' ]{3,30} ?: )");  // « Trésorier : Y. Antignac - adjoint : M. Tourrel »
  const std::size_t colon = lines.find(':', begin);
  if (RegexHit hit; colon != std::string_view::npos && colon < end && next.search(lines.substr(colon, end - colon), hit)) end = colon + hit.whole().begin + 1;
  return end;
}

void ElectionFinder::office_line(const Unit& unit) {
  const std::string_view text = flat(unit.folded);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = office_end(unit, begin);
    const std::size_t colon = text.find(':', begin);
    static const Regex manner(", (?:par acclamation|a l'unanimite|tacitement|a main levee)");  // « Comité d'attribution, par acclamation et jusqu'en 2024 : … »
    const std::size_t longest = colon != std::string_view::npos && colon - begin <= 90 && manner.found(text.substr(begin, colon - begin)) ? 90 : 45;
    if (colon != std::string_view::npos && colon < end && colon - begin <= longest) {
      std::size_t from = begin;
      while (from < colon && (text[from] == ' ' || text[from] == '-' || text[from] == '*')) ++from;
      if (from + 3 < colon && text[from + 1] == ')' && text[from + 2] == ' ') from += 3;  // « b) Vice-président : »
      for (const std::string_view article : {"au ", "a la ", "aux ", "a l'"})  // « au Bureau de bienfaisance : »
        if (text.substr(from, article.size()) == article && from + article.size() < colon) from += article.size();
      std::size_t to = colon;
      while (to > from && text[to - 1] == ' ') --to;
      if (const std::size_t comma = text.substr(from, to - from).find(','); comma != std::string_view::npos && comma > 4) to = from + comma;  // « Comité d'attribution, par acclamation : »
      const Range post = reading(unit.folded.begin + from, unit.folded.begin + to);
      static const Regex none("seance|scrutat|assesseur|bureau de vote|depouill|candidat|present|absent|excuse|invite|sortant|animat|votant");
      if (to > from + 3 && (extract::is_office(document_.text.read(post)) || board_words().found(flat_of(post))) && !none.found(flat_of(post))) {
        static const Regex tail(",? (?:(?:re)?elue?s? [^;,]{0,30}?)?(?:par|avec) (?<n>\\d{1,5}|[a-z-]+) (?:voix|suffrages)[^;]*$|, (?<n2>\\d{1,5}) (?:voix|suffrages)[^;]*$|,? (?:tacitement|par acclamation|a l'unanimite|elue?s?\\b|reelue?s?\\b|jusqu'|pour (?:un|deux|trois|\\d))[^;]*$|(?<![ .(]m)(?<!mm)(?<!mme)(?<!mlle)(?<![ .('-][a-z])(?<![ (][cpt]h)\\. [^;]*$|, (?:tous |toutes )?(?:reconduit|renouvele|designe|nomme|maintenu|reelu)[a-z.]*\\b[^;]*$");
        const std::string_view names = text.substr(colon + 1, end - colon - 1);
        RegexHit cut;
        std::optional<std::int64_t> votes;
        std::size_t stop = end;
        if (tail.search(names, cut)) {
          stop = colon + 1 + cut.whole().begin;
          for (const char* group : {"n", "n2"})
            if (tail.group(cut, group)) votes = extract::parse_count(tail.text(names, cut, group));
        }
        static const Regex deputy(",? (?:et |avec )?(?:comme )?(?<part>suppleante?s?)(?: :)? (?=[a-z])");  // « J. Lherm et Mme Fourcade, suppléant R. Pouget »
        if (RegexHit other; deputy.search(text.substr(colon + 1, stop - colon - 1), other)) {
          const Range part = deputy.range(other, "part").after(unit.folded.begin + colon + 1);
          for (const NamedPerson& person : people_in(unit.folded.begin + colon + 1 + other.whole().end, unit.folded.begin + stop)) seat(person, reading(part.begin, part.end), post, false, "election.office@1");
          stop = colon + 1 + other.whole().begin;
        }
        const std::vector<NamedPerson> people = people_in(unit.folded.begin + colon + 1, unit.folded.begin + stop);
        if (!people.empty() && people.size() <= 6)
          for (const NamedPerson& person : people) {
            Seat seat = seated(person, post);
            seat.elected_at = post;
            if (votes && people.size() == 1) seat.votes = votes, seat.votes_at = reading(unit.folded.begin + colon + 1 + cut.whole().begin, unit.folded.begin + end);
            seat.confidence = 0.82;
            seat.rule = "election.office@1";
            add(seat);
          }
      }
    }
    begin = end + 1;
  }
}

// « président, Hubert Carlier ; vice-président, Jean-Claude Mongin ; trésorière, Sylvie Desforges »: three offices with their bearers.
void ElectionFinder::office_pairs(const Unit& unit) {
  const std::string_view text = flat(unit.folded);
  if (unit.block >= 0 && attends(document_.structure.blocks[static_cast<std::size_t>(unit.block)].range)) return;
  if (std::count(text.begin(), text.end(), ';') < 2 || text.find(':') != std::string_view::npos || text.size() > 900) return;
  static const Regex pair("^[ ]*(?:et )?(?<post>[a-z][a-z' -]{4,40}?), (?<who>(?:mm?\\. |mmes? |mlles? )?[a-z][a-z' .,-]{3,75}?)[ .]*$");
  std::vector<Seat> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    RegexHit hit;
    if (!pair.search(piece, hit)) return;
    const std::size_t base = unit.folded.begin + begin;
    const Range said = pair.range(hit, "post").after(base), who = pair.range(hit, "who").after(base);
    const Range post = reading(said.begin, said.end);
    const std::vector<NamedPerson> people = people_in(who.begin, who.end);
    const bool several = flat(who).starts_with("mm. ") || flat(who).starts_with("mmes ");  // « vice-présidents, MM. A et B »
    if (people.empty() || (people.size() > 1) != several || !(extract::is_office(document_.text.read(post)) || (found.size() > 1 && flat(said).find(' ') == std::string_view::npos))) return;
    for (const NamedPerson& person : people) {
      Seat seat = seated(person, post);
      seat.elected_at = post;
      seat.confidence = 0.82;
      seat.rule = "election.office@1";
      found.push_back(std::move(seat));
    }
    begin = end + 1;
  }
  if (found.size() < 3) return;
  for (const Seat& seat : found) add(seat);
}

void ElectionFinder::boards() {
  std::optional<std::vector<Draft>> drafts;  // read only where a list of names asks who adopted it
  for (std::size_t t = 0; t < minutes_.topics.size(); ++t) {
    const Topic& topic = minutes_.topics[t];
    const std::string_view title = flat_of(topic.title);
    static const Regex board("\\b(?:conseil d'administration|ca|bureau|comite(?: directeur)?|conseil|collegiale?|collectif|equipe)\\b");
    if (topic.title.empty() || !board.found(title)) continue;
    std::size_t last = t;
    while (last + 1 < minutes_.topics.size() && mostly_names(last + 1)) ++last;
    const bool own = mostly_names(t);
    if (last == t && !own) continue;
    if (!drafts) drafts = draft_resolutions(document_, minutes_, body_);
    const Draft* adopted = adoption(*drafts, t, last);
    const Range said = !adopted ? voted_as_one(t) : adopted->text.empty() ? adopted->title : adopted->text.front();
    if (said.empty()) continue;
    for (std::size_t list = own ? t : t + 1; list <= last; ++list) names_of(t, list, said);
  }
}

// « Vote en bloc à main levée : unanimité » over the names of a title that says election.
Range ElectionFinder::voted_as_one(std::size_t t) const {
  const Topic& topic = minutes_.topics[t];
  static const Regex title("\\b(?:elections?|renouvellement|designations?|nominations?|vote)\\b"), vote("\\b(?:vote|scrutin|elue?s?|election)\\b[^.;]{0,60}\\b(?:unanimite|acclamation)\\b|\\b(?:unanimite|acclamation)\\b[^.;]{0,60}\\b(?:elue?s?|vote)\\b");
  if (!title.found(flat_of(topic.title))) return {};
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u)
    if (!minutes_.units[u].item && vote.found(flat(minutes_.units[u].folded))) return minutes_.units[u].range;
  return {};
}

bool ElectionFinder::mostly_names(std::size_t t) const {
  const Topic& topic = minutes_.topics[t];
  std::size_t items = 0, names = 0;
  int block = -1;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    if (!unit.item || unit.block == block) continue;
    block = unit.block;
    ++items;
    names += first_name(unit).has_value();
  }
  return items >= 1 && names * 5 >= items * 4;
}

std::optional<extract::PersonName> ElectionFinder::first_name(const Unit& unit) const {
  auto name = extract::name_at(document_.text.reading, unit.range.begin);
  if (name && name->words >= 2 && name->range.begin <= unit.range.begin + 12) return name;
  // One word: a name only where the sitting lists it so, or where the work they take stands behind it.
  const std::string_view text = document_.text.read(unit.range);
  const std::string_view word = text.substr(0, first_of(text, " ,;:(\n"));
  if (word.size() < 3) return std::nullopt;
  if (std::none_of(listed_.begin(), listed_.end(), [&](const std::string& known) { return known == word; })) {
    static const Regex works("^ - (?<post>[a-z][a-z' -]{3,40}?)(?: ?[(),.;]|$)");
    const std::size_t begin = document_.text.to_folded({unit.range.begin + word.size(), unit.range.end}).begin;
    const std::string_view rest = flat({begin, unit.folded.end});
    RegexHit hit;
    if (!works.search(rest, hit)) return std::nullopt;
    const Range post = works.range(hit, "post").after(begin);
    if (!post_words(reading(post.begin, post.end))) return std::nullopt;
  }
  extract::PersonName single;
  single.name = std::string(word);
  single.range = {unit.range.begin, unit.range.begin + word.size()};
  single.words = 1;
  return single;
}

const Draft* ElectionFinder::adoption(const std::vector<Draft>& drafts, std::size_t first, std::size_t last) const {
  static const Regex composition("\\b(?:composition|liste|election|nouveau|renouvellement)\\b[^.;]{0,60}\\b(?:conseil d'administration|ca|bureau|comite)\\b");
  for (const Draft& draft : drafts) {
    if (draft.result != "adopted") continue;
    if (draft.topic >= first && draft.topic <= last) return &draft;
    if (draft.topic < last || draft.topic > last + 6) continue;
    for (const Range part : draft.text)
      if (composition.found(flat_of(part))) return &draft;
  }
  return nullptr;
}

void ElectionFinder::names_of(std::size_t board, std::size_t list, Range adopted) {
  const Topic& topic = minutes_.topics[list];
  std::string post;
  Range post_at = topic.title;
  const std::string heading = one_line(document_, topic.title);
  const bool headed = list != board && extract::is_office(heading) && !members().begins(flat_of(topic.title));
  if (headed) {
    post = extract::singular_office(lower(heading));
  } else {
    static const Regex ca("conseil d'administration"), short_ca("\\bca\\b"), bureau("\\bbureau\\b");
    const std::string_view title = flat_of(minutes_.topics[board].title);
    post_at = minutes_.topics[board].title;
    post = ca.found(title) ? "administrateur" : short_ca.found(title) ? "membre du CA" : bureau.found(title) ? "membre du bureau" : "membre";
    if (const Range named = post_of_title(board); post == "membre" && !named.empty()) post = one_line(document_, named), post_at = named;
    if (post == "membre" && !seats_.empty()) return;  // who was chosen is told elsewhere, and to what
  }
  int block = -1;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    if (!unit.item || unit.block == block) continue;
    block = unit.block;
    const auto name = first_name(unit);
    if (!name || std::any_of(seats_.begin(), seats_.end(), [&](const Seat& known) { return known.person_at.overlaps(name->range); }) || declines(list, {name->name, name->range})) continue;
    Seat seat;
    seat.person = name->name;
    seat.person_at = name->range;
    seat.post = post;
    seat.post_at = post_at;
    seat.elected_at = adopted;
    if (!headed) own_post(unit, name->range.end, seat);
    seat.confidence = 0.85;
    seat.rule = "election.board@1";
    const Range whole = document_.structure.blocks[static_cast<std::size_t>(unit.block)].range;
    const std::string_view text = document_.text.read(whole);
    if (const std::size_t star = text.rfind("(*)"); star != std::string_view::npos && legend_says_new()) {
      seat.fresh = true;
      seat.fresh_at = {whole.begin + star, whole.begin + star + 3};
    }
    add(seat);
  }
}

// « Anne Petit — trésorerie (nouvelle) »
void ElectionFinder::own_post(const Unit& unit, std::size_t from, Seat& seat) const {
  const std::size_t begin = document_.text.to_folded({from, unit.range.end}).begin;
  const std::string_view text = flat({begin, unit.folded.end});
  static const Regex pattern("^ ?(?:- ?|: ?|\\()(?<post>[a-z][a-z' -]{3,40}?)(?= ?[(),.;]|$)"), fresh("\\((?:nouve(?:au|lle)|entrante?)\\)");
  RegexHit hit;
  if (pattern.search(text, hit)) {
    const Range said = pattern.range(hit, "post").after(begin);
    const Range post = reading(said.begin, said.end);
    static const Regex state("^(?:re)?elue?s?\\b|sortant|entrant|nouve");
    if (post_words(post) && !state.found(flat_of(post))) seat.post = one_line(document_, post), seat.post_at = post;
  }
  if (fresh.search(text, hit)) {
    seat.fresh = true;
    seat.fresh_at = reading(begin + hit.whole().begin, begin + hit.whole().end);
  }
}

bool ElectionFinder::legend_says_new() const {
  static const Regex legend("\\(?\\*\\)? ?[:=-] ?(?:nouve(?:au|aux|lle|lles)|entrant)");
  return legend.found(minutes_.flat);
}

const Regex& ElectionFinder::members() {
  static const Regex pattern("membres?\\b");
  return pattern;
}

}  // namespace minutier::extractors
