#include "pipeline/archive/analyser.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace minutier;
using namespace minutier::archive;

TEST_CASE("words are folded, elisions split and ligatures written out") {
  CHECK(analyse("À l'unanimité").plain == "a l unanimite");
  CHECK(analyse("l’ŒUVRE d’Élise").plain == "l oeuvre d elise");
  CHECK(analyse("bœuf").stems == analyse("boeuf").stems);
  CHECK(analyse("ŒUFS, Æther, ﬁnances").plain == "oeufs aether finances");
}

TEST_CASE("numbers are one word however their thousands are set") {
  CHECK(analyse("1 107 118 €").plain == "1107118");
  CHECK(analyse("1\u202F107\u00A0118").plain == "1107 118");  // two different marks are not one number
  CHECK(analyse("1\u00A0107\u00A0118,50").plain == "1107118 50");
  CHECK(analyse("44.151,00").plain == "44151 00");
  CHECK(analyse("en 2019 120 voix").plain == "en 2019 120 voix");
  CHECK(analyse("12.05.2019").plain == "12 05 2019");
  CHECK(analyse("06 12 345").plain == "06 12345");
  CHECK(analyse("la 27e Région, M14").plain == "la 27 e region m14");
}

TEST_CASE("stems join forms of a word, with and without accents lost to capitals") {
  const auto stem = [](const char* word) { return analyse(word).stems; };
  CHECK(stem("subventions") == stem("subvention"));
  CHECK(stem("délibérations") == stem("DÉLIBÉRATION"));
  CHECK(stem("adoptée") == stem("adoptés"));
  CHECK(stem("municipaux") == stem("municipale"));
  CHECK(stem("2019") == "2019");
}

TEST_CASE("an accent stored apart from its letter gives the same word") {
  CHECK(analyse("e\u0301lections").plain == analyse("élections").plain);
  CHECK(analyse("e\u0301lections").stems == analyse("élections").stems);
}

TEST_CASE("a word cut at a line end is found whole and in halves") {
  CHECK(analyse("une subven-\ntion votée").plain == "une subven tion subvention votee");
  CHECK(analyse("une subven- \r\n tion").plain == "une subven tion subvention");
  CHECK(analyse("Saint-\nÉtienne").plain == "saint etienne");
  CHECK(analyse("sub\u00ADvention").plain == "subvention");
}

TEST_CASE("other scripts keep their words and bad bytes do no harm") {
  CHECK(analyse("Совет города").plain == "совет города");
  CHECK(analyse("Ελλάδα 2019").plain == "ελλαδα 2019");
  CHECK(analyse(std::string_view("\xFF\xC3", 2)).plain.empty());
  CHECK(analyse("a\xE2\x82").plain == "a");
  CHECK(analyse("").plain.empty());
  CHECK(analyse("--- !! …").plain.empty());
}

TEST_CASE("tokens are those of analyse, with where they stand") {
  const std::string text = "L’adoption du budget\u00A0: 1 107 118 €, subven-\ntion, Совет";
  std::string plain, stems;
  for (const Token& token : tokens(text)) {
    plain += (plain.empty() ? "" : " ") + token.plain;
    stems += (stems.empty() ? "" : " ") + token.stem;
    CHECK(token.where.end <= text.size());
    CHECK(token.where.begin < token.where.end);
  }
  CHECK(plain == analyse(text).plain);
  CHECK(stems == analyse(text).stems);
  CHECK(tokens(text)[1].where.of(text) == "adoption");
  CHECK(tokens(text)[4].where.of(text) == "1 107 118");
}

TEST_CASE("words that OCR takes for each other share a skeleton, different words do not") {
  CHECK(skeleton("subvention") == skeleton("subvcntion"));
  CHECK(skeleton("commune") == skeleton("comrnune"));
  CHECK(skeleton("unanimite") == skeleton("unanirnite"));
  CHECK(skeleton("deliberation") == skeleton("cleliberation"));
  CHECK(skeleton("conseil") == skeleton("c0nse1l"));
  CHECK(skeleton("quitus") == skeleton("quilus"));
  CHECK(skeleton("budget") != skeleton("projet"));
  CHECK(skeleton("president") != skeleton("presence"));
  CHECK(skeleton("vote").empty());
  CHECK(skeleton("1107118").empty());
}

TEST_CASE("the analyser gives the same words from several threads") {
  const std::string text = "Les délibérations du conseil municipal sont adoptées à l'unanimité des membres présents.";
  const Analysed expected = analyse(text);
  std::vector<Analysed> results(4);
  std::vector<std::thread> threads;
  for (Analysed& result : results) threads.emplace_back([&result, &text] { for (int i = 0; i < 200; ++i) result = analyse(text); });
  for (std::thread& thread : threads) thread.join();
  for (const Analysed& result : results) CHECK(result == expected);
}
