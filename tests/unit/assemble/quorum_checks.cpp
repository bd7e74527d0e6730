#include <catch2/catch.hpp>

#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

namespace {

// A council's sitting: its date, its totals, its quorum.
std::string council(const char* date, const char* totals, const char* quorum = "{}", const char* more = "") {
  return std::string(R"({"kind": "proces_verbal", "organisation": {"kind": "commune"}, "meeting": {"body": "conseil_municipal", "date": ")") + date + "\"" + more + R"(}, "attendance": {"totals": )" + totals + R"(}, "quorum": )" + quorum + "}";
}

std::string association(const char* totals, const char* quorum, const char* more = "") {
  return std::string(R"({"kind": "proces_verbal", "organisation": {"kind": "association"}, "meeting": {"body": "assemblee_generale", "date": "2021-06-16")") + more + R"(}, "attendance": {"totals": )" + totals + R"(}, "quorum": )" + quorum + "}";
}

std::string verdict(const std::string& record) { return checked(record.c_str())["quorum"]["verdict"].as_string(); }

}  // namespace

TEST_CASE("a municipal council needs more than half of its members in person") {
  CHECK(verdict(council("2023-04-06", R"({"in_office": 15, "present": 8})")) == "met");
  CHECK(verdict(council("2023-04-06", R"({"in_office": 15, "present": 7, "represented": 5})")) == "not_met");
  CHECK(verdict(council("2023-04-06", R"({"in_office": 14, "present": 7})")) == "not_met");  // half is not more than half
  CHECK(verdict(council("2023-04-06", R"({"present": 8})")) == "unverifiable");
  const Json record = checked(council("2023-04-06", R"({"in_office": 15, "present": 7})").c_str());
  CHECK(record["quorum"]["verdict_rule"].as_string() == "plus de la moitié des conseillers en exercice, présents en personne : 8 requis sur 15, 7 comptés");
  CHECK(entries(record, "C20").at(0)["verdict"] == Json("fail"));
  CHECK(entries(record, "C20").at(0)["law"] == Json("CGCT, art. L2121-17"));
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 8})").c_str(), "C20") == "pass");
}

TEST_CASE("rules of the quorum are those of the day") {
  CHECK(verdict(council("2021-01-20", R"({"in_office": 15, "present": 5})")) == "met");          // one third
  CHECK(verdict(council("2020-09-20", R"({"in_office": 15, "present": 6})")) == "unverifiable");  // a third or half, by the day
  CHECK(verdict(council("2020-09-20", R"({"in_office": 15, "present": 8})")) == "met");
  CHECK(verdict(council("1892-02-14", R"({"in_office": 12, "present": 10})")) == "met");
  CHECK(verdict(council("1850-02-14", R"({"in_office": 12, "present": 10})")) == "unverifiable");  // no rule known
}

TEST_CASE("a second convocation frees a council of its quorum, in 1892 a third") {
  const char* few = R"({"in_office": 15, "present": 3})";
  CHECK(verdict(council("2023-04-06", few, "{}", R"(, "convocation_number": 2)")) == "not_applicable");
  CHECK(verdict(council("1892-02-14", few, "{}", R"(, "convocation_number": 2)")) == "not_met");
  CHECK(verdict(council("1892-02-14", few, "{}", R"(, "convocation_number": 3)")) == "not_applicable");
}

TEST_CASE("names counted by us confirm a quorum but never refuse one") {
  const auto named = [](int count) {
    std::string people;
    for (int i = 0; i < count; ++i) people += std::string(i ? ", " : "") + R"({"name": "Membre N)" + std::string(1, static_cast<char>('a' + i)) + R"(", "status": "present"})";
    return R"({"kind": "proces_verbal", "meeting": {"body": "conseil_municipal", "date": "2023-04-06"}, "attendance": {"lists": [{"label": "Présents", "status": "present"}], "totals": {"in_office": 9}, "people": [)" + people + "]}}";
  };
  CHECK(verdict(named(5)) == "met");
  CHECK(verdict(named(3)) == "unverifiable");
}

