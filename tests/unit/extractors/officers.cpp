#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

// Chair and secretary by their offices; lists of people in more hands; who signs in rows; members in a series; hours by the quarter.

using minutier::test::record_of;
using minutier::test::rows;

namespace {

std::string meeting(const std::string& text, const std::string& field) {
  const minutier::Json value = minutier::test::value_at(record_of("PROCÈS-VERBAL DU CONSEIL D'ADMINISTRATION DU 12 MAI 2021\n\n" + text + "\n"), "meeting/" + field);
  return value.is_null() ? "-" : value.as_string();
}

std::string people(const std::string& text) {
  return rows(record_of("PROCÈS-VERBAL DU CONSEIL D'ADMINISTRATION DU 12 MAI 2021\n\n" + text + "\n")["attendance"], "people", {"name", "status", "role", "organisation"});
}

}  // namespace

TEST_CASE("the only president listed as there took the chair and the only secretary wrote") {
  const std::string listed = "Présents : Anne Petit (présidente), Luc Grand (secrétaire), Zoé Blanc (vice-présidente).\n";
  CHECK(meeting(listed, "chair") == "Anne Petit");
  CHECK(meeting(listed, "secretary") == "Luc Grand");
  CHECK(meeting("Présents : Anne Petit (présidente du club A), Luc Grand (président du club B).\n", "chair") == "-");
  CHECK(meeting("Présents : Luc Grand, Zoé Blanc.\n\nExcusée : Anne Petit, présidente.\n", "chair") == "-");
}

TEST_CASE("who signs as president or secretary was it, by the whole name") {
  const std::string text = "Présents : Mmes Anne Petit et Zoé Blanc, M. Luc Grand.\n\nLa séance est levée à 20h35.\n\nLe Secrétaire,                    La Présidente,\nL. GRAND                          A. PETIT\n";
  CHECK(meeting(text, "chair") == "Anne Petit");
  CHECK(meeting(text, "secretary") == "Luc Grand");
}

TEST_CASE("dashes part the people of a line where every piece is a name") {
  CHECK(people("Présents : MM. Alain BOISSEAU - Michel CHIRON - Mme Martine PASQUIER") == "Alain Boisseau, present | Michel Chiron, present | Martine Pasquier, present");
  CHECK(people("Présents :\nAlain BOISSEAU - Région Centre\nMichel CHIRON - Mairie de Vire") == "Alain Boisseau, present, Région Centre | Michel Chiron, present, Mairie de Vire");
}

TEST_CASE("small words in brackets say the charge of one who is there, and why another is not") {
  CHECK(people("Présents : Anne Petit (présidente), Luc Grand (finances).\nExcusé : Paul Noir (service militaire).") == "Anne Petit, present, présidente | Luc Grand, present, finances | Paul Noir, excused");
}

TEST_CASE("a body leads its people in, stands behind them in an office's brackets, or is said of several") {
  CHECK(people("Étaient présents :\nCommune d'Ablis : M. Alain DUFOUR, Mme Brigitte CARON\nCommune de Bonnelles : M. Charles LENOIR") ==
        "Alain Dufour, present, Commune d'Ablis | Brigitte Caron, present, Commune d'Ablis | Charles Lenoir, present, Commune de Bonnelles");
  CHECK(people("Présents :\nAnne Petit, présidente (club de Bourg)\nLuc Grand, membre, club d'Oyonnax") == "Anne Petit, present, présidente, club de Bourg | Luc Grand, present, membre, club d'Oyonnax");
  CHECK(people("Étaient présents : MM. Paul Girod et Jean Blanc, syndicat de rivière ; Mme Anne Petit, DDT.") == "Paul Girod, present, syndicat de rivière | Jean Blanc, present, syndicat de rivière | Anne Petit, present, DDT");
}

