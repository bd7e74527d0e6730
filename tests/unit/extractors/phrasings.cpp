// The ways minutes say who chaired, where, when, how many were there and whether they could decide.
#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;

namespace {

struct Case {
  const char* text;
  const char* path;
  const char* expected;  // "" for a fact that must not be there
};

std::string said(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_bool()) return value.as_bool() ? "true" : "false";
  return test::text_of(value);
}

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Json record = test::record_of("PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\n" + std::string(c.text) + "\n");
    INFO(c.text);
    INFO(c.path);
    CHECK(said(test::value_at(record, c.path)) == c.expected);
  }
}

}  // namespace

TEST_CASE("when a sitting begins and ends, in its many phrasings") {
  check({
      {"La séance est ouverte à 19h30.", "meeting/start", "19:30"},
      {"La séance est ouverte à dix-neuf heures trente.", "meeting/start", "19:30"},
      {"18h10, début de l'Assemblée", "meeting/start", "18:10"},
      {"Début de séance : 20 h 05", "meeting/start", "20:05"},
      {"Ouverture de la séance à 14 h", "meeting/start", "14:00"},
      {"Le président ouvre la séance à 18h.", "meeting/start", "18:00"},
      {"Le président salue l'assistance à 19h30 et rappelle les règles.", "meeting/start", "19:30"},
      {"La réunion débute à 9h.", "meeting/start", "09:00"},
      {"L'AG est ouverte à 19h05 par le président, Benoît Lambotte.", "meeting/start", "19:05"},
      {"AGO ouverte à 11 h 20 par la présidente, Anne Petit.", "meeting/start", "11:20"},
      {"On s'est retrouvés à 10h20 au lieu de 10h.", "meeting/start", "10:20"},
      {"Heure de début : 18h30", "meeting/start", "18:30"},
      {"La séance est levée à 22h15.", "meeting/end", "22:15"},
      {"Séance levée 19h25", "meeting/end", "19:25"},
      {"L'ordre du jour étant épuisé, la séance est levée à 21 heures.", "meeting/end", "21:00"},
      {"Fin de la réunion à 20h.", "meeting/end", "20:00"},
      {"Clôture de l'AG à 22h.", "meeting/end", "22:00"},
      {"22h33 - Clôture", "meeting/end", "22:33"},
      {"Levée à 20h50. La prochaine AG est fixée au 28 avril 2024.", "meeting/end", "20:50"},
      {"À 17 h 20 le président lève la séance.", "meeting/end", "17:20"},
      {"Et attendu l'heure de midi, la séance a été levée.", "meeting/end", "12:00"},
      {"M. le Maire a clos la session à midi.", "meeting/end", "12:00"},
      {"Le bureau s'achève à 19h50.", "meeting/end", "19:50"},
      {"La partie statutaire prend fin à 11 heures 50.", "meeting/end", "11:50"},
      {"AGO close à 12 h 35, suivie d'un barbecue.", "meeting/end", "12:35"},
      {"On lève le camp à 12h35.", "meeting/end", "12:35"},
      {"La prochaine réunion se termine à 20h.", "meeting/start", ""},
  });
}

