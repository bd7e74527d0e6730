// What every implementation of the archive promises.
#include <catch2/catch.hpp>

#include "tests/contract/archive_support.hpp"

using namespace archive_test;

namespace {

struct Fixture {
  explicit Fixture(const Implementation& implementation) : store(implementation.open(folder.path / "archive", Mode::create)) { store->begin_run(run_of("run1")); }
  void add(const Document& document) { put(*store, document, folder.path); }
  TemporaryFolder folder;
  std::unique_ptr<Archive> store;
};

Document chorale() { return {"kerlan.txt", "Le conseil municipal de Kerlan vote une subvention à la chorale, à l'unanimité des membres présents."}; }

std::vector<std::string> names(const SearchResult& result) {
  std::vector<std::string> out;
  for (const Hit& hit : result.hits) out.push_back(hit.source_name);
  return out;
}

std::string marked(const Hit& hit) {
  std::string out;
  for (const Span& span : hit.snippet) out += span.marked ? "[" + span.text + "]" : span.text;
  return out;
}

SearchResult ask(Archive& archive, std::string_view text, Scope scope = Scope::pages) {
  Query query = parse_query(text);
  query.scope = scope;
  return archive.search(query);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a record comes back as it was put, by id, slug or prefix") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  const Json record = chorale().record();
  CHECK(f.store->get_record(chorale().record_id()) == record);
  CHECK(f.store->get_record("kerlan/conseil/2019-03-14") == record);
  CHECK(f.store->get_record(chorale().record_id().substr(0, 4)) == record);
  CHECK(f.store->get_record("kerlan/con") == record);
  CHECK_THROWS_AS(f.store->get_record("rien"), Error);
  CHECK_THROWS_AS(f.store->get_record("ker"), Error);  // too short to mean one
}

TEST_CASE("putting the same things again changes nothing") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  const StatusCounts once = f.store->status();
  f.add(chorale());
  f.store->commit();
  const StatusCounts twice = f.store->status();
  CHECK(once.facts == twice.facts);
  CHECK(once.records == twice.records);
  CHECK(once.pages == twice.pages);
  CHECK(twice.sources == 1);
  CHECK(ask(*f.store, "subvention").hits.size() == 1);
  CHECK(f.store->verify().empty());
}

TEST_CASE("facts, rows and hits of a replaced record are gone") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  Json record = chorale().record();
  record.erase("grants");
  record.set("resolutions", Json(Json::Array{object({{"number", fact("1")}, {"title", fact("Achat de la longère")}})}));
  Extraction extraction;
  extraction.records = {record};
  extraction.rules_hash = "rules2";
  f.store->put_records(chorale().id(), extraction, "text@1");
  f.store->commit();
  CHECK(f.store->sheet(SheetKind::grants, {}).rows.empty());
  CHECK(f.store->sheet(SheetKind::votes, {}).rows.empty());
  CHECK(ask(*f.store, "chorale", Scope::resolutions).hits.empty());
  CHECK(ask(*f.store, "longère", Scope::resolutions).hits.size() == 1);
  CHECK(f.store->known(chorale().id(), "text@1").rules_hash == "rules2");
  extraction.records.clear();
  f.store->put_records(chorale().id(), extraction, "text@1");
  f.store->commit();
  CHECK(f.store->status().facts == 0);
  CHECK(f.store->status().records == 0);
  CHECK(ask(*f.store, "subvention").hits.size() == 1);  // the page is still there
  CHECK(f.store->verify().empty());
}

TEST_CASE("what is known of a source follows its pages and its fingerprint") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  const Document document = chorale();
  CHECK(f.store->known(document.id(), "text@1").state == Known::State::unknown);
  begin(*f.store, document, f.folder.path);
  CHECK(f.store->known(document.id(), "text@1").state == Known::State::unknown);
  f.store->put_page(document.id(), document.page(), "text@1");
  Page failed;
  failed.number = 3;
  failed.outcome = "timeout";
  f.store->put_page(document.id(), failed, "text@1");
  const Known partial = f.store->known(document.id(), "text@1");
  CHECK(partial.state == Known::State::partial);
  CHECK(partial.pages == std::vector<int>{1, 3});
  CHECK(partial.failed_pages == std::vector<int>{3});
  CHECK(f.store->known(document.id(), "text@2").state == Known::State::unknown);
  put(*f.store, document, f.folder.path);
  CHECK(f.store->known(document.id(), "text@1").state == Known::State::done);
  f.store->put_page(document.id(), document.page(), "text@2");
  CHECK(f.store->known(document.id(), "text@1").state != Known::State::done);
}

