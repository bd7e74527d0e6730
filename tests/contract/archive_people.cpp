// Roster and persons: what every implementation of the archive keeps of them, and what settling says over several records.
#include <catch2/catch.hpp>

#include "pipeline/run/settle.hpp"
#include "tests/contract/archive_support.hpp"

using namespace archive_test;

namespace {

// A sitting with the people named, at a date; the sources differ by their text.
void put_sitting(Archive& archive, const std::filesystem::path& folder, const std::string& date, const std::vector<std::string>& people, const std::string& chair,
                 const std::string& organisation = "Commune de Kerlan") {
  Document document{organisation.substr(0, 4) + date + ".txt", "Séance du " + date + ", " + organisation, date, organisation};
  Json record = document.record();
  Json::Array list;
  for (const std::string& name : people) list.push_back(object({{"name", fact(name)}, {"status", fact("present")}}));
  record.set("attendance", object({{"people", Json(std::move(list))}}));
  record.find("meeting")->set("chair", fact(chair));
  record.set("resolutions", Json::array());
  begin(archive, document, folder);
  archive.put_page(document.id(), document.page(), "f1");
  Extraction extraction;
  extraction.records.push_back(std::move(record));
  extraction.rules_hash = "rules1";
  archive.put_records(document.id(), extraction, "f1");
}

struct Fixture {
  explicit Fixture(const Implementation& implementation) : store(implementation.open(folder.path / "archive", Mode::create)) { store->begin_run(run_of("run1")); }
  void add(const std::string& date, const std::vector<std::string>& people, const std::string& chair, const std::string& organisation = "Commune de Kerlan") {
    put_sitting(*store, folder.path, date, people, chair, organisation);
  }
  Json record(const std::string& date) {
    RecordFilter filter;
    for (const RecordSummary& each : store->records(filter))
      if (each.date == date) return store->get_record(each.id);
    throw std::logic_error("no record of " + date);
  }
  TemporaryFolder folder;
  std::unique_ptr<Archive> store;
};

// Who the record says the name at a pointer is: the person's name, "? A / B" for candidates, "" for nobody.
std::string who(const Json& record, const std::string& pointer) {
  for (const Json& person : record["persons"].items())
    for (const Json& mention : person["mentions"].items()) {
      if (mention.as_string() != pointer) continue;
      if (person.find("person")) return person["name"].as_string();
      std::string open = "?";
      for (const Json& candidate : person["candidates"].items()) open += " " + candidate["name"].as_string() + " /";
      return open.substr(0, open.size() - 2);
    }
  return "";
}

assemble::RosterEntry entry(const std::string& name, const std::string& from = "", const std::string& to = "") {
  assemble::RosterEntry out;
  out.name = name, out.from = from, out.to = to;
  out.id = assemble::entry_id(out);
  return out;
}

}  // namespace

TEST_CASE("settling says who the names mean, in the record and in the tables") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add("2018-03-01", {"Anne Martinet", "Yann Le Goff"}, "Mme Martinet");
  f.add("2019-03-01", {"A. Martinet", "LE GOFF Yann", "Loïc Martinet"}, "Martinet");
  f.add("2019-03-02", {"Anne Martinet"}, "Anne Martinet", "Commune de Plouvez");
  CHECK(f.record("2018-03-01")["persons"].is_null());
  const auto changes = run::settle(*f.store, false);
  f.store->commit();
  CHECK(changes.size() == 9);
  CHECK(f.store->unsettled().empty());
  const Json first = f.record("2018-03-01"), second = f.record("2019-03-01"), elsewhere = f.record("2019-03-02");
  CHECK(who(first, "/meeting/chair") == "Anne Martinet");
  CHECK(who(second, "/attendance/people/0/name") == "Anne Martinet");
  CHECK(who(second, "/meeting/chair") == "? Anne Martinet / Loïc Martinet");
  const auto fact_of = [](const Json& record, std::size_t i) { return record["persons"].items().at(i)["person"]; };
  CHECK(fact_of(first, 0)["status"].as_string() == "derived");
  CHECK(fact_of(first, 0)["rule"].as_string() == "person.name@1");
  CHECK(fact_of(first, 2)["rule"].as_string() == "person.family@1");
  CHECK(fact_of(first, 2)["value"] == fact_of(first, 0)["value"]);
  CHECK_FALSE(fact_of(first, 0)["evidence"].items().empty());
  CHECK(fact_of(elsewhere, 0)["value"] != fact_of(first, 0)["value"]);  // a namesake of another commune
  SheetFilter filter;
  filter.organisation = "kerlan";
  const Sheet people = f.store->sheet(SheetKind::people, filter);
  REQUIRE(people.rows.size() == 3);
  CHECK(people.rows[0][0] == Json("Anne Martinet"));
  CHECK(people.rows[0][4] == Json(2));
  filter.text = "le goff";
  CHECK(f.store->sheet(SheetKind::attendance, filter).rows.size() == 2);
}

