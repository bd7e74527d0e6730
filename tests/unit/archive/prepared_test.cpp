#include <catch2/catch.hpp>

#include "pipeline/archive/prepared.hpp"
#include "pipeline/archive/tables.hpp"
#include "pipeline/assemble/series/settling.hpp"
#include "pipeline/base/error.hpp"
#include "pipeline/base/json_wire.hpp"

using namespace minutier;
using namespace minutier::archive;

namespace {

Json record() {
  return Json::parse(R"json({"id": "r1", "slug": "seance/2019", "sitting_id": "s1", "document": {"span": [[2, 10], [3, 40]], "text_origin": "plain"},
    "kind": {"value": "proces_verbal", "status": "stated", "evidence": ["e1"]},
    "organisation": {"name": {"value": "Chorale", "status": "supplied", "evidence": []}},
    "meeting": {"date": {"value": "2019-06-21", "status": "stated", "evidence": ["e1"]}, "chair": {"value": "Anne Durand", "status": "stated", "evidence": ["e1"]}},
    "attendance": {"people": [{"name": {"value": "Anne Durand", "status": "stated", "evidence": ["e2"]}, "status": "present"}]},
    "resolutions": [{"title": {"value": "Budget", "status": "stated", "evidence": ["e2"]}, "result": {"value": "adopted", "status": "stated", "evidence": ["e2"]},
                     "vote": {"named": [{"name": {"value": "Luc Petit", "status": "stated", "evidence": ["e2"]}, "option": "for"}]}}],
    "budgets": [{"lines": [{"side": "charge", "amount": {"value": {"amount": "12.50", "currency": "EUR"}, "status": "stated", "evidence": ["e2"]}}]}],
    "evidence": [{"id": "e1", "page": 2}, {"id": "e2", "page": 3}]})json");
}

std::vector<Json::Array> rows(const Prepared::Record& record, std::size_t table) {
  std::vector<Json::Array> out;
  for (const Prepared::Row& row : record.rows)
    if (row.table == table) out.push_back(row.cells);
  return out;
}

}  // namespace

TEST_CASE("a record becomes the cells of its rows, with the page of each thing") {
  const Prepared prepared = prepare({{record()}, "rules"}, {});
  const Prepared::Record& r = prepared.records.at(0);
  CHECK(r.id == "r1");
  CHECK(r.sitting == "s1");
  CHECK(r.organisation == "Chorale");
  CHECK(Json::parse(r.json) == record());
  REQUIRE(r.columns.size() == record_columns().size());
  CHECK(r.columns.back() == Json(9));  // facts
  const auto people = rows(r, attendance_table);
  REQUIRE(people.size() == 1);
  CHECK(people[0].size() == 1 + table(attendance_table).columns.size());
  CHECK(people[0][1] == Json("Anne Durand"));
  CHECK(people[0].back() == Json(3));
  CHECK(rows(r, named_vote_table).at(0) == Json::Array{Json(0), Json(0), Json("Luc Petit"), Json("for"), Json(3)});
  CHECK(rows(r, budget_line_table).at(0)[5] == Json("12.50"));
  CHECK(rows(r, budget_line_table).at(0)[6] == Json("EUR"));
  CHECK(r.results == std::vector<std::pair<int, std::string>>{{3, "xradopted"}});
  CHECK_FALSE(r.covers(1));
  CHECK(r.covers(2));
  CHECK(r.covers(3));
  CHECK_FALSE(r.covers(4));
}

TEST_CASE("prepared records arrive as they were sent") {
  Page page;
  page.number = 2;
  page.text = "À l'unanimité";
  Json sent = to_json(prepare({{record()}, "rules"}, {page}));
  const Prepared arrived = prepared_from_json(unpack(pack(sent)));
  CHECK(arrived.rules_hash == "rules");
  REQUIRE(arrived.pages.size() == 1);
  CHECK(arrived.pages[0].words == analyse(page.text));
  Prepared again = arrived;
  CHECK(to_json(std::move(again)) == sent);
  CHECK(arrived.records.at(0).resolutions.at(0).words == analyse("Budget"));
}

TEST_CASE("what cannot be checked is not prepared") {
  Json bare = record();
  bare.find("kind")->set("evidence", Json::array());
  CHECK_THROWS_AS(prepare({{bare}, ""}, {}), Error);
  Json nameless = record();
  nameless.erase("id");
  CHECK_THROWS_AS(prepare({{nameless}, ""}, {}), Error);
}

TEST_CASE("what settling needs comes back as it was kept") {
  Json full = record();
  full.find("resolutions")->items()[0].set("vote", Json::parse(R"({"for": {"value": 12, "status": "stated", "evidence": ["e2"]}})"));
  full.find("meeting")->set("convocation_date", Json::parse(R"({"value": "2019-06-01", "status": "stated", "evidence": ["e1"]})"));
  full.set("results", Json::parse(R"([{"year": 2018, "amount": {"value": {"amount": "-3.10", "currency": "EUR"}, "status": "stated", "evidence": ["e1"]}}])"));
  const assemble::Settling settling = assemble::settling_of(full);
  REQUIRE(settling.mentions.size() == 2);
  REQUIRE(settling.series.sent);
  REQUIRE(settling.series.results.at(0).amount);
  const Json kept = assemble::to_json(settling);
  const assemble::Settling back = assemble::settling_from_json(unpack(pack(kept)));
  CHECK(assemble::to_json(back) == kept);
  CHECK(back.mentions[1].record == "r1");
  CHECK(back.mentions[1].date == "2019-06-21");
  CHECK(back.mentions[1].listed);
  CHECK(back.series.sent->date == "2019-06-01");
  CHECK(back.series.results[0].amount->money.cents == -310);
  CHECK(back.series.votes.at(0).counts.at("for") == 12);
}
