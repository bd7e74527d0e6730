#pragma once
// The search index of pages and of resolutions: words tables, their FTS5 indexes, and the vocabulary (`term`) with the
// number of pages each word is on. Part of the writer's transaction; the vocabulary is written by flush(), before a commit.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/archive/analyser.hpp"

namespace minutier::archive::sqlite {

class Db;

class Indexer {
 public:
  explicit Indexer(Db& db) : db_(db) {}

  // Sets the words of a row; nothing happens where they are the same already.
  void set_page(std::int64_t page, const Analysed& words, const std::string& facets);
  void set_resolution(std::int64_t resolution, const Analysed& words, const std::string& facets);
  void remove_page(std::int64_t page);
  void remove_resolution(std::int64_t resolution);

  void flush();
  void forget() { counts_.clear(); }  // after a rollback

 private:
  struct Tables;
  struct Count {
    std::string stem;
    std::int64_t pages = 0;
  };
  bool remove(const Tables& tables, std::int64_t id, const Analysed* unless, const std::string* facets);
  void insert(const Tables& tables, std::int64_t id, const Analysed& words, const std::string& facets);
  void count(std::string_view stems, std::string_view plain, int sign);

  Db& db_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace minutier::archive::sqlite
