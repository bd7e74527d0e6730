#pragma once
// Sentences that were composed in one language said in another. What the pipeline finds is written once and kept: the details of
// errors in English, the checks of a record in French. A phrasebook knows their patterns, so that a reader of the other language
// needs no second copy in the archive, and older archives speak both too.
//
// One phrase per line, `pattern => translation`. Both name what varies: {name} is said again as it stands, {n:number} is digits,
// {sum:money} and {day:date} are French amounts and dates put in English, {why:phrase} is itself a phrase of the book, {list:phrases}
// several with commas between, {what:said} a phrase or anything else, {decisions:labels} titles in quotes. The first pattern that
// fits a whole sentence counts. Lines with # are notes. Immutable once made; safe to share between threads.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace minutier::cli {

class Phrasebook {
 public:
  explicit Phrasebook(std::string_view bytes);  // throws Error{internal} for a line that is no phrase

  // Nothing for a sentence the book does not know.
  std::optional<std::string> find(std::string_view sentence) const;
  std::size_t size() const { return phrases_.size(); }

 private:
  enum class Type { words, number, money, date, phrase, phrases, said, labels };
  struct Piece {
    std::string text;  // literal, or the name of what varies
    bool varies = false;
    Type type = Type::words;
  };
  struct Phrase {
    std::vector<Piece> pattern, translation;
  };
  using Values = std::vector<std::pair<std::string, std::string>>;

  static std::vector<Piece> pieces(std::string_view side);
  std::optional<std::string> translated(Type type, std::string_view text, int depth) const;
  bool fits(const std::vector<Piece>& pattern, std::size_t at, std::string_view text, Values& values, int depth) const;
  std::optional<std::string> find(std::string_view sentence, int depth) const;

  std::vector<Phrase> phrases_;
};

}  // namespace minutier::cli
