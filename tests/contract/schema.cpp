// The schemas against everything the project writes and reads: records of the corpus, gold records, rule files; and one bad instance
// for each thing a schema forbids, since the validator passes over what it does not know.

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "tests/support/process.hpp"
#include "pipeline/run/pipeline.hpp"
#include "pipeline/source/source.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/schema.hpp"

using namespace minutier;
using namespace minutier::test;
namespace fs = std::filesystem;

namespace {

const Schema& record_schema() {
  static const Schema schema("record.schema.json");
  return schema;
}

struct CorpusRecord {
  std::string document;
  Json record;
};

// Records of every document of the corpus whose text needs no recognition, made once.
const std::vector<CorpusRecord>& corpus() {
  static const std::vector<CorpusRecord> all = [] {
    std::vector<CorpusRecord> out;
    const run::Pipeline pipeline;
    std::set<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(fs::path(MINUTIER_SOURCE_DIR) / "corpus"))
      if (entry.is_directory()) folders.insert(entry.path());
    for (const fs::path& folder : folders) {
      for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string extension = entry.path().extension().string();
        if (entry.path().stem() != "document" || extension == ".pdf" || extension == ".tif") continue;
        const auto source = source::open({entry.path()});
        const source::Description& description = source->description();
        if (!description.is_text) continue;
        std::vector<Page> pages;
        for (int n = 1; n <= description.page_count; ++n) pages.push_back(source->page(n));
        assemble::Provenance provenance;
        provenance.document_id = description.id;
        provenance.source_name = description.name;
        provenance.media_type = description.media_type;
        provenance.pages = description.page_count;
        for (Json& record : pipeline.records(pages, provenance, {description.name, description.media_type, {}})) out.push_back({folder.filename().string(), std::move(record)});
      }
    }
    return out;
  }();
  return all;
}

bool is_fact(const Json& json) { return json.find("value") && json.find("status") && json.find("confidence"); }

void each_fact(const Json& node, const std::string& path, const std::function<void(const std::string&, const Json&)>& see) {
  if (node.is_object() && is_fact(node)) {
    see(path, node);
    for (const Json& other : node["alternatives"].items()) see(path + "/alternatives", other);
    return;
  }
  for (const auto& member : node.members()) each_fact(member.second, path + "/" + member.first, see);
  for (std::size_t i = 0; i < node.items().size(); ++i) each_fact(node.items()[i], path + "/" + std::to_string(i), see);
}

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') out += c;
  return out;
}

// A record with a fact of most kinds, valid as it stands.
Json sample() {
  Json record = facts(R"({"kind": "proces_verbal", "title": "PV", "exercise_years": [2022],
    "organisation": {"name": "Ville", "kind": "commune"},
    "meeting": {"body": "conseil_municipal", "kinds": ["ordinaire"], "date": "2023-04-06", "start": "20:30", "end": "22:45"},
    "attendance": {"lists": [{"label": "Présents", "status": "present", "stated_count": 1}], "people": [{"name": "Anne Roy", "family": "Roy", "given": "Anne", "status": "present"}], "totals": {"in_office": 15, "present": 11}},
    "quorum": {"reached": true, "basis": "members_present"}, "agenda": [{"number": "1", "title": "Budget"}],
    "resolutions": [{"number": "1", "title": "Budget", "kind": "budget", "result": "adopted", "result_source": "own_vote", "amounts": ["12.50 EUR"], "vote": {"mode": "main_levee", "unanimity": true, "for": 11, "unit": "persons", "named": [{"name": "Anne Roy", "option": "for"}]}}],
    "budgets": [{"kind": "primitif", "year": 2023, "section": "fonctionnement", "lines": [{"side": "charge", "account": "60", "label": "Achats", "amount": "-12.50 EUR", "level": 0}], "totals": {"charges": "12.50 EUR"}}],
    "interventions": [{"speaker": "Anne Roy", "text": "Oui", "kind": "speech"}], "relations": [{"type": "previous", "target": "séance de mars"}]})");
  record.set("record_version", "1");
  record.set("id", "0123456789abcdef0123");
  record.set("slug", "ville/conseil-municipal/2023-04-06");
  record.set("sitting_id", "0123456789abcdef0124");
  record.set("document", Json::parse(R"({"id": "00", "source_name": "pv.txt", "media_type": "text/plain", "pages": 1, "span": [[1, 0], [1, 90]], "text_origin": "plain", "versions": {}})"));
  record.set("evidence", Json::parse(R"([{"id": "e1", "page": 1, "origin": "plain", "chars": [0, 2], "boxes": [[1, 2, 3.5, 4]], "quote": "PV"}])"));
  assemble::add_checks(record, assemble::Profiles());
  return record;
}

