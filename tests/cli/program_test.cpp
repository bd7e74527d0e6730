// The program as users meet it: a child process, its exit status, and what it prints where.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/process.hpp"
#include "tests/support/sample_archive.hpp"
#include "tools/cli/table_of_commands.hpp"

using namespace minutier;
using minutier::test::Ran;
using minutier::test::RunOptions;
using minutier::test::TemporaryFolder;

namespace {

RunOptions english() {
  RunOptions options;
  options.environment = {{"LC_ALL", "C.UTF-8"}, {"MINUTIER_ARCHIVE", ""}};
  return options;
}

Ran minutier_with(RunOptions options, std::vector<std::string> words) {
  words.insert(words.begin(), test::program("minutier"));
  return test::run_program(words, options);
}

Ran minutier_(std::vector<std::string> words) { return minutier_with(english(), std::move(words)); }

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

struct Sample {
  TemporaryFolder folder;
  std::string archive = folder / "archive";
  explicit Sample(const std::vector<std::string>& years = {"2018", "2019", "2020"}) { test::sample_archive(archive, years); }
  Ran run(std::vector<std::string> words) const {
    RunOptions options = english();
    options.environment["MINUTIER_ARCHIVE"] = archive;
    return minutier_with(options, std::move(words));
  }
};

}  // namespace

TEST_CASE("help of every command comes on standard output in both languages, and says how") {
  for (const cli::Command& command : cli::commands())
    for (const std::string lang : {"en", "fr"}) {
      INFO(command.name << " " << lang);
      const Ran ran = minutier_({std::string(command.name), "--help", "--lang", lang});
      CHECK(ran.status == 0);
      CHECK(ran.err.empty());
      CHECK(has(ran.out, lang == "fr" ? "Exemples :" : "Examples:"));
      CHECK(has(ran.out, command.examples[0].line.data()));
      CHECK(minutier_({"help", std::string(command.name), "--lang", lang}).out == ran.out);
    }
}

TEST_CASE("without a command the help goes to standard error and the status is usage") {
  const Ran ran = minutier_({});
  CHECK(ran.status == 2);
  CHECK(ran.out.empty());
  CHECK(has(ran.err, "Exit status:"));
}

TEST_CASE("wrong words end with status 2, one clear line, and nothing on standard output") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> table = {
      {{"serch", "x"}, "did you mean search?"},
      {{"quorum", "--yeer", "2019"}, "did you mean --year?"},
      {{"quorum", "--zzzzzzzz"}, "--zzzzzzzz is not an option"},
      {{"quorum", "--compare"}, "--compare does not go with the command quorum"},
      {{"quorum", "--year", "soon"}, "--year cannot be"},
      {{"quorum", "--year", "2020-2010"}, "--year cannot be"},
      {{"ingest", "--jobs", "0", "."}, "--jobs cannot be"},
      {{"ingest", "--jobs"}, "--jobs needs a value"},
      {{"ingest"}, "ingest needs PATH"},
      {{"search"}, "search needs QUERY"},
      {{"quorum", "extra"}, "does not take"},
      {{"quorum", "--csv=calc"}, "one of: excel"},
      {{"quorum", "--json=no"}, "takes no value"},
      {{"export", "docx"}, "one of: json jsonl csv xlsx alto hocr pdf thumbnails"},
      {{"export", "xlsx"}, "--output"},
      {{"export", "alto"}, "--output"},
      {{"text", "--format", "docx", "a.pdf"}, "one of: text alto hocr pdf"},
      {{"text", "--format", "pdf", "a.pdf"}, "--output"},
      {{"completion", "fish"}, "one of: bash zsh"},
      {{"help", "nothing"}, "not a command"},
  };
  for (const auto& [words, expected] : table) {
    const Ran ran = minutier_(words);
    INFO(words[0] << ": " << ran.err);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(has(ran.err, expected));
  }
}

TEST_CASE("the language follows LC_ALL, LC_MESSAGES and LANG in this order, and --lang goes before all") {
  RunOptions options;
  options.environment = {{"LC_ALL", ""}, {"LC_MESSAGES", "fr_FR.UTF-8"}, {"LANG", "en_US.UTF-8"}};
  CHECK(has(minutier_with(options, {"nope"}).err, "n’est pas une commande"));
  options.environment["LC_ALL"] = "C";
  CHECK(has(minutier_with(options, {"nope"}).err, "is not a command"));
  CHECK(has(minutier_with(options, {"nope", "--lang", "fr"}).err, "n’est pas une commande"));
}

