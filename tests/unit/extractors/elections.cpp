// Persons put into posts: in sentences, lists, lines of offices, scores; officers of the sitting are none.

#include <catch2/catch.hpp>

#include "tests/support/extract.hpp"

using namespace minutier;
using test::record_of;

namespace {

std::vector<std::string> seats(const std::string& text) {
  std::vector<std::string> out;
  const Json record = record_of(text);
  for (const Json& entry : record["elections"].items()) {
    std::string seat = entry["person"]["value"].as_string() + " = " + entry["post"]["value"].as_string();
    if (entry.find("votes")) seat += " " + std::to_string(entry["votes"]["value"].as_int());
    if (!entry["elected"]["value"].as_bool(true)) seat += " (non)";
    out.push_back(seat);
  }
  return out;
}

using Seats = std::vector<std::string>;

}  // namespace

TEST_CASE("an election is read from its sentence") {
  CHECK(seats("Élection du bureau\n\nMme Annie Lefort est élue présidente.\n") == Seats{"Annie Lefort = présidente"});
  CHECK(seats("Élection du bureau\n\nPaul Roux a été élu trésorier à l'unanimité pour trois ans.\n") == Seats{"Paul Roux = trésorier"});
  CHECK(seats("Élection\n\nSont élus à l'unanimité administrateurs : Lucie Arnaud, Marc Bayle et Inès Colin.\n") == Seats{"Lucie Arnaud = administrateurs", "Marc Bayle = administrateurs", "Inès Colin = administrateurs"});
  CHECK(seats("3. Référente\n\nMme Claire Bonnet est désignée référente harcèlement par 6 voix pour et 2 abstentions.\n") == Seats{"Claire Bonnet = référente harcèlement 6"});
  CHECK(seats("1. Élection du maire\n\nM. Alain Perrot a obtenu 13 voix.\nM. Alain Perrot, ayant obtenu la majorité absolue, a été proclamé maire et immédiatement installé.\n") == Seats{"Alain Perrot = maire 13"});
  CHECK(seats("2. Désignation des délégués\n\nLe Conseil désigne Mme Anne Roche comme déléguée titulaire et M. Luc Faure comme délégué suppléant.\n") == Seats{"Anne Roche = déléguée titulaire", "Luc Faure = délégué suppléant"});
}

TEST_CASE("scores go to the persons they stand beside, the unelected too") {
  CHECK(seats("Renouvellement du conseil d'administration\n\nLucie Arnaud : 1 contre - 2 abstentions - 15 pour\nMarc Bayle : 0 contre - 0 abstention - 18 pour\n\nLes deux candidats sont élus.\n") ==
        Seats{"Lucie Arnaud = conseil d'administration 15", "Marc Bayle = conseil d'administration 18"});
  CHECK(seats("Élection du président\n\nAnnie Lefort : 9 voix ; Paul Roux : 4 voix. Annie Lefort est élue présidente.\n") == Seats{"Annie Lefort = présidente 9", "Paul Roux = présidente 4 (non)"});
}

TEST_CASE("a bureau is read from its lines of offices") {
  const Seats expected{"Lucie Arnaud = Présidente", "Marc Bayle = Trésorier"};
  CHECK(seats("Élection du bureau\n\nLe conseil élit à l'unanimité :\n- Présidente : Lucie Arnaud\n- Trésorier : Marc Bayle\n") == expected);
  CHECK(seats("Le bureau est ainsi composé :\nPrésidente : Lucie Arnaud ; Trésorier : Marc Bayle\n") == expected);
}

TEST_CASE("a board presented as a list and voted gives a seat to each") {
  const Seats found = seats("Présentation et vote du nouveau CA\n\n- Lucie Arnaud, designer.\n- Marc Bayle, consultant.\n- Inès Colin, chercheuse.\n\nVote CA : Pas d'objection. Vote à l'unanimité\n");
  CHECK(found == Seats{"Lucie Arnaud = membre du CA", "Marc Bayle = membre du CA", "Inès Colin = membre du CA"});
}

