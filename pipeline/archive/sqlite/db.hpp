#pragma once
// A thin skin over SQLite: a connection, prepared statements kept for the life of the connection, and SQLite's
// failures as Error{archive_damaged|disk_full|archive_locked|unreadable|internal}. One object per thread.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace minutier::archive::sqlite {

// A prepared statement with its parameters bound in order. Reset when it goes out of scope; the connection keeps it.
class Statement {
 public:
  Statement(sqlite3* db, sqlite3_stmt* statement, std::string path);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  // Text and blobs are not copied: they must live until the last step().
  Statement& bind(std::string_view text);
  Statement& bind(const char* text) { return bind(std::string_view(text)); }
  Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
  Statement& bind(std::string&& text) = delete;
  Statement& bind(std::int64_t number);
  Statement& bind(int number) { return bind(static_cast<std::int64_t>(number)); }
  Statement& bind(std::size_t number) { return bind(static_cast<std::int64_t>(number)); }
  Statement& bind(bool flag) { return bind(static_cast<std::int64_t>(flag)); }
  Statement& bind(double number);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind_null();
  Statement& bind_or_null(std::string_view text) { return text.empty() ? bind_null() : bind(text); }

  bool step();  // true while there is a row
  void run();   // steps to the end and makes the statement ready for new parameters
  void again(); // the same, without stepping

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string_view text(int column) const;  // valid until the next step
  std::string_view blob(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  int column_type(int column) const;
  int columns() const;

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_;
  std::string path_;
  int next_ = 1;
};

class Db {
 public:
  enum class Access { read, write };
  Db(const std::filesystem::path& file, Access access, bool create);

  // Cached by its SQL text: for fixed statements.
  Statement prepare(std::string_view sql);
  void execute(const std::string& sql);  // one or several statements without parameters
  std::int64_t integer(std::string_view sql);  // first column of the first row; 0 where there is none
  bool writable() const { return access_ == Access::write; }
  bool in_transaction() const;
  std::int64_t last_id() const;  // of the row inserted last
  int changes() const;  // rows the last statement inserted, changed or deleted
  sqlite3* handle() const { return db_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Close { void operator()(sqlite3* db) const; };
  struct Finalize { void operator()(sqlite3_stmt* statement) const; };

  std::string path_;
  Access access_;
  std::unique_ptr<sqlite3, Close> db_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>{}(sql); }
  };
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, Hash, std::equal_to<>> statements_;
};

// Throws what the connection's last failure means.
[[noreturn]] void fail(sqlite3* db, int code, const std::string& path);

}  // namespace minutier::archive::sqlite
