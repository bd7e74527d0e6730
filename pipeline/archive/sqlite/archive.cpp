#include "pipeline/archive/archive.hpp"

#include <optional>

#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/ingest.hpp"
#include "pipeline/archive/sqlite/lock.hpp"
#include "pipeline/archive/sqlite/people.hpp"
#include "pipeline/archive/sqlite/reader.hpp"
#include "pipeline/archive/sqlite/schema.hpp"

namespace minutier::archive {
namespace sqlite {
namespace {

void tune(Db& db, bool writes) {
  db.execute("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384");
  if (!writes) return;
  if (db.integer("PRAGMA user_version") == 0) db.execute("PRAGMA page_size = 8192");
  // wal_autocheckpoint is in pages: 64 MB keep the cost of checkpoints away from every commit.
  db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192");
}

bool is_older(const std::filesystem::path& directory) {
  Db db(directory / "archive.db", Db::Access::read, false);
  check_format(db);
  return db.integer("PRAGMA user_version") < format_version;
}

class SqliteArchive final : public Archive {
 public:
  std::filesystem::path directory() const override { return context_->directory; }

  SqliteArchive(const std::filesystem::path& directory, Mode mode) : writes_(mode != Mode::read) {
    if (writes_) lock_.emplace(directory / "writer.lock");
    const bool create = mode == Mode::create;
    context_.emplace(directory, writes_ ? Db::Access::write : Db::Access::read, create);
    tune(context_->db, writes_);
    if (create && context_->db.integer("SELECT count(*) FROM sqlite_schema") == 0) prepare_schema(context_->db);
    check_format(context_->db);
    if (writes_) {
      prepare_schema(context_->db);
      ingest_.emplace(*context_);
    }
  }

  ~SqliteArchive() override {
    try {
      rollback();
    } catch (const Error&) {
      // Closing undoes what was not committed, whatever happens here.
    }
  }

  void begin_run(const Run& run) override {
    run_ = run.id;
    write([&] { ingest_->begin_run(run); });
  }
  void end_run(const std::string& run, const std::string& at) override { write([&] { ingest_->end_run(run, at); }); }
  void begin_source(const SourceInfo& source) override { write([&] { ingest_->begin_source(source); }); }
  void place(const std::string& source, const std::string& path, const std::string& at) override {
    write([&] { ingest_->place(source, path, at); });
  }
  void supply(const std::string& source, const Json& facts) override { write([&] { ingest_->supply(source, facts); }); }
  void put_page(const std::string& source, const Page& page, const std::string& fingerprint) override {
    write([&] { ingest_->put_page(source, page, fingerprint); });
  }
  using Archive::put_records;
  void put_records(const std::string& source, const Prepared& prepared, const std::string& fingerprint) override {
    write([&] { ingest_->put_records(source, prepared, fingerprint); });
  }
  void put_outcome(const LedgerEntry& entry) override { write([&] { ingest_->put_outcome(entry); }); }

  void commit() override {
    if (failed_) throw *failed_;
    if (!context_->db.in_transaction()) return;
    guarded([&] {
      ingest_->before_commit();
      context_->db.execute("COMMIT");
    });
  }

  void rollback() override {
    if (!ingest_ || !context_->db.in_transaction()) return;
    ingest_->after_rollback();
    context_->db.execute("ROLLBACK");
  }