TEST_CASE("an association's quorum is that of its statutes, as far as the document tells") {
  CHECK(verdict(association(R"({"in_office": 31, "present": 14, "proxies": 5})", R"({"reached": true, "required": 16, "numerator": 19})")) == "met");
  CHECK(verdict(association(R"({"in_office": 40, "present": 21})", R"({"reached": true, "numerator": 21, "denominator": 40})")) == "unverifiable");
  CHECK(verdict(association(R"({"in_office": 14, "present_or_represented": 12})", R"({"required_text": "la moitié des associés", "basis": "present_or_represented"})")) == "met");
  CHECK(verdict(association(R"({"in_office": 14, "present": 6})", R"({"required_text": "plus de la moitié", "basis": "members_present"})")) == "not_met");
  CHECK(verdict(association(R"({"present": 8, "represented": 4})", R"({"required": 10})")) == "unverifiable");  // do proxies count?
  CHECK(verdict(association("{}", R"({"reached": true, "statement": "délibère quel que soit le nombre des présents"})", R"(, "convocation_number": 2)")) == "not_applicable");
}

TEST_CASE("co-owners and works councils have no quorum, other countries other rules") {
  CHECK(verdict(R"({"kind": "proces_verbal", "organisation": {"kind": "copropriete"}, "meeting": {"body": "assemblee_generale", "date": "2022-05-12"}})") == "not_applicable");
  CHECK(verdict(R"({"kind": "proces_verbal", "organisation": {"kind": "cse"}, "meeting": {"body": "comite", "date": "2023-03-21"}})") == "not_applicable");
  CHECK(verdict(R"({"kind": "proces_verbal", "meeting": {"body": "conseil_municipal", "date": "2020-01-27"}, "attendance": {"totals": {"in_office": 13, "present": 3},
    "people": [{"name": "Benoît Delvigne", "status": "present", "role": "Bourgmestre"}]}})") == "unverifiable");
}

TEST_CASE("no verdict for what is no sitting") {
  CHECK(checked(R"({"kind": "convocation", "meeting": {"body": "conseil_municipal", "date": "2024-12-12"}})").find("quorum") == nullptr);
  CHECK(checked(R"({"kind": "rapport_activite", "organisation": {"kind": "association"}})").find("quorum") == nullptr);
}

TEST_CASE("proxies do not count for a council's quorum") {
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 7, "represented": 2})", R"({"numerator": 9, "denominator": 15})").c_str(), "C21") == "fail");
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 9})", R"({"numerator": 9, "denominator": 15, "basis": "members_present"})").c_str(), "C21") == "pass");
  CHECK(said(association(R"({"present": 7, "represented": 2})", R"({"numerator": 9})").c_str(), "C21").empty());
}

TEST_CASE("a claimed quorum needs numbers") {
  CHECK(said(council("2023-04-06", "{}", R"({"reached": true})").c_str(), "C22") == "unknown");
  CHECK(message(association(R"({"present": 12})", R"({"reached": true})").c_str(), "C22") == "Le document dit le quorum atteint sans donner le nombre des membres.");
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 9})", R"({"reached": true})").c_str(), "C22") == "pass");
}

TEST_CASE("a claimed quorum is held against the numbers") {
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 7})", R"({"reached": true})").c_str(), "C23") == "fail");
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 9})", R"({"reached": false})").c_str(), "C23") == "fail");
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 9})", R"({"reached": true})").c_str(), "C23") == "pass");
  CHECK(said(council("2023-04-06", R"({"in_office": 15, "present": 7})", R"({"reached": false})").c_str(), "C23") == "pass");
}

TEST_CASE("the counts of the quorum sum") {
  CHECK(said(association(R"({"present": 14, "proxies": 5, "present_or_represented": 19})", "{}").c_str(), "C24") == "pass");
  CHECK(said(association(R"({"present": 14, "proxies": 4, "present_or_represented": 19})", "{}").c_str(), "C24") == "fail");
  CHECK(said(association(R"({"in_office": 40})", R"({"numerator": 21, "denominator": 41})").c_str(), "C24") == "fail");
  CHECK(said(association(R"({"in_office": 10, "present": 12})", "{}").c_str(), "C24") == "fail");
}
