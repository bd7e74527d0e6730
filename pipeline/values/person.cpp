#include "pipeline/values/person.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extract {
namespace {

constexpr std::size_t most_words = 7, longest_particle = 5;

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (const std::size_t n = blank_at(text, at)) at += n;
  return at;
}

bool roman_or_number(std::string_view folded) { return folded == "ii" || folded == "iii" || folded == "iv"; }

// « … avec l'Anah M. Bigot »: a civility before a name begins another person, it is no initial of this one.
bool opens_another(std::string_view text, const NameWord& word) {
  if (word.folded != "m." && word.folded != "mm." && word.folded != "mme" && word.folded != "mmes" && word.folded != "mlle" && word.folded != "monsieur" && word.folded != "madame" && word.folded != "messieurs" && word.folded != "mesdames") return false;
  const NameWord next = word_at(text, skip_blanks(text, word.range.end));
  return next.shape == Shape::capital || next.shape == Shape::capitals;
}

// A word no name has: it begins with a small letter that no particle and no elision begins with, or with more small letters than a particle has.
bool lower_for_sure(std::string_view text, std::size_t at) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (at >= text.size() || !small(text[at])) return false;
  if (std::string_view("abdeltovyz").find(text[at]) == std::string_view::npos) return true;
  return at + longest_particle < text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at + longest_particle + 1), small);
}

// The words of a name from `at` on; particles only before a name word.
std::vector<NameWord> collect(std::string_view text, std::size_t at) {
  std::vector<NameWord> words;
  std::vector<NameWord> waiting;  // particles that still need a name behind them
  while (words.size() + waiting.size() < most_words) {
    if (lower_for_sure(text, at)) break;
    NameWord word = word_at(text, at);
    if (word.shape == Shape::none || word.shape == Shape::lower || roman_or_number(word.folded)) break;
    // a digit or sign glued to the word makes it something else: « 3A », « A320 »
    const std::size_t end = word.range.end;
    if (end < text.size() && (text[end] == '@' || text[end] == '_' || (text[end] >= '0' && text[end] <= '9'))) break;
    if (word.shape == Shape::particle) {
      waiting.push_back(std::move(word));
    } else {
      if (!words.empty() && words.back().shape == Shape::capitals && word.shape == Shape::initial && word.range.size() == 1) break;
      if (!words.empty() && opens_another(text, word)) break;
      if (words.size() > 1 && words.back().shape == Shape::capitals && words.front().shape == Shape::capital && word.shape == Shape::capital && is_given_name(words.front().folded) && is_given_name(word.folded)) break;  // « Claire AUBERTIN Sandra GUÉRET »
      if (!waiting.empty() && !words.empty() && words.back().shape == Shape::capitals && word.shape == Shape::capital && !is_given_name(word.folded)) break;  // « M. GALTIER du Crédit Rural »
      if (!waiting.empty() && words.size() > 1 && word.shape == Shape::capital && is_not_a_name(word.folded) && !is_given_name(word.folded)) break;  // « Denise Pujol de la Ligue »
      std::move(waiting.begin(), waiting.end(), std::back_inserter(words));
      waiting.clear();
      if (words.empty()) words.reserve(4);
      words.push_back(std::move(word));
    }
    at = skip_blanks(text, end);
    if (at == end) break;
    // a wide gap or a tab is another column
    const std::string_view gap = text.substr(end, at - end);
    if (gap.find('\t') != std::string_view::npos || (gap.size() > 3 && gap.find('\r') == std::string_view::npos)) break;
  }
  return words;
}

bool name_word(const NameWord& word) { return word.shape != Shape::particle; }

// Whether the words may be a person: no organisation, office or heading among them.
bool plausible(const std::vector<NameWord>& words, bool civility, bool single) {
  const std::size_t count = static_cast<std::size_t>(std::count_if(words.begin(), words.end(), name_word));
  if (count == 0 || words.front().shape == Shape::particle) {
    if (!civility || count == 0) return false;  // « de Villeneuve » alone only as « M. de Villeneuve »
  }
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i - 1].shape == Shape::particle && is_office_word(words[i].folded) && words[i].shape == Shape::capital) return false;  // « M. le Bourgmestre »
  const bool has_given = std::any_of(words.begin(), words.end(), [](const NameWord& w) { return w.shape == Shape::initial || is_given_name(w.folded); });
  for (std::size_t i = 0; i < words.size(); ++i) {
    const NameWord& word = words[i];
    if (word.shape == Shape::particle || word.shape == Shape::initial) continue;
    if (!is_not_a_name(word.folded)) continue;
    if (word.shape == Shape::capitals && (word.folded == "de" || word.folded == "du" || word.folded == "des") && i + 1 < words.size() && words[i + 1].shape == Shape::capitals) continue;  // « DE MONTLAUR Xavier »
    const bool last = i + 1 == words.size();
    const bool beside_given = (i > 0 && is_given_name(words[i - 1].folded)) || (i == 0 && words.size() == 2 && is_given_name(words[1].folded));
    const bool allowed = (beside_given && (last || i == 0) && !is_office_word(word.folded)) || (civility && last && i == 0 && !is_office_word(word.folded) && word.folded.size() > 3);
    if (!allowed) return false;
  }
  if (is_office_word(words.front().folded) && !has_given && !civility && words.front().shape != Shape::capitals) return false;
  if (count >= 2 || civility) {
    const bool only_initials = std::all_of(words.begin(), words.end(), [](const NameWord& w) { return w.shape == Shape::initial; });
    return !only_initials || civility;
  }
  const NameWord& word = words.front();
  if (word.shape == Shape::initial) return false;
  if (is_given_name(word.folded)) return true;
  if (!single || is_office_word(word.folded)) return false;
  return word.folded.size() >= 3 && (word.shape == Shape::capital || word.folded.size() >= 5);  // short capitals are acronyms
}