TEST_CASE("officers of the sitting, candidates and reports are no elections") {
  for (const char* text : {"M. Paul Roux est désigné secrétaire de séance.\n", "MM. Roux et Bayle sont désignés scrutateurs.\n", "Présidente : Lucie Arnaud\nSecrétaire de séance : Marc Bayle\n", "Lucie Arnaud est candidate au poste de trésorière.\n",
                           "Les élus municipaux sont invités.\n", "Charlotte Martin - Élue, présidente du réseau\n", "Si Paul Roux est élu président, il quittera son poste.\n"}) {
    INFO(text);
    CHECK(seats(std::string("Assemblée générale\n\n") + text).empty());
  }
}

TEST_CASE("several persons elected in one sentence are all read") {
  CHECK(seats("Élection du conseil d'administration\n\nMme Lucie Arnaud, M. Marc Bayle et Mme Inès Colin sont élus administrateurs par acclamation pour deux ans.\n") ==
        Seats{"Lucie Arnaud = administrateurs", "Marc Bayle = administrateurs", "Inès Colin = administrateurs"});
  CHECK(seats("Composition du CA\n\n| Candidat | Voix |\n| --- | --- |\n| Lucie Arnaud | 21 |\n| Marc Bayle | 17 |\n| Paul Roux | 8 |\n\nSont donc nommés administrateurs pour 3 ans L. Arnaud et M. Bayle.\n").size() == 3);
}

TEST_CASE("lines of offices behind a sentence, posts in brackets or behind a dash") {
  CHECK(seats("4) Nouveau bureau\n\nSe présentent et sont élus, faute d'autres volontaires :\nPrésidente : Lucie Arnaud\nTrésorier : Marc Bayle\nSecrétaire : Inès Colin\n") ==
        Seats{"Lucie Arnaud = Présidente", "Marc Bayle = Trésorier", "Inès Colin = Secrétaire"});
  CHECK(seats("## Renouvellement de la collégiale\n\nVote en bloc à main levée : unanimité.\n\n- Lucie Arnaud (sortante)\n- Marc Bayle — trésorerie (nouveau)\n") == Seats{"Marc Bayle = trésorerie", "Lucie Arnaud = collégiale"});
  CHECK(seats("Contacts\n\n- Lucie Arnaud — trésorerie\n- Marc Bayle (référent jardin)\n").empty());
}

TEST_CASE("a term renewed is an election, a post said short is completed from the opening words") {
  CHECK(seats("Renouvellement\n\nLe mandat de M. Paul Roux, gérant, est renouvelé pour trois ans.\n") == Seats{"Paul Roux = gérant"});
  CHECK(seats("Délégués\n\nIl est procédé à l'élection d'un délégué au syndicat des eaux, en remplacement de M. Faure. M. Paul Roux, ayant réuni la majorité absolue, est proclamé délégué.\n") == Seats{"Paul Roux = délégué au syndicat des eaux"});
}

TEST_CASE("a ballot told under any title is read") {
  CHECK(seats("Qui fait tourner la maison\n\nTrois places au CA, deux à prendre. Vote à bulletins secrets.\n- Lucie Arnaud : 13\n- Marc Bayle : 12\n- Paul Roux : 4, pas élu\n") ==
        Seats{"Lucie Arnaud = CA 13", "Marc Bayle = CA 12", "Paul Roux = CA 4 (non)"});
  CHECK(seats("ELECTIONS\n\nLe tiers sortant du Conseil comprend MM. Roux et Bayle. Ont obtenu, sur 62 votants : MM. Paul Roux 60 voix, élu ; Marc Bayle, 57, élu ; Luc Faure 22.\n") ==
        Seats{"Paul Roux = Conseil 60", "Marc Bayle = Conseil 57", "Luc Faure = Conseil 22 (non)"});
  CHECK(seats("8. Remplacement d'un membre du Comité de concertation\n\nAu scrutin secret, le dépouillement donne : Lucie Arnaud 6, Marc Bayle 3. En conséquence, Lucie Arnaud est désignée.\n") ==
        Seats{"Lucie Arnaud = membre du Comité de concertation 6", "Marc Bayle = membre du Comité de concertation 3 (non)"});
  CHECK(seats("4. Convention\n\nLe Conseil, à l'unanimité :\n- approuve la convention ;\n- désigne Mme Anne Roche comme élue référente.\n") == Seats{"Anne Roche = élue référente"});
}

