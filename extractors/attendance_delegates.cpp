#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "extractors/budget_context.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

// Those who sit for a body: clubs, communes, associations, each with its delegates, votes and state.

namespace minutier::extractors {
namespace {

using extract::PersonEntry;

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool says_body(std::string_view head) {
  for (const std::string_view word : {"association", "club", "commune", "structure", "organisation", "organisme", "section", "societe", "syndicat", "federation", "collectivite", "cuisine", "groupe", "comite", "ecole", "institution", "entite", "cooperative", "union", "ligue", "paroisse", "membre", "lieu", "asso", "corpo", "municipalit", "village", "ville", "compagnie", "entreprise"})
    if (has(head, word)) return true;
  return false;
}
bool says_delegate(std::string_view head) { return head.size() < 40 && !has(head, "represente ") && !has(head, "represente par") && (has(head, "delegue") || has(head, "representant") || has(head, "titulaire") || has(head, "suppleant") || has(head, "porte-parole")); }

// The people a cell names, one or several, perhaps with notes; empty where it holds anything else.
std::vector<PersonEntry> people_of(const extract::Document& document, Range cell) {
  if (cell.empty()) return {};
  double parsed = 0;
  auto entries = extract::split_people(document.text.reading, cell, &parsed);
  if (entries.empty() || entries.size() > 4 || parsed < 0.6 || entries[0].entry.begin > cell.begin + 10) return {};
  for (const PersonEntry& entry : entries)
    if (!entry.person.known_given && entry.person.civility.empty()) return {};
  return entries;
}

}  // namespace

bool read_delegates(const extract::Document& document, const Table& table, const Label* label, Roster& roster) {
  if (table.columns < 2 || table.columns > 6 || table.rows.size() < 3) return false;
  const auto fold = [&](std::size_t r, std::size_t c) { return table.rows[r][c].range.empty() ? std::string_view{} : document.text.fold(table.rows[r][c].range); };
  const std::size_t bodies = table.columns > 2 && (fold(0, 0).empty() || fold(0, 0) == "no" || fold(0, 0) == "n" || fold(0, 0) == "#") ? 1 : 0;  // behind numbers
  if (!says_body(fold(0, bodies)) || fold(0, bodies).size() > 40) return false;
  std::vector<std::size_t> delegates;
  std::size_t weights = 0, states = 0;  // columns, 0 for none
  for (std::size_t c = bodies + 1; c < table.columns; ++c) {
    const std::string_view head = fold(0, c);
    if (has(head, "voix") || has(head, "mandats") || has(head, "parts")) weights = c;
    else if (has(head, "presence") || has(head, "statut") || has(head, "observation") || has(head, "remarque") || head == "etat" || has(head, "pouvoir") || has(head, "procuration") || (has(head, "present") && !says_delegate(head))) states = c;
    else if (says_delegate(head) || head == "nom" || head == "personne") delegates.push_back(c);
  }
  if (states == 0 && table.columns > 2) {  // « présente », « absent » in a last column without a head
    const std::size_t last = table.columns - 1;
    std::size_t told = 0;
    for (std::size_t r = 1; r < table.rows.size(); ++r) told += !state_of(fold(r, last)).empty() || !ticked(document.text.read(table.rows[r][last].range)).empty();
    if (told * 5 >= (table.rows.size() - 1) * 3 && std::find(delegates.begin(), delegates.end(), last) == delegates.end()) states = last;
  }
  if (delegates.empty() || (!label && states == 0 && weights == 0)) return false;
  std::size_t filled = 0, named = 0;
  for (std::size_t r = 1; r < table.rows.size(); ++r)
    for (const std::size_t c : delegates) {
      const std::string_view cell = fold(r, c);
      if (cell.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos || !state_of(cell).empty()) continue;
      ++filled;
      named += !people_of(document, table.rows[r][c].range).empty();
    }
  if (named < 2 || named * 5 < filled * 3) return false;
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    Range body = table.rows[r][bodies].range;
    if (const std::size_t open = body.of(document.text.reading).find(" ("); open != std::string_view::npos && open > 2) body.end = body.begin + open;
    std::string state = states > 0 ? state_of(fold(r, states)) : std::string();
    if (state.empty() && states > 0) state = ticked(document.text.read(table.rows[r][states].range));
    const bool proxy = has(states > 0 ? fold(r, states) : std::string_view{}, "mandat") || has(states > 0 ? fold(r, states) : std::string_view{}, "pouvoir");
    if (state.empty()) state = label && label->status != "guest" ? label->status : "present";
    if (proxy && state != "represented") state = "represented";
    for (const std::size_t c : delegates) {
      const auto people = people_of(document, table.rows[r][c].range);
      for (PersonEntry entry : people) {
      Label from;
      from.range = table.rows[0][c].range;
      if (!body.empty() && document.text.read(body).size() > 2) entry.tails.push_back({body, extract::TailKind::organisation});
      add_entry(document, entry, state, {}, from, roster);
      if (const auto words = proxy ? find_proxy_words(fold(r, states)) : std::nullopt; words && !words->reversed) {  // « Pouvoir à A. Diarra »
        const Range cell = table.rows[r][states].range, folded = document.text.to_folded(cell);
        const Range at = document.text.to_reading({std::min(folded.begin + words->range.end, folded.end), folded.end});
        const auto holder = extract::name_at(std::string_view(document.text.reading).substr(0, cell.end), at.begin, true);
        if (Attendee* added = roster.find(entry.person); holder && added && !added->find("proxy_to")) added->facts.push_back({"proxy_to", holder->name, holder->range, {}, 0.88, "attendance.delegates@1", Status::stated});
      }
      if (Attendee* added = roster.find(entry.person); people.size() == 1 && added && weights > 0 && !added->find("weight"))
        if (const auto count = extract::parse_count(fold(r, weights))) added->facts.push_back({"weight", *count, table.rows[r][weights].range, {}, 0.9, "attendance.delegates@1", Status::stated});
      }
    }
  }
  return true;
}