TEST_CASE("without an archive every reading command ends with status 5 and says how to make one") {
  TemporaryFolder folder;
  RunOptions options = english();
  options.directory = folder.path();
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"search", "x"}, {"show", "x"}, {"quorum"}, {"votes"}, {"budgets"}, {"grants"}, {"people"}, {"programmes"},
           {"reextract"}, {"export", "jsonl"}, {"verify"}, {"status"}}) {
    const Ran ran = minutier_with(options, words);
    INFO(words[0] << ": " << ran.err);
    CHECK(ran.status == 5);
    CHECK(ran.out.empty());
    CHECK(has(ran.err, "minutier ingest"));
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("an empty archive finds nothing, status 3, and is sound") {
  const Sample sample(std::vector<std::string>{});
  for (const char* command : {"quorum", "votes", "budgets", "grants", "people", "programmes"}) CHECK(sample.run({command}).status == 3);
  CHECK(sample.run({"search", "octroi"}).status == 3);
  CHECK(sample.run({"export", "jsonl"}).status == 3);
  CHECK(sample.run({"status"}).status == 0);
  CHECK(sample.run({"verify"}).status == 0);
  const Ran json = sample.run({"quorum", "--json"});
  CHECK(Json::parse(json.out) == Json::array());
}

TEST_CASE("the quorum table counts sittings across years, in the language asked") {
  const Sample sample;
  const Ran ran = sample.run({"quorum", "--lang", "fr"});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "en exercice"));
  CHECK(has(ran.out, "21/06/2019"));
  CHECK(has(ran.out, "atteint"));
  CHECK(has(ran.out, "assemblée générale"));
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 4);
  CHECK_FALSE(has(ran.out, "\x1b"));
  const Ran one = sample.run({"quorum", "--year", "2019", "--json"});
  const Json rows = Json::parse(one.out);
  REQUIRE(rows.items().size() == 1);
  CHECK(rows.items()[0]["present"] == Json(21));
  CHECK(rows.items()[0]["verdict"] == Json("met"));
}

TEST_CASE("CSV for a French spreadsheet is what a French spreadsheet opens") {
  const Sample sample;
  const Ran excel = sample.run({"budgets", "--csv=excel", "--year", "2018"});
  CHECK(excel.status == 0);
  CHECK(excel.out.substr(0, 3) == "\xEF\xBB\xBF");
  CHECK(has(excel.out, "1234,50;EUR;"));
  CHECK(has(excel.out, "\r\n"));
  const Ran plain = sample.run({"budgets", "--csv", "--year", "2018"});
  CHECK(plain.out.substr(0, 13) == "organisation,");
  CHECK(has(plain.out, "1234.50,EUR,"));
  CHECK_FALSE(has(plain.out, "\r"));
}

TEST_CASE("years of a budget stand side by side") {
  const Sample sample;
  const Ran ran = sample.run({"budgets", "--compare", "--json"});
  const Json rows = Json::parse(ran.out);
  REQUIRE(rows.items().size() == 1);
  CHECK(rows.items()[0]["account"] == Json("607"));
  for (const char* year : {"2017 realise", "2018 realise", "2019 realise"}) CHECK(rows.items()[0][year] == Json("1234.50"));
}

TEST_CASE("a table goes to a workbook that opens elsewhere") {
  const Sample sample;
  const std::string file = sample.folder / "quorum.xlsx";
  const Ran ran = sample.run({"quorum", "--xlsx", file, "--lang", "fr"});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(has(ran.err, "3 lignes écrites"));
  const Ran read = test::run_program({"/usr/bin/python3", "-c", "import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml').decode())", file});
  REQUIRE(read.status == 0);
  CHECK(has(read.out, "<v>43637</v>"));
  CHECK(has(read.out, "en exercice"));
}

TEST_CASE("a search marks its hits and names document, page and position") {
  const Sample sample;
  const Ran ran = sample.run({"search", "comptes", "--year", "2019"});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "«comptes»"));
  CHECK(has(ran.out, "pv-2019.txt, page 2"));
  CHECK(has(ran.out, "characters "));
  CHECK_FALSE(has(ran.out, "pv-2020"));
  const Ran none = sample.run({"search", "hippopotame"});
  CHECK(none.status == 3);
  CHECK(none.out.empty());
  const Json hits = Json::parse(sample.run({"search", "comptes", "--json"}).out);
  CHECK(hits.items().size() == 3);
}

