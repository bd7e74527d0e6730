#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

namespace {
std::string programmes(const std::string& text) {
  const std::string head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nL'assemblée générale de l'association s'est tenue le 12 mai 2021 à Brest.\n\n";
  return minutier::test::rows(minutier::test::record_of(head + text), "programmes", {"name", "status", "years", "partners", "funders", "url"});
}
}  // namespace

TEST_CASE("titles under a moral report, in quotes or bare among others that tell how they stand") {
  CHECK(programmes("1. RAPPORT MORAL\n\nChers amis, l'année a été contrastée et nous avons tenu bon malgré la pluie.\n\n« Marionnettes en altitude »\n\nPour sa 11e édition, en juillet 2020, il a accueilli neuf compagnies. Partenaires : le Parc des Combes et la Maison du Théâtre.\n\n"
                   "Les ateliers du mercredi\n\nDeux groupes d'enfants et un groupe d'adolescents. Ces ateliers se poursuivent toute l'année.\n\n« Le Procès du mulet »\n\nNotre création, jouée treize fois dans la vallée. Les représentations sont terminées ; les décors ont été donnés.\n\n2. RAPPORT FINANCIER\n\nRien à signaler.\n") ==
        "Marionnettes en altitude, ongoing, 2020, Parc des Combes+Maison du Théâtre | Les ateliers du mercredi, ongoing | Le Procès du mulet, ended");
  CHECK(programmes("1. RAPPORT MORAL\n\nNos membres\n\nDeux adhérents de plus, et trois départs que nous regrettons tous beaucoup.\n\nLe local\n\nLe toit fuit toujours, la mairie a écrit qu'elle étudierait notre demande.\n").empty());
}

TEST_CASE("activities that come again, alone among other business") {
  CHECK(programmes("6. Divers\n\n- Les Rencontres du Causse : l'édition 2020 a attiré 240 personnes, avec le Foyer rural de Montpeyssac.\n- La mairie va refaire le chauffage du local.\n- Qui a la clé ?\n").find("Les Rencontres du Causse") == 0);
  CHECK(programmes("6. Divers\n\n- Rencontre avec le maire : elle a duré une heure, avec Paul.\n- Qui a la clé ?\n").empty());
}

TEST_CASE("headings of a chapter on programmes name them") {
  CHECK(programmes("Nos programmes\n\nLES CAFÉS-CLIC :\n\nPermanences en ligne dans sept villages. Le programme s'est poursuivi en partenariat avec la Caisse d'allocations de la Vère et le Réseau des médiathèques.\n\n"
                   "CODE EN BOCAGE :\n\nDouze ateliers pour les collégiens, financés par la Fondation Hector-Malais. L'opération s'est achevée en juin 2020 par une exposition.\n") ==
        "LES CAFÉS-CLIC, ongoing, Caisse d'allocations de la Vère+Réseau des médiathèques | CODE EN BOCAGE, ended, 2020, Fondation Hector-Malais");
}

TEST_CASE("a sentence that says what it is") {
  CHECK(programmes("Rebonds est un programme expérimental et partenarial visant à nourrir les plans de relance.\n") == "Rebonds, ongoing");
  CHECK(programmes("4. Projet « Bibliothèque de poche »\n\nLa collection, soutenue par la Fondation Verbe, démarrera au printemps 2022 avec quatre titres.\n") == "Bibliothèque de poche, planned, 2022, Fondation Verbe");
}

TEST_CASE("an entry that begins with its name") {
  CHECK(programmes("Atlas des friches : inventaire participatif de 112 friches, réalisé avec le CAUE de la Sauvière et achevé en décembre 2020.\n") == "Atlas des friches, ended, 2020, CAUE de la Sauvière");
}

TEST_CASE("speech, budgets and other people's projects are no programmes") {
  CHECK(programmes("Karim : la buvette ça fait combien par soirée ?\n").empty());
  CHECK(programmes("Le projet de budget est présenté. Le programme de la journée est lu.\n").empty());
  CHECK(programmes("Le Département du Val d'Oise a lancé le programme Implantation 95 pour des entreprises solidaires.\n").empty());
}

TEST_CASE("a social centre lists its actions with how they stand") {
  CHECK(programmes("Quelques temps forts de nos activités :\n\n- Studio ouvert : toujours en cours, avec l'académie de musique et PointCulture\n- Rock en cave : 3 concerts, projet clôturé en juin 2020\n- Kot mobile : lancement prévu en septembre 2021 avec le CPAS de Biesmeraux\n") ==
        "Studio ouvert, ongoing, académie de musique+PointCulture | Rock en cave, ended, 2020 | Kot mobile, planned, 2021, CPAS de Biesmeraux");
}

