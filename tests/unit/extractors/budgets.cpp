#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using minutier::test::budgets;

namespace {
const std::string head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nL'assemblée générale de l'association s'est tenue le 12 mai 2019 à Brest.\n\n";
}

TEST_CASE("charges and produits side by side with two years give a budget per year") {
  CHECK(budgets(head + "BUDGET PRÉVISIONNEL 2019\n\n\t2019\tréalisé 2018\t\t2019\tréalisé 2018\n60- Achats\t1 200\t1 100\t70- Ventes\t2 000\t1 900\nFournitures\t1 200\t1 100\t74- Subventions\t300\t\n"
                       "64 - Personnel\t1 100\t\tDons\t\t50\nTotal des charges\t2 300 €\t1 100 €\tTotal des produits\t2 300 €\t1 950 €\n") ==
        "previsionnel 2019 [c 60 Achats 1200.00; c Fournitures 1200.00; c 64 Personnel 1100.00; p 70 Ventes 2000.00; p 74 Subventions 300.00] C=2300.00 P=2300.00 | "
        "realise 2018 [c 60 Achats 1100.00; c Fournitures 1100.00; p 70 Ventes 1900.00; p Dons 50.00] C=1100.00 P=1950.00");
}

TEST_CASE("a Markdown table with a total on each side") {
  CHECK(budgets(head + "## Budget prévisionnel 2019\n\n| DÉPENSES | Montant | RECETTES | Montant |\n|---|---|---|---|\n| Loyer | 1 200 € | Cotisations | 900 € |\n| Assurance | 100,50 € | Dons | 400,50 € |\n| **Total** | **1 300,50 €** | **Total** | **1 300,50 €** |\n") ==
        "previsionnel 2019 [c Loyer 1200.00; c Assurance 100.50; p Cotisations 900.00; p Dons 400.50] C=1300.50 P=1300.50");
}

TEST_CASE("stacked sides under section rows") {
  CHECK(budgets(head + "Compte de résultat 2018\n\n| Poste | Budget 2018 | Réalisé 2018 | Écart |\n|---|---|---|---|\n| Dépenses | | | |\n| Loyer | 1 000 | 990 | -10 |\n| Total dépenses | 1 000 | 990 | -10 |\n| Recettes | | | |\n| Dons | 1 000 | 1 040 | 40 |\n| Total recettes | 1 000 | 1 040 | 40 |\n| Résultat | | 50 | |\n") ==
        "previsionnel 2018 [c Loyer 1000.00; p Dons 1000.00] C=1000.00 P=1000.00 | realise 2018 [c Loyer 990.00; p Dons 1040.00] C=990.00 P=1040.00 R=50.00");
}

TEST_CASE("sides known from the accounts") {
  CHECK(budgets(head + "Comptes 2018\n\n| Compte | Libellé | Montant |\n|---|---|---|\n| 606 | Achats non stockés | 310,20 |\n| 613 | Locations | 1 200,00 |\n| 741 | Subvention ville | 1 000,00 |\n| 756 | Cotisations | 800,00 |\n") ==
        "realise 2018 [c 606 Achats non stockés 310.20; c 613 Locations 1200.00; p 741 Subvention ville 1000.00; p 756 Cotisations 800.00]");
}

TEST_CASE("one column of expenses and one of receipts") {
  CHECK(budgets(head + "Bilan financier 2018\n\n| Libellé | Recettes | Dépenses |\n|---|---|---|\n| Cotisations | 500 | |\n| Kermesse | 1 200 | 700 |\n| Total | 1 700 | 700 |\n") ==
        "realise 2018 [p Cotisations 500.00; p Kermesse 1200.00; c Kermesse 700.00] C=700.00 P=1700.00");
}

TEST_CASE("deficits are negative, wherever they balance") {
  CHECK(budgets(head + "Compte de résultat 2018\n\n| CHARGES | 2018 | 2017 | PRODUITS | 2018 | 2017 |\n|---|---|---|---|---|---|\n| 60 Achats | 900 | 700 | 70 Ventes | 800 | 750 |\n| TOTAL DES CHARGES | 900 | 700 | TOTAL DES PRODUITS | 800 | 750 |\n| Excédent | | 50 | Déficit | 100 | |\n| TOTAL GÉNÉRAL | 900 | 750 | TOTAL GÉNÉRAL | 900 | 750 |\n") ==
        "realise 2018 [c 60 Achats 900.00; p 70 Ventes 800.00] C=900.00 P=800.00 R=-100.00 | realise 2017 [c 60 Achats 700.00; p 70 Ventes 750.00] C=700.00 P=750.00 R=50.00");
}

