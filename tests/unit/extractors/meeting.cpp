#include <array>

#include <catch2/catch.hpp>

#include "tests/support/extract.hpp"

using namespace minutier;

namespace {

std::string value(const std::string& text, const std::string& path) {
  const Json v = test::value_at(test::record_of(text), path);
  return v.is_null() ? "-" : v.is_string() ? v.as_string() : v.is_bool() ? (v.as_bool() ? "true" : "false") : std::to_string(v.as_int());
}

struct Case {
  const char* text;
  const char* path;
  const char* expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.text, c.path);
    CHECK(value(c.text, c.path) == c.expected);
  }
}

}  // namespace

TEST_CASE("the kind of a document is read from the line that names it") {
  check({
      {"PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE\n\nLe 12 mai 2023, les membres se sont réunis.\n", "kind", "proces_verbal"},
      {"PV du conseil d'administration du 12 mai 2023\n\nPrésents : Anne Petit\n", "kind", "proces_verbal"},
      {"Compte rendu de la réunion du bureau du 12 mai 2023\n\nPrésents : Anne Petit\n", "kind", "compte_rendu"},
      {"CR réunion du 12/05/2023\n\nPrésents : Anne Petit\n", "kind", "compte_rendu"},
      {"RELEVÉ DE DÉCISIONS\n\nRéunion du 12 mai 2023\n", "kind", "releve_de_decisions"},
      {"EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\n\nSéance du 12 mai 2023\n", "kind", "extrait"},
      {"Liste des délibérations du conseil municipal du 12 mai 2023\n", "kind", "liste_des_deliberations"},
      {"CONVOCATION À L'ASSEMBLÉE GÉNÉRALE\n\nVous êtes invités à participer à l'assemblée générale du 12 mai 2023.\n", "kind", "convocation"},
      {"Objet : convocation au conseil municipal du 12 mai 2023\n\nMadame, Monsieur,\n", "kind", "convocation"},
      {"NOTE EXPLICATIVE DE SYNTHÈSE\n\nRapport n° 1\n", "kind", "note_de_synthese"},
      {"RAPPORT D'ACTIVITÉ 2018\n\nUne année riche.\n", "kind", "rapport_activite"},
      {"ASSEMBLÉE GÉNÉRALE\n\n21 juin 2021\n\nLe rapport est adopté à l'unanimité.\n", "kind", "compte_rendu"},
  });
}

TEST_CASE("body, date and hours of a sitting are found in its opening and closing") {
  check({
      {"PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\nTexte.\n", "meeting/body", "assemblee_generale"},
      {"PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\nTexte.\n", "meeting/date", "2023-05-12"},
      {"COMPTE RENDU DU CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 12 mai 2023 à 20 h 30 à la mairie, sous la présidence de M. Luc Grand, maire.\n", "meeting/start", "20:30"},
      {"COMPTE RENDU DU CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 12 mai 2023 à 20 h 30 à la mairie, sous la présidence de M. Luc Grand, maire.\n", "meeting/body", "conseil_municipal"},
      {"COMPTE RENDU DU CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 12 mai 2023 à 20 h 30 à la mairie, sous la présidence de M. Luc Grand, maire.\n", "meeting/place", "mairie"},
      {"COMPTE RENDU DU CONSEIL MUNICIPAL\n\nLe conseil municipal s'est réuni le 12 mai 2023 à 20 h 30 à la mairie, sous la présidence de M. Luc Grand, maire.\n", "meeting/chair", "Luc Grand"},
      {"PV de réunion\n\nDate : mardi 7 février 2023\nLieu : Maison des associations\n", "meeting/date", "2023-02-07"},
      {"PV de réunion\n\nDate : mardi 7 février 2023\nLieu : Maison des associations\n", "meeting/place", "Maison des associations"},
      {"PV de la réunion du 7 février 2023\n\nLa séance est ouverte à dix-huit heures trente.\n\nLa séance est levée à vingt heures.\n", "meeting/start", "18:30"},
      {"PV de la réunion du 7 février 2023\n\nLa séance est ouverte à dix-huit heures trente.\n\nLa séance est levée à vingt heures.\n", "meeting/end", "20:00"},
      {"PV de la réunion du 7 février 2023\n\nFin de la réunion : 22h15\n", "meeting/end", "22:15"},
      {"PV de la réunion du 7 février 2023\n\nL'ordre du jour étant épuisé, la séance est levée à 21h.\n", "meeting/end", "21:00"},
      {"PV de l'AG du 7 février 2023\n\n22h33 - Clôture\n", "meeting/end", "22:33"},
      {"CONSEIL MUNICIPAL\n\nL'an deux mil vingt-trois, le douze mai à vingt heures, le conseil municipal de Montfleury s'est réuni.\n", "meeting/date", "2023-05-12"},
      {"CONSEIL MUNICIPAL\n\nL'an deux mil vingt-trois, le douze mai à vingt heures, le conseil municipal de Montfleury s'est réuni.\n", "meeting/start", "20:00"},
      {"PROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MAI 2023\n\nDate de convocation : 5 mai 2023\n", "meeting/convocation_date", "2023-05-05"},
      {"PROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MAI 2023\n\nDate de convocation : 5 mai 2023\n", "meeting/date", "2023-05-12"},
      {"PROCÈS-VERBAL DU CONSEIL DU 12 MAI 2023\n\nLe procès-verbal de la séance du 3 avril 2023 est approuvé.\n", "meeting/date", "2023-05-12"},
      {"PV DE L'AG DU 12 MAI 2023\n\nLa réunion s'est tenue en visioconférence.\n", "meeting/modality", "visio"},
      {"PV DE L'AG DU 12 MAI 2023\n\nLa réunion s'est tenue en présentiel et en visioconférence.\n", "meeting/modality", "hybride"},
  });
}

