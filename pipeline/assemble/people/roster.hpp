#pragma once
// A roster: dated entries about persons, as an archivist's list gives them. Pure functions.

#include <string>
#include <string_view>
#include <vector>

namespace minutier::assemble {

struct RosterEntry {
  std::string id;                    // of its content (entry_id)
  std::string name, family, given;   // name: given first; family and given where known
  std::vector<std::string> aliases;  // other spellings, maiden and married names
  std::string pseudonym;
  std::string person;                // the archivist's own number of the person: joins entries, parts namesakes
  std::string organisation, body;    // empty: any
  std::string office;
  std::string from, to;              // YYYY[-MM[-DD]], inclusive; empty: open
};

// "r" and ten hexadecimal digits of everything the entry says.
std::string entry_id(const RosterEntry& entry);

// Whether the entry counts for a sitting: its body where the entry names one, and the whole of `date` (YYYY[-MM[-DD]]) inside
// the entry's dates. A sitting without date lies inside open dates only.
bool counts_for(const RosterEntry& entry, std::string_view body, std::string_view date);

// What names of organisations are compared by: lower-case ASCII letters and digits, other signs as one dash; « Association »
// in front does not count, « Ville de » and « Mairie de » are « Commune de ».
std::string organisation_key(std::string_view name);

// First and last day of a partial date: "2019" -> "2019-01-01", "2019-12-31"; empty stays empty.
std::string first_day(std::string_view date);
std::string last_day(std::string_view date);

}  // namespace minutier::assemble
