// Scores that stand in columns: tables of candidates, names and counts side by side, leaders of dots.

#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

namespace {

// « 34 voix » -> « 34 »
std::string_view bare_count(std::string_view cell) {
  for (const std::string_view unit : {" voix", " suffrages", " votes"})
    if (cell.size() > unit.size() && cell.substr(cell.size() - unit.size()) == unit) return cell.substr(0, cell.size() - unit.size());
  return cell;
}

// « 60 élue », « 21 voix, non élu »: the count and what came of it, in one cell.
std::string_view count_beside(std::string_view cell, std::optional<bool>& elected) {
  static const Regex outcome("[ ,;(-]+(?<no>(?:non|pas) )?(?:re)?elue?s?\\)?[ .]*$");
  RegexHit hit;
  if (!outcome.search(cell, hit)) return bare_count(cell);
  elected = outcome.group(hit, "no") == 0;
  return bare_count(cell.substr(0, hit.whole().begin));
}

}  // namespace

// « PERRIN Odile | 11 voix | élue »: rows that begin with a person and a count, without a head.
bool ElectionFinder::headless(const Table& table) const {
  if (table.columns < 2 || table.columns > 4 || table.rows.size() < 2) return false;
  static const Regex outcome("\\b(?:voix|suffrages)$|^(?:(?:non |pas )?(?:re)?elue?s?\\b)");
  bool told = false;
  for (const auto& row : table.rows) {
    if (row.size() < 2 || row[0].range.empty()) return false;
    const Range name = document_.text.to_folded(row[0].range);
    if (people_in(name.begin, name.end).size() != 1 || !extract::parse_count(bare_count(flat_of(row[1].range)))) return false;
    for (std::size_t c = 1; c < row.size(); ++c) told = told || outcome.found(flat_of(row[c].range));
  }
  return told;
}

// « présidence | Maude | 14 | 1 »: a post, who stands for it, voices for and against.
bool ElectionFinder::posts_beside(const Table& table, std::vector<Score>& scores) const {
  if (table.columns < 3 || table.columns > 6) return false;
  std::vector<Score> found;
  std::size_t others = 0;
  for (const auto& row : table.rows) {
    if (row.size() < 3 || row[0].range.empty() || row[1].range.empty() || row[0].range.size() > 60 || !(post_words(row[0].range) || posts_words().found(flat_of(row[0].range)))) {
      ++others;
      continue;
    }
    Range name = document_.text.to_folded(row[1].range);
    if (const std::size_t aside = flat(name).find(" ("); aside != std::string_view::npos) name.end = name.begin + aside;
    const std::vector<NamedPerson> one = people_in(name.begin, name.end);
    const auto count = extract::parse_count(bare_count(flat_of(row[2].range)));
    if (one.size() != 1 || !count) {
      ++others;
      continue;
    }
    Score score{one.front().name, one.front().where, *count, row[2].range};
    const auto against = row.size() > 3 ? extract::parse_count(bare_count(flat_of(row[3].range))) : std::nullopt;
    score.elected = !against || *count > *against;
    score.said = row[2].range;
    score.post = row[0].range;
    found.push_back(std::move(score));
  }
  if (found.size() < 2 || others > 1) return false;
  scores.insert(scores.end(), found.begin(), found.end());
  return true;
}

// « Rang | Candidats | Voix | Élu »: a ballot in each row, several candidates and their counts in one cell.
bool ElectionFinder::ballot_rows(const Table& table, std::vector<Score>& scores) const {
  static const Regex who("^[* ]*(?:candidat|nom\\b|noms\\b)"), got("^[* ]*(?:voix|suffrages|votes|pour\\b|nombre de voix)"), won("^[* ]*(?:elu|resultat|proclame)"), what("^[* ]*(?:rang|poste|fonction|siege|mandat|delegation|instance|commission)");
  if (table.rows.size() < 2 || table.columns < 3) return false;
  std::size_t people = 0, votes = 0, elected = 0, post = std::string::npos;
  for (std::size_t c = 0; c < table.rows[0].size(); ++c) {
    const std::string_view head = flat_of(table.rows[0][c].range);
    if (what.found(head) && post == std::string::npos) post = c;
    else if (who.found(head) && people == 0) people = c;
    else if (got.found(head) && votes == 0) votes = c;
    else if (won.found(head)) elected = c;
  }
  if (post == std::string::npos || people == 0 || votes == 0) return false;
  const auto parts = [&](Range cell) {
    std::vector<Range> out;
    const Range folded = document_.text.to_folded(cell);
    for (std::size_t begin = folded.begin; begin < folded.end;) {
      std::size_t end = begin;
      while (end < folded.end && document_.text.folded[end] != ';' && document_.text.folded[end] != '/' && document_.text.folded[end] != '\n') ++end;
      if (end > begin) out.push_back({begin, end});
      begin = end + 1;
    }
    return out;
  };
  std::vector<Score> found;
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    const auto& row = table.rows[r];
    if (row.size() <= std::max({people, votes, elected}) || row[post].range.empty() || row[people].range.empty()) continue;
    const std::vector<Range> names = parts(row[people].range), counts = parts(row[votes].range);
    if (names.size() != counts.size()) continue;
    std::int64_t most = 0;
    for (const Range count : counts) most = std::max(most, extract::parse_count(bare_count(flat(count))).value_or(0));
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::vector<NamedPerson> one = people_in(names[i].begin, names[i].end);
      std::string_view digits = flat(counts[i]);
      while (!digits.empty() && digits.front() == ' ') digits.remove_prefix(1);
      const auto count = extract::parse_count(bare_count(digits));
      if (one.size() != 1 || !count) continue;
      Score score{one.front().name, one.front().where, *count, reading(counts[i].begin, counts[i].end)};
      const std::string_view outcome = elected ? flat_of(row[elected].range) : std::string_view();
      score.elected = outcome.empty() ? names.size() == 1 || *count == most : outcome.find(normalise::fold(one.front().name)) != std::string_view::npos || outcome.find(flat(document_.text.to_folded(one.front().where))) != std::string_view::npos || (names.size() == 1 && outcome.substr(0, 3) == "elu");
      score.said = score.votes_at;
      score.post = row[post].range;
      found.push_back(std::move(score));
    }
  }
  scores.insert(scores.end(), found.begin(), found.end());
  return !found.empty();
}

