#include "pipeline/export/tables.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/sample_archive.hpp"

using namespace minutier;
using namespace minutier::exports;

namespace {

// The rows of one table as column -> plain value.
std::vector<std::map<std::string, Json>> rows_of(const Json& record, const std::string& name) {
  const auto all = table_rows(record);
  std::vector<std::map<std::string, Json>> out;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    if (tables()[t].name != name) continue;
    for (const auto& row : all[t]) {
      auto& named = out.emplace_back();
      for (std::size_t c = 0; c < row.size(); ++c) named[tables()[t].columns[c].name] = row[c];
    }
  }
  return out;
}

}  // namespace

TEST_CASE("every table names its record, sitting, date, page and quote, and no column twice") {
  for (const Table& table : tables()) {
    std::set<std::string> names;
    for (const auto& column : table.columns) CHECK(names.insert(column.name).second);
    for (const char* name : {"record", "sitting", "source", "date", "page", "quote"}) CHECK(names.count(name) == 1);
  }
  CHECK(tables().size() == 8);
}

TEST_CASE("a record gives one row per entity, with its proof") {
  const Json record = test::sample_record("r1", "2019");
  const auto sittings = rows_of(record, "sittings");
  REQUIRE(sittings.size() == 1);
  CHECK(sittings[0].at("date") == Json("2019-06-21"));
  CHECK(sittings[0].at("kinds") == Json("ordinaire; annuelle"));
  CHECK(sittings[0].at("present") == Json(21));
  CHECK(sittings[0].at("quorum_verdict") == Json("met"));
  CHECK(sittings[0].at("absent").is_null());
  CHECK(sittings[0].at("quote") == Json("le 21 juin 2019"));

  const auto votes = rows_of(record, "votes");
  REQUIRE(votes.size() == 1);
  CHECK(votes[0].at("resolution") == Json(1));
  CHECK(votes[0].at("title") == Json("Approbation des comptes"));
  CHECK(votes[0].at("for") == Json(12));
  CHECK(votes[0].at("abstain").is_null());
  CHECK(votes[0].at("page") == Json(2));

  const auto lines = rows_of(record, "budget_lines");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("year") == Json(2018));
  CHECK(lines[0].at("amount") == Json("1234.50"));
  CHECK(lines[0].at("currency") == Json("EUR"));
  CHECK(lines[0].at("quote") == Json("607 Achats 1 234,50"));

  CHECK(rows_of(record, "resolutions").at(0).at("amounts") == Json("500.00 EUR"));
  CHECK(rows_of(record, "programmes").at(0).at("partners") == Json("Ville; École"));
  CHECK(rows_of(record, "checks").at(0).at("expected") == Json(20));
}

TEST_CASE("a resolution without a vote gives no row of votes") {
  Json record = test::sample_record("r1", "2019");
  record.set("resolutions", Json::Array{Json(Json::Object{{"title", test::fact("Vœu", "e3")}, {"vote", Json::object()}})});
  CHECK(rows_of(record, "votes").empty());
  CHECK(rows_of(record, "resolutions").size() == 1);
}

TEST_CASE("an empty record gives a row of sittings and nothing else") {
  const auto all = table_rows(Json::object());
  REQUIRE(all.size() == tables().size());
  CHECK(all[0].size() == 1);
  for (std::size_t t = 1; t < all.size(); ++t) CHECK(all[t].empty());
}
