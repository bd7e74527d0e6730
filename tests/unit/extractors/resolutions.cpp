// Decisions in their phrasings, each as the text of a sitting; what is proposed, reported or asked makes none.

#include <catch2/catch.hpp>

#include "tests/support/extract.hpp"

using namespace minutier;
using test::record_of;

namespace {

struct Expected {
  const char* text;
  const char* result;
  const char* title;  // "" where it does not matter
};

std::size_t resolutions_in(const Json& record) { return record["resolutions"].items().size(); }
std::string fact(const Json& record, const std::string& path) { return test::value_at(record, path).as_string(); }
std::int64_t count(const Json& record, const std::string& path) { return test::value_at(record, path).as_int(-1); }

}  // namespace

TEST_CASE("each phrasing of a decision is one resolution with its result") {
  const Expected cases[] = {
      {"Assemblée générale\n\nRapport moral\n\nL'assemblée approuve le rapport moral.\n", "adopted", "Rapport moral"},
      {"Conseil municipal\n\n4. Tarifs\n\nAprès en avoir délibéré, à l'unanimité, le conseil municipal décide de fixer le repas à 4 €.\n", "adopted", "Tarifs"},
      {"Rapport financier\n\nLe rapport financier, mis aux voix, est adopté.\n", "adopted", "Rapport financier"},
      {"Rapport financier\n\nVote : Unanimité\n", "adopted", "Rapport financier"},
      {"Budget 2020\n\nPour : 12\nContre : 3\nAbstention : 0\n", "adopted", "Budget 2020"},
      {"Budget 2020\n\nPour : 3\nContre : 12\n", "rejected", "Budget 2020"},
      {"Motion sur la gare\n\nLa motion est repoussée par sept voix contre deux.\n", "rejected", "Motion sur la gare"},
      {"Convention\n\nLe point est retiré de l'ordre du jour.\n", "withdrawn", "Convention"},
      {"Convention\n\nLa question est reportée à une prochaine séance.\n", "adjourned", "Convention"},
      {"Rapport annuel\n\nLe conseil prend acte du rapport annuel.\n", "noted", "Rapport annuel"},
      {"Quitus\n\nL'assemblée donne quitus à la trésorière pour sa gestion.\n", "adopted", "Quitus"},
      {"Avis sur le plan\n\nLe CSE rend un avis défavorable à l'unanimité.\n", "rejected", "Avis sur le plan"},
      {"Statuts\n\nValidation par l'assemblée générale de la modification des statuts.\n", "adopted", "Statuts"},
      {"Projet de fresque\n\n=> option 2 retenue\n", "adopted", "Projet de fresque"},
      {"DÉLIBÉRATION N° 12 : Vente d'un terrain\n\nLe Conseil, ouï l'exposé de M. le Maire,\nDÉCIDE :\n- de vendre le terrain ;\n- d'autoriser le Maire à signer.\n", "adopted", "Vente d'un terrain"},
      {"5. Règlement\n\nLe Conseil,\nPar ces motifs,\nARRETE par 9 voix pour et 4 voix contre :\nArticle 1 - Le stationnement est interdit.\nArticle 2 - Le règlement est affiché.\n", "adopted", "Règlement"},
      {"6. CONTRAT DE DÉNEIGEMENT\n\nIL EST PROPOSÉ PAR le conseiller Paul Roy\nAPPUYÉ PAR la conseillère Anne Bolduc\nET RÉSOLU à l'unanimité\n\nD'accorder le contrat à Neige inc. pour 12 000 $.\n\nADOPTÉE\n", "adopted", "CONTRAT DE DÉNEIGEMENT"},
      {"Séance du 4 mai 1880\n\nLe Conseil est d'avis d'accorder le secours et vote la somme de cinquante francs.\n", "adopted", ""},
      {"Séance du 4 mai 1880\n\nLe Conseil ajourne sa décision sur le chemin.\n", "adjourned", ""},
      {"CR de l'AG\n\n- Bilan moral\n    + pour 41\n    + contre 0\n    + abstention 2\n", "adopted", "Bilan moral"},
      {"Résolution n° 7 : Travaux de toiture\nL'assemblée générale décide de réaliser les travaux.\nVotes pour : 2 000 tantièmes\nVotes contre : 3 230 tantièmes\nLa résolution est rejetée.\n", "rejected", "Travaux de toiture"},
      {"RAPPORT MORAL\n\nLE RAPPORT MORAL EST ADOPTE A L'UNANIMITE DES PRESENTS.\n", "adopted", "RAPPORT MORAL"},
      {"Affectation du résultat\n\nLe résultat de l'exercice est placé en report à nouveau.\n", "adopted", "Affectation du résultat"},
      {"Bilan\n\nLes membres présents ont adopté le bilan à mains levées.\n", "adopted", "Bilan"},
      {"Procès-verbal\n\nLe compte rendu de mars est lu par la secrétaire et adopté.\n", "adopted", ""},
      {"Achat d'un four\n\nrefusé : 4 pour, 12 contre\n", "rejected", "Achat d'un four"},
  };
  for (const Expected& expected : cases) {
    INFO(expected.text);
    const Json record = record_of(std::string("Procès-verbal de la réunion du 4 mai\n\n") + expected.text);
    REQUIRE(resolutions_in(record) == 1);
    CHECK(fact(record, "resolutions/0/result") == expected.result);
    if (*expected.title) CHECK(fact(record, "resolutions/0/title") == expected.title);
  }
}

