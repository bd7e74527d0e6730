#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

namespace {
std::string signatures(const std::string& text) {
  const std::string head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nL'assemblée générale s'est tenue le 12 mai 2021 à Brest.\n\nLe budget est adopté à l'unanimité.\n\nLa séance est levée à 20h35.\n\n";
  return minutier::test::rows(minutier::test::record_of(head + text), "signatures", {"name", "role", "date", "place"});
}
}  // namespace

TEST_CASE("names over roles after « Fait à »") {
  CHECK(signatures("Fait le 08/07/2021, à Paris.\n\nJean-Marie BERGÈRE\nCo-représentant légal\n\nFrédérique PALLEZ\nCo-représentante légale\n") ==
        "Jean-Marie Bergère, Co-représentant légal, 2021-07-08, Paris | Frédérique Pallez, Co-représentante légale, 2021-07-08, Paris");
}

TEST_CASE("roles over names in two columns") {
  CHECK(signatures("Le Président,                              La Secrétaire,\n\nR. MARCHAIX                                Y. CAILLAUD\n") == "R. Marchaix, Le Président | Y. Caillaud, La Secrétaire");
  CHECK(signatures("Le Maire,\tLe secrétaire de séance,\nJean DUPONT\tMarie LEROY\n") == "Jean Dupont, Le Maire | Marie Leroy, Le secrétaire de séance");
}

TEST_CASE("role and name on one line") {
  CHECK(signatures("Fait à Vernay, le 21 juin 2021\n\nLa présidente, Solène Quéméneur — Le secrétaire de séance, Bastien Laforgue\n") ==
        "Solène Quéméneur, La présidente, 2021-06-21, Vernay | Bastien Laforgue, Le secrétaire de séance, 2021-06-21, Vernay");
  CHECK(signatures("Le Président : Jean DUPONT\n") == "Jean Dupont, Le Président");
}

TEST_CASE("lists of those who signed") {
  CHECK(signatures("Ont signé : Grosjean, Prudhon, Vuillemin, Maillefer secrétaire.\n") == "Grosjean | Prudhon | Vuillemin | Maillefer, secrétaire");
}

TEST_CASE("surnames in a row under an old closing formula") {
  CHECK(signatures("Fait et clos en la maison commune de Brest, les jour et an susdits.\n\nKerdoncuff, maire ; Le Goff ; Marzin ; Abgrall, agent national ;\nCueff, secrétaire-greffier.\n").find("Kerdoncuff, maire, 2021-05-12") == 0);
}

TEST_CASE("no names, no signatures") {
  CHECK(signatures("Et ont signé au registre tous les membres présents.\n").empty());
  CHECK(signatures("Prochaine réunion : mardi 18 juin 2021 à 9 h.\n").empty());
}

TEST_CASE("offices given before the last words of the minutes are no signatures") {
  CHECK(signatures("4) Bureau\n\nSont élus :\nPrésident : Alain Perrot\nTrésorière : Lucie Arnaud\n\n5) Divers\n\nLa réunion s'achève à 20 h, suivie du verre de l'amitié offert à tous.\n\nLe Président : Alain PERROT\n") == "Alain Perrot, Le Président");
}

TEST_CASE("names side by side under the last words") {
  CHECK(signatures("   Delacour, prést.      Fleuriot, curé.      Tessandier.      Boutroue.\n   Lhomer.      Vauquelin.      Mauny, secre.\n") == "Delacour, prést | Fleuriot, curé | Tessandier | Boutroue | Lhomer | Vauquelin | Mauny, secre");
  CHECK(signatures("Il y avait du gâteau.      Le bar était ouvert.\n") == "");
}

TEST_CASE("names and roles that only a blank parts") {
  CHECK(signatures("La présidente, La directrice, secrétaire de séance,\n\nClaire AUBERTIN Sandra GUÉRET\n").find("Claire Aubertin, La présidente | Sandra Guéret") == 0);
  CHECK(signatures("| La directrice | Les secrétaires |\n| M.-P. Vauthier | C. Lachat L. Dos Reis |\n").find("C. Lachat, Les secrétaires | L. Dos Reis, Les secrétaires") != std::string::npos);
  CHECK(signatures("La présidente,\n\nMarie Anne Le Goff\n") == "Marie Anne Le Goff, La présidente");
}

TEST_CASE("cells of two lines, roles under the nearest name, surnames behind long dashes") {
  CHECK(signatures("| Les co-présidents; S. DUPOUY   A. CAZENAVE | La secrétaire; N. LESBATS |\n") == "S. Dupouy, Les co-présidents | A. Cazenave, Les co-présidents | N. Lesbats, La secrétaire");
  CHECK(signatures("______________\t______________\nNathalie Séguin\tAudrey Morin\nprésidente d'assemblée\tsecrétaire d'assemblée\n") == "Nathalie Séguin, présidente d'assemblée | Audrey Morin, secrétaire d'assemblée");
  CHECK(signatures("[Signatures :] Peyrichout, maire — Aufaure — Chabrillat — Villatelle, secrétaire — Lascoux\n").find("Aufaure | Chabrillat") != std::string::npos);
  CHECK(signatures("Pour le Conseil : le Secrétaire,\n\nLEFÈVRE-DROUET.\n").find("Lefèvre-Drouet") == 0);
}

TEST_CASE("the team at the end of a report does not sign it, its treasurer below the last words does") {
  const std::string head = "# Rapport d'activité 2020\n\nL'association a tenu onze ateliers et une fête.\n\n";
  const auto read = [&](const std::string& text) { return minutier::test::rows(minutier::test::record_of(head + text), "signatures", {"name", "role"}); };
  CHECK(read("## L'équipe\n\nOmbeline Chauvet, présidente\n\nColombe Estrade, trésorière\n").empty());
  CHECK(read("## Et pour 2021\n\nLe conseil a travaillé ce budget trois soirées durant :\n\nTout est équilibré.\n\nJean-Yves Grondin,\ntrésorier\n") == "Jean-Yves Grondin, trésorier");
}

TEST_CASE("who signs on behalf of a body, in quotes and in cells; entries of a list sign nothing") {
  CHECK(signatures("Montagny, mars 2014\n\nAu nom du comité : la présidente, Marie-Claude Overney ; le secrétaire, Laurent Déglise\n") == "Marie-Claude Overney, la présidente | Laurent Déglise, le secrétaire");
  CHECK(signatures("> Fait à Brest, le 9 juin 2021\n>\n> Le Président, A. Verdelet — Le Secrétaire, R. Spilliaert\n") == "A. Verdelet, Le Président, 2021-06-09, Brest | R. Spilliaert, Le Secrétaire, 2021-06-09, Brest");
  CHECK(signatures("| La présidente | Les scrutateurs |\n|---|---|\n| M. Quénault | A. Berthier, S. Igual |\n") == "M. Quénault, La présidente | A. Berthier, Les scrutateurs | S. Igual, Les scrutateurs");
  CHECK(signatures(":Le président: Étienne Courvoisier\n:La secrétaire: Delphine Maurage\n") == "Étienne Courvoisier, Le président | Delphine Maurage, La secrétaire");
  CHECK(signatures("Nouveau bureau :\n\n* présidente : Tifenn Guyon\n* trésorier : Hubert Cassin\n") == "");
}
