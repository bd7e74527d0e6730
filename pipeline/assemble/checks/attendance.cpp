// C10–C19: who was there.

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/assemble/quorum_rules.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::assemble::checks {
namespace {

std::string pointer(const Attendee& person) { return "/attendance/people/" + std::to_string(person.index); }

const char* plural(std::string_view status) {
  if (status == "present") return "présents";
  if (status == "represented") return "représentés";
  if (status == "excused") return "excusés";
  if (status == "absent") return "absents";
  if (status == "staff") return "membres de l'équipe";
  return "invités";
}

const char* singular(std::string_view status) {
  if (status == "present") return "présent";
  if (status == "represented") return "représenté";
  if (status == "excused") return "excusé";
  if (status == "absent") return "absent";
  return status == "staff" ? "membre de l'équipe" : "invité";
}

// "1 excusé", "2 excusés"
std::string counted(std::int64_t n, std::string_view status) { return std::to_string(n) + " " + (n > 1 ? plural(status) : singular(status)); }

// Pairs of entries for one person, name for name.
template <class Fits>
std::vector<std::pair<const Attendee*, const Attendee*>> doubles(const Sitting& sitting, Fits fits) {
  std::map<std::vector<std::string>, std::vector<const Attendee*>> by_name;
  for (const Attendee& p : sitting.people)
    if (p.words.size() > 1) by_name[p.words].push_back(&p);
  std::vector<std::pair<const Attendee*, const Attendee*>> out;
  for (const auto& entry : by_name)
    for (std::size_t i = 1; i < entry.second.size(); ++i)
      if (fits(*entry.second[0], *entry.second[i])) out.emplace_back(entry.second[0], entry.second[i]);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second->index < b.second->index; });
  return out;
}

bool is_person(std::string_view name) { return !name.empty() && !extract::is_office(name); }

}  // namespace

void stated_numbers(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  const Json* lists = s.record.at("attendance/lists");
  std::set<std::string_view> done;
  for (const char* status : {"present", "represented", "excused", "absent", "staff", "guest"}) {
    std::int64_t stated = 0, unstated = 0;
    std::vector<std::string> facts;
    if (lists) {
      for (std::size_t i = 0; i < lists->items().size(); ++i) {
        const Json& list = lists->items()[i];
        if (value_in(list, "status").as_string() != status) continue;
        const auto number = count_of(value_in(list, "stated_count"));
        if (!number) ++unstated;
        stated += number.value_or(0);
        facts.push_back("/attendance/lists/" + std::to_string(i) + "/stated_count");
      }
    }
    const auto total = s.count("attendance/totals/" + std::string(status));
    if ((facts.empty() || unstated > 0) && s.council && total && !is_derived(s.record.at("attendance/totals/" + std::string(status)))) {
      facts = {"/attendance/totals/" + std::string(status)};
      stated = *total;
      unstated = 0;
    }
    const auto named = static_cast<std::int64_t>(s.number_of(status));
    if (facts.empty() || unstated > 0 || named == 0) continue;
    facts.push_back("/attendance/people");
    const std::int64_t least = std::string_view(status) == "present" ? named - s.late() : named;
    if (stated >= least && stated <= named) {
      report.pass(std::move(facts));
      continue;
    }
    report.fail({Severity::warning, "Le document annonce " + counted(stated, status) + " et en nomme " + std::to_string(named) + ".", std::move(facts), Json(stated),
                 Json(named), {}});
  }
}

void listed_twice(const Input& in, Report& report) {
  if (in.sitting.people.size() < 2) return;
  const auto found = doubles(in.sitting, [](const Attendee& a, const Attendee& b) { return a.status == b.status; });
  for (const auto& [a, b] : found)
    report.fail({Severity::warning, std::string(b->name) + " est listé deux fois parmi les " + plural(b->status) + ".", {pointer(*a), pointer(*b)}, Json(1), Json(2), {}});
  if (found.empty()) report.pass("/attendance/people");
}

void present_and_away(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (s.number_of("present") == 0 || s.number_of("absent") + s.number_of("excused") == 0) return;
  const auto found = doubles(s, [](const Attendee& a, const Attendee& b) { return (a.status == "present" && b.away() && b.arrives.empty()) || (b.status == "present" && a.away()); });
  for (const auto& [a, b] : found)
    report.fail({Severity::warning, std::string(b->name) + " est listé à la fois " + singular(a->status) + " et " + singular(b->status) + ".", {pointer(*a), pointer(*b)}, {}, {}, {}});
  if (found.empty()) report.pass("/attendance/people");
}