TEST_CASE("proposals, wishes, questions, reports and statutes decide nothing") {
  for (const char* text : {
           "Le président propose d'augmenter la cotisation.\n",
           "Il est proposé de modifier le règlement intérieur.\n",
           "Il faudrait que l'assemblée approuve les comptes avant juin.\n",
           "Un adhérent demande si le budget est voté chaque année.\n",
           "Le conseil municipal a voté une subvention lors de sa séance de mars.\n",
           "L'assemblée sera invitée à se prononcer sur ce point.\n",
           "L'assemblée approuverait les comptes en juin.\n",
           "Le budget prévisionnel doit être adopté avant le 15 avril.\n",
           "Les statuts prévoient que les décisions sont prises à la majorité des voix.\n",
           "Article 9 : « L'assemblée générale approuve les comptes de l'exercice clos. »\n",
           "Anne : on a voté contre ce projet l'an dernier.\n",
           "3 personnes pour tenir la buvette, 2 pour le rangement.\n",
           "Le budget est-il adopté ?\n",
           "La question est renvoyée au bureau.\n",
           "L'assemblée a débattu et échangé autour des projets.\n",
           "Si l'assemblée approuve le projet, les travaux commenceront.\n",
           "Les propositions ont été approuvées par la Maire.\n",
           "L'unanimité est requise pour changer le nom.\n",
           "Le trésorier souhaite que le budget soit voté.\n",
           "L'assemblée générale approuve chaque année les comptes.\n",
       }) {
    INFO(text);
    CHECK(resolutions_in(record_of(std::string("Assemblée générale\n\n") + text)) == 0);
  }
}

TEST_CASE("a vote stays with the decision under whose title it stands") {
  const Json record = record_of(
      "PV de l'assemblée générale\n\nRapport moral\nLa présidente présente le rapport moral.\nVote : Unanimité\n\nRapport financier\nLe trésorier présente les comptes.\n"
      "Pour : 22\nContre : 1\nAbstention : 3\n\nCotisation\nIl est proposé de fixer la cotisation à 20 €. La proposition est rejetée par 12 voix contre 8.\n");
  REQUIRE(resolutions_in(record) == 3);
  CHECK(test::value_at(record, "resolutions/0/vote/unanimity").as_bool());
  CHECK(test::value_at(record, "resolutions/0/vote/for").is_null());
  CHECK(count(record, "resolutions/1/vote/for") == 22);
  CHECK(count(record, "resolutions/1/vote/abstain") == 3);
  CHECK(test::value_at(record, "resolutions/1/vote/unanimity").is_null());
  CHECK(fact(record, "resolutions/2/result") == "rejected");
  CHECK(count(record, "resolutions/2/vote/against") == 12);
  CHECK(count(record, "resolutions/2/vote/for") == 8);
}

