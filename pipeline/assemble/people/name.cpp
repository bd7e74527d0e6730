#include "pipeline/assemble/people/name.hpp"

#include <algorithm>
#include <array>

#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::assemble {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t long_family = 5, long_given = 5;  // letters below which one wrong letter makes another name

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 5> words{"de", "d", "du", "des", "l"};
  return among(word, words);
}

// « née », « épouse », « veuve », « dit »: another name of the same person follows.
bool says_other_name(std::string_view word) {
  static constexpr std::array<std::string_view, 9> words{"ne", "nee", "epouse", "ep", "veuve", "vve", "dit", "dite", "alias"};
  return among(word, words);
}

// Folded words; « J.-M. » gives j and m. A civility in front is left out where a name follows it; `civil` tells that one was.
Words words_of(std::string_view text, bool* civil = nullptr) {
  Words words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : normalise::fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += c;
    else close();
  }
  close();
  while (words.size() > 1 && extract::is_civility(words.front()) && !(words.front().size() == 1 && words[1].size() == 1)) {
    words.erase(words.begin());
    if (civil) *civil = true;
  }
  return words;
}

std::string joined(const Words& words, bool particles = true) {
  std::string out;
  for (const std::string& word : words)
    if (particles || !is_particle(word)) out += word;
  return out;
}

std::string key_of(Words words) {
  std::erase_if(words, [](const std::string& word) { return is_particle(word); });
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool all_initials(const Words& words) {
  return !words.empty() && std::all_of(words.begin(), words.end(), [](const std::string& word) { return word.size() == 1; });
}

bool known_given(const std::string& word) { return extract::is_given_name(word); }

// Which words are given and which family, where the record does not say.
void part(std::string_view text, const Words& words, bool civil, Name& name) {
  if (const auto person = extract::parse_person(text); person && !person->family.empty()) {
    name.given = words_of(person->given);
    name.family = words_of(person->family);
    if (name.given.size() + name.family.size() == words.size()) return;
  }
  name.given.clear();
  name.family.clear();
  if (words.size() == 1) {
    (known_given(words[0]) && !civil ? name.given : name.family) = words;  // « Martin » may be either, « M. Martin » is a family
    return;
  }
  std::size_t first = 0, last = words.size();  // what stands around the family name
  while (first < last && words[first].size() == 1) ++first;
  if (first > 0 && first < last) {
    name.given.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
    name.family.assign(words.begin() + static_cast<std::ptrdiff_t>(first), words.end());
    return;
  }
  while (last > 1 && words[last - 1].size() == 1) --last;
  if (last < words.size()) {  // « DURAND A. » or « Manon L. »
    Words head(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(last)), tail(words.begin() + static_cast<std::ptrdiff_t>(last), words.end());
    const bool given_first = known_given(head[0]);
    name.given = given_first ? head : tail;
    name.family = given_first ? tail : head;
    return;
  }
  const bool begins = known_given(words.front()), ends = known_given(words.back());
  if (!begins && ends) {
    name.given = {words.back()};
    name.family.assign(words.begin(), words.end() - 1);
  } else {
    name.given = {words.front()};
    name.family.assign(words.begin() + 1, words.end());
  }
}

Name::Shape shape_of(const Name& name) {
  if (name.family.empty()) return name.given.empty() || all_initials(name.given) ? Name::Shape::none : Name::Shape::given;
  if (name.given.empty()) return all_initials(name.family) ? Name::Shape::none : Name::Shape::family;
  if (all_initials(name.family)) return all_initials(name.given) ? Name::Shape::none : Name::Shape::short_family;
  return all_initials(name.given) ? Name::Shape::initials : Name::Shape::full;
}

// One letter more, less or other.
bool one_letter_apart(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a == b || a.size() - b.size() > 1) return false;
  std::size_t first = 0;
  while (first < b.size() && a[first] == b[first]) ++first;
  return a.size() == b.size() ? a.substr(first + 1) == b.substr(first + 1) : a.substr(first + 1) == b.substr(first);
}

bool initials_fit(const Words& initials, const Words& given) {
  if (initials.size() > given.size()) return false;
  for (std::size_t i = 0; i < initials.size(); ++i)
    if (initials[i][0] != given[i][0]) return false;
  return true;
}

bool same_words(const Words& a, const Words& b) { return joined(a, false) == joined(b, false); }