TEST_CASE("chair and secretary are named before or behind the words") {
  check({
      {"PV DE L'AG DU 12 MAI 2023\n\nPrésidente de séance : Mme Anne Petit\nSecrétaire de séance : M. Luc Grand\n", "meeting/chair", "Anne Petit"},
      {"PV DE L'AG DU 12 MAI 2023\n\nPrésidente de séance : Mme Anne Petit\nSecrétaire de séance : M. Luc Grand\n", "meeting/secretary", "Luc Grand"},
      {"PV DE L'AG DU 12 MAI 2023\n\nM. Luc Grand est désigné secrétaire de séance.\n", "meeting/secretary", "Luc Grand"},
      {"PV DE L'AG DU 12 MAI 2023\n\nMme Anne Petit est nommée secrétaire.\n", "meeting/secretary", "Anne Petit"},
      {"PV DE L'AG DU 12 MAI 2023\n\nAnimation : Anne Petit\nPrise de notes : Luc Grand\n", "meeting/secretary", "Luc Grand"},
      {"PV DE L'AG DU 12 MAI 2023\n\nL'assemblée est présidée par Mme Anne Petit.\n", "meeting/chair", "Anne Petit"},
      {"PV DE L'AG DU 12 MAI 2023\n\nM. Grand, le plus jeune des membres, remplit les fonctions de secrétaire.\n", "meeting/secretary", "Grand"},
      {"PV DE L'AG DU 12 MAI 2023\n\nPrésents : Anne Petit, Luc Grand\n\nM. Grand assure le secrétariat.\n", "meeting/secretary", "Luc Grand"},
      {"PV DE L'AG DU 12 MAI 2023\n\nMonsieur Luc Grand sera proposé comme secrétaire de séance.\n", "meeting/secretary", "-"},
  });
}

TEST_CASE("the organisation is read from title, letterhead or opening") {
  check({
      {"PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DES AMIS DU LAC - 12 MAI 2023\n\nTexte.\n", "organisation/name", "AMIS DU LAC"},
      {"PV\n\nLe 12 mai 2023, les membres de l'association Les Amis du Lac se sont réunis en assemblée générale.\n", "organisation/name", "Les Amis du Lac"},
      {"COMMUNE DE MONTFLEURY\n\nPROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MAI 2023\n", "organisation/name", "COMMUNE DE MONTFLEURY"},
      {"COMMUNE DE MONTFLEURY\n\nPROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MAI 2023\n", "organisation/kind", "commune"},
      {"Communauté de communes du Val Doré\n\nPROCÈS-VERBAL DU CONSEIL COMMUNAUTAIRE DU 12 MAI 2023\n", "organisation/kind", "intercommunalite"},
      {"Association Les Amis du Lac\n\nCompte rendu de l'AG du 12 mai 2023\n", "organisation/kind", "association"},
      {"PV DE L'AG DU 12 MAI 2023\n\nSIRET : 538 172 404 00021\n", "organisation/siret", "53817240400021"},
  });
}

