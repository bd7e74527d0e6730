// What running sentences tell of who was there, how many, where and when they were called.
#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;

namespace {

Json record_of(const std::string& text) { return test::record_of("COMPTE RENDU DE L'ASSEMBLÉE GÉNÉRALE DU 17 JANVIER 2019\n\n" + text + "\n"); }

std::string people(const std::string& text) { return test::rows(record_of(text)["attendance"], "people", {"name", "status", "role", "organisation", "proxy_to"}); }

std::string totals(const std::string& text, const char* key) { return test::leaf(record_of(text)["attendance"]["totals"], key); }

std::string meeting(const std::string& text, const char* key) { return test::leaf(record_of(text)["meeting"], key); }

}  // namespace

TEST_CASE("sentences of the opening list people") {
  CHECK(people("Assistent à la réunion le chef de chœur, Bruno Lecomte, Mme Solange Aubert, trésorière, et M. Guy Desprez, secrétaire.") ==
        "Bruno Lecomte, present, chef de chœur | Solange Aubert, present, trésorière | Guy Desprez, present, secrétaire");
  CHECK(people("Le président salue la mémoire de Paul Petit, fondateur.") == "");
  CHECK(people("Le président remercie Anne Petit pour son travail.") == "");
}

TEST_CASE("seats, owners that are no person and offices said of several") {
  CHECK(people("Sont présents à cette séance :\n\nSiège #1 - Marie-Ève Tanguay\nSiège #2 - Robert Larochelle") == "Marie-Ève Tanguay, present | Robert Larochelle, present");
  CHECK(people("Sont absents et non représentés :\nM. ou Mme ARNAUD Louis (312), Mme BERTIN Yvonne (287), SCI LE MISTRAL (540)") == "Louis Arnaud, absent | Yvonne Bertin, absent | SCI LE MISTRAL, absent");
  CHECK(people("Présents : M. Paul Petit, maire, président, Mme Anne Blanc") == "Paul Petit, present, maire, président | Anne Blanc, present");
}

TEST_CASE("counts are read by the words around each") {
  const std::string of_choir = "Sur les 62 choristes que compte l'association, 41 étaient présents et 9 avaient remis un pouvoir.";
  CHECK(totals(of_choir, "in_office") == "62");
  CHECK(totals(of_choir, "present") == "41");
  CHECK(totals(of_choir, "proxies") == "9");
  const std::string pair = "La feuille de présence permet de constater que 34 membres sur 78 étaient présents ou représentés.";
  CHECK(totals(pair, "present_or_represented") == "34");
  CHECK(totals(pair, "in_office") == "78");
  CHECK(totals("La Chambre réunissant dix de ses treize membres en exercice est en nombre pour délibérer.", "present") == "10");
  CHECK(totals("Il appelle au bureau les deux plus forts actionnaires présents.", "present") == "");
  CHECK(totals("Si 12 membres sont présents, le vote a lieu.", "present") == "");
}

TEST_CASE("the place and the day of the convocation stand in the sentence that tells of the meeting") {
  const std::string choir = "Les membres se sont retrouvés le jeudi 17 janvier 2019 à 20 h 15 à la salle des fêtes d'Écouché pour leur assemblée générale annuelle, convoquée par courriel du 28 décembre.";
  CHECK(meeting(choir, "place") == "salle des fêtes d'Écouché");
  CHECK(meeting(choir, "convocation_date") == "2018-12-28");
  CHECK(meeting("Les copropriétaires se sont réunis dans les locaux du syndic, 3 place Gras, sur convocation du 7 janvier 2019.", "place") == "locaux du syndic, 3 place Gras");
  CHECK(meeting("Le comité s'est réuni sur convocation du huit du même mois.", "convocation_date") == "2019-01-08");
  CHECK(meeting("La convocation à la prochaine assemblée partira le 3 mars 2019.", "convocation_date") == "");
  CHECK(meeting("L'association a affiché le compte rendu à la mairie.", "place") == "");
}

TEST_CASE("a quorum of members is not mixed with votes, shares and hours") {
  const auto numbers = [](const std::string& text) {
    const Json record = minutier::test::record_of("Procès-verbal de l'assemblée générale du 3 mai 2015\n\n" + text);
    const Json* quorum = record.find("quorum");
    return quorum ? minutier::test::leaf(*quorum, "numerator") + "/" + minutier::test::leaf(*quorum, "denominator") + "/" + minutier::test::leaf(*quorum, "required") : std::string();
  };
  CHECK(numbers("32 présents, 6 pouvoirs, sur 52 adhérents : le quorum (la moitié) est atteint.") == "38/52/");
  CHECK(numbers("Nombre d'adhérents à jour : 86\nNombre de présents : 41\nNombre de pouvoirs : 17\nQuorum : 29 (1/3)\nLe quorum est donc atteint.") == "58/86/29");
  CHECK(numbers("9 clubs sur 12 sont représentés, soit 78 voix sur 104. Le quorum étant atteint, l'assemblée peut délibérer.") == "9/12/");
  CHECK(numbers("Sur 24 clubs totalisant 118 voix, 20 sont présents, soit 97 voix sur 118. La moitié des clubs et la moitié des voix étant atteintes, le quorum est réuni.") == "97/118/");
  CHECK(numbers("Le quorum, qui est d'un sociétaire sur quatre, est atteint.") == "//");
  CHECK(numbers("52 adhérents à jour, quorum à 1/4 soit 13 : 14 présents ou représentés, on y est.") == "14/52/13");
  const auto present = [](const std::string& text) { return minutier::test::leaf(minutier::test::record_of(text)["attendance"]["totals"], "present"); };
  CHECK(present("RPI des Trois Vallées\nRéunion du 11 mars 2014 à 18 h 30\nMembres présents : Mmes MASSON, POINTEAU") != "30");
}

TEST_CASE("a proxy is one represented, and both parts have a sum") {
  const minutier::Json totals = minutier::test::record_of("Compte rendu de l'assemblée générale du 3 mai 2015\n\n71 membres sont présents et 18 ont remis un pouvoir.")["attendance"]["totals"];
  CHECK(minutier::test::leaf(totals, "represented") == "18");
  CHECK(minutier::test::leaf(totals, "present_or_represented") == "89");
  CHECK(totals["represented"]["status"].as_string() == "derived");
  CHECK(minutier::test::record_of("Compte rendu de l'assemblée générale du 3 mai 2015\n\n71 membres sont présents.")["attendance"]["totals"].find("represented") == nullptr);
}
