// Notes as people take them on a pad: arrows, initials, lists, agreement in a word. Each as the text of a sitting.

#include <catch2/catch.hpp>

#include "tests/support/extract.hpp"

using namespace minutier;
using test::record_of;

namespace {

std::size_t resolutions_in(const Json& record) { return record["resolutions"].items().size(); }
std::string said(const Json& record, const std::string& path) { return test::value_at(record, path).as_string(); }
std::int64_t counted(const Json& record, const std::string& path) { return test::value_at(record, path).as_int(-1); }

}  // namespace

TEST_CASE("votes in initials, in lines and behind arrows are told apart") {
  const Json record = record_of("# CA du 12 mars 2020\n\n## 1. Comptes\n\n**Vote des comptes 2019** → unanimité\n**Vote du prévi 2020** → 22 pour / 1 contre / 2 abstentions\n\n"
                                "## 2. Règlement\n\nArticle 4 : P 13 / C 0 / A 2\n");
  REQUIRE(resolutions_in(record) == 3);
  CHECK(test::value_at(record, "resolutions/0/vote/unanimity").as_bool(false));
  CHECK(counted(record, "resolutions/1/vote/for") == 22);
  CHECK(counted(record, "resolutions/1/vote/abstain") == 2);
  CHECK(counted(record, "resolutions/2/vote/for") == 13);
  CHECK(counted(record, "resolutions/2/vote/against") == 0);
  CHECK(counted(record, "resolutions/2/vote/abstain") == 2);
}

TEST_CASE("each entry of a list that ends in its result is a decision of its own") {
  const Json record = record_of("Assemblée générale du 3 mai 1988\n\nPrésents : Paul Roy, Marc Petit\n\nVII - VOEUX DES CLUBS\n\n"
                                " 1. FONTFROIDE - Pouvoir jouer le vendredi soir. M. Petit s'inquiète. Adopté par 61 voix contre 30.\n\n"
                                " 2. LISSAC - Balles orange partout. M. Roy défend la blanche. Repoussé : 12 pour, 79 contre.\n\n 3. MALVAUX - Deux arbitres par match. Le club retire son voeu.\n");
  REQUIRE(resolutions_in(record) == 3);
  CHECK(said(record, "resolutions/0/title") == "Pouvoir jouer le vendredi soir.");
  CHECK(counted(record, "resolutions/0/vote/for") == 61);
  CHECK(said(record, "resolutions/1/result") == "rejected");
  CHECK(said(record, "resolutions/2/result") == "withdrawn");
}

TEST_CASE("agreement in a word decides, a task behind an arrow does not") {
  const Json record = record_of("# Réunion du bureau - mardi 14 mai 2024\n\nPrésents : Zoé, Karim Bensaïd\n\n## Vidéoprojecteur\n\nDevis à 480 €. => OK pour tout le monde\n\n"
                                "## Charte\n\n✔️ **Adoptée par consensus.**\n\n## Divers\n\n- clés -> Karim\n- câbles -> ok, Zoé\n");
  REQUIRE(resolutions_in(record) == 2);
  CHECK(said(record, "resolutions/0/title") == "Vidéoprojecteur");
  CHECK(said(record, "resolutions/1/title") == "Charte");
}

TEST_CASE("a dated heading with the letters of a body makes notes the minutes of a sitting") {
  const Json record = record_of("# Tournevis : AG annuelle du samedi 24 janvier 2015\n\n* début annoncé 14:00, **ouverture réelle 14:17**\n\nProcurations : Paul Roy, Marc Petit\n\n"
                                "11 assos + 3 représentées = 14 voix. 17 membres à jour, il en faut la moitié (9), quorum OK.\n\n17:48 clap de fin\n");
  CHECK(said(record, "kind") == "compte_rendu");
  CHECK(said(record, "meeting/body") == "assemblee_generale");
  CHECK(said(record, "meeting/date") == "2015-01-24");
  CHECK(said(record, "meeting/start") == "14:17");
  CHECK(said(record, "meeting/end") == "17:48");
  CHECK(test::value_at(record, "quorum/reached").as_bool(false));
  CHECK(counted(record, "quorum/numerator") == 14);
  CHECK(counted(record, "quorum/denominator") == 17);
  CHECK(counted(record, "quorum/required") == 9);
}

TEST_CASE("agendas in letters, in tables, two entries a line and with durations are read") {
  const auto titles = [](const std::string& text) {
    std::string all;
    const Json record = record_of(text);
    for (const Json& entry : record["agenda"].items()) all += entry["title"]["value"].as_string() + '|';
    return all;
  };
  CHECK(titles("AG du 3 février 2019\n\nOrdre du jour : a) rapport moral b) comptes c) divers\n") == "rapport moral|comptes|divers|");
  CHECK(titles("Réunion du 4 octobre 1976\n\nOrdre du jour :\nI/ Situation     II/ Revendications\nIII/ Congrès    IV/ Trésorerie\n\nLa séance est ouverte.\n") == "Situation|Revendications|Congrès|Trésorerie|");
  CHECK(titles("# CR du 5 mars 2012\n\n## Ordre du jour\n\n1. [x] Embauche *(20')*\n2. [ ] Comptes *(5 min)*\n3. Divers\n\n## 1. Embauche\n") == "Embauche|Comptes|Divers|");
  CHECK(titles("# CR du 5 mars 2012\n\n## Ordre du jour\n\n| n° | point | durée |\n|---|---|---|\n| 1 | Embauche | 10 min |\n| 2 | Comptes | 5 min |\n| 3 | Divers | 5 min |\n") == "Embauche|Comptes|Divers|");
}

TEST_CASE("a decision takes the sums of the table of grants it closes, and voters that are bodies are no persons") {
  const Json record = record_of("# Assemblée générale du 19 mars 2016\n\nPrésents : Paul Roy (Textile), Marc Petit (Cheminots)\n\n## 9. Subventions aux clubs\n\n| Club | Projet | Montant accordé |\n|---|---|---|\n"
                                "| Arlon | déplacements | 1.400 € |\n| Mons | filets | 800 € |\n| Dinant | hors délai | 0 € |\n\nApprouvé par 24 voix, 4 abstentions (Textile).\n");
  REQUIRE(resolutions_in(record) == 1);
  REQUIRE(record.at("resolutions/0/amounts") != nullptr);
  CHECK(record.at("resolutions/0/amounts")->items().size() == 2);
  CHECK(counted(record, "resolutions/0/vote/abstain") == 4);
  CHECK(record.at("resolutions/0/vote/named") == nullptr);
}