TEST_CASE("nested lists of receipts and expenses") {
  CHECK(budgets(head + "- Bilan financier\n    + recettes 2018\n        * cotisations : 1740€\n        * dons : 386,50€\n    + dépenses 2018\n        * loyer : 1800€\n    + recettes moins dépenses = +326,50€\n") ==
        "realise 2018 [p cotisations 1740.00; p dons 386.50; c loyer 1800.00] R=326.50");
  CHECK(budgets(head + "Bilan financier 2018\n\nRecettes :\nCotisations : 1 250 €\nTombola : 310 €\nTotal recettes : 1 560 €\n\nDépenses :\nTimbres : 60 €\nTotal dépenses : 60 €\n") ==
        "realise 2018 [p Cotisations 1250.00; p Tombola 310.00; c Timbres 60.00] C=60.00 P=1560.00");
}

TEST_CASE("totals said in a sentence") {
  CHECK(budgets(head + "Les comptes 2018 sont présentés. Les recettes s'élèvent à 12 500 € et les dépenses à 11 200 €.\n") == "realise 2018 C=11200.00 P=12500.00");
  CHECK(budgets(head + "Compte de 2018 : recettes, 1 204,75 € ; dépenses, 989,40 € ; excédent, 215,35 €.\n") == "realise 2018 C=989.40 P=1204.75 R=215.35");
  CHECK(budgets(head + "Exercice 2018. Le total des produits est de 98 000 €, le total des charges est de 99 500 €, soit un déficit de 1 500 €.\n") == "realise 2018 C=99500.00 P=98000.00 R=-1500.00");
}

TEST_CASE("a municipal budget that balances") {
  CHECK(budgets("CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 4 avril 2023.\n\nLe budget primitif 2023 s'équilibre en dépenses et en recettes à la somme de 1 245 300,00 €.\n") == "primitif 2023 C=1245300.00 P=1245300.00");
}

TEST_CASE("printed totals alone, with the unit set apart") {
  CHECK(budgets("Commune de Vuissens\n\nPROCÈS-VERBAL DE L'ASSEMBLÉE COMMUNALE\ndu 3 décembre 2015\n\nCompte 2014\n\nM. Favre présente le compte 2014 :\n\nTotal des charges            Fr. 900'100.--\nTotal des produits           Fr. 893'000.--\n"
                "Excédent de charges          Fr.   7'100.--\n\nIl est accepté.\n") == "realise 2014 C=900100.00 CHF P=893000.00 CHF R=-7100.00 CHF");
}

TEST_CASE("tables of something else are no budgets") {
  CHECK(budgets(head + "Bilan au 31 décembre 2018\n\n| Actif | 2018 | Passif | 2018 |\n|---|---|---|---|\n| Disponibilités | 8 000 | Fonds associatifs | 8 000 |\n| Total actif | 8 000 | Total passif | 8 000 |\n").empty());
  CHECK(budgets(head + "| Résolution | Pour | Contre | Abstentions |\n|---|---|---|---|\n| 1 | 12 | 0 | 1 |\n| 2 | 10 | 2 | 1 |\n").empty());
  CHECK(budgets(head + "Subventions 2019\n\n| Association | Montant |\n|---|---|\n| ACCA | 60 € |\n| Comité des fêtes | 1 100 € |\n").empty());
  CHECK(budgets(head + "Tarifs 2019\n\n| Repas enfant | 3,15 € |\n|---|---|\n| Repas adulte | 5,20 € |\n| Garderie | 1,50 € |\n").empty());
  CHECK(budgets(head + "Évolution des charges\n\nUNITÉ : 50 000 €\n\nTOTAL CHARGES / ANNÉE - TOTAL PRODUITS / ANNÉE\n").empty());
  CHECK(budgets(head + "Les charges de personnel s'élèvent à 45 000 € et les produits financiers à 120 €.\n").empty());
}

