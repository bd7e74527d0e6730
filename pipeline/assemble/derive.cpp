#include "pipeline/assemble/derive.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipeline/assemble/budget_sums.hpp"
#include "pipeline/assemble/quorum_rules.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/record_builder.hpp"

namespace minutier::assemble {
namespace {

// A derived fact from the facts it follows from.
Json derived(Json value, const std::vector<const Json*>& from, const char* rule) {
  double confidence = 1;
  Json::Array ids;
  for (const Json* fact : from) {
    confidence = std::min(confidence, (*fact)["confidence"].as_double(1));
    for (const Json& id : (*fact)["evidence"].items())
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  Json out = Json::object();
  out.set("value", std::move(value));
  out.set("status", "derived");
  out.set("confidence", std::round(confidence * 950) / 1000);
  out.set("rule", rule);
  out.set("evidence", std::move(ids));
  return out;
}

std::optional<std::int64_t> count_at(const Json& object, const char* key) { return count_of(value_in(object, key)); }

void derive_sums(Json& vote) {
  const auto in_favour = count_at(vote, "for"), against = count_at(vote, "against"), abstain = count_at(vote, "abstain");
  if (!in_favour || !against) return;
  std::vector<const Json*> from{vote.find("for"), vote.find("against")};
  std::optional<Json> expressed, voters;
  if (!vote.find("expressed")) expressed = derived(*in_favour + *against, from, "derive.expressed@1");
  const auto blank = count_at(vote, "blank"), null = count_at(vote, "null");
  const bool ballots_told = value_in(vote, "mode").as_string() != "secret" || (blank && null);
  const bool shares = value_in(vote, "unit").as_string() == "shares";
  if (abstain && ballots_told && !shares && !vote.find("voters")) {
    from.push_back(vote.find("abstain"));
    if (blank) from.push_back(vote.find("blank"));
    if (null) from.push_back(vote.find("null"));
    voters = derived(*in_favour + *against + *abstain + blank.value_or(0) + null.value_or(0), from, "derive.voters@1");
  }
  if (voters) vote.set("voters", std::move(*voters));
  if (expressed) vote.set("expressed", std::move(*expressed));
}

// The result that follows from the counts under the majority rule of the body; nothing where the statutes decide and the
// counts leave them a choice, nor on a tie.
const char* result_of(const Json& vote, const QuorumRule* rule) {
  const auto in_favour = count_at(vote, "for"), against = count_at(vote, "against"), abstain = count_at(vote, "abstain");
  if (!in_favour || !against || *in_favour == *against) return nullptr;
  if (*in_favour < *against) return "rejected";
  if (rule && rule->majority == "votes_cast") return "adopted";
  return *against == 0 && abstain == 0 ? "adopted" : nullptr;
}

void derive_votes(Json& record, const QuorumRule* rule) {
  Json* resolutions = record.find("resolutions");
  if (!resolutions) return;
  for (Json& resolution : resolutions->items()) {
    Json* vote = resolution.find("vote");
    if (!vote) continue;
    derive_sums(*vote);
    if (resolution.find("result") || value_in(resolution, "kind").as_string() == "election") continue;
    const char* result = result_of(*vote, rule);
    if (!result) continue;
    resolution.set("result", derived(result, {vote->find("for"), vote->find("against")}, "derive.result@1"));
    if (!resolution.find("result_source")) resolution.set("result_source", "own_vote");
  }
}

// Whether the lists name nearly all members in office, and not all of them: a name was missed, or taken for two.
bool lists_fall_short(const Json& people, const Json* totals) {
  const auto in_office = totals ? count_at(*totals, "in_office") : std::nullopt;
  if (!in_office) return false;
  const auto named = std::count_if(people.items().begin(), people.items().end(), [](const Json& person) {
    const std::string status = value_in(person, "status").as_string();
    return status == "present" || status == "represented" || status == "excused" || status == "absent";
  });
  return named != *in_office && named * 3 >= *in_office * 2;
}

// Whether a vote counts more voices than people are named as there or represented: the list gives some of them.
bool more_voices(const Json& record, const Json& people) {
  const auto named = std::count_if(people.items().begin(), people.items().end(), [](const Json& person) {
    const std::string status = value_in(person, "status").as_string();
    return status == "present" || status == "represented";
  });
  const Json* resolutions = record.find("resolutions");
  return resolutions && std::any_of(resolutions->items().begin(), resolutions->items().end(), [&](const Json& resolution) {
    const Json& vote = resolution["vote"];
    if (!vote["unit"].is_null()) return false;  // shares are no persons
    return count_at(vote, "for").value_or(0) + count_at(vote, "against").value_or(0) + count_at(vote, "abstain").value_or(0) > named;
  });
}

// The number of a list of people, where the document says none: the names read under a list found for them.
void derive_totals(Json& record) {
  const Json* people = record.at("attendance/people");
  const Json* lists = record.at("attendance/lists");
  if (!people || !lists) return;
  const Json* totals = record.at("attendance/totals");
  const bool short_of = lists_fall_short(*people, totals), outvoted = more_voices(record, *people);
  std::vector<std::pair<const char*, Json>> found;  // set last: setting moves what the pointers above see
  for (const char* status : {"present", "represented", "excused", "absent"}) {
    if (totals && totals->find(status)) continue;
    if (outvoted && (status == std::string_view("present") || status == std::string_view("represented"))) continue;
    std::vector<const Json*> from;
    bool listed = false, agrees = true;
    std::int64_t stated = 0;
    for (const Json& list : lists->items()) {
      if (value_in(list, "status").as_string() != status) continue;
      listed = true;
      if (const Json* label = list.find("label")) from.push_back(label);
      const auto number = count_at(list, "stated_count");
      agrees = agrees && number;
      stated += number.value_or(0);
    }
    std::int64_t count = 0;
    for (const Json& person : people->items()) {
      if (value_in(person, "status").as_string() != status) continue;
      ++count;
      if (const Json* name = person.find("name")) from.push_back(name);
    }
    if (!listed || count == 0 || (agrees ? stated != count : short_of)) continue;
    found.emplace_back(status, derived(count, from, "derive.list_count@1"));
  }
  if (found.empty()) return;
  Json* attendance = record.find("attendance");
  Json* owner = attendance->find("totals");
  if (!owner) owner = &attendance->set("totals", Json::object());
  for (auto& [status, total] : found) owner->set(status, std::move(total));
}

// A proxy each for who is represented, and their sum with those present, where the document states the parts.
void derive_attendance(Json& record) {
  Json* totals = record.at("attendance") ? record.find("attendance")->find("totals") : nullptr;
  if (!totals) return;
  const auto put = [&](const char* key, std::int64_t value, const std::vector<const Json*>& from) {
    if (totals->find(key)) return;
    Json fact = derived(value, from, "derive.attendance_sum@1");
    totals->set(key, std::move(fact));
  };
  const auto represented = count_at(*totals, "represented"), proxies = count_at(*totals, "proxies"), present = count_at(*totals, "present");
  if (proxies && !represented) put("represented", *proxies, {totals->find("proxies")});
  if (represented && !proxies) put("proxies", *represented, {totals->find("represented")});
  const char* part = proxies ? "proxies" : "represented";
  if (present && (proxies || represented)) put("present_or_represented", *present + (proxies ? *proxies : *represented), {totals->find("present"), totals->find(part)});
}

void set_total(Json& budget, const char* key, const Money& money, const std::vector<const Json*>& from, const char* rule) {
  Json fact = derived(to_json(Value(money)), from, rule);
  Json* totals = budget.find("totals");
  if (!totals) totals = &budget.set("totals", Json::object());
  totals->set(key, std::move(fact));
}

// A side's total where its lines prove each other: they give the other side's total, or their accounts sum.
void derive_budget(Json& budget) {
  for (const char* side : {"charge", "produit"}) {
    const char* key = *side == 'c' ? "charges" : "produits";
    const char* other = *side == 'c' ? "produit" : "charge";
    const char* other_key = *side == 'c' ? "produits" : "charges";
    if (budget["totals"].find(key)) continue;
    const SideSums here = side_sums(budget, side);
    if (!here.total || here.broken > 0) continue;
    const auto stated = money_of(value_in(budget["totals"], other_key));
    const SideSums there = side_sums(budget, other);
    const bool balanced = stated && !is_derived(budget["totals"].find(other_key)) ? *stated == *here.total : there.total && *there.total == *here.total;
    if (balanced || here.whole > 1) set_total(budget, key, *here.total, here.facts, "derive.budget_total@1");
  }
  const Json& totals = budget["totals"];
  const auto charges = money_of(value_in(totals, "charges")), produits = money_of(value_in(totals, "produits"));
  if (!charges || !produits || totals.find("result") || charges->currency != produits->currency || *charges == *produits) return;
  set_total(budget, "result", {produits->cents - charges->cents, charges->currency}, {totals.find("charges"), totals.find("produits")}, "derive.budget_result@1");
}

}  // namespace

const QuorumRule* derive(Json& record, const Profiles& profiles) {
  const QuorumRule* rule = nullptr;
  bool minutes = false;
  {
    const Sitting before(record, profiles);  // its views do not outlive the first change
    rule = before.rule;
    minutes = before.minutes;
  }
  if (minutes) {
    derive_votes(record, rule);
    derive_attendance(record);
    derive_totals(record);
  }
  if (Json* budgets = record.find("budgets"))
    for (Json& budget : budgets->items()) derive_budget(budget);
  return rule;
}

}  // namespace minutier::assemble
