// Page outputs against the archive they are made from: what goes out comes in again, dates of access hold, nothing born digital is touched.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "pipeline/archive/archive.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/export/page_selection.hpp"
#include "pipeline/export/transcript.hpp"
#include "pipeline/run/page_outputs.hpp"
#include "pipeline/source/source.hpp"
#include "tests/support/page_files.hpp"
#include "tests/support/process.hpp"
#include "tests/support/sample_archive.hpp"

using namespace minutier;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A record on pages first to last of a source, publishable from a day.
Json record_on(const std::string& id, const std::string& year, int first, int last, const std::string& publishable = "") {
  Json record = test::sample_record(id, year);
  Json document = record["document"];
  document.set("span", Json::Array{Json(Json::Array{Json(first), Json(0)}), Json(Json::Array{Json(last), Json(10)})});
  record.set("document", document);
  if (!publishable.empty()) record.set("access", Json::Object{{"publishable_from", test::fact(publishable, "e1")}});
  return record;
}

std::vector<int> pages_of(archive::Archive& archive, const exports::Selection& selection) {
  const auto chosen = exports::select_pages(archive, selection);
  return chosen.empty() ? std::vector<int>{} : chosen[0].pages;
}

}  // namespace

TEST_CASE("our ALTO and hOCR beside the image come back as the same words in the same places") {
  test::TemporaryFolder folder;
  const std::string image = test::page_with_transcription(folder / "page");
  const Page before = source::open({image})->page(1);
  REQUIRE(before.words.size() == 9);
  exports::Transcript transcript{"", "page.png", false, {}};
  transcript.leaves.push_back({before, {1240, 1754, 150, "", 0, 0}});
  const std::string alto = exports::to_alto(transcript), hocr = exports::to_hocr(transcript);
  CHECK(alto.find("CONTENT=\"l&#39;octroi\"") != std::string::npos);  // mended on the way out
  CHECK(alto.find("<HYP ") != std::string::npos);
  for (const auto& [ending, text] : {std::pair<std::string, std::string>{".xml", alto}, {".hocr", hocr}}) {
    INFO(ending);
    fs::remove(folder / "page.xml");
    std::ofstream(folder / ("page" + ending), std::ios::binary) << text;
    const Page after = source::open({image})->page(1);
    fs::remove(folder / ("page" + ending));
    CHECK(after.origin == Origin::imported);
    CHECK(after.engine == "lecteur 2.1");
    CHECK(after.text == before.text);  // as recognised: I'octroi, déli-
    REQUIRE(after.words.size() == before.words.size());
    for (std::size_t i = 0; i < after.words.size(); ++i) {
      CHECK(after.words[i].chars == before.words[i].chars);
      CHECK(after.words[i].box.x == Approx(before.words[i].box.x).margin(0.25));
      CHECK(after.words[i].box.y == Approx(before.words[i].box.y).margin(0.25));
      CHECK(after.words[i].box.w == Approx(before.words[i].box.w).margin(0.5));
      CHECK(after.words[i].box.h == Approx(before.words[i].box.h).margin(0.5));
      CHECK(after.words[i].confidence.value() == Approx(before.words[i].confidence.value()).margin(0.006));
    }
  }
}

TEST_CASE("a selection of records means the pages they stand on, and dates of access bar pages") {
  test::TemporaryFolder folder;
  auto archive = archive::open(folder / "archive", archive::Mode::create);
  archive->begin_run({"run", "2026-01-02T03:04:05Z", "ingest", "0.1.0"});
  const std::string source(64, 'b'), bare(64, 'c');
  archive->begin_source({source, "registre.txt", "text/plain", 6, {}, nullptr});
  archive::Extraction extraction;
  extraction.records = {record_on("r1", "2018", 1, 2), record_on("r2", "2019", 2, 4, "2044-01-01"), record_on("r3", "2020", 5, 5)};
  archive->put_records(source, extraction, "f");
  archive->begin_source({bare, "bare.txt", "text/plain", 2, {}, nullptr});
  archive->supply(bare, Json::Object{{"access/publishable_from", "2050-01-01"}});
  archive->put_records(bare, archive::Extraction{}, "f");
  archive->commit();

  exports::Selection all;
  CHECK(pages_of(*archive, all) == std::vector<int>{1, 2, 3, 4, 5, 6});  // also page 6, which is no record's
  CHECK(exports::select_pages(*archive, all).size() == 2);
  exports::Selection year;
  year.filter.from_year = year.filter.to_year = 2019;
  CHECK(pages_of(*archive, year) == std::vector<int>{2, 3, 4});
  exports::Selection today;
  today.today = "2026-01-01";
  CHECK(pages_of(*archive, today) == std::vector<int>{1, 5});  // page 2 is shared with a barred sitting, page 6 belongs to none
  CHECK(exports::select_pages(*archive, today).size() == 1);
  today.today = "2060-01-01";
  CHECK(pages_of(*archive, today).size() == 6);
  CHECK(exports::select_pages(*archive, today).size() == 2);
  year.today = "2026-01-01";
  CHECK(exports::select_pages(*archive, year).empty());
}