TEST_CASE("a follow-up of works or of votes is no list of programmes") {
  CHECK(programmes("Suivi des travaux :\n\n- Toiture : travaux en cours\n- Chaufferie : chantier terminé en mai 2020\n").empty());
}

TEST_CASE("a museum names its thing in an apposition") {
  CHECK(programmes("En mars, nous avons lancé Les Petits Pas, un atelier pour les familles, en partenariat avec le Muséum de Brest et la Ville de Brest.\n") == "Les Petits Pas, Muséum de Brest+Ville de Brest");
}

TEST_CASE("an NGO joins others") {
  CHECK(programmes("Depuis 2019 nous sommes partenaires du programme Racines initié par la FAO (Fonds des autres organisations).\n") == "Racines, ongoing, 2019, FAO");
  CHECK(programmes("Le ministère de la culture a lancé Passeport, un programme national.\n").empty());
}

TEST_CASE("entries of a list that say how they stand are programmes") {
  const auto programmes = [](const std::string& text) { return minutier::test::rows(minutier::test::record_of("COMPTE RENDU DE L'ASSEMBLÉE GÉNÉRALE DU 25 MARS 2023\n\n" + text + "\n"), "programmes", {"name", "status"}); };
  CHECK(programmes("- Ciné-goûter : tous les mercredis, avec la médiathèque. On continue.\n- Les Bobines voyageuses (2019-2022) : c'est fini.\n- Passeurs d'images, ateliers avec le lycée Marcel-Cachin, lancés en octobre 2022.") ==
        "Ciné-goûter, ongoing | Les Bobines voyageuses, ended | Passeurs d'images, ongoing");
  CHECK(programmes("- Anne Petit : présidente, en cours de mandat\n- Luc Grand : trésorier, mandat terminé").empty());
  CHECK(programmes("- Approbation des comptes : terminée, 12 voix pour\n- Budget : en cours, adopté à l'unanimité").empty());
}

TEST_CASE("what stands under a chapter of activities of minutes names programmes where it says how they stand") {
  CHECK(programmes("# 2. Rapport d'activité\n\n## Les Mardis du conte\n\nChaque premier mardi du mois depuis 2018, avec la médiathèque de Kerlann. Ça continue.\n\n## Fresque du canal\n\nOrganisée en juin 2020 avec l'association Murs vivants. Terminé.\n\n## Échanges\n\nQuelques questions dans la salle.\n\n# 3. Comptes\n\nLes comptes sont présentés.\n") ==
        "Les Mardis du conte, ongoing, 2018, médiathèque de Kerlann | Fresque du canal, ended, 2020, Murs vivants");
}

TEST_CASE("entries told of in entries of their own; terms and their definitions") {
  CHECK(programmes("## Rapports des commissions\n\n- Handivoile (Marie Guégan)\n  - démarré en avril 2020 avec l'IME Les Ajoncs\n  - deux bateaux prêtés\n- École de voile (Loïc Hémery)\n  - le partenariat avec le collège Pierre-Loti continue\n  - 612 stagiaires\n") ==
        "Handivoile, starting, 2020, IME Les Ajoncs | École de voile, ongoing, collège Pierre-Loti");
  CHECK(programmes("Le président détaille les actions de l'année.\n\nPaniers solidaires\n\ndepuis 2018, avec le CCAS de Ploumartin ; le dispositif est reconduit.\n\nConsigne verre\n\nexpérimentation de mars à décembre 2020, terminée ; bilan décevant.\n") ==
        "Paniers solidaires, ongoing, 2018, CCAS de Ploumartin | Consigne verre, ended, 2020");
}