// The record with the value at a path replaced; null erases the last key.
Json changed(Json record, const std::string& path, Json value) {
  const std::size_t cut = path.rfind('/');
  Json* owner = cut == std::string::npos ? &record : const_cast<Json*>(record.at(path.substr(0, cut)));
  REQUIRE(owner != nullptr);
  const std::string key = cut == std::string::npos ? path : path.substr(cut + 1);
  if (owner->is_array()) owner->items().at(std::stoul(key)) = std::move(value);
  else if (value.is_null()) REQUIRE(owner->erase(key));
  else owner->set(key, std::move(value));
  return record;
}

// Names of the members a schema knows below each path, facts and plain values alike.
void known_keys(const Json& schema, const Json& definitions, const std::string& path, std::set<std::string>& out) {
  const std::string& ref = schema["$ref"].as_string();
  if (ref == "#/definitions/record") known_keys(definitions["record"], definitions, path, out);
  for (const auto& [key, member] : schema["properties"].members()) {
    out.insert(path + "/" + key);
    known_keys(member, definitions, path + "/" + key, out);
  }
  if (schema["items"].is_object()) known_keys(schema["items"], definitions, path, out);
}

}  // namespace

TEST_CASE("the record of every corpus document obeys the schema") {
  REQUIRE(corpus().size() >= 12);
  for (const auto& [document, record] : corpus()) {
    INFO(document);
    CHECK(record_schema().offence(record) == "");
  }
}

TEST_CASE("every stated fact of the corpus has evidence, whose quote holds what was read") {
  std::size_t seen = 0;
  for (const auto& corpus_record : corpus()) {
    const std::string& document = corpus_record.document;
    const Json& record = corpus_record.record;
    std::map<std::string, std::string> quotes;
    for (const Json& evidence : record["evidence"].items()) quotes[evidence["id"].as_string()] = without_space(evidence["quote"].as_string());
    each_fact(record, "", [&](const std::string& path, const Json& fact) {
      INFO(document + " " + path + " " + fact.dump());
      std::string all;
      bool one = false;
      const std::string raw = without_space(fact["raw"].as_string());
      for (const Json& id : fact["evidence"].items()) {
        const auto quote = quotes.find(id.as_string());
        REQUIRE(quote != quotes.end());
        one = one || quote->second.find(raw) != std::string::npos;
        all += quote->second;
      }
      if (fact["status"].as_string() != "stated") return;
      ++seen;
      CHECK(!fact["evidence"].items().empty());
      CHECK((one || all.find(raw) != std::string::npos));  // over a page break, the quotes together
    });
  }
  CHECK(seen > 300);
}

TEST_CASE("checks point at what the record holds") {
  for (const auto& corpus_record : corpus()) {
    const Json& record = corpus_record.record;
    for (const Json& check : record["checks"].items())
      for (const Json& pointer : check["facts"].items()) {
        INFO(corpus_record.document + " " + check.dump());
        CHECK(record.at(pointer.as_string().substr(1)) != nullptr);
      }
  }
}

TEST_CASE("gold records obey their schema, and hold nothing the record does not know") {
  const Schema gold("gold.schema.json");
  std::size_t seen = 0;
  for (const fs::path& root : {fs::path(MINUTIER_SOURCE_DIR) / "corpus", fs::path(MINUTIER_SOURCE_DIR) / "../shared/eval/gold"}) {
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".json" || (entry.path().filename() != "gold.json" && root.filename() != "gold")) continue;
      INFO(entry.path().string());
      CHECK(gold.offence(bytes_of(entry.path())) == "");
      ++seen;
    }
  }
  CHECK(seen >= 12);
  std::set<std::string> of_record, of_gold;
  const Json record_json = Json::parse(bytes_of(fs::path(MINUTIER_SOURCE_DIR) / "schemas/record.schema.json"));
  const Json gold_json = Json::parse(bytes_of(fs::path(MINUTIER_SOURCE_DIR) / "schemas/gold.schema.json"));
  known_keys(record_json, record_json["definitions"], "", of_record);
  known_keys(gold_json["definitions"]["record"], gold_json["definitions"], "", of_gold);
  REQUIRE(of_gold.size() > 150);
  for (const std::string& key : of_gold) {
    if (key.ends_with("/optional") || key.starts_with("/_")) continue;
    INFO(key);
    CHECK(of_record.count(key) == 1);
  }
}

