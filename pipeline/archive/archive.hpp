#pragma once
// The archive: originals, pages, records, ledger and index of everything that was ingested. One directory:
//   archive.db            SQLite, WAL; tables and views in SCHEMA.md, readable without us
//   originals/ab/abcdef…  every part of every source, by SHA-256, byte for byte as it came
//   writer.lock           held by the one writer (its pid inside); readers are never blocked
//
// Abstract so that a shared database can stand behind it; tests/contract/archive_* runs over every implementation.
// One object per thread. Methods marked (write) need Mode::write or create and are lost unless commit() follows;
// every one is idempotent: calling it again with the same ids changes nothing.
//
// Errors: archive_missing (no archive there), archive_locked (another writer), archive_damaged, disk_full, not_found,
// unsupported (made by a newer version), unreadable (permission). After disk_full or archive_damaged nothing since the
// last commit() is stored, and the object answers no further writes.

#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/archive/prepared.hpp"
#include "pipeline/archive/query.hpp"
#include "pipeline/assemble/people/resolve.hpp"
#include "pipeline/assemble/series/settling.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/model/page.hpp"

namespace minutier::archive {

enum class Mode {
  read,    // an existing archive
  write,   // an existing archive; takes the writer's lock
  create,  // write, made first where there is none
};

// ---- what is put in ----

struct Run {
  std::string id;       // unique per call of the program
  std::string started;  // "2026-03-14T09:26:53Z", from the caller's clock, as all times here
  std::string command;  // "ingest", "reextract", …
  std::string version;  // of the program
};

struct Part {
  std::filesystem::path path;  // where the bytes are now
  std::string sha256;          // of those bytes
};

struct SourceInfo {
  std::string id;             // sha256 of the bytes, or of the ordered parts (source::Description::id)
  std::string name;           // as people know it: file name, or folder and stem
  std::string media_type;
  int page_count = 0;
  std::vector<Part> parts;    // in order
  Json properties;            // front matter, document properties; null for none
};

// Who read a source's pages, and how surely.
struct Reading {
  std::optional<double> mean_confidence;  // of the pages that have one
  std::set<std::string> engines;
};

// What is already stored of a source, for a fingerprint (engine + settings + stage version).
struct Known {
  enum class State { unknown, partial, done };
  State state = State::unknown;
  std::vector<int> pages;         // stored with this fingerprint, ascending
  std::vector<int> failed_pages;  // those of `pages` whose outcome is an error's name
  std::string rules_hash;         // of the records stored; empty for none
  std::size_t records = 0;
};

// One line of the ledger. `page` 0 is the whole input. `source` may be empty (an input that could not be read).
struct LedgerEntry {
  std::string run, at;      // at: time, as above
  std::string path;         // the input as given or found in the walk
  std::string source;
  std::string source_name;  // filled when read
  int page = 0;
  std::string outcome;      // ok | unchanged | partial | blank | empty | handwriting | photograph | an ErrorCode's name
  std::string reason;
};

// ---- what is read out ----

struct SourceSummary {
  std::string id, name, media_type, outcome, added;  // added: time of the run that brought it
  int pages = 0;
  std::size_t records = 0;
  std::vector<std::string> places;  // every path it came from, in order of first sight
  Json properties;
};

struct RecordSummary {
  std::string id, slug, sitting_id, source, source_name;
  std::string title, organisation, body, kind, date;  // empty where the record does not say
  std::string cote, communicable_from, publishable_from;
  int first_page = 0;                                 // where it starts in its source
  bool best = true;                                   // the version tables count
};

struct RecordFilter {
  std::string source, sitting;         // ids
  std::string organisation, body, kind;  // folded words that must all occur
  int from_year = 0, to_year = 0;      // 0: open
  bool all_versions = false;           // else the best version of each sitting
  std::size_t limit = 0, offset = 0;   // 0: all
};

struct LedgerFilter {
  std::string run;            // empty: the latest state of every input and page
  std::string source, path;
  bool problems_only = false;  // outcomes other than ok, unchanged, blank, handwriting, photograph
  bool pages = true;           // page lines too
};

struct StatusCounts {
  std::size_t sources = 0, pages = 0, failed_pages = 0, pages_ocr = 0;
  std::size_t records = 0, sittings = 0, resolutions = 0, facts = 0, people = 0;
  std::size_t roster_entries = 0, failed_checks = 0;  // checks: of records and series, in the best versions
  std::size_t failed_inputs = 0;     // inputs whose latest outcome is an error
  std::map<std::string, std::size_t> outcomes;  // latest outcome of each input -> count
  std::uintmax_t database_bytes = 0, original_bytes = 0;
  int first_year = 0, last_year = 0;
  std::string last_run, last_run_at;
  bool writing = false;              // a writer holds the lock now
};

struct Problem {
  std::string code;    // "original_missing", "original_changed", "database", "index", "dangling"
  std::string what;    // the thing: a file, a table, a source
  std::string detail;
};

struct Span {
  std::string text;
  bool marked = false;
};

struct Hit {
  std::string record, slug, sitting_id, source, source_name;  // record empty: a page outside any sitting
  std::string title, organisation, body, date, cote;
  int page = 0;
  std::string page_label;             // folio or printed number
  std::size_t begin = 0, end = 0;     // code points of the page's text: the match the snippet shows first
  std::vector<Box> boxes;             // of that match, where the page has boxes
  std::vector<Span> snippet;          // pieces of the original text, in order; line breaks are spaces
  bool starts_page = true, ends_page = true;  // the snippet reaches the text's ends: no "…" needed there
  int resolution = -1;                // index in the record, for Scope::resolutions
  std::string resolution_number, resolution_title, result;
  double score = 0;                   // higher is better
  bool forgiven = false;              // found through OCR confusions
};

struct SearchResult {
  std::vector<Hit> hits;
  std::size_t total = 0;     // matches, counted up to a cap
  bool more = false;         // the cap was reached: "more than total"
  bool forgiven = false;     // confusions were tried
  std::vector<std::string> notes;
};

// Rows for a person: neutral of CSV, XLSX or terminal.
struct Sheet {
  enum class Type { text, integer, number, money, date, boolean };
  struct Column {
    std::string name;  // snake_case, English; the view's column
    Type type = Type::text;
  };
  std::vector<Column> columns;
  std::vector<std::vector<Json>> rows;  // null for what no document says; money as an exact decimal string
};

enum class SheetKind { quorum, votes, attendance, people, budgets, results, grants, programmes, elections, memberships, checks, roster };

struct SheetFilter {
  std::string record;                  // id
  std::string organisation, body, text;  // folded words that must all occur; text: the sheet's own label (person, beneficiary, programme, resolution)
  std::string verdict;                 // of checks: pass | fail | unknown; empty for all
  int from_year = 0, to_year = 0;
};

// ---- what follows from several records of one organisation ----

// An organisation whose records or roster have changed since it was settled: its key and its names as records write them.
// The empty key is that of records that name none.
struct Organisation {
  std::string key;
  std::vector<std::string> names;
};

// What was found over its records: who the names mean, and the checks of its series.
struct Settled {
  assemble::People people;
  std::vector<assemble::Mention> mentions;  // those people.mentions answer, in the same order
  std::vector<assemble::SeriesCheck> checks;
};

// A name that means another person than before; names of persons with their ids, empty for none.
struct PersonChange {
  std::string record, path, before, after;
};

class Archive {
 public:
  virtual ~Archive() = default;

