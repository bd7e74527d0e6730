#include "pipeline/base/words.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/memo.hpp"

using namespace minutier;

namespace {

std::string word(std::mt19937& random, std::size_t most) {
  std::string out;
  for (std::size_t n = random() % (most + 1); n > 0; --n) out += "abcdé"[random() % 6];
  return out;
}

}  // namespace

TEST_CASE("a table of words holds what was put there and nothing else") {
  std::mt19937 random(3);
  std::set<std::string> put;
  for (int i = 0; i < 500; ++i) put.insert(word(random, 12));
  WordTable<int> table;
  WordSet words;
  CHECK(table.find("a") == nullptr);
  CHECK_FALSE(words.has("a"));
  int number = 0;
  for (const std::string& one : put) {
    table[one] = number++;
    words.insert(one);
  }
  number = 0;
  for (const std::string& one : put) {
    const std::string copy = one;
    REQUIRE(table.find(copy) != nullptr);
    CHECK(*table.find(copy) == number++);
  }
  for (int i = 0; i < 2000; ++i) {
    const std::string other = word(random, 14);
    REQUIRE(words.has(other) == (put.count(other) > 0));
  }
}

TEST_CASE("a memo answers what the function answers") {
  Memo<std::string> memo;
  int asked = 0;
  const auto twice = [&](std::string_view words) { return ++asked, std::string(words) + std::string(words); };
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 9000; ++i) REQUIRE(memo.get(std::to_string(i), twice) == std::to_string(i) + std::to_string(i));
  CHECK(memo.get("", twice).empty());
  asked = 0;
  CHECK(memo.get("conseil", twice) == "conseilconseil");
  CHECK(memo.get("conseil", twice) == "conseilconseil");
  CHECK(asked == 1);
}

TEST_CASE("a text contains what a plain search finds in it") {
  std::mt19937 random(5);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = word(random, 60), part = word(random, 4);
    INFO(text << " / " << part);
    REQUIRE(contains(text, part) == (text.find(part) != std::string::npos));
    REQUIRE(position(text, part) == text.find(part));
    REQUIRE(first_of(text, part, text.size() / 3) == text.find_first_of(part, text.size() / 3));
  }
  CHECK(contains("la séance est levée à vingt heures", "heures"));
  CHECK(contains("la séance est levée à vingt heures", "la"));
  CHECK_FALSE(contains("la séance est levée à vingt heures", "heuresx"));
  CHECK(first_of("la séance est levée à vingt heures", "xy", std::string::npos) == std::string::npos);
}