namespace {
const std::string pv = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nL'assemblée générale de l'association s'est tenue le 12 mai 1999 à Brest.\n\n";
}

TEST_CASE("lists with leaders, one under the other, each with its total") {
  CHECK(budgets(pv + "Le trésorier donne la situation de l'exercice 1998 :\n\n              RECETTES\nCotisations . . . . . . .   528 fr. »\nProduit du bal . . . . . . . 106 fr. 25\n        Total . . . . . . . .   634 fr. 25\n"
                     "              DÉPENSES\nHonoraires . . . . . . . .   400 fr. »\nFrais de gestion . . . . .    89 fr. 35\n        Total . . . . . . . .   489 fr. 35\nExcédent des recettes . . .  144 fr. 90\n") ==
        "realise 1998 [p Cotisations 528.00 FRF; p Produit du bal 106.25 FRF; c Honoraires 400.00 FRF; c Frais de gestion 89.35 FRF] C=489.35 FRF P=634.25 FRF R=144.90 FRF");
}

TEST_CASE("a head repeated for the second list of two years") {
  CHECK(budgets(head + "Comptes\n\nDEPENSES                  2018        2017\nAchats                  422,70      105,10\nLocations               760,00      760,00\n       TOTAL          1 182,70      865,10\n\n"
                       "RECETTES                  2018        2017\nCotisations             212,00      924,00\nDons                    955,00           -\n       TOTAL          1 167,00      924,00\n\nRésultat                -15,70       58,90\n") ==
        "realise 2018 [c Achats 422.70; c Locations 760.00; p Cotisations 212.00; p Dons 955.00] C=1182.70 P=1167.00 R=-15.70 | "
        "realise 2017 [c Achats 105.10; c Locations 760.00; p Cotisations 924.00] C=865.10 P=924.00 R=58.90");
}

TEST_CASE("two lists side by side of unequal length") {
  CHECK(budgets(head + "Les comptes de 2018, en euros\n   Dépenses                          Recettes\n   Salaires                 61 420   Région                    64 000\n   Loyer, bureau             5 105   Cotisations                4 690\n"
                       "                                     Ventes, prestations        6 040\n   Total                    66 525   Total                     74 730\n") ==
        "realise 2018 [c Salaires 61420.00; c Loyer, bureau 5105.00; p Région 64000.00; p Cotisations 4690.00; p Ventes, prestations 6040.00] C=66525.00 P=74730.00");
}

TEST_CASE("the name of the side behind the list, with two budgets beside each other") {
  CHECK(budgets("CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 4 décembre 2019.\n\nBudgets votés :\n\nExploitation               BP 2019      BP 2020\n  Chap. 011                184 000      191 500\n  Chap. 012                226 300      231 200\nDÉPENSES                   410 300      422 700\n"
                "  Ventes d'eau             398 500      411 400\n  Chap. 74                  11 800       11 300\nRECETTES                   410 300      422 700\n") ==
        "primitif 2019 fonctionnement [c 011 Chap. 011 184000.00; c 012 Chap. 012 226300.00; p Ventes d'eau 398500.00; p 74 Chap. 74 11800.00] C=410300.00 P=410300.00 | "
        "primitif 2020 fonctionnement [c 011 Chap. 011 191500.00; c 012 Chap. 012 231200.00; p Ventes d'eau 411400.00; p 74 Chap. 74 11300.00] C=422700.00 P=422700.00");
}

TEST_CASE("lists without names take their sides from the balance") {
  CHECK(budgets(pv + "Rapport financier (exercice 1998)\n\n  Avoir au 1er janvier 1998           128,44\n  Cotisations                         376,00\n  Vente de bulletins                  741,50\n                                    --------\n                                    1.245,94\n"
                     "  Impression                          904,00\n  Timbres                             112,76\n                                    --------\n                                    1.016,76\n  Avoir au 31 décembre 1998           229,18\n") ==
        "realise 1998 [p Cotisations 376.00 FRF; p Vente de bulletins 741.50 FRF; c Impression 904.00 FRF; c Timbres 112.76 FRF] C=1016.76 FRF P=1245.94 FRF");
}