// « Candidat | Voix » : a name and its count in each row.
void ElectionFinder::score_tables(std::size_t t, std::vector<Score>& scores) const {
  const int begin = minutes_.topics[t].block;
  const int end = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(document_.structure.blocks.size());
  for (const Table& table : document_.structure.tables) {
    if (table.block <= begin || table.block >= end || table.rows.size() < 2) continue;
    if (ballot_rows(table, scores)) continue;
    static const Regex voices("\\b(?:voix|suffrages?(?: obtenus)?|votes|bulletins)\\b"), other("contre|abst|nuls?\\b|blancs?\\b");
    std::size_t column = 0;
    static const Regex candidates("\\b(?:candidat|nom\\b|membre)");  // « Candidat | Pour | Contre | Abst. »
    if (candidates.found(flat_of(table.rows[0][0].range)))
      for (std::size_t c = 1; c < table.rows[0].size() && column == 0; ++c)
        if (flat_of(table.rows[0][c].range) == "pour" || flat_of(table.rows[0][c].range) == "oui") column = c;
    for (std::size_t c = 1; c < table.rows[0].size(); ++c) {
      const std::string_view head = flat_of(table.rows[0][c].range);
      if (voices.found(head) && !other.found(head)) column = column == 0 ? c : std::string::npos;
    }
    static const Regex tours("\\btours?\\b|\\bscrutin\\b");  // « 1er tour | 2e tour »: the last one counts
    if (column == 0 && (table.rows[0][0].range.empty() || candidates.found(flat_of(table.rows[0][0].range))))
      for (std::size_t c = 1; c < table.rows[0].size(); ++c)
        if (tours.found(flat_of(table.rows[0][c].range))) column = c;
    static const Regex blanks("[* ]*(?:bulletins? |votes? )?(?:blancs?|nuls?|abst[a-z]*)(?: (?:ou|et) [a-z]+)?[* ]*");
    if (column == 0 && posts_beside(table, scores)) continue;
    std::size_t first = 1;
    if (headless(table)) column = 1, first = 0;
    if (column == 0) name_pairs(table, scores);
    if (column == 0 || column == std::string::npos) continue;
    for (std::size_t r = first; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      if (row.size() <= column || row[0].range.empty()) continue;
      const Range name = document_.text.to_folded(row[0].range);
      const std::vector<NamedPerson> one = people_in(name.begin, name.end);
      std::optional<bool> won;
      const auto count = extract::parse_count(count_beside(flat_of(row[column].range), won));
      if (one.size() != 1 || !count || blanks.matches(flat(name))) continue;
      scores.push_back({one.front().name, one.front().where, *count, row[column].range});
      if (won) scores.back().elected = won, scores.back().said = row[column].range;
      static const Regex yes("^[ *(]*(?:(?:re)?elu(?:e|\\.e|\\(e\\))?|oui|x)\\b"), no("^[ *(]*(?:non|pas|battu)"), fresh("nouve(?:au|lle)|entrant");
      for (std::size_t c = 1; c < row.size(); ++c) {
        const std::string_view cell = flat_of(row[c].range);
        if (c == column || cell.empty()) continue;
        if (yes.found(cell)) scores.back().elected = true, scores.back().said = row[c].range;
        else if (no.found(cell)) scores.back().elected = false, scores.back().said = row[c].range;
        if (fresh.found(cell)) scores.back().fresh = true;
      }
    }
  }
}

