#pragma once
// The search language: words (all must match), "phrases", prefix*, -exclusion, and filters (French or English):
//   année:2019  année:2015..2019  year:  ·  organe:"conseil municipal"  body:  ·  organisation:bihan
//   genre:proces_verbal  kind:  ·  résultat:rejetée  result:adopted
// A filter may be excluded with - too. Several filters of one name: any of them; of different names: all of them.
// Parsing never fails: what is not understood is searched as words and named in `notes`.
// Nothing of the user's text is ever read as SQL or FTS syntax.

#include <string>
#include <string_view>
#include <vector>

namespace minutier::archive {

struct Term {
  std::vector<std::string> plain, stems;  // one word, or several for a phrase (l'unanimité is a phrase of two)
  bool phrase = false;                    // was quoted: matched as written, else stems match too
  bool prefix = false;                    // the last word is a prefix
  bool excluded = false;
};

struct Filter {
  enum class Field { year, body, organisation, kind, result };
  Field field = Field::year;
  std::vector<std::string> words;  // folded words of the value; all must match (body, organisation)
  int from = 0, to = 0;            // years, inclusive
  bool excluded = false;
};

enum class Scope { pages, resolutions };

struct Query {
  std::vector<Term> terms;
  std::vector<Filter> filters;
  std::vector<std::string> notes;  // codes for the user: "unknown_filter:foo", "bad_year:abc", "empty_phrase"

  Scope scope = Scope::pages;
  std::size_t limit = 20, offset = 0;
  bool forgiving = true;           // try OCR confusions where exact words find little
  bool all_versions = false;       // else only the best version of a sitting
  std::size_t snippet = 240;       // code points of original text around the first hit

  bool empty() const { return terms.empty() && filters.empty(); }
};
Query parse_query(std::string_view text);

}  // namespace minutier::archive