TEST_CASE("a roster is kept, counts inside its dates, and settles every organisation again") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add("2018-03-01", {"Anne Martinet-Roux"}, "X");
  f.add("2022-03-01", {"Anne Martinet-Roux"}, "X");
  run::settle(*f.store, false);
  f.store->commit();
  assemble::RosterEntry maire = entry("Anne Martinet", "2014", "2020");
  maire.organisation = "Mairie de Kerlan";
  maire.aliases = {"Anne Martinet-Roux", "Nana"};
  maire.id = assemble::entry_id(maire);
  CHECK(f.store->put_roster({maire, entry("Luc Petit")}, false) == 2);
  CHECK(f.store->put_roster({maire}, false) == 0);
  f.store->commit();
  REQUIRE(f.store->roster().size() == 2);
  CHECK(f.store->roster()[0].aliases == maire.aliases);
  CHECK(f.store->roster()[0].id == maire.id);
  CHECK(f.store->unsettled().size() == 1);
  const auto announced = run::settle(*f.store, true);
  CHECK(who(f.record("2018-03-01"), "/attendance/people/0/name") == "Anne Martinet-Roux");  // nothing is written yet
  const auto changes = run::settle(*f.store, false);
  REQUIRE(changes.size() == announced.size());
  CHECK(changes[0].path == "attendance/people/0/name/person");
  CHECK(changes[0].after.find("Anne Martinet (p") == 0);
  const Json inside = f.record("2018-03-01"), outside = f.record("2022-03-01");
  CHECK(who(inside, "/attendance/people/0/name") == "Anne Martinet");
  CHECK(inside["persons"].items().at(0)["person"]["roster"].as_string() == maire.id);
  CHECK(who(outside, "/attendance/people/0/name") == "Anne Martinet-Roux");
  CHECK(f.store->put_roster({entry("Luc Petit")}, true) == 0);
  CHECK(f.store->roster().size() == 1);
  run::settle(*f.store, false);
  CHECK(who(f.record("2018-03-01"), "/attendance/people/0/name") == "Anne Martinet-Roux");
}

TEST_CASE("what an interrupted run left is settled by the next, and records put again are settled anew") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add("2018-03-01", {"Anne Martinet"}, "Martinet");
  f.store->commit();  // the run ends here
  f.store.reset();
  f.store = implementation.open(f.folder.path / "archive", Mode::write);
  f.store->begin_run(run_of("run2"));
  REQUIRE(f.store->unsettled().size() == 1);
  run::settle(*f.store, false);
  CHECK(who(f.record("2018-03-01"), "/meeting/chair") == "Anne Martinet");
  f.add("2018-03-01", {"Anne Martinet", "Luc Martinet"}, "Martinet");  // other rules found one more
  run::settle(*f.store, false);
  f.store->commit();
  CHECK(who(f.record("2018-03-01"), "/meeting/chair") == "? Anne Martinet / Luc Martinet");
  CHECK(run::settle(*f.store, false).empty());
  CHECK(f.store->verify().empty());
}