TEST_CASE("lists that do not add up, whose sides nothing tells, give no line") {
  CHECK(budgets(pv + "Rapport financier (exercice 1998)\n\n  Cotisations                         376,00\n  Vente de bulletins                  741,50\n                                    --------\n                                    1.345,94\n"
                     "  Impression                          904,00\n  Timbres                             112,76\n                                    --------\n                                    1.016,76\n") == "");
}

TEST_CASE("one list with charges below nought") {
  CHECK(budgets(head + "Comptes annuels 2018\nLe compte de résultats :\n\n    Ventes et prestations (70/74)          6.482,15 €\n    Coût des ventes (60/64)               -6.120,87 €\n    Résultat d'exploitation                  361,28 €\n    Produits financiers (75)                  18,30 €\n    Charges financières (65)                -291,11 €\n    Bénéfice de l'exercice                    88,47 €\n") ==
        "realise 2018 [p Ventes et prestations 6482.15; c Coût des ventes 6120.87; p Produits financiers 18.30; c Charges financières 291.11] R=88.47");
}

TEST_CASE("a list told in a sentence counts where its parts make up the total") {
  CHECK(budgets(pv + "Les recettes de l'année 1998 se sont élevées à 9.036 F 50, savoir : cotisations 5.485 F, produit du concours 1.215 F 50, bal 1.986 F et subvention 350 F. Les dépenses ont atteint 6.620 F 40 : alevinage 5.220 F, location 1.400 F 40.\n") ==
        "realise 1998 [p cotisations 5485.00 FRF; p produit du concours 1215.50 FRF; p bal 1986.00 FRF; p subvention 350.00 FRF; c alevinage 5220.00 FRF; c location 1400.40 FRF] C=6620.40 FRF P=9036.50 FRF");
  CHECK(budgets(head + "L'exercice 2018 est équilibré à 31 € près : 214 806 € de produits pour 214 775 € de charges, soit un excédent de 31 €.\n") == "realise 2018 C=214775.00 P=214806.00 R=31.00");
}

TEST_CASE("each section borne out by its balance") {
  CHECK(budgets("CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 6 avril 2023.\n\n2023-04-01 - Compte administratif 2022\n\nSection                   Dépenses          Recettes          Résultat\nFonctionnement        612 480,15 €      703 122,90 €       90 642,75 €\nInvestissement        288 901,44 €      251 376,00 €     - 37 525,44 €\n") ==
        "compte_administratif 2022 fonctionnement C=612480.15 P=703122.90 R=90642.75 | compte_administratif 2022 investissement C=288901.44 P=251376.00 R=-37525.44");
}

TEST_CASE("thousands parted by apostrophes, without a euro in sight, are Swiss francs") {
  const minutier::Json record = minutier::test::record_of(
      "# Coopérative d'habitation Les Tilleuls\n\nProcès-verbal de l'assemblée générale du 4 mai 2019. Le directeur ouvre à 19 heures.\n\n## Comptes 2018\n\n"
      "| Charges | Comptes 2018 |\n|---|---:|\n| Intérêts | 12'480.20 |\n| Entretien | 187'935.40 |\n| **Total des charges** | **200'415.60** |\n");
  const minutier::Json* total = record.at("budgets/0/totals/charges/value/currency");
  REQUIRE(total);
  CHECK(total->as_string() == "CHF");
}

TEST_CASE("columns of exercises over two years are of the year they end in") {
  CHECK(budgets(head + "Comptes 2017-2018 et budget\n\n| Poste | 2017-2018 (€) | 2018-2019 (€) |\n|---|---|---|\n| Dépenses | | |\n| Loyer | 4 320 | 4 400 |\n| Total dépenses | 4 320 | 4 400 |\n| Recettes | | |\n| Dons | 5 000 | 4 400 |\n| Total recettes | 5 000 | 4 400 |\n") ==
        "realise 2018 [c Loyer 4320.00; p Dons 5000.00] C=4320.00 P=5000.00 | previsionnel 2019 [c Loyer 4400.00; p Dons 4400.00] C=4400.00 P=4400.00");
}