TEST_CASE("a sentence inside a list tells who stayed away") {
  CHECK(people("Présents : MM. Farge, maire, Pitiot, Dumas ; MM. Vacheron et Relave se sont fait excuser.") == "Farge, present, maire | Pitiot, present | Dumas, present | Vacheron, excused | Relave, excused");
}

TEST_CASE("names under the word for presence need no other column") {
  CHECK(people("| Présences | Fonction | Représente |\n|---|---|---|\n| Lorraine Béchard | présidente | riverains |\n| Sylvain Ouellette | trésorier | Cégep de Beaumont |\n| Luc Grand | membre | UPA |") ==
        "Lorraine Béchard, present, présidente, riverains | Sylvain Ouellette, present, trésorier, Cégep de Beaumont | Luc Grand, present, membre, UPA");
}

TEST_CASE("those who sign in rows, for two sides, with stops between them") {
  const auto signers = [](const std::string& text) { return rows(record_of("PROCÈS-VERBAL DE L'ASSEMBLÉE DU 12 MAI 1921\n\nLe budget est adopté.\n\nLa séance est levée à neuf heures.\n\n" + text), "signatures", {"name", "role"}); };
  CHECK(signers("Et ont les membres présents signé au registre après lecture.\nRouvière. Mallet. Bonnet fils. Dutour. L. Serre, maire.\n") == "L. Serre, maire | Rouvière | Mallet | Bonnet fils | Dutour");
  CHECK(signers("Ont signé au registre tous les membres présents :\n\n  A. VEYSSADE        BARGEAS         ROUCHON         CHASSAING\n") == "A. Veyssade | Bargeas | Rouchon | Chassaing");
  CHECK(signers("Signatures\n\nPour la direction : Mme Hélène Tavernier, DRH\nPour les élus : M. Rachid Bensaïd, secrétaire du CSE\n") == "Hélène Tavernier, DRH | Rachid Bensaïd, secrétaire du CSE");
  CHECK(signers("Et ont signé : Pierre Lafargue, maire ; Antoine Duprat, Jean Bonnal, officiers municipaux ; Rey, greffier.\n") == "Pierre Lafargue, maire | Antoine Duprat, officier municipal | Jean Bonnal, officier municipal | Rey, greffier");
}

TEST_CASE("members counted one behind the other") {
  const auto members = [](const std::string& text) { return rows(record_of("PROCÈS-VERBAL DE L'ASSEMBLÉE DU 12 MAI 2021\n\n" + text + "\n"), "memberships", {"category", "stated_count"}); };
  CHECK(members("Adhérents au 4/06 : 118 individuels / 31 étudiants / 6 assos.") == "individuels, 118 | étudiants, 31 | assos, 6");
  CHECK(members("État des membres au 31.12.2011 : membres actifs 56 ; membres passifs 112 ; membres d'honneur 4.") == "membres actifs, 56 | membres passifs, 112 | membres d'honneur, 4");
  CHECK(members("Elle compte à ce jour cinq membres honoraires, 36 titulaires et soixante et un correspondants.") == "membres honoraires, 5 | titulaires, 36 | correspondants, 61");
  CHECK(members("Membres présents : 12 titulaires, 3 suppléants.").empty());
}

TEST_CASE("hours told by the quarter and in the afternoon") {
  CHECK(meeting("La séance est ouverte à une heure et demie. Adopté à l'unanimité.\n\nLa séance est levée à quatre heures un quart.", "start") == "13:30");
  CHECK(meeting("La séance est ouverte à une heure et demie. Adopté à l'unanimité.\n\nLa séance est levée à quatre heures un quart.", "end") == "16:15");
  CHECK(meeting("La séance est ouverte à 9 h. Adopté à l'unanimité.\n\nLa séance est levée à midi moins vingt.", "end") == "11:40");
  CHECK(meeting("Le conseil est ouvert à 18 h. Adopté.\n\nLa séance est close à vingt heures cinquante.", "end") == "20:50");
}
