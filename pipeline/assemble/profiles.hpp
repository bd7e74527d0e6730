#pragma once
// Organisation profiles: what an archivist knows of an organisation and its minutes do not say. One JSON file each
// (schemas/profile.schema.json):
//   {"names": ["Les Amis du lavoir", …],              as documents write it; the first is shown
//    "kind": "association",                           supplied where a document does not tell
//    "periods": [{
//      "from": "2015-01-01", "to": "2019-12-31",      inclusive; either may be left out
//      "members_in_office": 57,                       used where a document does not count them
//      "quorum": [{"body": ["assemblee_generale"],    empty or left out: every body
//                  "at_least": [1, 4],                or "above": [1, 2], or "number": 15, or "none": true
//                  "counted": "present_or_represented",   or "present" (the default)
//                  "free_from_convocation": 2,
//                  "article": "art. 12 des statuts"}],
//      "proxies_per_holder": 2, "proxies_article": "art. 11 des statuts"}]}
// Immutable once loaded; thread-safe.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/assemble/quorum_rules.hpp"

namespace minutier::assemble {

struct Profile {
  struct Period {
    std::string from, to;
    std::vector<QuorumRule> rules;  // in the order of the file; the last is for bodies none of the others names
  };
  std::vector<std::string> names, folded_names;
  std::string kind;
  std::vector<Period> periods;
};

class Profiles {
 public:
  Profiles() = default;
  // Every *.json of the folder, none for an empty path. Throws Error{bad_rules} naming the file and what is wrong in it.
  static Profiles load(const std::filesystem::path& folder);

  // The profile of an organisation by its name as a document writes it; null where none has it.
  const Profile* find(std::string_view organisation) const;
  // The rule set of a profile for a body at a date (YYYY-MM-DD); null where it says nothing.
  static const QuorumRule* rule(const Profile& profile, std::string_view body, std::string_view date);

  bool empty() const { return list_.empty(); }
  const std::string& hash() const { return hash_; }  // changes when a profile does; empty without profiles

 private:
  std::vector<Profile> list_;
  std::string hash_;
};

}  // namespace minutier::assemble