TEST_CASE("every output of an archive: names, pages, words, and files born digital as they were") {
  test::TemporaryFolder folder;
  fs::create_directory(folder / "in");
  fs::create_directory(folder / "in/registre");
  for (const char* number : {"0001", "0002", "0003"}) test::page_with_transcription(folder / ("in/registre/registre_" + std::string(number)));
  std::ofstream(folder / "in/note.txt") << "Procès-verbal du conseil municipal du 14 février 2019.\n";
  auto archive = archive::open(folder / "archive", archive::Mode::create);
  run::Settings settings;
  settings.jobs = 2;
  const run::Summary summary = run::ingest(*archive, {folder / "in"}, settings);
  REQUIRE(summary.failed == 0);
  REQUIRE(archive->sources().size() == 2);

  const fs::path out = folder / "out";
  run::Progress last;
  for (const run::PageFormat format : {run::PageFormat::alto, run::PageFormat::hocr, run::PageFormat::thumbnails}) {
    const run::PageOutputs done = run::export_pages(*archive, {}, format, false, out, settings, [&](const run::Progress& progress) { last = progress; });
    CHECK(done.documents == 1);
    CHECK(done.pages == 3);
    CHECK(done.left_out == 1);
    CHECK(done.failures.empty());
    CHECK(last.documents_done == last.documents_total);
    CHECK(last.pages_done == last.pages_total);
  }
  const run::PageOutputs pdf = run::export_pages(*archive, {}, run::PageFormat::pdf, false, out, settings);
  CHECK(pdf.documents == 2);
  CHECK(pdf.copied == 1);
  CHECK(pdf.failures.empty());

  for (const archive::SourceSummary& source : archive->sources()) {
    const std::string stem = exports::file_stem(source.name, source.id);
    if (source.media_type == "text/plain") {
      CHECK(contents(out / (stem + ".txt")) == contents(folder / "in/note.txt"));
      continue;
    }
    for (const char* page : {"0001", "0002", "0003"}) {
      CHECK(contents(out / stem / (std::string(page) + ".alto.xml")).find("WIDTH=\"1240\" HEIGHT=\"1754\"") != std::string::npos);
      CHECK(contents(out / stem / (std::string(page) + ".hocr")).find("bbox 0 0 1240 1754") != std::string::npos);
      CHECK(contents(out / stem / (std::string(page) + ".jpg")).substr(0, 2) == "\xFF\xD8");
    }
    const std::string file = (out / (stem + ".pdf")).string();
    CHECK(test::run_program({"/usr/bin/qpdf", "--check", file}).status == 0);
    const std::string words = test::run_program({"/usr/bin/pdftotext", "-f", "2", "-l", "2", file, "-"}).out;
    INFO(words);
    CHECK(words.find("conseil municipal") != std::string::npos);
    CHECK(words.find("l'octroi") != std::string::npos);
    const std::uintmax_t images = fs::file_size(folder / "in/registre/registre_0001.png") * 3;
    CHECK(fs::file_size(file) < images + 15000);

    // Written again: the same bytes. An original that is gone: told, by name, and the others written.
    const std::string hash = sha256_file(file);
    run::export_pages(*archive, {}, run::PageFormat::pdf, false, out, settings);
    CHECK(sha256_file(file) == hash);
    fs::remove(archive->source_info(source.id).parts[1].path);
    const run::PageOutputs broken = run::export_pages(*archive, {}, run::PageFormat::pdf, false, out, settings);
    REQUIRE(broken.failures.size() == 1);
    CHECK(broken.failures[0].reason.find("page 2") != std::string::npos);
    CHECK(broken.documents == 2);
    CHECK(run::export_pages(*archive, {}, run::PageFormat::alto, false, out, settings).pages == 3);
  }
  CHECK_THROWS_AS(run::export_pages(*archive, {}, run::PageFormat::alto, false, folder / "in/note.txt/below", settings), Error);
}