// « Jean Macquet | 28 | Monique Baert | 27 »: names and counts side by side, without a head.
void ElectionFinder::name_pairs(const Table& table, std::vector<Score>& scores) const {
  std::vector<Score> found;
  static const Regex lost("(?:non|pas) elu"), won("^[ (]*(?:re)?elu");
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c + 1 < row.size(); ++c) {
      if (row[c].range.empty() || row[c + 1].range.empty()) continue;
      const Range name = document_.text.to_folded(row[c].range);
      const auto count = extract::parse_count(flat_of(row[c + 1].range));
      if (!count || flat_of(row[c + 1].range).find_first_not_of("0123456789 ") != std::string_view::npos) continue;
      const std::vector<NamedPerson> one = people_in(name.begin, name.end);
      if (one.size() != 1 || one.front().name.find(' ') == std::string::npos) return;
      found.push_back({one.front().name, one.front().where, *count, row[c + 1].range});
      if (c + 2 < row.size() && lost.found(flat_of(row[c + 2].range))) found.back().elected = false, found.back().said = row[c + 2].range;
      if (c + 2 < row.size() && won.found(flat_of(row[c + 2].range))) found.back().elected = true, found.back().said = row[c + 2].range;
    }
  if (found.size() >= 2) scores.insert(scores.end(), found.begin(), found.end());
}

// « Il est procédé au renouvellement du conseil. Ont obtenu : Petit (Jean) . . . . 104 voix, élu »
void ElectionFinder::dotted_scores() {
  static const Regex opening("\\b(?:elections?|renouvellement|nominations?|designations?)(?: [a-z]+| par [a-z]+){0,2} (?:du |de la |de l'|des |d'un |d'une |de (?=(?:\\d+|deux|trois|quatre|cinq|six) ))(?:\\d+ |deux |trois |quatre |cinq |six |nouveau )?(?<post>[^,.;:\\n]{2,50})");
  static const Regex line("(?:^|\\n)[ \\t]*(?:(?<office>[a-z][a-z' -]{4,30}?), ?)?(?:m\\. le (?:dr|docteur) |mm?\\. |mmes? |mlles? )?(?<name>[a-z][a-z' -]{2,30}?)(?: \\((?<given>[a-z][a-z -]{2,25})\\))?(?:(?:[ \\t]*\\.){3,}[ \\t]*|[ \\t]{3,})(?:(?<n>\\d{1,5}|[a-z]+(?:[ -][a-z]+){0,3}) (?:voix|suffrages)|(?<same>\\d{1,5})[ ]{0,4}[-\"])(?:[ ,;]+(?<elected>(?<old>re)?elue?s?))?(?=[ .;,]*(?:\\n|$))");
  static const Regex told("\\b(?:sont|ont ete) (?:re)?(?:elus|nommes|proclames)\\b|\\b(?:renouvellement|elections?|scrutin)\\b");
  const std::vector<Block>& blocks = document_.structure.blocks;
  Range post;
  std::size_t last = std::string::npos;  // the block that held the lines before
  bool offices = false;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    const std::string_view text = block.folded.of(document_.text.folded);
    const bool goes_on = last != std::string::npos && last + 1 == b;
    const bool votes = text.find(" voix") != std::string_view::npos || text.find(" suffrages") != std::string_view::npos;
    if (text.size() > 4000 || (!votes && !goes_on) || (!goes_on && text.find('\n') == std::string_view::npos) || (text.find("...") == std::string_view::npos && text.find(". . .") == std::string_view::npos)) continue;
    RegexHit opened;
    std::size_t lines = 0;
    if (opening.search(text, opened)) {
      lines = opened.whole().end;
      post = document_.text.to_reading(opening.range(opened, "post").after(block.folded.begin));
    } else if (!goes_on) {
      if (b == 0) continue;
      const std::size_t base = blocks[b - 1].folded.begin;  // the sentence stands over the column
      post = Range{};
      offices = false;
      if (base >= block.folded.begin) continue;
      const std::string_view before = Range{base, block.folded.begin}.of(document_.text.folded);
      if (opening.search(before, opened)) post = document_.text.to_reading(opening.range(opened, "post").after(base));
      else if (!told.found(before)) continue;
    }
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
      const bool ditto = line.group(hit, "same") != 0;
      const auto count = extract::parse_count(line.text(text, hit, ditto ? "same" : "n"));
      if (!count || (ditto && !goes_on && found.empty())) continue;
      seat.votes = *count;
      seat.votes_at = at(ditto ? "same" : "n");
      seat.elected = line.group(hit, "elected") != 0;
      seat.elected_at = seat.elected ? at("elected") : seat.votes_at;
      Range what = post;
      if (line.group(hit, "office")) {  // « Président, M. Courteille . . . . 59 voix »
        what = at("office");
        if (!extract::is_office(document_.text.read(what))) continue;
        offices = true;
        const auto rival = std::find_if(found.begin(), found.end(), [&](const Seat& other) { return other.post == one_line(document_, what); });
        if (rival != found.end()) rival->elected = rival->votes && *rival->votes > *count;  // two for one office: the one with more
        seat.elected = rival == found.end() || !rival->elected;
      }
      if (what.empty()) continue;
      any = any || seat.elected;
      seat.post = one_line(document_, what);
      seat.post_at = what;
      seat.confidence = 0.85;
      seat.rule = "election.dotted@1";
      found.push_back(std::move(seat));
    }
    if (!found.empty()) last = b;
    if (any || (goes_on && offices))
      for (const Seat& seat : found) add(seat);
  }
}

}  // namespace minutier::extractors
