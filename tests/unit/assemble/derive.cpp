#include "pipeline/assemble/derive.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

namespace {

Json at(const char* plain, const char* path) {
  const Json record = checked(plain);
  const Json* fact = record.at(path);
  return fact ? *fact : Json();
}

}  // namespace

TEST_CASE("voters and expressed follow from counts that are all stated") {
  const char* all = R"({"kind": "proces_verbal", "resolutions": [{"vote": {"for": 18, "against": 2, "abstain": 1}}]})";
  const Json voters = at(all, "resolutions/0/vote/voters");
  CHECK(voters["value"] == Json(21));
  CHECK(voters["status"] == Json("derived"));
  CHECK(voters["rule"] == Json("derive.voters@1"));
  CHECK(voters["evidence"] == Json(Json::Array{Json("e1")}));
  CHECK(voters["confidence"].as_double() < 0.9);
  CHECK(at(all, "resolutions/0/vote/expressed")["value"] == Json(20));
}

TEST_CASE("nothing is derived from what is not said") {
  const char* unanimous = R"({"kind": "proces_verbal", "attendance": {"totals": {"present": 20}}, "resolutions": [{"vote": {"unanimity": true}}]})";
  for (const char* path : {"resolutions/0/vote/abstain", "resolutions/0/vote/for", "resolutions/0/vote/voters", "resolutions/0/vote/expressed"}) CHECK(at(unanimous, path).is_null());
  const char* partly = R"({"kind": "proces_verbal", "resolutions": [{"vote": {"for": 18, "abstain": 1}}]})";
  CHECK(at(partly, "resolutions/0/vote/voters").is_null());
  CHECK(at(partly, "resolutions/0/vote/expressed").is_null());
  CHECK(at(partly, "resolutions/0/result").is_null());
  // blank and null ballots of a secret vote
  CHECK(at(R"({"kind": "proces_verbal", "resolutions": [{"vote": {"mode": "secret", "for": 8, "against": 2, "abstain": 1}}]})", "resolutions/0/vote/voters").is_null());
  // shares are no persons
  CHECK(at(R"({"kind": "proces_verbal", "resolutions": [{"vote": {"unit": "shares", "for": 800, "against": 20, "abstain": 1}}]})", "resolutions/0/vote/voters").is_null());
}

TEST_CASE("what is stated stays as it is") {
  const Json voters = at(R"({"kind": "proces_verbal", "resolutions": [{"vote": {"for": 18, "against": 2, "abstain": 1, "voters": 22}}]})", "resolutions/0/vote/voters");
  CHECK(voters["value"] == Json(22));
  CHECK(voters["status"] == Json("stated"));
}

TEST_CASE("a result follows where the majority rule leaves no choice") {
  const auto result = [](const char* vote, const char* meeting) {
    return at((std::string(R"({"kind": "proces_verbal", )") + meeting + R"(, "resolutions": [{"vote": )" + vote + "}]}").c_str(), "resolutions/0/result")["value"].as_string();
  };
  const char* council = R"("meeting": {"body": "conseil_municipal", "date": "2023-04-06"})";
  const char* assembly = R"("organisation": {"kind": "association"}, "meeting": {"body": "assemblee_generale", "date": "2023-04-06"})";
  CHECK(result(R"({"for": 8, "against": 5})", council) == "adopted");
  CHECK(result(R"({"for": 5, "against": 8})", council) == "rejected");
  CHECK(result(R"({"for": 5, "against": 5})", council).empty());
  CHECK(result(R"({"for": 8, "against": 5})", assembly).empty());  // the statutes may ask for more
  CHECK(result(R"({"for": 13, "against": 0, "abstain": 0})", assembly) == "adopted");
}

TEST_CASE("a list's names are counted where the document gives no number") {
  const char* listed = R"({"kind": "proces_verbal", "attendance": {"lists": [{"label": "Présents", "status": "present"}], "people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}, {"name": "Eve Bon", "status": "excused"}]}})";
  CHECK(at(listed, "attendance/totals/present")["value"] == Json(2));
  CHECK(at(listed, "attendance/totals/present")["status"] == Json("derived"));
  CHECK(at(listed, "attendance/totals/excused").is_null());  // no list of excused was found
  CHECK(at(listed, "attendance/totals/absent").is_null());
  // a stated number that the names do not make is not passed over
  CHECK(at(R"({"kind": "proces_verbal", "attendance": {"lists": [{"status": "present", "stated_count": 5}], "people": [{"name": "Anne Roy", "status": "present"}]}})", "attendance/totals/present").is_null());
  // two of three in office are named: one was missed
  const auto in_office = [](const char* number) {
    return at((std::string(R"({"kind": "proces_verbal", "attendance": {"totals": {"in_office": )") + number + R"(}, "lists": [{"status": "present"}], "people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}]}})").c_str(), "attendance/totals/present");
  };
  CHECK(in_office("3").is_null());
  CHECK(in_office("2")["value"] == Json(2));
  CHECK(in_office("41")["value"] == Json(2));  // an assembly, whose absent members nobody lists
}

TEST_CASE("a list that names fewer than voted is not all who were there") {
  const auto present = [](const char* vote) {
    return at((std::string(R"({"kind": "proces_verbal", "attendance": {"lists": [{"status": "present"}], "people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}]}, "resolutions": [{"vote": )") + vote + "}]}").c_str(), "attendance/totals/present");
  };
  CHECK(present(R"({"for": 30, "against": 5, "abstain": 0})").is_null());
  CHECK(present(R"({"for": 2, "against": 0})")["value"] == Json(2));
  CHECK(present(R"({"unit": "shares", "for": 800, "against": 20})")["value"] == Json(2));
}

TEST_CASE("totals of a budget follow from lines that prove each other") {
  const char* balanced = R"({"budgets": [{"kind": "previsionnel", "year": 2021, "lines": [
    {"side": "charge", "label": "Loyer", "amount": "60.00 EUR", "level": 0}, {"side": "charge", "label": "Eau", "amount": "40.00 EUR", "level": 0}, {"side": "produit", "label": "Dons", "amount": "100.00 EUR", "level": 0}]}]})";
  CHECK(at(balanced, "budgets/0/totals/charges")["value"]["amount"] == Json("100.00"));
  CHECK(at(balanced, "budgets/0/totals/produits")["value"]["amount"] == Json("100.00"));
  CHECK(at(balanced, "budgets/0/totals/result").is_null());
  const char* alone = R"({"budgets": [{"kind": "previsionnel", "year": 2021, "lines": [{"side": "charge", "label": "Loyer", "amount": "60.00 EUR", "level": 0}, {"side": "charge", "label": "Eau", "amount": "40.00 EUR", "level": 0}]}]})";
  CHECK(at(alone, "budgets/0/totals/charges").is_null());
}

TEST_CASE("a result is the difference of stated totals") {
  const Json result = at(R"({"budgets": [{"kind": "realise", "totals": {"charges": "117880.00 EUR", "produits": "111570.00 EUR"}}]})", "budgets/0/totals/result");
  CHECK(result["value"]["amount"] == Json("-6310.00"));
  CHECK(result["rule"] == Json("derive.budget_result@1"));
  CHECK(at(R"({"budgets": [{"kind": "realise", "totals": {"charges": "117880.00 EUR"}}]})", "budgets/0/totals/result").is_null());
}
