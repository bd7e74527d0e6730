// The opening of a document: what it calls itself, whose it is, when and where.

#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;

namespace {

// "kind / title / organisation / date start-end / place / modality" of a document.
std::string head(const std::string& text) {
  const Json record = test::record_of(text);
  const auto of = [&](const char* part, const char* key) {
    const Json* object = record.find(part);
    return object ? test::leaf(*object, key) : std::string();
  };
  return test::leaf(record, "kind") + " / " + test::leaf(record, "title") + " / " + of("organisation", "name") + " / " + of("meeting", "date") + " " + of("meeting", "start") + "-" + of("meeting", "end") + " / " + of("meeting", "place") + " / " +
         of("meeting", "modality");
}

}  // namespace

TEST_CASE("a sitting that no word for minutes names is known by what it tells") {
  CHECK(head("# AG 2017 – Rhizome\n\nDate : samedi 18 mars 2017\nLieu : Maison des associations, 12 rue Pasteur, Rennes\nDébut : 14h10\n\n## Présents\n\n- Léa Martin\n- Hugo Petit\n\nRhizome compte 48 adhérents.\n") ==
        "compte_rendu / AG 2017 – Rhizome / Rhizome / 2017-03-18 14:10- / Maison des associations, 12 rue Pasteur, Rennes / presentiel");
  CHECK(head("# [CR] Collégiale du 14/02/2023\n\n*Présent·e·s : Maud, Tiphaine, Yann*\n\n## 1. Local\n\nRien.\n") == "compte_rendu / [CR] Collégiale du 14/02/2023 /  / 2023-02-14 - /  / ");
  CHECK(head("Ligue Nationale contre le Bruit\nSection de la Sarthe\n\nASSEMBLEE GENERALE DU 2 JUIN 1976\n\nL'assemblée générale s'est tenue le mercredi 2 juin 1976 à 18 heures, salle des Conférences de la Préfecture.\n").rfind("compte_rendu / ASSEMBLEE GENERALE DU 2 JUIN 1976 / ", 0) == 0);
  CHECK(head("# Statistiques 2017\n\nLe rapport compte 48 pages.\n").rfind(" / ", 0) == 0);
}

TEST_CASE("a mail's subject names the minutes it carries, its own hour is none of theirs") {
  CHECK(head("From: secretaire@cyclo.example\nSubject: [cyclo] CR AG du 12/01/2012\nDate: Mon, 16 Jan 2012 21:03:11 +0100\n\nBonjour,\n\nPrésents : 34 adhérents sur 51.\n") == "compte_rendu / CR AG du 12/01/2012 / cyclo / 2012-01-12 - /  / ");
}

TEST_CASE("the name of who met: in quotes below, by its part, from what is left of a title") {
  CHECK(head("Société coopérative de consommation\n      \"LA FRATERNELLE\" de Couvet\n\nPROCES-VERBAL DE L'ASSEMBLEE GENERALE\ndu vendredi 14 avril 1967\n").find("/ LA FRATERNELLE /") != std::string::npos);
  CHECK(head("CLUB ALPIN SUISSE\nSECTION JAMAN\n\nProcès-verbal de l'assemblée du mercredi 3 mars 1993\n").find("/ CLUB ALPIN SUISSE SECTION JAMAN /") != std::string::npos);
  CHECK(head("Le 14 mars 2009 à 10h30 s'est tenue à la salle des fêtes de Cornil l'assemblée générale de l'association « Les Randonneurs du Coiroux ».\nLe quorum étant atteint, le président ouvre la séance.\n").find("/ Les Randonneurs du Coiroux / 2009-03-14 10:30- / salle des fêtes de Cornil /") != std::string::npos);
  CHECK(head("# AG Ondulette 2016 (prise de notes)\n\nSamedi 19 mars 2016, 14h\n\nPrésents : Léa, Paul.\n\n## Réseau radio du plateau\n\nOndulette a posé deux antennes.\n").find("/ Ondulette /") != std::string::npos);
}

