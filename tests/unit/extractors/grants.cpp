#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

namespace {
std::string grants(const std::string& text) {
  const std::string head = "COMPTE RENDU DU CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 4 avril 2023.\n\n";
  return minutier::test::rows(minutier::test::record_of(head + text), "grants", {"beneficiary", "amount", "year", "purpose"});
}
}  // namespace

TEST_CASE("a subsidy granted in a sentence") {
  CHECK(grants("Le conseil décide d'attribuer une subvention de 1 500 € à l'association Les Tréteaux pour son gradin.\n") == "Les Tréteaux, 1500.00, son gradin");
  CHECK(grants("Le conseil municipal accorde une subvention exceptionnelle de 300 euros au Comité des fêtes.\n") == "Comité des fêtes, 300.00");
  CHECK(grants("Le Bureau décide d'allouer à la section Basket une somme de 150 F. pour l'achat de maillots.\n") == "section Basket, 150.00 FRF, l'achat de maillots");
  CHECK(grants("Le conseil attribue à l'ACCA une subvention de 60 €.\n") == "ACCA, 60.00");
  CHECK(grants("Le Conseil DECIDE d'octroyer à l'ASBL « Les Amis du Lavoir » un subside de 2.750,00 € pour la restauration de la toiture.\n") == "Les Amis du Lavoir, 2750.00, la restauration de la toiture");
  CHECK(grants("Il est résolu de verser une aide de 1 500 € au Club de patinage pour la saison 2022-2023.\n").find("Club de patinage, 1500.00") == 0);
  CHECK(grants("Attribution d'une subvention de 450 € à l'Amicale des sapeurs-pompiers.\n") == "Amicale des sapeurs-pompiers, 450.00");
}

TEST_CASE("subsidies in a list or a table") {
  CHECK(grants("Subventions 2023\n\n- ACCA : 60€\n- Comité des fêtes : 1 100 €\n- Coopérative scolaire : 1 044 €\n- Total : 2 204 €\n") ==
        "ACCA, 60.00, 2023 | Comité des fêtes, 1100.00, 2023 | Coopérative scolaire, 1044.00, 2023");
  CHECK(grants("Subventions aux associations 2023\n\n| Association | Demandé | Attribué |\n|---|---|---|\n| ACCA | 100 € | 60 € |\n| Judo club | 500 € | 450 € |\n| Total | 600 € | 510 € |\n") == "ACCA, 60.00, 2023 | Judo club, 450.00, 2023");
}

TEST_CASE("asking for a subsidy, or refusing one, is no grant") {
  CHECK(grants("L'association sollicite une subvention de 1 500 € auprès de la commune.\n").empty());
  CHECK(grants("Le conseil refuse d'accorder une subvention de 200 € au club de tir.\n").empty());
  CHECK(grants("La subvention de la Région est attendue pour 12 000 €.\n").empty());
}

TEST_CASE("grants told in series go to each in turn") {
  const auto grants = [](const char* text) { return minutier::test::rows(minutier::test::record_of("COMPTE RENDU DU CONSEIL MUNICIPAL DU 12 MAI 2011\n\n" + std::string(text) + "\n"), "grants", {"beneficiary", "amount"}); };
  CHECK(grants("Sont attribuées : Amicale des sapeurs-pompiers, 450 € ; Sou des écoles, 1 200 € dont 300 € pour la classe de neige ; Étoile sportive, 900 €.") ==
        "Amicale des sapeurs-pompiers, 450.00 | Sou des écoles, 1200.00 | Étoile sportive, 900.00");
  CHECK(grants("Aides versées par la Cécilienne : école de musique 400 € ; concours de Belsaint 150 €.") == "école de musique, 400.00 | concours de Belsaint, 150.00");
  CHECK(grants("Subvention à l'école de devoirs « Les Lucioles » : 1.250 € ; au Repair Café : 400 €. Pas d'opposition.") == "école de devoirs « Les Lucioles », 1250.00 | Repair Café, 400.00");
  CHECK(grants("La commune a dépensé 450 € ; le devis est de 1 200 €.").empty());
}

