#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using minutier::test::people;

TEST_CASE("dashes part people behind offices and proxies, and labels of something else are nobody") {
  CHECK(people("PRÉSENTS : Jean DELMAS, Maire - Annie BROUSSE, Pierre CHAMPEIL, Adjoints - Luc FAURE\n\nABSENTS AYANT DONNÉ POUVOIR : Sylvie MAURY à Annie BROUSSE - Guy LAVAL à Jean DELMAS.") ==
        "Jean Delmas=present|Maire; Annie Brousse=present|Adjoint; Pierre Champeil=present|Adjoint; Luc Faure=present; Sylvie Maury=represented>Annie Brousse; Guy Laval=represented>Jean Delmas");
  CHECK(people("Présents : Anne Petit, Paul Roux\n\nExcusés : Zoé Blanc, Luc Noir\nFacilitation : Coline / Notes : Driss\nHoraires : 18h30 - 20h45") == "Anne Petit=present; Paul Roux=present; Zoé Blanc=excused; Luc Noir=excused");
  CHECK(people("Présents : Anne Petit, Paul Roux\n\nABSENT NON EXCUSÉ : Éric COMBE.\n\nSecrétaire de séance : Paul ROUX\nLe quorum étant atteint, le Maire ouvre la séance.") == "Anne Petit=present; Paul Roux=present; Éric Combe=absent");
}

TEST_CASE("tables with two columns of one head, and cells whose notes say how each stayed away") {
  CHECK(people("Étaient présents (un vote par membre)\n\n| Logement | Membre(s) | Logement | Membre(s) |\n|---|---|---|---|\n| 1 | Marie-Josée Thibodeau | 5 | Normand Gravel |\n| 2 | Réjean Ouellet et Ginette Côté | 6 | Farid Amrani |\n") ==
        "Marie-Josée Thibodeau=present; Normand Gravel=present; Réjean Ouellet=present; Ginette Côté=present; Farid Amrani=present");
  CHECK(people("| Commune | Présents | Absents, excusés, pouvoirs |\n|---|---|---|\n| Aubry | Gilles MARTINON, Sonia LEBRETON | Éric VASSEUR, pouvoir à Sonia LEBRETON |\n| Drouet | Corinne HAMON, Yvon TRÉHET | Jacques BIGNON, excusé |\n| Bruyères | Didier FOURMOND | Thierry NORMAND, absent |\n") ==
        "Gilles Martinon=present@Aubry; Sonia Lebreton=present@Aubry; Éric Vasseur=represented>Sonia Lebreton@Aubry; Corinne Hamon=present@Drouet; Yvon Tréhet=present@Drouet; Jacques Bignon=excused@Drouet; Didier Fourmond=present@Bruyères; Thierry Normand=absent@Bruyères");
}

TEST_CASE("capitals of a particle open a name, and a house with a proper name is whose one is") {
  CHECK(people("Membres présents :\n\n- ALLIBERT Françoise\n- BEAUSSANT Hervé\n- DE MONTLAUR Xavier, château de Pressigny\n- DUPUY Hélène\n") == "Françoise Allibert=present; Hervé Beaussant=present; Xavier De Montlaur=present@château de Pressigny; Hélène Dupuy=present");
}

TEST_CASE("titles lead lists behind a colon, colleges group first names, and surnames in capitals stay surnames") {
  CHECK(people("PRESENTS :\nMesdames : Lambert, Dupuis, Goffin (trésorière)\nMessieurs : Collard (président), Thiry, Warnier\nEXCUSES : Mme Noël, M. Poncin") ==
        "Lambert=present; Dupuis=present; Goffin=present|trésorière; Collard=present|président; Thiry=present; Warnier=present; Noël=excused; Poncin=excused");
  CHECK(people("Participants : collège salariés : Mona, Rachid, Iris ; collège usagers : Paulette, Yvon\nAbsents : Franck") == "Mona=present; Rachid=present; Iris=present; Paulette=present; Yvon=present; Franck=absent");
  CHECK(people("Étaient présents : MM. GARNIER, MOREL, NICOLAS, PEREZ\n\nM. Luc NICOLAS a été élu secrétaire.") == "Garnier=present; Morel=present; Luc Nicolas=present; Perez=present");
}

TEST_CASE("words that open a line of guests say nothing of the line above") {
  CHECK(people("Présents : Anne PETIT\n\nExcusés : Daniel COHENDY, Laurence PETIOT\nAbsents : Yvan MAZET, Sandrine OURADOU\nAssistaient également : Mme Aurore DESSALLE, directrice générale des services") ==
        "Anne Petit=present; Daniel Cohendy=excused; Laurence Petiot=excused; Yvan Mazet=absent; Sandrine Ouradou=absent; Aurore Dessalle=staff|directrice générale des services");
}