namespace {

struct BodyLine {
  Range body, people, weight;
};

// « A.S. Rimbourg (M. COLLARD) … 4 voix », « Signoy : Mme Huet, 3 voix », « F.J.E.P. Vireuil, représenté par M. Lambot ».
std::optional<BodyLine> body_line(const extract::Document& document, Range line) {
  static const Regex form("^[-*+. \\t]*(?<body>[a-z0-9][^:()\\n]{1,60}?)(?: ?\\((?:(?:represente\\w*|rep\\.) (?:par )?)?(?<in>[^()\\n]{3,80})\\)|(?: ?: ?|,? (?:represente\\w*|rep\\.) par | +- +| {3,})(?<out>[a-z][^:()\\n]{3,80}?))(?:[ .,;:(-]*(?<weight>\\d{1,4}) (?:voix|mandats?|votes?)\\)?|, ?(?<bare>\\d{1,3}))?[ .;,]*$");
  const Range folded = document.text.to_folded(line);
  const std::string_view text = folded.of(document.text.folded);
  if (text.size() < 8 || text.size() > 170) return std::nullopt;
  RegexHit hit;
  if (!form.search(text, hit)) return std::nullopt;
  const auto range = [&](const char* group) {
    const Range r = form.range(hit, group);
    return r.empty() ? Range{} : document.text.to_reading(r.after(folded.begin));
  };
  BodyLine found{range("body"), range("in"), range("weight")};
  if (found.people.empty()) found.people = range("out");
  // « Planchotte – Mme Husson (Bernadette) »: the bracket holds her given name
  for (const std::string_view dash : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " : "})
    if (const std::size_t cut = found.body.of(document.text.reading).find(dash); cut != std::string_view::npos && !form.range(hit, "in").empty()) {
      found.people = {found.body.begin + cut + dash.size(), std::min(document.text.reading.size(), found.people.end + 1)};
      found.body.end = found.body.begin + cut;
    }
  if (found.weight.empty()) found.weight = range("bare");
  return found;
}

// « Amicale laïque (Anne Petit, Paul Roux), Tennis club (M. Joly) »: several bodies in one line.
std::vector<Range> bodies_in(const std::string& text, Range line) {
  std::vector<Range> parts;
  std::size_t begin = line.begin;
  for (std::size_t at = line.begin; at + 2 < line.end; ++at) {
    if (text[at] != ')' || (text[at + 1] != ',' && text[at + 1] != ';')) continue;
    parts.push_back({begin, at + 1});
    begin = at + 2;
  }
  parts.push_back({begin, line.end});
  return parts;
}

}  // namespace

void read_bodies(const extract::Document& document, std::vector<Range>& regions, Roster& roster) {
  const auto& blocks = document.structure.blocks;
  for (const extract::Match& match : document.matches.of("attendance.bodies")) {
    if (match.block < 0 || std::any_of(regions.begin(), regions.end(), [&](Range r) { return r.contains(match.range); })) continue;
    const bool away = contains(document.text.fold(match.range), "absen") || contains(document.text.fold(match.range), "excuse");
    struct Read {
      BodyLine line;
      std::vector<PersonEntry> people;
    };
    std::vector<Read> read;
    std::size_t misses = 0, end = match.range.end;
    for (std::size_t b = static_cast<std::size_t>(match.block); b < blocks.size() && misses < 3 && read.size() < 200; ++b) {
      const Block& block = blocks[b];
      if (block.kind == BlockKind::furniture) continue;
      if ((block.kind == BlockKind::table && !read.empty()) || (block.kind == BlockKind::heading && b > static_cast<std::size_t>(match.block))) break;
      for (const Range line : block.lines) {
        if (line.end <= match.range.end) continue;
        for (const Range rest : bodies_in(document.text.reading, {std::max(line.begin, match.range.end), line.end})) {
        auto one = body_line(document, rest);
        std::vector<PersonEntry> people;
        double parsed = 0;
        if (one) people = extract::split_people(document.text.reading, one->people, &parsed);
        const bool sure = !people.empty() && parsed >= 0.6 && std::all_of(people.begin(), people.end(), [](const PersonEntry& e) { return e.person.known_given || !e.person.civility.empty(); });
        if (!sure) {
          if (++misses > 2) break;
          continue;
        }
        misses = 0;
        end = line.end;
        read.push_back({*one, std::move(people)});
        }
      }
    }
    if (read.size() < 2) continue;
    regions.push_back({match.range.begin, end});
    Label label;
    label.range = match.group("label");
    for (Read& one : read)
      for (PersonEntry& entry : one.people) {
        entry.tails.push_back({one.line.body, extract::TailKind::organisation});
        add_entry(document, entry, away ? "excused" : "present", {}, label, roster);
        if (Attendee* added = roster.find(entry.person); added && !one.line.weight.empty() && !added->find("weight"))
          if (const auto count = extract::parse_count(document.text.fold(one.line.weight))) added->facts.push_back({"weight", *count, one.line.weight, {}, 0.88, match.rule->tag(), Status::stated});
      }
  }
}

}  // namespace minutier::extractors