TEST_CASE("titles go on below a small word or with their day, and end before the letterhead of others") {
  CHECK(head("Compte-rendu de la réunion du\n     Conseil d'Administration du 28 novembre 1998\n\nPrésents : M. Paul Roux\n").rfind("compte_rendu / Compte-rendu de la réunion du Conseil d'Administration du 28 novembre 1998 /", 0) == 0);
  CHECK(head("Association Écran Vert\n        CR de l'AG du 23 janvier 2015\n\nPrésents : 18 adhérents.\n").rfind("compte_rendu / CR de l'AG du 23 janvier 2015 / Association Écran Vert /", 0) == 0);
  CHECK(head("Protocole de l'assemblée primaire du lundi 8 juin 2015\n\nLe président ouvre l'assemblée à 20 h.\n").rfind("proces_verbal / Protocole de l'assemblée primaire du lundi 8 juin 2015 /", 0) == 0);
}

TEST_CASE("the scene below the day: a place at the line's begin, in brackets behind the hour, before the day, with who is far") {
  CHECK(head("# Compte rendu de la plénière\n\n*Mercredi 9 oct. 2019, 12h30, salle B204*\n\nPrésents: P. Garnier, L. Nguyen.\n").find("/ 2019-10-09 12:30- / salle B204 / presentiel") != std::string::npos);
  CHECK(head("# PV de l'AG du samedi 13 mai 2023\n\n> Salle de la Grange, rue du Battoir 4, Arzillier + lien vidéo (Jitsi, 4 personnes)\n\nPrésents : Ana Roux, Luc Petit.\n").find("/ Salle de la Grange, rue du Battoir 4, Arzillier / hybride") != std::string::npos);
  CHECK(head("COMPTE RENDU DE L'ASSEMBLEE GENERALE\n\nLusson, salle Marcel-Cachat, samedi 12 février 1994\n\nPrésents : Mme Roux.\n").find("/ Lusson, salle Marcel-Cachat /") != std::string::npos);
  CHECK(head("# CA du 6 février 2023\n## Lundi 6 février 2023, 18 h 30 – 20 h 45 – au local et sur Jitsi\n\nPrésents : Anaïs, Rémi\n").find("18:30-20:45 / local / hybride") != std::string::npos);
  CHECK(head("Compte rendu de l'AG du vendredi 28 septembre 2018\n\nDébut : 18h45 (cantine de l'école, merci pour le prêt)\n\nPrésents : Karim Azzouz.\n").find("18:45- / cantine de l'école /") != std::string::npos);
  CHECK(head("Compte rendu du CA du 28 septembre 2018\n\nLe bureau, réuni à la pause, désigne son secrétaire.\n").find("pause") == std::string::npos);
}

TEST_CASE("a day that stands alone in the business begins no other sitting") {
  const Json record = test::record_of("# Compte rendu CA du 12 janvier 2005\n\nPrésents : Roland Bascoul (président), Gisèle Tournemire\n\n## 4 - Vide-grenier\n\nDimanche 22 mai 2005, avec les commerçants. Le président s'en occupe.\n\nFin à 23h00\n");
  CHECK(test::leaf(*record.find("meeting"), "end") == "23:00");
}

TEST_CASE("matters of a sitting, a turnover and sums of a bar are no names, days or bodies") {
  CHECK(head("# Réunion Travaux du 3 mai 2019\n\nPrésents : Léa Martin, Paul Roux\n\n## Travaux\n\nLes travaux avancent. Travaux finis en juin.\n").find("/ Travaux /") == std::string::npos);
  CHECK(head("# Réunion du bureau\n\nSamedi 13 mars 2021\n\nPrésents : Léa Martin, Paul Roux\n\nLe CA de la buvette au 31/12/2020 : 4 500 €. On verra ça le 4 mai 2021.\n").find("/ 2021-03-13 ") != std::string::npos);
  CHECK(head("Conseil municipal, salle des fêtes, samedi 12 février 2022\n\nPrésents : M. Roux, Mme Petit\n").find("/ salle des fêtes /") != std::string::npos);
}
