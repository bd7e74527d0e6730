#include "pipeline/extract/rules.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "pipeline/base/error.hpp"
#include "pipeline/extract/anchors.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

using namespace minutier;
using namespace minutier::extract;

namespace {

RuleSet rule_set(const std::string& rules) {
  static std::vector<std::string> kept;  // embedded files are views
  kept.push_back("{\"rules\":[" + rules + "]}");
  return RuleSet::load({{"patterns.json", R"({"count":"\\d+|deux|trois"})"}, {"test.rules.json", kept.back()}});
}

struct Ran {
  Text text;
  Structure structure;
  Matches matches;
  // The rule set must outlive it: matches point at their rules.
  Ran(RuleSet&&, const std::string&) = delete;
  Ran(const RuleSet& set, const std::string& words) {
    Page page;
    page.text = words;
    text = normalise::normalise({page});
    structure = section::find_structure(text);
    matches = set.run(text, structure);
  }
};

const char* quorum = R"x({"id":"q","anchors":["quorum"],"pattern":"quorum (?:est )?(?<how>atteint|non atteint)(?: avec (?<n>{{count}}) (?:elus|membres))?",
  "not":"si le quorum","scope":"sentence","examples":[{"text":"Le quorum est atteint avec 12 élus.","groups":{"n":"12"}}],"counter_examples":["Si le quorum est atteint, on vote."]})x";

std::string problem_of(const std::string& rules) {
  try {
    rule_set(rules);
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::bad_rules);
    CHECK(error.document == "test.rules.json");
    return error.detail;
  }
  return "";
}

}  // namespace

TEST_CASE("the anchor scan finds every literal, also inside another") {
  AnchorScan scan;
  const auto present = scan.add("present"), sent = scan.add("sent"), absent = scan.add("absent");
  CHECK(scan.add("sent") == sent);
  scan.build();
  std::vector<std::pair<std::size_t, std::size_t>> hits;
  scan.scan("les presents, les absents", [&](std::size_t literal, std::size_t at) { hits.emplace_back(literal, at); });
  CHECK(hits == std::vector<std::pair<std::size_t, std::size_t>>{{present, 4}, {sent, 7}, {absent, 18}, {sent, 20}});
}

TEST_CASE("the anchor scan finds what a plain search finds, whatever the anchors share") {
  std::mt19937 random(11);
  const auto word = [&](std::size_t most) {
    std::string out;
    for (std::size_t n = 1 + random() % most; n > 0; --n) out += "abc d"[random() % 5];
    return out;
  };
  for (int round = 0; round < 60; ++round) {
    AnchorScan scan;
    std::vector<std::string> literals;
    for (std::size_t i = 0; i < 40; ++i) {
      const std::string literal = word(9);
      if (scan.add(literal) == literals.size()) literals.push_back(literal);
    }
    scan.build();
    const std::string text = word(400);
    std::set<std::pair<std::size_t, std::size_t>> found, expected;
    scan.scan(text, [&](std::size_t literal, std::size_t at) { CHECK(found.emplace(literal, at).second); });
    for (std::size_t i = 0; i < literals.size(); ++i)
      for (std::size_t at = text.find(literals[i]); at != std::string::npos; at = text.find(literals[i], at + 1)) expected.emplace(i, at);
    REQUIRE(found == expected);
  }
}

TEST_CASE("a match gives its groups as ranges of the reading text, over line ends and accents") {
  const RuleSet set = rule_set(quorum);
  const Ran ran(set, "Après vérification, le QUORUM est\natteint avec trois membres présents.");
  const auto& found = ran.matches.of("q");
  REQUIRE(found.size() == 1);
  CHECK(ran.text.read(found[0].group("n")) == "trois");
  CHECK(ran.text.read(found[0].range) == "QUORUM est\natteint avec trois membres");
}

TEST_CASE("what the negative context names does not match") {
  const RuleSet set = rule_set(quorum);
  CHECK(Ran(set, "Si le quorum est atteint, l'assemblée vote.").matches.of("q").empty());
}

TEST_CASE("examples and counter-examples are run") {
  CHECK(rule_set(quorum).check_examples().empty());
  const auto wrong = rule_set(R"x({"id":"w","anchors":["vote"],"pattern":"vote (?<n>\\d+)","examples":[{"text":"vote 3","groups":{"n":"4"}},"rien"],"counter_examples":["vote 12"]})x").check_examples();
  REQUIRE(wrong.size() == 3);
  CHECK(wrong[0].reason.find("group n") != std::string::npos);
}