TEST_CASE("a table whose heads say who was helped and with how much") {
  CHECK(grants("Le fonds d'initiatives a été réparti par le jury :\n\n| Porteur | Projet | Aide |\n|---|---|---|\n| Les Têtes en l'air | cinéma | 1 800 € |\n| MJC de Brailles | scène ouverte | 800 € |\n| Total | | 2 600 € |\n") == "Les Têtes en l'air, 1800.00, cinéma | MJC de Brailles, 800.00, scène ouverte");
  CHECK(grants("Demandes reçues :\n\n| Association | Demandé | Accordé |\n|---|---|---|\n| ACCA | 300 | 150 |\n| Club des Bruyères | 400 | 200 |\n") == "ACCA, 150.00 | Club des Bruyères, 200.00");
  CHECK(grants("Présences :\n\n| Association | Présents | Voix |\n|---|---|---|\n| ACCA | 3 | 1 |\n| Club | 4 | 2 |\n").empty());
}

TEST_CASE("sums stand before whom they go to, and what is refused or only asked for goes to nobody") {
  CHECK(grants("Aides décidées par l'AG :\n- 300 € au collectif « Sauvons la maternité » -> d'accord\n- 150 € aux grévistes de la Fonderie -> unanimité\n- 500 € pour la fête : reporté\n") == "Sauvons la maternité, 300.00 | grévistes de la Fonderie, 150.00");
  CHECK(grants("Trois demandes :\n\n- Club photo (agrandisseur) : 400 € demandés, 250 € accordés\n- Chorale : 300 €, accord\n- Vélo-club : 600 € -> non, hors objet\n") == "Club photo, 250.00 | Chorale, 300.00");
  CHECK(grants("DEMANDES DIVERSES\n\n- Le sieur Munier demande la concession du lavoir.\n- Les travaux du four : 500 €\n").empty());
}

TEST_CASE("grants in a row under a label, two in a line, and in a table of what was asked and given") {
  CHECK(grants("Coup de main aux collectifs (les 600 €) : Radio Sureau 250 €, AMAP du Bief 150 €.\n") == "Radio Sureau, 250.00 | AMAP du Bief, 150.00");
  CHECK(grants("SECOURS\n\nFamille ORTEGA (incendie)  :  1.200 €      Veuve BARRAL    :    600 €\n") == "Famille ORTEGA, 1200.00 | Veuve BARRAL, 600.00");
  CHECK(grants("| n° | qui | pour quoi | demandé | accordé |\n|--|--|--|--|--|\n| 1 | Club de boules | tournoi | 800 | 500 |\n| 2 | Cage 7 | peinture | 700 | — |\n| 3 | Chorale | concert | 350 | 350 |\n") == "Club de boules, 500.00, tournoi | Chorale, 350.00, concert");
  CHECK(grants("| qui | quoi | montant |\n|--|--|--|\n| Anne | timbres | 12 |\n| Luc | papier | 30 |\n").empty());
}

TEST_CASE("subsidies told in other orders of words") {
  CHECK(grants("Le conseil décide d'accorder une subvention exceptionnelle à l'association « Les P'tits Loups » d'un montant de 300 €.\n") == "Les P'tits Loups, 300.00");
  CHECK(grants("DECIDE d'octroyer 3.000,00 € à l'asbl L'Épicerie du Coin pour l'achat d'une chambre froide.\n") == "L'Épicerie du Coin, 3000.00, l'achat d'une chambre froide");
  CHECK(grants("ATTRIBUE au Panier Solidaire une subvention de 6 000 euros au titre de 2022.\n") == "Panier Solidaire, 6000.00");
  CHECK(grants("Un don de 500 € a été reçu de la banque.\n").empty());
}

