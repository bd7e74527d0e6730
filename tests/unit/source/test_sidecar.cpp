#include <catch2/catch.hpp>

#include "pipeline/source/sidecar.hpp"
#include "tests/unit/source/make.hpp"

using namespace minutier;
using source::load_sidecar;
using source::Sidecar;
using source::SidecarRow;
using source::sidecar_from_csv;

namespace {
std::string value(const SidecarRow* row, const std::string& field) {
  if (row)
    for (const auto& item : row->values)
      if (item.first == field) return item.second;
  return "";
}
}  // namespace

TEST_CASE("a table with commas, semicolons or tabs, in UTF-8 or Windows-1252, loads the same") {
  for (const std::string bytes : {"path,cote,organisation\npv.txt,12 J 3,\"Société d'histoire, Rennes\"\n", "\xEF\xBB\xBF" "Fichier;Cote;Organisme\r\npv.txt;12 J 3;Société d'histoire, Rennes\r\n",
                                  "Chemin\tR\xE9" "f\xE9rence\tCollectivit\xE9\npv.txt\t12 J 3\tSoci\xE9t\xE9 d'histoire, Rennes\n"}) {
    Sidecar table = sidecar_from_csv(bytes);
    REQUIRE(table.rows().size() == 1);
    const SidecarRow* row = table.match("corpus/pv.txt");
    CHECK(value(row, "cote") == "12 J 3");
    CHECK(value(row, "organisation") == "Société d'histoire, Rennes");
    CHECK(table.problems().empty());
  }
}

TEST_CASE("quoted cells keep separators, quotes and line breaks") {
  Sidecar table = sidecar_from_csv("path;rights;cote\na.pdf;\"dit \"\"libre\"\"; sauf\nmention\";3 E 1\nb.pdf;x;y\n");
  CHECK(value(table.match("a.pdf"), "rights") == "dit \"libre\"; sauf mention");
  CHECK(table.match("b.pdf")->number == 4);
}

TEST_CASE("the most exact row wins and unmatched rows are listed") {
  Sidecar table = sidecar_from_csv("path,cote\n*.jpg,glob\nboite 3/*.jpg,longer\nFRAD_0001.jpg,name\nboite 3/FRAD_0002.jpg,whole\nboite 4/,folder\nabsent.pdf,none\n**/1921/*.pdf,deep\n");
  CHECK(value(table.match("x/FRAD_0009.jpg"), "cote") == "glob");
  CHECK(value(table.match("x/boite 3/FRAD_0009.jpg"), "cote") == "longer");
  CHECK(value(table.match("x/boite 3/FRAD_0001.jpg"), "cote") == "name");
  CHECK(value(table.match("x/boite 3/FRAD_0002.jpg"), "cote") == "whole");
  CHECK(value(table.match("x/boite 4/sous/a.pdf"), "cote") == "folder");
  CHECK(value(table.match("y/1921/pv.pdf"), "cote") == "deep");
  CHECK_FALSE(table.match("rien.txt"));
  CHECK_FALSE(table.match("boite 40/a.pdf"));
  REQUIRE(table.unmatched_rows().size() == 1);
  CHECK(table.unmatched_rows()[0]->path == "absent.pdf");
}

TEST_CASE("paths match across separators, Unicode forms and letter case") {
  Sidecar table = sidecar_from_csv("chemin,cote\nBo\xC3\xAEte\\Procès.PDF,1\n");
  CHECK(table.match("./boîte/proce\xCC\x80s.pdf"));
}

TEST_CASE("page images given as one source match by any part or by the source's name") {
  Sidecar table = sidecar_from_csv("path,cote\nregistre/FRAD,1\n");
  CHECK(table.match({"registre/FRAD_0001.jpg", "registre/FRAD_0002.jpg"}, "registre/FRAD"));
}

TEST_CASE("bad rows are named with their number and the others load") {
  Sidecar table = sidecar_from_csv(
      "path,cote,communicable à partir du,url,remarque\n,1,,,\nb,2,jamais,,\nc,3,31/01/2046,,\nd,4,,n'importe quoi,\ne,5,,,,en trop\nf,,,,seule une remarque\nc,6,,,\ng,7,2046,https://x.fr/g,\n"
      "h,8,2046-02-30,,\ni,9,53358,,\n");
  std::vector<int> rows;
  for (const auto& problem : table.problems()) rows.push_back(problem.row);
  CHECK(rows == std::vector<int>{2, 3, 5, 6, 7, 8, 10});
  CHECK(table.rows().size() == 3);
  CHECK(value(table.match("c"), "communicable_from") == "2046-01-31");
  CHECK(value(table.match("g"), "communicable_from") == "2046");
  CHECK(value(table.match("i"), "communicable_from") == "2046-01-31");
  CHECK(table.ignored_columns() == std::vector<std::string>{"remarque"});
}

TEST_CASE("an XLSX table loads with shared, inline and number cells") {
  const make::Folder folder;
  const auto path = make::zip(folder / "t.bin", {{"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='rId7'/></sheets></workbook>"},
                                                {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId7' Target='worksheets/sheet3.xml'/></Relationships>"},
                                                {"xl/sharedStrings.xml", "<sst><si><t>Fichier</t></si><si><r><t>Co</t></r><r><t>te</t></r></si></sst>"},
                                                {"xl/worksheets/sheet3.xml", "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>"
                                                                             "<row r='3'><c r='A3' t='inlineStr'><is><t>pv.pdf</t></is></c><c r='C3'><v>1921</v></c></row></sheetData></worksheet>"}});
  Sidecar table = load_sidecar(path);
  REQUIRE(table.rows().size() == 1);
  CHECK(table.rows()[0].number == 3);
  CHECK(value(table.match("pv.pdf"), "cote") == "1921");
}

TEST_CASE("a table that is none, or names no path, is refused as a whole") {
  const make::Folder folder;
  for (const std::string bytes : {"", "cote;fonds\n1;2\n", "%PDF-1.4"}) {
    try {
      load_sidecar(folder.file("t.csv", bytes));
      FAIL("loaded");
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::bad_metadata);
    }
  }
  CHECK_THROWS_AS(load_sidecar(folder / "absent.csv"), Error);
}

TEST_CASE("globs stay within a folder unless doubled") {
  CHECK(source::glob_matches("a/*.jpg", "a/b.jpg"));
  CHECK_FALSE(source::glob_matches("a/*.jpg", "a/b/c.jpg"));
  CHECK(source::glob_matches("a/**.jpg", "a/b/c.jpg"));
  CHECK(source::glob_matches("a/**/c.jpg", "a/c.jpg"));
  CHECK(source::glob_matches("pv-[0-9]?.pdf", "pv-12.pdf"));
  CHECK_FALSE(source::glob_matches("pv-[!0-9].pdf", "pv-1.pdf"));
  CHECK(source::glob_matches("é?.txt", "éà.txt"));
  CHECK(source::glob_matches("*a*b*c", "xxaxxbxxabxc"));
  CHECK_FALSE(source::glob_matches("*a*b*c", "xxaxxbxxabx"));
}
