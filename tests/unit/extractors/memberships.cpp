#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

namespace {
std::string memberships(const std::string& text) {
  const std::string head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nL'assemblée générale de l'association s'est tenue le 12 mai 2021 à Brest.\n\n";
  return minutier::test::rows(minutier::test::record_of(head + text), "memberships", {"category", "stated_count", "members"});
}
}  // namespace

TEST_CASE("categories with counts and names") {
  CHECK(memberships("A l'heure actuelle, les adhérents à l'association sont :\n\n- 3 Régions (soit une de plus) : Grand Est ; Bretagne (en cours) ; La Réunion\n- 2 adhésions croisées : la FING et Démocratie.\n- 60 adhésions individuelles validées.\n") ==
        "Régions, 3, Grand Est+Bretagne+La Réunion | adhésions croisées, 2, FING+Démocratie | adhésions individuelles validées, 60");
  CHECK(memberships("Au 31 décembre 2020, l'association compte 148 adhérents, répartis en deux collèges :\n\nCollectivités (2) : Ville de Gravelin, Département de la Vère.\n\nPersonnes physiques (146)\n") ==
        "Collectivités, 2, Ville de Gravelin+Département de la Vère | Personnes physiques, 146 | adhérents, 148");
}

TEST_CASE("the count asks where a list is to be cut") {
  CHECK(memberships("Les adhérents à l'association sont :\n\n2 Villes : Mulhouse, Eurométropole de Strasbourg\n\n3 Départements : Calvados ; Puy de Dôme, Gironde\n") ==
        "Villes, 2, Mulhouse+Eurométropole de Strasbourg | Départements, 3, Calvados+Puy de Dôme+Gironde");
}

TEST_CASE("counts in a sentence") {
  CHECK(memberships("Le club compte 60 adhérents dont 12 nouveaux.\n") == "adhérents, 60 | nouveaux, 12");
  CHECK(memberships("Sur un total de 40 adhérents (28 personnes morales et 12 adhésions individuelles), 21 sont présents.\n") == "personnes morales, 28 | adhésions individuelles, 12");
}

TEST_CASE("new members by name under a heading") {
  CHECK(memberships("Nouveaux adhérents institutionnels (2021) :\n\nVille de Brest\nBerger-Levrault\n\nAdhésions en préparation :\n\nGrand Poitiers\nVille de Paris\n") ==
        "Nouveaux adhérents institutionnels (2021), Ville de Brest+Berger-Levrault | Adhésions en préparation, Grand Poitiers+Ville de Paris");
}

TEST_CASE("who came to the meeting is no category of members") {
  CHECK(memberships("22 adhérents sur 38 étaient présents.\n").empty());
  CHECK(memberships("Le conseil compte 12 membres en exercice, 3 sont absents.\n").empty());
}

TEST_CASE("names in two columns that recognition joined line by line") {
  CHECK(memberships("3 adhésions croisées\n\nadhérents individuels\n\nLaurent Rey Morin\n\nBrigitte Vautrin  Olivier Delmas\nEmmanuel Sophie Castel\nRouvier Martine Gallois\nSandrine Robin ~ Angela Perrin\nLine Lorcet Christian Pauly\n"
                    "Edith Halluin Patrick Lebel\nJean-Marie\n\ngouvernance\n\n3 conseils\n") ==
        "adhérents individuels, Laurent Rey+Brigitte Vautrin+Emmanuel Rouvier+Sandrine Robin+Line Lorcet+Edith Halluin+Jean-Marie Morin+Olivier Delmas+Sophie Castel+Martine Gallois+Angela Perrin+Christian Pauly+Patrick Lebel");
}

TEST_CASE("a single column of names is not cut in two") {
  CHECK(memberships("Membres d'honneur :\n\nJean Pierre Martin\nMarie Claude Duval\nOlivier Delmas\n") == "Membres d'honneur, Jean Pierre Martin+Marie Claude Duval+Olivier Delmas");
}

