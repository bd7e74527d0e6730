#pragma once
// French dates and times in folded text: digits, words, old spellings, the Republican calendar.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier::extract {

struct DateFound {
  Range range;          // in the text given
  std::string date;     // "YYYY-MM-DD", or "YYYY-MM" where no day is said
  int weekday = 0;      // 1 Monday … 7 Sunday as written; 0 where none is
  bool two_digit_year = false;
};

// Every date in the text, in order, none overlapping: « mardi 18 juin 2019 », « 1er juillet », « 07/07/2022 », « 2022-07-07 »,
// « douze février mil huit cent quatre-vingt-douze », « 18 brumaire an VIII », « an deux mil dix-neuf et le douze mars ».
// A date that does not exist (31 juin) is not given. A day and month without a year are given only when `year` is set.
std::vector<DateFound> find_dates(std::string_view folded, int year = 0);
std::optional<DateFound> find_date(std::string_view folded, int year = 0);  // the first

// Monday 1 … Sunday 7 of a "YYYY-MM-DD".
int weekday_of(std::string_view date);

struct TimeFound {
  Range range;
  std::string time;  // "HH:MM"
};
// « 14h00 », « 19 h 30 », « 20:15 », « dix-huit heures trente », « neuf heures et demie », « midi ». In order.
std::vector<TimeFound> find_times(std::string_view folded);

}  // namespace minutier::extract
