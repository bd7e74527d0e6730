// The checks on gold records: what careful people wrote down must not be called an error, and must give the verdicts of the documents.

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/schema.hpp"

using namespace minutier;
using namespace minutier::test;
namespace fs = std::filesystem;

namespace {

// The gold records of the corpus with checks, by folder; a document with several sittings has "name/0", "name/1" …
std::map<std::string, Json> gold_records() {
  std::map<std::string, Json> out;
  for (const auto& entry : fs::directory_iterator(fs::path(MINUTIER_SOURCE_DIR) / "corpus")) {
    const fs::path file = entry.path() / "gold.json";
    if (!fs::exists(file)) continue;
    const Json gold = Json::parse(bytes_of(file));
    const std::string name = entry.path().filename().string();
    if (!gold.is_array()) out[name] = facts(gold);
    for (std::size_t i = 0; i < gold.items().size(); ++i) out[name + "/" + std::to_string(i)] = facts(gold.items()[i]);
  }
  for (auto& [name, record] : out) assemble::add_checks(record, assemble::Profiles());
  return out;
}

}  // namespace

TEST_CASE("no check calls an error what a gold record says") {
  const auto records = gold_records();
  REQUIRE(records.size() >= 12);
  for (const auto& [name, record] : records) {
    for (const Json& check : record["checks"].items()) {
      if (check["verdict"].as_string() != "fail") continue;
      INFO(name + " " + check["id"].as_string() + " " + check["message"].as_string());
      CHECK(check["severity"].as_string() == "info");
    }
  }
}

TEST_CASE("quorum verdicts of the corpus, as its gold records tell them") {
  const auto records = gold_records();
  const std::map<std::string, std::string> verdicts{{"assoc-ag-2021", "met"},          {"assoc-age-2014", "not_applicable"}, {"assoc-ca-2016", "met"},      {"be-conseil-2020", "unverifiable"},
                                                    {"cm-1892", "met"},                {"cm-2023", "met"},                   {"convocation-2024", ""},      {"copro-ag-2022", "not_applicable"},
                                                    {"cse-2023", "not_applicable"},    {"qc-conseil-2022", "unverifiable"},  {"rapport-activite-2018", ""}, {"union-ca-2015", "met"}};
  for (const auto& [name, verdict] : verdicts) {
    INFO(name);
    REQUIRE(records.count(name) == 1);
    CHECK(records.at(name)["quorum"]["verdict"].as_string() == verdict);
  }
}
