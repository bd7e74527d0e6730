#include "pipeline/archive/sqlite/ingest.hpp"

#include <algorithm>
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
  explicit Savepoint(Db& db) : db_(db) { db_.execute("SAVEPOINT call"); }
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
    db_.execute("RELEASE call");
    done_ = true;
  }

 private:
  Db& db_;
  bool done_ = false;
};

// Where a record stands in its source: [first page and character, last page and character).
struct Span {
  std::int64_t first_page = 1, first_char = 0, last_page = 0, last_char = -1;  // no end: to the source's end

  explicit Span(const Json& record) {
    const auto number = [&](std::string_view path, std::int64_t fallback) {
      const Json* json = record.at(path);
      return json ? json->as_int(fallback) : fallback;
    };
    first_page = number("document/span/0/0", 1), first_char = number("document/span/0/1", 0);
    last_page = number("document/span/1/0", 0), last_char = number("document/span/1/1", -1);
  }
  bool covers(std::int64_t page) const {
    if (page < first_page) return false;
    return last_page == 0 || page < last_page || (page == last_page && last_char != 0);
  }
};

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
  const std::string words = encode_words(page);
  std::string issues;
  if (!page.issues.empty()) issues = to_json(page)["issues"].dump();
  Savepoint savepoint(context_.db);
  // Records made from other pages are no longer those of this source.
  context_.db.prepare("UPDATE source SET fingerprint = NULL WHERE id = ? AND fingerprint <> ?").bind(row).bind(fingerprint).run();
  Statement put = context_.db.prepare(
      "INSERT INTO page(source, number, label, origin, outcome, reason, engine, confidence, width, height, run, at, fingerprint, issues, text, words) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(source, number) DO UPDATE SET label=excluded.label, origin=excluded.origin, "
      "outcome=excluded.outcome, reason=excluded.reason, engine=excluded.engine, confidence=excluded.confidence, width=excluded.width, "
      "height=excluded.height, run=excluded.run, at=excluded.at, fingerprint=excluded.fingerprint, issues=excluded.issues, text=excluded.text, "
      "words=excluded.words");
  put.bind(row).bind(page.number).bind_or_null(page.label).bind(name(page.origin)).bind(page.outcome).bind_or_null(page.reason).bind_or_null(page.engine);
  if (const auto confidence = page.mean_confidence()) put.bind(*confidence);
  else put.bind_null();
  put.bind(page.width).bind(page.height).bind_or_null(run_).bind_or_null(run_started_).bind(fingerprint).bind_or_null(issues).bind(page.text);
  if (words.empty()) put.bind_null();
  else put.bind_blob(words);
  put.run();
  savepoint.keep();
}

void Ingest::put_records(const std::string& source, const Extraction& extraction, const std::string& fingerprint) {
  const std::int64_t row = require_source(context_.db, source);
  if (indexer_.full()) indexer_.flush();
  const std::size_t mark = indexer_.mark();
  try {
    Savepoint savepoint(context_.db);
    replace_records(row, extraction);
    context_.db.prepare("UPDATE source SET fingerprint = ?, rules_hash = ? WHERE id = ?").bind(fingerprint).bind(extraction.rules_hash).bind(row).run();
    savepoint.keep();
  } catch (...) {
    indexer_.back_to(mark);
    throw;
  }
}

void Ingest::replace_records(std::int64_t row, const Extraction& extraction) {
  std::set<std::string> sittings, organisations;  // those the source's records belonged or belong to
  Statement before = context_.db.prepare("SELECT sitting, coalesce(organisation, '') FROM record WHERE source = ?");
  for (before.bind(row); before.step();) sittings.insert(before.string(0)), organisations.insert(before.string(1));
  drop_records_not_in(row, extraction.records);
  for (std::size_t i = 0; i < extraction.records.size(); ++i) {
    const Json& record = extraction.records[i];
    Statement same = context_.db.prepare("SELECT id FROM record WHERE key = ?");
    same.bind(record["id"].as_string());
    if (same.step()) {
      const std::int64_t old = same.integer(0);
      drop_resolution_words(old);
      remove_rows(context_.db, old);
    }
    const std::int64_t id = put_record_row(context_.db, record, row, i);
    insert_rows(context_.db, record, id);
    index_resolutions(record, id, i, extraction);
    const std::string& sitting = record["sitting_id"].as_string();
    sittings.insert(sitting.empty() ? record["id"].as_string() : sitting);
    const Json* organisation = record.at("organisation/name");
    organisations.insert(organisation ? value_of(*organisation).as_string() : std::string());
  }
  for (const std::string& sitting : sittings) choose_best(context_.db, sitting);
  Statement waiting = context_.db.prepare("INSERT OR IGNORE INTO unsettled(organisation) VALUES(?)");
  for (const std::string& organisation : organisations) waiting.bind(organisation).run();
  index_pages(row, extraction);
}