TEST_CASE("categories that follow each other in one paragraph") {
  CHECK(memberships("Au 31 décembre 2018, l'association compte 148 adhérents, répartis en trois collèges :\nCollectivités (3) : Ville de Gravelin, Saint-Lormel,\nDépartement de la Vère.\nStructures associées (2) : Radio Bocage,\n"
                    "Épicerie Pollen.\nPersonnes physiques (143)\nL'assemblée générale du 24 mai 2018 a réuni 52 personnes.\n") ==
        "Collectivités, 3, Ville de Gravelin+Saint-Lormel+Département de la Vère | Structures associées, 2, Radio Bocage+Épicerie Pollen | Personnes physiques, 143 | adhérents, 148");
}

TEST_CASE("families and households that are members") {
  CHECK(memberships("L'AMAP compte cette saison 42 foyers adhérents. On compte 87 familles adhérentes à l'école.\n") == "foyers adhérents, 42 | familles adhérentes, 87");
}

TEST_CASE("counts that make up a stated whole are its categories") {
  const auto members = [](const std::string& text) { return minutier::test::rows(minutier::test::record_of("COMPTE RENDU DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\n" + text + "\n"), "memberships", {"category", "stated_count"}); };
  CHECK(members("Nous étions 58 choristes inscrits en juin, soit 22 sopranos, 17 altos, 8 ténors et 11 basses.") == "choristes inscrits, 58 | sopranos, 22 | altos, 17 | ténors, 8 | basses, 11");
  CHECK(members("Adhérents par coin : 11 du village, 5 de Cazaux, 3 d'ailleurs.") == "du village, 11 | de Cazaux, 5 | d'ailleurs, 3");
  CHECK(members("Nous sommes 64 adhérents (41 musiciens cotisants, 15 élèves, 8 membres honoraires) contre 69 l'an dernier.") == "adhérents, 64 | musiciens cotisants, 41 | élèves, 15 | membres honoraires, 8");
  CHECK(members("La Société a compté en 2022 quatre cent douze membres contre 388 en 2021, soit 331 adultes, 58 jeunes et 23\ndames.") == "membres, 412 | adultes, 331 | jeunes, 58 | dames, 23");
  CHECK(members("La MJC comptait 687 adhérents, ainsi répartis :\n\n| | 2021 | 2022 |\n|---|---|---|\n| Moins de 12 ans | 248 | 263 |\n| 12-17 ans | 131 | 119 |\n| Adultes | 290 | 305 |\n| Total | 669 | 687 |") ==
        "Moins de 12 ans, 263 | 12-17 ans, 119 | Adultes, 305 | adhérents, 687");
  CHECK(members("Le capital sera réparti entre 23 associés dont 19 salariés.") == "associés, 23 | salariés, 19");
  CHECK(members("Nous avons vendu 58 billets, soit 22 enfants et 30 adultes.").empty());
  CHECK(members("| Carte | 2021 | 2022 |\n|---|---|---|\n| Plein tarif | 98 | 121 |\n| Réduit | 47 | 66 |") == "Plein tarif, 121 | Réduit, 66");
}

TEST_CASE("names below a count, where as many stand there") {
  CHECK(memberships("Nos membres\n\nFoyers ruraux : 3\n\nMézeray, Vieuvy, Les Aunes\n\nCollectivités : 2\n\n- Ville de Vernoy\n- Syndicat de pays\n") == "Foyers ruraux, 3, Mézeray+Vieuvy+Les Aunes | Collectivités, 2, Ville de Vernoy+Syndicat de pays");
  CHECK(memberships("Nos membres\n\nFoyers ruraux : 12\n\nLe réseau, qui grandit, se porte bien.\n").find("réseau") == std::string::npos);
}

TEST_CASE("the parts of a whole, the last of them by name") {
  CHECK(memberships("Au 31 décembre nous étions 54 adhérents à jour de cotisation (48 fin 2019) : 37 individuels, 13 familles, et quatre personnes morales : les communes de Craon et Beaulieu, le lycée agricole des Vergers et la cave coopérative.\n") ==
        "adhérents à jour de cotisation, 54 | individuels, 37 | familles, 13 | personnes morales, 4, Craon+Beaulieu+le lycée agricole des Vergers+la cave coopérative");
}

