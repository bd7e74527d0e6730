#include "pipeline/archive/sqlite/indexer.hpp"

#include <algorithm>
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

// The stems that differ from their word: most words are their own stem ("de", "conseil"), and a word indexed twice makes
// the index twice as long to read.
std::string own_stems(const Analysed& words) {
  std::string out;
  out.reserve(words.stems.size() / 2);
  for (std::string_view stems = words.stems, plain = words.plain; !plain.empty();) {
    const std::string_view word = next_word(plain), stem = next_word(stems);
    if (word == stem) continue;
    if (!out.empty()) out += ' ';
    out += stem;
  }
  return out;
}

}  // namespace

void Indexer::set_page(std::int64_t page, Analysed words, std::string facets) {
  queue_.push_back(Change{&Tables::of_pages(), page, true, std::move(words), std::move(facets)});
}

void Indexer::set_resolution(std::int64_t resolution, Analysed words, std::string facets) {
  queue_.push_back(Change{&Tables::of_resolutions(), resolution, true, std::move(words), std::move(facets)});
}

void Indexer::remove_resolution(std::int64_t resolution) { queue_.push_back(Change{&Tables::of_resolutions(), resolution, false, {}, {}}); }

bool Indexer::full() const {
  constexpr std::size_t many = 512;  // pages of some kilobytes
  return queue_.size() >= many;
}

void Indexer::forget() {
  queue_.clear();
  counts_.clear();
}

void Indexer::flush() {
  for (const Change& change : queue_) {
    const std::string stems = own_stems(change.words);
    if (remove(change, stems) && change.insert) insert(change, stems);
  }
  queue_.clear();
  write_terms();
}

// Takes a row out of words and index, unless the change would only put the same back; then false.
bool Indexer::remove(const Change& change, const std::string& stems) {
  const Tables& tables = *change.tables;
  Statement select = db_.prepare(tables.select);
  select.bind(change.id);
  if (!select.step()) return true;
  const std::string old_stems = select.string(0), old_plain = select.string(1), old_facets = select.string(2);
  select.again();
  if (change.insert && old_stems == stems && old_plain == change.words.plain && old_facets == change.facets) return false;
  db_.prepare(tables.remove_index).bind(change.id).bind(old_stems).bind(old_plain).bind(old_facets).run();
  db_.prepare(tables.remove_words).bind(change.id).run();
  if (tables.counted) count({}, old_plain, -1);
  return true;
}

void Indexer::insert(const Change& change, const std::string& stems) {
  const Tables& tables = *change.tables;
  db_.prepare(tables.add_words).bind(change.id).bind(stems).bind(change.words.plain).bind(change.facets).run();
  db_.prepare(tables.add_index).bind(change.id).bind(stems).bind(change.words.plain).bind(change.facets).run();
  if (tables.counted) count(change.words.stems, change.words.plain, +1);
}

void Indexer::count(std::string_view stems, std::string_view plain, int sign) {
  ++counted_;
  while (!plain.empty()) {
    const std::string_view word = next_word(plain), stem = next_word(stems);
    auto found = counts_.find(word);
    if (found == counts_.end()) found = counts_.emplace(std::string(word), Count{std::string(stem), 0, 0}).first;
    if (found->second.seen == counted_) continue;
    found->second.seen = counted_;
    if (found->second.stem.empty()) found->second.stem = std::string(stem);
    found->second.pages += sign;
  }
}

void Indexer::write_terms() {
  std::vector<const std::pair<const std::string, Count>*> sorted;
  sorted.reserve(counts_.size());
  for (const auto& entry : counts_)
    if (entry.second.pages != 0) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  Statement more = db_.prepare("UPDATE term SET pages = pages + ? WHERE plain = ?");
  Statement add = db_.prepare("INSERT INTO term(plain, stem, skeleton, pages) VALUES(?, ?, ?, ?)");
  for (const auto* entry : sorted) {
    more.bind(entry->second.pages).bind(entry->first).run();
    if (db_.changes() > 0 || entry->second.pages < 0) continue;
    const std::string bones = skeleton(entry->first);
    add.bind(entry->first).bind(entry->second.stem).bind_or_null(bones).bind(entry->second.pages).run();
  }
  counts_.clear();
}

}  // namespace minutier::archive::sqlite
