#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;
using test::people;

namespace {

std::string total(const std::string& text, const std::string& key) {
  const Json record = test::record_of("PROCÈS-VERBAL DU CONSEIL DU 12 MAI 2023\n\n" + text + "\n");
  const Json value = test::value_at(record, "attendance/totals/" + key);
  return value.is_null() ? "-" : std::to_string(value.as_int());
}

struct Case {
  const char* text;
  const char* expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(people(c.text) == c.expected);
  }
}

}  // namespace

TEST_CASE("people are listed under a label in any spelling and layout") {
  check({
      {"Présents : Anne Petit, Luc Grand", "Anne Petit=present; Luc Grand=present"},
      {"Présent·e·s : Anne Petit, Luc Grand et Zoé Blanc.", "Anne Petit=present; Luc Grand=present; Zoé Blanc=present"},
      {"Présent.e.s :\n- Anne Petit\n- Luc Grand", "Anne Petit=present; Luc Grand=present"},
      {"Présent-e-s :\n* PETIT Anne\n* GRAND Luc", "Anne Petit=present; Luc Grand=present"},
      {"PRESENTS\nAnne PETIT\nLuc GRAND\nZoé BLANC", "Anne Petit=present; Luc Grand=present; Zoé Blanc=present"},
      {"Étaient présents : M. Luc Grand, Mme Anne Petit, Mlle Zoé Blanc", "Luc Grand=present; Anne Petit=present; Zoé Blanc=present"},
      {"Sont présents : Mmes Petit et Blanc, M. Grand.", "Petit=present; Blanc=present; Grand=present"},
      {"Membres présents (3) : Anne Petit ; Luc Grand ; Zoé Blanc", "Anne Petit=present; Luc Grand=present; Zoé Blanc=present"},
      {"Présents MM. Grand, maire ; Petit et Blanc, adjoints ; Noir.", "Grand=present|maire; Petit=present|adjoint; Blanc=present|adjoint; Noir=present"},
      {"Sont présents MM. Grand, Petit et Noir, conseillers.", "Grand=present|conseiller; Petit=present|conseiller; Noir=present|conseiller"},
      {"+ présents : 2\n    * Bzz\n    * Luc Grand", "Bzz=present; Luc Grand=present"},
      {"Participant·es : Anne Petit (Ville de Melun), Luc Grand (Emmaüs), Zoé Blanc", "Anne Petit=present@Ville de Melun; Luc Grand=present@Emmaüs; Zoé Blanc=present"},
      {"Présents :\n1. Anne Petit, présidente\n2. Luc Grand, trésorier\n3. Zoé Blanc", "Anne Petit=present|présidente; Luc Grand=present|trésorier; Zoé Blanc=present"},
      {"Présents : Anne, Luc, Zoé B. et Karim", "Anne=present; Luc=present; Zoé B.=present; Karim=present"},
      {"Présents : Anne PETIT (Présidente), Luc GRAND (Trésorier)", "Anne Petit=present|Présidente; Luc Grand=present|Trésorier"},
      {"Étaient présents :\nMme Anne Petit, mairesse\nM. Luc Grand, conseiller, siège no 1\nM. Paul Noir, conseiller, siège no 2", "Anne Petit=present|mairesse; Luc Grand=present|conseiller; Paul Noir=present|conseiller"},
      {"Présents : Président : M. Luc Grand ; Secrétaire : Mme Anne Petit", "Luc Grand=present|Président; Anne Petit=present|Secrétaire"},
      {"Présents : MM. Blanc et Noir, Mme Petit (titulaires), M. Grand (suppléant)", "Blanc=present|titulaire; Noir=present|titulaire; Petit=present|titulaire; Grand=present|suppléant"},
      {"ETAIENT PRESENTS :\n\n  pour VERNEJOLS : M. DELMAS Fernand et Mme PETIT Anne\n  pour CROUZEL : M. VIDAL Jean", "Fernand Delmas=present@VERNEJOLS; Anne Petit=present@VERNEJOLS; Jean Vidal=present@CROUZEL"},
      {"Présents : EARL des Combes (M. Pourchet), Anne Petit, Luc Grand", "Pourchet=present@EARL des Combes; Anne Petit=present; Luc Grand=present"},
      {"Présents : Alix Perrotin (palix), secrétaire, Zoé Blanc", "Alix Perrotin=present|secrétaire; Zoé Blanc=present"},
      {"Absents : MM. Robin et Pasquier, excusés ; M. Hervé, sans excuse.", "Robin=excused; Pasquier=excused; Hervé=absent"},
      {"Présents : Jo, Maud\nExcusés : Nath, Bruno\nTour de table. On est 9 sur 34 à jour, et tout le monde est content de la salle.", "Jo=present; Maud=present; Nath=excused; Bruno=excused"},
  });
}