TEST_CASE("a record is shown with the page and the words that prove each fact") {
  const Sample sample;
  const Ran ran = sample.run({"show", "r2019000000"});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "p. 1 « le 21 juin 2019 »"));
  CHECK(has(ran.out, "Marie Dupré"));
  CHECK(has(ran.out, "Quorum affirmé sans nombre"));
  CHECK(sample.run({"show", "les-amis/assemblee_generale/2019-06-21"}).out == ran.out);
  CHECK(sample.run({"show", "r20190"}).out == ran.out);
  CHECK(sample.run({"show", "r2019000000", "--json"}).status == 0);
}

TEST_CASE("a fact is explained by its rule and its words, and what was left is told with the reason") {
  const TemporaryFolder folder;
  const std::string file = folder / "pv.txt";
  std::ofstream(file) << "ASSOCIATION LES TILLEULS\nProcès-verbal de l'assemblée générale du 12 mai 2019\n\n"
                         "Le quorum est atteint : 21 membres sont présents sur 30.\n\nSi le quorum n'est pas atteint, une seconde assemblée est convoquée.\n";
  const Ran ran = minutier_({"explain", file, "quorum/reached"});
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "quorum/reached = true"));
  CHECK(has(ran.out, "(quorum.rules.json)"));
  CHECK(has(ran.out, "p. 1 « "));
  const Ran json = minutier_({"explain", "--json", file, "quorum"});
  CHECK(json.status == 0);
  const Json told = Json::parse(json.out);
  CHECK(told["field"].as_string() == "quorum");
  CHECK_FALSE(told["facts"].items().empty());
  const Ran missing = minutier_({"explain", file, "colour"});
  CHECK(missing.status == 3);
  CHECK(has(missing.err, "no section \"colour\""));
}

TEST_CASE("one resolution is shown with its vote and evidence, and a missing one is status 3") {
  const Sample sample;
  const Ran ran = sample.run({"show", "r2019000000", "--resolution", "1", "--lang", "fr"});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "p. 2 « adoptée par 12 voix pour, 3 contre »"));
  CHECK(has(ran.out, "pour : 12"));
  CHECK(has(ran.out, "adoptée"));
  CHECK_FALSE(has(ran.out, "Jardin"));
  CHECK(sample.run({"show", "r2019000000", "--resolution", "2"}).status == 3);
  CHECK(sample.run({"show", "nobody"}).status == 3);
}

TEST_CASE("the status counts sittings, and the ledger lists every input and page with its outcome") {
  const Sample sample;
  const Ran ran = sample.run({"status"});
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "3  sittings"));
  CHECK(has(ran.out, "encrypted"));
  const Ran ledger = sample.run({"status", "--ledger", "--csv"});
  CHECK(has(ledger.out, "/in/secret.pdf,,encrypted,user password,"));
  CHECK(std::count(ledger.out.begin(), ledger.out.end(), '\n') == 1 + 4 + 6);  // header, inputs, pages
  CHECK(Json::parse(sample.run({"status", "--json"}).out)["sittings"] == Json(3));
}

TEST_CASE("exports go where they are told and say how many records they hold") {
  const Sample sample;
  const Ran lines = sample.run({"export", "jsonl"});
  CHECK(lines.status == 0);
  CHECK(std::count(lines.out.begin(), lines.out.end(), '\n') == 3);
  CHECK(has(lines.err, "3 records"));
  CHECK(sample.run({"export", "csv", "--output", sample.folder / "tables"}).status == 0);
  CHECK(std::filesystem::exists(sample.folder / "tables/budget_lines.csv"));
  CHECK(sample.run({"export", "xlsx", "--output", sample.folder / "all.xlsx"}).status == 0);
  CHECK(std::filesystem::file_size(sample.folder / "all.xlsx") > 4000);
  CHECK(sample.run({"export", "json", "--output", sample.folder / "no/where.json"}).status == 4);
}

TEST_CASE("quiet keeps standard error empty when all is well") {
  const Sample sample;
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"quorum", "-q"}, {"search", "-q", "comptes"}, {"export", "jsonl", "-q"}, {"verify", "-q"}})
    CHECK(sample.run(words).err.empty());
}