TEST_CASE("of overlapping matches of a family the surer rule stays") {
  const RuleSet set = rule_set(R"x({"id":"long","family":"f","anchors":["pour"],"pattern":"(?<n>\\d+) voix pour","confidence":0.9,"examples":["3 voix pour"]},
    {"id":"short","family":"f","anchors":["pour"],"pattern":"\\d+ voix","confidence":0.5,"examples":["3 voix pour"]})x");
  const Ran ran(set, "Adopté par 12 voix pour.");
  REQUIRE(ran.matches.of("f").size() == 1);
  CHECK(ran.matches.of("f")[0].rule->id == "long");
}

TEST_CASE("what was found and left is told with what stood against it") {
  const RuleSet set = rule_set(std::string(quorum) + R"x(,{"id":"weak","family":"q","anchors":["quorum"],"pattern":"le quorum","confidence":0.3,"examples":["le quorum"]})x");
  const Ran ran(set, "Le quorum est atteint.\n\nSi le quorum est atteint, on vote.");
  const std::vector<Tried> tried = set.tried(ran.text, ran.structure);
  REQUIRE(tried.size() == 4);
  CHECK(tried[0].end == Tried::End::weaker);
  REQUIRE(tried[0].stronger);
  CHECK(tried[0].stronger->id == "q");
  CHECK(tried[1].end == Tried::End::kept);
  CHECK(tried[2].end == Tried::End::kept);  // where the stronger rule is refused, the weaker one stands
  CHECK(tried[2].match.rule->id == "weak");
  CHECK(tried[3].end == Tried::End::refused);
  CHECK(ran.text.read(tried[3].against) == "Si le quorum");
}

TEST_CASE("a mistake in a rule file is named with file, rule and reason") {
  CHECK(problem_of(R"({"id":"b","pattern":"x","examples":["x"]})").find("anchors") != std::string::npos);
  CHECK(problem_of(R"({"id":"c","anchors":["x1"],"pattern":"{{nobody}}","examples":["x"]})").find("nobody") != std::string::npos);
  CHECK(problem_of(R"({"id":"d","anchors":["x1"],"pattern":"x","examples":["x"],"patern":"y"})").find("unknown key \"patern\"") != std::string::npos);
  CHECK(problem_of(R"({"id":"e","anchors":["x1"],"pattern":"x"})").find("example") != std::string::npos);
  CHECK(problem_of(R"({"id":"f","anchors":["x1"],"pattern":"x","scope":"page","examples":["x"]})").find("scope") != std::string::npos);
  CHECK(problem_of("{").find("not JSON") != std::string::npos);
}

TEST_CASE("an archivist's own rule replaces the built-in one of the same id") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "minutier_rules_test";
  fs::create_directories(folder);
  std::ofstream(folder / "own.rules.json") << R"({"rules":[{"id":"q","version":2,"anchors":["carence"],"pattern":"constat de carence","examples":["Constat de carence."]}]})";
  static const std::string built_in = std::string("{\"rules\":[") + quorum + "]}";
  const RuleSet set = RuleSet::load({{"patterns.json", R"({"count":"\\d+"})"}, {"test.rules.json", built_in}}, folder);
  fs::remove_all(folder);
  REQUIRE(set.rules().size() == 1);
  CHECK(set.rules()[0].tag() == "q@2");
  CHECK(Ran(set, "Le constat de carence est dressé.").matches.of("q").size() == 1);
}

TEST_CASE("a pattern of an archivist's own that does not compile is told at once") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "minutier_rules_wrong_test";
  fs::create_directories(folder);
  std::ofstream(folder / "own.rules.json") << R"({"rules":[{"id":"a","anchors":["x1"],"pattern":"(","examples":["x"]}]})";
  std::string problem;
  try {
    RuleSet::load({}, folder);
  } catch (const minutier::Error& error) {
    problem = error.detail;
  }
  fs::remove_all(folder);
  CHECK(problem.find("rule a: pattern does not compile") == 0);
}

TEST_CASE("a pattern that explodes is an issue, not a crash") {
  const RuleSet set = rule_set(R"x({"id":"x","anchors":["aaaa"],"pattern":"(?:a+a+)+b","examples":["aaaab"]})x");
  const Ran ran(set, std::string(4000, 'a'));
  CHECK(ran.matches.of("x").empty());
  CHECK(ran.matches.issues().size() <= 1);
}

TEST_CASE("an anchor of several words is found over a line end, and a space in a look-behind has a fixed width") {
  const RuleSet set = rule_set(R"x({"id":"y","anchors":["est levee"],"pattern":"(?<!point )seance est levee","examples":["La séance est levée."],"counter_examples":["Le point séance est levée."]})x");
  CHECK(set.check_examples().empty());
  CHECK(Ran(set, "À midi la séance est\nlevée par le maire.").matches.of("y").size() == 1);
}
