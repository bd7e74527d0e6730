#include "pipeline/archive/matcher.hpp"

#include <catch2/catch.hpp>

using namespace minutier;
using namespace minutier::archive;

namespace {

std::vector<Wanted> wanted(std::string_view query) {
  std::vector<Wanted> out;
  for (const Term& term : parse_query(query).terms) {
    Wanted one;
    one.term = term;
    out.push_back(one);
  }
  return out;
}

std::string marked(const Snippet& snippet) {
  std::string out;
  for (const Span& span : snippet.spans) out += span.marked ? "[" + span.text + "]" : span.text;
  return out;
}

std::string show(std::string_view text, std::string_view query, std::size_t size = 60) {
  return marked(cut_snippet(text, find_matches(tokens(text), wanted(query)), size));
}

}  // namespace

TEST_CASE("a match is marked in the original spelling") {
  CHECK(show("La Subvention est adoptée.", "subventions") == "La [Subvention] est adoptée.");
  CHECK(show("adoptée à l’unanimité", "\"l'unanimité\"") == "adoptée à [l’unanimité]");
  CHECK(show("une subven-\ntion votée", "subvention") == "une [subven- tion] votée");
  CHECK(show("des théâtres", "théât*") == "des [théâtres]");
  CHECK(show("soit 1 107 118 €", "1107118") == "soit [1 107 118] €");
}

TEST_CASE("a phrase matches as written and only side by side") {
  CHECK(find_matches(tokens("conseil très municipal"), wanted("\"conseil municipal\"")).empty());
  CHECK(find_matches(tokens("conseils municipaux"), wanted("\"conseil municipal\"")).empty());
  CHECK(find_matches(tokens("le conseil\nmunicipal"), wanted("\"conseil municipal\"")).size() == 1);
}

TEST_CASE("the snippet shows where most terms stand and says whether it reaches the ends") {
  const std::string text = "budget " + std::string(300, 'x') + " le budget de la culture " + std::string(300, 'y');
  const Snippet snippet = cut_snippet(text, find_matches(tokens(text), wanted("budget culture")), 60);
  CHECK(marked(snippet).find("[budget] de la [culture]") != std::string::npos);
  CHECK_FALSE(snippet.starts_page);
  CHECK_FALSE(snippet.ends_page);
  CHECK(cut_snippet("court", {}, 60).ends_page);
}

TEST_CASE("white space of the page becomes single spaces, across marks too") {
  CHECK(show("le  conseil \n\n municipal\tsiège", "conseil") == "le [conseil] municipal siège");
}