TEST_CASE("a reader that closes the pipe early is a success") {
  const Sample sample;
  RunOptions options = english();
  options.environment["MINUTIER_ARCHIVE"] = sample.archive;
  options.close_out_early = true;
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"help"}, {"man"}, {"export", "jsonl", "-q"}, {"quorum"}}) {
    const Ran ran = minutier_with(options, words);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
  }
}

TEST_CASE("a full disk under standard output is told") {
  const Ran ran = test::run_program({"/bin/sh", "-c", "\"$0\" man --lang en > /dev/full", test::program("minutier")});
  CHECK(ran.status == 5);
  CHECK(has(ran.err, "no room left"));
}

TEST_CASE("a damaged archive ends with status 5") {
  const Sample sample;
  std::filesystem::remove(sample.archive + "/archive.db-wal");
  std::ofstream(sample.archive + "/archive.db", std::ios::binary | std::ios::trunc) << "this is no database, it only has its name and some length to it";
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"verify"}, {"quorum"}, {"status"}}) {
    const Ran ran = sample.run(words);
    INFO(words[0] << ran.err);
    CHECK(ran.status == 5);
    CHECK_FALSE(ran.err.empty());
  }
}

TEST_CASE("the bash completion script runs and offers commands, options and values") {
  const std::string script = "eval \"$(\"$0\" completion bash)\"; COMP_WORDS=(minutier \"${@}\"); COMP_CWORD=$#; _minutier; echo \"${COMPREPLY[*]}\"";
  const auto offers = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"/bin/bash", "-c", script, test::program("minutier")});
    return test::run_program(words).out;
  };
  CHECK(offers({"se"}) == "search\n");
  CHECK(offers({"quorum", "--y"}) == "--year\n");
  CHECK(offers({"votes", "--result", "re"}) == "rejected\n");
  CHECK(offers({"export", "js"}) == "json jsonl\n");
}

TEST_CASE("a roster is brought, shown, applied and exported, bad rows named") {
  const Sample sample;
  std::ofstream(sample.folder / "people.csv") << "Nom;Prénom;Variantes;Organisme;Fonction;Du;Au\nDupré-Lenoir;Marie;Marie Dupré;Les Amis de l’École;présidente;2019;\n;;;;;2019;\n";
  const Ran brought = sample.run({"roster", "import", sample.folder / "people.csv"});
  CHECK(brought.status == 1);
  CHECK(has(brought.err, "people.csv, row 3: no name"));
  CHECK(has(brought.err, "1 entry read, 1 new; 1 bad row left out"));
  CHECK(has(sample.run({"roster", "show"}).out, "présidente"));
  const Ran announced = sample.run({"reextract", "--dry-run"});
  CHECK(announced.status == 0);
  CHECK(has(announced.out, "Marie Dupré-Lenoir (p"));
  CHECK_FALSE(has(sample.run({"people"}).out, "Marie Dupré-Lenoir"));
  CHECK(sample.run({"roster", "import", sample.folder / "people.csv", "--replace", "-q"}).status == 1);
  CHECK(sample.run({"roster", "import"}).status == 2);
  CHECK(sample.run({"roster", "show", "x"}).status == 2);
  CHECK(sample.run({"roster", "drop"}).status == 2);
  CHECK(sample.run({"roster", "import", sample.folder / "nothing.csv"}).status != 0);
  const Ran exported = sample.run({"roster", "export", "--output", sample.folder / "out.csv"});
  CHECK(exported.status == 0);
  CHECK(exported.out.empty());
  const Ran again = sample.run({"roster", "import", sample.folder / "out.csv"});
  CHECK(has(again.err, "1 entry read, none new"));
}

TEST_CASE("checks lists what fails and what cannot be said, by verdict, year and organisation") {
  const Sample sample;
  CHECK(has(sample.run({"checks"}).out, "Quorum affirmé sans nombre"));
  CHECK(has(sample.run({"checks", "--lang", "fr"}).out, "à revoir"));
  CHECK(sample.run({"checks", "--year", "1900"}).status == 3);
  CHECK(sample.run({"checks", "--organisation", "nobody"}).status == 3);
  CHECK(sample.run({"checks", "--verdict", "pass"}).status == 3);
  CHECK(Json::parse(sample.run({"checks", "--verdict", "fail", "--json"}).out).items().size() == 3);
  CHECK(has(sample.run({"checks", "--csv"}).out, "message_en"));
  CHECK(sample.run({"checks", "--verdict", "perhaps"}).status == 2);
  CHECK(has(sample.run({"status"}).out, "3  checks that fail: minutier checks"));
}
