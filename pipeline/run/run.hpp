#pragma once
// The whole way of a page, from paths to an archive; the order of the stages stands in pipeline.cpp.
// These are the only calls tools need. Work happens in worker processes; the calls run on the caller's thread and
// report through Progress on that same thread. Not thread-safe: one run at a time per object.

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/page.hpp"

namespace minutier::archive {
class Archive;
}

namespace minutier::run {

struct Settings {
  int jobs = 0;                        // worker processes; 0: one per core
  std::string password;                // for encrypted documents
  std::filesystem::path rules;         // a folder of the archivist's own rules, laid over the built-in ones; empty for none
  std::filesystem::path profiles;      // a folder of organisation profiles; empty: the archive's own folder `profiles`, where it has one
  std::filesystem::path metadata;      // sidecar table (CSV or XLSX); empty for none
  bool one_source = false;             // a folder of page images is one document, whatever the names
  bool reocr = false;                  // recognise again what is already stored
  std::chrono::seconds page_deadline{180};
};

// What happened to one input, in the order the inputs were given.
struct Outcome {
  std::string path;
  std::string outcome;   // ok | unchanged | partial | an ErrorCode's name
  std::string reason;    // one line: what, where, what next; empty when all is well
  int pages = 0;
  int failed_pages = 0;
  int records = 0;
  std::map<std::string, int> kinds;  // pages that are no text, by outcome: blank, handwriting, photograph
  std::string attachments;           // names of files inside the document, which are not read; empty for none
};

struct Summary {
  std::vector<Outcome> outcomes;
  int documents = 0, unchanged = 0, failed = 0, partial = 0;
  int pages = 0, pages_recognised = 0, failed_pages = 0, records = 0;
  double seconds = 0;
  bool engine_missing = false;         // some page could not be recognised for want of Tesseract's data
  std::vector<std::string> notes;      // unmatched metadata rows, bad rows …: one line each
};

struct Progress {
  int documents_done = 0, documents_total = 0;
  int pages_done = 0, pages_total = 0;  // pages_total grows as sources are opened
  std::string current;                  // what just finished
};
using OnProgress = std::function<void(const Progress&)>;

// Ingests files and folders. Never throws for what one document suffers; throws Error for what stops the run
// (archive locked, damaged, disk full; worker program or Tesseract's data missing with pages that need it).
Summary ingest(archive::Archive& archive, const std::vector<std::filesystem::path>& paths, const Settings& settings,
               const OnProgress& on_progress = {});

// Runs the current rules over the stored words. `changes` lists facts that differ, before they are written;
// nothing is written when `dry` is set.
struct FactChange {
  std::string record, path, before, after;  // values printed; empty for none
};
struct Reextraction {
  int documents = 0, records = 0, changed_records = 0;
  std::vector<FactChange> changes;
};
Reextraction reextract(archive::Archive& archive, const Settings& settings, bool dry, const OnProgress& on_progress = {});

// Brings a table of people (CSV or XLSX; pipeline/run/roster_table.hpp) into the archive's roster, or makes it the whole roster.
// The next ingest or reextract applies it. Throws Error{bad_metadata} for a table that names no people.
struct RosterImport {
  std::size_t entries = 0, added = 0;  // good rows, and those of them the roster did not have
  std::vector<std::string> notes;      // bad rows and unknown columns: one line each
  std::size_t bad_rows = 0;
};
RosterImport import_roster(archive::Archive& archive, const std::filesystem::path& table, bool replace);

// The records of one document, without any archive. Throws Error for a document that cannot be read.
struct Extracted {
  std::vector<Json> records;  // one per sitting
  std::vector<Page> pages;
};
Extracted extract(const std::vector<std::filesystem::path>& parts, const Settings& settings);

// Why a fact is what it is, or why there is none: the rule that gave it, on which words, and what else rules found about it.
struct Explanation {
  struct Proof {
    int page = 0;
    std::string quote;
    std::string label = {};  // what the page calls itself: its printed number or folio
  };
  struct FactOf {
    std::string path;    // "quorum/required"
    Json fact;           // of the record: value, raw, status, confidence, rule
    std::string file;    // where its rule stands; empty for facts read from the layout (lists, tables)
    std::vector<Proof> proofs;
  };
  struct Candidate {
    std::string rule, family, file;
    double confidence = 0;
    std::string end;      // used | unused | weaker | refused
    std::string because;  // of weaker: the stronger rule; of refused: the words its "not" found
    int page = 0;
    std::string words, sentence;  // what matched, and what stands around it
    std::vector<std::pair<std::string, std::string>> groups;
  };
  std::string record, field;
  std::vector<FactOf> facts;
  std::vector<Candidate> candidates;  // in the order of the pages
};
// `field` is a path into the record ("quorum", "meeting/place", "resolutions/2/vote"). The first looks at a record of the archive,
// with the rules as they are now; the second at each record of a document. Throws Error{not_found} for a record, or a section of
// records, that does not exist.
Explanation explain(archive::Archive& archive, const std::string& record, const std::string& field, const Settings& settings);
std::vector<Explanation> explain(const std::vector<std::filesystem::path>& parts, const std::string& field, const Settings& settings);

// The reading text of one document (repaired French), or the text as recognised; pages separated by form feeds.
std::string text(const std::vector<std::filesystem::path>& parts, const Settings& settings, bool raw);

// What is there, before any recognition.
struct Inspected {
  std::string path, media_type, problem;  // problem: empty, or one line with the reason it cannot be read
  std::uintmax_t bytes = 0;
  int pages = 0, pages_with_text = 0, pages_to_recognise = 0;
  double seconds = 0;                     // estimate on this machine
  int looked_at = 0;                      // of the pages to recognise: a sample, of which a part was read
  std::map<std::string, int> kinds;       // blank, handwriting, photograph: how many pages look like it, reckoned from the sample
};
std::vector<Inspected> inspect(const std::vector<std::filesystem::path>& paths, const Settings& settings);

}  // namespace minutier::run