TEST_CASE("a table of members by year, and a table of trainees that is none") {
  CHECK(memberships("Le club compte 24 licenciés :\n\n| Catégorie | 2019 | 2020 |\n|---|---|---|\n| Adultes | 12 | 14 |\n| Jeunes | 9 | 10 |\n| Total | 21 | 24 |\n").find("Adultes, 14 | Jeunes, 10") != std::string::npos);
  CHECK(memberships("Douze journées, 134 stagiaires. Prix de journée 85 € pour les membres.\n\n| Thème | sessions | stagiaires |\n|---|---|---|\n| Trésorerie | 7 | 71 |\n| Accueil | 5 | 63 |\n").empty());
}

TEST_CASE("a whole and its parts are proved by their sum") {
  CHECK(memberships("Nous étions 1.148 licenciés, nous voici 1.206. 612 seniors, 451 jeunes, 143 féminines.\n") == "licenciés, 1206 | seniors, 612 | jeunes, 451 | féminines, 143");
  CHECK(memberships("Membres au 31/12/2024\n: 46 à jour de cotisation (39 en 2023)\n: 38 particuliers\n: 8 collectifs\n") == "à jour de cotisation, 46 | particuliers, 38 | collectifs, 8");
  CHECK(memberships("Vote : 41 adhérents présents, 30 pour, 11 contre.\n") == "");
}

TEST_CASE("the bodies an organisation has joined") {
  CHECK(memberships("### Nos adhésions\n\nNous sommes membres de :\n\n1. la Fédération des centres sociaux\n2. l'Union régionale des tiers-lieux\n") == "Nos adhésions, Fédération des centres sociaux+Union régionale des tiers-lieux");
  CHECK(memberships("### Les associations adhérentes (3)\n\nCiné-Vivier / La Récré / Chorale Sol-Fa\n") == "Les associations adhérentes, 3, Ciné-Vivier+La Récré+Chorale Sol-Fa");
}

TEST_CASE("a number counts the members by what stands around it") {
  CHECK(memberships("L'association compte 124 adhérents à jour de leur cotisation, contre 109 en 2017.") == "adhérents à jour de leur cotisation, 124");
  CHECK(memberships("L'APE compte 87 familles adhérentes.") == "familles adhérentes, 87");
  CHECK(memberships("Sur 184 membres à jour de leur cotisation, 71 ont émargé.") == "membres à jour de leur cotisation, 184");
  CHECK(memberships("Le nouveau conseil compte dix membres. Réuni dans la foulée, il élit son bureau.").empty());
  CHECK(memberships("Une réunion de 12 adhérents s'est tenue. Trois sociétaires demandent la parole.").empty());
}

TEST_CASE("members counted one per line are proved by their sum, their words or the lead over them") {
  CHECK(memberships("La section compte cette année 87 licenciés se décomposant\ncomme suit :\n\n        Pupilles garçons ..............  31\n        Pupilles filles ...............  28\n        Cadets ........................  16\n        Adultes .......................  12\n                         Total ........  87\n") ==
        "Pupilles garçons, 31 | Pupilles filles, 28 | Cadets, 16 | Adultes, 12 | licenciés, 87");
  CHECK(memberships("Le cercle de soutien compte :\n\n* 312 membres individuels\n* 87 membres couples\n* 5 membres à vie\n") == "membres individuels, 312 | membres couples, 87 | membres à vie, 5");
  CHECK(memberships("Il y a au 1er janvier :\n\n4 communautés de communes : Haut-Brun, Trois Gués, Bocage, Saint-Eloi\n3 communes isolées : Tercey, Valmartin, Vaudry\n") ==
        "communautés de communes, 4, Haut-Brun+Trois Gués+Bocage+Saint-Eloi | communes isolées, 3, Tercey+Valmartin+Vaudry");
  CHECK(memberships("Étaient présents :\n\n- 12 membres actifs\n- 4 membres honoraires\n").empty());
  CHECK(memberships("Bilan des adhésions et des dépenses :\n\n- hébergement ......... 268,80\n- assurance ........... 104,00\n").empty());
}