TEST_CASE("a heading, its wording and the line that says its result are one resolution") {
  const Json record = record_of(
      "Première résolution\nL'assemblée générale approuve les comptes de l'exercice clos.\nCette résolution, mise aux voix, est adoptée à l'unanimité.\n\n"
      "Deuxième résolution\nL'assemblée générale décide d'affecter le bénéfice de 12 400 euros à la réserve.\nCette résolution est adoptée par 43 voix contre 0.\n");
  REQUIRE(resolutions_in(record) == 2);
  CHECK(fact(record, "resolutions/0/number") == "1");
  CHECK(test::value_at(record, "resolutions/0/vote/unanimity").as_bool());
  CHECK(count(record, "resolutions/1/vote/for") == 43);
  CHECK(count(record, "resolutions/1/vote/against") == 0);
  CHECK(record.at("resolutions/1/amounts/0/value/amount")->as_string() == "12400.00");
}

TEST_CASE("a formal deliberation with several items is one resolution that says them all") {
  const Json record = record_of(
      "OBJET : Convention avec l'office de tourisme\n\nVu le code général des collectivités territoriales,\nConsidérant l'intérêt du projet,\n\n"
      "Le Conseil municipal, après en avoir délibéré, à l'unanimité des membres présents,\n\nDÉCIDE :\n- d'approuver la convention ;\n- d'autoriser le Maire à la signer ;\n- de verser 1 200 € à l'office.\n\nFait et délibéré les jour et an que dessus.\n");
  REQUIRE(resolutions_in(record) == 1);
  const std::string text = fact(record, "resolutions/0/text");
  CHECK(text.find("d'approuver") != std::string::npos);
  CHECK(text.find("1 200 €") != std::string::npos);
  CHECK(text.find("Fait et") == std::string::npos);
  CHECK(test::value_at(record, "resolutions/0/vote/unanimity").as_bool());
  CHECK(fact(record, "resolutions/0/title") == "Convention avec l'office de tourisme");
}

TEST_CASE("sans opposition is a mode and no unanimity") {
  const Json record = record_of("Admission\n\nLa candidature de l'association Les Tilleuls est acceptée sans opposition.\n");
  REQUIRE(resolutions_in(record) == 1);
  CHECK(fact(record, "resolutions/0/vote/mode") == "sans_objection");
  CHECK(test::value_at(record, "resolutions/0/vote/unanimity").is_null());
  CHECK(test::value_at(record, "resolutions/0/vote/against").is_null());
}

TEST_CASE("each row of a table of deliberations is a resolution with its vote") {
  const Json record = record_of("| N° | Objet | Vote |\n|---|---|---|\n| 2023-01 | Tarifs de la piscine | Unanimité |\n| 2023-02 | Vente de la parcelle | Pour : 18, Contre : 4, Abstentions : 1 |\n| 2023-03 | Motion sur les trains | Rejetée (8 pour, 15 contre) |\n| 2023-04 | Garantie d'emprunt | Retirée |\n");
  REQUIRE(resolutions_in(record) == 4);
  CHECK(fact(record, "resolutions/0/number") == "2023-01");
  CHECK(count(record, "resolutions/1/vote/against") == 4);
  CHECK(fact(record, "resolutions/2/result") == "rejected");
  CHECK(fact(record, "resolutions/3/result") == "withdrawn");
}

TEST_CASE("who proposed and who seconded stand with the resolution") {
  const Json record = record_of("3. BUDGET\n\nIl est proposé par Mme Louise Gagnon, appuyé par M. Serge Roy et résolu à l'unanimité d'adopter le budget 2020.\n");
  REQUIRE(resolutions_in(record) == 1);
  CHECK(fact(record, "resolutions/0/proposed_by") == "Louise Gagnon");
  CHECK(fact(record, "resolutions/0/seconded_by") == "Serge Roy");
  CHECK(count(record, "resolutions/0/budget_year") == 2020);
}

