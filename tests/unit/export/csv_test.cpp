#include "pipeline/export/csv.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "pipeline/base/error.hpp"

using minutier::Json;
using minutier::archive::Sheet;
using namespace minutier::exports;
using Type = Sheet::Type;

namespace {

std::string csv(const Sheet& sheet, CsvStyle style) {
  std::ostringstream out;
  write_csv(out, sheet, style);
  return out.str();
}

Sheet one(Type type, Json value) { return {{{"c", type}}, {{std::move(value)}}}; }

}  // namespace

TEST_CASE("plain CSV quotes what RFC 4180 says and nothing else") {
  const Sheet sheet{{{"a"}, {"b", Type::integer}}, {{"un, deux", 1}, {"dit \"oui\"", 2}, {"deux\nlignes", 3}, {"simple", nullptr}}};
  CHECK(csv(sheet, CsvStyle::plain) == "a,b\n\"un, deux\",1\n\"dit \"\"oui\"\"\",2\n\"deux\nlignes\",3\nsimple,\n");
}

TEST_CASE("CSV for a French spreadsheet has its mark, semicolons, line ends and decimal commas") {
  const Sheet sheet{{{"nom"}, {"montant", Type::money}, {"part", Type::number}, {"vu", Type::boolean}}, {{"École; annexe", "-1234.50", 0.5, true}}};
  CHECK(csv(sheet, CsvStyle::excel) == "\xEF\xBB\xBFnom;montant;part;vu\r\n\"École; annexe\";-1234,50;0,5;VRAI\r\n");
}

TEST_CASE("a text that a spreadsheet would run as a formula is defused in both styles") {
  for (const char* text : {"=1+1", "+33 1 02", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1"}) {
    CHECK(csv(one(Type::text, text), CsvStyle::plain).find(std::string("'") + text) != std::string::npos);
    CHECK(csv(one(Type::text, text), CsvStyle::excel).find(std::string("'") + text) != std::string::npos);
  }
  // Even in a column of numbers, what is no number is text.
  CHECK(csv(one(Type::money, "-1+cmd"), CsvStyle::plain) == "c\n'-1+cmd\n");
}

TEST_CASE("numbers keep their sign and their exact digits") {
  CHECK(csv(one(Type::money, "-43336.00"), CsvStyle::plain) == "c\n-43336.00\n");
  CHECK(csv(one(Type::integer, -3), CsvStyle::plain) == "c\n-3\n");
  CHECK(csv(one(Type::number, 0.1), CsvStyle::plain) == "c\n0.1\n");
}

TEST_CASE("absent is an empty cell and zero is a zero") {
  const Sheet sheet{{{"a", Type::number}, {"b", Type::number}}, {{nullptr, 0}, {}}};
  CHECK(csv(sheet, CsvStyle::plain) == "a,b\n,0\n,\n");
}

TEST_CASE("a full disk is told and not lost") {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  CHECK_THROWS_AS(write_csv(out, one(Type::text, "x"), CsvStyle::plain), minutier::Error);
}
