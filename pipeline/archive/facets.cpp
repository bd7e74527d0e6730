#include "pipeline/archive/facets.hpp"

#include <algorithm>
#include <set>

#include "pipeline/archive/analyser.hpp"

namespace minutier::archive {
namespace {

bool article(std::string_view word) {
  static const std::set<std::string_view> articles = {"l", "d", "le", "la", "les", "de", "du", "des", "et", "a", "au", "aux", "en", "the", "of"};
  return articles.count(word) > 0;
}

void add_words(std::vector<std::string>& out, Filter::Field field, const Json& leaf) {
  for (const std::string& word : name_words(value_of(leaf).as_string())) out.push_back(facet(field, word));
}

int year_in(const Json& leaf) {
  const Json& value = value_of(leaf);
  if (value.is_int()) return static_cast<int>(value.as_int());
  const std::string& text = value.as_string();
  int year = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return 0;
    year = year * 10 + (text[i] - '0');
  }
  return year;
}

}  // namespace

std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> words;
  for (Token& token : tokens(text))
    if (!article(token.plain)) words.push_back(std::move(token.plain));
  return words;
}

std::string facet(Filter::Field field, std::string_view word) {
  static constexpr char letters[] = {'y', 'b', 'o', 'k', 'r'};
  std::string out = {'x', letters[static_cast<int>(field)]};
  return out.append(word);
}

const Json& value_of(const Json& leaf) {
  if (!leaf.is_object()) return leaf;
  const Json* value = leaf.find("value");
  return value ? *value : leaf;
}

std::vector<int> years_of(const Json& record) {
  std::vector<int> years;
  if (const int year = year_in(record["meeting"]["date"])) return {year};
  const Json& exercise = value_of(record["exercise_years"]);
  for (const Json& item : exercise.items())
    if (const int year = year_in(item)) years.push_back(year);
  if (const int year = exercise.is_array() ? 0 : year_in(exercise)) years.push_back(year);
  return years;
}

std::vector<std::string> facets_of(const Json& record, const std::vector<const Json*>& resolutions) {
  std::vector<std::string> out;
  for (const int year : years_of(record)) out.push_back(facet(Filter::Field::year, std::to_string(year)));
  add_words(out, Filter::Field::body, record["meeting"]["body"]);
  add_words(out, Filter::Field::organisation, record["organisation"]["name"]);
  for (const Json& alias : record["organisation"]["aliases"].items()) add_words(out, Filter::Field::organisation, alias);
  add_words(out, Filter::Field::kind, record["kind"]);
  for (const Json* resolution : resolutions) add_words(out, Filter::Field::result, (*resolution)["result"]);
  return out;
}

std::string join_facets(std::vector<std::string> facets) {
  facets.emplace_back(facet_all);
  std::sort(facets.begin(), facets.end());
  facets.erase(std::unique(facets.begin(), facets.end()), facets.end());
  std::string out;
  for (const std::string& facet : facets) {
    if (!out.empty()) out += ' ';
    out += facet;
  }
  return out;
}

}  // namespace minutier::archive
