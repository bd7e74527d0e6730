#pragma once
// The days between a convocation and its meeting, and what the law asks for. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/json.hpp"

namespace minutier::assemble {

// Days from one YYYY-MM-DD to another; nothing where either is no full date.
std::optional<std::int64_t> days_between(std::string_view from, std::string_view to);

// Clear days (« jours francs »): neither the day of sending nor that of the meeting counts. Negative where sent after the meeting.
std::optional<std::int64_t> clear_days(std::string_view sent, std::string_view meeting);

struct ConvocationVerdict {
  std::string verdict;  // pass | fail | unknown
  std::int64_t found = 0, least = 0, enough = 0;  // clear days: least for the smallest communes, enough for all
  std::string message, message_en, law;
};

// Whether a title or text of the record's agenda or resolutions speaks of urgency, which shortens the delay.
bool speaks_of_urgency(const Json& record);

// For a municipal council under the French code (since 24 February 1996); nothing for other bodies, whose delay statutes or other
// texts set, unless the convocation is dated after the meeting, which no rule allows.
std::optional<ConvocationVerdict> judge_convocation(std::string_view sent, std::string_view meeting, std::string_view body, bool french, bool urgent);

}  // namespace minutier::assemble
