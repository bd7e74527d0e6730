#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

bool inside(const std::vector<Range>& regions, Range range) {
  return std::any_of(regions.begin(), regions.end(), [&](Range r) { return r.begin <= range.begin && range.begin < r.end; });
}

// A sentence is looked at no farther than this: a page may be one line without end.
constexpr std::size_t longest_sentence = 2000;

// The sentence's reading range around a match, within its block.
Range sentence_of(const extract::Document& document, const extract::Match& match) {
  const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
  const std::string& text = document.text.reading;
  std::size_t begin = match.range.begin, end = match.range.end;
  while (begin < end && (text[begin] == ' ' || text[begin] == '\n')) ++begin;  // a match may open with the line's end in front of it
  const auto continues = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  std::size_t first = std::max(block.range.begin, begin - std::min(begin, longest_sentence));
  while (continues(first)) ++first;
  std::size_t last = std::min(block.range.end, end + longest_sentence);
  while (continues(last)) --last;
  const auto opens = [&](std::size_t at) {  // a full stop behind a word or a number ends the sentence before
    if (text[at - 1] != ' ' || at < 4 || text[at - 2] != '.') return false;
    return (text[at - 3] >= 'a' && text[at - 4] >= 'a') || (text[at - 3] == ')' && at < text.size() && text[at] >= 'A' && text[at] <= 'Z') || (text[at - 3] >= '0' && text[at - 3] <= '9' && at < text.size() && text[at] >= 'A' && text[at] <= 'Z');
  };
  const auto wraps = [&](std::size_t at) {  // a line's end in the middle of running text
    if (text[at] != '\n' || block.kind == BlockKind::table || at <= block.range.begin) return false;
    const char before = text[at - 1];
    const std::size_t line = text.rfind('\n', at - 1);
    const std::size_t start = line == std::string::npos || line < block.range.begin ? block.range.begin : line + 1;
    return at - start >= 55 && (before == ',' || (before >= 'a' && before <= 'z') || static_cast<unsigned char>(before) >= 0x80);
  };
  while (begin > first && text[begin - 1] != ';' && (text[begin - 1] != '\n' || wraps(begin - 1)) && !opens(begin)) --begin;
  while (end < last && text[end] != ';' && (text[end] != '\n' || wraps(end)) && !(text[end] == '.' && end + 1 < block.range.end && text[end + 1] == ' ' && text[end - 1] >= 'a' && text[end - 2] >= 'a')) ++end;
  return {begin, end};
}

}  // namespace

void read_sentences(const extract::Document& document, const std::vector<Range>& regions, Roster& roster) {
  std::size_t told = 0;  // where the proxy before ends: who it names gives none in the next
  for (const extract::Match& match : document.matches.of("attendance.proxy")) {
    if (inside(regions, match.range)) continue;
    const Range sentence = sentence_of(document, match);
    const auto holder = extract::name_at(std::string_view(document.text.reading).substr(0, sentence.end), match.range.end);
    if (!holder) continue;
    const std::size_t begin = std::max(sentence.begin, std::min(told, match.range.begin));
    told = holder->range.end;
    std::vector<extract::PersonEntry> givers = extract::split_people(document.text.reading, {begin, match.range.begin});
    static const Regex one("^,? ?(?:qui )?(?:a|avait|donne) ");  // « Delphine, excusée, qui avait confié son pouvoir à Anne »: who is named last
    if (givers.size() > 1 && one.begins(document.text.fold(match.range)) && !contains(document.text.read({givers[givers.size() - 2].entry.end, givers.back().entry.begin}), " et ")) givers.erase(givers.begin(), givers.end() - 1);
    for (const extract::PersonEntry& entry : givers) {
      Attendee attendee;
      attendee.person = entry.person;
      attendee.where = entry.person.range;
      attendee.status = "represented";
      attendee.confidence = match.rule->confidence;
      attendee.rule = match.rule->tag();
      attendee.support.push_back(match.range);
      Fact fact;
      fact.field = "proxy_to";
      fact.value = holder->name;
      fact.where = holder->range;
      fact.confidence = match.rule->confidence;
      fact.rule = match.rule->tag();
      attendee.facts.push_back(std::move(fact));
      roster.add(std::move(attendee));
    }
  }
  for (const extract::Match& match : document.matches.of("attendance.absence")) {
    if (inside(regions, match.range)) continue;
    Range sentence = sentence_of(document, match);
    for (const Range region : regions)
      if (region.end <= match.range.begin) sentence.begin = std::max(sentence.begin, region.end);
    if (sentence.begin >= match.range.begin) continue;  // nobody stands in front of the words
    bool several = false;  // « MM. A et B »
    std::vector<extract::PersonEntry> people = extract::split_people(document.text.reading, {sentence.begin, match.range.begin});
    // « X, en remplacement de Y, titulaire excusée »: behind a comma the singular is of the last one named
    if (match.rule->id.ends_with(".apposition") && people.size() > 1 && !contains(document.text.fold(match.range), "excuses") && !contains(document.text.fold(match.range), "excusees"))
      people.erase(people.begin(), people.end() - 1);
    // « M. X s'est fait excuser, ainsi que M. Y »
    static const Regex also("^,? (?:ainsi que|de meme que|tout comme) ");
    RegexHit hit;
    if (const Range behind{match.range.end, sentence.end}; !behind.empty() && also.begins(document.text.fold(behind), hit)) {
      const Range folded = document.text.to_folded(behind);
      for (extract::PersonEntry& entry : extract::split_people(document.text.reading, document.text.to_reading({folded.begin + hit.whole().end, folded.end})))
        if (!entry.person.civility.empty() || (entry.person.words > 1 && entry.person.known_given)) people.push_back(std::move(entry));
    }
    for (const extract::PersonEntry& entry : people) {
      const std::string civility = normalise::fold(document.text.read({std::min(sentence.begin, entry.person.range.begin), entry.person.range.begin}));
      several = several || civility.rfind("mm.", 0) == 0 || civility.rfind("mmes", 0) == 0 || civility.rfind("messieurs", 0) == 0 || civility.rfind("mesdames", 0) == 0 || civility.rfind("les citoyens", 0) == 0;
      if (entry.person.civility.empty() && entry.person.words < 2 && !several) continue;
      Attendee attendee;
      attendee.person = entry.person;
      attendee.where = entry.person.range;
      attendee.status = contains(match.rule->id, "excused") ? "excused" : contains(match.rule->id, "guest") ? "guest" : "absent";
      attendee.confidence = match.rule->confidence;
      attendee.rule = match.rule->tag();
      attendee.support.push_back(match.range);
      for (const extract::PersonTail& tail : entry.tails) {
        const bool role = tail.kind == extract::TailKind::role;
        const char* field = role ? "role" : "organisation";
        if (tail.kind == extract::TailKind::note || attendee.find(field)) continue;
        Fact fact;
        fact.field = field;
        const Range where = role ? tail.range : body_of(document.text.reading, tail.range);
        fact.value = role ? extract::singular_office(document.text.read(where)) : std::string(document.text.read(where));
        if (role && attendee.status == "guest" && meets_staff_role(normalise::fold(document.text.read(where)))) attendee.status = "staff";
        fact.where = where;
        fact.confidence = 0.85;
        fact.rule = match.rule->tag();
        attendee.facts.push_back(std::move(fact));
      }
      roster.add(std::move(attendee));
    }
  }
}

}  // namespace minutier::extractors