TEST_CASE("scores of proposals, prices and rates of allowances are no ballot") {
  CHECK(seats("Tarifs\n\nDeux propositions ont obtenu : Marché 12, Brocante 9.\n").empty());
  CHECK(seats("Indemnités de fonction\n\nMaire : 38\nPremier adjoint : 10\nDeuxième adjoint : 9\n").empty());
}

TEST_CASE("a bureau is read from the rows of a table behind the words that tell of it") {
  const Seats expected{"Lucie Arnaud = Présidente", "Marc Bayle = Trésorier"};
  CHECK(seats("Le Conseil s'étant retiré, il a composé comme suit son bureau :\n\n| Présidente | Lucie Arnaud |\n| --- | --- |\n| Trésorier | Marc Bayle (en remplacement de M. Roux) |\n") == expected);
  CHECK(seats("Contacts utiles\n\n| Présidente | Lucie Arnaud |\n| --- | --- |\n| Trésorier | Marc Bayle |\n").empty());
}

TEST_CASE("a post before its colon takes the scores behind it") {
  CHECK(seats("5. Nominations\n\nAu scrutin secret, déléguée au syndicat des eaux : Lucie Arnaud obtient 5 voix, Marc Bayle 2.\n") == Seats{"Lucie Arnaud = déléguée au syndicat des eaux 5", "Marc Bayle = déléguée au syndicat des eaux 2 (non)"});
  CHECK(seats("5. Nominations\n\nComité d'attribution, par acclamation et jusqu'en 2024 : Lucie Arnaud et Marc Bayle.\n") == Seats{"Lucie Arnaud = Comité d'attribution", "Marc Bayle = Comité d'attribution"});
}

TEST_CASE("who stands again and a bureau told in one sentence") {
  CHECK(seats("5. Renouvellement du CA\n\nLucie Arnaud et Marc Bayle se représentent et sont réélus à l'unanimité.\n") == Seats{"Lucie Arnaud = CA", "Marc Bayle = CA"});
  CHECK(seats("5. Bureau\n\nLe nouveau bureau est composé de Lucie Arnaud, présidente, Marc Bayle, trésorier, et Inès Colin, secrétaire.\n") ==
        Seats{"Lucie Arnaud = présidente", "Marc Bayle = trésorier", "Inès Colin = secrétaire"});
  CHECK(seats("5. Activités\n\nLe bureau est composé de Lucie Arnaud, présidente, et Marc Bayle, trésorier.\n").empty());
}

TEST_CASE("scores stand line by line or side by side") {
  CHECK(seats("Élections\n\nCollège de 2. Candidates : Anne Petit, Julie Faure, Odile Roux.\n\n    1. Anne Petit       13\n    2. Julie Faure      12\n    3. Odile Roux        7\n") ==
        Seats{"Anne Petit = Collège 13", "Julie Faure = Collège 12", "Odile Roux = Collège 7 (non)"});
  CHECK(seats("Élection du comité directeur\n\nTrois sièges.\n\n     ROUX Marcel            93            PETIT Sylvie              77\n     FAURE Simone           91            BLANC Roger               41  n.e.\n") ==
        Seats{"Marcel Roux = comité directeur 93", "Sylvie Petit = comité directeur 77", "Simone Faure = comité directeur 91", "Roger Blanc = comité directeur 41 (non)"});
}