  Known known(const std::string& source, const std::string& fingerprint) override { return sqlite::known(*context_, source, fingerprint); }
  std::vector<SourceSummary> sources() override { return sqlite::sources(*context_, ""); }
  std::optional<SourceSummary> source(const std::string& id) override {
    if (id.empty()) return std::nullopt;
    auto found = sqlite::sources(*context_, id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  }
  SourceInfo source_info(const std::string& id) override { return sqlite::source_info(*context_, id); }
  Json supplied(const std::string& source) override { return sqlite::supplied(*context_, source); }
  Reading reading(const std::string& source) override { return sqlite::reading(*context_, source); }
  using Archive::pages;
  std::vector<Page> pages(const std::string& source, int first, int last) override { return sqlite::pages(*context_, source, first, last); }
  std::optional<Page> page(const std::string& source, int number) override {
    auto found = sqlite::pages(*context_, source, number, number);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  }
  std::filesystem::path original(const std::string& sha256) override { return context_->originals.path(sha256); }

  Json get_record(const std::string& key) override { return sqlite::get_record(*context_, key); }
  std::vector<Json> records_of(const std::string& source) override { return sqlite::records_of(*context_, source); }
  std::vector<RecordSummary> records(const RecordFilter& filter) override { return sqlite::records(*context_, filter); }

  std::vector<assemble::RosterEntry> roster() override { return sqlite::roster(*context_); }
  std::size_t put_roster(const std::vector<assemble::RosterEntry>& entries, bool replace) override {
    std::size_t fresh = 0;
    write([&] { fresh = sqlite::put_roster(*context_, entries, replace, run_); });
    return fresh;
  }
  std::vector<Organisation> unsettled() override { return sqlite::unsettled(*context_); }
  void each_settling(const Organisation& organisation, const std::function<void(assemble::Settling&& settling)>& use) override {
    sqlite::each_settling(*context_, organisation, use);
  }
  std::vector<PersonChange> changes(const Organisation& organisation, const Settled& settled) override {
    return sqlite::changes(*context_, organisation, settled);
  }
  void settle(const Organisation& organisation, const Settled& settled) override {
    write([&] { sqlite::settle(*context_, organisation, settled); });
  }

  Sheet sheet(SheetKind kind, const SheetFilter& filter) override { return sqlite::sheet(*context_, kind, filter); }
  SearchResult search(const Query& query) override {
    write_index();
    return sqlite::search(*context_, query);
  }
  std::vector<LedgerEntry> ledger(const LedgerFilter& filter) override { return sqlite::ledger(*context_, filter); }
  StatusCounts status() override { return sqlite::status(*context_); }
  std::vector<Problem> verify() override {
    write_index();
    return sqlite::verify(*context_);
  }

 private:
  // Runs a write inside the open transaction, which it begins where there is none.
  template <class Action>
  void write(const Action& action) {
    if (!writes_) throw Error(ErrorCode::internal, "archive", context_->directory.string(), 0, "opened for reading only");
    if (failed_) throw *failed_;
    guarded([&] {
      if (!context_->db.in_transaction()) context_->db.execute("BEGIN IMMEDIATE");
      action();
    });
  }

  // A writer sees what it has put, committed or not.
  void write_index() {
    if (ingest_ && !failed_ && context_->db.in_transaction()) guarded([&] { ingest_->write_index(); });
  }

  // A full disk or a damaged file ends all writing: what was not committed is given up, and every later call says why.
  template <class Action>
  void guarded(const Action& action) {
    try {
      action();
    } catch (const Error& error) {
      if (error.code == ErrorCode::disk_full || error.code == ErrorCode::archive_damaged) give_up(error);
      throw;
    }
  }

  void give_up(const Error& error) {
    failed_ = error;
    try {
      rollback();
    } catch (const Error&) {
      // SQLite may have rolled back by itself already; closing settles the rest.
    }
  }

  bool writes_;
  std::optional<WriterLock> lock_;  // released last
  std::optional<Context> context_;
  std::optional<Ingest> ingest_;
  std::optional<Error> failed_;
  std::string run_;
};

}  // namespace
}  // namespace sqlite

namespace {

void make_folder(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (!std::filesystem::is_directory(directory))
    throw Error(ErrorCode::unreadable, "archive", directory.string(), 0, "cannot make the archive's folder" + (error ? ": " + error.message() : std::string()));
}

}  // namespace

std::unique_ptr<Archive> open(const std::filesystem::path& directory, Mode mode) {
  std::error_code error;
  if (mode == Mode::create) make_folder(directory);
  else if (!std::filesystem::exists(directory / "archive.db", error))
    throw Error(ErrorCode::archive_missing, "archive", directory.string(), 0, "no archive there; `minutier ingest` makes one");
  const std::filesystem::path whole = std::filesystem::absolute(directory);
  if (mode == Mode::read && sqlite::is_older(whole)) sqlite::SqliteArchive(whole, Mode::write);  // brings it up to date
  return std::make_unique<sqlite::SqliteArchive>(whole, mode);
}

}  // namespace minutier::archive