TEST_CASE("sections in rows, of several budgets of one body") {
  const std::string council = "COMPTE RENDU DU CONSEIL COMMUNAUTAIRE\n\nLe conseil communautaire s'est réuni le 12 avril 2018 à Sermonne.\n\n";
  CHECK(budgets(council + "Comptes administratifs 2017\n\n| Budget | Section | Dépenses | Recettes | Résultat de l'exercice |\n|---|---|---|---|---|\n| Principal | Fonctionnement | 4 812,18 | 5 204,72 | 392,54 |\n| | Investissement | 1 930,07 | 1 655,40 | - 274,67 |\n") ==
        "compte_administratif 2017 fonctionnement C=4812.18 P=5204.72 R=392.54 | compte_administratif 2017 investissement C=1930.07 P=1655.40 R=-274.67");
  CHECK(budgets(council + "COMPTE ADMINISTRATIF 2017\n\nFONCTIONNEMENT : Dépenses 187 412,36   Recettes 236 908,11\nINVESTISSEMENT : Dépenses 94 205,80   Recettes 71 336,54\n") ==
        "compte_administratif 2017 fonctionnement C=187412.36 P=236908.11 | compte_administratif 2017 investissement C=94205.80 P=71336.54");
}

TEST_CASE("a second sum in brackets is of what the words over the list say of brackets") {
  CHECK(budgets("Montants réels 2018, avec entre crochets ce qu'on prévoit pour 2019.\n\nSorties\n  * loyer : 3 000,00 [3 300]\n  * assurance : 137,90 [140]\n  * TOTAL 3 137,90 [3 440]\n\nEntrées\n  * cotisations : 2 846,00 [3 000]\n  * bar : 300,00 [440]\n  * TOTAL 3 146,00 [3 440]\n") ==
        "realise 2018 [c loyer 3000.00; c assurance 137.90; p cotisations 2846.00; p bar 300.00] C=3137.90 P=3146.00 | previsionnel 2019 [c loyer 3300.00; c assurance 140.00; p cotisations 3000.00; p bar 440.00] C=3440.00 P=3440.00");
  CHECK(budgets("Compte de résultat 2018. Les chiffres entre parenthèses sont ceux de 2017.\n\nVille\n: 212 000 (211 000)\n\nAdhésions\n: 9 243 (8 716)\n\n**Total des produits : 221 243 (219 716)**\n\nPersonnel\n: 176 380 (155 620)\n\nLoyers\n: 47 912 (44 305)\n\n**Total des charges : 224 292 (199 925)**\n") ==
        "realise 2018 [p Ville 212000.00; p Adhésions 9243.00; c Personnel 176380.00; c Loyers 47912.00] C=224292.00 P=221243.00 | realise 2017 [p Ville 211000.00; p Adhésions 8716.00; c Personnel 155620.00; c Loyers 44305.00] C=199925.00 P=219716.00");
}

TEST_CASE("two lists parted by a bar under heads in spaced letters") {
  CHECK(budgets("COMPTES DE 2018\n\n     R E C E T T E S                 |       D E P E N S E S\n   ----------------------------------|----------------------------\n   Subvention           118.460,00   |  Colonie          62.917,45\n   Tombola                2.048,00   |  Cantine          28.604,00\n   Intérêts                 611,30   |  Arbre de Noël     9.874,80\n"
                "   ----------------------------------|----------------------------\n   TOTAL                121.119,30   |  TOTAL           101.396,25\n") ==
        "realise 2018 [p Subvention 118460.00; p Tombola 2048.00; p Intérêts 611.30; c Colonie 62917.45; c Cantine 28604.00; c Arbre de Noël 9874.80] C=101396.25 P=121119.30");
}