// « Jean-\nYves » is one word.
void mend_break(std::string& word) {
  for (std::size_t at = first_of(word, "\n\r"); at != std::string::npos; at = first_of(word, "\n\r")) word.erase(at, 1);
}

std::string join(std::string_view text, const std::vector<NameWord>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    std::string word(words[i].range.of(text));
    if (words[i].shape == Shape::capitals) {
      mend_break(word);
      word = recase(word);
    } else {
      for (auto gap = word.find("- "); gap != std::string::npos; gap = word.find("- ")) word.erase(gap + 1, 1);
      mend_break(word);
    }
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

struct Split {
  std::size_t given_from = 0, given_to = 0;  // the rest is family; equal when unknown
  bool family_first = false;
};

Split split_by_capitals(const std::vector<NameWord>& words) {
  // Capitals are the family name wherever they stand, with the particles in front of them.
  std::size_t first = words.size(), last = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].shape == Shape::capitals) first = std::min(first, i), last = i;
  if (first == 0) return {last + 1, words.size(), true};
  while (first > 0 && (words[first - 1].shape == Shape::particle || words[first - 1].folded == "le" || words[first - 1].folded == "la" || words[first - 1].folded == "de")) --first;
  if (first == 0) return {last + 1, words.size(), true};
  return {0, first, false};
}

Split split_by_lexicon(const std::vector<NameWord>& words) {
  const auto given = [&](std::size_t i) { return words[i].shape == Shape::initial || is_given_name(words[i].folded); };
  const std::size_t n = words.size();
  if (n == 1) return {0, is_given_name(words[0].folded) ? 1U : 0U, false};
  if (words[0].shape != Shape::initial && !is_given_name(words[0].folded) && given(n - 1) && words[n - 1].shape != Shape::initial) {  // Dupont Marie
    std::size_t from = n - 1;
    while (from > 1 && given(from - 1)) --from;
    return {from, n, true};
  }
  if (words[0].shape == Shape::capital && words[n - 1].shape == Shape::initial && !is_given_name(words[0].folded)) return {0, 0, false};
  std::size_t to = 1;  // the first word is taken for a given name
  while (to + 1 < n && given(to) && words[to].shape != Shape::particle) ++to;
  return {0, to, false};
}

bool all_of_shape(const std::vector<NameWord>& words, Shape shape) {
  return std::all_of(words.begin(), words.end(), [&](const NameWord& w) { return w.shape == shape || w.shape == Shape::particle; });
}

PersonName build(std::string_view text, const std::vector<NameWord>& words, bool civility) {
  PersonName person;
  const bool capitals = std::any_of(words.begin(), words.end(), [](const NameWord& w) { return w.shape == Shape::capitals; });
  const Split split = capitals && !all_of_shape(words, Shape::capitals) ? split_by_capitals(words) : split_by_lexicon(words);
  const std::size_t n = words.size();
  person.words = n;
  person.range = {words.front().range.begin, words.back().range.end};
  person.known_given = std::any_of(words.begin(), words.end(), [](const NameWord& w) { return w.shape == Shape::initial || is_given_name(w.folded); });
  if (n == 1) {
    (split.given_to == 1 && !civility ? person.given : person.family) = join(text, words, 0, 1);
  } else if (split.family_first) {
    person.family = join(text, words, 0, split.given_from);
    person.given = join(text, words, split.given_from, split.given_to);
  } else if (civility && !is_given_name(words[0].folded) && words[0].shape != Shape::initial && !capitals) {
    person.family = join(text, words, 0, n);  // « M. de la Tour », « Mme Petit Martin »
  } else {
    person.given = join(text, words, 0, split.given_to);
    person.family = join(text, words, split.given_to, n);
  }
  person.name = person.given.empty() ? person.family : person.family.empty() ? person.given : person.given + " " + person.family;
  return person;
}