void Ingest::drop_records_not_in(std::int64_t source, const std::vector<Json>& records) {
  std::set<std::string_view> keep;
  for (const Json& record : records) keep.insert(record["id"].as_string());
  std::vector<std::int64_t> gone;
  Statement list = context_.db.prepare("SELECT id, key FROM record WHERE source = ?");
  for (list.bind(source); list.step();)
    if (!keep.count(list.text(1))) gone.push_back(list.integer(0));
  for (const std::int64_t record : gone) drop_record(record);
}

void Ingest::drop_record(std::int64_t record) {
  drop_resolution_words(record);
  remove_rows(context_.db, record);
  for (const char* sql : {"DELETE FROM appearance WHERE record = ?", "DELETE FROM series_data WHERE record = ?", "DELETE FROM record WHERE id = ?"})
    context_.db.prepare(sql).bind(record).run();
}

void Ingest::drop_resolution_words(std::int64_t record) {
  std::vector<std::int64_t> rows;
  Statement list = context_.db.prepare("SELECT id FROM resolution_data WHERE record = ?");
  for (list.bind(record); list.step();) rows.push_back(list.integer(0));
  for (const std::int64_t row : rows) indexer_.remove_resolution(row);
}

void Ingest::index_resolutions(const Json& record, std::int64_t row, std::size_t index, const Extraction& extraction) {
  const auto& resolutions = record["resolutions"].items();
  if (resolutions.empty()) return;
  std::vector<const Analysed*> words(resolutions.size());
  for (const auto& given : extraction.resolutions)
    if (given.record == index && given.resolution < words.size()) words[given.resolution] = &given.words;
  std::vector<std::pair<std::int64_t, std::size_t>> rows;
  Statement list = context_.db.prepare("SELECT id, ord FROM resolution_data WHERE record = ?");
  for (list.bind(row); list.step();) rows.emplace_back(list.integer(0), static_cast<std::size_t>(list.integer(1)));
  for (const auto& entry : rows) {
    const Json& resolution = resolutions.at(entry.second);
    indexer_.set_resolution(entry.first, words[entry.second] ? *words[entry.second] : analyse(resolution_text(resolution)),
                            join_facets(facets_of(record, {&resolution})));
  }
}

void Ingest::index_pages(std::int64_t source, const Extraction& extraction) {
  std::vector<Span> spans;
  // For each record: what its pages share, and the results of the resolutions that stand on each page.
  std::vector<std::vector<std::string>> shared;
  std::vector<std::multimap<int, const Json*>> results;
  for (const Json& record : extraction.records) {
    spans.emplace_back(record);
    shared.push_back(facets_of(record, {}));
    results.emplace_back();
    const Pages pages = pages_by_evidence(record);
    for (const Json& resolution : record["resolutions"].items())
      if (resolution.find("result")) results.back().emplace(first_page(pages, resolution), &resolution);
  }
  const auto facets_on = [&](std::int64_t page) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (!spans[i].covers(page)) continue;
      all.insert(all.end(), shared[i].begin(), shared[i].end());
      const auto range = results[i].equal_range(static_cast<int>(page));
      for (auto it = range.first; it != range.second; ++it)
        for (const std::string& word : name_words(value_of((*it->second)["result"]).as_string())) all.push_back(facet(Filter::Field::result, word));
    }
    return join_facets(std::move(all));
  };
  std::map<int, const Analysed*> given;
  for (const auto& page : extraction.pages) given[page.page] = &page.words;
  Statement pages = context_.db.prepare("SELECT id, number, text FROM page WHERE source = ?");
  for (pages.bind(source); pages.step();) {
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