TEST_CASE("sums and names in turn are grants, whatever stands between them") {
  CHECK(grants("Il est alloué quinze francs à la veuve du sonneur et dix francs à l'œuvre du Vestiaire.\n") == "veuve du sonneur, 15.00 FRF | œuvre du Vestiaire, 10.00 FRF");
  CHECK(grants("Le conseil a versé cette année 200 € à l'école Pasteur et 150 € au Secours populaire.\n") == "école Pasteur, 200.00 | Secours populaire, 150.00");
  CHECK(grants("Le comité attribue : 6 000 € à la Ressourcerie du Val (atelier), 800 € à l'association Les Maîtres composteurs ; 350 € au collège de Marsac.\n") == "Ressourcerie du Val, 6000.00 | Les Maîtres composteurs, 800.00 | collège de Marsac, 350.00");
  CHECK(grants("La commune verse 1 200 € à titre de loyer et 300 € à compter de mai.\n").empty());
  CHECK(grants("L'association demande 200 € à la commune et 300 € au Département.\n").empty());
}

TEST_CASE("columns that only blanks part, rows of the old style and rows without any sign are grants under their head") {
  CHECK(grants("Onze projets ont été retenus :\n\n  Foyer rural de Bief-Noir         boîtes à livres         2 500 €\n  École de Vaudrey                 classe d'auteur         3 500 €\n") == "Foyer rural de Bief-Noir, 2500.00 | École de Vaudrey, 3500.00");
  CHECK(grants("La Chambre vote les subventions ci-après :\n\n  A l'École pratique d'industrie, 2.000 fr.\n  Au Syndicat d'initiative, 500 fr.\n") == "École pratique d'industrie, 2000.00 CHF | Syndicat d'initiative, 500.00 CHF");
  CHECK(grants("Demandes de sous :\n\n- Vert Tige demande 120 € pour un abri. Oui, à l'unanimité.\n- L'école demande 150 € pour un car. Non.\n") == "Vert Tige, 120.00");
  CHECK(grants("Affaire 12 : subventions\n\n| Association | Déjà versé en 2023 | Cette séance |\n|---|---|---|\n| AS Canot | 18 000 € | 4 500 € |\n| Maloya | – | 2 000 € |\n| Kafé | 600 € | refusé |\n") == "AS Canot, 4500.00 | Maloya, 2000.00");
}

TEST_CASE("what comes to an association, a giver beside each sum") {
  const auto received = [](const std::string& text) {
    return minutier::test::rows(minutier::test::record_of("Les Amis du Lavoir\nRapport d'activité 2018\n\n" + text), "grants", {"giver", "beneficiary", "amount"});
  };
  CHECK(received("Les subsides de 2018, en détail : SPW Mobilité, 84.000 € ; Cocof 18.500 € ; Ville de Namur 6.200 €.\n") ==
        "SPW Mobilité, Les Amis du Lavoir, 84000.00 | Cocof, Les Amis du Lavoir, 18500.00 | Ville de Namur, Les Amis du Lavoir, 6200.00");
  CHECK(received("L'association a reçu de la Caisse des Armements 75 000 €, et 12 000 € de la Région Bretagne.\n") == "Caisse des Armements, Les Amis du Lavoir, 75000.00 | Région Bretagne, Les Amis du Lavoir, 12000.00");
  CHECK(received("Les subventions versées : Tennis 300 € ; Foot 500 €.\n").find("Tennis, Les Amis") == std::string::npos);
}

TEST_CASE("lists behind « d'accorder », sums with the sign for no centimes or with those of the year before") {
  CHECK(grants("Votre commission propose d'accorder, pour 2023 :\n\nSociété d'agriculture ..........    800 »\nOrphelinat de Labessière .......    600 »\nAmis des Arts ..................     75 »\n\nAdopté.\n").find("Orphelinat de Labessière, 600.00") != std::string::npos);
  CHECK(grants("8. SUBVENTIONS AUX ASSOCIATIONS\n\n   Étoile sportive      4 200 €\n   Comité des fêtes       700 €  (3 500 € en 2019)\n   Foyer rural          3 000 €\n\nAdopté.\n") == "Étoile sportive, 4200.00 | Comité des fêtes, 700.00 | Foyer rural, 3000.00");
  CHECK(grants("9. PLAN DE SOUTIEN AUX COMMERCES\n\nLe dispositif : 10 € achetés, 15 € à dépenser dans les commerces du village.\n").empty());
}

