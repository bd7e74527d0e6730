// Agendas announced as lists, lines or one sentence; timed and numbered headings where none is announced.

#include <catch2/catch.hpp>

#include "tests/support/extract.hpp"

using namespace minutier;
using test::record_of;

namespace {

std::vector<std::string> titles(const std::string& text) {
  std::vector<std::string> out;
  const Json record = record_of(text);
  for (const Json& entry : record["agenda"].items()) out.push_back(entry["title"]["value"].as_string());
  return out;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("an announced agenda is read from items, numbered or not") {
  const Titles expected{"Rapport moral", "Rapport financier", "Questions diverses"};
  for (const char* text : {
           "Ordre du jour :\n- Rapport moral\n- Rapport financier\n- Questions diverses\n\nLa séance est ouverte à 18h.\n",
           "ORDRE DU JOUR\n\n1. Rapport moral\n2. Rapport financier\n3. Questions diverses\n\nLa séance est ouverte.\n",
           "Rappel de l'ordre du jour :\n\n* Rapport moral ;\n* Rapport financier ;\n* Questions diverses.\n",
           "L'ordre du jour est le suivant :\n1) Rapport moral\n2) Rapport financier\n3) Questions diverses\n\nLa séance est ouverte.\n",
           "Tractanda\n1. Rapport moral\n2. Rapport financier\n3. Questions diverses\n",
           "Points à l'ordre du jour :\n- Rapport moral\n- Rapport financier\n- Questions diverses\n",
           "### Ordre du jour\n\n1. Rapport moral\n2. Rapport financier\n3. Questions diverses\n\n### 1. Rapport moral\n\nLa présidente présente le rapport.\n",
           "Ordre du jour de l'assemblée :\n1 - Rapport moral\n2 - Rapport financier\n3 - Questions diverses\n",
           "Ordre du jour : Rapport moral ; Rapport financier ; Questions diverses.\n",
           "Ordre du jour : Rapport moral, Rapport financier, Questions diverses.\n",
           "L'assemblée est convoquée avec pour ordre du jour : 1) Rapport moral, 2) Rapport financier, 3) Questions diverses.\n",
       }) {
    INFO(text);
    CHECK(titles(text) == expected);
  }
}

TEST_CASE("an agenda ends where the sitting itself begins") {
  CHECK(titles("Tractanda\n1. Procès-verbal de mai\n2. Budget\n3. Divers\n\n1. Procès-verbal de mai\nIl est adopté.\n\n2. Budget\nLe budget est adopté.\n") == Titles{"Procès-verbal de mai", "Budget", "Divers"});
  CHECK(titles("Ordre du jour\n\n- Approbation des comptes\n- Approbation du budget\n\nApprobation des comptes\n\nL'assemblée approuve les comptes.\n") == Titles{"Approbation des comptes", "Approbation du budget"});
}

TEST_CASE("timed headings are the agenda of a sitting that announces none") {
  const Json record = record_of("14h05-14h15 : INTRODUCTION\n\nMot du président.\n\n14h15-15h00 : LES PROJETS DE L'ANNÉE\n\nTrois projets sont présentés.\n");
  REQUIRE(record["agenda"].items().size() == 2);
  CHECK(test::value_at(record, "agenda/0/title").as_string() == "INTRODUCTION");
  CHECK(test::value_at(record, "agenda/0/time").as_string() == "14:05");
  CHECK(test::value_at(record, "agenda/1/time").as_string() == "14:15");
}

TEST_CASE("headings numbered without a gap are the agenda where nothing else is") {
  const Json record = record_of("I. Adoption du compte rendu\n\nLe compte rendu est lu.\n\nII. Situation financière\n\nLe trésorier expose les comptes.\n\nIII. Questions diverses\n\nRien à signaler.\n");
  REQUIRE(record["agenda"].items().size() == 3);
  CHECK(test::value_at(record, "agenda/1/number").as_string() == "II");
  CHECK(test::value_at(record, "agenda/1/title").as_string() == "Situation financière");
}

TEST_CASE("words about an agenda are no agenda") {
  for (const char* text : {"L'ordre du jour étant épuisé, la séance est levée à 20h.\n", "Le point est retiré de l'ordre du jour.\n", "ADOPTION DE L'ORDRE DU JOUR\n\nL'ordre du jour est adopté.\n", "Le maire demande l'ajout d'un point à l'ordre du jour : accepté, adopté.\n"}) {
    INFO(text);
    CHECK(titles(text).empty());
  }
}

TEST_CASE("heads of a theme, with a dash, an aside or a marker are the agenda in full") {
  CHECK(titles("Présents : Anne Petit, Paul Roux\n\n1 / FINANCES - Attribution de subventions (rapporteur : Mme Petit)\nLa commission a vu les dossiers.\n\n2 / TOURISME - Voie verte : étude\nElle est lancée.\n\n3 / MOTION - Maintien de la gare\nElle est lue.\n") ==
        Titles{"FINANCES - Attribution de subventions", "TOURISME - Voie verte : étude", "MOTION - Maintien de la gare"});
  CHECK(titles("Présents : Anne Petit, Paul Roux\n\n### 1 - Rapport moral\n\nLa présidente insiste.\n\n### 2 - Tarifs\n\nIls montent.\n\n### 3 - Élections\n\nPersonne ne se présente.\n") == Titles{"Rapport moral", "Tarifs", "Élections"});
  CHECK(titles("## Ordre du jour (tel qu'envoyé le 8 mars)\n\n1. Tarifs\n2. Le reste\n\nOn commence.\n") == Titles{"Tarifs", "Le reste"});
}

TEST_CASE("heads run into what was said announce no agenda") {
  CHECK(titles("Présents : Anne Petit, Paul Roux\n\nCOMPTE RENDU MORAL.- La Société a compté deux cents membres cette année.\n\nCOTISATIONS.- Le bureau propose de porter la carte à 18 francs.\n\nCONCOURS. - Il est fixé au dimanche 9 juillet.\n\nÉLECTIONS.- Le tiers sortant du conseil est renouvelé ce jour.\n").empty());
  CHECK(titles("Présents : MM. Petit et Roux\n\nM. Petit. — Je demande la parole sur le premier article du projet.\n\nM. le Maire. — Vous avez la parole, et la discussion est ouverte.\n\nUn membre. — Nous voudrions entendre d'abord le rapporteur du budget.\n\nJean Roux. — Je suis à la disposition du conseil pour cela.\n").empty());
}

TEST_CASE("heads that the clock numbers") {
  CHECK(titles("Présents : Anne Petit, Paul Roux\n\n15.00 – Ouverture\n\nLa présidente salue les délégués.\n\n15.10 – Comptes 2018\n\nIls sont adoptés.\n\n16.00 – Divers\n\nNéant.\n") == Titles{"Ouverture", "Comptes 2018", "Divers"});
}