TEST_CASE("years in two digits, and what was done of a plan beside it") {
  CHECK(budgets(head + "| CHARGES | Comptes 18 | Budget 19 |\n|--|--|--|\n| Culte | 14'872.30 | 15'000.-- |\n| Divers | 2'746.15 | 2'500.-- |\n| Total | 17'618.45 | 17'500.-- |\n| PRODUITS | | |\n| Offrandes | 41'633.25 | 42'000.-- |\n| Total | 41'633.25 | 42'000.-- |\n") ==
        "realise 2018 [c Culte 14872.30 CHF; c Divers 2746.15 CHF; p Offrandes 41633.25 CHF] C=17618.45 CHF P=41633.25 CHF | previsionnel 2019 [c Culte 15000.00 CHF; c Divers 2500.00 CHF; p Offrandes 42000.00 CHF] C=17500.00 CHF P=42000.00 CHF");
  CHECK(budgets(head + "| | Prévu 2018/2019 | Réalisé au 15/03 |\n|--|--|--|\n| Cotisations | 1 100 € | 950 € |\n| Ville | 3 500 € | 0 € |\n| Total recettes | 4 600 € | 950 € |\n| Gala | 4 000 € | 3 118,40 € |\n| Comm | 600 € | 377,20 € |\n| Total dépenses | 4 600 € | 3 495,60 € |\n") ==
        "previsionnel 2019 [p Cotisations 1100.00; p Ville 3500.00; c Gala 4000.00; c Comm 600.00] C=4600.00 P=4600.00 | realise 2019 [p Cotisations 950.00; p Ville 0.00; c Gala 3118.40; c Comm 377.20] C=3495.60 P=950.00");
}

TEST_CASE("a side with its total over its parts, the sum before or behind what it is for") {
  CHECK(budgets("Comptes 2018\n\n- Dépenses : 3 950,00€\n  - Assurance : 950,00€\n  - Toiture : 3 000,00€\n- Recettes : 4 300,00€\n  - Cotisations : 2 300,00€\n  - Subvention : 2 000,00€\n") ==
        "realise 2018 [c Assurance 950.00; c Toiture 3000.00; p Cotisations 2300.00; p Subvention 2000.00] C=3950.00 P=4300.00");
  CHECK(budgets("Rapport financier\n\nRecettes 2018 : 4300€ dont :\n* 2300€ de cotisations\n* 2000€ de subvention de la commune\n\nDépenses 2018 : 3950€ dont :\n* 950€ d'assurance\n* 3000€ pour la toiture\n") ==
        "realise 2018 [p cotisations 2300.00; p subvention de la commune 2000.00; c assurance 950.00; c toiture 3000.00] C=3950.00 P=4300.00");
  CHECK(budgets("Comptes 2018\n\nEntrées : cotisations 1 300 €, subvention 2 000 €. Sorties : assurance 450 €, toiture 3 000 €.\n") ==
        "realise 2018 [p cotisations 1300.00; p subvention 2000.00; c assurance 450.00; c toiture 3000.00]");
}

TEST_CASE("sides told line by line in one paragraph, and in two paragraphs with their balance") {
  CHECK(budgets(head + "Budget 2019\n\nRecettes : cotisations 320 €, dons 600 €, kermesse 500 €\nDépenses : assurance 190 €, restauration du retable 1 230 €\n") ==
        "previsionnel 2019 [p cotisations 320.00; p dons 600.00; p kermesse 500.00; c assurance 190.00; c restauration du retable 1230.00]");
  CHECK(budgets(head + "Comptes 2018.\n\nNos recettes se montent à 1 500 € : les licences ont rapporté 900 €, la commune nous a donné 400 €, les recettes diverses 200 €.\n\nDu côté des dépenses, 1 620 € : les déplacements sont à 1 000 €, le matériel 620 €. Nous perdons 120 €.\n") ==
        "realise 2018 [p licences 900.00; p commune 400.00; p recettes diverses 200.00; c déplacements 1000.00; c matériel 620.00] C=1620.00 P=1500.00");
}

TEST_CASE("two totals and their balance tell the sides that nothing names") {
  CHECK(budgets(head + "Bilan financier\n\n| | 2017 | 2018 |\n|--|--|--|\n| Cotisations | 2 100 | 2 250 |\n| Mairie | 800 | 800 |\n| Total | 2 900 | 3 050 |\n| Engagements | 1 200 | 1 310 |\n| Maillots | 900 | 1 770 |\n| Total | 2 100 | 3 080 |\n| Résultat | 800 | -30 |\n") ==
        "realise 2017 [p Cotisations 2100.00; p Mairie 800.00; c Engagements 1200.00; c Maillots 900.00] C=2100.00 P=2900.00 R=800.00 | realise 2018 [p Cotisations 2250.00; p Mairie 800.00; c Engagements 1310.00; c Maillots 1770.00] C=3080.00 P=3050.00 R=-30.00");
}

