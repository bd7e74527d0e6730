#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using minutier::test::budgets;

namespace {
const std::string council = "COMPTE RENDU DU CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 12 avril 2018 à Sermonne.\n\n";
}

TEST_CASE("a section that balances on a line of its own, in the ways that councils write it") {
  const std::string expected = "primitif 2018 investissement C=112650.00 P=112650.00";
  for (const char* line : {"Investissement : 112 650 en dépenses comme en recettes", "Investissement, dépenses et recettes : 112 650,00", "Section d'investissement : 112 650 € en recettes et en dépenses"})
    CHECK(budgets(council + "BUDGET PRIMITIF 2018\n\nLe maire présente le budget.\n\n" + line + "\n\nVote : unanimité.\n") == expected);
  CHECK(budgets(council + "- BUDGET PRIMITIF 2018 -\n\n   Il s'équilibre en recettes et en dépenses :\n     - section de fonctionnement ..... 1.402.600 €\n     - section d'investissement ......   887.150 €\n\n   Adopté à l'unanimité.\n") ==
        "primitif 2018 fonctionnement C=1402600.00 P=1402600.00 | primitif 2018 investissement C=887150.00 P=887150.00");
  CHECK(budgets(council + "BUDGET PRIMITIF 2018\n\nIl s'équilibre à 194 000 € en fonctionnement et 6 500 € en investissement.\n") ==
        "primitif 2018 fonctionnement C=194000.00 P=194000.00 | primitif 2018 investissement C=6500.00 P=6500.00");
}

TEST_CASE("a sum of a section that no word calls both sides is no budget") {
  CHECK(budgets(council + "TRAVAUX\n\nInvestissement : 112 650 € de toiture\n\nSection d'investissement : restes à réaliser 36 000 €\n").empty());
}

TEST_CASE("several budgets of a body, a row each, told to balance") {
  const std::string table = "| | Fonctionnement | Investissement |\n|---|---|---|\n| Budget principal | 4 215 300 € | 2 648 750 € |\n| SPANC | 61 400 € | 9 800 € |\n\n";
  CHECK(budgets(council + "BUDGETS PRIMITIFS 2018\n\n" + table + "Les deux budgets s'équilibrent en dépenses et en recettes.\n") ==
        "primitif 2018 fonctionnement C=4215300.00 P=4215300.00 | primitif 2018 investissement C=2648750.00 P=2648750.00 | primitif 2018 fonctionnement C=61400.00 P=61400.00 | primitif 2018 investissement C=9800.00 P=9800.00");
  CHECK(budgets(council + "DETTE\n\n" + table + "Ces encours sont connus.\n").find("4215300") == std::string::npos);
}

TEST_CASE("both sides on the line below the words that say of what, with their balance") {
  CHECK(budgets("CONSEIL D'ADMINISTRATION DU CENTRE COMMUNAL D'ACTION SOCIALE\n\nLe 26 juin 2018 à Sermonne.\n\nCOMPTE ADMINISTRATIF 2017\n\nSection de fonctionnement :\n   dépenses  28.417,55 €    recettes  28.940,08 €\n   excédent     522,53 €\nSection d'investissement :\n   dépenses  11.062,10 €    recettes  10.987,00 €\n   déficit       75,10 €\n") ==
        "compte_administratif 2017 fonctionnement C=28417.55 P=28940.08 R=522.53 | compte_administratif 2017 investissement C=11062.10 P=10987.00 R=-75.10");
}

TEST_CASE("a sign set apart from its sum, and a page that turns within the accounts") {
  CHECK(budgets(council + "COMPTE ADMINISTRATIF 2017\n\n                          Dépenses         Recettes       Résultat\n   Fonctionnement      1.186.340,15     1.327.912,40   + 141.572,25\n   Investissement        642.118,00       598.770,55   -  43.347,45\n") ==
        "compte_administratif 2017 fonctionnement C=1186340.15 P=1327912.40 R=141572.25 | compte_administratif 2017 investissement C=642118.00 P=598770.55 R=-43347.45");
  CHECK(budgets(council + "COMPTES 2017\n\nDépenses de fonctionnement\n011 Charges à caractère général      712,33\n65  Autres charges                  541,62\n\n                          1 / 2\nCommune de Sermonne\n\n66  Charges financières              38,41\nTotal dépenses                    1 292,36\nRecettes de fonctionnement\n70  Produits des services           402,90\n"
                          "73  Impôts et taxes               2 264,00\nTotal recettes                    2 666,90\n\n                          2 / 2\n")
            .find("C=1292.36 P=2666.90") != std::string::npos);
}

TEST_CASE("what « dont » tells is a part of the line above") {
  CHECK(budgets("COMPTES DE 2018\n\n   RECETTES\n     Fermages et rentes ...............   318.640 €\n     dont supplément de la commune ....   205.000 €\n     Quêtes et troncs .................    71.385 €\n     TOTAL ............................   390.025 €\n\n   DEPENSES\n     Célébration du culte .............    88.912 €\n     Entretien ........................   260.577 €\n     TOTAL ............................   349.489 €\n") ==
        "realise 2018 [p Fermages et rentes 318640.00; p Quêtes et troncs 71385.00; c Célébration du culte 88912.00; c Entretien 260577.00] C=349489.00 P=390025.00");
}

TEST_CASE("each sum before what it is, borne out by the total behind") {
  CHECK(budgets("Comptes 2018\n\nReçu : 1 020 € de cotisations, 350 € de la commune, 411 € de la buvette. Total 1 781 €.\nDépensé : 262 € d'assurance, 640 € d'oculaire. Total 902 €.\n") ==
        "realise 2018 [p cotisations 1020.00; p commune 350.00; p buvette 411.00; c assurance 262.00; c oculaire 640.00] C=902.00 P=1781.00");
  CHECK(budgets("Reçu : 1 020 € de la commune, 350 € de plus en juin, 411 € espérés. Total 1 900 €.\n").empty());
}

TEST_CASE("francs over the column of a paper that reckons in euros") {
  CHECK(budgets("Comptes 2001\n\nPour mémoire, 1 € vaut 6,55957 F ; la cotisation passe à 16 €.\n\n| Dépenses | 2001 (F) |\n|---|---|\n| Cachets | 142 380 |\n| Publicité | 17 645 |\n| Total | 160 025 |\n| Recettes | |\n| Billets | 98 246 |\n| Commune | 18 000 |\n| Total | 116 246 |\n").find("160025.00 FRF") != std::string::npos);
}

TEST_CASE("an account of an assembly is no account of money") {
  CHECK(budgets("COMPTE RENDU DE L'ASSEMBLÉE GÉNÉRALE DU 19 JUIN 2021\n\n## Les sous\n\nExercice 2020 :\n\n    PRODUITS\n      Ventes .......................... 286 412 €\n      Adhésions .......................   5 940 €\n      TOTAL ........................... 292 352 €\n\n    CHARGES\n      Achats .......................... 238 204 €\n      Loyer ...........................  56 626 €\n      TOTAL ........................... 294 830 €\n\n    RÉSULTAT ..........................  -2 478 €\n") ==
        "realise 2020 [p Ventes 286412.00; p Adhésions 5940.00; c Achats 238204.00; c Loyer 56626.00] C=294830.00 P=292352.00 R=-2478.00");
}
