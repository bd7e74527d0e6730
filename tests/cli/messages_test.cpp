#include "tools/cli/messages.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "tools/cli/exit.hpp"
#include "tools/cli/locale_format.hpp"

using namespace minutier;
using namespace minutier::cli;

namespace {

// Every ErrorCode there is: names are asked until the last one of the enum.
std::vector<ErrorCode> every_code() {
  std::vector<ErrorCode> codes;
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) codes.push_back(static_cast<ErrorCode>(i));
  return codes;
}

}  // namespace

TEST_CASE("both languages have the same messages with the same arguments, all of them valid patterns") {
  const Messages english(Language::en), french(Language::fr);
  REQUIRE(english.patterns().size() > 300);
  CHECK(english.patterns().size() == french.patterns().size());
  for (const auto& [key, pattern] : english.patterns()) {
    INFO(key);
    const auto other = french.patterns().find(key);
    REQUIRE(other != french.patterns().end());
    CHECK(placeholders(pattern) == placeholders(other->second));
    CHECK_FALSE(other->second.empty());
  }
}

TEST_CASE("every error code has a sentence that says what to do next, an outcome, and an exit status") {
  for (const Language language : {Language::en, Language::fr}) {
    const Messages say(language);
    for (const ErrorCode code : every_code()) {
      INFO(name(code));
      const std::string line = say.error(Error(code, "source", "a.pdf", 3, "DETAIL"));
      CHECK(line.find("a.pdf, page 3") == 0);
      CHECK(line.find("DETAIL") != std::string::npos);
      CHECK(line.find(". ") != std::string::npos);  // what is wrong. What to do next
      CHECK(say.patterns().count("outcome." + std::string(name(code))) == 1);
      CHECK(exit_for(code) != Exit::done);
    }
  }
}

TEST_CASE("an apostrophe before an argument does not swallow it") {
  for (const Language language : {Language::en, Language::fr}) {
    const Messages say(language);
    for (const auto& [key, pattern] : say.patterns()) {
      INFO(key);
      CHECK(pattern.find("'{") == std::string::npos);
    }
  }
}

TEST_CASE("French plurals begin at two, English ones at anything but one") {
  const Messages french(Language::fr), english(Language::en);
  CHECK(french("table.written", {{"rows", std::int64_t{0}}, {"file", std::string("f")}}) == "0 ligne écrite dans f");
  CHECK(french("table.written", {{"rows", std::int64_t{2}}, {"file", std::string("f")}}) == "2 lignes écrites dans f");
  CHECK(english("table.written", {{"rows", std::int64_t{0}}, {"file", std::string("f")}}) == "0 rows written to f");
}

TEST_CASE("the language is that of the first locale variable set") {
  CHECK(language_of("fr_CA.UTF-8") == Language::fr);
  CHECK(language_of("fr") == Language::fr);
  CHECK(language_of("fry_NL") == Language::en);
  CHECK(language_of("C.UTF-8") == Language::en);
  CHECK(language_of("") == Language::en);
}

TEST_CASE("amounts, numbers and dates read as the language writes them") {
  const Messages french(Language::fr), english(Language::en);
  const Json money = Json::Object{{"amount", "-1107118.50"}, {"currency", "EUR"}};
  CHECK(money_text(french, money) == "-1\u202f107\u202f118,50\u00a0€");
  CHECK(money_text(english, money) == "-1,107,118.50\u00a0€");
  CHECK(decimal_text(french, "9007199254740993.01") == "9\u202f007\u202f199\u202f254\u202f740\u202f993,01");  // more digits than a double has
  CHECK(date_text(french, "1892-05-01", false) == "1 mai 1892");
  CHECK(date_text(french, "2019-04-13", true) == "13/04/2019");
  CHECK(date_text(french, "2019-04", false) == "avril 2019");
  CHECK(date_text(english, "2019", false) == "2019");
  CHECK(duration_text(english, 3725) == "1 h 2 min");
}
