#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

Found found_of(const Attendee& attendee) {
  Found found;
  found.entity = "attendance/people";
  found.anchor = attendee.where;
  const auto add = [&](std::string field, Value value) {
    Fact fact;
    fact.field = std::move(field);
    fact.value = std::move(value);
    fact.where = attendee.where;
    fact.confidence = attendee.confidence;
    fact.rule = attendee.rule;
    found.facts.push_back(std::move(fact));
  };
  add("name", attendee.person.name);
  if (!attendee.person.family.empty()) add("family", attendee.person.family);
  if (!attendee.person.given.empty()) add("given", attendee.person.given);
  add("status", attendee.status);
  found.facts.back().support = attendee.support;
  for (const Fact& fact : attendee.facts) found.facts.push_back(fact);
  return found;
}

// A table that says by its own head who was present needs no label above it.
void read_tables_of_presence(const extract::Document& document, const std::vector<Range>& regions, Roster& roster) {
  for (const Table& table : document.structure.tables) {
    if (std::any_of(regions.begin(), regions.end(), [&](Range r) { return r.overlaps(table.range); })) continue;
    read_table(document, table, nullptr, roster);
  }
}

// A roll of bodies and their delegates whose last rows hold labels of their own (« Représentés : … »): the table goes first.
void read_rolls(const extract::Document& document, const std::vector<Label>& labels, Roster& roster, std::vector<Range>& regions) {
  for (const Table& table : document.structure.tables)
    if (std::any_of(labels.begin(), labels.end(), [&](const Label& l) { return table.range.contains(l.range); }) && read_delegates(document, table, nullptr, roster)) regions.push_back(table.range);
}

// The whole name of someone listed by family name only, where the chair is named in full: « M. Auguste Chardonnet ».
void complete_names(const extract::Document& document, Roster& roster) {
  for (const extract::Match& match : document.matches.of("meeting.chair")) {
    const auto person = name_after(document, document.structure.blocks[static_cast<std::size_t>(match.block)].range, match.range.end);
    if (!person || person->given.empty() || person->family.empty()) continue;
    Attendee* known = roster.find(*person);
    if (!known) continue;
    if ((known->person.given.size() > 1 && known->person.given[1] != '.')) continue;
    known->person.given = person->given;
    known->person.name = person->name;
    known->support.push_back(person->range);
  }
}

// « LHERMITTE » of the list is the Georges LHERMITTE the text names elsewhere, when it knows no other of that name.
void spell_out(const extract::Document& document, Roster& roster) {
  const std::string_view text = std::string_view(document.text.folded).substr(0, 200000);  // one look per person: a long text is not read through for each
  for (Attendee& attendee : roster.people()) {
    const extract::PersonName& person = attendee.person;
    const bool initial = !person.given.empty() && (person.given.size() == 1 || person.given[1] == '.' || person.given.back() == '.');
    if (person.family.size() < 4 || !(person.given.empty() || initial)) continue;
    const std::string family = normalise::fold(person.family), key = name_key(person.family);
    std::optional<extract::PersonName> full;
    bool several = false;
    int tries = 0;
    for (std::size_t at = text.find(family); at != std::string_view::npos && tries < 30 && !several; at = text.find(family, at + family.size()), ++tries) {
      if (at < 3 || (text[at - 1] != ' ' && text[at - 1] != '\n')) continue;
      std::size_t begin = at - 1;
      while (begin > 0 && ((text[begin - 1] >= 'a' && text[begin - 1] <= 'z') || text[begin - 1] == '-')) --begin;
      if (!extract::is_given_name(text.substr(begin, at - 1 - begin))) continue;
      const Range where = document.text.to_reading({begin, at + family.size()});
      auto named = extract::name_at(std::string_view(document.text.reading).substr(0, where.end), where.begin);
      if (!named || named->given.size() < 3 || name_key(named->family) != key) continue;
      if (initial && normalise::fold(named->given)[0] != normalise::fold(person.given)[0]) continue;
      several = full && name_key(full->name) != name_key(named->name);
      full = std::move(named);
    }
    if (!full || several || roster.find(*full) != &attendee) continue;
    attendee.support.push_back(full->range);
    attendee.person.given = full->given;
    attendee.person.name = full->given + " " + person.family;
  }
}

// « M. X, président, occupe le fauteuil »: the office between a name and what its bearer does.
void add_office(const extract::Document& document, Range between, Attendee& attendee) {
  std::string_view words = document.text.read(between);
  std::size_t at = words.find_first_not_of(" ,(\n");
  if (at == std::string_view::npos) return;
  std::size_t end = words.find_last_not_of(" ,)\n") + 1;
  const std::string_view office = words.substr(at, end - at);
  if (office.size() > 60 || office.find(',') != std::string_view::npos || !extract::is_office(office)) return;
  Fact fact = make_fact("role", std::string(office), {between.begin + at, between.begin + end}, 0.85, "attendance.chair@1");
  if (!attendee.find("role")) attendee.facts.push_back(std::move(fact));
}