TEST_CASE("who chairs and who writes, in their many phrasings") {
  check({
      {"La séance est présidée par Mme Anne Petit.", "meeting/chair", "Anne Petit"},
      {"Sous la présidence de M. Luc Grand, maire.", "meeting/chair", "Luc Grand"},
      {"Présidence : M. Luc Grand", "meeting/chair", "Luc Grand"},
      {"**Présidence** : Mme Anne Petit", "meeting/chair", "Anne Petit"},
      {"Président de séance : Luc Grand", "meeting/chair", "Luc Grand"},
      {"Président·e de séance : Anne Petit", "meeting/chair", "Anne Petit"},
      {":Président de séance: Luc Grand", "meeting/chair", "Luc Grand"},
      {"Anne Petit préside l'assemblée.", "meeting/chair", "Anne Petit"},
      {"Anne Petit préside, Luc Grand rédige.", "meeting/chair", "Anne Petit"},
      {"M. Luc Grand, président, occupe le fauteuil.", "meeting/chair", "Luc Grand"},
      {"Monsieur Luc Grand, PDG, tient la présidence.", "meeting/chair", "Luc Grand"},
      {"Anne Petit, co-présidente, a mené les débats.", "meeting/chair", "Anne Petit"},
      {"Animation : Anne Petit", "meeting/chair", "Anne Petit"},
      {"Secrétaire de séance : Luc Grand", "meeting/secretary", "Luc Grand"},
      {"Mme Anne Petit est désignée secrétaire de séance.", "meeting/secretary", "Anne Petit"},
      {"Luc Grand est nommé secrétaire.", "meeting/secretary", "Luc Grand"},
      {"M. Luc Grand remplit les fonctions de secrétaire.", "meeting/secretary", "Luc Grand"},
      {"Prise de notes : Luc Grand", "meeting/secretary", "Luc Grand"},
      {"**Procès-verbal** : Mme Anne Petit", "meeting/secretary", "Anne Petit"},
      {"Le secrétariat est tenu par M. Luc Grand.", "meeting/secretary", "Luc Grand"},
      {"Le secrétariat de séance est assuré par Mme Anne Petit.", "meeting/secretary", "Anne Petit"},
      {"La plume est confiée à Luc Grand.", "meeting/secretary", "Luc Grand"},
      {"Luc Grand a pris les notes.", "meeting/secretary", "Luc Grand"},
      {"Anne Petit préside, Luc Grand rédige.", "meeting/secretary", "Luc Grand"},
      {"Le secrétaire sera désigné plus tard.", "meeting/secretary", ""},
  });
}

TEST_CASE("how many were there, in figures, words and tables") {
  check({
      {"Présents : 33 membres, selon liste de présences.", "attendance/totals/present", "33"},
      {"22 adhérents (sur 38) étaient présents.", "attendance/totals/in_office", "38"},
      {"Septante-trois citoyennes et citoyens actifs sont présents.", "attendance/totals/present", "73"},
      {"Feuille de présence : 48 signatures et 17 pouvoirs réguliers. Adhérents : 206.", "attendance/totals/present", "48"},
      {"Feuille de présence : 48 signatures et 17 pouvoirs réguliers. Adhérents : 206.", "attendance/totals/in_office", "206"},
      {"Feuille de présence : 48 signatures et 17 pouvoirs réguliers. Adhérents : 206.", "attendance/totals/proxies", "17"},
      {"9 membres en exercice, 7 présents, 8 votants.", "attendance/totals/present", "7"},
      {"9 membres en exercice, 7 présents, 8 votants.", "attendance/totals/voters", "8"},
      {"Sièges : 15    Présents : 11    Délégations de vote : 2", "attendance/totals/in_office", "15"},
      {"Sièges : 15    Présents : 11    Délégations de vote : 2", "attendance/totals/proxies", "2"},
      {"Soit 35 associé.e.s présent.e.s ou représenté.e.s sur 67.", "attendance/totals/present_or_represented", "35"},
      {"Soit 35 associé.e.s présent.e.s ou représenté.e.s sur 67.", "attendance/totals/in_office", "67"},
      {"Notre assemblée a réuni 61 camarades, pour 2137 cotisants.", "attendance/totals/in_office", "2137"},
      {"L'appel fait constater la présence de 39 conseillères et conseillers sur 45.", "attendance/totals/present", "39"},
      {"| Membres à jour | 163 |\n|---|---|\n| Présents | 29 |\n| Pouvoirs valides | 21 |\n| Pouvoirs écartés | 2 |", "attendance/totals/present", "29"},
      {"| Membres à jour | 163 |\n|---|---|\n| Présents | 29 |\n| Pouvoirs valides | 21 |\n| Pouvoirs écartés | 2 |", "attendance/totals/proxies", "21"},
      {"| En exercice | Présents | Votants |\n|---|---|---|\n| 15 | 12 | 14 |", "attendance/totals/voters", "14"},
      {"Le vote a réuni 12 voix contre 3.", "attendance/totals/present", ""},
      {"Une pétition de 300 signatures circule.", "attendance/totals/present", ""},
  });
}