  // Where it stands, for a process that opens it too.
  virtual std::filesystem::path directory() const = 0;

  // ---- ingest (write) ----
  virtual void begin_run(const Run& run) = 0;
  virtual void end_run(const std::string& run, const std::string& at) = 0;
  // Stores the originals and the source's description; changes no page or record.
  virtual void begin_source(const SourceInfo& source) = 0;
  // One more path it was seen at.
  virtual void place(const std::string& source, const std::string& path, const std::string& at) = 0;
  // Facts the archivist supplies, as {"archival/cote": value, …}; replaces those of before.
  virtual void supply(const std::string& source, const Json& facts) = 0;
  virtual void put_page(const std::string& source, const Page& page, const std::string& fingerprint) = 0;
  // Replaces records, facts and index of the source, or of a stretch of it, and makes it `done` for the fingerprint once its end is put.
  virtual void put_records(const std::string& source, const Prepared& prepared, const std::string& fingerprint) = 0;
  void put_records(const std::string& source, const Extraction& extraction, const std::string& fingerprint) { put_records(source, prepare(extraction, {}), fingerprint); }
  virtual void put_outcome(const LedgerEntry& entry) = 0;
  // Group commit: call every few hundred documents or every second, and at the end. Durable when it returns.
  virtual void commit() = 0;
  // Forgets what was put since the last commit.
  virtual void rollback() = 0;