TEST_CASE("communes under a fund for them; a commune beside the cost of its works is none") {
  const std::string table = "| Commune | Opération | Subvention |\n|---|---|---|\n| Ambreuil | toiture | 18 240 € |\n| Castelmur | accès | 7 615 € |\n";
  CHECK(grants("Fonds d'aide aux communes : 3e répartition\n\n" + table) == "Ambreuil, 18240.00, toiture | Castelmur, 7615.00, accès");
  CHECK(grants("Travaux prévus par les communes\n\n" + table).empty());
}

TEST_CASE("what a jury retained, and what is proposed beside what was asked") {
  CHECK(grants("Le jury du 22 novembre a retenu deux lauréats :\n\n- GAEC de la Borie : 3 800 € (haies)\n- Lycée agricole : 1 950 €\n\nAdopté.\n").find("GAEC de la Borie, 3800.00") == 0);
  CHECK(grants("## Fonds étudiant\n\n| Association | Demandé | Proposé | Projet |\n|---|---|---|---|\n| Mûriers en scène | 3 200 | 2 500 | festival |\n| Géocévenne | 1 850 | 1 200 | école |\n| BDE | 4 000 | 0 | week-end |\n\nLe conseil attribue les aides proposées.\n") == "Mûriers en scène, 2500.00 | Géocévenne, 1200.00");
  CHECK(grants("Le jury a retenu deux entreprises :\n\n- Maçonnerie Lebon : 3 800 €\n- Toitures Duval : 1 950 €\n").empty());
}

TEST_CASE("a title asks for a subsidy; what stands below it may refuse") {
  const std::string title = "## Subvention de 600 € à l'association Les Sentiers\n\n";
  CHECK(grants(title + "Le conseil municipal, après en avoir délibéré, approuve à l'unanimité.\n") == "Les Sentiers, 600.00");
  CHECK(grants(title + "Le conseil municipal ne souhaite pas donner suite.\n").empty());
}

TEST_CASE("grants as informal minutes and those of Québec and Switzerland list them") {
  CHECK(grants("LES ASSOCIATIONS. 37 F par habitant ? Non, le maire tranche. Résultat, sans vote contraire :\n\n- Les Gars du Loch (foot) : 4 000 F\n- Anciens d'A.F.N. : 600 F, comme d'habitude\n- APEL de l'école 1 500 F\n- Cercle celtique : rien\n") == "Les Gars du Loch (foot), 4000.00 FRF | Anciens d'A.F.N, 600.00 FRF | APEL de l'école, 1500.00 FRF");
  CHECK(grants("VII - AIDE AUX ECOLES DE HAND\n\nSur le crédit de 6 000 F, il est accepté sans opposition :\n\nU.S. Mercy 2 000 F\n\nEntente du Haut 1 500 F\n") == "U.S. Mercy, 2000.00 FRF | Entente du Haut, 1500.00 FRF");
  CHECK(grants("Il est résolu de verser : 500 $ au Club de l'Âge d'or; 1 200 $ à la Maison des jeunes; 250 $ à la Fondation de l'hôpital.\n") == "Club de l'Âge d'or, 500.00 CAD | Maison des jeunes, 1200.00 CAD | Fondation de l'hôpital, 250.00 CAD");
  CHECK(grants("Sur le trop-perçu de 62 005 fr., il sera versé : 3 100 fr. à la réserve légale, 12 000 fr. à la caisse de prévoyance.\n").empty());
  CHECK(grants("L'assemblée vote une somme de 1.000 Francs en faveur de la veuve de Marcel Brun, magasinier.\n").find("veuve de Marcel Brun, 1000.00") == 0);
  CHECK(grants("Le conseil vote une somme de 4 000 francs aux travaux du lavoir.\n").empty());
}