void giver_present(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  const bool given = std::any_of(s.people.begin(), s.people.end(), [](const Attendee& p) { return !p.proxy_to.empty(); });
  if (!given) return;
  bool fine = true;
  for (const Attendee& p : s.people) {
    const bool both = p.status == "present" && !p.proxy_to.empty() && p.leaves.empty() && p.arrives.empty();
    if (!both) continue;
    fine = false;
    report.fail({Severity::warning, std::string(p.name) + " est listé présent et donne pouvoir à " + std::string(p.proxy_to) + ".", {pointer(p) + "/status", pointer(p) + "/proxy_to"}, {}, {}, {}});
  }
  for (const auto& [a, b] : doubles(s, [](const Attendee& x, const Attendee& y) { return (x.status == "present" && y.status == "represented") || (x.status == "represented" && y.status == "present"); })) {
    if (!a->leaves.empty() || !b->leaves.empty() || !a->arrives.empty() || !b->arrives.empty()) continue;
    fine = false;
    report.fail({Severity::warning, std::string(b->name) + " est listé à la fois présent et représenté.", {pointer(*a), pointer(*b)}, {}, {}, {}});
  }
  if (fine) report.pass("/attendance/people");
}

void holder_away(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (s.number_of("present") == 0) return;
  for (const Attendee& p : s.people) {
    if (!is_person(p.proxy_to)) continue;
    const auto found = s.find(p.proxy_to);
    const std::string fact = pointer(p) + "/proxy_to";
    if (found.empty()) {
      report.unknown({Severity::info, std::string(p.proxy_to) + ", qui porte le pouvoir de " + std::string(p.name) + ", ne figure pas dans la liste des présents.", {fact}, {}, {}, {}});
      continue;
    }
    if (std::any_of(found.begin(), found.end(), [](const Attendee* q) { return !q->away() && q->status != "represented"; })) {
      report.pass(fact);
      continue;
    }
    report.fail({Severity::error, std::string(p.proxy_to) + " porte le pouvoir de " + std::string(p.name) + " mais est listé " + singular(found.front()->status) + ".",
                 {fact, pointer(*found.front()) + "/status"}, {}, {}, {}});
  }
}

void proxies_per_holder(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (!s.rule || s.rule->proxies_per_holder == 0) return;
  std::vector<std::pair<std::vector<std::string>, std::vector<const Attendee*>>> holders;
  for (const Attendee& p : s.people) {
    if (!is_person(p.proxy_to)) continue;
    auto words = name_words(p.proxy_to);
    const auto at = std::find_if(holders.begin(), holders.end(), [&](const auto& h) { return same_name(h.first, words); });
    if (at == holders.end()) holders.push_back({std::move(words), {&p}});
    else at->second.push_back(&p);
  }
  for (const auto& holder : holders) {
    const auto carried = static_cast<std::int64_t>(holder.second.size());
    std::vector<std::string> facts;
    std::string from;
    for (const Attendee* p : holder.second) {
      facts.push_back(pointer(*p) + "/proxy_to");
      from += (from.empty() ? "" : ", ") + std::string(p->name);
    }
    if (carried <= s.rule->proxies_per_holder) {
      report.pass(std::move(facts));
      continue;
    }
    Note note{Severity::warning, std::string(holder.second.front()->proxy_to) + " porte " + std::to_string(carried) + " pouvoirs (" + from + ") ; la limite est de " +
                  std::to_string(s.rule->proxies_per_holder) + (s.rule->proxies_unless.empty() ? "" : ", sauf en deçà de " + s.rule->proxies_unless) + ".",
              std::move(facts), Json(s.rule->proxies_per_holder), Json(carried), s.rule->proxies_law};
    if (s.rule->proxies_unless.empty()) report.fail(std::move(note));
    else report.unknown(std::move(note));
  }
}

void members_add_up(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  const auto members = s.count("attendance/totals/in_office"), present = s.count("attendance/totals/present");
  if (!s.council || !members || !present) return;
  auto represented = s.count("attendance/totals/represented");
  if (!represented) represented = s.count("attendance/totals/proxies");
  const auto excused = s.count("attendance/totals/excused"), absent = s.count("attendance/totals/absent");
  if (!excused && !absent) return;  // those away are not told in full
  // « absents » may take in those excused, or those represented, or both.
  const std::int64_t parts[3] = {represented.value_or(0), excused.value_or(0), absent.value_or(0)};
  const std::vector<std::string> facts{"/attendance/totals"};
  for (int choice = 1; choice < 8; ++choice) {
    std::int64_t sum = *present;
    for (int i = 0; i < 3; ++i) sum += (choice >> i & 1) ? parts[i] : 0;
    if (sum == *members) return report.pass(facts);
  }
  const std::int64_t sum = *present + parts[0] + parts[1] + parts[2];
  std::string detail = counted(*present, "present");
  if (represented) detail += ", " + counted(*represented, "represented");
  if (excused) detail += ", " + counted(*excused, "excused");
  if (absent) detail += ", " + counted(*absent, "absent");
  const auto by_us = [&](const char* name) { return is_derived(s.record.at("attendance/totals/" + std::string(name))); };
  const bool read = by_us("present") || by_us("represented") || by_us("excused") || by_us("absent");
  Note note{read && sum < *members ? Severity::info : Severity::warning, "Le document compte " + std::to_string(*members) + " membres en exercice, mais " + detail + " font " + std::to_string(sum) + ".", facts, Json(*members), Json(sum), {}};
  if (note.severity == Severity::info) report.unknown(std::move(note));  // names may have been missed in reading
  else report.fail(std::move(note));
}

