// C63: clear days between a convocation in the archive and the meeting it calls.
#include "pipeline/assemble/convocation.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/parts.hpp"

namespace minutier::assemble {

void convocations_in_time(const Series& series, SeriesChecks& out) {
  for (const SeriesRecord& call : series.records) {
    if (call.kind != "convocation" || call.date.size() != 10 || call.body.empty() || !call.sent) continue;
    for (const SeriesRecord& meeting : series.records) {
      if (!meeting.best || !meeting.minutes || meeting.body != call.body || meeting.date != call.date) continue;
      SeriesCheck check;
      check.record = meeting.id;
      check.id = "C63";
      check.facts = {"/meeting/date"};
      check.others = {{call.id, call.sent->pointer}};
      if (meeting.sent && meeting.sent->date != call.sent->date) {
        check.verdict = "fail";
        check.expected = call.sent->date, check.found = meeting.sent->date;
        check.facts = {meeting.sent->pointer};
        check.message = "Le procès-verbal date la convocation du " + date_words(meeting.sent->date) + ", la convocation est du " + date_words(call.sent->date) + ".";
        check.message_en = "The minutes date the convocation " + meeting.sent->date + ", the convocation is of " + call.sent->date + ".";
        out.push_back(check);
        check.facts = {"/meeting/date"};
      }
      const auto judged = judge_convocation(call.sent->date, meeting.date, meeting.body, !meeting.law.empty(), call.urgent || meeting.urgent);
      if (!judged) continue;
      check.verdict = judged->verdict;
      check.severity = judged->verdict == "fail" ? Severity::warning : Severity::info;
      if (judged->enough > 0) check.expected = judged->verdict == "fail" ? judged->least : judged->enough;
      else check.expected = Json();
      check.found = judged->found;
      check.message = judged->message, check.message_en = judged->message_en, check.law = judged->law;
      out.push_back(std::move(check));
    }
  }
}

}  // namespace minutier::assemble