TEST_CASE("one sentence or formula gives several their posts, voices and terms") {
  CHECK(seats("Formation du bureau\n\nM. Paul Roux est ensuite élu vice-président par 6 voix, et M. Jean Puthod secrétaire par 7 voix.\n") == Seats{"Paul Roux = vice-président 6", "Jean Puthod = secrétaire 7"});
  CHECK(seats("Renouvellement du CA\n\nSont élus sans opposition : Alain Brugère, Nadine Cheylan et Fatima Roux pour 3 ans, Didier Faure pour 1 an.\n") ==
        Seats{"Alain Brugère = CA", "Nadine Cheylan = CA", "Fatima Roux = CA", "Didier Faure = CA"});
  CHECK(seats("Remplacement du trésorier\n\nRoland Bouchard est reconduit commissaire aux comptes pour six exercices.\n") == Seats{"Roland Bouchard = commissaire aux comptes"});
}

TEST_CASE("words of a speaker are no post") {
  CHECK(seats("Renouvellement du bureau\n\nLuc prend ça bien. [Luc : confirmé, je prends ça bien.]\n").empty());
}

TEST_CASE("posts and their bearers are read in either order, one to several") {
  CHECK(seats("Élection du bureau\n\nLe bureau est ainsi composé : Président : Paul Roux, Vice-présidents : Lucie Arnaud et Marc Bayle, Trésorier : Louis Garnier.\n") ==
        Seats{"Paul Roux = Président", "Lucie Arnaud = Vice-présidents", "Marc Bayle = Vice-présidents", "Louis Garnier = Trésorier"});
  CHECK(seats("Élection du bureau\n\nSont élus à l'unanimité : M. Paul MERLE, président, Mme Jeanne COSTE, vice-présidente, M. Alain ROUX, trésorier.\n") ==
        Seats{"Paul Merle = président", "Jeanne Coste = vice-présidente", "Alain Roux = trésorier"});
  CHECK(seats("Assemblée du 2 mars\n\nLa présidence est confiée à M. Bernard Colas, la trésorerie à Mme Agnès Vidal.\n") == Seats{"Bernard Colas = présidence", "Agnès Vidal = trésorerie"});
  CHECK(seats("Élections\n\nMonsieur Jean Bourdin est réélu à la présidence. Mme Sylvie Martin reste vice-présidente.\n") == Seats{"Jean Bourdin = présidence", "Sylvie Martin = vice-présidente"});
}

TEST_CASE("who chooses is no post, nor what a member is elsewhere") {
  CHECK(seats("Collectif d'animation\n\nLe collectif a désigné sur place : Lucie Arnaud présidente, Marc Bayle trésorier.\n") == Seats{"Lucie Arnaud = présidente", "Marc Bayle = trésorier"});
  CHECK(seats("Élection du bureau\n\n- Lucie Arnaud - Élue, Présidente du réseau des villes\n").size() <= 1);
}

TEST_CASE("a contest for one seat, a board in brackets, a body with its titulaires") {
  CHECK(seats("Renouvellement du bureau\n\nPrésident : M. Jules Delacour, six voix ; M. Ambroise Tessier, une voix.\n") == Seats{"Jules Delacour = Président 6", "Ambroise Tessier = Président 1 (non)"});
  CHECK(seats("Élections\n\nLe comité (Lucie Arnaud, Marc Bayle, Inès Colin) est réélu en bloc.\n") == Seats{"Lucie Arnaud = comité", "Marc Bayle = comité", "Inès Colin = comité"});
  CHECK(seats("Désignations\n\nCommission exécutive : 3 noms pour 3 places, vote en bloc.\nÉlu-e-s : Lucie Arnaud (bloc), Marc Bayle (labo), Inès Colin\n") ==
        Seats{"Lucie Arnaud = Commission exécutive", "Marc Bayle = Commission exécutive", "Inès Colin = Commission exécutive"});
}

TEST_CASE("offices of those present and titles of those addressed are no seats") {
  CHECK(seats("Désignations\n\nSont désignés pour être présentés à M. le Sous-Préfet : MM. Roux et Bayle.\n").empty());
  CHECK(seats("Élection du bureau\n\nM. Paul Roux, proviseur, et Mme Lucie Arnaud, conseillère régionale, assistent au vote.\n").empty());
}

