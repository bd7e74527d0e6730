// The sums of a resolution and who voted how, each as the text of a sitting; sums that a decision replaces are none of it.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/extract.hpp"

using namespace minutier;
using test::record_of;

namespace {

std::vector<std::string> sums(const Json& record, std::size_t resolution = 0) {
  std::vector<std::string> found;
  const auto& all = record["resolutions"].items();
  if (resolution >= all.size()) return found;
  for (const Json& sum : all[resolution]["amounts"].items()) found.push_back(sum["value"]["amount"].as_string() + " " + sum["value"]["currency"].as_string());
  return found;
}

std::vector<std::string> named(const Json& record, std::size_t resolution = 0) {
  std::vector<std::string> found;
  const auto& all = record["resolutions"].items();
  if (resolution >= all.size()) return found;
  for (const Json& voter : all[resolution]["vote"]["named"].items()) found.push_back(voter["name"]["value"].as_string() + " " + voter["option"].as_string());
  return found;
}

using Words = std::vector<std::string>;

const std::string present = "Conseil municipal du 4 mai 2015\n\nPrésents : Mme Odette PEYROUX, maire, Mme Simone LAGARDE, M. Michel AUBLANC, M. Denis COUTURIER, M. Guy FERRAND.\n\n";

}  // namespace

TEST_CASE("what a decision replaces is no sum of it") {
  CHECK(sums(record_of(present + "Tarifs\n\nLe conseil fixe la participation à 25 € (au lieu de 20 €).\n")) == Words{"25.00 EUR"});
  CHECK(sums(record_of(present + "Tarifs\n\nLe ticket passe de 3,40 € à 3,50 € et le forfait de 476 € à 490 €. Approuvé à l'unanimité.\n")) == Words{"3.50 EUR", "490.00 EUR"});
}

TEST_CASE("a decision that announces a list has the sums of the list") {
  CHECK(sums(record_of(present + "Location de la salle\n\nLe conseil fixe les tarifs ainsi qu'il suit :\n\n- habitants : 80 €\n- extérieurs : 160 €\n\nPour : 5 Contre : 0 Abstention : 0\n")) == Words{"80.00 EUR", "160.00 EUR"});
  CHECK(sums(record_of(present + "Vote des subventions\n\nComité des fêtes : 400 €\nClub des aînés : 200 €\n\nAdopté à l'unanimité.\n")).size() >= 1);
}

TEST_CASE("an amendment takes its own sum and leaves the proposal's to the vote that follows") {
  const Json record = record_of(present + "Cotisation 2016\n\nLe bureau propose 12 € par adulte et 6 € par enfant.\n\nM. Ferrand dépose un amendement : 5 € par enfant.\n\nL'amendement est repoussé par 3 voix contre 2.\n\nLa proposition du bureau est adoptée par 4 voix contre 1.\n");
  REQUIRE(record["resolutions"].items().size() == 2);
  CHECK(sums(record, 0) == Words{"5.00 EUR"});
  CHECK(sums(record, 1) == Words{"12.00 EUR", "6.00 EUR"});
}

TEST_CASE("old and new francs are read before any word") {
  CHECK(sums(record_of("Comité du 3 avril 1962\n\nEmprunt\n\nLe Comité décide de contracter un emprunt de 150.000 F remboursable en vingt ans.\n")) == Words{"150000.00 FRF"});
  CHECK(sums(record_of("Assemblée du 3 avril 1962\n\nIndemnité\n\nL'assemblée fixe à 4.800 NF l'indemnité des administrateurs.\n")) == Words{"4800.00 FRF"});
  CHECK(sums(record_of("Conseil municipal du 3 avril 1947\n\nIndemnités\n\nLe Conseil fixe l'indemnité du Maire à 18.000 fr. l'an et celle des adjoints à 6.000 fr. chacun.\n")) == Words{"18000.00 FRF", "6000.00 FRF"});
}

TEST_CASE("voters are named by office, by list, behind the verb, by exception") {
  CHECK(named(record_of(present + "Budget\n\nLe budget est adopté par 4 voix, le maire s'abstenant.\n")) == Words{"Odette Peyroux abstain"});
  CHECK(named(record_of(present + "Budget\n\nLe budget est adopté par 3 voix contre une, celle de M. Aublanc.\n")) == Words{"Michel Aublanc against"});
  CHECK(named(record_of(present + "Budget\n\nLe budget est adopté à l'unanimité. Mme Lagarde, M. Aublanc et M. Ferrand ne prennent pas part au vote.\n")).size() == 3);
  CHECK(named(record_of(present + "Budget\n\nLe devis est adopté par 3 voix ; se sont abstenus MM. AUBLANC et FERRAND, qui voulaient attendre.\n")) == Words{"Michel Aublanc abstain", "Guy Ferrand abstain"});
  CHECK(named(record_of(present + "Budget\n\nLa proposition est repoussée par 3 voix contre 2, celles de MM. Aublanc et Ferrand.\n")) == Words{"Michel Aublanc for", "Guy Ferrand for"});
  CHECK(named(record_of(present + "Budget\n\nLe budget est adopté par 4 voix contre une.\n")).empty());
}

TEST_CASE("a table with a column for each ballot is a list of resolutions") {
  const Json record = record_of("Comité directeur du 6 octobre 2021\n\n| N° | Question | Pour | Contre | Abstention |\n|---|---|---|---|---|\n| 1 | PV du 8 septembre | 5 | 0 | 0 |\n| 2 | Achat de tatamis | 2 | 3 (L. Mas) | - |\n");
  REQUIRE(record["resolutions"].items().size() == 2);
  CHECK(test::value_at(record, "resolutions/0/title").as_string() == "PV du 8 septembre");
  CHECK(test::value_at(record, "resolutions/1/result").as_string() == "rejected");
  CHECK(test::value_at(record, "resolutions/1/vote/against").as_int(-1) == 3);
}

TEST_CASE("an outcome alone is that of the sentence before it") {
  const Json record = record_of("Réunion du bureau du 6 octobre 2021\n\nDivers\n\n- Caution des clés : on passe de 10 à 15 €, personne contre\n- Subvention à l'école : 1 250 €. Pas d'opposition.\n");
  REQUIRE(record["resolutions"].items().size() == 2);
  CHECK(test::value_at(record, "resolutions/0/vote/mode").as_string() == "sans_objection");
  CHECK(test::value_at(record, "resolutions/1/vote/mode").as_string() == "sans_objection");
}
