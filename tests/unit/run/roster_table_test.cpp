#include "pipeline/run/roster_table.hpp"

#include <catch2/catch.hpp>

#include "pipeline/base/error.hpp"

using namespace minutier;
using namespace minutier::run;

TEST_CASE("a French list with semicolons, capitals and a byte order mark") {
  const RosterTable table = roster_from_csv(
      "\xEF\xBB\xBFNom;Prénom;Nom de naissance;Variantes;Pseudonyme;Organisme;Instance;Fonction;Du;Au;Identifiant\n"
      "LE COZ;Armel;;A. Le Cor|Armel Le Cor;Mel;Les Amis du lavoir;Conseil d'administration;trésorier;01/03/2014;2020;7\n"
      "Petit;Anne;Durand;;;;;;;;\n");
  REQUIRE(table.entries.size() == 2);
  CHECK(table.problems.empty());
  const assemble::RosterEntry& armel = table.entries[0];
  CHECK(armel.name == "Armel Le Coz");
  CHECK(armel.family == "LE COZ");
  CHECK(armel.aliases == std::vector<std::string>{"A. Le Cor", "Armel Le Cor"});
  CHECK(armel.pseudonym == "Mel");
  CHECK(armel.body == "conseil_administration");
  CHECK(armel.office == "trésorier");
  CHECK(armel.from == "2014-03-01");
  CHECK(armel.to == "2020");
  CHECK(armel.person == "7");
  CHECK(table.entries[1].aliases == std::vector<std::string>{"Anne Durand"});
}

TEST_CASE("an English list with commas, a whole name in one column, and Windows-1252") {
  const RosterTable table = roster_from_csv("name,from,to,shoe size\nRaph\xE9l GASSER,2001-05,,43\nBERG\xC8RE Jean-Marie,,,\n");
  REQUIRE(table.entries.size() == 2);
  CHECK(table.entries[0].name == "Raphél Gasser");
  CHECK(table.entries[0].from == "2001-05");
  CHECK(table.entries[1].name == "Jean-Marie Bergère");
  CHECK(table.ignored_columns == std::vector<std::string>{"shoe size"});
}

TEST_CASE("bad rows are named and the good ones kept") {
  const RosterTable table = roster_from_csv(
      "Nom complet;Instance;Du;Au\n"
      "Anne Durand;bureau;2014;2020\n"
      ";bureau;2014;\n"
      "Luc Petit;;31/02/2014;\n"
      "Jean Riou;;2020;2018\n"
      "Marc Lebon;table ronde;;\n"
      "Anne Durand;bureau;2014;2020\n"
      "Paul Roux;;;;;de trop\n");
  REQUIRE(table.entries.size() == 1);
  REQUIRE(table.problems.size() == 6);
  CHECK(table.problems[0] == "row 3: no name");
  CHECK(table.problems[1].find("row 4: '31/02/2014' in column from is no date") == 0);
  CHECK(table.problems[2].find("row 5: ends (2018) before it begins (2020)") == 0);
  CHECK(table.problems[3].find("row 6: 'table ronde' is no body") == 0);
  CHECK(table.problems[4].find("row 7: the same entry") == 0);
  CHECK(table.problems[5].find("row 8: more cells") == 0);
}

TEST_CASE("a table without names is refused, and what an entry says makes its id") {
  CHECK_THROWS_AS(roster_from_csv("du;au\n2014;2015\n"), Error);
  CHECK_THROWS_AS(roster_from_csv(""), Error);
  const auto id = [](const char* row) { return roster_from_csv(std::string("nom;du\n") + row).entries.at(0).id; };
  CHECK(id("Anne Durand;2014") == id("Anne Durand;2014"));
  CHECK(id("Anne Durand;2014") != id("Anne Durand;2015"));
}
