// A batch meets bad papers and bad luck: every input gets its outcome and one clear line, the exit status is the documented
// one, and every other document is in the archive. The real program, the real engine.
#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "pipeline/base/json.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/process.hpp"

using namespace minutier;
using minutier::test::Ran;
using minutier::test::RunOptions;
using minutier::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const char* const good = "Procès-verbal de l'assemblée générale du 12 mars 2019\n\nL'association Les Amis du Canal s'est réunie le 12 mars 2019.\n\nPrésents : Anne Roux, Paul Blanc.\n\nL'assemblée générale approuve le rapport moral à l'unanimité.\n";

struct Batch {
  TemporaryFolder folder;
  fs::path papers = fs::path(folder / "papers");
  std::string archive = folder / "archive";
  Batch() { fs::create_directories(papers); }

  fs::path put(const std::string& name, const std::string& bytes) const {
    fs::create_directories((papers / name).parent_path());
    std::ofstream(papers / name, std::ios::binary) << bytes;
    return papers / name;
  }
  Ran run(std::vector<std::string> words, std::map<std::string, std::string> environment = {}) const {
    RunOptions options;
    options.environment = {{"LC_ALL", "C.UTF-8"}, {"MINUTIER_ARCHIVE", archive}};
    for (const auto& [key, value] : environment) options.environment[key] = value;
    words.insert(words.begin(), test::program("minutier"));
    return test::run_program(words, options);
  }
  Ran ingest(std::map<std::string, std::string> environment = {}) const { return run({"ingest", papers.string()}, std::move(environment)); }
  std::string records() const { return run({"export", "jsonl", "--all-versions"}).out; }
  // The outcome of an input in the ledger.
  std::string outcome(const std::string& name) const {
    const Json ledger = Json::parse(run({"status", "--ledger", "--json"}).out);
    const Json* rows = ledger.is_array() ? &ledger : ledger.find("ledger");
    REQUIRE(rows);
    for (const Json& row : rows->items())
      if (row["page"].as_int() == 0 && row["path"].as_string().find(name) != std::string::npos) return row["outcome"].as_string();
    return "not in the ledger";
  }
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// A PNG that says it is 35,000 pixels square and holds nothing.
std::string huge_png() {
  const std::string head("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  const std::string size("\0\0\x88\xB8\0\0\x88\xB8\x08\0\0\0\0", 13);
  return head + size + std::string("\x6d\x2e\x5c\x1a", 4) + std::string("\0\0\0\0IEND\xae\x42\x60\x82", 12);
}

// 600 x 800 white pixels.
std::string blank_png() {
  Pix* pix = pixCreate(600, 800, 8);
  pixSetAllArbitrary(pix, 255);
  l_uint8* bytes = nullptr;
  std::size_t size = 0;
  pixWriteMemPng(&bytes, &size, pix, 0);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  pixDestroy(&pix);
  return out;
}

const char* const looping_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
    "trailer<</Root 1 0 R/Size 3>>\n%%EOF\n";
const char* const pdf_without_pages =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF\n";

}  // namespace

TEST_CASE("bad papers are named one by one and the good ones are ingested") {
  const Batch batch;
  batch.put("good.txt", good);
  batch.put("empty.txt", "");
  batch.put("junk.bin", std::string("\x00\x01\x02\xFF\xFE\x00\x10", 7) + std::string(4000, '\x03'));
  batch.put("huge.png", huge_png());
  batch.put("loop.pdf", looping_pdf);
  batch.put("nopages.pdf", pdf_without_pages);
  const std::string pdf = bytes_of(test::corpus_document("cm-1892-scan"));
  batch.put("cut.pdf", pdf.substr(0, pdf.size() / 3));
  batch.put("cut.docx", bytes_of(test::corpus_document("scop-ag-2020")).substr(0, 2000));
  fs::create_symlink("/nowhere/at/all", batch.papers / "gone.txt");
  batch.put("latin.txt", "Proc\xe8s-verbal de l'assembl\xe9" "e g\xe9n\xe9rale du 3 mai 2018\n\nPr\xe9sents : Zo\xe9 Vert.\n\nL'assembl\xe9" "e approuve les comptes.\n");
  batch.put("text-called.pdf", good + std::string("\nAutre version.\n"));

  const Ran ran = batch.ingest();
  INFO(ran.err);
  CHECK(ran.status == 1);
  CHECK(batch.outcome("good.txt") == "ok");
  CHECK(batch.outcome("latin.txt") == "ok");
  CHECK(batch.outcome("text-called.pdf") == "ok");
  CHECK(batch.outcome("empty.txt") == "empty");
  CHECK(batch.outcome("junk.bin") == "unsupported");
  CHECK(batch.outcome("nopages.pdf") == "empty");
  CHECK(batch.outcome("cut.docx") == "damaged");
  CHECK(batch.outcome("gone.txt") == "unreadable");
  for (const char* name : {"huge.png", "loop.pdf", "cut.pdf"}) {
    INFO(name << ": " << batch.outcome(name));
    CHECK(batch.outcome(name) != "ok");
    CHECK(batch.outcome(name) != "not in the ledger");
  }
  for (const char* name : {"empty.txt", "junk.bin", "huge.png", "nopages.pdf", "cut.docx", "gone.txt"}) CHECK(has(ran.err, name));
  CHECK(has(batch.records(), "Amis du Canal"));
  CHECK(batch.run({"search", "rapport moral"}).status == 0);
  CHECK(batch.run({"verify"}).status == 0);
}

TEST_CASE("a batch of which nothing can be read ends with status 4") {
  const Batch batch;
  batch.put("empty.txt", "");
  CHECK(batch.ingest().status == 4);
}

TEST_CASE("the same file in two places is one source that remembers both") {
  const Batch batch;
  batch.put("a/pv.txt", good);
  batch.put("b/copy.txt", good);
  const Ran ran = batch.ingest();
  CHECK(ran.status == 0);
  CHECK(batch.outcome("copy.txt") == "unchanged");
  const std::string records = batch.records();
  CHECK(std::count(records.begin(), records.end(), '\n') == 1);
}

TEST_CASE("ingesting again costs a hash and changes nothing") {
  const Batch batch;
  batch.put("pv.txt", good);
  batch.put("scan.pdf", bytes_of(test::corpus_document("cm-1892-scan")));
  REQUIRE(batch.ingest().status == 0);
  const std::string before = batch.records();
  const auto start = std::chrono::steady_clock::now();
  const Ran again = batch.ingest();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(3));
  CHECK(again.status == 0);
  CHECK(batch.outcome("scan.pdf") == "unchanged");
  CHECK(batch.records() == before);
}