TEST_CASE("labels tell who is absent, excused, represented, staff or guest") {
  check({
      {"Présents : Anne Petit\nExcusés : Luc Grand\nAbsents : Zoé Blanc", "Anne Petit=present; Luc Grand=excused; Zoé Blanc=absent"},
      {"Présents : Anne Petit. Absents : Luc Grand, Zoé Blanc.", "Anne Petit=present; Luc Grand=absent; Zoé Blanc=absent"},
      {"Présente : Anne Petit\nAbsents excusés : Luc Grand et Zoé Blanc", "Anne Petit=present; Luc Grand=excused; Zoé Blanc=excused"},
      {"Présents : Anne Petit\nAbsents non excusés : Luc Grand", "Anne Petit=present; Luc Grand=absent"},
      {"Présents : Anne Petit\nExcusé·e·s : Luc Grand", "Anne Petit=present; Luc Grand=excused"},
      {"Présents : Anne Petit\nInvités : Luc Grand (Banque des Lacs)", "Anne Petit=present; Luc Grand=guest@Banque des Lacs"},
      {"Présents : Anne Petit\nÉquipe : Luc et Zoé", "Anne Petit=present; Luc=staff; Zoé=staff"},
      {"Présents : Anne Petit\nSalarié·es : Luc Grand, coordinateur", "Anne Petit=present; Luc Grand=staff|coordinateur"},
      {"Présents : Anne Petit\nAssistait également : Luc Grand", "Anne Petit=present; Luc Grand=guest"},
      {"Présents : Anne Petit.\nSe sont excusés : M. Luc Grand, Mme Zoé Blanc.", "Anne Petit=present; Luc Grand=excused; Zoé Blanc=excused"},
      {"Présents : MM. Grand et Petit.\nAbsents : MM. Noir, excusé, et Blanc.", "Grand=present; Petit=present; Noir=excused; Blanc=absent"},
      {"Présents : Anne Petit, Luc Grand (excusé)", "Anne Petit=present; Luc Grand=excused"},
  });
}

