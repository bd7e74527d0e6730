#include "pipeline/base/regex_literals.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/base/literal_filter.hpp"
#include "pipeline/base/regex.hpp"

using namespace minutier;
using Words = std::vector<std::string>;

namespace {

// The list of words that says most.
Words required_literals(const char* pattern) {
  const Promise promise = promise_of(pattern);
  return promise.needed.empty() ? Words{} : promise.needed[0];
}

// What a match may begin with, of some letters; "-" where it may be empty.
std::string begins_with(const char* pattern) {
  const Promise promise = promise_of(pattern);
  if (promise.empty) return "-";
  std::string out;
  for (const char c : std::string_view("abcxyzABC019 .-\n")) if (promise.first.test(static_cast<unsigned char>(c))) out += c;
  return out;
}

}  // namespace

TEST_CASE("a pattern tells the words its matches must hold") {
  CHECK(required_literals("quorum") == Words{"quorum"});
  CHECK(required_literals(R"(\bquorum\b[^.]{0,40}tenu)") == Words{"quorum"});
  CHECK(required_literals("abstention|contre|voix") == Words{"abstention", "contre", "voix"});
  CHECK(required_literals("abst(?:ention|enu)s?") == Words{"abstention", "abstentions", "abstenu", "abstenus"});
  CHECK(required_literals(R"((?<n>\d+) (?:voix|votes))") == Words{" voix", " votes"});
  CHECK(required_literals("elue?s?\\x20en") == Words{"elu en", "elue en", "elues en", "elus en"});
  CHECK(required_literals("[ab]cde") == Words{"acde", "bcde"});
  CHECK(required_literals("(?:presents?)+") == Words{"present", "presents"});
  CHECK(required_literals("a{2}bcd") == Words{"bcd"});
  CHECK(required_literals("(?=pour)contre(?!voix)") == Words{"contre"});
}

TEST_CASE("a pattern of several parts needs a word of each") {
  const auto needed = promise_of(R"(seance[ ]+est (?:bien )?ouverte a \d+ heures)").needed;
  CHECK(needed.size() >= 3);
  for (const Words& words : needed)
    CHECK(std::any_of(words.begin(), words.end(), [](const std::string& word) { return std::string("seance est bien ouverte a 9 heures").find(word) != std::string::npos; }));
  const LiteralFilter filter(needed);
  CHECK(filter.may_hold("la seance est ouverte a 9 heures"));
  CHECK_FALSE(filter.may_hold("la seance est ouverte a neuf h"));
  CHECK_FALSE(filter.may_hold("la reunion est ouverte a 9 heures"));
}

TEST_CASE("a pattern tells what its matches may begin with") {
  CHECK(begins_with("abc|xyz") == "ax");
  CHECK(begins_with("a?[b-x]y") == "abcx");
  CHECK(begins_with("(?:a|b)?(?:c)*\\d") == "abc019");
  CHECK(begins_with("^\\b(?<n>[^a-c\\d ])x") == "xyzABC.-\n");
  CHECK(begins_with("(?=a)\\w") == "abcxyzABC019");
  CHECK(begins_with("[\\w.]x") == "abcxyzABC019.");
  CHECK(begins_with("[-a]x") == "a-");
  CHECK(begins_with("\\Sx") == "abcxyzABC019.-");
  CHECK(begins_with("(a?)\\1b") == "abcxyzABC019 .-\n");
  for (const char* pattern : {"", "a*", "a?b?", "(?:a|b|)", "^$", "(?i)a", "[[:alpha:]]a", "\\p{L}a", "(a?)\\1"}) {
    INFO(pattern);
    CHECK(begins_with(pattern) == "-");
  }
}

TEST_CASE("a pattern never refuses a beginning it matches") {
  std::string text;
  for (int c = 1; c < 256; ++c) text += static_cast<char>(c), text += "ab";
  for (const char* pattern : {"\\w+", "\\W", "\\s|b", "[^\\w]", "[\\s\\d]", ".", "[\\x80-\\xff]a", "[^a-z]ab", "(?!a)[a-c]", "a|\\d", "(?<=a)b|c", "\\Aa"}) {
    INFO(pattern);
    const Regex quick(pattern), free(std::string(pattern) + "|(?i)zzzz");  // of the second nothing is known
    for (std::size_t begin = 0; begin < text.size(); ++begin) REQUIRE(quick.begins(std::string_view(text).substr(begin)) == free.begins(std::string_view(text).substr(begin)));
  }
}

TEST_CASE("a pattern that promises nothing is not filtered") {
  for (const char* pattern : {"", "a|quorum", "\\d+", "(?:quorum)?", "(?:quorum)*", "quorum|", "[^.]+", ".{3}", "(?i)quorum", "a.b", "quorum{0,1}", "\\p{L}quorum"}) {
    INFO(pattern);
    const Words words = required_literals(pattern);
    const bool only_prefix = std::string(pattern) == "quorum{0,1}";  // the last letter may be missing
    CHECK(words == (only_prefix ? Words{"quoru", "quorum"} : Words{}));
  }
}

TEST_CASE("the filter never refuses a subject that matches") {
  const std::string text = "Le quorum est atteint : 12 voix pour, 3 abstentions. La séance est levée à 20 h 30, l'ordre du jour étant épuisé.";
  for (const char* pattern : {"quorum", "abst(?:ention|enu)s?", R"((?<n>\d+) (?:voix|votes))", "[lL]'ordre", "est (?:lev|ouv)", "puis", "\\. La s", "(?:non )?atteint[ ]*:", "jour|nuit"}) {
    INFO(pattern);
    const Regex quick(pattern), plain(pattern, Regex::Look::never);
    for (std::size_t begin = 0; begin < text.size(); begin += 3)
      for (std::size_t size : {std::size_t{2}, std::size_t{9}, std::size_t{40}, text.size()}) {
        const std::string_view subject = std::string_view(text).substr(begin, size);
        REQUIRE(quick.found(subject) == plain.found(subject));
      }
  }
  std::string large;
  while (large.size() < 5000) large += text;
  CHECK(Regex("abstenus|quorum").found(large.substr(0, 1500)));
  CHECK(Regex("abstenus|quorum").found(large));
  CHECK_FALSE(Regex("abstenus|carence").found(large.substr(0, 1500)));
}

TEST_CASE("the filter says no where no word stands") {
  const LiteralFilter filter({Words{"quorum", "voix"}});
  CHECK(filter.active());
  CHECK(filter.may_hold("sans quorum"));
  CHECK_FALSE(filter.may_hold("la subvention est accordée"));
  CHECK_FALSE(filter.may_hold("qu"));
  CHECK_FALSE(LiteralFilter().active());
}
