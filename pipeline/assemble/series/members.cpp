// C60: the list of members against the numbers in office, and the people seen over a year against the seats.
#include <algorithm>
#include <set>

#include "pipeline/assemble/people/name.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/parts.hpp"

namespace minutier::assemble {
namespace {

// Persons the roster has in a body at a date: entries that name the body, in this organisation.
std::set<std::string> listed(const Series& series, const SeriesRecord& record) {
  std::set<std::string> people;
  for (const RosterEntry& entry : series.roster) {
    if (entry.body.empty() || (!entry.organisation.empty() && organisation_key(entry.organisation) != series.organisation)) continue;
    if (counts_for(entry, record.body, record.date)) people.insert(entry.person.empty() ? read_name(entry.name, entry.family, entry.given).key : "#" + entry.person);
  }
  return people;
}

void against_roster(const Series& series, const SeriesRecord& record, SeriesChecks& out) {
  const auto stated = record.counts.find("in_office");
  if (stated == record.counts.end() || !record.council || record.date.size() != 10) return;
  const auto people = static_cast<std::int64_t>(listed(series, record).size());
  if (people == 0) return;
  SeriesCheck check;
  check.record = record.id;
  check.id = "C60";
  check.expected = people, check.found = stated->second;
  check.facts = {"/attendance/totals/in_office"};
  const std::string where = the_body(record.body) + " du " + date_words(record.date), where_en = body_en(record.body) + " of " + record.date;
  const std::string numbers = "la liste des membres porte " + std::to_string(people) + (people > 1 ? " personnes" : " personne"), numbers_en = "the roster has " + std::to_string(people) + (people == 1 ? " person" : " people");
  if (people == stated->second) {
    check.verdict = "pass", check.severity = Severity::info;
    check.message = "Membres en exercice : " + numbers + ", comme le document.";
    check.message_en = "Members in office: " + numbers_en + ", as the document says.";
  } else if (people > stated->second) {
    check.verdict = "fail";
    check.message = "Membres en exercice, " + where + " : " + numbers + ", le document en compte " + std::to_string(stated->second) + ".";
    check.message_en = "Members in office, " + where_en + ": " + numbers_en + ", the document counts " + std::to_string(stated->second) + ".";
  } else {  // a list may be unfinished
    check.verdict = "unknown", check.severity = Severity::info;
    check.message = "Membres en exercice, " + where + " : le document en compte " + std::to_string(stated->second) + ", " + numbers + " ; la liste est peut-être incomplète.";
    check.message_en = "Members in office, " + where_en + ": the document counts " + std::to_string(stated->second) + ", " + numbers_en + "; the list may be unfinished.";
  }
  out.push_back(std::move(check));
}

bool is_seat(const std::string& status) { return status == "present" || status == "represented" || status == "excused" || status == "absent"; }

// The distinct people a body lists in one year where its sittings all count as many in office.
struct Year {
  std::set<std::int64_t> counts;
  std::set<std::string> people;
  std::vector<const SeriesRecord*> sittings;
};

void judge_year(int number, const std::string& body, const Year& year, SeriesChecks& out) {
  if (year.counts.size() != 1 || year.sittings.size() < 2) return;
  const std::int64_t seats = *year.counts.begin(), people = static_cast<std::int64_t>(year.people.size());
  const SeriesRecord& last = *year.sittings.back();
  SeriesCheck check;
  check.record = last.id;
  check.id = "C60";
  check.severity = Severity::info;
  check.expected = seats, check.found = people;
  check.facts = {"/attendance/people", "/attendance/totals/in_office"};
  for (const SeriesRecord* each : year.sittings)
    if (each != &last) check.others.emplace_back(each->id, "/attendance/people");
  const std::string when = std::to_string(number), sittings = std::to_string(year.sittings.size());
  const std::string count = in_body(body) + ", " + when + " : " + std::to_string(people) + " personnes différentes listées comme membres en " + sittings + " séances pour " + std::to_string(seats) + " membres en exercice";
  const std::string count_en = body_en(body) + ", " + when + ": " + std::to_string(people) + " different people listed as members in " + sittings + " sittings, for " + std::to_string(seats) + " in office";
  check.verdict = people <= seats ? "pass" : "unknown";
  check.message = count + (people <= seats ? "." : " ; des membres ont changé, ou l'un d'eux est écrit sous deux noms.");
  check.message_en = "In the " + count_en + (people <= seats ? "." : "; members have changed, or one is written under two names.");
  out.push_back(std::move(check));
}

}  // namespace

void members_and_seats(const Series& series, SeriesChecks& out) {
  std::map<std::pair<std::string, int>, Year> years;
  for (const SeriesRecord& record : series.records) {
    if (!record.best || !record.minutes) continue;
    against_roster(series, record, out);
    const auto stated = record.counts.find("in_office");
    if (stated == record.counts.end() || !record.council || record.year == 0) continue;
    Year& year = years[{record.body, record.year}];
    year.counts.insert(stated->second);
    year.sittings.push_back(&record);
    for (const SeriesRecord::Attendee& each : record.attendees)
      if (const auto person = series.persons.find({record.id, each.path}); person != series.persons.end() && is_seat(each.status)) year.people.insert(person->second);
  }
  for (const auto& [key, year] : years) judge_year(key.second, key.first, year, out);
}

}  // namespace minutier::assemble
