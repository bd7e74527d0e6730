#include <algorithm>
#include <boost/regex.hpp>

#include "extractors/attendance_parts.hpp"

namespace minutier::extractors {
namespace {

bool inside(const std::vector<Range>& regions, Range range) {
  return std::any_of(regions.begin(), regions.end(), [&](Range r) { return r.begin <= range.begin && range.begin < r.end; });
}

// The sentence's reading range around a match, within its block.
Range sentence_of(const extract::Document& document, const extract::Match& match) {
  const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
  const std::string& text = document.text.reading;
  std::size_t begin = match.range.begin, end = match.range.end;
  while (begin > block.range.begin && text[begin - 1] != ';' && text[begin - 1] != '\n' && !(text[begin - 1] == ' ' && begin >= 4 && text[begin - 2] == '.' && text[begin - 3] >= 'a' && text[begin - 4] >= 'a')) --begin;
  while (end < block.range.end && text[end] != ';' && text[end] != '\n' && !(text[end] == '.' && end + 1 < block.range.end && text[end + 1] == ' ' && text[end - 1] >= 'a' && text[end - 2] >= 'a')) ++end;
  return {begin, end};
}

}  // namespace

void read_sentences(const extract::Document& document, const std::vector<Range>& regions, Roster& roster) {
  for (const extract::Match& match : document.matches.of("attendance.proxy")) {
    if (inside(regions, match.range)) continue;
    const Range sentence = sentence_of(document, match);
    const auto holder = extract::name_at(std::string_view(document.text.reading).substr(0, sentence.end), match.range.end);
    if (!holder) continue;
    for (const extract::PersonEntry& entry : extract::split_people(document.text.reading, {sentence.begin, match.range.begin})) {
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
    const Range sentence = sentence_of(document, match);
    for (const extract::PersonEntry& entry : extract::split_people(document.text.reading, {sentence.begin, match.range.begin})) {
      if (entry.person.civility.empty() && entry.person.words < 2) continue;
      Attendee attendee;
      attendee.person = entry.person;
      attendee.where = entry.person.range;
      attendee.status = match.rule->id.find("excused") != std::string::npos ? "excused" : "absent";
      attendee.confidence = match.rule->confidence;
      attendee.rule = match.rule->tag();
      attendee.support.push_back(match.range);
      for (const extract::PersonTail& tail : entry.tails) {
        if (tail.kind != extract::TailKind::role || attendee.find("role")) continue;
        Fact fact;
        fact.field = "role";
        fact.value = extract::singular_office(document.text.read(tail.range));
        fact.where = tail.range;
        fact.confidence = 0.85;
        fact.rule = match.rule->tag();
        attendee.facts.push_back(std::move(fact));
      }
      roster.add(std::move(attendee));
    }
  }
}

}  // namespace minutier::extractors
