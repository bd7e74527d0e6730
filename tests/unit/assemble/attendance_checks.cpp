#include <catch2/catch.hpp>

#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

TEST_CASE("a stated number is compared with the names listed") {
  CHECK(said(R"({"attendance": {"lists": [{"status": "present", "stated_count": 2}], "people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}]}})", "C10") == "pass");
  const char* wrong = R"({"attendance": {"lists": [{"status": "present", "stated_count": 18}], "people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}]}})";
  CHECK(said(wrong, "C10") == "fail");
  CHECK(message(wrong, "C10") == "Le document annonce 18 présents et en nomme 2.");
  CHECK(said(R"({"attendance": {"lists": [{"status": "present"}], "people": [{"name": "Anne Roy", "status": "present"}]}})", "C10").empty());
  // who comes later is not counted at the opening
  CHECK(said(R"({"attendance": {"lists": [{"status": "present", "stated_count": 1}], "people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present", "arrives": "20:10"}]}})", "C10") == "pass");
}

TEST_CASE("the same person twice, whatever the order and case of the name") {
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}]}})", "C11") == "pass");
  const char* wrong = R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "ROY Anne", "status": "present"}]}})";
  CHECK(message(wrong, "C11") == "ROY Anne est listé deux fois parmi les présents.");
  // two of one surname are two people
  CHECK(said(R"({"attendance": {"people": [{"name": "Vidal", "status": "present"}, {"name": "Vidal", "status": "present"}]}})", "C11") == "pass");
}

TEST_CASE("nobody is present and excused at once") {
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "excused"}]}})", "C12") == "pass");
  CHECK(message(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "Anne Roy", "status": "excused"}]}})", "C12") == "Anne Roy est listé à la fois présent et excusé.");
}

TEST_CASE("who gives a proxy is not present, unless they leave") {
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "represented", "proxy_to": "Luc Petit"}, {"name": "Luc Petit", "status": "present"}]}})", "C13") == "pass");
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present", "proxy_to": "Luc Petit"}, {"name": "Luc Petit", "status": "present"}]}})", "C13") == "fail");
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present", "proxy_to": "Luc Petit", "leaves": "20:10"}, {"name": "Luc Petit", "status": "present"}]}})", "C13") == "pass");
}

TEST_CASE("who holds a proxy is there, as far as the list says") {
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "represented", "proxy_to": "M. Petit"}, {"name": "Luc Petit", "status": "present"}]}})", "C14") == "pass");
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "represented", "proxy_to": "Luc Petit"}, {"name": "Luc Petit", "status": "excused"}, {"name": "Eve Bon", "status": "present"}]}})", "C14") == "fail");
  CHECK(said(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "represented", "proxy_to": "Max Noir"}, {"name": "Eve Bon", "status": "present"}]}})", "C14") == "unknown");
}

TEST_CASE("a councillor holds one proxy, an owner up to three") {
  const std::string council = R"({"kind": "proces_verbal", "meeting": {"body": "conseil_municipal", "date": "2023-04-06"}, "attendance": {"people": [{"name": "Eve Bon", "status": "present"}, {"name": "Anne Roy", "status": "represented", "proxy_to": "Eve Bon"})";
  CHECK(said((council + "]}}").c_str(), "C15") == "pass");
  const std::string two = council + R"(, {"name": "Luc Petit", "status": "represented", "proxy_to": "Bon Eve"}]}})";
  CHECK(said(two.c_str(), "C15") == "fail");
  CHECK(entries(checked(two.c_str()), "C15")[0]["law"] == Json("CGCT, art. L2121-20"));
  // statutes decide in an association
  CHECK(said(R"({"kind": "proces_verbal", "organisation": {"kind": "association"}, "meeting": {"body": "assemblee_generale", "date": "2023-04-06"}, "attendance": {"people": [
    {"name": "A B", "status": "represented", "proxy_to": "Eve Bon"}, {"name": "C D", "status": "represented", "proxy_to": "Eve Bon"}]}})", "C15").empty());
}

TEST_CASE("present, represented, excused and absent make the members in office") {
  const auto record = [](const char* totals) { return std::string(R"({"meeting": {"body": "conseil_municipal"}, "attendance": {"totals": )") + totals + "}}"; };
  CHECK(said(record(R"({"in_office": 15, "present": 11, "represented": 2, "excused": 1, "absent": 1})").c_str(), "C16") == "pass");
  CHECK(said(record(R"({"in_office": 38, "present": 29, "proxies": 4, "absent": 9})").c_str(), "C16") == "pass");  // absent takes in the represented
  CHECK(said(record(R"({"in_office": 15, "present": 11, "represented": 1, "excused": 1, "absent": 1})").c_str(), "C16") == "fail");
  CHECK(said(record(R"({"in_office": 15, "present": 11})").c_str(), "C16").empty());
}

TEST_CASE("chair and secretary are among the present") {
  const auto record = [](const char* chair) {
    return std::string(R"({"meeting": {"chair": ")") + chair + R"("}, "attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}, {"name": "Eve Bon", "status": "excused"}]}})";
  };
  CHECK(said(record("Mme Roy").c_str(), "C17") == "pass");
  CHECK(said(record("Eve Bon").c_str(), "C17") == "fail");
  CHECK(said(record("Max Noir").c_str(), "C17") == "unknown");
}

TEST_CASE("a named voter is there or represented") {
  const auto record = [](const char* voter, const char* option) {
    return std::string(R"({"attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "present"}, {"name": "Eve Bon", "status": "absent"}]},
      "resolutions": [{"title": "Budget", "vote": {"named": [{"name": ")") + voter + R"(", "option": ")" + option + R"("}]}}]})";
  };
  CHECK(said(record("Anne Roy", "against").c_str(), "C18") == "pass");
  CHECK(said(record("Eve Bon", "against").c_str(), "C18") == "fail");
  CHECK(said(record("Eve Bon", "not_voting").c_str(), "C18").empty());
  CHECK(said(record("Zoé Vert", "for").c_str(), "C18") == "unknown");
  CHECK(message(record("Zoé Vert", "for").c_str(), "C18") == "Zoé Vert, cité dans un vote, ne figure pas dans la liste des présents.");
}

TEST_CASE("arrivals and departures fall within the sitting") {
  const auto record = [](const char* time) {
    return std::string(R"({"meeting": {"start": "20:00", "end": "22:00"}, "attendance": {"people": [{"name": "Anne Roy", "status": "present", "arrives": ")") + time + R"("}]}})";
  };
  CHECK(said(record("20:10").c_str(), "C19") == "pass");
  CHECK(said(record("22:30").c_str(), "C19") == "fail");
}