TEST_CASE("what the schema of profiles allows is what is read, and what it forbids is refused") {
  const Schema schema("profile.schema.json");
  const std::string good = R"({"names": ["A B"], "kind": "association", "periods": [{"from": "2015-01-01", "to": "", "members_in_office": 60, "proxies_per_holder": 2,
    "quorum": [{"body": ["bureau"], "at_least": [1, 4], "counted": "present", "free_from_convocation": 2, "article": "art. 3"}, {"none": true}]}]})";
  const test::TemporaryFolder folder;
  const auto loads = [&](const std::string& json) {
    std::ofstream(folder / "p.json") << json;
    try {
      return !assemble::Profiles::load(folder.path()).empty();
    } catch (const Error&) {
      return false;
    }
  };
  CHECK(schema.offence(good) == "");
  CHECK(loads(good));
  for (const std::string bad : {R"({"periods": [{}]})", R"({"names": [], "periods": [{}]})", R"({"names": ["A"], "periods": []})", R"({"names": ["A"], "periods": [{}], "x": 1})",
                                R"({"names": ["A"], "periods": [{"from": "12 mai"}]})", R"({"names": ["A"], "periods": [{"quorum": [{}]}]})",
                                R"({"names": ["A"], "periods": [{"quorum": [{"number": 2, "above": [1, 2]}]}]})", R"({"names": ["A"], "periods": [{"quorum": [{"number": 0}]}]})"}) {
    INFO(bad);
    CHECK(schema.offence(bad) != "");
    CHECK_FALSE(loads(bad));
  }
}

TEST_CASE("rule files obey their schema") {
  const Schema rules("rules.schema.json");
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(MINUTIER_SOURCE_DIR) / "extractors/data/fr")) {
    if (!entry.path().string().ends_with(".rules.json")) continue;
    INFO(entry.path().string());
    CHECK(rules.offence(bytes_of(entry.path())) == "");
    ++seen;
  }
  CHECK(seen >= 5);
  const char* good = R"({"rules": [{"id": "a.b", "anchors": ["quorum"], "pattern": "quorum", "examples": ["quorum", {"text": "quorum", "groups": {"n": "1"}}]}]})";
  CHECK(rules.offence(std::string(good)) == "");
  const std::pair<const char*, const char*> bad[] = {
      {"rules", R"("x")"}, {"more", "1"}, {"rules/0/id", R"("A B")"}, {"rules/0/id", "null"}, {"rules/0/version", "0"}, {"rules/0/anchors", "[]"}, {"rules/0/anchors", R"(["a"])"}, {"rules/0/anchors", "null"},
      {"rules/0/pattern", R"("")"}, {"rules/0/pattern", "null"}, {"rules/0/scope", R"("page")"}, {"rules/0/in", R"(["cell"])"}, {"rules/0/not", "3"}, {"rules/0/confidence", "0"}, {"rules/0/confidence", "1.5"},
      {"rules/0/layer", R"("raw")"}, {"rules/0/examples", "[]"}, {"rules/0/examples", "null"}, {"rules/0/examples/1/text", "null"}, {"rules/0/examples/1/groups", R"({"n": 1})"}, {"rules/0/counter_examples", R"("x")"}, {"rules/0/exemples", "[]"}};
  for (const auto& [path, value] : bad) {
    INFO(std::string(path) + " = " + value);
    CHECK(rules.offence(changed(Json::parse(good), path, Json::parse(value))) != "");
  }
}

