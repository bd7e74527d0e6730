#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

// « Candidat | Voix » : a name and its count in each row.
void ElectionFinder::score_tables(std::size_t t, std::vector<Score>& scores) const {
  const int begin = minutes_.topics[t].block;
  const int end = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(document_.structure.blocks.size());
  for (const Table& table : document_.structure.tables) {
    if (table.block <= begin || table.block >= end || table.rows.size() < 2) continue;
    static const Regex voices("\\b(?:voix|suffrages?(?: obtenus)?|votes|bulletins)\\b"), other("contre|abst|nuls?\\b|blancs?\\b");
    std::size_t column = 0;
    for (std::size_t c = 1; c < table.rows[0].size(); ++c) {
      const std::string_view head = flat_of(table.rows[0][c].range);
      if (voices.found(head) && !other.found(head)) column = column == 0 ? c : std::string::npos;
    }
    if (column == 0 || column == std::string::npos) continue;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      if (row.size() <= column || row[0].range.empty()) continue;
      const Range name = document_.text.to_folded(row[0].range);
      const std::vector<NamedPerson> one = people_in(name.begin, name.end);
      const auto count = extract::parse_count(flat_of(row[column].range));
      if (one.size() == 1 && count) scores.push_back({one.front().name, one.front().where, *count, row[column].range});
    }
  }
}

// « Il est procédé au renouvellement du conseil. Ont obtenu : Petit (Jean) . . . . 104 voix, élu »
void ElectionFinder::dotted_scores() {
  static const Regex opening("\\b(?:elections?|renouvellement|nominations?|designations?)(?: [a-z]+| par [a-z]+){0,2} (?:du |de la |de l'|des |d'un |d'une )(?:\\d+ |nouveau )?(?<post>[^,.;:\\n]{2,50})");
  static const Regex line("(?:^|\\n)[ \\t]*(?:mm?\\. |mmes? |mlles? )?(?<name>[a-z][a-z' -]{2,30}?)(?: \\((?<given>[a-z][a-z -]{2,25})\\))?(?:[ \\t]*\\.){3,}[ \\t]*(?<n>\\d{1,5}) (?:voix|suffrages)(?:[ ,;]+(?<elected>(?<old>re)?elue?s?))?(?=[ .;,]*(?:\\n|$))");
  for (const Block& block : document_.structure.blocks) {
    const std::string_view text = block.folded.of(document_.text.folded);
    if (text.find('\n') == std::string_view::npos || text.size() > 4000 || (text.find(" voix") == std::string_view::npos && text.find(" suffrages") == std::string_view::npos) || (text.find("...") == std::string_view::npos && text.find(". . .") == std::string_view::npos)) continue;
    RegexHit opened;
    std::size_t base = block.folded.begin, lines = 0;
    if (opening.search(text, opened)) {
      lines = opened.whole().end;
    } else {
      if (&block == document_.structure.blocks.data()) continue;
      base = (&block - 1)->folded.begin;  // the sentence stands over the column
      if (base >= block.folded.begin || !opening.search(Range{base, block.folded.begin}.of(document_.text.folded), opened)) continue;
    }
    const Range post = document_.text.to_reading(opening.range(opened, "post").after(base));
    std::vector<Seat> found;
    bool any = false;
    RegexHit hit;
    for (; line.search(text, lines, hit); lines = hit.whole().end) {
      const auto at = [&](const char* group) { return document_.text.to_reading(line.range(hit, group).after(block.folded.begin)); };
      Seat seat;
      const Range name = at("name");
      seat.person = one_line(document_, name);
      seat.person_at = name;
      if (line.group(hit, "given")) {
        const Range given = at("given");
        seat.person = one_line(document_, given) + " " + seat.person;
        seat.person_at = cover(name, given);
      }
      seat.person = people_.full_name(seat.person);
      const auto count = extract::parse_count(line.text(text, hit, "n"));
      if (!count) continue;
      seat.votes = *count;
      seat.votes_at = at("n");
      seat.elected = line.group(hit, "elected") != 0;
      seat.elected_at = seat.elected ? at("elected") : seat.votes_at;
      any = any || seat.elected;
      seat.post = one_line(document_, post);
      seat.post_at = post;
      seat.confidence = 0.85;
      seat.rule = "election.dotted@1";
      found.push_back(std::move(seat));
    }
    if (any)
      for (const Seat& seat : found) add(seat);
  }
}

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
    std::size_t begin = stop;
    while (begin > 0 && text[begin - 1] != ':' && text[begin - 1] != ';' && text[begin - 1] != ',' && minutes_.flat[unit.folded.begin + begin - 1] != '\t' && document_.text.folded[unit.folded.begin + begin - 1] != '\n') --begin;
    const std::vector<NamedPerson> one = people_in(unit.folded.begin + begin, unit.folded.begin + stop);
    if (one.size() != 1) continue;
    scores.push_back({one.front().name, one.front().where, *value, reading(unit.folded.begin + number, unit.folded.begin + hit.whole().end)});
  }
}

// Scores go to those the topic says are elected; who has a score beside them was not.
void ElectionFinder::settle_scores(std::size_t t, std::size_t first, const std::vector<Score>& scores) {
  if (scores.empty()) return;
  if (first == seats_.size()) all_elected(t, scores);
  if (first == seats_.size()) return;
  const Seat pattern = seats_[first];
  for (auto score = scores.rbegin(); score != scores.rend(); ++score) {
    bool known = false;
    for (std::size_t s = first; s < seats_.size(); ++s) {
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

// « Les trois candidats sont élus. »
void ElectionFinder::all_elected(std::size_t t, const std::vector<Score>& scores) {
  static const Regex all("(?:^|[.] )(?:=> ?)?(?:(?:tous )?(?:les|ces)(?: [a-z0-9]+)? (?:candidat[a-z.()-]*|personnes|membres)|tous|toutes|tou[a-z.]+ les [a-z.]+|ils|elles|l'ensemble des candidat[a-z.()-]*|la liste)[^.;:]{0,40} (?:est|sont|ont ete) (?:donc )?(?:re)?-?elu");
  const Topic& topic = minutes_.topics[t];
  const Range post = post_of_title(t);
  if (post.empty()) return;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    if (!all.found(flat(minutes_.units[u].folded))) continue;
    for (const Score& score : scores) {
      Seat seat;
      seat.person = score.person;
      seat.person_at = score.person_at;
      seat.post = one_line(document_, post);
      seat.post_at = post;
      seat.votes = score.votes;
      seat.votes_at = score.votes_at;
      seat.elected_at = minutes_.units[u].range;
      seat.rule = "election.all@1";
      add(seat);
    }
    return;
  }
}

}  // namespace minutier::extractors