TEST_CASE("several names before one post, votes in brackets, who is delegated, renewed or takes over") {
  CHECK(seats("Quatrième résolution\n\nL'assemblée nomme MM. Hippolyte Gaudemar et Ernest Vial\ncommissaires des comptes pour l'exercice 1911.\n") == Seats{"Hippolyte Gaudemar = commissaires des comptes", "Ernest Vial = commissaires des comptes"});
  CHECK(seats("Désignation de représentants\n\nLe Conseil désigne M. Paul Servais (10 voix) et Mme Julie Wilmotte (7 voix) pour représenter la commune.\n") == Seats{"Paul Servais = représentants 10", "Julie Wilmotte = représentants 7"});
  CHECK(seats("Chambre de commerce\n\nM. Fréminet est délégué, par acclamations, à l'Assemblée des Présidents du 13 novembre.\n") == Seats{"Fréminet = Assemblée des Présidents"});
  CHECK(seats("Réviseur\n\nLe mandat de réviseur de M. Étienne Gilles est reconduit pour trois ans.\n") == Seats{"Étienne Gilles = réviseur"});
  CHECK(seats("Renouvellement du Comité\n\nSont élus : MM. Lefort, 43 voix ; Aubry, 41 ; Dupuis, 40.\n") == Seats{"Lefort = Comité 43", "Aubry = Comité 41", "Dupuis = Comité 40"});
  CHECK(seats("Election d'un vice-président\n\nA bulletin secret : 10 votants, 9 voix pour Catherine Huet, 1 blanc. Elue, bravo.\n") == Seats{"Catherine Huet = vice-président 9"});
}

TEST_CASE("labels with nothing but names behind them are posts where posts are given") {
  CHECK(seats("Conseil du 3 mai 2014\n\nCommissions\n\nFinances : Lucie Arnaud, Marc Bayle\nTravaux et voirie : Inès Colin (responsable), Paul Roux\n") ==
        Seats{"Lucie Arnaud = Finances", "Marc Bayle = Finances", "Inès Colin = responsable Travaux et voirie", "Paul Roux = Travaux et voirie"});
  CHECK(seats("Conseil du 3 mai 2014\n\nDélégués dans les syndicats\n\nSIVOS de la vallée :\n- Titulaires : Lucie Arnaud, Marc Bayle\n- Suppléante : Inès Colin\n") ==
        Seats{"Lucie Arnaud = Titulaires SIVOS de la vallée", "Marc Bayle = Titulaires SIVOS de la vallée", "Inès Colin = Suppléante SIVOS de la vallée"});
  CHECK(seats("# Réunion\n\n## Répartition\n\n| Rôle | Qui |\n|---|---|\n| Lien mairie | Lucie Arnaud |\n| Affichage | Marc Bayle, Inès Colin |\n") == Seats{"Lucie Arnaud = Lien mairie", "Marc Bayle = Affichage", "Inès Colin = Affichage"});
  CHECK(seats("Conseil du 3 mai 2014\n\nCommissions\n\nFinances : Lucie Arnaud présente le projet.\nTravaux : Marc Bayle fait le point.\n").empty());
  CHECK(seats("Conseil du 3 mai 2014\n\nPoints divers\n\nRelecture : Lucie Arnaud\nAffichage : Marc Bayle\n").empty());
}