TEST_CASE("a whole and its parts in one sentence, whatever leads to them") {
  CHECK(memberships("Nous sommes deux cent quarante-six, savoir cent trente et un coupeurs, vingt-neuf dresseurs, soixante-dix-huit couseuses et huit teinturiers.\n") ==
        "coupeurs, 131 | dresseurs, 29 | couseuses, 78 | teinturiers, 8");
  CHECK(memberships("Les 187 adhérents se répartissaient en 121 individuels, 61 en couple (30 couples donc) et 5 personnes morales : Emmaüs, la MJC, Amap du Pont, Foyer rural et Atelier Bois.\n") ==
        "adhérents, 187 | individuels, 121 | en couple, 61 | personnes morales, 5, Emmaüs+MJC+Amap du Pont+Foyer rural+Atelier Bois");
  CHECK(memberships("L'école est affiliée : 175 coopérateurs élèves, 7 adultes, soit 182 adhérents.\n") == "adhérents, 182 | coopérateurs élèves, 175 | adultes, 7");
  CHECK(memberships("Les cartes délivrées : 74 sociétaires locaux à 110 €, 12 actionnaires extérieurs à 380 €.\n") == "sociétaires locaux, 74 | actionnaires extérieurs, 12");
  CHECK(memberships("La fermeture nous prive de 23 cotisants dont beaucoup cherchent du travail.\n").empty());
}

TEST_CASE("members counted in a list of figures, a table of seasons, categories behind their number") {
  CHECK(memberships("## En chiffres\n\n- 612 adhérents au 31 août 2020\n- 14 adhérents associations et entreprises\n- 38 bénévoles réguliers\n- 1 fraiseuse\n").find("adhérents associations et entreprises, 14 | bénévoles réguliers, 38") != std::string::npos);
  CHECK(memberships("## Le matériel\n\n- 12 chaises\n- 38 bénévoles réguliers\n").empty());
  CHECK(memberships("La MJC a compté 1 146 adhérents en 2019/2020 :\n\n| Secteur | 2018/2019 | 2019/2020 |\n|---|---|---|\n| Ateliers adultes | 498 | 521 |\n| Ateliers enfants | 377 | 625 |\n| Total | 875 | 1 146 |\n").find("Ateliers adultes, 521 | Ateliers enfants, 625") != std::string::npos);
  CHECK(memberships("### Les associations membres\n\n*Les fondatrices (3)* : Ti Kaz Lontan, Jeunesse Ravine, Kartié Vivant\n\n*Arrivées depuis (2)* : Lékol Maron, Tricot Fémin\n") ==
        "Les fondatrices, 3, Ti Kaz Lontan+Jeunesse Ravine+Kartié Vivant | Arrivées depuis, 2, Lékol Maron+Tricot Fémin");
}

TEST_CASE("who attended is no category of members") {
  CHECK(memberships("Présents : Anne Durand, Paul Martin.\n\nMembres de droit et invités :\n\n- M. Jean Ferjou, adjoint au maire\n- Mme Régine Audebrand, Caisse d'Allocations Familiales\n").empty());
}

TEST_CASE("names that stand apart from their count, as many as are counted") {
  CHECK(memberships("## Les associés\n\nAu 31 décembre, 52 associés, soit 5 salariés, 44 usagers et 3 collectivités.\n\nCollectivités : communes de Bessard et Ternoux ; Syndicat scolaire du Val. Les autres suivront.\n").find("collectivités, 3, Bessard+Ternoux+Syndicat scolaire du Val") != std::string::npos);
  CHECK(memberships("L'association comptait 45 membres :\n\n- membres individuels : 41 (20 fr. par an)\n- membres de soutien : 4 — Garage Roux SA, Laiterie du Pont, Pharmacie Monney, Banque de l'Est\n") ==
        "membres individuels, 41 | membres de soutien, 4, Garage Roux SA+Laiterie du Pont+Pharmacie Monney+Banque de l'Est | membres, 45");
  CHECK(memberships("# Qui sommes-nous ?\n\n5 structures au 31/12/2019 :\n\n#### Cafés associatifs (3)\n\n- Le Zinc (Montfroc)\n- La Buvette (Chazelet)\n- L'Abri (Sigonce)\n\n#### Communes (2)\n\n- Montfroc\n- Chazelet\n") == "Cafés associatifs, 3, Le Zinc+La Buvette+L'Abri | Communes, 2, Montfroc+Chazelet");
  CHECK(memberships("# Qui vient ?\n\n#### Ateliers (2)\n\n- Poterie\n- Chant\n\n#### Sorties (2)\n\n- Le lac\n- Le musée\n").empty());
}