// Every family name a person is known by, joined; the parts of a double one as well when `parts`.
Words families(const Name& name, bool parts) {
  Words out{joined(name.family, false)};
  out.insert(out.end(), name.other_families.begin(), name.other_families.end());
  if (parts && name.family.size() > 1)
    for (const std::string& word : name.family)
      if (word.size() > 2 && !is_particle(word)) out.push_back(word);
  return out;
}

bool share_family(const Name& a, const Name& b) {
  const Words whole_a = families(a, false), whole_b = families(b, false), parts_a = families(a, true), parts_b = families(b, true);
  const auto meets = [](const Words& x, const Words& y) {
    return std::any_of(x.begin(), x.end(), [&](const std::string& word) { return std::find(y.begin(), y.end(), word) != y.end(); });
  };
  return meets(whole_a, parts_b) || meets(parts_a, whole_b);
}

Likeness of_full(const Name& a, const Name& b) {
  if (a.key == b.key) return Likeness::same;
  const std::string family_a = joined(a.family, false), family_b = joined(b.family, false), given_a = joined(a.given), given_b = joined(b.given);
  if (given_a == given_b) {
    if (family_a == family_b) return Likeness::same;
    if (share_family(a, b)) return Likeness::double_name;
    return std::min(family_a.size(), family_b.size()) >= long_family && one_letter_apart(family_a, family_b) ? Likeness::variant : Likeness::none;
  }
  if (family_a != family_b || std::min(given_a.size(), given_b.size()) < long_given || !one_letter_apart(given_a, given_b)) return Likeness::none;
  // « Daniel » and « Danièle », « Michel » and « Michèle » are two given names.
  return known_given(given_a) && known_given(given_b) ? Likeness::none : Likeness::variant;
}

}  // namespace

Name read_name(std::string_view text, std::string_view family, std::string_view given) {
  Name name;
  bool civil = false;
  Words words = words_of(text, &civil);
  const auto other = std::find_if(words.begin(), words.end(), says_other_name);
  if (other != words.begin() && other != words.end() && other + 1 != words.end()) {
    Words rest(other + 1, words.end());
    words.erase(other, words.end());
    if (words.size() == 1 && rest.size() > 1 && known_given(rest.back())) {  // « DURAND née PETIT Anne »
      words.push_back(rest.back());
      rest.pop_back();
    }
    name.other_families.push_back(joined(rest, false));
    part(key_of(words), words, civil, name);
  } else if (!family.empty() || !given.empty()) {
    name.family = words_of(family);
    name.given = words_of(given);
    if (name.family.empty() && name.given.size() == 1 && !known_given(name.given[0])) std::swap(name.family, name.given);  // a pseudonym
  } else if (!words.empty()) {
    part(text, words, civil, name);
  }
  if (words.empty() && name.family.empty() && name.given.empty()) return name;
  name.shape = shape_of(name);
  name.key = key_of(std::move(words));
  if (name.key.empty()) name.shape = Name::Shape::none;
  return name;
}

Likeness likeness(const Name& seen, const Name& known) {
  if (seen.shape == Name::Shape::none || known.shape == Name::Shape::none) return Likeness::none;
  if (seen.key == known.key) return Likeness::same;
  const auto same_family = [&] {
    const Words of_known = families(known, false);
    return std::find(of_known.begin(), of_known.end(), joined(seen.family, false)) != of_known.end();
  };
  const bool known_full = known.shape == Name::Shape::full;
  switch (seen.shape) {
    case Name::Shape::full: return known_full ? of_full(seen, known) : Likeness::none;
    case Name::Shape::initials:
      return (known_full || known.shape == Name::Shape::initials) && same_family() && initials_fit(seen.given, known.given) ? Likeness::initials : Likeness::none;
    case Name::Shape::family: return (known_full || known.shape == Name::Shape::initials) && same_family() ? Likeness::family : Likeness::none;
    case Name::Shape::short_family:
      return known_full && same_words(seen.given, known.given) && initials_fit(seen.family, known.family) ? Likeness::short_family : Likeness::none;
    case Name::Shape::given:  // « Martin » may be a family name as well
      if (!known_full) return Likeness::none;
      if (same_words(seen.given, known.given)) return Likeness::given;
      return std::find(known.family.begin(), known.family.end(), joined(seen.given)) != known.family.end() && known.family.size() == 1 ? Likeness::family : Likeness::none;
    case Name::Shape::none: break;
  }
  return Likeness::none;
}

}  // namespace minutier::assemble
