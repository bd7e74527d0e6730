// The archive's accounts of itself: ledger, counts, verification.
#include <fstream>
#include <map>

#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/lock.hpp"
#include "pipeline/archive/sqlite/reader.hpp"
#include "pipeline/archive/words_codec.hpp"
#include "pipeline/base/hash.hpp"

namespace minutier::archive::sqlite {
namespace {

// An empty input or page is one, for somebody expected words there.
bool problem(std::string_view outcome) { return outcome != "unchanged" && (outcome == "empty" || is_failure(outcome)); }

void add(std::vector<LedgerEntry>& out, Statement& list, const LedgerFilter& filter) {
  while (list.step()) {
    LedgerEntry entry;
    entry.run = list.string(0), entry.at = list.string(1), entry.path = list.string(2), entry.source = list.string(3);
    entry.source_name = list.string(4);
    entry.page = static_cast<int>(list.integer(5));
    entry.outcome = list.string(6), entry.reason = list.string(7);
    if (!filter.problems_only || problem(entry.outcome)) out.push_back(std::move(entry));
  }
}

}  // namespace

std::vector<LedgerEntry> ledger(Context& context, const LedgerFilter& filter) {
  std::vector<LedgerEntry> inputs, lines;
  // Without a run: the latest line of each input, but an "unchanged" hides no earlier outcome of the same source.
  Statement list = context.db.prepare(
      "SELECT i.run, i.at, i.path, s.hash, s.name, 0, i.outcome, i.reason FROM input i LEFT JOIN source s ON s.id = i.source "
      "LEFT JOIN run ON run.id = i.run WHERE (?1 = '' OR i.run = ?1) AND (?2 = '' OR s.hash = ?2) AND (?3 = '' OR i.path = ?3) "
      "ORDER BY i.path, run.started, i.run");
  list.bind(filter.run).bind(filter.source).bind(filter.path);
  add(inputs, list, LedgerFilter{});
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const bool last = !filter.run.empty() || i + 1 == inputs.size() || inputs[i + 1].path != inputs[i].path;
    if (last && (!filter.problems_only || problem(inputs[i].outcome))) lines.push_back(std::move(inputs[i]));
  }
  if (!filter.pages) return lines;
  Statement pages = context.db.prepare(
      "SELECT p.run, p.at, (SELECT path FROM place WHERE place.source = s.id ORDER BY ord LIMIT 1), s.hash, s.name, p.number, p.outcome, p.reason "
      "FROM page p JOIN source s ON s.id = p.source WHERE (?1 = '' OR p.run = ?1) AND (?2 = '' OR s.hash = ?2) "
      "AND (?3 = '' OR EXISTS (SELECT 1 FROM place WHERE place.source = s.id AND path = ?3)) ORDER BY s.id, p.number");
  pages.bind(filter.run).bind(filter.source).bind(filter.path);
  add(lines, pages, filter);
  return lines;
}

StatusCounts status(Context& context) {
  Db& db = context.db;
  const auto count = [&](std::string_view sql) { return static_cast<std::size_t>(db.integer(sql)); };
  StatusCounts out;
  out.sources = count("SELECT count(*) FROM source");
  out.pages = count("SELECT count(*) FROM page");
  out.failed_pages = count("SELECT count(*) FROM page WHERE outcome NOT IN ('ok', 'blank', 'empty', 'handwriting', 'photograph')");
  out.pages_ocr = count("SELECT count(*) FROM page WHERE origin = 'ocr'");
  out.records = count("SELECT count(*) FROM record");
  out.sittings = count("SELECT count(DISTINCT sitting) FROM record WHERE held = 1");
  out.resolutions = count("SELECT count(*) FROM resolution");
  out.facts = count("SELECT coalesce(sum(facts), 0) FROM record");
  out.people = count("SELECT count(*) FROM people");
  out.failed_checks = count("SELECT count(*) FROM consistency WHERE verdict = 'fail'");
  out.roster_entries = count("SELECT count(*) FROM roster");
  LedgerFilter inputs;
  inputs.pages = false;
  for (const LedgerEntry& entry : ledger(context, inputs)) {
    ++out.outcomes[entry.outcome];
    if (problem(entry.outcome) && entry.outcome != "partial") ++out.failed_inputs;
  }
  out.original_bytes = static_cast<std::uintmax_t>(db.integer("SELECT sum(bytes) FROM (SELECT max(bytes) AS bytes FROM part GROUP BY sha256)"));
  for (const char* ending : {"", "-wal"}) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(context.database().string() + ending, missing);
    if (!missing) out.database_bytes += size;
  }
  out.first_year = static_cast<int>(db.integer("SELECT min(year) FROM record"));
  out.last_year = static_cast<int>(db.integer("SELECT max(year) FROM record"));
  Statement run = db.prepare("SELECT id, started FROM run ORDER BY started DESC, id DESC LIMIT 1");
  if (run.step()) out.last_run = run.string(0), out.last_run_at = run.string(1);
  out.writing = WriterLock::held(context.directory / "writer.lock");
  return out;
}

