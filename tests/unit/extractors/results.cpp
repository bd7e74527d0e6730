#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

namespace {
std::string results(const std::string& text) {
  const std::string head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nL'assemblée générale de l'association s'est tenue le 12 mai 2021 à Brest.\n\n";
  return minutier::test::rows(minutier::test::record_of(head + text), "results", {"year", "amount", "allocation", "allocated_amount"});
}
}  // namespace

TEST_CASE("the result of a year in the words people use") {
  CHECK(results("L'assemblée approuve les comptes 2020 (Résultat : 44 151 €) et le rapport d'activité.\n") == "2020, 44151.00");
  CHECK(results("Comptes 2020 : résultat + 43 000 euros, légèrement supérieur à 2019.\n") == "2020, 43000.00");
  CHECK(results("L'exercice 2020 se solde par un déficit de 1 250,30 €.\n") == "2020, -1250.30");
  CHECK(results("Le résultat de l'exercice 2020 s'élève à 12 345,67 €.\n") == "2020, 12345.67");
  CHECK(results("COMPTES 2020\n\nLe trésorier annonce une perte de 840 euros sur l'exercice.\n") == "2020, -840.00");
  CHECK(results("Le résultat de l'année 2020 est un excédent de 300 €.\n") == "2020, 300.00");
  CHECK(results("L'exercice 2020 dégage un déficit de 6 310 €, contre un excédent de 2 945 € en 2019.\n") == "2020, -6310.00 | 2019, 2945.00");
}

TEST_CASE("what becomes of the result") {
  CHECK(results("L'exercice 2020 se solde par un excédent de 3 412,60 €.\n\nL'assemblée décide d'affecter l'excédent de 3 412,60 € aux fonds associatifs.\n") == "2020, 3412.60, aux fonds associatifs, 3412.60");
  CHECK(results("Comptes 2020 : résultat + 43 000 euros.\n\nLe résultat de l'exercice 2020 est placé en report à nouveau.\n") == "2020, 43000.00, en report à nouveau");
}

TEST_CASE("other sums are no results") {
  CHECK(results("Nous prévoyons un déficit de 70 000 € au budget prévisionnel 2021.\n").empty());
  CHECK(results("Le résultat du vote est de 12 voix contre 3.\n").empty());
  CHECK(results("Il reste un excédent de 12 chaises.\n").empty());
  CHECK(results("Le report à nouveau débiteur est de 9 305 €.\n").empty());
}

TEST_CASE("the result said by its adjective, by the year's end, in a column") {
  CHECK(results("L'exercice 2020 est donc bénéficiaire de 640,30 €.\n") == "2020, 640.30");
  CHECK(results("Les comptes 2020 sont déficitaires de 1 250 €.\n") == "2020, -1250.00");
  CHECK(results("On termine donc l'année 2020 à +318,20 €.\n") == "2020, 318.20");
  CHECK(results("Comptes 2020\n\nExcédent des produits sur les charges : 2 140 €.\n") == "2020, 2140.00");
  CHECK(results("On termine 2020 avec 1 318,20 € sur le compte courant.\n").empty());
  CHECK(results("L'association est bénéficiaire de 3 000 € de la fondation.\n").empty());
}

TEST_CASE("the year of the accounts in the title is the year of the result") {
  CHECK(results("## 2021-014 – Compte administratif 2019\n\nExcédent de fonctionnement : 6 400 €.\n").substr(0, 4) == "2019");
}

TEST_CASE("the difference of both totals, told in whatever words") {
  const std::string table = "Comptes 2020\n\n| Dépenses | Montant | Recettes | Montant |\n|---|---|---|---|\n| Loyer | 1 200,00 | Cotisations | 900,00 |\n| Assurance | 100,50 | Dons | 819,61 |\n| Total | 1 300,50 | Total | 1 719,61 |\n\n";
  CHECK(results(table + "Il reste donc 419,11 € en plus sur l'année.\n") == "2020, 419.11");
  CHECK(results(table + "Il reste 420,00 € dans la boîte.\n").empty());
}
