// C64: records of one body on one date that disagree on counts.
#include <algorithm>
#include <tuple>

#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/parts.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

constexpr std::tuple<const char*, const char*, const char*> names[] = {{"in_office", "membres en exercice", "members in office"}, {"present", "présents", "present"},
                                                                       {"represented", "représentés", "represented"},             {"excused", "excusés", "excused"},
                                                                       {"absent", "absents", "absent"},                           {"participants", "participants", "participants"},
                                                                       {"voters", "votants", "voters"},                           {"for", "voix pour", "votes for"},
                                                                       {"against", "voix contre", "votes against"},               {"abstain", "abstentions", "abstentions"}};

// A piece of the minutes counts those there at its own item; only the seats are the same for all.
bool piece(const SeriesRecord& record) { return record.kind == "deliberation" || record.kind == "extrait" || record.kind == "liste_des_deliberations"; }

struct Count {
  std::int64_t number = 0;
  std::string pointer;
};

// Everything a record counts, under what names it in every version.
std::map<std::pair<std::string, std::string>, Count> counts_of(const SeriesRecord& record) {
  std::map<std::pair<std::string, std::string>, Count> out;
  for (const auto& [key, number] : record.counts)
    if (!piece(record) || key == "in_office") out[{"", key}] = {number, "/attendance/totals/" + key};
  std::map<std::string, std::size_t> seen;
  const auto name = [](const SeriesRecord::Vote& vote) { return normalise::fold(vote.title); };
  for (const SeriesRecord::Vote& vote : record.votes) ++seen[name(vote)];
  for (const SeriesRecord::Vote& vote : record.votes) {
    if (vote.title.size() < 10 || seen[name(vote)] > 1) continue;  // « Vote » names no one resolution
    for (const auto& [key, number] : vote.counts) out[{name(vote), key}] = {number, vote.pointer + "/vote/" + key};
  }
  return out;
}

void compare(const SeriesRecord& a, const SeriesRecord& b, SeriesChecks& out) {
  const auto first = counts_of(a), second = counts_of(b);
  SeriesCheck check;
  check.record = b.id;
  check.id = "C64";
  std::size_t same = 0;
  for (const auto& [key, count] : second) {
    const auto other = first.find(key);
    if (other == first.end()) continue;
    if (other->second.number == count.number) {
      ++same;
      check.facts.push_back(count.pointer), check.others.emplace_back(a.id, other->second.pointer);
      continue;
    }
    const auto words = std::find_if(std::begin(names), std::end(names), [what = &key.second](const auto& each) { return *what == std::get<0>(each); });
    SeriesCheck wrong;
    wrong.record = b.id, wrong.id = "C64", wrong.verdict = "fail";
    wrong.expected = other->second.number, wrong.found = count.number;
    wrong.facts = {count.pointer}, wrong.others = {{a.id, other->second.pointer}};
    const std::string here = of_body(b.body) + " du " + date_words(b.date), here_en = body_en(b.body) + " of " + b.date;
    wrong.message = "Deux documents " + here + " se contredisent : " + std::to_string(count.number) + " " + std::get<1>(*words) + " ici, " + std::to_string(other->second.number) + " dans l'autre" +
                    (key.first.empty() ? "." : " (« " + key.first + " »).");
    wrong.message_en = "Two documents of the " + here_en + " disagree: " + std::to_string(count.number) + " " + std::get<2>(*words) + " here, " + std::to_string(other->second.number) + " in the other" +
                       (key.first.empty() ? "." : " (“" + key.first + "”).");
    out.push_back(std::move(wrong));
    check.verdict = "fail";
  }
  if (check.verdict == "fail" || same == 0) return;
  check.verdict = "pass", check.severity = Severity::info;
  check.message = "Les documents de cette séance donnent les mêmes nombres (" + std::to_string(same) + (same > 1 ? " comparés)." : " comparé).");
  check.message_en = "The documents of this sitting give the same numbers (" + std::to_string(same) + " compared).";
  out.push_back(std::move(check));
}

}  // namespace

void versions_agree(const Series& series, SeriesChecks& out) {
  std::map<std::pair<std::string, std::string>, std::vector<const SeriesRecord*>> sittings;
  for (const SeriesRecord& record : series.records)
    if (record.minutes && record.date.size() == 10 && !record.body.empty()) sittings[{record.date, record.body}].push_back(&record);
  for (auto& [key, records] : sittings) {
    std::stable_sort(records.begin(), records.end(), [](const SeriesRecord* a, const SeriesRecord* b) { return a->best > b->best; });
    for (std::size_t i = 1; i < records.size(); ++i) compare(*records.front(), *records[i], out);
  }
}

}  // namespace minutier::assemble