TEST_CASE("one worker and four give the same records") {
  const Batch one, four;
  for (const Batch* batch : {&one, &four}) {
    for (const char* id : {"cm-1892-scan", "assoc-ag-2021", "cm-an-ii"}) {
      const fs::path from = test::corpus_document(id);
      batch->put(std::string(id) + from.extension().string(), bytes_of(from));
    }
  }
  REQUIRE(one.run({"ingest", "--jobs", "1", one.papers.string()}).status == 0);
  REQUIRE(four.run({"ingest", "--jobs", "4", four.papers.string()}).status == 0);
  CHECK(one.records() == four.records());
  CHECK(one.records().size() > 1000);
}

TEST_CASE("a coordinator killed in the middle loses nothing it had stored, and the same command completes it") {
  const auto fill = [](const Batch& batch) {
    batch.put("scan.pdf", bytes_of(test::corpus_document("cm-1892-scan")));
    batch.put("mixed.pdf", bytes_of(test::corpus_document("copro-ag-2022-mixed")));
    for (int i = 0; i < 30; ++i) batch.put("pv" + std::to_string(i) + ".txt", good + std::string("\nSéance ") + std::to_string(i) + "\n");
  };
  const Batch undisturbed;
  fill(undisturbed);
  REQUIRE(undisturbed.ingest().status == 0);
  const std::string wanted = undisturbed.records();

  for (const int milliseconds : {60, 250, 700, 1500}) {
    const Batch batch;
    fill(batch);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const int null = open("/dev/null", O_RDWR);
      dup2(null, 1);
      dup2(null, 2);
      const std::string program = test::program("minutier"), papers = batch.papers.string();
      execl(program.c_str(), "minutier", "--archive", batch.archive.c_str(), "ingest", papers.c_str(), nullptr);
      _exit(127);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    const Ran again = batch.ingest();
    INFO("killed after " << milliseconds << " ms: " << again.err);
    CHECK(again.status == 0);
    CHECK(batch.records() == wanted);
    CHECK(batch.run({"verify"}).status == 0);
  }
}