TEST_CASE("who gives a proxy is represented by the one who holds it") {
  check({
      {"Présents : Anne Petit\nPouvoirs : Luc Grand à Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\nExcusés : Luc Grand (pouvoir à Anne Petit)", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\nExcusés : Luc Grand (procuration à A. Petit)", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\nAbsents ayant donné pouvoir : Luc Grand à Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\nAbsents : Luc Grand qui a donné pouvoir à Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\n\nLuc Grand donne procuration à Anne Petit.", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\n\nM. Luc Grand a donné pouvoir à Mme Petit.", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit, Paul Noir\n\nM. Luc Grand a donné pouvoir à Mme Petit et Mme Zoé Blanc a donné pouvoir à M. Noir.",
       "Anne Petit=present; Paul Noir=present; Luc Grand=represented>Anne Petit; Zoé Blanc=represented>Paul Noir"},
      {"Présents : Anne Petit\nReprésentés : Luc Grand par Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\nExcusés : Luc Grand, représenté par Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"+ présents : 1\n    * Anne\n+ pouvoirs : 1\n    * Luc -> Anne", "Anne=present; Luc=represented>Anne"},
      {"Présents : Anne Petit\nProcurations :\n- Luc Grand pouvoir à Anne Petit\n- Zoé Blanc pouvoir donné à Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit; Zoé Blanc=represented>Anne Petit"},
      {"Présents : Anne Petit\nExcusés : Luc Grand\nPouvoirs : Luc Grand à Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit"},
      {"Présents : Anne Petit\nOnt donné pouvoir : M. Luc Grand à Mme Anne Petit ; Mme Zoé Blanc à Mme Anne Petit", "Anne Petit=present; Luc Grand=represented>Anne Petit; Zoé Blanc=represented>Anne Petit"},
  });
}

TEST_CASE("words about power are no proxies and prose lists nobody") {
  check({
      {"L'assemblée donne pouvoir à Mme Petit pour accomplir toutes formalités.", "-"},
      {"Il a le pouvoir à animer des communautés.", "-"},
      {"Le rapport présenté par Luc Grand est adopté.", "-"},
      {"Les personnes présentes ont apprécié : Ville de Grenoble, Région Bretagne.", "-"},
      {"Présentation : Luc Grand explique le projet.", "-"},
  });
}

TEST_CASE("late arrivals and early departures keep their hour") {
  check({
      {"Présents : Anne Petit (arrivée à 19h15), Luc Grand (départ à 20h30)", "Anne Petit=present+19:15; Luc Grand=present-20:30"},
      {"Présents :\n- Anne Petit (arrive à 20h10)\n- Luc Grand", "Anne Petit=present+20:10; Luc Grand=present"},
  });
}

TEST_CASE("tables of attendance give names, offices and marks") {
  check({
      {"| Nom | Prénom | Fonction | Présent | Excusé | Pouvoir à |\n|---|---|---|---|---|---|\n| PETIT | Anne | Présidente | X | | |\n| GRAND | Luc | Trésorier | | X | |\n| BLANC | Zoé | | | | Anne PETIT |",
       "Anne Petit=present|Présidente; Luc Grand=excused|Trésorier; Zoé Blanc=represented>Anne Petit"},
      {"| Membre | Présence |\n|---|---|\n| Anne Petit | présente |\n| Luc Grand | représenté par Anne Petit |\n| Zoé Blanc | absente |", "Anne Petit=present; Luc Grand=represented>Anne Petit; Zoé Blanc=absent"},
  });
}

TEST_CASE("totals are those the document states") {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"Nombre de conseillers en exercice : 19", "in_office", "19"},
      {"Membres en exercice : 15 - Présents : 12 - Votants : 14", "in_office", "15"},
      {"Membres en exercice : 15 - Présents : 12 - Votants : 14", "present", "12"},
      {"Membres en exercice : 15 - Présents : 12 - Votants : 14", "voters", "14"},
      {"47 participants étaient présents, dont 21 membres adhérents sur un total de 40 adhérents.", "present", "21"},
      {"47 participants étaient présents, dont 21 membres adhérents sur un total de 40 adhérents.", "in_office", "40"},
      {"47 participants étaient présents, dont 21 membres adhérents sur un total de 40 adhérents.", "participants", "47"},
      {"Vingt-deux adhérents sont présents ou représentés.", "present_or_represented", "22"},
      {"Présents : 31\nReprésentés : 12", "represented", "12"},
      {"Nombre de pouvoirs : 3", "proxies", "3"},
      {"12 membres sont présents et 5 représentés.", "represented", "5"},
      {"Si 12 membres sont présents, le vote a lieu.", "present", "-"},
      {"Les statuts exigent que 12 membres soient présents.", "present", "-"},
      {"Trois membres présentent le projet.", "present", "-"},
  };
  for (const auto& [text, key, expected] : cases) {
    CAPTURE(text, key);
    CHECK(total(text, key) == expected);
  }
}

