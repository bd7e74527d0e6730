// Those chosen in lists: a board told in one sentence, delegates per body, leaders of dots between a name and its count.

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/election_finder.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

// One piece of a board: « président, Yvon Le Dantec », « Sophie Roux trésorière », « présidence Odile Vasseur ».
std::optional<std::pair<NamedPerson, Range>> ElectionFinder::office_piece(std::size_t begin, std::size_t end) const {
  while (begin < end && (minutes_.flat[begin] == ' ' || minutes_.flat[begin] == '-' || minutes_.flat[begin] == '*')) ++begin;
  while (end > begin && (minutes_.flat[end - 1] == ' ' || minutes_.flat[end - 1] == '.')) --end;
  if (end <= begin + 5 || end - begin > 110) return std::nullopt;
  const std::string_view text = flat({begin, end});
  const auto post_at = [&](std::size_t from, std::size_t to) {
    while (to > from && (minutes_.flat[to - 1] == ' ' || minutes_.flat[to - 1] == ',')) --to;
    const Range post = to > from ? reading(from, to) : Range{};
    return !post.empty() && post.size() < 60 && post_words(post) ? post : Range{};
  };
  const auto one = [&](std::size_t from, std::size_t to) -> std::optional<NamedPerson> {
    const std::vector<NamedPerson> people = people_in(from, to);
    return people.size() == 1 ? std::optional<NamedPerson>(people.front()) : std::nullopt;
  };
  if (const std::size_t sign = first_of(text, ",:="); sign != std::string_view::npos) {
    std::size_t stop = text.find(',', sign + 1);  // « adjoint, Tison, reconduit »
    if (stop == std::string_view::npos) stop = text.size();
    if (const Range post = post_at(begin, begin + sign); !post.empty())
      if (const auto person = one(begin + sign + 1, begin + stop)) return std::make_pair(*person, post);
    if (const auto person = one(begin, begin + sign))
      if (const Range post = post_at(begin + sign + 1 + (sign + 1 < text.size() && text[sign + 1] == ' ' ? 1 : 0), begin + stop); !post.empty()) return std::make_pair(*person, post);
    return std::nullopt;
  }
  for (std::size_t cut = text.find(' '); cut != std::string_view::npos; cut = text.find(' ', cut + 1)) {
    if (const Range post = post_at(begin, begin + cut); !post.empty())
      if (const auto person = one(begin + cut + 1, end); person && person->name.size() > 3 && person->name.find(' ') != std::string::npos && text.substr(cut + 1, 3) != "de ") return std::make_pair(*person, post);
    if (const auto person = one(begin, begin + cut); person && (person->name.find(' ') != std::string::npos || std::find(listed_.begin(), listed_.end(), person->name) != listed_.end()))
      if (const Range post = post_at(begin + cut + 1, end); !post.empty()) return std::make_pair(*person, post);
  }
  return std::nullopt;
}

// « … et a élu son bureau : président, Yvon Le Dantec ; trésorier, Hervé Tanguy », « Le bureau pour l'année : présidence Odile Vasseur, trésorerie Marc Lantier »
void ElectionFinder::board_in_words(const Unit& unit) {
  static const Regex lead("\\b(?:bureau|conseil d'administration|ca|conseil|comite|collectif|college|collegiale?|roles|postes|fonctions|taches)\\b[^.;:]{0,70}: ?");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (text.size() > 1200 || !lead.search(text, hit)) return;
  static const Regex none("\\b(?:presents?|excuses?|absents?|sortants?|candidats?|ordre du jour|propose|rappel)\\b");
  if (none.found(text.substr(0, hit.whole().end))) return;
  std::size_t begin = hit.whole().end;
  const std::string_view rest = text.substr(begin);
  const char separator = rest.find(';') != std::string_view::npos ? ';' : ',';
  std::vector<std::pair<NamedPerson, Range>> found;
  std::size_t pieces = 0;
  while (begin < text.size()) {
    std::size_t end = begin;
    while (end < text.size() && text[end] != separator && !(text[end] == '.' && end + 1 < text.size() && text[end + 1] == ' ' && text[end - 1] >= 'a' && end > 2 && text[end - 2] >= 'a')) ++end;
    const bool last = end < text.size() && text[end] == '.';
    ++pieces;
    if (auto piece = office_piece(unit.folded.begin + begin, unit.folded.begin + end)) found.push_back(std::move(*piece));
    if (last) break;
    begin = end + 1;
    if (separator == ',' && begin < text.size() && text.substr(begin, 4) == " et ") begin += 4;
  }
  if (found.size() < 2 || found.size() * 3 < pieces * 2) return;
  for (const auto& told : found) {
    const NamedPerson& person = told.first;
    const Range post = told.second;
    const bool known = std::any_of(seats_.begin(), seats_.end(), [&](const Seat& s) { return s.person_at.overlaps(person.where) && s.post_at.overlaps(post); });
    if (known) continue;
    seat(person, post, reading(unit.folded.begin + hit.whole().begin, unit.folded.begin + hit.whole().end), false, "election.told@1");
  }
}

