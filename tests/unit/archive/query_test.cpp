#include "pipeline/archive/query.hpp"

#include <catch2/catch.hpp>

using namespace minutier::archive;

namespace {
using Words = std::vector<std::string>;
}

TEST_CASE("words, phrases, prefixes and exclusions are told apart") {
  const Query query = parse_query("subventions \"conseil municipal\" théât* -rejet «à l'unanimité»");
  REQUIRE(query.terms.size() == 5);
  CHECK(query.terms[0].plain == Words{"subventions"});
  CHECK(query.terms[0].stems == Words{"subvent"});
  CHECK(query.terms[1].phrase);
  CHECK(query.terms[1].plain == Words{"conseil", "municipal"});
  CHECK(query.terms[2].prefix);
  CHECK(query.terms[2].plain == Words{"theat"});
  CHECK(query.terms[3].excluded);
  CHECK(query.terms[4].plain == Words{"a", "l", "unanimite"});
}

TEST_CASE("an elided article is dropped from a word, not from a phrase") {
  CHECK(parse_query("l'unanimité").terms[0].plain == Words{"unanimite"});
  CHECK(parse_query("qu’elle").terms[0].plain == Words{"elle"});
  CHECK(parse_query("\"l'unanimité\"").terms[0].plain == Words{"l", "unanimite"});
  CHECK(parse_query("procès-verbal").terms[0].plain == Words{"proces", "verbal"});
}

TEST_CASE("filters have French and English names, ranges and quotes") {
  const Query query = parse_query("année:2019 year:2015..2017 organe:\"conseil d'administration\" résultat:rejetée kind:pv organisation:Bihan -année:2016");
  CHECK(query.terms.empty());
  REQUIRE(query.filters.size() == 7);
  CHECK(query.filters[0].from == 2019);
  CHECK(query.filters[0].to == 2019);
  CHECK(query.filters[1].from == 2015);
  CHECK(query.filters[1].to == 2017);
  CHECK(query.filters[2].words == Words{"conseil", "administration"});
  CHECK(query.filters[3].words == Words{"rejected"});
  CHECK(query.filters[4].words == Words{"proces", "verbal"});
  CHECK(query.filters[5].words == Words{"bihan"});
  CHECK(query.filters[6].excluded);
  CHECK(parse_query("année:..1900").filters[0].to == 1900);
  CHECK(parse_query("année:1990..").filters[0].from == 1990);
  CHECK(parse_query("année:2017..2015").filters[0].from == 2015);
}

TEST_CASE("what is no filter is words, with a note where it looks like one") {
  const Query odd = parse_query("fond:ancien");
  CHECK(odd.terms.size() == 1);
  CHECK(odd.notes == Words{"unknown_filter:fond"});
  CHECK(parse_query("20:30").notes.empty());
  CHECK(parse_query("https://exemple.fr/pv").notes.empty());
  const Query bad = parse_query("année:mille");
  CHECK(bad.empty());
  CHECK(bad.notes == Words{"bad_year:mille"});
}

TEST_CASE("a number with spaces is one word of the query too") {
  CHECK(parse_query("1 107 118 euros").terms[0].plain == Words{"1107118"});
  CHECK(parse_query("2019 120").terms.size() == 2);
  CHECK(parse_query("12 50").terms.size() == 2);
}

TEST_CASE("any text parses without failing") {
  for (const char* text : {"", "   ", "\"", "\"\"", "-", "--", "*", "-*", ":", "année:", "organe:\"", "« »", "a AND b OR NOT c", "NEAR(a b)", "{plain}:x", "^a",
                           "\xFF\xFE", "a\"b\"c", "-\"", "-année:", "'; DROP TABLE record; --", "\xC2"})
    CHECK_NOTHROW(parse_query(text));
  CHECK(parse_query("\"").empty());
  CHECK(parse_query("*").empty());
}