TEST_CASE("pages come back with words, boxes, label and issues") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  const Document document = chorale();
  begin(*f.store, document, f.folder.path);
  Page page = document.page();
  page.origin = Origin::ocr;
  page.label = "f. 12 v°";
  page.width = 595.3, page.height = 841.9;
  page.words = {{{0, 2}, {72, 80, 12, 10}, 0.9F}, {{3, 10}, {90, 80, 40, 10}, 0.8F}};
  page.lines = {{0, 2, {72, 80, 58, 10}}};
  page.issues = {Issue{"low_resolution", "recognise", 1, "72 dpi"}};
  f.store->put_page(document.id(), page, "ocr@1");
  const auto back = f.store->page(document.id(), 1);
  REQUIRE(back);
  CHECK(to_json(*back) == to_json(page_from_json(to_json(page))));
  CHECK(f.store->pages(document.id()).size() == 1);
  CHECK_FALSE(f.store->page(document.id(), 2));
  Extraction extraction;
  extraction.records = {document.record()};
  f.store->put_records(document.id(), extraction, "ocr@1");
  const SearchResult result = ask(*f.store, "conseil");
  REQUIRE(result.hits.size() == 1);
  CHECK(result.hits[0].page_label == "f. 12 v°");
  REQUIRE(result.hits[0].boxes.size() == 1);
  CHECK(result.hits[0].boxes[0] == Box{90, 80, 40, 10});
}

TEST_CASE("a hit on either side of an opening carries that side's label") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  const Document document = chorale();
  begin(*f.store, document, f.folder.path);
  Page page = document.page();
  const std::size_t cut = page.text.find("conseil") + 7;
  REQUIRE(cut < page.text.find("subvention"));
  page.sides = {{{0, cut}, ""}, {{cut, page.text.size()}, ""}};
  f.store->put_page(document.id(), page, "text@1");
  Extraction extraction;
  extraction.records = {document.record()};
  archive::Prepared prepared = archive::prepare(extraction, {page});
  REQUIRE(prepared.pages.size() == 1);
  prepared.pages[0].label = "12";
  prepared.pages[0].side_labels = {"12", "13"};
  f.store->put_records(document.id(), archive::prepared_from_json(archive::to_json(std::move(prepared))), "text@1");
  const auto label_of = [&](const char* word) {
    const SearchResult result = ask(*f.store, word);
    REQUIRE(result.hits.size() == 1);
    return result.hits[0].page_label;
  };
  CHECK(label_of("conseil") == "12");
  CHECK(label_of("subvention") == "13");
  const auto back = f.store->page(document.id(), 1);
  REQUIRE(back);
  CHECK(back->label == "12");
  CHECK(back->sides == std::vector<Side>{{{0, cut}, "12"}, {{cut, page.text.size()}, "13"}});
}