TEST_CASE("sections that balance are plans") {
  CHECK(budgets("CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 4 avril 2023.\n\nBUDGET PRIMITIF 2023\n\nSection de fonctionnement équilibrée à 289 300 €, section d'investissement équilibrée à 154 720 €.\n") ==
        "primitif 2023 fonctionnement C=289300.00 P=289300.00 | primitif 2023 investissement C=154720.00 P=154720.00");
}

TEST_CASE("accounts of a typescript: spaced heads, leaders of any length, sums below their rule") {
  CHECK(budgets("Compte de Pertes et Profits 2018\n\n     D E B I T                                    Nouveaux Francs\n     Lait payé aux producteurs ..................  3.107,60\n     Transports .................................    231,40\n                                                  ____________\n                                                   3.339,00\n"
                "     C R E D I T\n     Ventes de beurre ...........................  2.874,00\n     Ventes de lait et crème ....................    501,20\n                                                  ____________\n                                                   3.375,20\n") ==
        "realise 2018 [c Lait payé aux producteurs 3107.60; c Transports 231.40; p Ventes de beurre 2874.00; p Ventes de lait et crème 501.20] C=3339.00 P=3375.20");
}

TEST_CASE("a head stands over the columns up to the next, and departments go without their number") {
  CHECK(budgets("Budget\n\n|  | Budget 2019 |  | Budget 2018 |  |\n|--|--|--|--|--|\n| Département | Charges | Revenus | Charges | Revenus |\n| 0 Administration | 318 400 | 31 200 | 322 150 | 30 700 |\n| 1 Police | 74 200 | 19 500 | 77 000 | 18 400 |\n| 8 Forêts | 97 400 | 128 700 | 102 350 | 101 900 |\n| Total | 490 000 | 179 400 | 501 500 | 151 000 |\n") ==
        "previsionnel 2019 [c Administration 318400.00; p Administration 31200.00; c Police 74200.00; p Police 19500.00; c Forêts 97400.00; p Forêts 128700.00] C=490000.00 P=179400.00 | previsionnel 2018 [c Administration 322150.00; p Administration 30700.00; c Police 77000.00; p Police 18400.00; c Forêts 102350.00; p Forêts 101900.00] C=501500.00 P=151000.00");
}

TEST_CASE("a unit over its column is no part of the side's head") {
  for (const char* unit : {"\tFrs", "                         F", " (en francs)"})
    CHECK(budgets("COMPTE RENDU FINANCIER 2018\n\nRECETTES" + std::string(unit) + "\nEn caisse ................ 48.215\nVente des calendriers ............... 137.450\n\nDEPENSES" + unit + "\nBanquet ........... 71.300\nOrchestre ........... 44.920\n") ==
          "realise 2018 [p En caisse 48215.00; p Vente des calendriers 137450.00; c Banquet 71300.00; c Orchestre 44920.00]");
}

TEST_CASE("lists in sentences whose parts leave their unit out, where they add up") {
  CHECK(budgets(head + "Budget 2019\n\nRecettes : cotisations 10.000, visites 15.000 = 25.000\nDépenses : toiture 18.000, assurance 7.000 = 25.000\n") ==
        "previsionnel 2019 [p cotisations 10000.00; p visites 15000.00; c toiture 18000.00; c assurance 7000.00] C=25000.00 P=25000.00");
  CHECK(budgets(head + "Budget 2019\n\nRecettes : cotisations 10.000, visites 15.000 = 26.000\nDépenses : toiture 18.000, assurance 7.000 = 24.000\n").find("visites") == std::string::npos);
}

TEST_CASE("what was in hand before and after bears out lines behind one blank") {
  CHECK(budgets(head + "LES SOUS\nen caisse au 1/9/18 : 2 310,44\nrentrées :\nconcerts 1 874,50\nsubv. mairie 800\nsorties :\nchef 2 400\nassurance 118,62\nreste 2 466,32\n") ==
        "realise 2018 [p concerts 1874.50; p subv. mairie 800.00; c chef 2400.00; c assurance 118.62]");
}
