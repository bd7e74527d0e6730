// C20–C24: the quorum.

#include <algorithm>

#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/assemble/quorum_rules.hpp"

namespace minutier::assemble::checks {
namespace {

const Json* claim(const Sitting& sitting) { return sitting.record.at("quorum/reached"); }

Json number(const std::optional<std::int64_t>& value) { return value ? Json(*value) : Json(); }

}  // namespace

void quorum_reached(const Input& in, Report& report) {
  if (!in.quorum || in.quorum->verdict == "not_applicable") return;
  const QuorumVerdict& q = *in.quorum;
  if (q.verdict == "met") return report.pass(q.facts);
  Note note{Severity::error, {}, q.facts, number(q.required), number(q.counted), q.law};
  if (q.verdict == "unverifiable") {
    const bool asked = claim(in.sitting) || q.required || (in.sitting.rule && (in.sitting.rule->fraction || in.sitting.rule->number));
    if (!asked) return;  // neither the law nor the document speaks of a quorum
    note.severity = Severity::info;
    note.message = "Quorum invérifiable : " + q.rule + ".";
    return report.unknown(std::move(note));
  }
  if (claim(in.sitting) && !value_of(claim(in.sitting)).as_bool(true)) note.severity = Severity::info;  // and the document says so
  note.message = "Quorum non atteint : " + q.rule + ".";
  report.fail(std::move(note));
}

void proxies_counted(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (!s.rule || !s.rule->fraction || s.rule->with_represented) return;
  const std::string_view basis = s.text("quorum/basis");
  const auto numerator = s.count("quorum/numerator"), present = s.count("attendance/totals/present");
  auto proxies = s.count("attendance/totals/represented");
  if (!proxies) proxies = s.count("attendance/totals/proxies");
  const bool said = basis == "present_or_represented";
  const bool counted = numerator && present && proxies && *proxies > 0 && *numerator == *present + *proxies;
  if (said || counted) {
    report.fail({Severity::error, std::string("Les pouvoirs sont comptés dans le quorum") + (numerator ? " (" + std::to_string(*numerator) + ")" : "") + " : seuls les membres présents en personne comptent.",
                 {"/quorum/numerator", "/quorum/basis"}, number(present), number(numerator), s.rule->law});
  } else if (numerator && (basis == "members_present" || (present && *numerator == *present))) {
    report.pass("/quorum/numerator");
  }
}

void claim_without_numbers(const Input& in, Report& report) {
  if (!in.quorum || in.quorum->verdict == "not_applicable" || !claim(in.sitting)) return;
  const Sitting& s = in.sitting;
  const bool there = in.quorum->counted || s.count("quorum/numerator");
  const bool members = in.quorum->of || s.count("quorum/required");
  if (there && members) return report.pass("/quorum/reached");
  const char* missing = there ? "le nombre des membres" : members ? "le nombre des présents" : "le nombre des présents ni celui des membres";
  const bool reached = value_of(claim(s)).as_bool(true);
  report.unknown({Severity::warning, std::string("Le document dit le quorum ") + (reached ? "atteint" : "manqué") + " sans donner " + missing + ".", {"/quorum/reached"}, {}, {}, {}});
}

void claim_against_numbers(const Input& in, Report& report) {
  if (!in.quorum || !claim(in.sitting)) return;
  const QuorumVerdict& q = *in.quorum;
  if (q.verdict != "met" && q.verdict != "not_met") return;
  const bool reached = value_of(claim(in.sitting)).as_bool();
  std::vector<std::string> facts{"/quorum/reached"};
  facts.insert(facts.end(), q.facts.begin(), q.facts.end());
  if (reached == (q.verdict == "met")) return report.pass(std::move(facts));
  report.fail({Severity::error, std::string("Le document dit le quorum ") + (reached ? "atteint" : "manqué") + ", les nombres disent le contraire : " + q.rule + ".", std::move(facts), number(q.required),
               number(q.counted), q.law});
}

void counts_of_quorum(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (!s.minutes) return;
  const auto total = [&](const char* name) { return s.count("attendance/totals/" + std::string(name)); };
  const auto present = total("present"), both = total("present_or_represented"), members = total("in_office");
  auto represented = total("represented");
  const char* others = "/attendance/totals/represented";
  if (!represented) {
    represented = total("proxies");
    others = "/attendance/totals/proxies";
  }
  if (present && represented && both && !is_derived(s.record.at("attendance/totals/present_or_represented"))) {
    const std::int64_t sum = *present + *represented;
    if (sum == *both) report.pass(std::vector<std::string>{"/attendance/totals/present", others, "/attendance/totals/present_or_represented"});
    else
      report.fail({Severity::warning, std::to_string(*present) + " présents et " + std::to_string(*represented) + " représentés font " + std::to_string(sum) + ", le document écrit " + std::to_string(*both) + ".",
                   {"/attendance/totals/present", others, "/attendance/totals/present_or_represented"}, Json(sum), Json(*both), {}});
  }
  const auto voters = total("voters");
  if (voters && present && represented && s.council) {
    const std::int64_t sum = *present + *represented;
    if (*voters <= sum + s.late()) report.pass("/attendance/totals/voters");
    else
      report.fail({Severity::warning, "Le document compte " + std::to_string(*voters) + " votants pour " + std::to_string(*present) + " présents et " + std::to_string(*represented) + " pouvoirs.",
                   {"/attendance/totals/voters", "/attendance/totals/present", others}, Json(sum), Json(*voters), {}});
  }
  const auto denominator = s.count("quorum/denominator");
  if (members && denominator && s.text("quorum/basis") != "shares" && s.text("quorum/basis") != "votes") {
    if (*members == *denominator) report.pass(std::vector<std::string>{"/attendance/totals/in_office", "/quorum/denominator"});
    else
      report.fail({Severity::warning, "Le quorum est compté sur " + std::to_string(*denominator) + " membres, le document en compte " + std::to_string(*members) + ".",
                   {"/attendance/totals/in_office", "/quorum/denominator"}, Json(*members), Json(*denominator), {}});
  }
  const auto& there = both ? both : present;
  if (members && there && !is_derived(s.record.at(both ? "attendance/totals/present_or_represented" : "attendance/totals/present")) && *there > *members)
    report.fail({Severity::warning, std::to_string(*there) + (both ? " présents ou représentés" : " présents") + " pour " + std::to_string(*members) + " membres.",
                 {both ? "/attendance/totals/present_or_represented" : "/attendance/totals/present", "/attendance/totals/in_office"}, Json(*members), Json(*there), {}});
}

}  // namespace minutier::assemble::checks
