// What a recognised page shows by its context to be misread.

#include <catch2/catch.hpp>

#include "tests/support/normalised.hpp"

using namespace minutier;

namespace {

Text text_of(const std::string& recognised, Origin origin = Origin::ocr) { return test::text_of(recognised, origin); }
std::string reading(const std::string& recognised) { return text_of(recognised).reading; }

}  // namespace

TEST_CASE("a comma before a word that only begins sentences was a full stop") {
  CHECK(reading("ont succédé, Les recherches montrent") == "ont succédé. Les recherches montrent");
  CHECK(reading("fermée depuis,\nElle rouvre") == "fermée depuis.\nElle rouvre");
  CHECK(reading("selon M. Dupont, Nous verrons") == "selon M. Dupont. Nous verrons");
  CHECK(reading("en est d'accord, L'assemblée vote") == "en est d'accord. L'assemblée vote");
}

TEST_CASE("a comma before a title, a name or a place stays") {
  for (const char* text : {"M. Dupont, Le maire, ouvre la séance", "habitants de Rouen, Le Havre et Caen", "Mme Durand, La présidente", "présents : Paul, Cécile, Anna",
                           "fait à Lyon, Le Secrétaire", "12, Nous", "avril, Il"})
    CHECK(reading(text) == text);
  CHECK(text_of("ont succédé, Les recherches montrent", Origin::plain).reading == "ont succédé, Les recherches montrent");
}

TEST_CASE("centuries in small capitals") {
  CHECK(reading("au xvu° siècle") == "au XVIIe siècle");
  CHECK(reading("au xix°\nsiècle") == "au XIXe\nsiècle");
  CHECK(reading("par 12° dans ce siècle, vu° que") == "par 12° dans ce siècle, vu° que");
}

TEST_CASE("the mark of whoever digitised the page is kept as recognised and left out of the reading") {
  const Text text = text_of("La séance est levée.\nSource gallica.bnf.fr / Bibliothèque nationale de France\n");
  CHECK(text.reading == "La séance est levée.\n\n");
  CHECK(text.recognised.find("gallica") != std::string::npos);
  REQUIRE(text.repairs.size() == 1);
  CHECK(text.repairs[0].kind == "digitiser");
  CHECK(reading("La séance est levée.\nDigitized by Google") == "La séance est levée.\n");
}

TEST_CASE("a source the document itself names is its own") {
  for (const char* text : {"Source : comptes de l'association\n", "Voir la source insee.fr pour les chiffres\n", "Source insee.fr, recensement\nLa séance est levée.\n",
                           "Numérisé par nos soins, le registre est déposé.\nLa séance est levée."})
    CHECK(reading(text) == text);
}
