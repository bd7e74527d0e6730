#include <catch2/catch.hpp>

#include <random>

#include "pipeline/base/regex.hpp"
#include "pipeline/base/regex_factor.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

using namespace minutier;

namespace {

// Every match of a pattern as it is written, with the groups that took part.
std::vector<std::vector<std::size_t>> matches_of(const std::string& pattern, const std::string& subject) {
  int error = 0;
  PCRE2_SIZE where = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_DUPNAMES, &error, &where, nullptr);
  INFO(pattern);
  REQUIRE(code);
  pcre2_match_data* data = pcre2_match_data_create_from_pattern(code, nullptr);
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t at = 0; at <= subject.size();) {
    const int count = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), at, 0, data, nullptr);
    if (count <= 0) break;
    const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data);
    out.emplace_back(offsets, offsets + 2 * count);
    at = std::max(offsets[1], at + 1);
  }
  pcre2_match_data_free(data);
  pcre2_code_free(code);
  return out;
}

}  // namespace

TEST_CASE("alternatives are told apart letter by letter") {
  CHECK(factored("dit|donne|raconte") == "d(?:it|onne)|raconte");
  CHECK(factored("(?:raconte|dit|donne|rapporte)s") == "(?:ra(?:conte|pporte)|d(?:it|onne))s");
  CHECK(factored("lit|lit le") == "lit(?:| le)");
  CHECK(factored("a?b|ac") == "a?b|ac");                          // what may be absent tells nothing
  CHECK(factored("x[ab]|xc|(?:q)|xd") == "x(?:[ab]|c)|(?:q)|xd");  // over a group no alternative moves
  CHECK(factored("(?<one>a)b|(?<two>a)c|ad|ae") == "(?<one>a)b|(?<two>a)c|a(?:d|e)");
  CHECK(factored("(?<=ab|ac)d") == "(?<=ab|ac)d");
  CHECK(factored("\\.a|\\.b") == "\\.(?:a|b)");
  CHECK(factored("(a|b)\\1|ac|ad") == "(a|b)\\1|ac|ad");          // syntax that is not known stays as it is
  CHECK(factored("(?i)ab|ac") == "(?i)ab|ac");
}

TEST_CASE("a factored pattern finds what the pattern found") {
  std::mt19937 random(3);
  const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  const std::string letters = "abc ";
  const std::vector<std::string> odd{"a?", "[ab]", "(?:ab|a|b)", "\\b", "b+", "(?=b)", "(?<n>a|ab)", "a{1,2}?", ".", "(?>a|ab)", "$", "(?!c)"};
  for (int round = 0; round < 3000; ++round) {
    std::string pattern;
    for (std::size_t alternative = 0, count = 2 + pick(6); alternative < count; ++alternative) {
      if (alternative > 0) pattern += '|';
      for (std::size_t i = 0, n = pick(5); i < n; ++i) pattern += pick(5) == 0 ? odd[pick(odd.size())] : std::string(1, letters[pick(3)]);
    }
    if (pick(2)) pattern = "(?:" + pattern + ")" + (pick(2) ? "c" : "+b");
    std::string subject;
    for (std::size_t i = 0; i < 40; ++i) subject += letters[pick(4)];
    INFO(pattern << " on " << subject);
    REQUIRE(matches_of(pattern, subject) == matches_of(factored(pattern), subject));
  }
}
