#pragma once
// What the checks of a series share; not for use outside assemble/series. Each check is one function over the whole series.

#include <map>
#include <string>
#include <vector>

#include "pipeline/assemble/series/series.hpp"

namespace minutier::assemble {

struct Series {
  std::string organisation;                                            // key
  std::vector<SeriesRecord> records;                                   // by date, then id
  const std::vector<RosterEntry>& roster;
  std::map<std::pair<std::string, std::string>, std::string> persons;  // record and path of a name -> person
};

using SeriesChecks = std::vector<SeriesCheck>;

void accounts_agree(const Series& series, SeriesChecks& out);      // C46: accounts.cpp
void balances_follow(const Series& series, SeriesChecks& out);     // C4A: balances.cpp
void members_and_seats(const Series& series, SeriesChecks& out);   // C60: members.cpp
void minutes_approved(const Series& series, SeriesChecks& out);    // C61, C62: approvals.cpp
void convocations_in_time(const Series& series, SeriesChecks& out);  // C63: convocations.cpp
void versions_agree(const Series& series, SeriesChecks& out);      // C64: versions.cpp

// Exact amounts for `expected` and `found`, and for English messages: "1234.50 EUR".
std::string plain(const Money& money);
// « le conseil municipal », « du conseil municipal », « Au conseil municipal », "municipal council"; a meeting where the body has no
// words of its own.
std::string the_body(const std::string& body);
std::string of_body(const std::string& body);
std::string in_body(const std::string& body);
std::string body_en(const std::string& body);

}  // namespace minutier::assemble
