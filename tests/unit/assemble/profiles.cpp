#include "pipeline/assemble/profiles.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/base/error.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/process.hpp"

using namespace minutier;
using namespace minutier::assemble;

namespace {

const char* lavoir = R"({"names": ["Les Amis du lavoir"], "kind": "association", "periods": [
  {"to": "2014-12-31", "quorum": [{"at_least": [1, 2], "article": "art. 9 des anciens statuts"}]},
  {"from": "2015-01-01", "members_in_office": 60, "proxies_per_holder": 2, "quorum": [
    {"body": ["assemblee_generale"], "at_least": [1, 4], "counted": "present_or_represented", "free_from_convocation": 2, "article": "art. 12 des statuts"},
    {"body": ["conseil_administration"], "number": 5}]}]})";

Profiles profiles_of(const std::string& json) {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "profile.json") << json;
  return Profiles::load(folder / "");
}

std::string complaint(const std::string& json) {
  try {
    profiles_of(json);
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::bad_rules);
    CHECK(error.document.find("profile.json") != std::string::npos);
    return error.detail;
  }
  return "";
}

Json judged(const char* plain, const Profiles& profiles) {
  Json record = test::facts(plain);
  add_checks(record, profiles);
  return record["quorum"];
}

}  // namespace

TEST_CASE("a profile is found by the name a document writes, as whole words, and never by half a word") {
  const Profiles profiles = profiles_of(lavoir);
  CHECK(profiles.find("LES AMIS DU LAVOIR"));
  CHECK(profiles.find("Association « Les amis du Lavoir »"));
  CHECK_FALSE(profiles.find("Les amis du lavoirs"));
  CHECK_FALSE(profiles.find("Amis du lavoir"));
  CHECK_FALSE(profiles.find(""));
}

TEST_CASE("the statutes of the date and the body give the quorum") {
  const Profiles profiles = profiles_of(lavoir);
  const Profile* profile = profiles.find("Les Amis du lavoir");
  REQUIRE(profile);
  CHECK(Profiles::rule(*profile, "assemblee_generale", "2014-06-01")->law == "art. 9 des anciens statuts");
  CHECK(Profiles::rule(*profile, "assemblee_generale", "2015-01-01")->law == "art. 12 des statuts");
  CHECK(Profiles::rule(*profile, "conseil_administration", "2020-01-01")->number == 5);
  CHECK(Profiles::rule(*profile, "bureau", "2020-01-01")->statutes);
  CHECK_FALSE(Profiles::rule(*profile, "bureau", "2020"));
}

TEST_CASE("without a profile an association's quorum is unverifiable; with one it is judged, by its article") {
  const char* plain = R"({"kind": "proces_verbal", "organisation": {"name": "Les Amis du lavoir", "kind": "association"},
    "meeting": {"body": "assemblee_generale", "date": "2019-05-04"}, "attendance": {"totals": {"present": 11, "represented": 4}}})";
  const Json without = judged(plain, Profiles());
  CHECK(without["verdict"].as_string() == "unverifiable");
  CHECK(without["verdict_rule"].as_string().find("profil") != std::string::npos);
  const Json with = judged(plain, profiles_of(lavoir));
  CHECK(with["verdict"].as_string() == "met");
  CHECK(with["verdict_rule"].as_string().find("au moins 1/4 des membres présents ou représentés selon le profil : 15 requis sur 60, 15 comptés") == 0);
}

TEST_CASE("too few by the profile is a quorum not met, and none is asked at a second convocation") {
  const Profiles profiles = profiles_of(lavoir);
  CHECK(judged(R"({"kind": "proces_verbal", "organisation": {"name": "Les Amis du lavoir"}, "meeting": {"body": "conseil_administration", "date": "2019-05-04"},
    "attendance": {"totals": {"present": 4}}})", profiles)["verdict"].as_string() == "not_met");
  CHECK(judged(R"({"kind": "proces_verbal", "organisation": {"name": "Les Amis du lavoir"}, "meeting": {"body": "assemblee_generale", "date": "2019-05-04", "convocation_number": 2},
    "attendance": {"totals": {"present": 4}}})", profiles)["verdict"].as_string() == "not_applicable");
}

TEST_CASE("a mistake in a profile is named with its file") {
  CHECK(complaint("{").find("not JSON") == 0);
  CHECK(complaint(R"({"periods": [{}]})").find("\"names\"") == 0);
  CHECK(complaint(R"({"names": ["A B"], "periods": []})").find("\"periods\"") == 0);
  CHECK(complaint(R"({"names": ["A B"], "periods": [{"quorums": []}]})") == "unknown key \"quorums\" in a period");
  CHECK(complaint(R"({"names": ["A B"], "periods": [{"from": "12/03/2019"}]})").find("no date") != std::string::npos);
  CHECK(complaint(R"({"names": ["A B"], "periods": [{"from": "2019-01-01", "to": "2018-01-01"}]})").find("ends before") != std::string::npos);
  CHECK(complaint(R"({"names": ["A B"], "periods": [{"quorum": [{"at_least": [3, 2]}]}]})").find("no more than all") != std::string::npos);
  CHECK(complaint(R"({"names": ["A B"], "periods": [{"quorum": [{"at_least": [1, 2], "number": 3}]}]})").find("one of") != std::string::npos);
  CHECK(complaint(R"({"names": ["A B"], "periods": [{"members_in_office": 0}]})").find("above 0") != std::string::npos);
  CHECK_THROWS_AS(Profiles::load("/nowhere/at/all"), Error);
}