TEST_CASE("whether they could decide, with the numbers that say it") {
  check({
      {"Le quorum est atteint.", "quorum/reached", "true"},
      {"Quorum (1/4 = 66) atteint, 76 voix.", "quorum/required", "66"},
      {"Quorum (1/4 = 66) atteint, 76 voix.", "quorum/numerator", "76"},
      {"Le quorum de l'AGO (1/4 des membres, soit 41) est atteint ; celui de l'AGE (1/2, soit 82) ne l'est pas.", "quorum/reached", "true"},
      {"Le quorum de l'AGO (1/4 des membres, soit 41) est atteint.", "quorum/required", "41"},
      {"La majorité des membres étant présente, M. le Maire a ouvert la séance.", "quorum/reached", "true"},
      {"Plus de 50 % des membres à jour étant présents ou représentés, l'assemblée délibère.", "quorum/reached", "true"},
      {"Huit membres sur dix étant réunis, il peut être valablement délibéré.", "quorum/reached", "true"},
      {"Huit membres sur dix étant réunis, il peut être valablement délibéré.", "quorum/denominator", "10"},
      {"Le conseil s'est réuni au nombre prescrit par la loi.", "quorum/reached", "true"},
      {"L'assemblée, régulièrement constituée, peut valablement délibérer.", "quorum/reached", "true"},
      {"Quorum (12) : atteint", "quorum/required", "12"},
      {"L'article 9 demande le tiers des adhérents, c'est-à-dire 71 voix : on y est !", "quorum/reached", "true"},
      {"L'article 9 demande le tiers des adhérents, c'est-à-dire 71 voix : on y est !", "quorum/required", "71"},
      {"Faute de quorum, la réunion n'a pas eu lieu.", "quorum/reached", "false"},
      {"Le quorum n'est pas atteint.", "quorum/reached", "false"},
      {"Y a-t-il quorum ?", "quorum/reached", ""},
      {"Nos statuts ne prévoient pas de quorum.", "quorum/reached", ""},
      {"Il est proposé que l'assemblée délibère si le quorum atteint au moins un tiers.", "quorum/reached", ""},
  });
}

TEST_CASE("organisations are what their name says first") {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"Société amicale des anciens élèves de l'École du Génie", "association"},
      {"UNION DÉPARTEMENTALE DES CLUBS DE CANOË", "association"},
      {"UNIVERSITÉ MARIE-PAPE-CARPANTIER", "etablissement"},
      {"DÉPARTEMENT DES HAUTES-COMBES", "departement"},
      {"SIVOM DES EAUX DE LA HAUTE VARANGE", "intercommunalite"},
      {"Communauté de communes Entre Bruyère et Sioule", "intercommunalite"},
      {"Commune de Vers-le-Molard", "commune"},
      {"LYCÉE POLYVALENT ROSA-BONHEUR", "etablissement"},
      {"Fédération des amicales de quartier", "association"},
      {"Association des parents d'élèves de l'école du Pont", "association"},
      {"Harmonie municipale de Champrond", "association"},
  };
  for (const auto& [name, kind] : cases) {
    INFO(name);
    const Json record = test::record_of(std::string(name) + "\n\nPROCÈS-VERBAL DE LA RÉUNION DU 12 MAI 2023\n\nPrésents : Anne Petit, Luc Grand\n\nLa séance est levée à 20h.\n");
    CHECK(said(test::value_at(record, "organisation/kind")) == kind);
  }
}

TEST_CASE("a report inside minutes does not make them one") {
  for (const char* item : {"Rapport moral", "Rapport d'activité", "Rapport financier"}) {
    INFO(item);
    const Json record = test::record_of("# Assemblée générale 2018 de Py-Garonne\n\n24 novembre 2018\n\n## " + std::string(item) + "\n\nKévin retrace l'année. Le rapport est adopté à l'unanimité.\n");
    CHECK(said(test::value_at(record, "kind")) == "compte_rendu");
  }
  CHECK(said(test::value_at(test::record_of("# Chœur Allegretto — rapport moral et financier, saison 2012-2013\n\nCher·e·s ami·e·s,\n\nNous voilà au bout de la saison.\n"), "kind")) == "rapport_moral");
}
