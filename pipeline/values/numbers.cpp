#include "pipeline/values/numbers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace minutier::extract {
namespace {

struct NumberWord {
  std::string_view word;
  std::int64_t value;
};

constexpr std::array<NumberWord, 33> small{{
    {"un", 1}, {"une", 1}, {"deux", 2}, {"trois", 3}, {"quatre", 4}, {"cinq", 5}, {"six", 6}, {"sept", 7}, {"huit", 8},
    {"neuf", 9}, {"dix", 10}, {"onze", 11}, {"douze", 12}, {"treize", 13}, {"quatorze", 14}, {"quinze", 15}, {"seize", 16},
    {"vingt", 20}, {"vingts", 20}, {"trente", 30}, {"quarante", 40}, {"cinquante", 50}, {"soixante", 60}, {"septante", 70},
    {"huitante", 80}, {"octante", 80}, {"nonante", 90}, {"cent", 100}, {"cents", 100}, {"mille", 1000}, {"mil", 1000},
    {"million", 1000000}, {"millions", 1000000},
}};

std::optional<std::int64_t> word_value(std::string_view word) {
  for (const auto& [known, value] : small)
    if (known == word) return value;
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool gap = at == text.size() || text[at] == ' ' || text[at] == '-' || text[at] == '\n' || text[at] == '\t';
    if (!gap) continue;
    if (at > begin) words.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return words;
}

// Adds up the words: units and tens add, cent and mille multiply what stands before them.
std::optional<std::int64_t> sum(const std::vector<std::string_view>& words) {
  std::int64_t total = 0, group = 0, last = 0;
  bool any = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "et") {
      if (!any || i + 1 == words.size()) return std::nullopt;
      continue;
    }
    const auto value = word_value(words[i]);
    if (!value) return std::nullopt;
    const std::int64_t v = *value;
    if (v == 20 && last == 4 && group % 100 == 4) {
      group += 76;  // quatre-vingt
      last = 80;
    } else if (v < 100) {
      const bool tens_then_unit = last == 0 || last >= 100 || (last >= 20 && v < 20) || (last == 10 && v >= 7 && v <= 9);
      if (!tens_then_unit) return std::nullopt;
      group += v;
      last = v;
    } else if (v == 100) {
      if (group % 100 != group || group > 99) return std::nullopt;
      group = (group == 0 ? 1 : group) * 100;
      last = 100;
    } else {
      if (v == 1000 && group == 0 && any) return std::nullopt;
      total += (group == 0 ? 1 : group) * v;
      group = 0;
      last = v;
    }
    any = true;
  }
  if (!any) return std::nullopt;
  return total + group;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Digits with spaces, dots or apostrophes between groups of three.
std::optional<std::int64_t> parse_digits(std::string_view text) {
  std::int64_t value = 0;
  std::size_t since_gap = 0, gaps = 0, digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits > 15) return std::nullopt;
      value = value * 10 + (c - '0');
      ++since_gap;
    } else if (c == ' ' || c == '.' || c == '\'') {
      if (digits == 0 || (gaps > 0 && since_gap != 3) || (gaps == 0 && since_gap > 3)) return std::nullopt;
      ++gaps;
      since_gap = 0;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || (gaps > 0 && since_gap != 3)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_number_words(std::string_view folded) {
  const auto words = split(trim(folded));
  if (words.empty() || words.size() > 20) return std::nullopt;
  return sum(words);
}

std::optional<std::int64_t> parse_count(std::string_view folded) {
  const std::string_view text = trim(folded);
  if (text.empty()) return std::nullopt;
  if (text[0] >= '0' && text[0] <= '9') return parse_digits(text);
  for (const std::string_view zero : {"aucun", "aucune", "zero", "neant", "nul", "nulle", "pas de", "pas d'", "sans", "0", "o"})
    if (text == zero) return 0;
  static constexpr std::array<NumberWord, 6> about{{{"une dizaine", 10}, {"une douzaine", 12}, {"une quinzaine", 15}, {"une vingtaine", 20}, {"une trentaine", 30}, {"une centaine", 100}}};
  for (const auto& [words, value] : about)
    if (words == text) return value;
  return parse_number_words(text);
}

std::optional<std::int64_t> parse_roman(std::string_view folded) {
  const auto digit = [](char c) -> int {
    switch (c) {
      case 'i': return 1; case 'v': return 5; case 'x': return 10; case 'l': return 50;
      case 'c': return 100; case 'd': return 500; case 'm': return 1000; default: return 0;
    }
  };
  std::int64_t value = 0;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const int here = digit(folded[i]);
    if (here == 0) return std::nullopt;
    const int next = i + 1 < folded.size() ? digit(folded[i + 1]) : 0;
    value += here < next ? -here : here;
  }
  if (folded.empty() || value < 1 || value > 3999) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_ordinal(std::string_view folded) {
  std::string_view text = trim(folded);
  if (text == "premier" || text == "premiere" || text == "1er" || text == "1ere" || text == "1re") return 1;
  if (text == "second" || text == "seconde") return 2;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits > 0) {
    const std::string_view tail = text.substr(digits);
    if (tail == "e" || tail == "eme" || tail == "ieme" || tail == "o" || tail == "nd" || tail == "nde") return parse_digits(text.substr(0, digits));
    return std::nullopt;
  }
  if (text.size() > 5 && text.substr(text.size() - 4) == "ieme") {
    std::string stem(text.substr(0, text.size() - 4));
    if (stem.ends_with("cinqu")) stem.pop_back();
    if (stem.ends_with("neuv")) stem.back() = 'f';
    if (const auto value = parse_number_words(stem)) return value;
    return parse_number_words(stem + "e");
  }
  return std::nullopt;
}

}  // namespace minutier::extract
