#include <catch2/catch.hpp>

#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

TEST_CASE("a number announced is that of the items") {
  CHECK(said(R"({"memberships": [{"category": "acteurs", "stated_count": 2, "members": ["A", "B"]}]})", "C50") == "pass");
  const char* wrong = R"({"memberships": [{"category": "acteurs", "stated_count": 3, "members": ["A", "B"]}]})";
  CHECK(message(wrong, "C50") == "« acteurs » : 3 annoncés, 2 nommés.");
  CHECK(said(R"({"memberships": [{"category": "licenciés", "stated_count": 612, "members": ["A", "B"]}]})", "C50") == "unknown");
  CHECK(said(R"({"memberships": [{"category": "licenciés", "stated_count": 612}]})", "C50").empty());
}

TEST_CASE("the year of the heading is that of the body") {
  CHECK(said(R"({"title": "RAPPORT D'ACTIVITÉ 2018", "exercise_years": [2018]})", "C51") == "pass");
  CHECK(said(R"({"title": "RAPPORT D'ACTIVITÉ 2016", "exercise_years": [2017], "meeting": {"date": "2018-06-19"}})", "C51") == "fail");
  CHECK(said(R"({"title": "RAPPORT D'ACTIVITÉ", "exercise_years": [2017]})", "C51").empty());
}

TEST_CASE("mandates of one post last as long, and into the future") {
  CHECK(said(R"({"elections": [{"post": "administrateur", "person": "A", "term": "trois ans"}, {"post": "Administrateur", "person": "B", "term": "3 ans"}]})", "C54") == "pass");
  CHECK(said(R"({"elections": [{"post": "administrateur", "person": "A", "term": "trois ans"}, {"post": "administrateur", "person": "B", "term": "deux ans"}]})", "C54") == "unknown pass");
  CHECK(said(R"({"meeting": {"date": "2021-06-16"}, "elections": [{"post": "président", "person": "A", "term": "2018-2020"}]})", "C54") == "fail");
}