// « - au Syndicat des eaux : MM. Didierjean et Claudel », « SICTOM : titulaire M. Pinel, suppléante Mme Monteil », under words of a designation.
void ElectionFinder::delegates(std::size_t t, const Unit& unit, Range opened) {
  const std::string_view text = flat(unit.folded);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 3 || colon > 70 || text.size() > 320) return;
  std::size_t from = 0;
  while (from < colon && (text[from] == ' ' || text[from] == '-' || text[from] == '*' || text[from] == '>')) ++from;
  if (from + 3 < colon && text[from + 1] == ')' && text[from + 2] == ' ') from += 3;
  std::size_t to = colon;
  while (to > from && text[to - 1] == ' ') --to;
  const std::string_view label = text.substr(from, to - from);
  static const Regex none("^(?:designe|nomme|elit|propose|votes?|pour|contre|abstention|resultat|candidat|present|absent|excuse|prochain|proposition|decision|quorum|total|nombre|bulletin|scrutat|secretaire de seance|president de seance|titulaire|suppleant|oppos|favorable|demission|sortant|ont |se sont|rapporteur|assesseur|intervenant|absten|rappel|note|honoraires|mandat|duree|contrat|sont |est |ont |a ete |il |elle |on |se |l'assemblee|m\\.|mm\\.|mme|monsieur|madame)|\\d{2}");
  static const Regex speaks("\\b(?:je|j'|tu|il|elle|on|nous|vous|ils|elles|ca|c'est|qui|que)\\b|^(?:le|la) (?:secretaire|president|presidente|tresorier|tresoriere|maire)$");
  if (label.size() < 2 || speaks.found(label) || none.found(label) || first_of(label, ".;?!") != std::string_view::npos) return;
  static const Regex body("^(?:au |a la |aux |a l')(?=(?:bureau|commission|conseil|comite|caisse|ccas|cias|centre|college)\\b)");
  RegexHit article;  // « au Bureau de bienfaisance »: the board is the post
  const bool board = body.begins(label, article);
  if (board) from += article.whole().end;
  if (const std::size_t comma = text.substr(from, to - from).find(','); comma != std::string_view::npos && comma > 4) to = from + comma;
  Range named = reading(unit.folded.begin + from, unit.folded.begin + to);
  static const Regex chosen("(?:re)?elu"), college("^(?:college|section|canton)");
  if (const Range title = post_of_title(t); !opened.empty() && chosen.found(flat_of(opened)) && !title.empty() && !board && !board_words().found(label) && !post_words(named) && !college.found(label)) named = title;  // « Sont élus : » over lists of candidates
  if (const auto person = extract::parse_person(document_.text.read(named)); person && (person->words > 1 || person->known_given || !person->civility.empty())) return;
  std::size_t end = first_of(text, ".(;", colon);
  while (end != std::string_view::npos && text[end] == '.' && end > 0 && ((end >= 2 && (text[end - 2] == ' ' || text[end - 2] == '-')) || text.substr(end >= 2 ? end - 2 : 0, 2) == "mm" || (end >= 3 && text.substr(end - 3, 3) == "mme"))) end = first_of(text, ".(;", end + 1);
  static const Regex second("^; ?(?:suppleant|titulaire)");
  while (end != std::string_view::npos && text[end] == ';' && second.begins(text.substr(end))) {
    end = first_of(text, ".(;", end + 1);
    while (end != std::string_view::npos && text[end] == '.' && end >= 2 && (text[end - 2] == ' ' || text[end - 2] == '-')) end = first_of(text, ".(;", end + 1);
  }
  if (end == std::string_view::npos) end = text.size();
  static const Regex lead("^(?:au |a la |aux |a l'|pour le |pour la |pour l'|dans le |dans la )");
  const std::string_view title = flat_of(minutes_.topics[t].title);
  static const Regex deputies("\\b(?:delegue|representant)");
  const bool told = deputies.found(title) || (!opened.empty() && deputies.found(flat_of(opened)));
  const std::string prefix = told && !board && lead.found(label) ? "délégué " : std::string();
  const auto take = [&](std::size_t begin, std::size_t stop, std::string_view part, Range part_at) {
    const std::vector<NamedPerson> people = people_in(unit.folded.begin + begin, unit.folded.begin + stop);
    if (people.size() > 8) return;
    for (const NamedPerson& person : people) {
      seat(person, named, named, false, "election.delegates@1");
      Seat& last = seats_.back();
      if (last.person_at != person.where || last.rule != "election.delegates@1") continue;
      if (!prefix.empty()) last.post = prefix + last.post;
      if (!part.empty()) last.post += " " + one_line(document_, part_at);
    }
  };
  static const Regex parts("(?:^[ ]?|[,;] |\\bet )(?<part>titulaires?|suppleante?s?)(?: :)? ");
  const std::string_view names = text.substr(colon + 1, end - colon - 1);
  RegexHit hit;
  std::vector<std::pair<Range, std::size_t>> cuts;  // the word, where its names begin
  for (std::size_t at = 0; parts.search(names, at, hit); at = hit.whole().end) cuts.emplace_back(parts.range(hit, "part").after(colon + 1), colon + 1 + hit.whole().end);
  if (cuts.empty()) {
    take(colon + 1, end, {}, {});
    return;
  }
  if (cuts[0].first.begin > colon + 4) take(colon + 1, cuts[0].first.begin, {}, {});  // « A et B, suppléant C »
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    std::size_t stop = i + 1 < cuts.size() ? cuts[i + 1].first.begin : end;
    while (stop > cuts[i].second && (text[stop - 1] == ' ' || text[stop - 1] == ',' || text[stop - 1] == ';')) --stop;
    const Range part = reading(unit.folded.begin + cuts[i].first.begin, unit.folded.begin + cuts[i].first.end);
    take(cuts[i].second, stop, flat_of(part), part);
  }
}