TEST_CASE("entries that emphasis or a sentence of their own names, over several heads of one chapter") {
  CHECK(programmes("## Nos actions en 2020\n\n### Jeunesse\n\n* **Colo verte** – deux séjours en juillet 2020, en lien avec la ferme pédagogique des Aulnes et la Caf\n* **Aide aux devoirs** – tous les mardis, avec le soutien de la Ville\n"
                   "* **Studio mobile** – projet suspendu faute d'animateur\n\n### Seniors\n\nLes Jeudis gourmands : un jeudi par mois, en partenariat avec l'EHPAD Les Tilleuls.\n\nCafé-mémoire : première séance prévue en février 2022 avec France Alzheimer.\n") ==
        "Colo verte, 2020, ferme pédagogique des Aulnes+Caf | Aide aux devoirs, ongoing, Ville | Studio mobile | Les Jeudis gourmands, ongoing, EHPAD Les Tilleuls | Café-mémoire, planned, 2022, France Alzheimer");
  CHECK(programmes("Ce que nous avons fait\n======================\n\nCinéma sous les étoiles. Trois séances en août 2020, avec le soutien du Département.\n\nSentier des houillères. Le balisage est en cours avec l'Office national des forêts ; inauguration en septembre 2021.\n") ==
        "Cinéma sous les étoiles, 2020, Département | Sentier des houillères, ongoing, 2021, Office national des forêts");
  CHECK(programmes("# Vie de l'association\n\n- Site internet : refait, 3 200 visites\n- Bénévoles : 54 actifs, dont 12 arrivés en 2020\n").empty());
}

TEST_CASE("what happens once stands by its dates against that of the meeting") {
  CHECK(programmes("Projets pédagogiques\n\nVoyage à Londres : du 6 au 10 octobre 2021, 48 élèves.\nAtelier théâtre : se poursuit avec la compagnie du Chat noir.\nSéjour à la neige (février 2021) : 33 participants.\nChorale : abandonnée faute de professeur.\n") ==
        "Voyage à Londres, planned, 2021 | Atelier théâtre, ongoing, compagnie du Chat noir | Séjour à la neige, ended, 2021 | Chorale, ended");
}

TEST_CASE("a table of projects with their partners and how they stand") {
  CHECK(programmes("Rapport d'activité\n\n| Projet | Partenaires | État |\n|---|---|---|\n| Ressourcerie mobile | commune de Wavre, Oxfam | en cours |\n| Jardin de pluie | Natagora | prévu en 2022 |\n") ==
        "Ressourcerie mobile, ongoing, commune de Wavre+Oxfam | Jardin de pluie, planned, 2022, Natagora");
  CHECK(programmes("| Action | Qui | Échéance |\n|---|---|---|\n| Relancer la mairie | Anne | avril |\n| Devis du toit | Luc | mai |\n").empty());
}

TEST_CASE("names in quotes with a sign of their own, groups that tell what they do") {
  CHECK(programmes("Campagnes en cours et à venir\n   * « Titularisez ! » : lancée en janvier 2021 avec le Collectif des contractuels.\n   * Amiante bâtiment C : expertise rendue en décembre 2020, dossier clos.\n   * Cafés-débats : 1 par trimestre avec Les Amis de la Bourse, ça tourne.\n") ==
        "Titularisez !, ongoing, 2021, Collectif des contractuels | Amiante bâtiment C, ended, 2020 | Cafés-débats, ongoing, Les Amis de la Bourse");
  CHECK(programmes("## 8. Tour des groupes\n\n**Panière mobile** — La tournée a repris le 14 octobre avec l'association Cap'Jeunes.\n\n**Cantine des coops** — Ouverture espérée en septembre 2022 si on trouve le local.\n\n**Groupe Déchets** — En sommeil.\n") ==
        "Panière mobile, ongoing, Cap'Jeunes | Cantine des coops, planned, 2022");
}

TEST_CASE("a table of actions says with whom, when and how each stands") {
  CHECK(programmes("Les actions\n\n| Action | Avec qui | Quand | Où on en est |\n|---|---|---|---|\n| **Sentinelles du creek** -- suivi de l'eau | Province Nord, Institut agronomique | 2017-2020 | en cours |\n| **Zéro dépotoir** -- 31 carcasses | Trécodec Nord | 2018-2019 | achevé |\n") ==
        "Sentinelles du creek, ongoing, 2017+2020+2018+2019, Province Nord+Institut agronomique | Zéro dépotoir, ended, 2018+2019, Trécodec Nord");
}

TEST_CASE("a project named in a sentence that says how it stands and with whom") {
  CHECK(programmes("Divers\n\nLe projet « Un verger pour tous », mené avec le CPIE et la commune de Saint-Luc, s'est poursuivi en 2020.\n") == "Un verger pour tous, ongoing, 2020, CPIE+commune de Saint-Luc");
  CHECK(programmes("Divers\n\nLe projet « Grand Stade » de la métropole fait débat.\n").empty());
}

