#include "extractors/resolution_tables.hpp"

#include <array>

#include "extractors/agenda_list.hpp"
#include "extractors/resolution_votes.hpp"
#include "extractors/vote_reader.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

struct Columns {
  int number = -1, title = -1, rapporteur = -1, vote = -1, sum = -1;
  std::array<int, ballots> counts{-1, -1, -1, -1, -1, -1, -1, -1};  // « Pour | Contre | Abst. »: a column for each ballot
  bool counted() const { return counts[0] >= 0 && (counts[1] >= 0 || counts[2] >= 0); }
};

Columns columns_of(const extract::Document& document, const Table& table) {
  static const Regex number("^[ ]*(?:n[o.]?|numero|num\\.?|ref[a-z.]*|n[o.]? (?:de (?:la )?)?(?:deliberation|resolution|delib\\.?))[ ]*$");
  static const Regex title("^[ *]*pts?\\.?[ *]*$|\\b(?:objet|intitule|deliberation|resolution|libelle|sujet|point|affaire|titre|question|proposition|motion|decision|projet|dossier|demandeur|ordre du jour)s?\\b");
  static const Regex rapporteur("rapporteu");
  static const Regex sum("\\b(?:propose|attribue|accorde|alloue|octroye|retenu|nouveau|nouvelle|montant|somme)e?s?\\b"), earlier("\\b(?:ancien|actuel|demande|sollicite|precedent)");
  static const Regex vote("\\b(?:votes?|decision|resultat|sens du vote|adoption|suite donnee)\\b|^[ *]*(?:ce qui (?:est|a ete) )?(?:decide|decisions?|conclusions?|arrete|resolu)s?(?: prises?)?[ *]*$");
  Columns columns;
  if (table.rows.empty()) return columns;
  for (std::size_t c = 0; c < table.columns; ++c) {
    const std::string_view head = document.text.fold(table.rows.front()[c].range);
    if (head.size() > 60) return {};
    const int at = static_cast<int>(c);
    if (number.found(head) && columns.number < 0) columns.number = at;
    else if (const auto ballot = ballot_of_head(head)) columns.counts[*ballot] = columns.counts[*ballot] < 0 ? at : columns.counts[*ballot];
    else if (rapporteur.found(head)) columns.rapporteur = at;
    else if (vote.found(head) && columns.vote < 0) columns.vote = at;
    else if (title.found(head) && columns.title < 0) columns.title = at;
    else if (sum.found(head) && !earlier.found(head) && columns.sum < 0) columns.sum = at;
  }
  if (columns.title < 0 || columns.number >= 0) return columns;
  // « Affaire | Objet | Vote »: the first such column may hold the numbers.
  static const Regex reference("^[ ]*(?:[a-z]{0,6}[ .-]?)?\\d[0-9a-z ./-]{0,12}[ ]*$");
  static const Regex worded("\\d[.)]? [a-z]{2,}");  // « 2. Local »: a title with its number
  std::size_t numbered = 0;
  for (std::size_t r = 1; r < table.rows.size(); ++r) numbered += reference.found(document.text.fold(table.rows[r][static_cast<std::size_t>(columns.title)].range)) && !worded.found(document.text.fold(table.rows[r][static_cast<std::size_t>(columns.title)].range));
  if (numbered * 4 < (table.rows.size() - 1) * 3 || numbered == 0) return columns;
  columns.number = columns.title;
  columns.title = -1;
  for (std::size_t c = 0; c < table.columns && columns.title < 0; ++c)
    if (const int at = static_cast<int>(c); at != columns.number && at != columns.vote && at != columns.rapporteur && title.found(document.text.fold(table.rows.front()[c].range))) columns.title = at;
  return columns;
}

std::string_view result_of(std::string_view folded) {
  static const Regex rejected("\\b(?:rejet|refus|repouss|non adopt|avis defavorable)");
  static const Regex withdrawn("\\bretir");
  static const Regex adjourned("\\b(?:ajourn|report|renvoy|differ)");
  static const Regex noted("\\b(?:pris(?:e)? note|prend note|prend acte|pris acte|prise d'acte|dont acte|donne acte|information)");
  static const Regex adopted("\\b(?:adopt|approuv|accept|valid|vote|favorable|unanim|ratifi|accord\\b|tacite)|^[ *]*(?:on dit )?(?:ok|oui)\\b"), no("^[ *]*(?:on dit )?non\\b");
  if (withdrawn.found(folded)) return "withdrawn";
  if (adjourned.found(folded)) return "adjourned";
  if (rejected.found(folded) || no.found(folded)) return "rejected";
  if (noted.found(folded)) return "noted";
  if (adopted.found(folded)) return "adopted";
  return {};
}

// « 6 (MES) », « 1 (M. Pons) »
void count_cell(const extract::Document& document, Range cell, Ballot ballot, VoteRead& vote) {
  static const Regex pattern("^[ *]*(?<n>\\d{1,6})(?: voix)?[ ]*(?:\\((?<who>[^()]{2,200})\\)|[:-] ?(?<names>[a-z].{2,200}))?[ *]*$");
  const Range base = document.text.to_folded(cell);
  const std::string_view folded = base.of(document.text.folded);
  RegexHit hit;
  if (cell.empty() || vote.find(ballot) || !pattern.search(folded, hit)) return;
  const auto value = extract::parse_count(pattern.text(folded, hit, "n"));
  if (!value) return;
  vote.counts.push_back({ballot, *value, base, false, false});
  const char* group = pattern.group(hit, "who") ? "who" : "names";
  if (pattern.group(hit, group)) vote.names.push_back({ballot, pattern.range(hit, group).after(base.begin)});
}