void officers_present(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (s.number_of("present") < 2) return;
  for (const auto& [path, office] : {std::pair{"meeting/chair", "président"}, std::pair{"meeting/secretary", "secrétaire"}}) {
    const std::string_view name = s.text(path);
    if (!is_person(name)) continue;
    const auto found = s.find(name);
    const std::string fact = "/" + std::string(path);
    if (std::any_of(found.begin(), found.end(), [](const Attendee* p) { return p->here(); })) {
      report.pass(fact);
    } else if (!found.empty()) {
      report.fail({Severity::warning, std::string(name) + ", " + office + " de séance, est listé " + singular(found.front()->status) + ".", {fact, pointer(*found.front()) + "/status"}, {}, {}, {}});
    } else {
      report.unknown({Severity::info, std::string(name) + ", " + office + " de séance, ne figure pas parmi les présents.", {fact, "/attendance/people"}, {}, {}, {}});
    }
  }
}

void voters_present(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (s.number_of("present") < 2) return;
  const auto& resolutions = s.record["resolutions"].items();
  std::vector<std::string> strangers, where;
  for (std::size_t i = 0; i < resolutions.size(); ++i) {
    const auto& named = resolutions[i]["vote"]["named"].items();
    for (std::size_t j = 0; j < named.size(); ++j) {
      const std::string& name = value_in(named[j], "name").as_string();
      if (!is_person(name) || value_in(named[j], "option").as_string() == "not_voting") continue;
      const std::string fact = "/resolutions/" + std::to_string(i) + "/vote/named/" + std::to_string(j);
      const auto found = s.find(name);
      if (found.empty()) {
        if (std::find(strangers.begin(), strangers.end(), name) == strangers.end()) strangers.push_back(name);
        where.push_back(fact);
      } else if (std::all_of(found.begin(), found.end(), [](const Attendee* p) { return p->away() && p->arrives.empty() && p->proxy_to.empty(); })) {
        report.fail({Severity::error, name + " est cité dans un vote mais listé " + singular(found.front()->status) + ".", {fact, pointer(*found.front()) + "/status"}, {}, {}, {}});
      } else {
        report.pass(fact);
      }
    }
  }
  if (strangers.empty()) return;
  std::string names;
  for (const std::string& name : strangers) names += (names.empty() ? "" : ", ") + name;
  report.unknown({Severity::info, names + (strangers.size() == 1 ? ", cité dans un vote, ne figure pas dans la liste des présents." : ", cités dans des votes, ne figurent pas dans la liste des présents."), std::move(where), {}, {}, {}});
}

void comings_and_goings(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  const auto start = minutes_of(s.text("meeting/start")), end = minutes_of(s.text("meeting/end"));
  if (start && end && *end < *start) return;  // past midnight
  for (const Attendee& p : s.people) {
    const auto arrives = minutes_of(p.arrives), leaves = minutes_of(p.leaves);
    const std::string name(p.name);
    if (arrives) {
      const std::string fact = pointer(p) + "/arrives";
      if (end && *arrives > *end) report.fail({Severity::warning, name + " arriverait à " + std::string(p.arrives) + ", après la fin de la séance (" + std::string(s.text("meeting/end")) + ").", {fact, "/meeting/end"}, {}, Json(p.arrives), {}});
      else if (start && *arrives < *start) report.fail({Severity::info, name + " est dit arrivé à " + std::string(p.arrives) + ", avant le début de la séance (" + std::string(s.text("meeting/start")) + ").", {fact, "/meeting/start"}, {}, Json(p.arrives), {}});
      else if (start || end) report.pass(fact);
    }
    if (leaves) {
      const std::string fact = pointer(p) + "/leaves";
      if (start && *leaves < *start) report.fail({Severity::warning, name + " partirait à " + std::string(p.leaves) + ", avant le début de la séance (" + std::string(s.text("meeting/start")) + ").", {fact, "/meeting/start"}, {}, Json(p.leaves), {}});
      else if (end && *leaves > *end) report.fail({Severity::info, name + " est dit parti à " + std::string(p.leaves) + ", après la fin de la séance (" + std::string(s.text("meeting/end")) + ").", {fact, "/meeting/end"}, {}, Json(p.leaves), {}});
      else if (start || end) report.pass(fact);
    }
  }
}

}  // namespace minutier::assemble::checks
