// What tools/dev/awful_inputs makes, ingested in one go: each paper ends in the outcome expected of it, with its words where it has any,
// and the good ones beside it are in the archive. The real program, the real engine.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "pipeline/archive/archive.hpp"
#include "pipeline/base/json.hpp"
#include "tests/support/process.hpp"

using namespace minutier;
using minutier::test::Ran;
using minutier::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

struct Expected {
  std::string name, outcome, words;
};

std::vector<Expected> expected_in(const fs::path& table) {
  std::vector<Expected> out;
  std::ifstream in(table);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    Expected row;
    std::getline(cells, row.name, '\t');
    std::getline(cells, row.outcome, '\t');
    std::getline(cells, row.words, '\t');
    out.push_back(row);
  }
  return out;
}

struct Ended {
  std::string outcome, reason, text, pages;  // what its pages say of themselves
};

// By file name: the outcome of the input, and the text of all its pages.
std::map<std::string, Ended> found_in(const std::string& directory) {
  std::map<std::string, Ended> out;
  const auto archive = archive::open(directory, archive::Mode::read);
  for (const archive::LedgerEntry& entry : archive->ledger({})) {
    Ended& found = out[fs::path(entry.path).filename().string()];
    if (entry.page == 0) found.outcome = entry.outcome, found.reason = entry.reason;
    if (entry.page > 0) found.pages += entry.reason + '\n';
    if (entry.page == 0 || entry.source.empty()) continue;
    const auto page = archive->page(entry.source, entry.page);
    if (!page) continue;
    found.text += page->text + '\n';
    for (const Issue& issue : page->issues) found.pages += issue.code + ": " + issue.message + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("awful papers each end in the outcome expected of them, with their words, beside the good ones") {
  const TemporaryFolder folder;
  const Ran made = test::run_program({std::string(MINUTIER_SOURCE_DIR) + "/tools/dev/awful_inputs", folder / "awful"});
  INFO(made.err);
  REQUIRE(made.status == 0);
  const std::vector<Expected> expected = expected_in(folder / "awful/expected.tsv");
  REQUIRE(expected.size() >= 40);
  const std::string archive = folder / "archive", papers = folder / "awful/papers";
  const Ran ran = test::run_program({test::program("minutier"), "--archive", archive, "ingest", papers}, {{{"LC_ALL", "C.UTF-8"}}, "", false, std::chrono::seconds(600)});
  INFO(ran.err);
  CHECK(ran.status == 1);
  std::map<std::string, Ended> found = found_in(archive);
  for (const Expected& paper : expected) {
    INFO(paper.name << ": " << found[paper.name].reason << "\n" << found[paper.name].text.substr(0, 200));
    CHECK(found[paper.name].outcome == paper.outcome);
    if (paper.words != "-") CHECK(found[paper.name].text.find(paper.words) != std::string::npos);
    if (paper.outcome != "ok") CHECK(ran.err.find(paper.name) != std::string::npos);
  }
  CHECK(found["image-cut.pdf"].pages.find("breaks off") != std::string::npos);
  CHECK(found["image-half.pdf"].pages.find("damaged: the page's image breaks off") != std::string::npos);
  CHECK(found["portfolio.pdf"].reason.find("annexe.pdf") != std::string::npos);
  CHECK(ran.err.find("annexe.pdf") != std::string::npos);
  CHECK(test::run_program({test::program("minutier"), "--archive", archive, "verify"}).status == 0);

  // With the password the encrypted one is read, and what failed is told again.
  const Ran opened = test::run_program({test::program("minutier"), "--archive", archive, "--password", "sesame", "ingest", papers}, {{{"LC_ALL", "C.UTF-8"}}, "", false, std::chrono::seconds(600)});
  CHECK(opened.status == 1);
  found = found_in(archive);
  CHECK(found["encrypted.pdf"].outcome == "ok");
  CHECK(found["encrypted.pdf"].text.find("Le conseil municipal approuve le budget") != std::string::npos);
}
