#pragma once
// Where each kind of Found goes in the record (RECORD.md), and which leaves are plain values rather than facts.

#include <string_view>

namespace minutier::assemble {

// Found::entity is a path in the record:
//   singular  "document" (the record's own leaves: kind, title, exercise_years[], speakers[], annexes[], links[]),
//             "organisation", "meeting", "quorum", "attendance/totals", "transmission"
//   lists     "attendance/lists", "attendance/people", "agenda", "resolutions", "elections", "budgets", "results",
//             "amounts", "grants", "programmes", "memberships", "interventions", "actions", "signatures", "relations"
// Children: "lines" (budgets), "vote/named" and "rates" (resolutions).
bool is_list(std::string_view entity);

// Leaves written as plain values: side, level, result_source, option, family, given …
bool is_plain(std::string_view entity, std::string_view field);

}  // namespace minutier::assemble