TEST_CASE("a ballot is people with what each got, wherever it is told") {
  CHECK(seats("Assemblée de la caisse\n\nÉlections\n\nConseil d'administration, deux charges. Mis en nomination : Wilfrid Beaudoin ; Ovila Gingras ; Roméo Brouillette. On vote par bulletins : Beaudoin 128, Brouillette 81, Gingras 72. M. Beaudoin et M. Brouillette sont déclarés élus.\n").size() == 3);
  CHECK(seats("Conseil du 3 mai\n\nMission locale\n\nMme Lucie Arnaud est élue représentante (9 voix contre 7 à M. Marc Bayle).\n") == Seats{"Lucie Arnaud = représentante 9", "Marc Bayle = représentante 7 (non)"});
  CHECK(seats("Conseil du 3 mai\n\nBureau : remplacement\n\nIl est procédé à l'élection d'un délégué à l'Hospice. M. Jean Lacombe obtient onze voix, M. Paul Sabatier six. M. Lacombe est proclamé délégué.\n") ==
        Seats{"Jean Lacombe = délégué à l'Hospice 11", "Paul Sabatier = délégué à l'Hospice 6 (non)"});
  CHECK(seats("Tournoi\n\nRésultats du tournoi : Lucie Arnaud 12 points, Marc Bayle 9 points.\n").empty());
  CHECK(seats("Assemblée du 3 mai\n\nElections au conseil\n\nMises en candidature :\n- Lucie Arnaud, proposée par Marc Bayle : accepte\n- Paul Roux, proposé par Inès Colin : accepte\n- Louis Garnier, proposé par Paul Roux : refuse\n\nLes candidats sont élus par acclamation.\n").size() == 2);
}

TEST_CASE("who enters a board, who represents elsewhere, ballots in the rows of a table") {
  CHECK(seats("Élection de la collégiale\n\nLucie Arnaud et Marc Bayle rejoignent la collégiale.\n") == Seats{"Lucie Arnaud = collégiale", "Marc Bayle = collégiale"});
  CHECK(seats("Points divers\n\nLucie Arnaud représentera l'association au conseil paroissial.\n") == Seats{"Lucie Arnaud = conseil paroissial"});
  CHECK(seats("# Conseil\n\n## Élection des vice-présidents\n\n| Rang | Candidats | Voix | Élu |\n|---|---|---|---|\n| 1er VP | Lucie Arnaud | 18 | Lucie Arnaud |\n| 2e VP | Marc Bayle; Inès Colin | 10; 9 | Marc Bayle |\n") ==
        Seats{"Lucie Arnaud = 1er VP 18", "Marc Bayle = 2e VP 10", "Inès Colin = 2e VP 9 (non)"});
  CHECK(seats("Qui fait quoi d'ici septembre\n\n- affiches : Lucie Arnaud\n- réserver la salle : Marc Bayle\n").empty());
}

TEST_CASE("boards as old minutes set them, and tables whose words stand above") {
  CHECK(seats("Comité\n\nIl est procédé au renouvellement du Comité. Sont élus à l'unanimité :\n\nPrésident, M. Chardon ; vice-présidents, MM. Roussel et Bizot ; secrétaire, M. Meunier ; porte-drapeau, M. Colin.\n") ==
        Seats{"Chardon = Président", "Roussel = vice-présidents", "Bizot = vice-présidents", "Meunier = secrétaire", "Colin = porte-drapeau"});
  CHECK(seats("Élections. Le scrutin est ouvert. Sont élus pour deux ans :\n\n    Président, M. Chardon . . . . . . 59 voix.\n    Vice-Président, M. Bizot . . . .  57  —\n    Trésorier, M. Aubry . . . . . .  60  —\n") ==
        Seats{"Chardon = Président 59", "Bizot = Vice-Président 57", "Aubry = Trésorier 60"});
  CHECK(seats("Ad 5 – Élections\n\nLe comité se représente. Sont élus par acclamation :\n\n| Lucie Arnaud | présidente |\n|---|---|\n| Marc Bayle | caissier |\n| Inès Colin (nouvelle) | membre |\n") ==
        Seats{"Lucie Arnaud = présidente", "Marc Bayle = caissier", "Inès Colin = membre"});
  CHECK(seats("Élections au conseil d'administration\n\n| Candidat | Section | Voix |\n|---|---|---|\n| Lucie Arnaud | Nord | 60 élue |\n| Marc Bayle | Sud | 21 non élu |\n") ==
        Seats{"Lucie Arnaud = conseil d'administration 60", "Marc Bayle = conseil d'administration 21 (non)"});
  CHECK(seats("Comptes\n\nLe loyer a coûté :\n\n    Salle, M. Chardon . . . . . . 59 fr.\n    Cave, M. Bizot . . . . . . .  57  —\n").empty());
}