TEST_CASE("a numbered title without a heading opens a chapter of activities; words that say what a thing is stand before its name") {
  CHECK(programmes("Assemblée de paroisse du 21 mars 2004\n\n1. Procès-verbal de l'assemblée du 16 novembre 2003 : accepté, 1 abstention.\n\n2. Comptes 2003\nM. Cuendet commente les comptes. Ils sont acceptés à l'unanimité.\n\n3. Vie de la paroisse\nÉveil à la foi : six rencontres dans l'année, en commun avec la paroisse catholique de Ste-Claire.\n"
                   "Marche de l'Espérance : elle aura lieu le 26 septembre avec Terre des Hommes.\n\n4. Divers : néant.\n") ==
        "Éveil à la foi, ongoing, paroisse catholique de Ste-Claire | Marche de l'Espérance, planned, 2021, Terre des Hommes");
  CHECK(programmes("# CR du 12 novembre 2019\n\n## Tour des ateliers\n\n* Atelier **Sérigraphie**\n    * démarré en septembre avec l'École d'art\n* Projet **Vélo-cargo**\n    * dossier déposé auprès de la Métropole\n* **Radio Cambouis** : fini\n") ==
        "Sérigraphie, starting, École d'art | Vélo-cargo, planned | Radio Cambouis, ended");
}

TEST_CASE("sentences whose subject a capital or emphasis names") {
  CHECK(programmes("### 2. Rapport d'activités\n\nNos **Jeudis de la péniche** ont repris en octobre : une conférence par mois, à la médiathèque. Le Challenge Lambotte, disputé pour la dernière fois en juin, est abandonné. Enfin une Fête des vingt ans se prépare "
                   "pour le 24 septembre 2021 avec la commune.\n") ==
        "Jeudis de la péniche, ongoing | Challenge Lambotte, ended | Fête des vingt ans, planned, 2021, commune");
  CHECK(programmes("# Conseil communal du 27 juin 2017\n\n## 4. Plan de cohésion sociale\n\nLe Conseil prend acte. L'action « Taxi solidaire » a démarré le 1er mars 2017 en partenariat avec la Croix-Rouge.\n") == "Taxi solidaire, ongoing, 2017, Croix-Rouge");
}

TEST_CASE("chapters in capitals of the same rank as the title that opens what was done") {
  const std::string chapters = "LA ROUTE DES ENCRIERS\n\nItinéraire de visites lancé en 2019 avec le Comité du tourisme. L'action se poursuit.\n\nINVENTAIRE DES MANUSCRITS\n\nCommencé en 2018 avec la Bibliothèque de Loyre, l'inventaire est achevé.\n\nCOMPTES 2020\n\nLes comptes sont approuvés.\n";
  CHECK(programmes("RAPPORT D'ACTIVITÉ\n\n" + chapters) == "LA ROUTE DES ENCRIERS, ongoing, 2019, Comité du tourisme | INVENTAIRE DES MANUSCRITS, ended, 2018, Bibliothèque de Loyre");
  CHECK(programmes("TRAVAUX DE VOIRIE\n\n" + chapters).find("ENCRIERS") == std::string::npos);
}

TEST_CASE("what is launched, not its launch; with whom behind a label") {
  CHECK(programmes("## Et l'an prochain ?\n\n- Lancement du **Tour des bibliothèques** : dix ateliers avec le réseau des médiathèques, de mars à décembre 2021.\n- **Ordi-relais** : démarrera en juin 2021 avec l'entreprise d'insertion Rebranch'.\n- Une campagne : on verra en 2021 avec la mairie.\n") ==
        "Tour des bibliothèques, planned, 2021, réseau des médiathèques | Ordi-relais, planned, 2021, Rebranch'");
}

TEST_CASE("names that open a paragraph behind a number or before a dash") {
  CHECK(programmes("## Les projets\n\n3.1 Plateforme de Bessac. En service depuis 2016 avec la Communauté de communes.\n\n3.2 Chaleur à l'école. Achevé. Trois chaufferies raccordées en 2019.\n") ==
        "Plateforme de Bessac, ongoing, 2016, Communauté de communes | Chaleur à l'école, ended, 2019");
  CHECK(programmes("## Les projets\n\n### La Boussole (en cours)\n\nAccompagnement de jeunes depuis 2017, en partenariat avec la Mission locale.\n\n### Ruche numérique\n\nCe projet démarrera en 2022.\n").find("La Boussole, ongoing, 2017, Mission locale") == 0);
}
