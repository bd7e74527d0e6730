#include "pipeline/archive/sqlite/indexer.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "pipeline/archive/sqlite/db.hpp"

namespace minutier::archive::sqlite {

struct Indexer::Tables {
  bool counted;  // the vocabulary counts pages only: a resolution's words stand on a page already
  std::string select, add_words, remove_words, add_index, remove_index;

  Tables(const std::string& what, bool pages)
      : counted(pages),
        select("SELECT stems, plain, facets FROM " + what + "_words WHERE id = ?"),
        add_words("INSERT INTO " + what + "_words(id, stems, plain, facets) VALUES(?, ?, ?, ?)"),
        remove_words("DELETE FROM " + what + "_words WHERE id = ?"),
        add_index("INSERT INTO " + what + "_index(rowid, stems, plain, facets) VALUES(?, ?, ?, ?)"),
        remove_index("INSERT INTO " + what + "_index(" + what + "_index, rowid, stems, plain, facets) VALUES('delete', ?, ?, ?, ?)") {}

  static const Tables& of_pages() {
    static const Tables tables("page", true);
    return tables;
  }
  static const Tables& of_resolutions() {
    static const Tables tables("resolution", false);
    return tables;
  }
};

namespace {

// The next word of a space-joined list, which moves past it.
std::string_view next_word(std::string_view& list) {
  const std::size_t space = list.find(' ');
  const std::string_view word = list.substr(0, space);
  list.remove_prefix(space == std::string_view::npos ? list.size() : space + 1);
  return word;
}

}  // namespace

void Indexer::set_page(std::int64_t page, const Analysed& words, const std::string& facets) {
  if (remove(Tables::of_pages(), page, &words, &facets)) insert(Tables::of_pages(), page, words, facets);
}

void Indexer::set_resolution(std::int64_t resolution, const Analysed& words, const std::string& facets) {
  if (remove(Tables::of_resolutions(), resolution, &words, &facets)) insert(Tables::of_resolutions(), resolution, words, facets);
}

void Indexer::remove_page(std::int64_t page) { remove(Tables::of_pages(), page, nullptr, nullptr); }
void Indexer::remove_resolution(std::int64_t resolution) { remove(Tables::of_resolutions(), resolution, nullptr, nullptr); }

// Takes a row out of words and index, unless it holds just that already; then false.
bool Indexer::remove(const Tables& tables, std::int64_t id, const Analysed* unless, const std::string* facets) {
  Statement select = db_.prepare(tables.select);
  select.bind(id);
  if (!select.step()) return true;
  const Analysed old{select.string(0), select.string(1)};
  const std::string old_facets = select.string(2);
  if (unless && facets && old == *unless && old_facets == *facets) return false;
  db_.prepare(tables.remove_index).bind(id).bind(old.stems).bind(old.plain).bind(old_facets).run();
  db_.prepare(tables.remove_words).bind(id).run();
  if (tables.counted) count(old.stems, old.plain, -1);
  return true;
}

void Indexer::insert(const Tables& tables, std::int64_t id, const Analysed& words, const std::string& facets) {
  db_.prepare(tables.add_words).bind(id).bind(words.stems).bind(words.plain).bind(facets).run();
  db_.prepare(tables.add_index).bind(id).bind(words.stems).bind(words.plain).bind(facets).run();
  if (tables.counted) count(words.stems, words.plain, +1);
}

void Indexer::count(std::string_view stems, std::string_view plain, int sign) {
  std::unordered_set<std::string_view> seen;
  std::string key;
  while (!plain.empty()) {
    const std::string_view word = next_word(plain), stem = next_word(stems);
    if (!seen.insert(word).second) continue;
    key.assign(word);
    Count& count = counts_[key];
    if (count.stem.empty()) count.stem.assign(stem);
    count.pages += sign;
  }
}

void Indexer::flush() {
  std::vector<const std::pair<const std::string, Count>*> sorted;
  sorted.reserve(counts_.size());
  for (const auto& entry : counts_)
    if (entry.second.pages != 0) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  Statement add = db_.prepare(
      "INSERT INTO term(plain, stem, skeleton, pages) VALUES(?, ?, ?, ?) "
      "ON CONFLICT(plain) DO UPDATE SET pages = pages + excluded.pages");
  for (const auto* entry : sorted) {
    const std::string bones = skeleton(entry->first);
    add.bind(entry->first).bind(entry->second.stem).bind_or_null(bones).bind(entry->second.pages).run();
  }
  counts_.clear();
}

}  // namespace minutier::archive::sqlite