// Who chairs or writes is there, though the lists leave him out: « M. X, président, préside », « Présidence : M. X ».
void add_acting(const extract::Document& document, const char* family, Roster& roster) {
  if (roster.people().empty()) return;
  for (const extract::Match& match : document.matches.of(family)) {
    if (match.range.begin > opening_end(document)) return;
    const bool before = contains(match.rule->id, ".before");
    const bool label = contains(match.rule->id, ".label");
    if (label && (match.range.begin > 1500 || contains(document.text.fold(match.range), "anim"))) continue;
    const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
    if (contains(match.rule->id, ".aside")) continue;
    const auto person = before ? name_before(document, block, match.range.begin) : name_after(document, block, match.range.end);
    if (!person || (person->words < 2 && person->civility.empty()) || (person->civility.empty() && (!person->known_given || person->given.empty() || person->family.empty()))) continue;
    Attendee* known = roster.meant(*person);
    Range behind;
    if (known && (known->status == "excused" || known->status == "absent")) {  // who acts is there: the list of the absent was read too far
      known->status = "present";
      known->rule = "attendance.chair@1";
    }
    if (known && before && match.range.begin > person->range.end) add_office(document, {person->range.end, match.range.begin}, *known);
    if (!before) {  // « sous la présidence de M. X, maire »
      const std::string& text = document.text.reading;
      std::size_t end = person->range.end;
      if (end < block.end && text[end] == ',') {
        end = std::min(first_of(text, ",;.(", end + 1), block.end);
        const std::size_t line = text.find('\n', person->range.end);
        if (line != std::string::npos && (end > line + 40 || (end > line && text.substr(line, end - line).find(':') != std::string::npos))) end = line;
        behind = {person->range.end, std::min(end, block.end)};
      }
    }
    if (known && !behind.empty()) add_office(document, behind, *known);
    if (known) return;
    Attendee attendee;
    attendee.person = *person;
    attendee.where = person->range;
    attendee.status = "present";
    attendee.confidence = 0.8;
    attendee.rule = "attendance.chair@1";
    attendee.support.push_back(match.range);
    if (before && match.range.begin > person->range.end) add_office(document, {person->range.end, match.range.begin}, attendee);
    if (label) {  // « Président : M. Alain POUSSET » above the lists
      const Range said = match.range;
      const std::string_view words = document.text.fold(said);
      const std::size_t at = words.find("president");
      const std::size_t letters = at == std::string_view::npos ? 0 : words.substr(at).find_first_not_of("abcdefghijklmnopqrstuvwxyz");
      if (at != std::string_view::npos && (letters == 9 || letters == 10) && words.substr(at + letters).find_first_not_of(" :*_") == std::string_view::npos && words[at + letters - 1] != 'c') {
        const std::size_t base = document.text.to_folded(said).begin + at;
        const Range office = document.text.to_reading({base, base + letters});
        attendee.facts.push_back(make_fact("role", std::string(document.text.read(office)), office, 0.8, "attendance.chair@1"));
      }
    }
    if (!behind.empty()) add_office(document, behind, attendee);
    if (const Fact* role = attendee.find("role"); role && std::string_view(family) == "meeting.secretary" && meets_staff_role(normalise::fold(std::get<std::string>(role->value)))) attendee.status = "staff";
    roster.add(std::move(attendee));
    return;
  }
}

// Proxy holders in full, as listed.
void resolve_holders(Roster& roster) {
  for (Attendee& attendee : roster.people())
    for (Fact& fact : attendee.facts) {
      if (fact.field != "proxy_to") continue;
      const auto holder = extract::parse_person("M. " + std::get<std::string>(fact.value));
      if (!holder) continue;
      if (const Attendee* known = roster.meant(*holder); known && known != &attendee) fact.value = known->person.name;
    }
}

class Attendance final : public extract::Extractor {
 public:
  std::string_view id() const override { return "attendance"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    for (const Found& found : earlier) {
      if (found.entity != "document") continue;
      if (const Fact* kind = found.find("kind")) {
        const std::string& value = std::get<std::string>(kind->value);
        if (value == "convocation" || value == "note_de_synthese" || value == "statuts" || value == "rapport_activite" || value == "rapport_financier" || value == "rapport_moral") return {};
      }
    }
    Roster roster;
    std::vector<Range> regions;
    const std::vector<Label> labels = find_labels(document);
    read_rolls(document, labels, roster, regions);
    read_nested(document, regions, roster);
    std::vector<Found> out = read_lists(document, labels, roster, regions);
    read_bodies(document, regions, roster);
    read_tables_of_presence(document, regions, roster);
    read_unlabelled(document, labels, roster);
    read_groups(document, labels, regions, roster);
    read_sentences(document, regions, roster);
    read_prose(document, regions, roster);
    complete_names(document, roster);
    spell_out(document, roster);
    add_acting(document, "meeting.chair", roster);
    add_acting(document, "meeting.secretary", roster);
    resolve_holders(roster);
    for (const Attendee& attendee : roster.people()) out.push_back(found_of(attendee));
    if (auto totals = read_totals(document, labels)) out.push_back(std::move(*totals));
    return out;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> attendance() { return std::make_unique<Attendance>(); }

}  // namespace minutier::extractors
