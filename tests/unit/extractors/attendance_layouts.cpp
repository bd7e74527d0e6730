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

TEST_CASE("what a line of another matter says is of nobody on the list above it") {
  CHECK(people(":Association: Toile Claire\n:Présents: Adrien Colin, Tom Besnard\n:Excusés: Lise Hamon\n:Secrétaire: Adrien Colin\n") == "Adrien Colin=present; Tom Besnard=present; Lise Hamon=excused");
  CHECK(people("Présents : Anne Petit, Paul Roux\nAbsente : Julie Blanc\nOrdre du jour : bilan, projets de l'été, quorum pour les votes") == "Anne Petit=present; Paul Roux=present; Julie Blanc=absent");
  CHECK(people("Présents : Anne Petit, Paul Roux\nExcusé : Luc Noir\n10 membres élus, 5 présents, 2 représentés.") == "Anne Petit=present; Paul Roux=present; Luc Noir=excused");
}

TEST_CASE("a body or an office told by itself is one more of the list, not whose the one before is") {
  CHECK(people("Présents : Anne Petit, Paul Roux\nExcusés : MM. Rochat et Favre, le Ski-Club, l'Office du tourisme, ainsi que la Municipalité de Lignerolle") == "Anne Petit=present; Paul Roux=present; Rochat=excused; Favre=excused");
  CHECK(people("Présents : le Maire, MM. Rey et Combes, Mme Fabre\nExcusés : M. Salvat (conseil régional), Mme la préfète") == "Rey=present; Combes=present; Fabre=present; Salvat=excused@conseil régional");
  CHECK(people("Présents : Anne Petit (Le Quotidien des Côtes), Paul Roux (mairie)") == "Anne Petit=present@Le Quotidien des Côtes; Paul Roux=present@mairie");
}

TEST_CASE("an office stands before how one took part, and in a bracket beside a proxy") {
  CHECK(people("Membres du bureau sortant :\n\n- Virginie Carrasco, présidente : présente\n- Jessica Morel, secrétaire : absente excusée\n\nParents présents : Emma Pascal, Karim Azzouz") ==
        "Emma Pascal=present; Karim Azzouz=present; Virginie Carrasco=present|présidente; Jessica Morel=excused|secrétaire");
  CHECK(people("Présents : Karim Haddad, Virginie Calas\nExcusées : Noémie Cherpillod (trésorière ; procuration à Karim Haddad), Elsa Quintin (secrétaire, donne sa voix à Virginie Calas)") ==
        "Karim Haddad=present; Virginie Calas=present; Noémie Cherpillod=represented>Karim Haddad|trésorière; Elsa Quintin=represented>Virginie Calas|secrétaire");
  CHECK(people("Présents : M. Bastien CHOUVENEL, maire ; Mme Solange PIERREVAL, 1 re adjointe ; M. Karim BELHADRI, 2 e adjoint") == "Bastien Chouvenel=present|maire; Solange Pierreval=present|1re adjointe; Karim Belhadri=present|2e adjoint");
}

TEST_CASE("cells part a seat, a union and an office; a column of remarks holds proxies") {
  CHECK(people("| Nom | Qualité | P / E / A |\n|---|---|---|\n| Mme Nadine TROADEC | titulaire — CFDT — secrétaire | P |\n| M. Jordan PRIGENT | titulaire — CGT | E |\n| M. Alain DELCROS | animateurs – trésorier | P |\n") ==
        "Nadine Troadec=present|secrétaire@CFDT; Jordan Prigent=excused|titulaire@CGT; Alain Delcros=present|trésorier");
  CHECK(people("| Club | Délégué | Voix | Observation |\n|---|---|---|---|\n| A.S. Montalieu | Mme BELKHIR Nadia | 5 |  |\n| H.B.C. Rochebrune | M. LORIN Xavier | 4 | pouvoir à Mme Belkhir |\n| U.S. Vaugirel | M. ESCOFFIER Patrick | 6 |  |\n") ==
        "Nadia Belkhir=present@A.S. Montalieu; Xavier Lorin=represented>Nadia Belkhir@H.B.C. Rochebrune; Patrick Escoffier=present@U.S. Vaugirel");
}

TEST_CASE("colleges and headings of Québec list who is there; representatives are represented by nobody") {
  CHECK(people("Enseignants : Mmes Barbier (directrice), Lopez, Collet\nReprésentants des parents d'élèves : Mmes Rossi, Bernard\nExcusée : Mme Vidal (RASED)") == "Barbier=present|directrice; Lopez=present; Collet=present; Rossi=present; Bernard=present; Vidal=excused@RASED");
  CHECK(people("PRÉSENCES\nMme Julie Leblanc, parent\nM. Claude Houle, directeur\nABSENCES\nMme Sonia Fréchette, parent\n\n1. Ouverture") == "Julie Leblanc=present|parent; Claude Houle=present|directeur; Sonia Fréchette=absent|parent");
}

TEST_CASE("a body in front of its people stands for all of its line, unless it is the one that sits") {
  CHECK(people("Étaient présents :\nCommune d'Arnac : M. VIALLE Pierre, Mme ROUX Lucie\nCommune de Beaulieu : M. TEIL Guy ; Mme FAGE Odile\n\nExcusée : Mme SERRE Anna") ==
        "Pierre Vialle=present@Commune d'Arnac; Lucie Roux=present@Commune d'Arnac; Guy Teil=present@Commune de Beaulieu; Odile Fage=present@Commune de Beaulieu; Anna Serre=excused");
  CHECK(people("Étaient présents :\nMme KERLEO Anne, titulaire CFDT\nM. PRIGENT Luc, suppléant CGT\n\nExcusés : M. Louis Rossier, député, M. le curé\nLa séance est ouverte à 20 h.") == "Anne Kerleo=present|titulaire@CFDT; Luc Prigent=present|suppléant@CGT; Louis Rossier=excused|député");
  CHECK(people("Étaient présents: Anne Hamel, Roland Vidal\nÉtait excusé: Gérald Mounier – en déplacement\nProchaine réunion: 15 mai, chez Anne") == "Anne Hamel=present; Roland Vidal=present; Gérald Mounier=excused");
}
