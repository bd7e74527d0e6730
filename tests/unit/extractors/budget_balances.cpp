// Accounts told by a balance, by a word about each sum, or under titles that name more than a side.
#include "tests/unit/extractors/shown.hpp"

#include <catch2/catch.hpp>

using minutier::test::budgets;

TEST_CASE("a list that ends in its balance tells the two sides by what adds up") {
  CHECK(budgets("COMPTES 2018\n\nVentes 41 206,80\nAchats 24 513,35\nPersonnel 19 200,00\nDivers 1 480,00\nSolde -3 986,55\n") ==
        "realise 2018 [p Ventes 41206.80; c Achats 24513.35; c Personnel 19200.00; c Divers 1480.00] R=-3986.55");
  CHECK(budgets("COMPTES 2014\n\n  Revenus financiers      7'205'116.90\n  Charges financières     6'412'908.35\n  Marge                     792'208.55\n  Amortissements            640'000.00\n  Excédent                  152'208.55\n") ==
        "realise 2014 [p Revenus financiers 7205116.90 CHF; c Charges financières 6412908.35 CHF; c Amortissements 640000.00 CHF] R=152208.55 CHF");
  CHECK(budgets("COMPTES 2018\n\nVentes 41 206,80\nAchats 24 513,35\nPersonnel 19 200,00\nSolde 3 986,55\n").empty());
}

TEST_CASE("lines of a list may say a word about their sum") {
  CHECK(budgets("Comptes 2016\n\n## Charges\n\n- Achats : 27 318,45 €. Le goûter et le minibus.\n- Impôts : 11 240,75 €\n- Services : 33 471,00 €, dont 12 300 € pour la bâche\n\nSoit un total de charges de 72 030,20 €.\n\n## Produits\n\n- Subventions : 70 000,00 € (comme avant)\n- Cotisations : 4 120,00 €\n\nTotal des produits 74 120,00 €.\n") ==
        "realise 2016 [c Achats 27318.45; c Impôts 11240.75; c Services 33471.00; p Subventions 70000.00; p Cotisations 4120.00] C=72030.20 P=74120.00");
}

TEST_CASE("a title may name beside a side what goes with it, and a sum in brackets is below nought") {
  CHECK(budgets("Budget 2021\n\nREVENUS\nTaxes\t2 146 300 $\nServices rendus\t96 200 $\nTOTAL DES REVENUS\t2 242 500 $\nDÉPENSES ET AFFECTATIONS\nAdministration\t1 448 500 $\nTransport\t824 000 $\nAffectation du surplus\t(30 000) $\nTOTAL DES DÉPENSES ET AFFECTATIONS\t2 242 500 $\n") ==
        "previsionnel 2021 [p Taxes 2146300.00 CAD; p Services rendus 96200.00 CAD; c Administration 1448500.00 CAD; c Transport 824000.00 CAD; c Affectation du surplus -30000.00 CAD] C=2242500.00 CAD P=2242500.00 CAD");
}

TEST_CASE("what was spent stands beside what was voted") {
  CHECK(budgets("COPROPRIÉTÉ DES PINS\n\nComptes 2011\n\n| Nature | Budget voté | Dépensé |\n|---|---|---|\n| Eau | 2 100 | 2 588 |\n| Gardien | 4 650 | 4 702 |\n| TOTAL | 6 750 | 7 290 |\n") ==
        "previsionnel 2011 [c Eau 2100.00; c Gardien 4650.00] C=6750.00 | realise 2011 [c Eau 2588.00; c Gardien 4702.00] C=7290.00");
}

TEST_CASE("a section named in the first of its rows holds for those below") {
  CHECK(budgets("COMMUNE DE SERMONNE\nConseil municipal du 3 mars 2015\n\nDécision modificative n° 1\n\n| Section | Article | Libellé | Dépenses | Recettes |\n|---|---|---|---|---|\n| Fonctionnement | 611 | Contrats | + 18 400,00 | |\n| | 7478 | Participations | | + 18 400,00 |\n| Investissement | 2188 | Matériel | + 12 000,00 | |\n| | 1321 | Subvention de l'État | | + 12 000,00 |\n") ==
        "decision_modificative 2015 fonctionnement [c Contrats 18400.00; p Participations 18400.00] | decision_modificative 2015 investissement [c Matériel 12000.00; p Subvention de l'État 12000.00]");
}
