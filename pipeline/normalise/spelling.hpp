#pragma once
// Words no French dictionary knows, mended where a reader would not hesitate: accents that recognition or a typewriter lost (« trés »,
// « financiére »), and letters it takes for one another (« asseinblée », « coinmune »). Hunspell's French dictionary says what a word is;
// how often words stand in the corpus decides between two. Names, numbers and words that begin with a capital are never touched, nor
// spellings of before 1878 (« collége », « étoit »).

#include <memory>
#include <string>
#include <string_view>

namespace minutier::normalise {

class Spelling {
 public:
  enum class Damage { accents, letters };  // letters: those of accents too
  struct Mended {
    std::string word;  // empty: leave it
    Damage kind = Damage::accents;
  };

  // Loaded when first asked for, one for all threads, which may all use it (Hunspell keeps tables that two objects would share unguarded);
  // null where the dictionary (Debian's hunspell-fr) is not installed. The folder is /usr/share/hunspell, or $MINUTIER_DICTIONARIES.
  static Spelling* french();
  ~Spelling();

  // A word of lower-case letters, UTF-8.
  bool knows(std::string_view word);
  Mended mended(std::string_view word, Damage damage);

 private:
  Spelling(const std::string& aff, const std::string& dic);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutier::normalise
