#include "pipeline/normalise/spelling.hpp"

#include <catch2/catch.hpp>

#include "tests/support/normalised.hpp"

using namespace minutier;
using normalise::Spelling;
using test::text_of;

namespace {

std::string mended(std::string_view word, Spelling::Damage damage = Spelling::Damage::letters) {
  Spelling* const spelling = Spelling::french();
  REQUIRE(spelling);
  return spelling->mended(word, damage).word;
}

}  // namespace

TEST_CASE("accents that recognition lost or changed come back where only one word can be meant") {
  CHECK(mended("trés") == "très");
  CHECK(mended("financiére") == "financière");
  CHECK(mended("problémes") == "problèmes");
  CHECK(mended("étre") == "être");
  CHECK(mended("francais") == "français");
  CHECK(mended("deja") == "déjà");
  CHECK(mended("manoeuvre") == "manœuvre");
}

TEST_CASE("letters that look alike are told apart by the dictionary") {
  CHECK(mended("gualité") == "qualité");
  CHECK(mended("publigue") == "publique");
  CHECK(mended("asseinblée") == "assemblée");
  CHECK(mended("roéle") == "rôle");
  CHECK(mended("gualité", Spelling::Damage::accents).empty());
}

TEST_CASE("what is a word, what was one, and what may be two is left as it stands") {
  for (const char* word : {"votes", "membres", "collége", "étoit", "avoient", "habitans", "zzzzzz", "aliés"}) {
    INFO(word);
    CHECK(mended(word).empty());
  }
}

TEST_CASE("names, addresses, inclusive and cut words are never touched, and the recognised form is kept") {
  const Text text = text_of("M. Prévost et Mme Financiére ont étre élu-e-s par adhérent.e.s sur http://financiere.fr/étre, la situation financiére.", Origin::ocr);
  CHECK(text.reading == "M. Prévost et Mme Financiére ont être élu-e-s par adhérent.e.s sur http://financiere.fr/étre, la situation financière.");
  REQUIRE(text.repairs.size() == 2);
  CHECK(text.repairs[1].kind == "accent");
  CHECK(text.repairs[1].recognised.of(text.recognised) == "financiére");
  CHECK(text.read(text.repairs[1].reading) == "financière");
}

TEST_CASE("letters are mended in recognised text, and only accents in text that came as text") {
  CHECK(text_of("une gualité trés grande", Origin::ocr).reading == "une qualité très grande");
  CHECK(text_of("une gualité trés grande", Origin::plain).reading == "une gualité très grande");
}
