#pragma once
// The search index of pages and of resolutions: words tables, their FTS5 indexes, and the vocabulary (`term`) with the
// number of pages each word is on. Part of the writer's transaction.
//
// Changes are queued and written together by flush(), before a commit or a search: FTS5 writes its pending words out
// whenever a savepoint opens, so indexing between other statements would cost a segment per document.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/archive/analyser.hpp"

namespace minutier::archive::sqlite {

class Db;

class Indexer {
 public:
  explicit Indexer(Db& db) : db_(db) {}

  // Sets the words of a row; nothing happens where they are the same already.
  void set_page(std::int64_t page, Analysed words, std::string facets);
  void set_resolution(std::int64_t resolution, Analysed words, std::string facets);
  void remove_resolution(std::int64_t resolution);

  void flush();
  bool full() const;  // the queue holds enough to be worth a flush
  // What was queued since mark() is forgotten by back_to(mark).
  std::size_t mark() const { return queue_.size(); }
  void back_to(std::size_t mark) { queue_.resize(mark); }
  void forget();  // after a rollback

 private:
  struct Tables;
  struct Change {
    const Tables* tables = nullptr;
    std::int64_t id = 0;
    bool insert = false;
    Analysed words;
    std::string facets;
  };
  struct Count {
    std::string stem;
    std::int64_t pages = 0;
    std::uint64_t seen = 0;  // the page it was last counted for
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  bool remove(const Change& change, const std::string& stems);
  void insert(const Change& change, const std::string& stems);
  void count(std::string_view stems, std::string_view plain, int sign);
  void write_terms();

  Db& db_;
  std::vector<Change> queue_;
  std::unordered_map<std::string, Count, Hash, std::equal_to<>> counts_;
  std::uint64_t counted_ = 0;
};

}  // namespace minutier::archive::sqlite