TEST_CASE("the title of the document is no title of a resolution") {
  const Json record = record_of("ASSEMBLEE GENERALE ORDINAIRE\n\nLe rapport moral est validé. Le rapport financier est adopté à l'unanimité.\n");
  REQUIRE(resolutions_in(record) == 2);
  CHECK(fact(record, "resolutions/0/title").find("ASSEMBLEE") == std::string::npos);
}

TEST_CASE("a convocation decides nothing") {
  CHECK(resolutions_in(record_of("Convocation à la séance du conseil municipal\n\nIl est proposé au conseil d'inscrire 18 400 €.\nLa commission des finances a émis un avis favorable à l'unanimité.\n")) == 0);
}

TEST_CASE("a vote stands on the line under its title or in items below it") {
  const Json record = record_of("1 / FINANCES - Budget annexe\n\nLe Conseil approuve le budget.\n\n2 / PERSONNEL - Création d'un poste\nVote : Unanimité\n\n3 / TRAVAUX - Vente d'un camion\nLe Conseil approuve la vente.\n");
  REQUIRE(resolutions_in(record) == 3);
  CHECK(fact(record, "resolutions/1/title") == "PERSONNEL - Création d'un poste");
  CHECK(test::value_at(record, "resolutions/1/vote/unanimity").as_bool());
  const Json items = record_of("Assemblée générale\n\n* Vote budget\n    * 12 pour\n    * 1 contre\n    * 1 abstention\n* Suite\n    * rien\n");
  REQUIRE(resolutions_in(items) == 1);
  CHECK(count(items, "resolutions/0/vote/for") == 12);
  CHECK(count(items, "resolutions/0/vote/against") == 1);
}

TEST_CASE("a proposal counted is kept or not as the next words say") {
  const Json record = record_of("Conseil\n\n4. Achat d'un camion\n\nLa proposition du président est mise aux voix : 3 pour et 5 contre. Elle n'est pas retenue.\n");
  REQUIRE(resolutions_in(record) == 1);
  CHECK(fact(record, "resolutions/0/result") == "rejected");
  CHECK(resolutions_in(record_of("Conseil\n\n4. Achat d'un camion\n\nL'offre du garage est retenue par le service.\n")) == 0);
}

TEST_CASE("the entries of a list of grants are the sums of the vote that closes it") {
  const Json record = record_of("Conseil municipal\n\n1. Attribution de subventions aux associations\n\n- Comice agricole : 1 500 €\n- Judo-club : 800 €\n\nSoit 2 300 € sur les 5 000 € ouverts au budget.\nVote : Pour : 20 Contre : 0 Abstention : 1\n");
  REQUIRE(resolutions_in(record) == 1);
  const Json& sums = record["resolutions"].items()[0]["amounts"];
  CHECK(sums.items().size() >= 2);
  for (const Json& sum : sums.items()) CHECK(sum["raw"].as_string().find("5 000") == std::string::npos);
}

TEST_CASE("a table with a row for each ballot tells the vote, by the voices that weigh") {
  const Json record = record_of("Assemblée générale des copropriétaires\n\nRÉSOLUTION N° 3 : APPROBATION DES COMPTES\n\nL'assemblée générale approuve les comptes de l'exercice 2022.\n\n|  | Copropriétaires | Tantièmes | Détail |\n|---|---|---|---|\n| POUR | 12 | 6 414 |  |\n| CONTRE | 1 | 398 | M. GUILLORY (398) |\n| ABSTENTION | 0 | 0 |  |\n\nRésolution adoptée.\n");
  REQUIRE(resolutions_in(record) == 1);
  CHECK(count(record, "resolutions/0/vote/for") == 6414);
  CHECK(count(record, "resolutions/0/vote/against") == 398);
  CHECK(count(record, "resolutions/0/vote/abstain") == 0);
}