TEST_CASE("a register longer than what is read at once gives the records it gives by itself, however often it is begun again") {
  std::string text;
  for (int n = 0; n < 150; ++n) {
    if (n > 0) text += '\f';
    text += "Le conseil approuve l'état n° " + std::to_string(n) + " à l'unanimité.\nFait et délibéré les jour et an que dessus.\n";
    if (n % 4 == 0)
      text += "\nSéance du " + std::to_string(n / 4 % 28 + 1) + " mai " + std::to_string(1850 + n / 4) + "\n\nÉtaient présents : MM. Lebrun, maire, Ostermann et Vidal.\n\n1. Travaux du lavoir"
              "\nLe conseil adopte le devis de " + std::to_string(100 + n) + " francs pour le lavoir n° " + std::to_string(1000 + n) + ", par 9 voix contre 2.\n";
  }
  const Batch batch;
  const fs::path file = batch.put("registre.txt", text);
  const auto sittings = [](const std::string& lines) { return std::count(lines.begin(), lines.end(), '\n'); };
  REQUIRE(batch.ingest().status == 0);
  const std::string records = batch.records();
  CHECK(sittings(records) == 38);

  const Json alone = Json::parse(batch.run({"extract", file.string()}).out);
  REQUIRE(alone["records"].items().size() == 38);
  std::vector<std::string> extracted, stored;
  for (const Json& record : alone["records"].items()) extracted.push_back(record["id"].as_string() + record["resolutions"].dump());
  std::istringstream lines(records);
  for (std::string line; std::getline(lines, line);) {
    const Json record = Json::parse(line);
    stored.push_back(record["id"].as_string() + record["resolutions"].dump());
  }
  std::sort(extracted.begin(), extracted.end());
  std::sort(stored.begin(), stored.end());
  CHECK(stored == extracted);

  for (const int page : {1, 33, 65, 97, 149}) {  // where sittings begin, on the pages two of them share
    const Ran found = batch.run({"search", "lavoir " + std::to_string(1000 + page - 1), "--result", "adopted"});
    INFO(page << ": " << found.out << found.err);
    CHECK(found.status == 0);
  }
  const Ran again = batch.run({"reextract"});
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK(batch.records() == records);
  CHECK(batch.run({"verify"}).status == 0);
}

TEST_CASE("a page that was not read waits for its transcription, and the next ingest takes it") {
  const Batch batch;
  const fs::path image = batch.put("registre_0001.png", blank_png());
  REQUIRE(batch.ingest().status == 0);
  CHECK(batch.ingest().err.find("unchanged") != std::string::npos);
  batch.put("registre_0001.xml",
            "<PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'><Page imageWidth='600' imageHeight='800'><TextRegion><TextLine>"
            "<Coords points='50,100 350,100 350,120 50,120'/><TextEquiv><Unicode>Le conseil approuve le rapport moral</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>");
  const Ran ran = batch.ingest();
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK(batch.run({"search", "rapport moral"}).status == 0);
  CHECK(batch.ingest().err.find("unchanged") != std::string::npos);
}

TEST_CASE("without Tesseract's data texts are ingested, scans are named, and the status says the installation is incomplete") {
  const Batch batch;
  batch.put("pv.txt", good);
  batch.put("scan.pdf", bytes_of(test::corpus_document("cm-1892-scan")));
  const Ran ran = batch.ingest({{"TESSDATA_PREFIX", "/nowhere"}});
  INFO(ran.err);
  CHECK(ran.status == 6);
  CHECK(has(ran.err, "tesseract-ocr-fra"));
  CHECK(has(batch.records(), "Amis du Canal"));
  const Ran mended = batch.ingest();  // what was missing is read once it can be
  CHECK(mended.status == 0);
  CHECK(batch.outcome("scan.pdf") == "ok");
}

