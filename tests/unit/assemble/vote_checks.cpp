#include <catch2/catch.hpp>

#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

namespace {

// One resolution with this vote; `more` are further members of the record, `of_it` of the resolution.
std::string vote(const char* vote, const char* of_it = R"("result": "adopted")", const char* more = "") {
  return std::string(R"({"kind": "proces_verbal")") + more + R"(, "resolutions": [{"title": "Tarifs", )" + of_it + R"(, "vote": )" + vote + "}]}";
}

constexpr const char* council = R"(, "meeting": {"body": "conseil_municipal", "date": "2023-04-06"})";
constexpr const char* thirteen = R"(, "meeting": {"body": "conseil_municipal", "date": "2023-04-06"}, "attendance": {"totals": {"present": 11, "represented": 2}})";

}  // namespace

TEST_CASE("counts sum to the voters") {
  CHECK(said(vote(R"({"for": 29, "against": 39, "blank": 4, "null": 1, "voters": 73})").c_str(), "C30") == "pass");
  CHECK(said(vote(R"({"for": 10, "against": 1, "abstain": 1, "voters": 13})").c_str(), "C30") == "fail");
  CHECK(said(vote(R"({"for": 14, "voters": 13})").c_str(), "C30") == "fail");
  CHECK(said(vote(R"({"for": 10, "voters": 13})").c_str(), "C30").empty());  // the rest is not told
  CHECK(said(vote(R"({"for": 10, "against": 1, "abstain": 1})").c_str(), "C30").empty());
  CHECK(said(vote(R"({"for": 10, "against": 2, "expressed": 11})").c_str(), "C30") == "fail");
}

TEST_CASE("no more voters than those there and their proxies") {
  CHECK(said(vote(R"({"for": 12, "against": 1})", R"("result": "adopted")", thirteen).c_str(), "C31") == "pass");
  CHECK(said(vote(R"({"for": 13, "against": 1})", R"("result": "adopted")", thirteen).c_str(), "C31") == "fail");
  CHECK(said(vote(R"({"for": 5282, "unit": "shares"})", R"("result": "adopted")", thirteen).c_str(), "C31").empty());
}

TEST_CASE("the result follows from the counts") {
  CHECK(said(vote(R"({"for": 10, "against": 3})").c_str(), "C32") == "pass");
  CHECK(said(vote(R"({"for": 3, "against": 10})").c_str(), "C32") == "fail");
  CHECK(said(vote(R"({"for": 8, "against": 2})", R"("result": "rejected")").c_str(), "C32") == "unknown");
  CHECK(said(vote(R"({"for": 8, "against": 2})", R"("result": "rejected")", council).c_str(), "C32") == "fail");
  // in a works council abstentions count against
  constexpr const char* cse = R"(, "organisation": {"kind": "cse"}, "meeting": {"body": "comite", "date": "2023-03-21"})";
  CHECK(said(vote(R"({"for": 3, "against": 2, "abstain": 2})", R"("result": "adopted")", cse).c_str(), "C32") == "fail");
  CHECK(said(vote(R"({"for": 4, "against": 2, "abstain": 1})", R"("result": "adopted")", cse).c_str(), "C32") == "pass");
}

TEST_CASE("unanimity has nobody against, abstentions do not matter") {
  CHECK(said(vote(R"({"unanimity": true, "for": 12, "against": 1})").c_str(), "C33") == "fail");
  CHECK(said(vote(R"({"unanimity": true, "for": 12, "against": 0, "abstain": 6})").c_str(), "C33") == "pass");
  CHECK(said(vote(R"({"unanimity": true, "abstain": 6})").c_str(), "C33").empty());
}

TEST_CASE("names listed make the count, with the proxies they hold") {
  constexpr const char* two = R"({"for": 10, "abstain": 2, "named": [{"name": "Anne Roy", "option": "abstain"}, {"name": "Luc Petit", "option": "abstain"}]})";
  constexpr const char* one = R"({"for": 10, "abstain": 2, "named": [{"name": "Anne Roy", "option": "abstain"}]})";
  CHECK(said(vote(two).c_str(), "C34") == "pass");
  CHECK(said(vote(one).c_str(), "C34") == "fail");
  CHECK(said(vote(one, R"("result": "adopted")", R"(, "attendance": {"people": [{"name": "Anne Roy", "status": "present"}, {"name": "Luc Petit", "status": "represented", "proxy_to": "Anne Roy"}]})").c_str(), "C34") == "pass");
  constexpr const char* owners = R"(, "attendance": {"people": [{"name": "Paul Imberdis", "status": "present", "weight": 696}]})";
  CHECK(said(vote(R"({"against": 696, "unit": "shares", "named": [{"name": "Paul Imberdis", "option": "against"}]})", R"("result": "adopted")", owners).c_str(), "C34") == "pass");
  CHECK(said(vote(R"({"against": 700, "unit": "shares", "named": [{"name": "Paul Imberdis", "option": "against"}]})", R"("result": "adopted")", owners).c_str(), "C34") == "fail");
}

