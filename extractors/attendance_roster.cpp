#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "pipeline/base/memo.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

int weight(std::string_view status) {
  if (status == "represented") return 6;
  if (status == "present") return 5;
  if (status == "staff") return 4;
  if (status == "guest") return 3;
  if (status == "excused") return 2;
  return 1;
}

// « Chardonnet » and « Auguste Chardonnet » are one person when only one of the list bears the name.
bool same_family(const extract::PersonName& a, const extract::PersonName& b) {
  if (a.family.empty() || b.family.empty()) return false;
  if (!a.given.empty() && !b.given.empty()) {  // « A. Petit » for « Anne Petit »
    const bool initial = a.given.size() == 1 || b.given.size() == 1 || a.given[1] == '.' || b.given[1] == '.';
    if (!initial || normalise::fold(a.given).substr(0, 1) != normalise::fold(b.given).substr(0, 1)) return false;
  }
  return name_key(a.family) == name_key(b.family);
}

std::string sorted_words(std::string_view name) {
  const std::string folded = normalise::fold(name);
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded + " ") {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  std::sort(words.begin(), words.end());
  std::string key;
  for (const std::string& w : words) key += (key.empty() ? "" : " ") + w;
  return key;
}

}  // namespace

std::string name_key(std::string_view name) {
  thread_local Memo<std::string> keys;
  return keys.get(name, sorted_words);
}

const Fact* Attendee::find(std::string_view field) const {
  for (const Fact& fact : facts)
    if (fact.field == field) return &fact;
  return nullptr;
}

Attendee* Roster::find(const extract::PersonName& person) {
  const std::string key = name_key(person.name);
  for (Attendee& known : people_)
    if (name_key(known.person.name) == key) return &known;
  Attendee* found = nullptr;
  for (Attendee& known : people_) {
    if (!same_family(known.person, person)) continue;
    if (found) return nullptr;
    found = &known;
  }
  return found;
}

Attendee* Roster::meant(const extract::PersonName& person) {
  if (Attendee* known = find(person)) return known;
  if (person.words != 1) return nullptr;
  const std::string key = name_key(person.name);
  Attendee* found = nullptr;
  for (Attendee& known : people_) {
    if (known.person.given.empty() || name_key(known.person.given) != key) continue;
    if (found) return nullptr;
    found = &known;
  }
  return found;
}

const Attendee* Roster::named(std::string_view name) const {
  for (const Attendee& known : people_)
    if (known.person.name == name) return &known;
  return nullptr;
}

void Roster::add(Attendee attendee) {
  Attendee* known = find(attendee.person);
  if (!known) {
    people_.push_back(std::move(attendee));
    return;
  }
  // « Présents : A, B, C … Excusé : B »: a body listed whole, and who of it did not come
  if (known->status == "present" && (attendee.status == "excused" || attendee.status == "absent") && known->rule == "attendance.list@1" && attendee.rule == known->rule && attendee.person.words > 1 &&
      attendee.where.begin > known->where.end && name_key(attendee.person.name) == name_key(known->person.name)) known->status = attendee.status;
  // who is listed as there was there; that he gave a proxy, as a sentence tells, was when he left
  const bool left = known->status == "present" && attendee.status == "represented" && known->rule == "attendance.list@1" && attendee.rule.rfind("attendance.proxy", 0) == 0;
  if (left) return;
  if (known->person.given.empty() && !attendee.person.given.empty()) known->person = attendee.person, known->where = attendee.where;
  if (weight(attendee.status) > weight(known->status)) {
    known->status = attendee.status;
    known->rule = attendee.rule;
    known->confidence = attendee.confidence;
    known->support = attendee.support;
  }
  for (Fact& fact : attendee.facts)
    if (!known->find(fact.field)) known->facts.push_back(std::move(fact));
}

}  // namespace minutier::extractors
