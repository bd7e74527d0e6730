#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

using extract::PersonEntry;

constexpr std::size_t most_lines = 40;

struct Group {
  Range label, names;
};

// The groups « Label : names » of one line; what stands before the first is left out.
std::vector<Group> groups_of(const extract::Document& document, Range line, std::size_t end) {
  static const Regex pattern("(?:^[-*+>. \\t]*|[.;] )(?<label>[a-z][a-z' ()/-]{1,44}?) ?: ");
  const Range folded = document.text.to_folded({line.begin, end});
  const std::string_view text = folded.of(document.text.folded);
  std::vector<Group> groups;
  RegexHit hit;
  for (std::size_t from = 0; pattern.search(text, from, hit); from = hit.whole().end) {
    const Range label = pattern.range(hit, "label").after(folded.begin);
    if (!groups.empty()) groups.back().names.end = document.text.to_reading({folded.begin + hit.whole().begin, folded.begin + hit.whole().begin + 1}).begin;
    groups.push_back({document.text.to_reading(label), {document.text.to_reading({folded.begin + hit.whole().end, folded.end}).begin, end}});
  }
  return groups;
}

bool people_of(const extract::Document& document, Range names, std::vector<PersonEntry>& entries) {
  double parsed = 0;
  entries = extract::split_people(document.text.reading, names, &parsed);
  if (entries.empty() || parsed < 0.7 || entries[0].entry.begin > names.begin + 4) return false;
  return std::all_of(entries.begin(), entries.end(), [&](const PersonEntry& e) { return e.person.words >= 2 || !e.person.civility.empty() || e.person.known_given || !entries[0].person.civility.empty(); });
}

}  // namespace

void read_unlabelled(const extract::Document& document, const std::vector<Label>& labels, Roster& roster) {
  if (std::any_of(labels.begin(), labels.end(), [](const Label& l) { return l.status == "present" && !l.weak; })) return;
  const auto by_college = [&](const Attendee& a) {  // « Représentants des parents : … » beside lists whose labels nobody knows
    return !a.support.empty() && std::any_of(labels.begin(), labels.end(), [&](const Label& l) { return l.weak && l.range.overlaps(a.support.front()); });
  };
  if (std::any_of(roster.people().begin(), roster.people().end(), [&](const Attendee& a) { return a.status == "present" && !by_college(a); })) return;
  const auto away = std::find_if(labels.begin(), labels.end(), [&](const Label& l) {
    return !l.weak && (l.status == "excused" || l.status == "absent") && !contains(document.text.fold(l.range), "vote");
  });
  if (away == labels.end() || away->range.begin > opening_end(document)) return;
  std::vector<Range> lines;
  for (const Block& block : document.structure.blocks) {
    if (block.range.begin >= away->range.begin) break;
    if (block.kind == BlockKind::furniture) continue;
    if (block.kind == BlockKind::table) lines.clear();
    else
      for (const Range line : block.lines)
        if (line.begin < away->range.begin) lines.push_back({line.begin, std::min(line.end, away->range.begin)});
  }
  static const Regex none("diffus|destinat|copie|contact|prochain|convoc|lieu|date|heure|objet|ordre|secretaire|president|scrutat|redact|animat|ramass|compte|pv\\b|tel\\b|quorum|vote|propos|candidat|sortant|elus? |note|pouvoir|absen|excus");
  struct Listed {
    Range label;
    std::vector<PersonEntry> entries;
  };
  std::vector<Listed> lists;
  std::size_t end = 0, people = 0;  // where text that belongs to the next group found ends
  for (std::size_t i = lines.size(), seen = 0; i-- > 0 && seen < most_lines; ++seen) {
    if (end == 0) end = lines[i].end;
    const std::vector<Group> groups = groups_of(document, lines[i], end);
    if (groups.empty()) {  // names that run on from a line above, or something else
      if (end - lines[i].begin > 700) break;
      continue;
    }
    end = 0;
    bool all = true;
    for (const Group& group : groups) {
      if (none.found(document.text.fold(group.label)) || std::any_of(labels.begin(), labels.end(), [&](const Label& l) { return l.range.overlaps(group.label); })) continue;
      static const Regex counted("^ ?(?:environ |une |quelque |plus d|\\d)");  // « Habitants : environ 70 personnes »
      if (counted.begins(document.text.fold(group.names))) continue;
      Listed one;
      one.label = group.label;
      all = people_of(document, group.names, one.entries);
      if (!all) break;
      people += one.entries.size();
      lists.push_back(std::move(one));
    }
    if (!all) break;
  }
  if (people < 3) return;
  for (const Listed& one : lists)
    for (const PersonEntry& entry : one.entries) {
      Label label;
      label.range = one.label;
      const bool office = extract::is_office(one.label.of(document.text.reading));
      add_entry(document, entry, "present", office ? std::string() : std::string(one.label.of(document.text.reading)), label, roster);
    }
}

}  // namespace minutier::extractors
