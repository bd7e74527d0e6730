#include "pipeline/export/export.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "pipeline/base/error.hpp"
#include "pipeline/export/tables.hpp"
#include "pipeline/export/xlsx.hpp"
#include "tests/support/process.hpp"
#include "tests/support/sample_archive.hpp"

using namespace minutier;
using namespace minutier::exports;

namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One part of a workbook, as any zip reader sees it.
std::string part_of(const std::string& workbook, const std::string& part) {
  const test::Ran ran = test::run_program({"/usr/bin/python3", "-c", "import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())", workbook, part});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return ran.out;
}

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("JSON and JSON Lines give back every record whole") {
  test::TemporaryFolder folder;
  const auto archive = test::sample_archive(folder / "archive", {"2019", "2020"});
  std::ostringstream lines, array;
  CHECK(export_jsonl(*archive, {}, lines) == 2);
  CHECK(export_json(*archive, {}, array) == 2);
  const Json all = Json::parse(array.str());
  REQUIRE(all.items().size() == 2);
  std::istringstream in(lines.str());
  std::string line;
  for (const Json& record : all.items()) {
    REQUIRE(std::getline(in, line));
    CHECK(Json::parse(line) == record);
    CHECK(record["evidence"].items().size() == 4);
  }
  CHECK_FALSE(std::getline(in, line));
}

TEST_CASE("an empty archive exports as an empty array, no line, and tables with headers only") {
  test::TemporaryFolder folder;
  const auto archive = test::sample_archive(folder / "archive", {});
  std::ostringstream lines, array;
  CHECK(export_jsonl(*archive, {}, lines) == 0);
  CHECK(export_json(*archive, {}, array) == 0);
  CHECK(lines.str().empty());
  CHECK(Json::parse(array.str()) == Json::array());
  CHECK(export_csv(*archive, {}, folder / "tables", CsvStyle::plain) == 0);
  for (const Table& table : tables()) {
    const std::string text = contents(folder / "tables/" + table.name + ".csv");
    CHECK(text.substr(0, 8) == "record,s");
    CHECK(text.find('\n') == text.size() - 1);
  }
}

TEST_CASE("CSV tables hold one row per sitting and obey the filter") {
  test::TemporaryFolder folder;
  const auto archive = test::sample_archive(folder / "archive", {"2019", "2020"});
  Selection selection;
  selection.filter.from_year = selection.filter.to_year = 2020;
  CHECK(export_csv(*archive, selection, folder / "tables", CsvStyle::plain) == 1);
  const std::string sittings = contents(folder / "tables/sittings.csv");
  CHECK(has(sittings, "2020-06-21"));
  CHECK_FALSE(has(sittings, "2019-06-21"));
  CHECK(has(sittings, "'=Procès-verbal"));
}

TEST_CASE("what may not be published yet stays out when asked") {
  test::TemporaryFolder folder;
  auto archive = archive::open(folder / "archive", archive::Mode::create);
  archive->begin_run({"run", "2026-01-02T03:04:05Z", "ingest", "0.1.0"});
  const std::string source(64, 'b');
  archive->begin_source({source, "pv.txt", "text/plain", 1, {}, nullptr});
  archive::Extraction extraction;
  Json record = test::sample_record("r20190000000", "2019");
  record.set("access", Json::Object{{"publishable_from", test::fact("2044-01-01", "e1")}});
  extraction.records = {record};
  archive->put_records(source, extraction, "f");
  archive->commit();
  std::ostringstream out;
  CHECK(export_jsonl(*archive, {{}, "2043-12-31"}, out) == 0);
  CHECK(export_jsonl(*archive, {{}, "2044-01-01"}, out) == 1);
  CHECK(export_jsonl(*archive, {}, out) == 1);
}

TEST_CASE("the workbook has a sheet per table, real dates and numbers, frozen headers, and no formula") {
  test::TemporaryFolder folder;
  const auto archive = test::sample_archive(folder / "archive", {"2019", "2020"});
  const std::string file = folder / "all.xlsx";
  CHECK(export_xlsx(*archive, {}, file) == 2);
  const std::string book = part_of(file, "xl/workbook.xml");
  for (const Table& table : tables()) CHECK(has(book, "name=\"" + table.name + "\""));
  const std::string sittings = part_of(file, "xl/worksheets/sheet1.xml");
  CHECK(has(sittings, "<v>43637</v>"));  // 21 June 2019 in Excel's days
  CHECK(has(sittings, "<v>21</v>"));
  CHECK(has(sittings, "state=\"frozen\""));
  CHECK(has(sittings, "<t>=Procès-verbal</t>"));
  CHECK(has(sittings, "autoFilter"));
  const std::string lines = part_of(file, "xl/worksheets/sheet5.xml");
  CHECK(has(lines, "<v>1234.5</v>"));
  for (int sheet = 1; sheet <= 8; ++sheet) CHECK_FALSE(has(part_of(file, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml"), "<f>"));
}

TEST_CASE("a workbook survives text that XML or Excel cannot hold") {
  test::TemporaryFolder folder;
  const std::string file = folder / "odd.xlsx";
  archive::Sheet sheet{{{"t"}, {"d", archive::Sheet::Type::date}}, {}};
  sheet.rows.push_back({std::string("a\x01\x08" "b\xFF <&>"), "1892-02-30"});
  sheet.rows.push_back({std::string(40000, 'x'), "2019"});
  write_xlsx(file, "odd", sheet);
  const std::string part = part_of(file, "xl/worksheets/sheet1.xml");
  CHECK(has(part, "<t>ab\xEF\xBF\xBD &lt;&amp;&gt;</t>"));
  CHECK(has(part, "<t>1892-02-30</t>"));
  CHECK(has(part, std::string(32767, 'x')));
  CHECK_FALSE(has(part, std::string(32768, 'x')));
}

TEST_CASE("a workbook that cannot be written is told, and an unfinished one leaves nothing behind") {
  test::TemporaryFolder folder;
  CHECK_THROWS_AS(write_xlsx(folder / "no/such/folder.xlsx", "s", {{{"a"}}, {}}), Error);
  {
    Workbook book(folder / "unfinished.xlsx");
    book.row(book.add_sheet("s", {{"a"}}), {Json("x")});
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}