  // ---- sources and pages ----
  virtual Known known(const std::string& source, const std::string& fingerprint) = 0;
  virtual std::vector<SourceSummary> sources() = 0;
  virtual std::optional<SourceSummary> source(const std::string& id) = 0;
  virtual SourceInfo source_info(const std::string& id) = 0;  // parts' paths are those in originals/
  virtual Json supplied(const std::string& source) = 0;       // object; empty for none
  virtual Reading reading(const std::string& source) = 0;     // of its stored pages
  virtual std::vector<Page> pages(const std::string& source, int first, int last) = 0;  // those with these numbers
  std::vector<Page> pages(const std::string& source) { return pages(source, 1, std::numeric_limits<int>::max()); }
  virtual std::optional<Page> page(const std::string& source, int number) = 0;
  virtual std::filesystem::path original(const std::string& sha256) = 0;

  // ---- records ----
  // As they were put, with what settling said of them: `persons`, and checks of their series (those name other records in `records`).
  // By id, slug, or unique prefix (4 characters or more) of either. Throws Error{not_found}, naming the candidates when
  // several fit.
  virtual Json get_record(const std::string& key) = 0;
  virtual std::vector<Json> records_of(const std::string& source) = 0;
  virtual std::vector<RecordSummary> records(const RecordFilter& filter) = 0;

  // ---- people and series: see pipeline/run/settle.hpp ----
  virtual std::vector<assemble::RosterEntry> roster() = 0;  // in the order they were brought
  // (write) Adds entries that are not there yet, or makes them the whole roster; every organisation is to be settled again.
  // Returns how many were new.
  virtual std::size_t put_roster(const std::vector<assemble::RosterEntry>& entries, bool replace) = 0;
  virtual std::vector<Organisation> unsettled() = 0;
  // What settling needs of an organisation's records, one at a time, by key.
  virtual void each_settling(const Organisation& organisation, const std::function<void(assemble::Settling&& settling)>& use) = 0;
  // What settling would change, and (write) settles it.
  virtual std::vector<PersonChange> changes(const Organisation& organisation, const Settled& settled) = 0;
  virtual void settle(const Organisation& organisation, const Settled& settled) = 0;

  // ---- tables, search, accounts ----
  virtual Sheet sheet(SheetKind kind, const SheetFilter& filter) = 0;
  virtual SearchResult search(const Query& query) = 0;
  virtual std::vector<LedgerEntry> ledger(const LedgerFilter& filter) = 0;
  virtual StatusCounts status() = 0;
  // Empty when all is well. Reads everything: minutes on a large archive.
  virtual std::vector<Problem> verify() = 0;
};

std::unique_ptr<Archive> open(const std::filesystem::path& directory, Mode mode);

}  // namespace minutier::archive