TEST_CASE("people sit at desks, are honoured, counted, prayed excused, and bear one name in two generations") {
  check({
      {"Étaient à la tribune : Anne Petit, déléguée générale ; Luc Grand, trésorier.", "Anne Petit=present|déléguée générale; Luc Grand=present|trésorier"},
      {"Présents : MM. Lacoste, Maire ; Castets père, Brethes et Lalanne. Étaient absents sans motif connu : MM. Castets fils et Marsan.",
       "Lacoste=present|Maire; Castets père=present; Brethes=present; Lalanne=present; Castets fils=absent; Marsan=absent"},
      {"- sur place (4) : Anne, Luc Grand, tonio, Zoé\n- à distance (2) : Ludo, zelda", "Anne=present; Luc Grand=present; tonio=present; Zoé=present; Ludo=present; zelda=present"},
      {"Présents : Anne Petit, Luc Grand. MM. le Sous-Préfet, LALLEMENT, Conseiller Général, et PONSARDIN, retenus, avaient prié qu'on les excusât.",
       "Anne Petit=present; Luc Grand=present; Lallement=excused|Conseiller Général; Ponsardin=excused"},
      {"Présents : Anne Petit, Luc Grand.\nDélégations : Mme Zoé Blanc à M. Grand ; M. Guy Noir à Mme Petit.",
       "Anne Petit=present; Luc Grand=present; Zoé Blanc=represented>Luc Grand; Guy Noir=represented>Anne Petit"},
      {"| Nom et prénom | Qualité | P | E | A |\n|---|---|---|---|---|\n| PETIT Anne | Présidente | x | | |\n| GRAND Luc | Administrateur | | x | |\n| NOIR Guy | Administrateur | | | x |",
       "Anne Petit=present|Présidente; Luc Grand=excused|Administrateur; Guy Noir=absent|Administrateur"},
      {"Étaient présents :\n\nNom            Club                   Qualité\n-------------  ---------------------  ----------\nAnne PETIT     Les Pagayeurs          présidente\nLuc GRAND      Canoë-Club du Pont     \n\nLe reste suit.",
       "Anne Petit=present|présidente@Les Pagayeurs; Luc Grand=present@Canoë-Club du Pont"},
      {"Membres présents, voix consultative : Lucas P., Inaya, Théo Blanc", "Lucas P.=guest; Inaya=guest; Théo Blanc=guest"},
  });
}

TEST_CASE("names in columns, behind dashes, in brackets or broken at a hyphen are people") {
  check({
      {"Membres présents : Mme Hélène GARNIER - M. Pascal REY - Mme Lucie BAUER", "Hélène Garnier=present; Pascal Rey=present; Lucie Bauer=present"},
      {"Membres ayant donné pouvoir : M. Yves TARDIEU à Mme Hélène GARNIER", "Yves Tardieu=represented>Hélène Garnier"},
      {"Étaient présents les conseillers municipaux suivants :\n\n    GARRIGOU Véronique          MASSON Thierry             FOURCADE Lucien\n    ABADIE Jean-Luc             CHAPPUIS Marion            BERTHIER Pascale", "Véronique Garrigou=present; Thierry Masson=present; Lucien Fourcade=present; Jean-Luc Abadie=present; Marion Chappuis=present; Pascale Berthier=present"},
      {"Étaient présents : Nelly ROUSSILHE, Jean-\nYves PEYRAMAURE, Claire FAUGERON.", "Nelly Roussilhe=present; Jean-Yves Peyramaure=present; Claire Faugeron=present"},
      {"Absents : MM. Laffont, Rey, excusés.", "Laffont=excused; Rey=excused"},
  });
}

TEST_CASE("counts of the opening words are totals") {
  CHECK(total("M. Petit ouvre la séance en présence de soixante-quatre sociétaires.", "present") == "64");
  CHECK(total("Le quorum est constaté : 22 membres sur 30 sont présents.", "present") == "22");
  CHECK(total("On est 11, et 14 avec les pouvoirs : c'est bon.", "present_or_represented") == "14");
  CHECK(total("Délégués en exercice : 24   Présents : 15   Votants : 18", "present") == "15");
  CHECK(total("Le Conseil compte sept administrateurs.", "in_office") == "7");
}

TEST_CASE("numbers of acts in a table below the count of those absent are nobody's names") {
  check({{"- Présents : 29\n- Absents : 5\n\n| N° | Objet | Rapporteur | Vote |\n|---|---|---|---|\n| DEL-2024-071 | Tarifs de l'eau | A. ROY | Adoptée |\n| DEL-2024-072 | Voirie | B. PETIT | Adoptée |", "-"},
         {"Présents :\n\n| pixel42 |  président |\n|---|---|\n| tonio | trésorier |\n| Anne Roy | secrétaire |", "pixel42=present|président; tonio=present|trésorier; Anne Roy=present|secrétaire"}});
}

