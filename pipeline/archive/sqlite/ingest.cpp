#include "pipeline/archive/sqlite/ingest.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/projection.hpp"
#include "pipeline/archive/words_codec.hpp"

namespace minutier::archive::sqlite {
namespace {

// Undoes what a call did when it throws half-way.
class Savepoint {
 public:
  explicit Savepoint(Db& db) : db_(db) { db_.prepare("SAVEPOINT call").run(); }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint() {
    if (done_) return;
    try {
      db_.execute("ROLLBACK TO call; RELEASE call");
    } catch (const Error&) {
      // The failure on its way out already says what is wrong; the whole transaction goes with it.
    }
  }
  void keep() {
    db_.prepare("RELEASE call").run();
    done_ = true;
  }

 private:
  Db& db_;
  bool done_ = false;
};

// The records of a source that begin in a stretch.
constexpr std::string_view in_stretch = "source = ?1 AND (coalesce(first_page, 1), coalesce(first_char, 0)) >= (?2, ?3) AND (?4 = 0 OR (coalesce(first_page, 1), coalesce(first_char, 0)) < (?4, ?5))";

void bind_stretch(Statement& statement, std::int64_t source, const Prepared& stretch) {
  const Prepared::Mark end = stretch.end.value_or(Prepared::Mark{0, 0});
  statement.bind(source).bind(stretch.begin.page).bind(stretch.begin.character).bind(end.page).bind(end.character);
}

}  // namespace

Db& Ingest::context_db(Context& context) { return context.db; }

void Ingest::begin_run(const Run& run) {
  run_ = run.id, run_started_ = run.started;
  context_.db.prepare("INSERT INTO run(id, started, command, version) VALUES(?, ?, ?, ?) ON CONFLICT(id) DO NOTHING")
      .bind(run.id).bind(run.started).bind(run.command).bind(run.version).run();
}

void Ingest::end_run(const std::string& run, const std::string& at) {
  context_.db.prepare("UPDATE run SET ended = ? WHERE id = ?").bind(at).bind(run).run();
}

void Ingest::begin_source(const SourceInfo& source) {
  if (const auto row = source_row(context_.db, source.id)) {
    // The same bytes again: stored already, unless an original went missing since.
    bool whole = true;
    for (const Part& part : source.parts) whole = whole && std::filesystem::exists(context_.originals.path(part.sha256));
    if (whole) return;
  }
  std::vector<std::int64_t> sizes;
  for (const Part& part : source.parts) sizes.push_back(static_cast<std::int64_t>(context_.originals.store(part.path, part.sha256)));
  Savepoint savepoint(context_.db);
  const std::string properties = source.properties.is_null() ? std::string() : source.properties.dump();
  context_.db.prepare("INSERT INTO source(hash, name, media_type, page_count, properties, run) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(hash) DO NOTHING")
      .bind(source.id).bind(source.name).bind(source.media_type).bind(source.page_count).bind_or_null(properties).bind_or_null(run_).run();
  const std::int64_t row = require_source(context_.db, source.id);
  for (std::size_t i = 0; i < source.parts.size(); ++i) {
    const std::string name = source.parts[i].path.filename().string();
    context_.db.prepare("INSERT INTO part(source, ord, sha256, name, bytes) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(row).bind(i).bind(source.parts[i].sha256).bind(name).bind(sizes[i]).run();
  }
  savepoint.keep();
}

void Ingest::place(const std::string& source, const std::string& path, const std::string& at) {
  const std::int64_t row = require_source(context_.db, source);
  context_.db.prepare(
      "INSERT INTO place(source, path, ord, first_seen, last_seen) VALUES(?1, ?2, (SELECT count(*) FROM place WHERE source = ?1), ?3, ?3) "
      "ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen")
      .bind(row).bind(path).bind(at).run();
}

void Ingest::supply(const std::string& source, const Json& facts) {
  const std::int64_t row = require_source(context_.db, source);
  Savepoint savepoint(context_.db);
  context_.db.prepare("DELETE FROM supplied WHERE source = ?").bind(row).run();
  for (const auto& member : facts.members()) {
    const std::string value = member.second.dump();
    context_.db.prepare("INSERT OR REPLACE INTO supplied(source, field, value) VALUES(?, ?, ?)").bind(row).bind(member.first).bind(value).run();
  }
  savepoint.keep();
}

void Ingest::put_page(const std::string& source, const Page& page, const std::string& fingerprint) {
  const std::int64_t row = require_source(context_.db, source);
  const std::string words = encode_words(page), sides = encode_sides(page);
  std::string issues;
  if (!page.issues.empty()) issues = to_json(page)["issues"].dump();
  Savepoint savepoint(context_.db);
  // Records made from other pages are no longer those of this source.
  context_.db.prepare("UPDATE source SET fingerprint = NULL WHERE id = ? AND fingerprint <> ?").bind(row).bind(fingerprint).run();
  Statement put = context_.db.prepare(
      "INSERT INTO page(source, number, label, origin, outcome, reason, engine, confidence, width, height, run, at, fingerprint, issues, text, words, sides) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(source, number) DO UPDATE SET label=excluded.label, origin=excluded.origin, "
      "outcome=excluded.outcome, reason=excluded.reason, engine=excluded.engine, confidence=excluded.confidence, width=excluded.width, "
      "height=excluded.height, run=excluded.run, at=excluded.at, fingerprint=excluded.fingerprint, issues=excluded.issues, text=excluded.text, "
      "words=excluded.words, sides=excluded.sides");
  put.bind(row).bind(page.number).bind_or_null(page.label).bind(name(page.origin)).bind(page.outcome).bind_or_null(page.reason).bind_or_null(page.engine);
  if (const auto confidence = page.mean_confidence()) put.bind(*confidence);
  else put.bind_null();
  put.bind(page.width).bind(page.height).bind_or_null(run_).bind_or_null(run_started_).bind(fingerprint).bind_or_null(issues).bind(page.text);
  if (words.empty()) put.bind_null();
  else put.bind_blob(words);
  put.bind_or_null(sides);
  put.run();
  savepoint.keep();
}

void Ingest::put_records(const std::string& source, const Prepared& prepared, const std::string& fingerprint) {
  const std::int64_t row = require_source(context_.db, source);
  if (indexer_.full()) indexer_.flush();
  const std::size_t mark = indexer_.mark();
  try {
    Savepoint savepoint(context_.db);
    replace_records(row, prepared);
    if (!prepared.end) context_.db.prepare("UPDATE source SET fingerprint = ?, rules_hash = ? WHERE id = ?").bind(fingerprint).bind(prepared.rules_hash).bind(row).run();
    savepoint.keep();
  } catch (...) {
    indexer_.back_to(mark);
    throw;
  }
}

void Ingest::replace_records(std::int64_t row, const Prepared& prepared) {
  std::set<std::string> sittings, organisations;  // those the source's records belonged or belong to
  Statement before = context_.db.prepare("SELECT sitting, coalesce(organisation, '') FROM record WHERE " + std::string(in_stretch));
  for (bind_stretch(before, row, prepared); before.step();) sittings.insert(before.string(0)), organisations.insert(before.string(1));
  drop_records_not_in(row, prepared);
  Statement earlier = context_.db.prepare("SELECT count(*) FROM record WHERE source = ?1 AND (coalesce(first_page, 1), coalesce(first_char, 0)) < (?2, ?3)");
  earlier.bind(row).bind(prepared.begin.page).bind(prepared.begin.character).step();
  auto ord = static_cast<std::size_t>(earlier.integer(0));
  for (const Prepared::Record& record : prepared.records) {
    Statement same = context_.db.prepare("SELECT id FROM record WHERE key = ?");
    same.bind(record.id);
    if (same.step()) {
      const std::int64_t old = same.integer(0);
      drop_resolution_words(old);
      remove_rows(context_.db, old);
    }
    const std::int64_t id = put_record_row(context_.db, record, row, ord++);
    const std::vector<std::int64_t> resolutions = insert_rows(context_.db, record, id);
    for (std::size_t i = 0; i < resolutions.size(); ++i) indexer_.set_resolution(resolutions[i], record.resolutions.at(i).words, record.resolutions[i].facets);
    sittings.insert(record.sitting);
    organisations.insert(record.organisation);
  }
  for (const std::string& sitting : sittings) choose_best(context_.db, sitting);
  Statement waiting = context_.db.prepare("INSERT OR IGNORE INTO unsettled(organisation) VALUES(?)");
  for (const std::string& organisation : organisations) waiting.bind(organisation).run();
  index_pages(row, prepared);
  Statement label = context_.db.prepare("UPDATE page SET label = ? WHERE source = ? AND number = ?");
  for (const Prepared::PageWords& page : prepared.pages)
    if (!page.label.empty()) label.bind(page.label).bind(row).bind(page.page).run();
  for (const Prepared::PageWords& page : prepared.pages)
    if (!page.side_labels.empty()) label_sides(row, page);
}

void Ingest::label_sides(std::int64_t source, const Prepared::PageWords& words) {
  Statement find = context_.db.prepare("SELECT text, sides FROM page WHERE source = ? AND number = ?");
  find.bind(source).bind(words.page);
  if (!find.step()) return;
  Page page;
  page.text = find.string(0);
  decode_sides(find.text(1), page);
  for (std::size_t i = 0; i < page.sides.size() && i < words.side_labels.size(); ++i)
    if (!words.side_labels[i].empty()) page.sides[i].label = words.side_labels[i];
  const std::string sides = encode_sides(page);
  context_.db.prepare("UPDATE page SET sides = ? WHERE source = ? AND number = ?").bind_or_null(sides).bind(source).bind(words.page).run();
}

void Ingest::drop_records_not_in(std::int64_t source, const Prepared& prepared) {
  std::set<std::string_view> keep;
  for (const Prepared::Record& record : prepared.records) keep.insert(record.id);
  std::vector<std::int64_t> gone;
  Statement list = context_.db.prepare("SELECT id, key FROM record WHERE " + std::string(in_stretch));
  for (bind_stretch(list, source, prepared); list.step();)
    if (!keep.count(list.text(1))) gone.push_back(list.integer(0));
  for (const std::int64_t record : gone) drop_record(record);
}

void Ingest::drop_record(std::int64_t record) {
  drop_resolution_words(record);
  remove_rows(context_.db, record);
  for (const char* sql : {"DELETE FROM appearance WHERE record = ?", "DELETE FROM series_data WHERE record = ?", "DELETE FROM settling WHERE record = ?", "DELETE FROM record WHERE id = ?"})
    context_.db.prepare(sql).bind(record).run();
}

void Ingest::drop_resolution_words(std::int64_t record) {
  std::vector<std::int64_t> rows;
  Statement list = context_.db.prepare("SELECT id FROM resolution_data WHERE record = ?");
  for (list.bind(record); list.step();) rows.push_back(list.integer(0));
  for (const std::int64_t row : rows) indexer_.remove_resolution(row);
}

void Ingest::index_pages(std::int64_t source, const Prepared& prepared) {
  const auto facets_on = [&](std::int64_t page) {
    std::vector<std::string> all;
    for (const std::vector<Prepared::Record>* records : {&prepared.reaching, &prepared.records})
      for (const Prepared::Record& record : *records) {
        if (!record.covers(page)) continue;
        all.insert(all.end(), record.facets.begin(), record.facets.end());
        for (const auto& [where, facet] : record.results)
          if (where == page) all.push_back(facet);
      }
    return join_facets(std::move(all));
  };
  std::map<int, const Analysed*> given;
  for (const auto& page : prepared.pages) given[page.page] = &page.words;
  // The page on which the stretch ends is the next one's.
  Statement pages = context_.db.prepare("SELECT id, number, text FROM page WHERE source = ? AND number >= ? AND number < ?");
  for (pages.bind(source).bind(prepared.begin.page).bind(prepared.end ? prepared.end->page : std::numeric_limits<int>::max()); pages.step();) {
    const auto found = given.find(static_cast<int>(pages.integer(1)));
    indexer_.set_page(pages.integer(0), found != given.end() ? *found->second : analyse(pages.text(2)), facets_on(pages.integer(1)));
  }
}

void Ingest::put_outcome(const LedgerEntry& entry) {
  const auto row = entry.source.empty() ? std::nullopt : source_row(context_.db, entry.source);
  if (entry.page > 0) {
    if (!row) throw Error(ErrorCode::not_found, "archive", entry.source, entry.page, "a page's outcome needs its source");
    context_.db.prepare(
        "INSERT INTO page(source, number, outcome, reason, run, at, text) VALUES(?, ?, ?, ?, ?, ?, '') ON CONFLICT(source, number) "
        "DO UPDATE SET outcome=excluded.outcome, reason=excluded.reason, run=excluded.run, at=excluded.at")
        .bind(*row).bind(entry.page).bind(entry.outcome).bind_or_null(entry.reason).bind_or_null(entry.run).bind_or_null(entry.at).run();
    return;
  }
  Statement put = context_.db.prepare("INSERT OR REPLACE INTO input(path, run, source, outcome, reason, at) VALUES(?, ?, ?, ?, ?, ?)");
  put.bind(entry.path).bind(entry.run);
  if (row) put.bind(*row);
  else put.bind_null();
  put.bind(entry.outcome).bind_or_null(entry.reason).bind_or_null(entry.at).run();
  if (row && entry.outcome != "unchanged")
    context_.db.prepare("UPDATE source SET outcome = ? WHERE id = ?").bind(entry.outcome).bind(*row).run();
}

void Ingest::before_commit() {
  indexer_.flush();
  context_.originals.sync();
}

void Ingest::after_rollback() { indexer_.forget(); }

}  // namespace minutier::archive::sqlite
