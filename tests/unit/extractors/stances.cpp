// Who voted how where a sentence beside the decision says so, and votes that no decision names: each as the text of a sitting.

#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;

namespace {

// "Claire Morel not_voting; Paul Girard against" of the only resolution.
std::string voters_of(const std::string& topic) {
  const Json record = test::record_of("Commune de Saint-Aubin\nSéance du conseil municipal du 12 mars 2019\n\nPrésents : M. Jean Duval, maire, Mme Claire Morel, M. Paul Girard, M. Luc Henry, Mme Anne Petit, M. Marc Roux, Mme Sophie Blanc, M. Yves Colin.\n\n## " + topic);
  if (record["resolutions"].items().size() != 1) return "resolutions: " + std::to_string(record["resolutions"].items().size());
  std::string out;
  if (const Json* named = record["resolutions"].items().front()["vote"].find("named"))
    for (const Json& person : named->items()) out += (out.empty() ? "" : "; ") + test::leaf(person, "name") + " " + test::leaf(person, "option");
  return out;
}

std::string resolutions_of(const std::string& text) {
  const Json record = test::record_of(text);
  std::string out;
  for (const Json& entry : record["resolutions"].items()) {
    out += (out.empty() ? "" : " | ") + test::leaf(entry, "result");
    const Json* vote = entry.find("vote");
    if (vote && vote->find("unanimity")) out += " unanimous";
    for (const char* key : {"for", "against", "abstain"})
      if (vote)
        if (const std::string value = test::leaf(*vote, key); !value.empty()) out += std::string(" ") + key + "=" + value;
  }
  return out;
}

}  // namespace

TEST_CASE("who leaves or takes no part is named with the decision that follows") {
  CHECK(voters_of("Club\n\nConsidérant la demande,\nMme Morel, présidente de l'association, quitte la salle et ne prend pas part au vote.\nLe conseil attribue 500 € au club.\n") == "Claire Morel not_voting");
  CHECK(voters_of("Parcelle\n\nMme Petit est sa belle-sœur et ne participe pas au vote. Il faut une enquête publique.\nLe conseil approuve le principe par 6 voix.\n") == "Anne Petit not_voting");
  CHECK(voters_of("Adresse\n\nSophie Blanc et Yves Colin déclarent ne pas vouloir voter. La motion est adoptée par les six autres membres.\n") == "Sophie Blanc not_voting; Yves Colin not_voting");
  CHECK(voters_of("Quai\n\nM. Roux, intéressé à l'affaire, se retire. Adopté à l'unanimité.\n") == "Marc Roux not_voting");
  CHECK(voters_of("Compte administratif\n\nLe Maire s'étant retiré, le conseil adopte le compte administratif par 7 voix.\n").empty());
  CHECK(voters_of("Quai\n\nM. Roux quitte la séance à 21 h 40. Le devis est adopté à l'unanimité.\n").empty());
}

TEST_CASE("who was against or abstained is named from a sentence of its own") {
  CHECK(voters_of("Voirie\n\nMM. Henry et Colin demandent que leur opposition soit consignée au registre. Adopté par six voix contre deux.\n") == "Luc Henry against; Yves Colin against");
  CHECK(voters_of("Église\n\nLa proposition est adoptée par cinq voix contre trois, celles de MM. Henry, Roux et Colin.\n") == "Luc Henry against; Marc Roux against; Yves Colin against");
  CHECK(voters_of("École\n\nOnt voté contre : Roux, Blanc\nLa proposition est adoptée par 6 voix contre 2.\n") == "Marc Roux against; Sophie Blanc against");
  CHECK(voters_of("Aide\n\nPour 3, abstention de M. Henry (il y a droit).\n") == "Luc Henry abstain");
  CHECK(voters_of("Abri\n\nLe projet est adopté par 5 voix contre 2. M. Girard rappelle que M. Roux avait voté contre l'an dernier.\n").empty());
}