TEST_CASE("a claim of quorum is read, a condition or a question is not") {
  const char* head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\n";
  const std::pair<const char*, const char*> cases[] = {
      {"Le quorum est atteint, le président ouvre la séance.", "true"},
      {"Le quorum étant atteint, l'assemblée peut délibérer.", "true"},
      {"Quorum atteint avec 11 élus (minimum 7).", "true"},
      {"Quorum : OK", "true"},
      {"L'assemblée est régulièrement constituée et peut valablement délibérer.", "true"},
      {"Les membres présents formant la majorité, la séance est ouverte.", "true"},
      {"Jean précise qu'on a le quorum.", "true"},
      {"Le président constate que le quorum est réuni.", "true"},
      {"Le quorum n'est pas atteint.", "false"},
      {"Faute de quorum, la réunion n'a pas eu lieu.", "false"},
      {"Quorum non atteint.", "false"},
      {"Le quorum n'étant pas atteint, l'assemblée est reportée.", "false"},
      {"La commission n'est pas en nombre suffisant pour délibérer.", "false"},
      {"Si le quorum est atteint, l'assemblée délibère.", "-"},
      {"Y a-t-il quorum ?", "-"},
      {"L'article 9 fixe le quorum à un tiers des membres.", "-"},
      {"Si le quorum n'est pas atteint, une seconde assemblée est convoquée.", "-"},
      {"L'assemblée ne peut valablement délibérer que si la moitié des membres est présente.", "-"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(value(std::string(head) + text + "\n", "quorum/reached") == expected);
  }
}

TEST_CASE("the numbers of a quorum are those of its statement") {
  const std::string head = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\n";
  check({
      {"PV DE L'AG DU 12 MAI 2023\n\nAvec 19 membres sur 31, le quorum est atteint.\n", "quorum/numerator", "19"},
      {"PV DE L'AG DU 12 MAI 2023\n\nAvec 19 membres sur 31, le quorum est atteint.\n", "quorum/denominator", "31"},
      {"PV DE L'AG DU 12 MAI 2023\n\nLe quorum (six membres) étant réuni, le conseil peut délibérer.\n", "quorum/required", "6"},
      {"PV DE L'AG DU 12 MAI 2023\n\nLe quorum est atteint.\n", "quorum/required", "-"},
  });
}

TEST_CASE("speakers are persons to whom words are given") {
  const auto speakers = [](const std::string& text) {
    std::string out;
    const Json record = test::record_of("PV DE L'AG DU 12 MAI 2023\n\nPrésents : Anne Petit, Luc Grand, Zoé Blanc\n\n1. Finances\n\n" + text + "\n");
    const Json* list = record.at("speakers");
    if (!list) return std::string("-");
    for (const Json& s : list->items()) out += (out.empty() ? "" : "; ") + s["value"].as_string();
    return out;
  };
  CHECK(speakers("Anne Petit : combien de temps faut-il pour monter ce projet ?") == "Anne Petit");
  CHECK(speakers("Luc : environ quatre mois, il y a un vrai sujet.") == "Luc Grand");
  CHECK(speakers("M. Garric. — Je demande pourquoi la société n'est pas dans la liste.") == "Garric");
  CHECK(speakers("La lecture continue cette année. Mme Mougeot : « les petits sont plus attentifs que nous. »") == "Mougeot");
  CHECK(speakers("M. Paul Gineste, avoué à Lavaur, présenté par MM. Escudié et Vaysse") == "-");
  CHECK(speakers("M. Grand demande si le budget est équilibré.") == "Luc Grand");
  CHECK(speakers("Mme Blanc fait observer que la somme est faible. M. Grand répond que non.") == "Zoé Blanc; Luc Grand");
  CHECK(speakers("Il est demandé un devis. Le vote est proposé.") == "-");
  CHECK(speakers("Anne Petit : 12 voix") == "-");
  CHECK(speakers("Trésorier : Luc Grand") == "-");
  CHECK(speakers("M.-P. Lhoste demande si le devis est signé.") == "M.-P. Lhoste");
}

TEST_CASE("places and hours hold only where something confirms them") {
  const std::string opened = "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 3 AVRIL 2009\n\nOuverture par la Présidente, Mme Colette Arnoux, à 18h45 dans la grande salle de la MJC,\nrue des Cordiers à Brassigny. M. Didier Pelissou est nommé secrétaire de séance.\n";
  const std::string street = "PROCÈS-VERBAL de l'assemblée générale annuelle des membres tenue le 15 mai 2013 à 19 h, au 1250, rue Wellington, Sherbrooke\n\nTexte.\n";
  const std::string council = "PROCÈS-VERBAL DU CONSEIL D'ADMINISTRATION DU 25 AVRIL 2019\n\nLe jeudi 25 avril 2019 à 17.30 h, les administrateurs se sont réunis dans la salle de pause sur convocation du Président.\n\nLa séance est levée à vingt heures un quart.\n";
  const std::string spring = "COMPTE RENDU DE LA RÉUNION DU 2 MARS 2019\n\nC'est au printemps que nous avons repris les travaux.\n\nLa séance est levée à midi dix.\n";
  const std::string fete = "COMPTE RENDU DU 2 MARS 2019\n\nLa fête tenue à la salle des sports a été un succès.\n";
  const std::string doyen = "COMPTE RENDU DE LA RÉUNION DU CONSEIL MUNICIPAL DU 2 MARS 2019\n\nPRÉSIDENCE DU DOYEN D'AGE\n\nTexte.\n";
  const std::vector<std::array<std::string, 3>> cases{
      {opened, "meeting/place", "grande salle de la MJC, rue des Cordiers à Brassigny"},
      {opened, "meeting/start", "18:45"},
      {opened, "meeting/chair", "Colette Arnoux"},
      {street, "meeting/place", "1250, rue Wellington, Sherbrooke"},
      {council, "meeting/place", "salle de pause"},
      {council, "meeting/start", "17:30"},
      {council, "meeting/end", "20:15"},
      {spring, "meeting/place", "-"},
      {spring, "meeting/end", "12:10"},
      {fete, "meeting/place", "-"},
      {doyen, "meeting/kinds/0", "-"},
      {"COMPTE RENDU DE L'ASSEMBLÉE GÉNÉRALE\n\nLe samedi 8 avril 2017 à 14 heures, les membres de l'association se sont retrouvés au\ntemple de Montclar (que la paroisse nous prête).\n", "meeting/place", "temple de Montclar"},
      {"COMPTE RENDU DU CONSEIL DU 6 JUIN 2003\n\nLe Conseil s'est tenu à la cabane de chasse des Gouttes à 20 h 30.\n", "meeting/place", "cabane de chasse des Gouttes"},
      {"COMPTE RENDU DU CONSEIL DU 6 JUIN 2003\n\nLe Conseil s'est tenu à l'unanimité de ses membres et a décidé.\n", "meeting/place", "-"},
  };
  for (const auto& [text, path, expected] : cases) {
    CAPTURE(text, path);
    CHECK(value(text, path) == expected);
  }
}

TEST_CASE("run-in heads, menus and legal forms name neither document nor organisation") {
  check({
      {"Mesdames et Messieurs les membres du conseil\n\nOBJET : Convocation à la séance du conseil municipal du jeudi 12 décembre 2024\n        et note explicative de synthèse\n\nMes chers collègues,\n", "title", "Convocation à la séance du conseil municipal du jeudi 12 décembre 2024 et note explicative de synthèse"},
      {"AMICALE DES PÊCHEURS\n\nASSEMBLÉE GÉNÉRALE DU 16 JANVIER 1972\n\nM. Petit ouvre la séance.\n\nCOMPTE RENDU MORAL.- La société compte 412 membres. Il est adopté à l'unanimité.\n", "title", "ASSEMBLÉE GÉNÉRALE DU 16 JANVIER 1972"},
      {"SOCIÉTÉ DE PÊCHE \"LA TRUITE LIBRE\"\n\nPROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 16 JANVIER 1972\n\nTexte.\n", "organisation/name", "LA TRUITE LIBRE"},
      {"IMPRIMERIE DU VAL\nSociété coopérative anonyme à capital variable\n\nPROCÈS-VERBAL DU CONSEIL D'ADMINISTRATION DU 25 AVRIL 2019\n\nTexte.\n", "organisation/name", "IMPRIMERIE DU VAL"},
      {"CR AG - Les Jardins du Rail\n\nsamedi 9 mars 2019\n\nPrésents : Anne Petit\n", "organisation/name", "Les Jardins du Rail"},
      {"[LUG] CR de l'AG 2017\n\nPrésents : Anne Petit\n", "kind", "compte_rendu"},
  });
}

TEST_CASE("labels and short lines above the minutes set the scene") {
  const char* pad = "# \xF0\x9F\x8C\xBB CR réu bureau — Les Jardins Partagés du Canal — 14 mars 2023\n\n**Où :** chez Aline, 12 rue des Lilas\n**Quand :** mardi 14 mars 2023, 18h30 → 21h10\n**Animation :** Karim\n**Notes :** Solenn, puis Jojo\n\nPrésent·es : Aline, Karim, Solenn, Jojo\n";
  const char* section = "Syndicat du Rail\nRéunion du 4 juin 1998 (local syndical, 17h - 19h30)\n\nCOMPTE RENDU\n\nPrésents : 21 camarades.\nTribune : Robert Faugère, Annick Le Bihan.\nFacilitateur : Yann / Scribe : Tania\n";
  check({
      {pad, "organisation/name", "Les Jardins Partagés du Canal"},
      {pad, "meeting/place", "chez Aline, 12 rue des Lilas"},
      {pad, "meeting/start", "18:30"},
      {pad, "meeting/end", "21:10"},
      {pad, "meeting/chair", "Karim"},
      {pad, "meeting/secretary", "Solenn"},
      {section, "meeting/place", "local syndical"},
      {section, "meeting/start", "17:00"},
      {section, "meeting/end", "19:30"},
      {section, "meeting/chair", "Robert Faugère"},
      {section, "meeting/secretary", "Tania"},
  });
}

TEST_CASE("a letterhead names the organisation over several lines or above what it is") {
  check({
      {"DISTRICT DE FOOTBALL DE LA BASSE-VIENNE\nCOMMISSION DES TERRAINS\nPROCÈS-VERBAL N° 7\nRéunion du : mardi 9 novembre 2010\n", "organisation/name", "DISTRICT DE FOOTBALL DE LA BASSE-VIENNE"},
      {"Association pour la Sauvegarde\ndu Patrimoine de Vaucelles\nSiège social : mairie\n\nCOMPTE RENDU DE L'ASSEMBLEE GENERALE\nDU 14 NOVEMBRE 1987\n\nTexte.\n", "organisation/name", "Association pour la Sauvegarde du Patrimoine de Vaucelles"},
      {"# Compte-rendu AG 2022 | Association Vélo-Cité Brévonne\n\nSamedi 19 mars 2022\n\nTexte adopté à l'unanimité.\n", "organisation/name", "Association Vélo-Cité Brévonne"},
  });
}

TEST_CASE("numbers about the quorum are told apart by the words beside them") {
  const char* sum = "# Assemblée générale des Tisserandes — 12 juin 2021\n\n23 présentes, 8 procurations → 31 voix / 52. Il faut la moitié + 1, soit 27 : c'est bon.\n\nRapport moral : adopté.\n";
  const char* third = "# Assemblée générale de la Guilde — 12 juin 2021\n\nSur les 140 membres que compte l'association, 35 sont présents et 20 représentés. Le tiers requis (47) étant atteint, l'assemblée délibère valablement.\n";
  check({
      {sum, "quorum/reached", "true"},
      {sum, "quorum/numerator", "31"},
      {sum, "quorum/denominator", "52"},
      {sum, "quorum/required", "27"},
      {third, "quorum/numerator", "55"},
      {third, "quorum/denominator", "140"},
      {third, "quorum/required", "47"},
  });
}

TEST_CASE("questions as labels, hybrid sittings, chairs of one item and heads of mails") {
  const std::string asked = "# OA #4 — La Mirabelle asbl\n\n> **Quand ?** mardi 15 novembre 2022, 18h45 → 21h10\n> **Où ?** au local, rue des Tisserandes 31, + lien Jitsi\n> **Qui prend note ?** Noémie Petit\n\nPrésents : Noémie Petit, Paul Roux\n\n1. Convocation de l'AG de mars\n\nDécidé à l'unanimité.\n";
  CHECK(value(asked, "meeting/date") == "2022-11-15");
  CHECK(value(asked, "meeting/end") == "21:10");
  CHECK(value(asked, "meeting/modality") == "hybride");
  CHECK(value(asked, "meeting/secretary") == "Noémie Petit");
  CHECK(value(asked, "kind") == "compte_rendu");
  CHECK(value(asked, "organisation/name") == "La Mirabelle asbl");
  const std::string mail = "De : Mairie de Bray <mairie@bray.example>\nÀ : liste\nDate : lundi 15 juin 2020 11:42\nObjet : PV du conseil\n\nCOMMUNE DE BRAY\nPROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 9 JUIN 2020\n\nLe mardi 9 juin 2020 à 18 heures 30, le conseil municipal s'est réuni à la mairie.\n\nPrésents : Anne Petit, maire ; Paul Roux, adjoint\n\nM. le Maire sort. Sous la présidence de M. Roux, adjoint, le compte administratif est voté.\n";
  CHECK(value(mail, "meeting/date") == "2020-06-09");
  CHECK(value(mail, "meeting/start") == "18:30");
  CHECK(value(mail, "meeting/chair") == "Anne Petit");
}

TEST_CASE("names of bodies stand on registers, behind an article, before small words, and never in a sentence or a sum") {
  check({
      {"# Registre de l'Orphéon de Marsenac\n\n## Séance du 3 mars 1878\n\nLes membres se sont réunis au café Sarrus. Étaient présents : MM. Roux et Petit.\n", "organisation/name", "Orphéon de Marsenac"},
      {"ASSOCIATION LES TRETEAUX DE LA COMBE\n\nPROCES-VERBAL DE L'ASSEMBLEE GENERALE DU 8 FEVRIER 2002\n\nPrésents : Anne Petit\n", "organisation/name", "LES TRETEAUX DE LA COMBE"},
      {"Ville de Bray\n\nCENTRE COMMUNAL D'ACTION SOCIALE\n\nConseil d'administration du 14 mars 2016 - compte rendu\n\nPrésents : Anne Petit\n", "organisation/name", "CENTRE COMMUNAL D'ACTION SOCIALE"},
      {"Compte rendu de la réunion du 12 mai 1907\n\nLa Chambre syndicale s'est réunie à la mairie de Crézancy, le dimanche\n\nPrésents : Anne Petit\n", "organisation/name", "-"},
      {"Enveloppe 2 000 €\n\nCompte rendu de la réunion du 12 mai 2007\n\nPrésents : Anne Petit\n", "organisation/name", "-"},
  });
}

TEST_CASE("names over several lines, a kind behind the name, and another's council") {
  check({
      {"SOCIÉTÉ DE SECOURS MUTUELS\nDES OUVRIERS CORDONNIERS\nDE LA VILLE DE BRAY\n\nPROCÈS-VERBAL\nde l'Assemblée Générale du 12 février 1911\n\nPrésents : MM. Roux et Petit.\n", "organisation/name", "SOCIÉTÉ DE SECOURS MUTUELS DES OUVRIERS CORDONNIERS DE LA VILLE DE BRAY"},
      {"Club alpin de Bagnes - Procès-verbal de l'assemblée générale ordinaire\ntenue à l'Hôtel du Pleureur, au Châble, le vendredi 17 novembre 2006\n\nPrésidence : Jean Petit\n", "kind", "proces_verbal"},
      {"SOCIÉTÉ D'ÉMULATION\n\nSÉANCE DU 14 MARS 1896\n\nPrésents : MM. Roux, Petit.\n\nLa Société reçoit une subvention du Conseil général de l'Aube.\n", "meeting/body", "-"},
      {"Commune de Bray\n\nProcès-verbal de l'assemblée communale du 8 décembre 2008\n\nLe conseil communal est présent. Présents : Anne Petit.\n", "meeting/body", "autre"},
      {"SYNDICAT DES COPROPRIÉTAIRES\nRÉSIDENCE LES AUBÉPINES\n14 rue du Parc\n\nPROCÈS-VERBAL D'ASSEMBLÉE GÉNÉRALE\nLe jeudi 3 juin 2010 à 18h00\n\nPrésident de séance : M. KLEIN\nScrutateurs : Mme HOFFMANN, M. WEBER\n\nPrésents : M. KLEIN, Mme HOFFMANN, M. WEBER\n", "meeting/chair", "Klein"},
      {"COMITÉ DES FÊTES\n\nCompte rendu de la réunion du 5 octobre 1976\n\nPrésents : Mme BLACHE, MM. ANNEQUIN, TERRIER\n\nÉlections\n\nPrésident : M. ANNEQUIN, 6 voix. Secrétaire : Mme BLACHE, 7 voix.\n", "meeting/chair", "-"},
  });
}

