#pragma once
// Checks across the records of one organisation: years that follow each other, minutes that approve others, convocations,
// versions of one sitting. Pure and deterministic: the order records are read in changes nothing.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/assemble/people/resolve.hpp"
#include "pipeline/assemble/report.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::assemble {

struct SeriesCheck {
  std::string record;   // the id of the record it is shown with
  std::string id;       // "C46"
  std::string verdict;  // pass | fail | unknown
  Severity severity = Severity::warning;
  std::string message, message_en;
  std::string law;
  Json expected, found;             // null: not said
  std::vector<std::string> facts;   // JSON pointers in that record
  std::vector<std::pair<std::string, std::string>> others;  // record id and pointer, elsewhere
};

// What the series' checks need of a record; small beside the record itself.
struct SeriesRecord {
  struct Amount {
    Money money;
    std::string pointer;
  };
  struct Line {
    std::string side, account, label;
    Amount amount;
  };
  struct Budget {
    std::string kind, section, name, pointer;
    std::int64_t year = 0;
    std::map<std::string, Amount> totals;  // charges, produits, result: as stated, none computed
    std::vector<Line> lines;
  };
  struct Result {
    std::int64_t year = 0;
    std::string section, allocation, pointer;
    std::optional<Amount> amount, allocated;
  };
  struct Vote {
    std::string number, title, pointer;
    std::map<std::string, std::int64_t> counts;  // for, against, abstain: as stated
  };
  struct Approval {
    std::string date;  // of the sitting whose minutes are approved; empty: « la séance précédente »
    std::string pointer;
  };
  struct Attendee {
    std::string path, status;  // path of the name
  };

  std::string id, sitting, kind, version, body, date, organisation_kind, law;  // law: the quorum rule that fits, which tells the country
  int year = 0;
  bool best = false, minutes = false, council = false, urgent = false;
  std::optional<Approval> sent;                // the date the convocation was sent
  std::map<std::string, std::int64_t> counts;  // of attendance/totals, as stated
  std::vector<Budget> budgets;
  std::vector<Result> results;
  std::vector<Vote> votes;
  std::vector<Approval> approvals;
  std::vector<Attendee> attendees;
};

SeriesRecord series_record(const Json& record, bool best);

// `people` answers `mentions`, as resolve_people gave it; the roster's entries of other organisations do not count.
std::vector<SeriesCheck> series_checks(std::string_view organisation, std::vector<SeriesRecord> records, const std::vector<RosterEntry>& roster,
                                       const std::vector<Mention>& mentions, const People& people);

}  // namespace minutier::assemble