TEST_CASE("a locked archive is told at once, and the writer is not disturbed") {
  const Batch batch;
  batch.put("scan.pdf", bytes_of(test::corpus_document("cm-1892-scan")));
  Ran first;
  std::thread writer([&] { first = batch.ingest(); });
  for (int i = 0; i < 200 && !fs::exists(fs::path(batch.archive) / "archive.db"); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const Ran second = batch.ingest();
  writer.join();
  INFO(second.err);
  CHECK(second.status == 5);
  CHECK(first.status == 0);
}

TEST_CASE("a full disk stops the run with status 5, keeps what was committed, and the command goes on later") {
  const Batch batch;
  for (int i = 0; i < 400; ++i) batch.put("pv" + std::to_string(i) + ".txt", good + std::string("\nSéance ") + std::to_string(i) + "\n" + std::string(3000, 'x') + std::to_string(i));
  const Ran full = test::run_program({"/bin/sh", "-c", "trap '' XFSZ; ulimit -f 1500; exec \"$0\" --archive \"$1\" ingest \"$2\"", test::program("minutier"), batch.archive, batch.papers.string()},
                                     {{{"LC_ALL", "C.UTF-8"}}, "", false, std::chrono::seconds(120)});
  INFO(full.err);
  CHECK(full.status == 5);
  CHECK(batch.run({"verify"}).status == 0);
  CHECK(batch.ingest().status == 0);
  const std::string records = batch.records();
  CHECK(std::count(records.begin(), records.end(), '\n') == 400);
}

TEST_CASE("bad rows of a metadata table are named, good ones are supplied facts, unmatched ones are listed") {
  const Batch batch;
  batch.put("box/pv.txt", good);
  const std::string table = batch.folder / "table.csv";
  std::ofstream(table) << "chemin;cote;fonds\nbox/pv.txt;1 D 12;Amis du Canal\n;3 D 4;sans chemin\nbox/absent.txt;2 D 1;x\n";
  const Ran ran = batch.run({"ingest", "--metadata", table, batch.papers.string()});
  INFO(ran.err);
  CHECK(ran.status <= 1);
  CHECK(has(ran.err, "row 3"));
  CHECK(has(ran.err, "absent.txt"));
  const Json record = Json::parse(batch.records().substr(0, batch.records().find('\n')));
  REQUIRE(record.at("archival/cote"));
  CHECK((*record.at("archival/cote"))["value"].as_string() == "1 D 12");
  CHECK((*record.at("archival/cote"))["status"].as_string() == "supplied");
}

TEST_CASE("a folder and a file that may not be read are named and the others go on") {
  const Batch batch;
  batch.put("open/pv.txt", good);
  batch.put("closed/pv.txt", good);
  const fs::path secret = batch.put("secret.txt", good + std::string("secret"));
  fs::permissions(batch.papers / "closed", fs::perms::none);
  fs::permissions(secret, fs::perms::none);
  fs::permissions(batch.folder / ".", fs::perms::all);
  std::vector<std::string> words{test::program("minutier"), "--archive", batch.archive, "ingest", batch.papers.string()};
  if (geteuid() == 0) {  // the superuser may read all: be somebody else
    const Ran may = test::run_program({"/usr/bin/setpriv", "--reuid=65534", "--clear-groups", test::program("minutier"), "--version"});
    if (may.status != 0) {
      WARN("skipped: 1 test, the program cannot be run as another user here");
      fs::permissions(batch.papers / "closed", fs::perms::all);
      return;
    }
    words.insert(words.begin(), {"/usr/bin/setpriv", "--reuid=65534", "--clear-groups"});
  }
  const Ran ran = test::run_program(words, {{{"LC_ALL", "C.UTF-8"}}, "", false, std::chrono::seconds(60)});
  fs::permissions(batch.papers / "closed", fs::perms::all);
  INFO(ran.err);
  CHECK(ran.status == 1);
  CHECK(has(ran.err, "closed"));
  CHECK(has(ran.err, "secret.txt"));
  CHECK(batch.outcome("secret.txt") == "unreadable");
  CHECK(has(batch.records(), "Amis du Canal"));
}
