#include "extractors/speaker_names.hpp"

#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

bool initial(std::string_view given) { return !given.empty() && given.size() <= 5 && (given.back() == '.' || given.size() == 1); }

// Whoever presides, writes or is elected, where both names are told.
struct ToldInFull {
  struct One {
    const std::string* full;
    std::string given, family_key;
    bool initial_only;
  };
  std::vector<One> people;
  explicit ToldInFull(const Findings& earlier) {
    for (const Found& found : earlier) {
      if (found.entity != "meeting" && found.entity != "elections") continue;
      for (const Fact& fact : found.facts) {
        if (fact.field != "chair" && fact.field != "secretary" && fact.field != "person") continue;
        const std::string* full = std::get_if<std::string>(&fact.value);
        const auto named = full ? extract::name_at(*full, 0) : std::nullopt;
        if (!named || named->given.empty() || named->family.empty()) continue;
        people.push_back({full, normalise::fold(named->given), name_key(named->family), initial(named->given)});
      }
    }
  }
};

// A first name or an initial, told in full of one of them.
std::optional<std::string> named_elsewhere(const extract::Document& document, const Findings& earlier, const extract::PersonName& person) {
  const bool first_only = person.words == 1 && person.civility.empty();
  const bool family_only = person.given.empty() && !person.civility.empty();  // « Mme Tremblay »
  if (!first_only && !family_only && !initial(person.given)) return std::nullopt;
  const std::string family = name_key(person.family), first = normalise::fold(first_only ? person.name : person.given);
  std::optional<std::string> found;
  for (const ToldInFull::One& one : document.workings.get<ToldInFull>([&] { return ToldInFull(earlier); }).people) {
    const bool same = first_only ? one.given == first : family_only ? !family.empty() && one.family_key == family && !one.initial_only : one.family_key == family && one.given[0] == first[0] && !one.initial_only;
    if (!same) continue;
    if (found && *found != *one.full) return std::nullopt;
    found = *one.full;
  }
  return found;
}

// « X. Boissier » where the text elsewhere has « Xavier BOISSIER » and no other of that name.
std::optional<std::string> spelt_out(const extract::Document& document, const extract::PersonName& person) {
  if (!initial(person.given) || person.family.size() < 3) return std::nullopt;
  const std::string family = normalise::fold(person.family), first = normalise::fold(person.given);
  const std::string_view text(document.text.folded);
  std::optional<std::string> found;
  int tries = 0;
  for (std::size_t at = text.find(family); at != std::string_view::npos && tries < 40; at = text.find(family, at + family.size()), ++tries) {
    std::size_t begin = at;
    if (begin > 0 && text[begin - 1] == ' ') {
      --begin;
      while (begin > 0 && ((text[begin - 1] >= 'a' && text[begin - 1] <= 'z') || text[begin - 1] == '-')) --begin;
    }
    const Range where = document.text.to_reading({begin, std::min(text.size(), at + family.size() + 30)});
    const auto named = extract::name_at(std::string_view(document.text.reading).substr(0, where.end), where.begin);
    if (!named || named->given.size() < 3 || initial(named->given) || name_key(named->family) != name_key(person.family) || normalise::fold(named->given)[0] != first[0]) continue;
    if (found && name_key(*found) != name_key(named->name)) return std::nullopt;
    if (!found) found = named->name;
  }
  return found;
}

// « kestrel », « 0xbernard »: what one of those listed calls himself, letter for letter.
bool goes_by(const Findings& earlier, std::string_view word) {
  if (word.size() < 3 || word == "elle" || word == "qui") return false;
  return std::any_of(earlier.begin(), earlier.end(), [&](const Found& found) {
    const Fact* name = found.entity == "attendance/people" ? found.find("name") : nullptr;
    return name && std::get<std::string>(name->value) == word;
  });
}

}  // namespace

std::string full_name(const extract::Document& document, const Findings& earlier, const extract::PersonName& person, bool& listed) {
  auto name = listed_name(earlier, person);
  if (!name) name = named_elsewhere(document, earlier, person);
  listed = name.has_value();
  if (!name) name = spelt_out(document, person);
  return name ? *name : person.name;
}

std::optional<extract::PersonName> called_before(const extract::Document& document, const Findings& earlier, Range block, std::size_t end) {
  const std::string& text = document.text.reading;
  while (end > block.begin && (text[end - 1] == ' ' || text[end - 1] == '*')) --end;
  std::size_t begin = end;
  while (begin > block.begin && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '(' && text[begin - 1] != '*') --begin;
  while (end > begin && text[end - 1] == '`') --end;
  while (begin < end && (text[begin] == '`' || text[begin] == '@')) ++begin;
  if (end - begin < 2 || end - begin > 24) return std::nullopt;
  const char first = text[begin];
  if (!(first >= 'A' && first <= 'Z') && static_cast<unsigned char>(first) < 0x80 && !goes_by(earlier, std::string_view(text).substr(begin, end - begin))) return std::nullopt;
  extract::PersonName person;
  person.name = person.given = std::string(text.substr(begin, end - begin));
  person.range = {begin, end};
  person.words = 1;
  if (!listed_name(earlier, person) && !named_elsewhere(document, earlier, person)) return std::nullopt;
  return person;
}

std::optional<std::string> holder_of(const Findings& earlier, std::string_view office) {
  const Found* holder = nullptr;
  for (const Found& found : earlier) {
    if (found.entity != "attendance/people") continue;
    const Fact* role = found.find("role");
    const Fact* status = found.find("status");
    if (!role || !status || std::get<std::string>(status->value) == "excused" || std::get<std::string>(status->value) == "absent") continue;
    const std::string folded = normalise::fold(std::get<std::string>(role->value));
    const bool directs = office == "president" && (folded == "pdg" || folded.rfind("p.d.g", 0) == 0 || folded.rfind("president-directeur", 0) == 0 || folded.rfind("president directeur", 0) == 0);
    if (!directs && (folded.rfind(office, 0) != 0 || (folded.size() > office.size() && folded[office.size()] != ' ' && folded[office.size()] != ','))) continue;
    if (contains(folded, "adjoint") || contains(folded, "honneur")) continue;
    if (holder) return std::nullopt;
    holder = &found;
  }
  if (holder) return std::get<std::string>(holder->find("name")->value);
  const bool chairs = office.rfind("president", 0) == 0 || office == "maire" || office == "mairesse" || office == "bourgmestre";
  const bool writes = office == "secretaire";
  if (!chairs && !writes) return std::nullopt;
  for (const Found& found : earlier)
    if (const Fact* named = found.entity == "meeting" ? found.find(chairs ? "chair" : "secretary") : nullptr) return std::get<std::string>(named->value);
  return std::nullopt;
}

}  // namespace minutier::extractors
