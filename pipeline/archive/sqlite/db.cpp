#include "pipeline/archive/sqlite/db.hpp"

#include <sqlite3.h>

#include <cctype>
#include <cerrno>
#include <mutex>

#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {
namespace {

bool no_room(int system_error) { return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG; }

ErrorCode meaning(sqlite3* db, int code) {
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::archive_damaged;
    case SQLITE_FULL: return ErrorCode::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::archive_locked;
    case SQLITE_NOMEM: return ErrorCode::out_of_memory;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN: return db && no_room(sqlite3_system_errno(db)) ? ErrorCode::disk_full : ErrorCode::unreadable;
    case SQLITE_IOERR:
      // Quotas and file size limits are reported as plain write errors.
      if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE || (db && no_room(sqlite3_system_errno(db)))) return ErrorCode::disk_full;
      return code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS ? ErrorCode::archive_damaged : ErrorCode::unreadable;
    default: return ErrorCode::internal;
  }
}

}  // namespace

void fail(sqlite3* db, int code, const std::string& path) {
  if (db && sqlite3_extended_errcode(db) != SQLITE_OK && (sqlite3_extended_errcode(db) & 0xff) == (code & 0xff))
    code = sqlite3_extended_errcode(db);
  throw Error(meaning(db, code), "archive", path, 0, db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
}

Statement::Statement(sqlite3* db, sqlite3_stmt* statement, std::string path)
    : db_(db), statement_(statement), path_(std::move(path)) {}

Statement::~Statement() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(std::string_view text) {
  const char* data = text.data() ? text.data() : "";
  if (const int code = sqlite3_bind_text64(statement_, next_++, data, text.size(), SQLITE_STATIC, SQLITE_UTF8)) fail(db_, code, path_);
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  if (const int code = sqlite3_bind_int64(statement_, next_++, number)) fail(db_, code, path_);
  return *this;
}

Statement& Statement::bind(double number) {
  if (const int code = sqlite3_bind_double(statement_, next_++, number)) fail(db_, code, path_);
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  const char* data = bytes.data() ? bytes.data() : "";
  if (const int code = sqlite3_bind_blob64(statement_, next_++, data, bytes.size(), SQLITE_STATIC)) fail(db_, code, path_);
  return *this;
}

Statement& Statement::bind_null() {
  if (const int code = sqlite3_bind_null(statement_, next_++)) fail(db_, code, path_);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(db_, code, path_);
}

void Statement::run() {
  while (step()) {
  }
  again();
}

void Statement::again() {
  sqlite3_reset(statement_);
  next_ = 1;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::number(int column) const { return sqlite3_column_double(statement_, column); }
int Statement::column_type(int column) const { return sqlite3_column_type(statement_, column); }
int Statement::columns() const { return sqlite3_column_count(statement_); }

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view{};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view{};
}

void Db::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
void Db::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

namespace {

// A path as a URI file name: everything but unreserved characters escaped.
std::string uri(const std::string& path, std::string_view parameters) {
  std::string out = "file:";
  for (const unsigned char c : path) {
    if (std::isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_') {
      out += static_cast<char>(c);
    } else {
      static constexpr char hex[] = "0123456789ABCDEF";
      out += '%', out += hex[c >> 4], out += hex[c & 15];
    }
  }
  return out.append(parameters);
}

// SQLite's own account of its memory takes a lock for every piece of it; nobody reads it here.
void without_memory_account() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });  // refused, harmlessly, where SQLite is in use already
}

sqlite3* connect(const std::string& name, int flags, int& code) {
  without_memory_account();
  sqlite3* db = nullptr;
  code = sqlite3_open_v2(name.c_str(), &db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10'000);  // only a checkpoint's last moment can make anyone wait
    code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  }
  return db;
}

}  // namespace

Db::Db(const std::filesystem::path& file, Access access, bool create) : path_(file.string()), access_(access) {
  const int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
  int code = SQLITE_OK;
  db_.reset(connect(uri(path_, ""), flags, code));
  if (access == Access::read && ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY)) {
    // A folder we may not write to (a DVD, a colleague's share): no WAL can be set up, and nobody writes there either.
    std::error_code ignored;
    if (!std::filesystem::exists(path_ + "-wal", ignored)) db_.reset(connect(uri(path_, "?immutable=1"), flags, code));
  }
  if (code != SQLITE_OK) fail(db_.get(), code, path_);
}

Statement Db::prepare(std::string_view sql) {
  auto kept = statements_.find(sql);
  if (kept == statements_.end()) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    std::unique_ptr<sqlite3_stmt, Finalize> made(statement);
    if (code != SQLITE_OK) fail(db_.get(), code, path_);
    kept = statements_.emplace(std::string(sql), std::move(made)).first;
  }
  sqlite3_reset(kept->second.get());
  return Statement(db_.get(), kept->second.get(), path_);
}

void Db::execute(const std::string& sql) {
  if (const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr)) fail(db_.get(), code, path_);
}

std::int64_t Db::integer(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Db::last_id() const { return sqlite3_last_insert_rowid(db_.get()); }

int Db::changes() const { return sqlite3_changes(db_.get()); }

bool Db::in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }

}  // namespace minutier::archive::sqlite
