// Facts set in blocks: a label over its value, member bodies over their delegates.

#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

namespace {
using minutier::test::record_of;
using minutier::test::rows;

const std::string report = "FONDATION SAINT-ELME\nRapport annuel 2020\n\n";
const std::string minutes = "Fédération des clubs\n\nProcès-verbal de l'assemblée générale du 19 mars 2016\n\n";
}  // namespace

TEST_CASE("grants set in blocks, in passive sentences and from a credit") {
  CHECK(rows(record_of(report + "Les aides attribuées en 2020\n\nLes Amis du Port\nRestauration d'un canot\n12 000 €\n\nCollège de Port-Haleine\nClasse de mer\n3 200 €\n"), "grants", {"beneficiary", "amount", "purpose"}) ==
        "Les Amis du Port, 12000.00, Restauration d'un canot | Collège de Port-Haleine, 3200.00, Classe de mer");
  CHECK(rows(record_of(minutes + "Une subvention de 1 200 € est attribuée au Sou des écoles.\n"), "grants", {"beneficiary", "amount"}) == "Sou des écoles, 1200.00");
  CHECK(rows(record_of(minutes + "Une aide de 300 € serait accordée à la chorale si le budget le permet.\n"), "grants", {"beneficiary", "amount"}).empty());
}

TEST_CASE("members counted by the lines of a chapter about them") {
  CHECK(rows(record_of(report + "Nos membres\nBienfaiteurs : 46\nMembres fondateurs : 5\n"), "memberships", {"category", "stated_count"}) == "Bienfaiteurs, 46 | Membres fondateurs, 5");
  CHECK(rows(record_of(minutes + "Adhérents à jour : 52 (45 en 2014).\n"), "memberships", {"category", "stated_count"}) == "Adhérents à jour, 52");
  CHECK(rows(record_of(minutes + "Adhérents : 15 €\n"), "memberships", {"category", "stated_count"}).empty());
}

TEST_CASE("bodies whose seats are filled give the post of rows of scores") {
  CHECK(rows(record_of(minutes + "4 - ELECTIONS\n\nDeux postes à pourvoir au comité directeur. Ont obtenu :\n        PERRIN Odile          11 voix    élue\n        LAMBOT Régis           7 voix    élu\n        HUET Thérèse           4 voix\n"), "elections", {"post", "person", "votes"}) ==
        "comité directeur, Odile Perrin, 11 | comité directeur, Régis Lambot, 7 | comité directeur, Thérèse Huet, 4");
}
