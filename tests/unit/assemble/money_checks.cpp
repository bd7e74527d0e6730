#include <catch2/catch.hpp>

#include "pipeline/assemble/reading.hpp"
#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

namespace {

std::string line(const char* side, const char* account, const char* label, const char* amount, int level) {
  return std::string(R"({"side": ")") + side + (*account ? std::string(R"(", "account": ")") + account : "") + R"(", "label": ")" + label + R"(", "amount": ")" + amount + R"(", "level": )" + std::to_string(level) + "}";
}

std::string budget(const std::string& lines, const char* totals = "{}", const char* kind = "previsionnel", int year = 2018) {
  return std::string(R"({"kind": ")") + kind + R"(", "year": )" + std::to_string(year) + R"(, "lines": [)" + lines + R"(], "totals": )" + totals + "}";
}

std::string record(const std::string& budgets) { return R"({"budgets": [)" + budgets + "]}"; }

}  // namespace

TEST_CASE("amounts are read to the cent or not at all") {
  const auto cents = [](const char* amount) {
    const auto money = assemble::money_of(Json(Json::Object{{"amount", amount}, {"currency", "EUR"}}));
    return money ? std::to_string(money->cents) : "none";
  };
  CHECK(cents("44151.00") == "4415100");
  CHECK(cents("-0.05") == "-5");
  CHECK(cents("12.5") == "1250");
  CHECK(cents("12") == "1200");
  for (const char* odd : {"", "-", "12.", "1,5", "12.345", "1e3", "99999999999999.00", "99999999999999999999.00", "--1.00"}) CHECK(cents(odd) == "none");
  CHECK(assemble::words_of({110711850, "EUR"}) == "1\u00a0107\u00a0118,50\u00a0€");
  CHECK(assemble::words_of({-1245000, "CHF"}) == "-12\u00a0450\u00a0CHF");
}

TEST_CASE("lines sum to their account") {
  const std::string head = line("charge", "60", "Achats", "100.00 EUR", 0);
  CHECK(said(record(budget(head + "," + line("charge", "", "Eau", "60.50 EUR", 1) + "," + line("charge", "", "Gaz", "39.50 EUR", 1))).c_str(), "C40") == "pass");
  const std::string wrong = record(budget(head + "," + line("charge", "", "Eau", "60.50 EUR", 1) + "," + line("charge", "", "Gaz", "39.49 EUR", 1)));
  CHECK(said(wrong.c_str(), "C40") == "fail");
  CHECK(message(wrong.c_str(), "C40") == "Budget prévisionnel 2018 : les lignes du compte 60 « Achats » font 99,99\u00a0€, le document écrit 100\u00a0€.");
  CHECK(said(record(budget(head + "," + line("charge", "", "dont eau", "60.50 EUR", 1))).c_str(), "C40") == "pass");  // a part
  CHECK(said(record(budget(head + "," + line("charge", "61", "Services", "1.00 EUR", 0))).c_str(), "C40").empty());
}

TEST_CASE("accounts sum to the total, with or without the result that levels them") {
  const std::string lines = line("charge", "60", "Achats", "100.00 EUR", 0) + "," + line("charge", "61", "Services", "50.00 EUR", 0);
  CHECK(said(record(budget(lines, R"({"charges": "150.00 EUR"})")).c_str(), "C41") == "pass");
  CHECK(said(record(budget(lines, R"({"charges": "160.00 EUR"})")).c_str(), "C41") == "fail");
  CHECK(said(record(budget(lines + "," + line("charge", "", "Excédent", "10.00 EUR", 0), R"({"charges": "160.00 EUR"})")).c_str(), "C41") == "pass");
  CHECK(said(record(budget(lines + "," + line("charge", "", "Excédent", "10.00 EUR", 0), R"({"charges": "150.00 EUR"})")).c_str(), "C41") == "pass");
}

TEST_CASE("a side whose total takes in the result printed below it sums") {
  const std::string lines = line("charge", "60", "Achats", "100.00 EUR", 0) + "," + line("charge", "61", "Services", "50.00 EUR", 0);
  CHECK(said(record(budget(lines, R"({"charges": "160.00 EUR", "produits": "160.00 EUR", "result": "10.00 EUR"})", "realise")).c_str(), "C41") == "pass");
}

TEST_CASE("a budget without a result balances") {
  CHECK(said(record(budget("", R"({"charges": "150.00 EUR", "produits": "150.00 EUR"})")).c_str(), "C42") == "pass");
  CHECK(said(record(budget("", R"({"charges": "150.00 EUR", "produits": "140.00 EUR"})")).c_str(), "C42") == "fail");
  CHECK(said(record(budget("", R"({"charges": "150.00 EUR", "produits": "140.00 EUR"})", "realise")).c_str(), "C42").empty());
}

TEST_CASE("the result is produits less charges") {
  CHECK(said(record(budget("", R"({"charges": "150.00 EUR", "produits": "140.00 EUR", "result": "-10.00 EUR"})", "realise")).c_str(), "C43") == "pass");
  CHECK(said(record(budget("", R"({"charges": "150.00 EUR", "produits": "140.00 EUR", "result": "10.00 EUR"})", "realise")).c_str(), "C43") == "fail");
  CHECK(said(record(budget("", R"({"charges": "150.00 EUR", "produits": "140.00 EUR"})", "realise")).c_str(), "C43").empty());
}

TEST_CASE("volunteer contributions are the same on both sides") {
  const auto both = [](const char* amount) { return record(budget(line("charge", "86", "Emplois", "30.00 EUR", 0) + "," + line("produit", "87", "Contributions", amount, 0))); };
  CHECK(said(both("30.00 EUR").c_str(), "C44") == "pass");
  CHECK(said(both("31.00 EUR").c_str(), "C44") == "fail");
}

TEST_CASE("the result in the text is that of the accounts, rounded or not") {
  const auto said_result = [](const char* amount) {
    return R"({"results": [{"year": 2017, "amount": ")" + std::string(amount) + R"("}], "budgets": [)" + budget("", R"({"result": "43336.00 EUR"})", "realise", 2017) + "]}";
  };
  CHECK(said(said_result("43336.00 EUR").c_str(), "C45") == "pass");
  CHECK(said(said_result("43000.00 EUR").c_str(), "C45") == "pass");
  CHECK(said(said_result("42336.00 EUR").c_str(), "C45") == "fail");
}

TEST_CASE("what is allocated is the result") {
  const auto parts = [](const char* first, const char* second) {
    return std::string(R"({"results": [{"year": 2020, "amount": "100.00 EUR", "allocated_amount": ")") + first + R"("}, {"year": 2020, "amount": "100.00 EUR", "allocated_amount": ")" + second + R"("}]})";
  };
  CHECK(said(parts("60.00 EUR", "40.00 EUR").c_str(), "C47") == "pass");
  CHECK(said(parts("60.00 EUR", "50.00 EUR").c_str(), "C47") == "fail");
  CHECK(said(parts("60.00 EUR", "10.00 EUR").c_str(), "C47") == "unknown");
}

TEST_CASE("a price times a number is the amount") {
  CHECK(said(record(budget(line("produit", "", "Adhésions (28 × 5 000 €)", "140000.00 EUR", 0))).c_str(), "C48") == "pass");
  CHECK(said(record(budget(line("produit", "", "Repas 12 x 7,50 €", "90.00 EUR", 0))).c_str(), "C48") == "pass");
  CHECK(said(record(budget(line("produit", "", "Repas 12 x 7,50 €", "95.00 EUR", 0))).c_str(), "C48") == "fail");
  for (const char* other : {"Adhésions (28)", "Taxe foncière", "Lot 3 x", "Format 10 x 15", "2,5 x 10 €"})
    CHECK(said(record(budget(line("produit", "", other, "90.00 EUR", 0))).c_str(), "C48").empty());
}

TEST_CASE("a value copied from the other year is found by the sum it breaks") {
  const auto year = [](const char* total, const char* small, int year) {
    return budget(line("charge", "60", "Achats", total, 0) + "," + line("charge", "", "Études", "337.00 EUR", 1) + "," + line("charge", "", "Fournitures", small, 1), "{}", year == 2018 ? "previsionnel" : "realise", year);
  };
  const std::string wrong = record(year("337.00 EUR", "43.00 EUR", 2018) + "," + year("380.00 EUR", "43.00 EUR", 2017));
  CHECK(said(wrong.c_str(), "C4B") == "fail");
  CHECK(message(wrong.c_str(), "C4B") == "Budget prévisionnel 2018 : la ligne « Fournitures » porte 43\u00a0€ comme l'autre année ; pour que le compte 60 « Achats » soit juste, il faudrait 0\u00a0€.");
  CHECK(said(record(year("380.00 EUR", "43.00 EUR", 2018) + "," + year("380.00 EUR", "43.00 EUR", 2017)).c_str(), "C4B").empty());
}