TEST_CASE("several files of one sitting count once, and the best version speaks") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  Document draft{"projet.txt", "Projet. Le conseil vote une subvention à la chorale."};
  draft.sitting = "s1", draft.version = "draft";
  Document scan{"scan.pdf", "Le conscil vote unc subvention à la chorale."};
  scan.sitting = "s1", scan.version = "signed", scan.origin = "ocr";
  Document text{"signe.txt", "Le conseil vote une subvention à la chorale."};
  text.sitting = "s1", text.version = "signed";
  Document notice{"convocation.txt", "Convocation. Une subvention à la chorale."};
  notice.sitting = "s2", notice.kind = "convocation";
  for (const Document& document : {text, draft, notice, scan}) f.add(document);
  f.store->commit();
  CHECK(f.store->sheet(SheetKind::quorum, {}).rows.size() == 1);
  CHECK(f.store->sheet(SheetKind::grants, {}).rows.size() == 1);
  CHECK(f.store->status().sittings == 1);
  CHECK(f.store->status().records == 4);
  RecordFilter filter;
  filter.sitting = "s1";
  REQUIRE(f.store->records(filter).size() == 1);
  CHECK(f.store->records(filter)[0].source_name == "signe.txt");
  filter.all_versions = true;
  CHECK(f.store->records(filter).size() == 3);
  CHECK(names(ask(*f.store, "\"subvention à la chorale\" -convocation")) == Names{"signe.txt"});
  Query all = parse_query("chorale");
  all.all_versions = true;
  CHECK(f.store->search(all).hits.size() == 4);
  // When the best one goes, the next best takes its place.
  f.store->put_records(text.id(), Extraction{}, "text@1");
  f.store->commit();
  CHECK(f.store->records(RecordFilter{"", "s1"})[0].source_name == "scan.pdf");
  CHECK(f.store->verify().empty());
}

TEST_CASE("sheets say null where no document says anything") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  for (const SheetKind kind : {SheetKind::quorum, SheetKind::votes, SheetKind::attendance, SheetKind::people, SheetKind::budgets, SheetKind::grants,
                               SheetKind::programmes, SheetKind::memberships, SheetKind::checks}) {
    const Sheet sheet = f.store->sheet(kind, {});
    REQUIRE(sheet.rows.size() == 1);
    CHECK(sheet.rows[0].size() == sheet.columns.size());
  }
  const Sheet votes = f.store->sheet(SheetKind::votes, {});
  const auto at = [&](const std::string& column) {
    for (std::size_t i = 0; i < votes.columns.size(); ++i)
      if (votes.columns[i].name == column) return votes.rows[0][i];
    return Json("no such column");
  };
  CHECK(at("for") == Json(12));
  CHECK(at("unanimity") == Json(false));
  CHECK(at("abstain").is_null());
  CHECK(at("page") == Json(1));
  const Sheet budgets = f.store->sheet(SheetKind::budgets, {});
  CHECK(budgets.rows[0][10] == Json("1250.50"));
  SheetFilter filter;
  filter.from_year = 2020;
  CHECK(f.store->sheet(SheetKind::votes, filter).rows.empty());
  filter = {};
  filter.organisation = "kerlan", filter.text = "CHORALE";
  CHECK(f.store->sheet(SheetKind::grants, filter).rows.size() == 1);
  filter.organisation = "kerlan nord";
  CHECK(f.store->sheet(SheetKind::grants, filter).rows.empty());
}

TEST_CASE("a search forgives accents, inflection, elision and OCR, in that order") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.add({"ocr.txt", "Lc conscil comrnunal votc une subvcntion à la fanfare.", "1892-05-01"});
  f.store->commit();
  CHECK(names(ask(*f.store, "UNANIMITE")) == Names{"kerlan.txt"});
  CHECK(names(ask(*f.store, "l’unanimité")) == Names{"kerlan.txt"});
  const SearchResult result = ask(*f.store, "subventions");
  REQUIRE(names(result) == Names{"kerlan.txt", "ocr.txt"});
  CHECK_FALSE(result.hits[0].forgiven);
  CHECK(result.hits[1].forgiven);
  CHECK(marked(result.hits[1]).find("[subvcntion]") != std::string::npos);
  CHECK(names(ask(*f.store, "\"conseil communal\"")) == Names{"ocr.txt"});
  CHECK(ask(*f.store, "\"fanfare communal\"").hits.empty());
  Query exact = parse_query("subventions");
  exact.forgiving = false;
  CHECK(f.store->search(exact).hits.size() == 1);
}

