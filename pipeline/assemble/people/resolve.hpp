#pragma once
// Which person a name means, over all records of one organisation: against its dated roster, and among the names seen. What
// several persons could mean stays open with its candidates; nothing is guessed. The result depends on the mentions and the
// roster alone, not on their order. Pure.
//
// How a name may mean a person (the rule named with each):
//   person.name          the same words in any order, joined or not
//   person.alias         a spelling or pseudonym the roster gives
//   person.initials      « A. Durand »; person.short_family « Manon L. »; person.family « M. Durand »; person.given « Manon »:
//                        the one such person of the sitting, or, but for a given name alone, the one of the organisation in those years
//   person.double_name   one family name of a double one; person.variant one letter read otherwise in a long name: where
//                        it is the only such person and both were never listed in one sitting

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/assemble/people/roster.hpp"

namespace minutier::assemble {

struct Mention {
  std::string record;               // id
  std::string path;                 // of the name in the record: "attendance/people/3/name"
  std::string name, family, given;  // family and given where the record says
  std::string date, body;           // of the sitting
  bool listed = false;              // stands in the list of attendance
};

struct Person {
  std::string id;                      // "p" and twelve hexadecimal digits
  std::string name, family, given;
  bool imported = false;               // from the roster, else grown from the names seen
  std::vector<std::string> entries;    // of the roster
  std::string first_seen, last_seen;   // dates of sittings that name the person
  std::vector<std::string> spellings;  // as records write the name, sorted
  std::vector<std::string> maybe;      // ids of persons this one may be
};

struct Resolved {
  std::string person;                   // id; empty where it stays open
  std::string rule, entry;              // entry: of the roster, where one counted
  double confidence = 0;
  std::vector<std::string> candidates;  // ids, where several persons fit
};

struct People {
  std::vector<Person> persons;     // by id
  std::vector<Resolved> mentions;  // in the order of the mentions given
};

// `organisation`: the key all mentions share. The roster may hold entries of other organisations; they do not count.
People resolve_people(std::string_view organisation, const std::vector<RosterEntry>& roster, const std::vector<Mention>& mentions);

}  // namespace minutier::assemble