TEST_CASE("a tie needs a casting vote, which a secret ballot has not") {
  CHECK(said(vote(R"({"for": 5, "against": 5})").c_str(), "C35") == "unknown");
  CHECK(said(vote(R"({"for": 5, "against": 5})", R"("result": "adopted", "text": "la voix du maire étant prépondérante")").c_str(), "C35") == "pass");
  CHECK(said(vote(R"({"for": 5, "against": 5, "mode": "secret"})", R"("result": "adopted")", council).c_str(), "C35") == "fail");
  CHECK(said(vote(R"({"for": 5, "against": 5})", R"("result": "rejected")").c_str(), "C35").empty());
}

TEST_CASE("shares voted do not pass those present") {
  constexpr const char* owners = R"(, "attendance": {"people": [{"name": "A B", "status": "present", "weight": 600}, {"name": "C D", "status": "represented", "weight": 100}, {"name": "E F", "status": "absent", "weight": 300}]})";
  CHECK(said(vote(R"({"for": 600, "against": 100, "unit": "shares"})", R"("result": "adopted")", owners).c_str(), "C36") == "pass");
  CHECK(said(vote(R"({"for": 800, "unit": "shares"})", R"("result": "adopted")", owners).c_str(), "C36") == "fail");
}

TEST_CASE("the mayor does not vote on the accounts") {
  constexpr const char* people = R"(, "meeting": {"body": "conseil_municipal", "date": "2023-04-06"}, "attendance": {"totals": {"present": 2, "represented": 1}, "people": [{"name": "Eve Bon", "status": "present", "role": "Maire"}, {"name": "Luc Petit", "status": "present"}, {"name": "Max Noir", "status": "represented"}]})";
  const auto accounts = [&](const char* counts) { return std::string(R"({"kind": "proces_verbal")") + people + R"(, "resolutions": [{"title": "Compte administratif 2022", "result": "adopted", "vote": )" + counts + "}]}"; };
  CHECK(said(accounts(R"({"for": 2})").c_str(), "C37") == "pass");
  CHECK(said(accounts(R"({"for": 3})").c_str(), "C37") == "fail");
  CHECK(said(accounts(R"({"for": 2, "named": [{"name": "Eve Bon", "option": "for"}]})").c_str(), "C37") == "fail");
}

TEST_CASE("decisions without a vote of their own are told once") {
  const char* two = R"({"kind": "proces_verbal", "resolutions": [{"title": "A", "result": "adopted"}, {"title": "B", "result": "adopted"}, {"title": "C", "result": "adopted", "vote": {"unanimity": true}}, {"title": "D", "result": "noted"}]})";
  CHECK(said(two, "C38") == "fail");
  CHECK(message(two, "C38") == "2 décisions sur 3 ne disent pas leur vote : « A », « B ».");
  CHECK(said(vote(R"({"unanimity": true})").c_str(), "C38") == "pass");
}

TEST_CASE("agenda and decisions answer each other") {
  const std::string agenda = R"({"kind": "proces_verbal", "agenda": [{"title": "Approbation du budget"}, {"title": "Élection du bureau"}, {"title": "Tarifs de la cantine"}], "resolutions": [)";
  CHECK(said((agenda + R"({"title": "Budget 2023"}, {"title": "Bureau"}, {"title": "Cantine : tarifs"}]})").c_str(), "C39") == "pass");
  CHECK(said((agenda + R"({"title": "Budget 2023"}, {"title": "Bureau"}, {"title": "Achat d'un tracteur"}]})").c_str(), "C39") == "unknown");
  CHECK(said((agenda + R"({"title": "Bureau"}, {"title": "Cantine : tarifs"}]})").c_str(), "C39") == "unknown");
}

TEST_CASE("a record without votes has no check of votes") {
  const Json record = checked(R"({"kind": "proces_verbal", "meeting": {"body": "conseil_municipal", "date": "2023-04-06"}, "attendance": {"totals": {"in_office": 15, "present": 11}}})");
  REQUIRE(!record["checks"].items().empty());
  for (const Json& check : record["checks"].items()) CHECK(check["id"].as_string()[1] != '3');
}