TEST_CASE("phrases, prefixes, exclusions and filters narrow a search") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  Document ca{"ca.txt", "Le bureau a voté la cotisation du conseil.", "2015-06-01", "Association Bihan", "conseil_administration"};
  f.add(chorale());
  f.add(ca);
  f.store->commit();
  CHECK(ask(*f.store, "conseil").hits.size() == 2);
  CHECK(names(ask(*f.store, "\"conseil municipal\"")) == Names{"kerlan.txt"});
  CHECK(names(ask(*f.store, "cotis*")) == Names{"ca.txt"});
  CHECK(names(ask(*f.store, "conseil -chorale")) == Names{"ca.txt"});
  CHECK(names(ask(*f.store, "conseil année:2019")) == Names{"kerlan.txt"});
  CHECK(names(ask(*f.store, "conseil year:2010..2016")) == Names{"ca.txt"});
  CHECK(names(ask(*f.store, "conseil -année:2019")) == Names{"ca.txt"});
  CHECK(names(ask(*f.store, "organe:ca")) == Names{"ca.txt"});
  CHECK(names(ask(*f.store, "body:\"conseil municipal\"")) == Names{"kerlan.txt"});
  CHECK(names(ask(*f.store, "organisation:bihan")) == Names{"ca.txt"});
  CHECK(ask(*f.store, "kind:pv").hits.size() == 2);
  CHECK(ask(*f.store, "année:1850").hits.empty());
  CHECK(names(ask(*f.store, "chorale résultat:adopté année:2019", Scope::resolutions)) == Names{"kerlan.txt"});
  CHECK(ask(*f.store, "chorale résultat:rejeté", Scope::resolutions).hits.empty());
  CHECK(ask(*f.store, "-conseil").hits.empty());
  CHECK(ask(*f.store, "-chorale").hits.size() == 1);
}

TEST_CASE("a hit says where it stands in the original text") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  const SearchResult result = ask(*f.store, "unanimité");
  REQUIRE(result.hits.size() == 1);
  const Hit& hit = result.hits[0];
  CHECK(hit.record == chorale().record_id());
  CHECK(hit.source == chorale().id());
  CHECK(hit.page == 1);
  CHECK(hit.date == "2019-03-14");
  // "à" counts once in code points.
  CHECK(hit.begin == 69);
  CHECK(hit.end == 78);
  CHECK(marked(hit).find("l'[unanimité] des") != std::string::npos);
  const SearchResult resolution = ask(*f.store, "chorale", Scope::resolutions);
  REQUIRE(resolution.hits.size() == 1);
  CHECK(resolution.hits[0].resolution == 0);
  CHECK(resolution.hits[0].result == "adopted");
  CHECK(resolution.hits[0].page == 1);
}

TEST_CASE("a page with the end of one sitting and the start of the next answers for the right one") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  Document register_{"registre.txt", "Fin de la séance de mars, vote du budget. Séance de mai, vote du tarif."};
  begin(*f.store, register_, f.folder.path);
  f.store->put_page(register_.id(), register_.page(), "text@1");
  const auto span = [](int from, int to) {
    return Json(Json::Array{Json(Json::Array{Json(1), Json(from)}), Json(Json::Array{Json(1), Json(to)})});
  };
  Json march = register_.record(), may = register_.record();
  march.set("id", "march-record"), march.set("sitting_id", "march"), march["document"];
  may.set("id", "may-record"), may.set("sitting_id", "may");
  march.find("document")->set("span", span(0, 42));
  may.find("document")->set("span", span(42, 200));
  march.find("meeting")->set("date", fact("1892-03-01"));
  may.find("meeting")->set("date", fact("1893-05-01"));
  Extraction extraction;
  extraction.records = {march, may};
  f.store->put_records(register_.id(), extraction, "text@1");
  REQUIRE(ask(*f.store, "budget").hits.size() == 1);
  CHECK(ask(*f.store, "budget").hits[0].record == "march-record");
  CHECK(ask(*f.store, "tarif").hits[0].record == "may-record");
  CHECK(ask(*f.store, "vote année:1893").hits[0].record == "may-record");
  CHECK(ask(*f.store, "budget année:1893").hits.empty());
}

TEST_CASE("nothing a user types is read as syntax") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  for (const char* text : {"a AND", "OR", "NOT chorale", "NEAR(a b, 3)", "{plain} : x", "^chorale", "chorale\" OR \"x", "col:chorale", "chorale + x", "(", ")", "''",
                           "'; DROP TABLE record; --", "* * *", "\"*\"", "chor\0ale", "--", "-année:2019 -organe:x", "\xFF\xFE"})
    for (const Scope scope : {Scope::pages, Scope::resolutions}) CHECK_NOTHROW(ask(*f.store, text, scope));
  CHECK(f.store->status().records == 1);
}