TEST_CASE("lists stand under labels of the writer's own") {
  check({
      {"Kikéla\n\nDans la vraie vie (4) :\n\ntux_42, graou, Salomé, o_O\n\nSur mumble (3) : kwak, miel, 0xC4FE\n\nProcurations papier :\n\n- vilain ==> graou\n- Perceval ==> tux_42\n",
       "tux_42=present; graou=present; Salomé=present; o_O=present; kwak=present; miel=present; 0xC4FE=present; vilain=represented>graou; Perceval=represented>tux_42"},
      {"Présents :\n  Collège des salariés :\n     titulaires      M. MAURIN Gilbert (C.G.T.)\n                     Mme TEISSEDRE Odette (C.G.T.)\n     suppléants      M. FABRE Antoine (C.F.D.T.)\n\nAbsent : M. SALLES Noël.",
       "Gilbert Maurin=present@C.G.T.; Odette Teissedre=present@C.G.T.; Antoine Fabre=present@C.F.D.T.; Noël Salles=absent"},
      {"Excusés : Anne Petit, Paul Roux.\n\nSe présentent : Jeanne Blanc, Louis Faure.", "Anne Petit=excused; Paul Roux=excused"},
  });
}

TEST_CASE("brackets behind a listed name hold the body it is there for") {
  check({
      {"Étaient présents : Paulette Grimaud (Jardins du Bief), Ikram Saïdi (Lire ensemble), Bruno Castel (fablab La Bricole).",
       "Paulette Grimaud=present@Jardins du Bief; Ikram Saïdi=present@Lire ensemble; Bruno Castel=present@fablab La Bricole"},
      {"Présents : Anne Petit (arrivée à 19h), Paul Roux (excusé).", "Anne Petit=present+19:00; Paul Roux=excused"},
  });
}

TEST_CASE("bodies stand over those who came for them") {
  check({
      {"## Qui est là ?\n\n- Rézo du Haut-Pays\n    - benzène\n    - Aude L.\n- Ondes Basses\n    - Maude\n\nOnt donné procuration :\n\n- Résille 12 (mandat de Thibaud à Maude)\n",
       "benzène=present@Rézo du Haut-Pays; Aude L.=present@Rézo du Haut-Pays; Maude=present@Ondes Basses; Thibaud=represented>Maude@Résille 12"},
      {"## Présences\n\n- Présents\n    - Anne Petit\n    - Paul Roux\n- Excusés\n    - Julie Faure\n", "Anne Petit=present; Paul Roux=present; Julie Faure=excused"},
      {"| | Asso | Représentant-e(s) | Voix |\n|---|---|---|---|\n| 1 | ACEPV (pharma) | Joris Lestienne, Maud Obrecht | 3 |\n| 2 | Kiné Vellan | Romain Pfister | 2 |\n| 3 | IUT GEA | absent | 2 |\n",
       "Joris Lestienne=present@ACEPV; Maud Obrecht=present@ACEPV; Romain Pfister=present@Kiné Vellan"},
  });
}

TEST_CASE("ticks, crosses and states without a head say who was there") {
  check({
      {"## Présences\n\n| Prénom | Collège | Là ? |\n|---|---|---|\n| Ghislaine | coopérateurs | ✅ |\n| Loïck | coopérateurs | ❌ excusé |\n| Benoîte | coopérateurs | ❌ → pouvoir à Ghislaine |\n| Hippolyte | producteurs | ❌ |\n",
       "Ghislaine=present; Loïck=excused; Benoîte=represented>Ghislaine; Hippolyte=absent"},
      {"## Présences\n\n| Municipalité | Représentant(e) | Voix | |\n|---|---|---|---|\n| Sainte-Philomène | Mme Josée Trépanier, mairesse | 2 | présente |\n| Grandes-Îles | M. Bernard Tousignant, maire | 1 | absent |\n",
       "Josée Trépanier=present|mairesse@Sainte-Philomène; Bernard Tousignant=absent|maire@Grandes-Îles"},
  });
}

TEST_CASE("totals are told with proxies added and by signatures") {
  CHECK(total("On compte 11 présent·es + 2 procus = 13 voix à 15h.", "present") == "11");
  CHECK(total("On compte 11 présent·es + 2 procus = 13 voix à 15h.", "proxies") == "2");
  CHECK(total("La liste a été signée par 54 personnes.", "present") == "54");
  CHECK(total("La pétition a été signée par 54 personnes.", "present") == "-");
}

