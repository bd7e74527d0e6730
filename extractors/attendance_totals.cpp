#include <map>

#include "extractors/attendance_parts.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

constexpr std::size_t near = 300;  // bytes between the sitting's own counts; votants said elsewhere are those of a ballot

struct Candidate {
  std::int64_t value = 0;
  Range where;
  const extract::Match* match = nullptr;
};

bool beside(const std::map<std::string, Candidate>& known, Range where) {
  for (const std::string key : {"in_office", "present"})
    if (const auto at = known.find(key); at != known.end() && at->second.where.begin < where.end + near && where.begin < at->second.where.end + near) return true;
  return false;
}

}  // namespace

std::optional<Found> read_totals(const extract::Document& document, const std::vector<Label>& labels) {
  std::map<std::string, Candidate> best;
  const auto offer = [&](const std::string& key, Candidate candidate) {
    const auto known = best.find(key);
    if (known == best.end()) best.emplace(key, candidate);  // matches come in order: the first said is the opening's
  };
  for (const std::string key : {"in_office", "present", "represented", "excused", "absent", "participants", "present_or_represented", "proxies", "voters"})
  for (const extract::Match& match : document.matches.of("attendance.total." + key)) {
    Range where = match.group("n");
    if (where.empty()) where = match.group("n2");
    const auto value = extract::parse_count(document.text.fold(where));
    if (!value || *value > 100000 || (*value >= 1900 && *value < 2100)) continue;
    if (key == "voters" && !beside(best, where)) continue;
    offer(key, {*value, where, &match});
  }
  for (const Label& label : labels) {
    if (!label.count || label.weak) continue;
    const std::string folded(document.text.fold(label.range));
    if (folded.find("represent") != std::string::npos && folded.find("presen") < folded.find("represent")) continue;
    if (label.match->rule->id.find("participants") != std::string::npos) continue;
    if (label.status == "present" || label.status == "excused" || label.status == "absent") offer(label.status, {*label.count, label.count_range, label.match});
    if (label.status == "represented" && folded.find("represent") != std::string::npos) offer("represented", {*label.count, label.count_range, label.match});
  }
  if (best.empty()) return std::nullopt;
  Found totals;
  totals.entity = "attendance/totals";
  totals.anchor = best.begin()->second.where;
  for (const auto& [key, candidate] : best) {
    Fact fact;
    fact.field = key;
    fact.value = candidate.value;
    fact.where = candidate.where;
    fact.support.push_back(candidate.match->range);
    fact.confidence = candidate.match->rule->confidence;
    fact.rule = candidate.match->rule->tag();
    totals.facts.push_back(std::move(fact));
  }
  return totals;
}

}  // namespace minutier::extractors