TEST_CASE("the ledger names every input and every page") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  LedgerEntry bad;
  bad.run = "run1", bad.at = "2026-01-01T00:00:02Z", bad.path = "/tmp/secret.pdf", bad.outcome = "encrypted", bad.reason = "needs a password";
  f.store->put_outcome(bad);
  LedgerEntry lost;
  lost.run = "run1", lost.at = "2026-01-01T00:00:03Z", lost.source = chorale().id(), lost.page = 2, lost.outcome = "timeout", lost.reason = "180 s";
  f.store->put_outcome(lost);
  f.store->put_outcome(lost);
  f.store->commit();
  CHECK(f.store->ledger({}).size() == 4);
  LedgerFilter problems;
  problems.problems_only = true;
  const auto lines = f.store->ledger(problems);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].outcome == "encrypted");
  CHECK(lines[0].reason == "needs a password");
  CHECK(lines[1].page == 2);
  CHECK(lines[1].source_name == "kerlan.txt");
  CHECK(f.store->status().failed_inputs == 1);
  CHECK(f.store->status().failed_pages == 1);
  // A later run that succeeds settles it.
  Run again = run_of("run2");
  again.started = "2026-02-01T00:00:00Z";
  f.store->begin_run(again);
  bad.run = "run2", bad.outcome = "ok", bad.reason = "";
  f.store->put_outcome(bad);
  f.store->commit();
  CHECK(f.store->status().failed_inputs == 0);
  LedgerFilter first;
  first.run = "run1";
  first.pages = false;
  CHECK(f.store->ledger(first).size() == 2);
}

TEST_CASE("a source remembers every place it came from and what the archivist supplied") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->place(chorale().id(), "/autre/endroit.txt", "2026-01-02T00:00:00Z");
  f.store->place(chorale().id(), "/autre/endroit.txt", "2026-01-03T00:00:00Z");
  Json facts = Json::object();
  facts.set("archival/cote", "1 D 14");
  f.store->supply(chorale().id(), facts);
  f.store->commit();
  const auto source = f.store->source(chorale().id());
  REQUIRE(source);
  CHECK(source->places.size() == 2);
  CHECK(source->places[1] == "/autre/endroit.txt");
  CHECK(f.store->supplied(chorale().id()) == facts);
  f.store->supply(chorale().id(), Json::object());
  CHECK(f.store->supplied(chorale().id()).members().empty());
  CHECK(f.store->source_info(chorale().id()).parts.size() == 1);
  CHECK(sha256_file(f.store->original(chorale().id())) == chorale().id());
}

TEST_CASE("what is not committed is not there, and rollback leaves the archive usable") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.store->commit();
  f.add(chorale());
  f.store->rollback();
  CHECK(f.store->known(chorale().id(), "text@1").state == Known::State::unknown);
  f.add(chorale());
  auto reader = implementation.open(f.folder.path / "archive", Mode::read);
  CHECK(reader->status().records == 0);
  f.store->commit();
  CHECK(reader->status().records == 1);
  CHECK(ask(*reader, "chorale").hits.size() == 1);
  CHECK(f.store->verify().empty());
}

TEST_CASE("a stated fact without evidence is refused whole") {
  const Implementation& implementation = GENERATE(from_range(implementations()));
  Fixture f(implementation);
  f.add(chorale());
  f.store->commit();
  Extraction extraction;
  extraction.records = {chorale().record()};
  Json bare = fact("Sans preuve");
  bare.erase("evidence");
  extraction.records[0].set("title", bare);
  CHECK_THROWS_AS(f.store->put_records(chorale().id(), extraction, "text@1"), Error);
  f.store->commit();
  CHECK(f.store->get_record(chorale().record_id()) == chorale().record());
  CHECK(f.store->sheet(SheetKind::votes, {}).rows.size() == 1);
}
