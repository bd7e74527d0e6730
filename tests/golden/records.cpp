// Whole records of corpus documents, reduced to plain values, as they were last looked at and found good or known. A change
// of rules shows here as a difference to read; after reading, MINUTIER_UPDATE_GOLDEN=1 writes the new state.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "pipeline/run/document_jobs.hpp"
#include "tests/support/corpus.hpp"

using namespace minutier;
namespace fs = std::filesystem;

namespace {

// Facts become their values; evidence, checks and versions are left out.
Json plain(const Json& node) {
  if (node.is_array()) {
    Json out = Json::array();
    for (const Json& item : node.items()) out.push(plain(item));
    return out;
  }
  if (!node.is_object()) return node;
  if (node.find("value") && node.find("status")) {
    const Json& value = node["value"];
    if (value.find("amount")) return Json(value["amount"].as_string() + " " + value["currency"].as_string());
    return plain(value);
  }
  Json out = Json::object();
  for (const auto& [key, value] : node.members())
    if (key != "evidence" && key != "checks" && key != "document" && key != "record_version") out.set(key, plain(value));
  return out;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string records_of(const std::string& id) {
  static const run::Pipeline pipeline;
  const auto source = source::open({test::corpus_document(id)});
  REQUIRE(source->description().is_text);
  const auto pages = run::text_pages(*source);
  Json all = Json::array();
  for (const Json& record : pipeline.records(pages, run::provenance_of(source->description(), run::reading_of(pages), Json::object()), run::info_of(source->description()))) all.push(plain(record));
  return all.dump(1) + "\n";
}

}  // namespace

TEST_CASE("records of the corpus are as they were last read") {
  const fs::path folder = fs::path(MINUTIER_SOURCE_DIR) / "tests" / "golden";
  const bool update = std::getenv("MINUTIER_UPDATE_GOLDEN") != nullptr;
  for (const char* id : {"assoc-ag-2021", "club-ag-2019", "assoc-ca-2016", "cc-liste-2024", "cse-2023", "rapport-financier-2022", "convocation-2024", "registre-1883"}) {
    const fs::path golden = folder / (std::string(id) + ".json");
    const std::string now = records_of(id);
    if (update) std::ofstream(golden, std::ios::binary) << now;
    INFO(id << ": read the difference, then MINUTIER_UPDATE_GOLDEN=1 " << "build/dev/bin/test_golden");
    CHECK(now == read(golden));
  }
}

TEST_CASE("the same document gives the same bytes") { CHECK(records_of("assoc-ag-2021") == records_of("assoc-ag-2021")); }
