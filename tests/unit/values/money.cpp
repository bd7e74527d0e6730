#include "pipeline/values/money.hpp"

#include <catch2/catch.hpp>

#include "pipeline/model/fact.hpp"

using namespace minutier;
using namespace minutier::extract;

namespace {
std::string found(std::string_view text, std::string_view francs = "FRF") {
  std::string out;
  for (const MoneyFound& m : find_money(text, francs)) out += (out.empty() ? "" : " ") + decimal(m.money) + m.money.currency;
  return out;
}
std::string cell(std::string_view text, std::string_view currency = "EUR") {
  const auto m = parse_amount_cell(text, currency);
  return m ? decimal(m->money) + m->money.currency : "";
}
}  // namespace

TEST_CASE("amounts with a unit are read in the groupings people write") {
  CHECK(found("112 443.89 eur") == "112443.89EUR");
  CHECK(found("162 353,19 eur et 4.800eur") == "162353.19EUR 4800.00EUR");
  CHECK(found("70 keur, 1,5 meur, 2 millions d'euros") == "70000.00EUR 1500000.00EUR 2000000.00EUR");
  CHECK(found("-12 000 euros") == "-12000.00EUR");
  CHECK(found("chf 1'200.-") == "1200.00CHF");
  CHECK(found("1 204 fr. 75") == "1204.75FRF");
  CHECK(found("trois cents francs") == "300.00FRF");
  CHECK(found("862 f. dont l'orchestre (350 f.)") == "862.00FRF 350.00FRF");
  CHECK(found("84 216,37 $") == "84216.37CAD");
}

TEST_CASE("francs are told apart by what stands beside them") {
  const auto unit = [](const char* text) {
    const auto found = find_money(text);
    return found.size() == 1 ? found[0].money.currency : "";
  };
  CHECK(unit("une aide de 150 000 f cfp est versee") == "XPF");
  CHECK(unit("150.000 f.cfp") == "XPF");
  CHECK(unit("1 200 000 xpf") == "XPF");
  CHECK(unit("25 000 fcfa par famille") == "XOF");
  CHECK(unit("300 francs suisses") == "CHF");
  CHECK(unit("300 francs belges") == "BEF");
  CHECK(unit("300 francs") == "FRF");
  CHECK(unit("40 f par an") == "FRF");
  CHECK(parse_amount_cell("3 276 450 f cfp")->money.currency == "XPF");
}

TEST_CASE("commas part thousands only where they cannot be decimals") {
  CHECK(found("la somme de 1,840 fr. 50 c.") == "1840.50FRF");
  CHECK(found("12,345,678 francs") == "12345678.00FRF");
  CHECK(found("$1,234.56") == "1234.56CAD");
  CHECK(found("1,840 eur").find("1840.00") == std::string::npos);
  CHECK(found("3,15 eur") == "3.15EUR");
}

TEST_CASE("numbers that are no money are left") {
  CHECK(found("27e region, 12 voix, 2018, 50 %").empty());
  CHECK(found("article 12.4 du code").empty());
}

TEST_CASE("a table cell is an amount with or without unit, sign or brackets") {
  CHECK(cell("1 107 118 eur") == "1107118.00EUR");
  CHECK(cell("(1 234)") == "-1234.00EUR");
  CHECK(cell("- 6 310,00 eur") == "-6310.00EUR");
  CHECK(cell("fr. 2'184'350.--", "CHF") == "2184350.00CHF");
  CHECK(cell("1.482,35 f", "FRF") == "1482.35FRF");
  CHECK(cell("1,840", "FRF") == "1840.00FRF");
  CHECK(cell("1,840").empty());
  CHECK(cell("-").empty());
  CHECK(cell("").empty());
  CHECK(cell("12 %").empty());
  CHECK(cell("abc").empty());
}

TEST_CASE("a cell holds francs and centimes with their units or in columns of their own") {
  CHECK(cell("312 fr. 40 c.", "FRF") == "312.40FRF");
  CHECK(cell("6.528 fr. \"", "FRF") == "6528.00FRF");
  CHECK(cell("764     20", "FRF") == "764.20FRF");
  CHECK(cell("1,460     \"", "FRF") == "1460.00FRF");
  CHECK(cell("764     20", "EUR").empty());
  CHECK(cell("12,50  20", "FRF").empty());
}