// « Vidal (Joseph) »: a given name in brackets behind a family name.
void take_bracketed_given(std::string_view text, PersonName& person) {
  if (person.words != 1) return;
  std::size_t at = skip_blanks(text, person.range.end);
  if (at >= text.size() || text[at] != '(') return;
  const std::size_t close = text.find(')', at);
  if (close == std::string_view::npos || close - at > 30) return;
  const std::vector<NameWord> words = collect(text.substr(0, close), at + 1);
  if (words.empty() || words.back().range.end != close) return;
  if (!std::all_of(words.begin(), words.end(), [](const NameWord& w) { return w.shape == Shape::initial || is_given_name(w.folded); })) return;
  if (person.family.empty()) person.family = person.given;
  person.given = join(text, words, 0, words.size());
  person.name = person.given + " " + person.family;
  person.range.end = close + 1;
  person.known_given = true;
}

// « Castets père », « Castets fils »: a word that tells two of one name apart.
void take_generation(std::string_view text, PersonName& person) {
  const std::size_t at = skip_blanks(text, person.range.end);
  if (at == person.range.end) return;
  for (const std::string_view word : {"p\xC3\xA8re", "pere", "fils", "a\xC3\xAEn\xC3\xA9", "aine", "cadet", "jeune", "neveu", "oncle"}) {
    if (text.substr(at, word.size()) != word) continue;
    const std::size_t end = at + word.size();
    const std::size_t next = skip_blanks(text, end);
    const bool closed = next >= text.size() || text[next] == ',' || text[next] == ';' || text[next] == '.' || text[next] == ')' || text[next] == '\n' || text.substr(next, 3) == "et ";
    if (!closed) return;
    std::string& last = person.family.empty() ? person.given : person.family;
    last += " " + std::string(word);
    person.name += " " + std::string(word);
    person.range.end = end;
    return;
  }
}

}  // namespace

std::optional<PersonName> name_at(std::string_view text, std::size_t at, bool single) {
  at = skip_blanks(text, at);
  const std::size_t civility = civility_at(text, at);
  std::vector<NameWord> words = collect(text, at + civility);
  // A given name in capitals glued to an organisation's acronym cannot be told apart; an initial at the end without full stop is dropped.
  while (words.size() > 1 && words.back().shape == Shape::initial && words.back().range.size() == 1 && words.size() > 2) words.pop_back();
  // « Pierre CHAMPEIL / Le quorum étant atteint »: an article behind a name opens the next sentence
  while (words.size() > 1 && words.back().shape == Shape::capital && (words.back().folded == "le" || words.back().folded == "la" || words.back().folded == "les" || words.back().folded == "il" || words.back().folded == "elle" || words.back().folded == "on")) words.pop_back();
  if (words.empty() || !plausible(words, civility > 0, single)) return std::nullopt;
  PersonName person = build(text, words, civility > 0);
  if (person.name.empty()) return std::nullopt;
  std::string_view title = text.substr(at, civility);
  while (!title.empty() && (blank(title.back()) || title.back() == '\n')) title.remove_suffix(1);
  person.civility = std::string(title);
  // « sœur Saint-Irénée »: a name in religion is one with its title
  if (person.given.empty() && person.words == 1 && normalise::fold(person.family).rfind("saint", 0) == 0 && person.family.size() > 6)
    if (const std::size_t word = title.rfind(' '); normalise::fold(title.substr(word == std::string_view::npos ? 0 : word + 1)) == "soeur") person.name = std::string(title.substr(word == std::string_view::npos ? 0 : word + 1)) + " " + person.name;
  take_bracketed_given(text, person);
  take_generation(text, person);
  return person;
}

std::optional<PersonName> body_name(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  const std::size_t stop = std::min(text.find(' ', at), text.size());
  if (stop == text.size() || stop - at > 11) return std::nullopt;
  const std::string kind = normalise::fold(text.substr(at, stop - at));
  if (kind != "sci" && kind != "s.c.i." && kind != "s.c.i" && kind != "indivision" && kind != "succession" && kind != "consorts" && kind != "hoirie" && kind != "epoux" && kind != "eurl") return std::nullopt;
  std::size_t end = stop, names = 0;
  for (std::size_t next = skip_blanks(text, stop); names < 5;) {
    const NameWord word = word_at(text, next);
    if (word.shape == Shape::none || word.shape == Shape::lower) break;
    if (word.shape != Shape::particle) end = word.range.end, ++names;
    const std::size_t on = skip_blanks(text, word.range.end);
    if (on == word.range.end || on - word.range.end > 2) break;
    next = on;
  }
  if (names == 0) return std::nullopt;
  PersonName body;
  body.range = {at, end};
  body.name = std::string(text.substr(at, end - at));
  body.family = body.name;
  body.words = names + 1;
  body.known_given = true;
  return body;
}

std::optional<PersonName> parse_person(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (blank(text[end - 1]) || text[end - 1] == '\n' || text[end - 1] == ',' || text[end - 1] == ';' || text[end - 1] == ':')) --end;
  auto person = name_at(text.substr(0, end), 0);
  if (!person) return std::nullopt;
  std::string_view rest = text.substr(person->range.end, end - person->range.end);
  if (rest == ".") rest = {};
  if (!rest.empty()) return std::nullopt;
  return person;
}

}  // namespace minutier::extract