TEST_CASE("a record that breaks the contract is refused") {
  const Json good = sample();
  REQUIRE(record_schema().offence(good) == "");
  for (const char* key : {"record_version", "id", "slug", "sitting_id", "document", "checks", "evidence"}) {
    INFO(key);
    CHECK(record_schema().offence(changed(good, key, nullptr)) != "");
  }
  const std::pair<const char*, const char*> bad[] = {
      {"record_version", R"("2")"},
      {"title", R"("PV")"},                                   // a value that is no fact
      {"title/evidence", "[]"},                               // stated without evidence
      {"title/evidence", R"(["17"])"},
      {"title/evidence", "null"},
      {"title/status", R"("guessed")"},
      {"title/status", "null"},
      {"title/confidence", "1.5"},
      {"title/confidence", "null"},
      {"title/value", "null"},
      {"title/value", "12"},
      {"title/value", R"("")"},
      {"title/extra", "1"},
      {"title/alternatives", R"([{"value": "x"}])"},
      {"kind/value", R"("minutes")"},
      {"exercise_years/0/value", R"("2022")"},
      {"exercise_years", "2022"},
      {"organisation/kind/value", R"("ville")"},
      {"meeting/body/value", R"("conseil")"},
      {"meeting/kinds/0/value", R"("rare")"},
      {"meeting/date/value", R"("6 avril 2023")"},
      {"meeting/start/value", R"("20h30")"},
      {"attendance/lists/0/status", R"("here")"},
      {"attendance/people/0/status/value", R"("here")"},
      {"attendance/people/0/family", R"({"value": "Roy"})"},
      {"attendance/totals/present/value", "11.5"},
      {"quorum/reached/value", R"("oui")"},
      {"quorum/basis/value", R"("people")"},
      {"quorum/verdict", R"("yes")"},
      {"resolutions/0/result/value", R"("adoptée")"},
      {"resolutions/0/result_source", R"("vote")"},
      {"resolutions/0/kind/value", R"("loi")"},
      {"resolutions/0/amounts/0/value/amount", "12.5"},
      {"resolutions/0/amounts/0/value/amount", R"("12,50")"},
      {"resolutions/0/amounts/0/value/currency", R"("€")"},
      {"resolutions/0/vote/mode/value", R"("voice")"},
      {"resolutions/0/vote/for/value", R"("onze")"},
      {"resolutions/0/vote/unit", R"("heads")"},
      {"resolutions/0/vote/named/0/option", R"("pour")"},
      {"budgets/0/kind/value", R"("prévisionnel")"},
      {"budgets/0/section/value", R"("autre")"},
      {"budgets/0/lines/0/side", R"("depense")"},
      {"budgets/0/lines/0/level", R"("0")"},
      {"interventions/0/kind", R"("talk")"},
      {"relations/0/type", R"("after")"},
      {"document/pages", "-1"},
      {"document/span", "[[1, 0]]"},
      {"document/text_origin", R"("scan")"},
      {"document/source_name", "null"},
      {"checks/0/verdict", R"("maybe")"},
      {"checks/0/severity", R"("high")"},
      {"checks/0/id", R"("X1")"},
      {"checks/0/facts", R"(["meeting/date"])"},
      {"checks/0/message", "null"},
      {"evidence/0/page", "0"},
      {"evidence/0/chars", "[0]"},
      {"evidence/0/boxes", "[[1, 2, 3]]"},
      {"evidence/0/quote", "null"}};
  for (const auto& [path, value] : bad) {
    INFO(std::string(path) + " = " + value);
    CHECK(record_schema().offence(changed(good, path, Json::parse(value))) != "");
  }
  Json derived = changed(good, "title/status", "derived");
  CHECK(record_schema().offence(derived) == "");
  CHECK(record_schema().offence(changed(derived, "title/rule", nullptr)) != "");
}

TEST_CASE("a gold record that breaks its contract is refused") {
  const Schema gold("gold.schema.json");
  const char* good = R"({"kind": "proces_verbal", "meeting": {"date": "2023-04-06", "start": "20:30"}, "budgets": [{"totals": {"charges": "12.50 EUR"}, "optional": true}], "resolutions": [{"vote": {"for": 3}}], "_notes": ["a"]})";
  REQUIRE(gold.offence(std::string(good)) == "");
  REQUIRE(gold.offence("[" + std::string(good) + "]") == "");
  const std::pair<const char*, const char*> bad[] = {{"kind", R"("pv")"}, {"kind", "null"}, {"date", R"("2023")"}, {"meeting/date", R"("6 avril")"}, {"meeting/start", R"("20h")"}, {"meeting/day", "1"},
                                                      {"budgets/0/totals/charges", R"("12.5")"}, {"budgets/0/totals/charges", "12.5"}, {"budgets/0/optional", R"("yes")"}, {"resolutions/0/vote/for", R"("3")"}, {"_notes", R"("a")"}};
  for (const auto& [path, value] : bad) {
    INFO(std::string(path) + " = " + value);
    CHECK(gold.offence(changed(Json::parse(good), path, Json::parse(value))) != "");
  }
  CHECK(gold.offence(std::string("[]")) != "");
}
