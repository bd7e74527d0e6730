#pragma once
// Where a query's words stand in an original text, and the piece of it worth showing. Pure functions; offsets are bytes.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/archive/analyser.hpp"
#include "pipeline/archive/archive.hpp"
#include "pipeline/archive/query.hpp"

namespace minutier::archive {

// A term to look for; `also` holds, per word, plain words taken for it (OCR confusions).
struct Wanted {
  Term term;
  std::vector<std::set<std::string>> also;
};

struct Match {
  Range where;
  std::size_t term = 0;  // index of the Wanted
};

// Every match of every wanted term, in text order; matches of one term do not overlap.
std::vector<Match> find_matches(const std::vector<Token>& tokens, const std::vector<Wanted>& wanted);
// Whether each wanted term has a match.
bool all_found(const std::vector<Match>& matches, std::size_t wanted);

struct Snippet {
  std::vector<Span> spans;
  bool starts_page = true, ends_page = true;
  std::size_t first_match = 0;  // index of the first match shown
};
// The window of about `code_points` that shows most different terms, cut between words, white space made single.
Snippet cut_snippet(std::string_view text, const std::vector<Match>& matches, std::size_t code_points);

}  // namespace minutier::archive
