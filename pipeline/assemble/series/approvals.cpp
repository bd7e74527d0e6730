// C61: which sitting's minutes are approved. C62: sittings whose minutes no later one approves.
#include <algorithm>
#include <set>

#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/parts.hpp"

namespace minutier::assemble {
namespace {

bool of_sitting(const SeriesRecord& record) { return record.best && record.minutes && !record.body.empty() && record.date.size() == 10; }

// A full account of a sitting, not a piece of one.
bool whole_minutes(const SeriesRecord& record) { return record.kind.empty() || record.kind == "proces_verbal" || record.kind == "compte_rendu" || record.kind == "releve_de_decisions"; }

// The sitting of a date: of the same body, else the only one of that day.
const SeriesRecord* sitting_of(const Series& series, const std::string& date, const std::string& body) {
  std::vector<const SeriesRecord*> same, others;
  for (const SeriesRecord& record : series.records)
    if (of_sitting(record) && record.date == date) (record.body == body ? same : others).push_back(&record);
  const auto& fits = same.empty() ? others : same;
  return fits.size() == 1 ? fits.front() : nullptr;
}

const SeriesRecord* last_before(const Series& series, const SeriesRecord& record) {
  const SeriesRecord* found = nullptr;
  for (const SeriesRecord& each : series.records)
    if (of_sitting(each) && each.body == record.body && each.date < record.date) found = &each;
  return found;
}

SeriesCheck begun(const SeriesRecord& record, const SeriesRecord::Approval& approval) {
  SeriesCheck check;
  check.record = record.id;
  check.id = "C61";
  check.facts = {approval.pointer};
  check.verdict = "unknown", check.severity = Severity::info;
  return check;
}

}  // namespace

void minutes_approved(const Series& series, SeriesChecks& out) {
  std::set<std::string> approved, perhaps;  // ids of sittings
  for (const SeriesRecord& record : series.records) {
    if (!of_sitting(record)) continue;
    const std::string here = the_body(record.body) + " du " + date_words(record.date), here_en = body_en(record.body) + " of " + record.date;
    for (const SeriesRecord::Approval& approval : record.approvals) {
      SeriesCheck check = begun(record, approval);
      if (approval.date.empty()) {
        const SeriesRecord* before = last_before(series, record);
        if (before) perhaps.insert(before->sitting);
        std::string who = here;
        who[0] = 'L';
        check.message = who + " approuve le procès-verbal de la séance précédente, sans date ; " +
                        (before ? "la précédente que l'archive connaît est du " + date_words(before->date) + "." : std::string("l'archive n'en connaît pas de précédente."));
        check.message_en = "The " + here_en + " approves the minutes of the previous sitting, without a date; " +
                           (before ? "the previous one the archive knows is of " + before->date + "." : std::string("the archive knows none before."));
        if (before) check.others = {{before->id, "/meeting/date"}};
        out.push_back(std::move(check));
        continue;
      }
      check.found = approval.date;
      if (approval.date >= record.date) {
        check.verdict = "fail", check.severity = Severity::warning;
        check.expected = "< " + record.date;
        check.message = "La séance du " + date_words(record.date) + " approuve un procès-verbal du " + date_words(approval.date) + ", qui ne lui est pas antérieur.";
        check.message_en = "The sitting of " + record.date + " approves minutes of " + approval.date + ", which are not earlier.";
      } else if (const SeriesRecord* target = sitting_of(series, approval.date, record.body)) {
        approved.insert(target->sitting);
        check.verdict = "pass";
        check.message = "Le procès-verbal approuvé, du " + date_words(approval.date) + ", est dans l'archive.";
        check.message_en = "The minutes approved, of " + approval.date + ", are in the archive.";
        check.others = {{target->id, "/meeting/date"}};
      } else {
        check.message = "Le procès-verbal du " + date_words(approval.date) + ", approuvé par " + here + ", n'est pas dans l'archive.";
        check.message_en = "The minutes of " + approval.date + ", approved by the " + here_en + ", are not in the archive.";
      }
      out.push_back(std::move(check));
    }
  }
  for (const SeriesRecord& record : series.records) {
    if (!of_sitting(record) || !whole_minutes(record) || approved.count(record.sitting) || perhaps.count(record.sitting) || record.version == "approved") continue;
    const auto later = std::find_if(series.records.begin(), series.records.end(), [&](const SeriesRecord& each) { return of_sitting(each) && whole_minutes(each) && each.body == record.body && each.date > record.date; });
    if (later == series.records.end()) continue;
    SeriesCheck check = begun(record, {"", "/meeting/date"});
    check.id = "C62";
    check.others = {{later->id, "/meeting/date"}};
    // The council settles the minutes of a sitting at the beginning of the next one.
    if (record.body == "conseil_municipal" && !record.law.empty() && record.date >= "2022-07-01") check.law = "CGCT, art. L2121-15";
    check.message = "Aucune séance de l'archive n'approuve le procès-verbal " + of_body(record.body) + " du " + date_words(record.date) + " ; la suivante qu'elle connaît est du " + date_words(later->date) + ".";
    check.message_en = "No sitting of the archive approves the minutes of the " + body_en(record.body) + " of " + record.date + "; the next one it knows is of " + later->date + ".";
    out.push_back(std::move(check));
  }
}

}  // namespace minutier::assemble