TEST_CASE("a vote of for and against that no decision takes is one of its own") {
  CHECK(resolutions_of("Assemblée générale du 4 mai 2018\n\n## Cotisation et tarifs\n\nLa cotisation de 100 € est adoptée à l'unanimité.\nUn amendement de Caroline, 80 € à partir du deuxième enfant, passe par 8 voix pour et 2 abstentions.\n") == "adopted unanimous | adopted for=8 abstain=2");
  CHECK(resolutions_of("Comité du 4 mai 2018\n\n## Divers\n\nÀ Fribourg ils ont renoncé au code-barres, par 11 voix contre 3.\n").empty());
  CHECK(resolutions_of("Comité du 4 mai 2018\n\n## Décision modificative\n\nVote : tous pour.\n") == "adopted unanimous");
  CHECK(resolutions_of("Comité du 4 mai 2018\n\n## Convention\n\nNon ! Rejet unanime, Marie répond.\n") == "rejected unanimous");
  CHECK(resolutions_of("Comité du 4 mai 2018\n\n## Numéros des maisons\n\nRemis à la prochaine fois.\n") == "adjourned");
}

TEST_CASE("votes that weigh are counted by their weight") {
  CHECK(resolutions_of("Copropriété\n\nRésolution n° 3 : Quitus\n\nContre : SCI DU FOIRAIL, 140. Abstention : Mme ABADIE, 92. Pour : 614 millièmes.\nLe quitus est donné.\n") == "adopted for=614 against=140 abstain=92");
  CHECK(resolutions_of("Copropriété\n\nRésolution n° 4 : Isolation\n\nVotent pour : M. BELLOC 870, Mme HOURCADE 790, soit 1 660.\nVotent contre : M. DUTREY 1 115, Mme ABADIE 905.\nLa résolution est rejetée.\n") == "rejected for=1660 against=2020");
  CHECK(resolutions_of("Copropriété\n\nRésolution n° 5 : Comptes\n\nLes comptes sont approuvés.\nPOUR : 13 copropriétaires / 7 400 tantièmes\nCONTRE : 1 copropriétaire / 412 tantièmes\n") == "adopted for=7400 against=412");
  CHECK(resolutions_of("Copropriété\n\nRésolution n° 6 : Syndic\n1er vote\nPOUR : 4 825  CONTRE : 2 997   ABSTENTION : 412\n2e vote (art. 24)\nPOUR : 5 237   CONTRE : 2 997   ABSTENTION : 0\nLa résolution est adoptée.\n") == "adopted for=5237 against=2997 abstain=0");
}

TEST_CASE("an outcome alone behind a label closes what the label names") {
  CHECK(resolutions_of("Conseil général, séance du 14 décembre 2009\n\n1. Appel\n2. Procès-verbal : adopté.\n3. Budget\nLe budget est accepté par 19 voix contre 6.\n") == "adopted | adopted for=19 against=6");
  CHECK(resolutions_of("Comité du 3 juin 1905\n\nHorloge. - La réparation est votée à l'unanimité ; quant au remontage, la proposition de M. Pelletier, mise aux voix, est rejetée par six voix contre trois.\n") == "adopted unanimous | rejected for=3 against=6");
  CHECK(resolutions_of("Comité du 3 juin 2019\n\n| Pt | Discussion | Décidé |\n|---|---|---|\n| 1. PV | Lu | accepté |\n| 2. Local | On en parle | on dit oui : 5 oui, 1 non |\n| 3. Fête | Barnum | renvoyé à juin |\n") == "adopted | adopted for=5 against=1 | adjourned");
}

TEST_CASE("counts set off by commas or leaders, and the ballot of an election") {
  CHECK(resolutions_of("Harmonie\n\n## Admission des dames\n\nScrutin secret : pour l'admission, vingt et une voix ; contre, dix-neuf voix ; bulletin nul, un.\n") == "adopted for=21 against=19");
  CHECK(resolutions_of("Conseil du 3 mai 1978\n\n## Impôts\n\nOn passe au vote :\n   pour le produit de 74.500 F ....... 6\n   contre ............................ 4\nLe produit est adopté.\n") == "adopted for=6 against=4");
  CHECK(resolutions_of("Société nautique\n\n## Cotisation\n\nM. Renard demande 50 francs. Cette proposition, mise aux voix, ne recueille que 9 suffrages.\n") == "rejected for=9");
  const Json record = test::record_of("Société nautique\n\n## Renouvellement du Comité\n\nScrutin secret. Votants : 45. Bulletins blancs : 2. Sont élus : MM. Lefort, 43 voix ; Aubry, 41.\n");
  REQUIRE(record["resolutions"].items().size() == 1);
  CHECK(test::leaf(record["resolutions"].items().front()["vote"], "voters") == "45");
  CHECK(test::leaf(record["resolutions"].items().front()["vote"], "blank") == "2");
  CHECK(test::leaf(record["resolutions"].items().front()["vote"], "mode") == "secret");
}
