// The page outputs through the program: from an archive, and of one document without any.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/page_files.hpp"
#include "tests/support/process.hpp"

using namespace minutier;
using minutier::test::Ran;
using minutier::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

Ran minutier_(std::vector<std::string> words) {
  test::RunOptions options;
  options.environment = {{"LC_ALL", "C.UTF-8"}, {"MINUTIER_ARCHIVE", ""}};
  words.insert(words.begin(), test::program("minutier"));
  return test::run_program(words, options);
}

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("one document gives ALTO, hOCR and a searchable PDF without an archive") {
  TemporaryFolder folder;
  const std::string image = test::page_with_transcription(folder / "pv_0001");
  const Ran alto = minutier_({"text", "--format", "alto", image}), hocr = minutier_({"text", "-f", "hocr", image});
  INFO(alto.err << hocr.err);
  CHECK(alto.status == 0);
  CHECK(has(alto.out, "CONTENT=\"municipal\""));
  CHECK(hocr.status == 0);
  CHECK(has(hocr.out, ">municipal</span>"));
  const Ran pdf = minutier_({"text", "--format", "pdf", "--output", folder / "pv.pdf", image});
  INFO(pdf.err);
  CHECK(pdf.status == 0);
  CHECK(test::run_program({"/usr/bin/qpdf", "--check", folder / "pv.pdf"}).status == 0);
  CHECK(has(test::run_program({"/usr/bin/pdftotext", folder / "pv.pdf", "-"}).out, "conseil municipal"));
  // Made once, it is a document with its text: given again, it is copied.
  const Ran again = minutier_({"text", "--format", "pdf", "--output", folder / "again.pdf", folder / "pv.pdf"});
  CHECK(again.status == 0);
  CHECK(has(again.err, "holds its text already"));
  std::ofstream(folder / "note.txt") << "Le conseil municipal.\n";
  const Ran text = minutier_({"text", "--format", "alto", folder / "note.txt"});
  CHECK(text.status == 4);
  CHECK(has(text.err, "no place on a page"));
}

TEST_CASE("an archive gives ALTO, hOCR, searchable PDFs and thumbnails of what it holds") {
  TemporaryFolder folder;
  fs::create_directory(folder / "in");
  test::page_with_transcription(folder / "in/pv_0001");
  std::ofstream(folder / "in/note.txt") << "Procès-verbal du conseil municipal du 14 février 2019.\n";
  const std::string archive = folder / "archive", out = folder / "out";
  REQUIRE(minutier_({"ingest", "-q", "--archive", archive, folder / "in"}).status == 0);
  for (const std::string format : {"alto", "hocr", "pdf", "thumbnails"}) {
    const Ran ran = minutier_({"export", format, "--archive", archive, "--output", out});
    INFO(format << ": " << ran.out << ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.out.empty());
    CHECK(has(ran.err, format == "pdf" ? "1 document born digital, copied byte for byte" : "1 document without page images left out"));
  }
  const std::vector<std::string> files = files_below(out);
  REQUIRE(files.size() == 5);
  CHECK(std::count(files.begin(), files.end(), "0001.alto.xml") == 1);
  CHECK(std::count(files.begin(), files.end(), "0001.hocr") == 1);
  CHECK(std::count(files.begin(), files.end(), "0001.jpg") == 1);
  CHECK(minutier_({"export", "alto", "--archive", archive, "--output", out, "--year", "1700"}).status == 3);
}
