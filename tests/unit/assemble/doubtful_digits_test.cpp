#include "pipeline/assemble/doubtful_digits.hpp"

#include <catch2/catch.hpp>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

namespace {

std::string line(const char* label, const char* amount) {
  return std::string(R"({"side": "charge", "label": ")") + label + R"(", "amount": ")" + amount + R"( EUR", "level": 0})";
}

Json with_origin(Json record, const char* origin) {
  Json evidence = Json::object();
  evidence.set("id", "e1");
  evidence.set("origin", origin);
  record.set("evidence", Json(Json::Array{evidence}));
  return record;
}

// Three charges and their total, recognised from an image or not.
Json budget(const char* third, const char* total, const char* origin) {
  const std::string plain = R"({"budgets": [{"kind": "realise", "year": 2018, "lines": [)" + line("Achats", "2410.35") + "," + line("Taxes", "412.00") + "," + line("Divers", third) +
                            R"(], "totals": {"charges": ")" + total + R"( EUR"}}]})";
  return with_origin(facts(plain.c_str()), origin);
}

// 130 + 250 or 150 + 230 would make the total: nothing in the digits' shapes tells which.
Json budget_of_two() {
  return with_origin(facts(R"({"budgets": [{"kind": "realise", "year": 2018, "lines": [{"side": "charge", "label": "A", "amount": "150.00 EUR", "level": 0},
    {"side": "charge", "label": "B", "amount": "250.00 EUR", "level": 0}], "totals": {"charges": "380.00 EUR"}}]})"),
                     "ocr");
}

Json* amount(Json& record, std::size_t index) { return record.find("budgets")->items()[0].find("lines")->items()[index].find("amount"); }

Json sum_check(Json record) {
  assemble::add_checks(record, assemble::Profiles());
  const auto found = entries(record, "C41");
  return found.empty() ? Json() : found.front();
}

}  // namespace

TEST_CASE("one digit often read for another explains a sum that fails, and is only proposed") {
  // 233,15 read as 253,15
  Json record = budget("253.15", "3055.50", "ocr");
  assemble::add_checks(record, assemble::Profiles());
  const Json check = entries(record, "C41").front();
  CHECK(check["verdict"].as_string() == "fail");
  CHECK(check["suggestion"]["fact"].as_string() == "/budgets/0/lines/2/amount");
  CHECK(check["suggestion"]["value"]["amount"].as_string() == "233.15");
  CHECK(check["message"].as_string().find("233,15") != std::string::npos);
  CHECK((*amount(record, 2))["value"]["amount"].as_string() == "253.15");
  CHECK_FALSE(amount(record, 2)->find("verified"));
}

TEST_CASE("nothing is proposed for a text, for digits that do not look alike, nor where several readings would do") {
  CHECK(sum_check(budget("253.15", "3055.50", "plain"))["suggestion"].is_null());
  const Json unlike = sum_check(budget("233.15", "3155.50", "ocr"));  // a hundred too much: 1 for 0 in the total, 4 for 5 in a line
  CHECK(unlike["verdict"].as_string() == "fail");
  CHECK(unlike["suggestion"].is_null());
  CHECK(sum_check(budget_of_two())["verdict"].as_string() == "fail");
  CHECK(sum_check(budget_of_two())["suggestion"].is_null());
}

TEST_CASE("what the engine took the digit for goes before what digits look like") {
  Json record = budget_of_two();
  amount(record, 1)->set("digits", Json(Json::Array{Json(Json::Array{Json(1), Json(0.55), Json("3")})}));
  const Json check = sum_check(record);
  CHECK(check["suggestion"]["fact"].as_string() == "/budgets/0/lines/1/amount");
  CHECK(check["suggestion"]["value"]["amount"].as_string() == "230.00");
}

TEST_CASE("numbers recognised from an image that add up are marked, those of a text need no mark") {
  Json record = budget("233.15", "3055.50", "ocr");
  assemble::add_checks(record, assemble::Profiles());
  CHECK((*amount(record, 0))["verified"].as_string() == "C41");
  CHECK((*amount(record, 2))["verified"].as_string() == "C41");
  Json text = budget("233.15", "3055.50", "plain");
  assemble::add_checks(text, assemble::Profiles());
  CHECK_FALSE(amount(text, 0)->find("verified"));
}

TEST_CASE("votes that do not make the voters: the digit that would") {
  Json record = with_origin(facts(R"({"resolutions": [{"title": "Budget", "vote": {"for": 15, "against": 2, "abstain": 4, "voters": 19}}]})"), "ocr");
  assemble::add_checks(record, assemble::Profiles());
  const Json check = entries(record, "C30").front();
  CHECK(check["suggestion"]["fact"].as_string() == "/resolutions/0/vote/for");
  CHECK(check["suggestion"]["value"].as_int() == 13);
}

TEST_CASE("a doubt is counted among the digits of what was recognised") {
  Page page;
  page.origin = Origin::ocr;
  page.text = "Total 1 253,00 F\n";
  page.digits = {{page.text.find('5'), 0.61F, "39"}};
  const Text text = normalise::normalise({page});
  const std::size_t at = text.recognised.find("1 253");
  CHECK(assemble::digits_in_doubt(text, {at, at + 8}).dump() == "[[2,0.61,\"39\"]]");
  CHECK(assemble::digits_in_doubt(text, {0, 5}).items().empty());
}
