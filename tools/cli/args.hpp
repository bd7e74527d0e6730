#pragma once
// Args: what the user asked for, as one typed object. parse() makes it; commands only read it.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace minutier::cli {

enum class Verb {
  none, inspect, ingest, extract, text, search, show, explain, quorum, votes, budgets, grants, people, programmes, checks, roster,
  reextract, export_, verify, status, completion, man, help
};
enum class Language { en, fr };
enum class Layout { table, json, csv, csv_excel };  // how a table is printed

struct Args {
  Verb verb = Verb::none;
  std::vector<std::string> operands;
  Language language = Language::en;
  bool help = false, version = false;
  std::string mistake;                 // a finished sentence when the words were wrong; nothing is run then

  // where and how
  std::filesystem::path archive;       // --archive, else $MINUTIER_ARCHIVE, else ./archive
  std::filesystem::path rules, profiles, metadata;
  std::string password;
  int jobs = 0;                        // 0: one per core
  int verbosity = 0;                   // -1 quiet, 0, 1, 2
  int deadline = 180;                  // seconds for one page
  bool one_source = false, reocr = false, dry_run = false;

  // what to print
  Layout layout = Layout::table;
  std::filesystem::path xlsx, output;
  std::string format;                  // of text: "text", "alto", "hocr", "pdf"
  bool raw = false, compare = false, ledger = false, by_sitting = false, resolutions = false;

  // which records
  std::optional<int> year_from, year_to;
  std::string organisation, body, kind, result, person, verdict;
  bool replace = false;
  std::optional<int> resolution, limit;
  bool all_versions = false, publishable = false;
};

// A value an option cannot take; thrown by the setters of the table of flags, caught by parse().
struct BadValue {
  std::string value;
};

// Reads the program's words. Never throws: what is wrong is in `mistake`. Reads LC_ALL, LC_MESSAGES, LANG and
// MINUTIER_ARCHIVE from the environment.
Args parse(int argc, const char* const* argv);

}  // namespace minutier::cli
