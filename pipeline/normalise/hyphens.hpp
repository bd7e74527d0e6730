#pragma once
// A word cut at a line's end: whether its hyphen is the printer's (« contri-/buer ») or the spelling's (« avant-/projet », « centre-/Bretagne »).
// What the text writes inside a line elsewhere decides first, then the dictionary. Offsets are bytes of UTF-8; one thread.

#include <string>
#include <string_view>
#include <unordered_set>

namespace minutier::normalise {

class Spelling;

class Hyphens {
 public:
  enum class Joint { none, joined, kept };  // none: two words that nothing joins

  // `spelling` may be null. `text` must outlive it.
  Hyphens(std::string_view text, Spelling* spelling) : text_(text), spelling_(spelling) {}

  // What becomes of the hyphen at `at`, after a letter and at the end of its line, before the word at `next`.
  Joint joint(std::size_t at, std::size_t next);

 private:
  bool parts_are_words(std::string_view left, std::string_view right);
  bool knows(std::string_view word);
  void collect();

  std::string_view text_;
  Spelling* spelling_;
  bool collected_ = false;
  std::unordered_set<std::string_view> compounds_, words_;  // as the text writes them inside its lines
};

}  // namespace minutier::normalise
