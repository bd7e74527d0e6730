#pragma once
// The names of persons in a record, and what is said of them in return. Pure.

#include <string>
#include <vector>

#include "pipeline/assemble/people/resolve.hpp"
#include "pipeline/base/json.hpp"

namespace minutier::assemble {

// Every name of a person the record holds: attendance with proxies, officers of the sitting, rapporteurs, named votes, elections,
// signatures, speakers. In the record's order.
std::vector<Mention> mentions_of(const Json& record);

// What is stored of a resolved name, for a reader to lay over the record.
struct Appearance {
  std::string path, name, person, person_name, rule, entry;
  double confidence = 0;
  std::vector<std::pair<std::string, std::string>> candidates;  // id and name
};

// Adds `persons` to a record: who its names mean, as derived facts, each with the pointers of the names; and open names with
// their candidates. A name that no longer stands at its path is left out.
void add_persons(Json& record, const std::vector<Appearance>& appearances);

}  // namespace minutier::assemble