namespace {

class Verifier {
 public:
  explicit Verifier(Context& context) : context_(context) {}

  std::vector<Problem> run() {
    database();
    originals();
    rows();
    pages();
    index("page");
    index("resolution");
    return std::move(problems_);
  }

 private:
  void report(std::string code, std::string what, std::string detail) {
    problems_.push_back(Problem{std::move(code), std::move(what), std::move(detail)});
  }

  void database() {
    Statement check = context_.db.prepare("PRAGMA integrity_check(20)");
    while (check.step())
      if (check.text(0) != "ok") report("database", "archive.db", check.string(0));
    Statement keys = context_.db.prepare("PRAGMA foreign_key_check");
    while (keys.step()) report("dangling", keys.string(0), "row " + keys.string(1) + " refers to a missing row of " + keys.string(2));
  }

  void originals() {
    Statement parts = context_.db.prepare("SELECT DISTINCT sha256, name FROM part ORDER BY source, ord");
    while (parts.step()) {
      const std::string hash = parts.string(0);
      const auto path = context_.originals.path(hash);
      std::error_code error;
      if (!std::filesystem::exists(path, error)) {
        report("original_missing", path.string(), parts.string(1));
        continue;
      }
      try {
        if (sha256_file(path) != hash) report("original_changed", path.string(), parts.string(1));
      } catch (const Error& unreadable) {
        report("original_missing", path.string(), unreadable.detail);
      }
    }
  }

  // Rows whose record is gone, which no foreign key guards.
  void rows() {
    for (const char* table : {"attendance_data", "vote_named_data", "election_data", "budget_data", "budget_line_data", "result_data", "grant_data",
                              "programme_data", "membership_data", "check_data", "appearance", "series_data"}) {
      const auto lost = context_.db.integer("SELECT count(*) FROM " + std::string(table) + " t WHERE NOT EXISTS (SELECT 1 FROM record WHERE id = t.record)");
      if (lost > 0) report("dangling", table, std::to_string(lost) + " rows without record");
    }
    Statement sittings = context_.db.prepare("SELECT sitting FROM record GROUP BY sitting HAVING sum(best) <> 1");
    while (sittings.step()) report("dangling", "record", "sitting " + sittings.string(0) + " has not one best version");
  }

  void pages() {
    Statement pages = context_.db.prepare("SELECT s.name, p.number, p.text, p.words FROM page p JOIN source s ON s.id = p.source WHERE p.words IS NOT NULL");
    while (pages.step()) {
      Page page;
      page.text = pages.string(2);
      try {
        decode_words(pages.blob(3), page);
      } catch (const Error& damaged) {
        report("database", pages.string(0) + ", page " + pages.string(1), damaged.detail);
      }
    }
  }

  // Every indexed row has its words; a writer also has FTS5 compare index and words (that check is an INSERT).
  void index(const std::string& what) {
    const std::string owner = what == "page" ? "page" : "resolution_data";
    const auto lost = context_.db.integer("SELECT count(*) FROM " + what + "_words w WHERE NOT EXISTS (SELECT 1 FROM " + owner + " o WHERE o.id = w.id)");
    if (lost > 0) report("dangling", what + "_words", std::to_string(lost) + " rows of nothing");
    const auto words = context_.db.integer("SELECT count(*) FROM " + what + "_words");
    try {
      const auto indexed = context_.db.integer("SELECT count(*) FROM " + what + "_index WHERE " + what + "_index MATCH 'xall'");
      if (words != indexed) report("index", what + "_index", std::to_string(indexed) + " rows indexed of " + std::to_string(words));
      if (context_.db.writable())
        context_.db.execute("INSERT INTO " + what + "_index(" + what + "_index, rank) VALUES('integrity-check', 1)");
    } catch (const Error& error) {
      report("index", what + "_index", error.detail);
    }
  }

  Context& context_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> verify(Context& context) { return Verifier(context).run(); }

}  // namespace minutier::archive::sqlite