Found row_of(const extract::Document& document, const KnownPeople& people, const std::vector<Cell>& row, const Columns& columns) {
  const char* const rule = "resolution.row@1";
  const auto cell = [&](int column) { return column >= 0 ? row[static_cast<std::size_t>(column)].range : Range{}; };
  const auto add = [&](Found& found, std::string field, Value value, Range where, double confidence) { found.facts.push_back({std::move(field), std::move(value), where, {}, confidence, rule, Status::stated}); };
  Found found;
  found.entity = "resolutions";
  Range title = cell(columns.title), numbered;
  const Range vote_cell = cell(columns.vote >= 0 ? columns.vote : columns.counts[0]);
  static const Regex head("^[ *]*(?<n>\\d{1,3}(?:[ ]?(?:bis|ter))?)[ ]?[.):-]?[ ]+(?=[a-z\"(])");
  if (RegexHit hit; columns.number < 0 && head.search(document.text.fold(title), hit)) {  // « 2bis Étagères »
    const std::size_t base = document.text.to_folded(title).begin;
    numbered = document.text.to_reading(head.range(hit, "n").after(base));
    title.begin = document.text.to_reading({base + hit.whole().end, base + hit.whole().end + 1}).begin;
  }
  if (title.empty() || vote_cell.empty()) return found;
  const std::string_view folded = document.text.fold(vote_cell);
  VoteRead vote = read_vote(folded, document.text.to_folded(vote_cell).begin, true);
  if (columns.counted())
    for (std::size_t b = 0; b < ballots; ++b) count_cell(document, cell(columns.counts[b]), static_cast<Ballot>(b), vote);
  std::string_view result = result_of(folded);
  const VoteCount* in_favour = vote.find(Ballot::in_favour);
  const VoteCount* against = vote.find(Ballot::against);
  if (result.empty() && in_favour) result = !against || in_favour->value > against->value ? "adopted" : "rejected";
  if (result.empty()) return found;
  for (const Cell& c : row)
    if (!c.range.empty()) found.anchor = found.anchor.empty() ? c.range : cover(found.anchor, c.range);
  const Range number = columns.number >= 0 ? cell(columns.number) : numbered;
  if (!number.empty()) add(found, "number", one_line(document, number), number, 0.95);
  add(found, "title", one_line(document, title), title, 0.95);
  add(found, "kind", std::string(resolution_kind(document.text.fold(title), folded)), title, 0.8);
  add(found, "result", std::string(result), vote_cell, 0.93);
  const bool own = !vote.counts.empty() || !vote.unanimity.empty();
  add(found, "result_source", std::string(own ? "own_vote" : "wording"), vote_cell, 0.93);
  if (!cell(columns.rapporteur).empty())
    if (const auto person = extract::split_people(document.text.reading, cell(columns.rapporteur)); person.size() == 1) add(found, "rapporteur", people.full_name(person.front().person.name), person.front().person.range, 0.9);
  for (const Range part : {title, vote_cell, cell(columns.sum)})
    for (const Sum& sum : sums_in(document, part)) add(found, "amounts[]", sum.money, sum.where, 0.9);
  if (!vote.unanimity.empty()) add(found, "vote/unanimity", true, document.text.to_reading(vote.unanimity), 0.95);
  if (!vote.mode_name.empty()) add(found, "vote/mode", std::string(vote.mode_name), document.text.to_reading(vote.mode), 0.9);
  for (const VoteCount& count : vote.counts) add(found, "vote/" + std::string(name(count.ballot)), count.value, document.text.to_reading(count.where), 0.93);
  static constexpr std::string_view options[] = {"for", "against", "abstain", "blank", "null", "not_voting"};
  for (const VoteNames& names : vote.names) {
    const std::size_t option = static_cast<std::size_t>(names.ballot);
    if (option == 3 || option == 4 || option > 5) continue;
    for (const NamedPerson& person : voters_named(document, names, vote.find(names.ballot), people)) {
      Found child;
      child.entity = "vote/named";
      child.anchor = person.where;
      child.facts.push_back({"name", person.name, person.where, {}, 0.88, rule, Status::stated});
      child.facts.push_back({"option", std::string(options[option]), person.where, {}, 0.88, rule, Status::stated});
      found.children.push_back(std::move(child));
    }
  }
  return found;
}

}  // namespace

std::vector<Found> resolution_rows(const extract::Document& document, const KnownPeople& people) {
  std::vector<Found> found;
  for (const Table& table : document.structure.tables) {
    const Columns columns = columns_of(document, table);
    if (columns.title < 0 || (columns.vote < 0 && !columns.counted())) continue;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      Found row = row_of(document, people, table.rows[r], columns);
      if (!row.facts.empty()) found.push_back(std::move(row));
    }
  }
  return found;
}

}  // namespace minutier::extractors
