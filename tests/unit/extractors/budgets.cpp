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
