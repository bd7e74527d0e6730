#pragma once
// What puts things into the archive. Everything happens inside the caller's transaction; each call either does all it
// says or nothing. Method meanings are Archive's.

#include <string>
#include <unordered_map>

#include "pipeline/archive/archive.hpp"
#include "pipeline/archive/sqlite/indexer.hpp"

namespace minutier::archive::sqlite {

struct Context;

class Ingest {
 public:
  explicit Ingest(Context& context) : context_(context), indexer_(context_db(context)) {}

  void begin_run(const Run& run);
  void end_run(const std::string& run, const std::string& at);
  void begin_source(const SourceInfo& source);
  void place(const std::string& source, const std::string& path, const std::string& at);
  void supply(const std::string& source, const Json& facts);
  void put_page(const std::string& source, const Page& page, const std::string& fingerprint);
  void put_records(const std::string& source, const Prepared& prepared, const std::string& fingerprint);
  void put_outcome(const LedgerEntry& entry);

  void write_index() { indexer_.flush(); }
  void before_commit();
  void after_rollback();

 private:
  static Db& context_db(Context& context);
  void replace_records(std::int64_t row, const Prepared& prepared);
  void label_sides(std::int64_t source, const Prepared::PageWords& words);
  void drop_records_not_in(std::int64_t source, const Prepared& prepared);
  void drop_record(std::int64_t record);
  void drop_resolution_words(std::int64_t record);
  void index_pages(std::int64_t source, const Prepared& prepared);

  Context& context_;
  Indexer indexer_;
  std::string run_, run_started_;
};

}  // namespace minutier::archive::sqlite