TEST_CASE("states under any head, groups and bodies beside their people") {
  check({
      {"PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\n| Copropriétaire | Tantièmes | Situation |\n|---|---|---|\n| Mme ALBARÈDE Sylvie | 512 | Présente |\n| M. KERVELLA Loïc | 455 | Représenté par Mme ALBARÈDE |\n| M. OLLIVIER Jean | 702 | Absent |\n| Mme MORVAN Gaëlle | 640 | Vote par correspondance |\n",
       "Sylvie Albarède=present; Loïc Kervella=represented>Sylvie Albarède; Jean Ollivier=absent; Gaëlle Morvan=present"},
      {"DELEGUES PRESENTS :\n\n  AMBREVOIE ............ MM. TARDIVEAU (Président), LESOUDIER\n  SAINT-CYR-LAUTREC .... MM. PELOURDE, BONNAMOUR\n  MORZELLE ............. M.  ROUSSILLAT\n",
       "Tardiveau=present|Président@AMBREVOIE; Lesoudier=present@AMBREVOIE; Pelourde=present@SAINT-CYR-LAUTREC; Bonnamour=present@SAINT-CYR-LAUTREC; Roussillat=present@MORZELLE"},
  });
  CHECK(total("Sont présents : 5 membres, soit\n\n| Groupe libéral | Pierre Robert, Claude Huguenin, Luc Sandoz |\n|---|---|\n| Groupe radical | Édith Perregaux, Michel Grezet |\n", "present") == "5");
}

TEST_CASE("several names to a cell, two columns of names, dashes behind brackets and groups on the left") {
  check({
      {"COMMUNE               TITULAIRES PRÉSENTS\nAuzelles-sur-Vaux     Bertrand CHAUVIGNY, Isabelle FONTANEL, Rémi LAGARDE\nBréau                 Pascal DURIF\nChamplevé             Monique ESTIVAL, Jean-Noël BARRAUD\n",
       "Bertrand Chauvigny=present@Auzelles-sur-Vaux; Isabelle Fontanel=present@Auzelles-sur-Vaux; Rémi Lagarde=present@Auzelles-sur-Vaux; Pascal Durif=present@Bréau; Monique Estival=present@Champlevé; Jean-Noël Barraud=present@Champlevé"},
      {"| Administrateurs élus | Administrateurs nommés | Présence |\n|---|---|---|\n| Mme Claire Aubertin, présidente |  | présente |\n| M. Henri Saugnac |  | excusé |\n|  | Mme Yamina Kaddour (UDAF) | absente |\n",
       "Claire Aubertin=present|présidente; Henri Saugnac=excused; Yamina Kaddour=absent@UDAF"},
      {"Étaient présents : BOUSQUIÉ Raymond (Tressac) - ALARY Michel, RIGAL Christiane\n(Haut Ségar) - VIDAL Francis (Clauzels) - PUECH\nRobert (Montjaux)\n",
       "Raymond Bousquié=present@Tressac; Michel Alary=present@Haut Ségar; Christiane Rigal=present@Haut Ségar; Francis Vidal=present@Clauzels; Robert Puech=present@Montjaux"},
      {"Présents : GINESTE André, suppléant de M. Fabre, ROUX Paul\n", "André Gineste=present|suppléant de M. Fabre; Paul Roux=present"},
      {"Étaient présents : MM. Albaret, Barthas, Caussanel, de Courrèges, Delrieu, Estival\n", "Albaret=present; Barthas=present; Caussanel=present; de Courrèges=present; Delrieu=present; Estival=present"},
      {"Présents : M. Hennequin, président ; M. Remiot, trésorier. — Excusés : MM. Noizet et Cordier.\n", "Hennequin=present|président; Remiot=present|trésorier; Noizet=excused; Cordier=excused"},
      {"Présents : Anne Petit, Paul Roux\n\nSuppléant siégeant : Lucien Vernet, en remplacement de Chantal Merle, titulaire excusée.\n", "Anne Petit=present; Paul Roux=present; Lucien Vernet=present|Suppléant siégeant"},
  });
}