// « ROUVEYROL Louis ........... 149 voix   élu »: names, leaders and counts, in lines or in the cells of a table.
void ElectionFinder::leader_scores(std::size_t t, std::vector<Score>& scores) const {
  const int first = minutes_.topics[t].block;
  const int last = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(document_.structure.blocks.size());
  static const Regex line("(?:^|\\n|[|:] ?| {2}|\\t)[ \\t]*(?<name>(?:mm?\\. |mmes? |mlles? )?[a-z][a-z' -]{3,40}?)(?: \\((?<who>[a-z]{4,12})\\))?[ \\t]*(?:\\.[ \\t]?){4,}[ \\t|]*(?<n>\\d{1,3}(?:\\.\\d{3})+|\\d{1,5})(?:[ ]{0,4}(?:voix|suffrages|\"))?(?=[ ,;|\\t]*(?<state>(?:non[ -])?(?:re)?elue?\\b)?)(?![0-9.,]*\\d)");
  std::vector<Score> found;
  for (int b = std::max(first, 0); b < last && b < static_cast<int>(document_.structure.blocks.size()); ++b) {
    const Block& block = document_.structure.blocks[static_cast<std::size_t>(b)];
    const std::string_view text = block.folded.of(document_.text.folded);
    if (block.kind == BlockKind::furniture || text.size() > 4000 || !contains(text, "....")) continue;
    RegexHit hit;
    for (std::size_t from = 0; line.search(text, from, hit); from = hit.whole().end) {
      const Range who = line.range(hit, "name").after(block.folded.begin), n = line.range(hit, "n").after(block.folded.begin);
      const std::vector<NamedPerson> one = people_in(who.begin, who.end);
      std::string digits(line.text(text, hit, "n"));
      digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
      const auto count = extract::parse_count(digits);
      static const Regex titled("^(?:mm?\\.|mmes?|mlles?) ");
      if (one.size() != 1 || !count || (one.front().name.find(' ') == std::string::npos && !titled.found(flat(who)))) continue;
      if (std::any_of(scores.begin(), scores.end(), [&](const Score& s) { return s.person_at.overlaps(one.front().where); })) continue;
      found.push_back({one.front().name, one.front().where, *count, reading(n.begin, n.end)});
      if (line.group(hit, "who") && line.text(text, hit, "who").substr(0, 5) == "nouve") found.back().fresh = true;
      if (line.group(hit, "state")) {
        found.back().elected = line.text(text, hit, "state").substr(0, 3) != "non";
        found.back().said = document_.text.to_reading(line.range(hit, "state").after(block.folded.begin));
      }
    }
  }
  if (found.size() >= 2 || (found.size() == 1 && !scores.empty())) scores.insert(scores.end(), found.begin(), found.end());
}

}  // namespace minutier::extractors
