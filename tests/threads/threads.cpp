// What may run in parallel does: one pipeline shared by threads gives each of them the same bytes. Run under TSan by tools/test.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "pipeline/archive/analyser.hpp"
#include "pipeline/run/pipeline.hpp"

using namespace minutier;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> corpus_texts() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(MINUTIER_SOURCE_DIR) / "corpus" / "documents"))
    if (entry.path().extension() == ".txt" && entry.file_size() > 1500) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    texts.push_back(bytes.str());
  }
  return texts;
}

std::string records_of(const run::Pipeline& pipeline, const std::string& text) {
  Page page;
  page.text = text;
  assemble::Provenance provenance;
  provenance.document_id = "thread";
  std::string out;
  for (const Json& record : pipeline.records({page}, provenance, {"thread.txt", "text/plain", {}})) out += record.dump() + "\n";
  return out;
}

}  // namespace

TEST_CASE("threads that share a pipeline and an analyser all get the same records and words") {
  const run::Pipeline pipeline;
  const auto texts = corpus_texts();
  REQUIRE(texts.size() >= 4);
  constexpr std::size_t count = 4;
  std::vector<std::vector<std::string>> results(count);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < count; ++t)
    threads.emplace_back([&pipeline, &texts, &result = results[t]] {
      for (std::size_t i = 0; i < std::min<std::size_t>(texts.size(), 6); ++i) {
        result.push_back(records_of(pipeline, texts[i]));
        result.push_back(archive::analyse(texts[i]).stems);
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 1; t < count; ++t) CHECK(results[t] == results[0]);
  for (const std::string& result : results[0]) CHECK(result.size() > 100);
}
