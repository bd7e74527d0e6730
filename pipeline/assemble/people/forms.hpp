#pragma once
// The forms in which names are seen, and who is known: the pieces resolve.cpp works on. Not for use outside assemble/people.

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/assemble/people/name.hpp"
#include "pipeline/assemble/people/resolve.hpp"

namespace minutier::assemble {

// Equal names of all mentions, whoever they mean.
struct Form {
  Name name;
  std::vector<std::size_t> mentions;
  std::set<std::string> listed;  // records whose attendance has it
};

// Whether both stand in the attendance of one record: two persons then.
bool listed_together(const std::set<std::string>& a, const std::set<std::string>& b);

// The forms of the mentions, by shape and key.
std::map<std::pair<Name::Shape, std::string>, Form> forms_of(const std::vector<Mention>& mentions);

// Finds names that may be alike without comparing all with all.
class NameIndex {
 public:
  void add(const Name& name, std::size_t item);
  // Items whose names share a key, a family or a given name with this one; ascending, each once.
  std::vector<std::size_t> near(const Name& name) const;

 private:
  std::unordered_map<std::string, std::vector<std::size_t>> items_;
};

// A person of the roster with all entries that are about her in this organisation.
struct Known {
  struct Spelling {
    Name name;
    std::size_t entry = 0;  // in the roster
    bool alias = false;
  };
  std::string key;  // the archivist's number, else the name's key
  std::vector<std::size_t> entries;
  std::vector<Spelling> spellings;
};
std::vector<Known> known_people(std::string_view organisation, const std::vector<RosterEntry>& roster);

// A stretch of time in which one name is seen without a long silence.
struct Stretch {
  const Form* form = nullptr;
  std::string first, last;  // dates; empty where none is known
  std::size_t ordinal = 0;  // among those of the form
  std::vector<std::size_t> mentions;
};
// Some mentions of a form, parted where more than `silence` years pass. Undated ones join the only stretch there is, or none.
std::vector<Stretch> stretches(const Form& form, const std::vector<std::size_t>& some, const std::vector<Mention>& mentions, int silence);

// Of a graph of likeness: whether a node and its neighbours are all alike pair by pair and nobody else is like any of them.
bool apart_from_others(std::size_t node, const std::vector<std::set<std::size_t>>& beside);

// Whole years between two dates or ranges of dates: 0 where they overlap or lie within one year; a large number where one is unknown.
int years_apart(const std::string& first_a, const std::string& last_a, const std::string& first_b, const std::string& last_b);

}  // namespace minutier::assemble
