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

TEST_CASE("checks over several records stand with the record they are about, and follow what is put again") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  const auto put = [&](const std::string& date, const std::string& text, const std::string& achats, const std::string& organisation = "Commune de Kerlan") {
    Document document{organisation.substr(0, 9) + date + ".txt", "Séance du " + date + ", " + organisation, date, organisation};
    Json record = document.record();
    record.set("resolutions", Json(Json::Array{object({{"title", fact("Approbation")}, {"text", fact(text)}, {"result", fact("adopted")}})}));
    const Json line = object({{"side", "charge"}, {"account", fact("60")}, {"label", fact("Achats")}, {"amount", money(achats)}});
    record.set("budgets", Json(Json::Array{object({{"kind", fact("realise")}, {"year", fact(2017)}, {"lines", Json(Json::Array{line})}})}));
    begin(*f.store, document, f.folder.path);
    f.store->put_page(document.id(), document.page(), "f1");
    Extraction extraction;
    extraction.records.push_back(std::move(record));
    extraction.rules_hash = "rules1";
    f.store->put_records(document.id(), extraction, "f1");
    run::settle(*f.store, false);
    f.store->commit();
  };
  const auto verdicts = [&](const std::string& code) {
    SheetFilter filter;
    std::string out;
    for (const auto& row : f.store->sheet(SheetKind::checks, filter).rows)
      if (row[3] == Json(code)) out += row[2].as_string() + " " + row[5].as_string() + "; ";
    return out;
  };
  put("2019-06-18", "Le procès-verbal de la séance du 19 juin 2018 est approuvé.", "950.00");
  CHECK(verdicts("C61") == "2019-06-18 unknown; ");  // not in the archive yet
  put("2018-06-19", "Le budget est approuvé.", "900.00", "Commune de Plouvez");
  CHECK(verdicts("C46").empty());  // the column of another organisation
  put("2018-06-19", "Le budget est approuvé.", "900.00");
  CHECK(verdicts("C61") == "2019-06-18 pass; ");
  CHECK(verdicts("C46") == "2019-06-18 fail; ");
  CHECK(f.store->status().failed_checks == 1);
  const Json shown = f.record("2019-06-18")["checks"];
  const auto& check = shown.items().back();
  CHECK(check["records"].items().size() == 1);
  CHECK(check["message_en"].is_string());
  put("2019-06-18", "Le procès-verbal de la séance du 19 juin 2018 est approuvé.", "900.00");  // as better rules read it
  CHECK(verdicts("C46") == "2019-06-18 pass; ");
  SheetFilter failed;
  failed.verdict = "fail";
  CHECK(f.store->sheet(SheetKind::checks, failed).rows.empty());
  CHECK(f.store->verify().empty());
}
