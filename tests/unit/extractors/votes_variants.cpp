// Votes, elections and agendas as minutes of many kinds phrase them: one short text each, and what the record must say.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/extract.hpp"

using namespace minutier;

namespace {

// "for=7 against=0 unanimity result=adopted" of the first resolution (or the one at `index`).
std::string told(const std::string& text, std::size_t index = 0) {
  const Json record = test::record_of(text);
  const Json* resolutions = record.at("resolutions");
  if (!resolutions || resolutions->items().size() <= index) return "none";
  const std::string at = "resolutions/" + std::to_string(index) + "/";
  std::string out;
  for (const char* field : {"for", "against", "abstain", "blank", "null", "not_voting", "voters", "expressed"}) {
    const Json* fact = record.at(at + "vote/" + field);
    if (!fact || (*fact)["status"].as_string() == "derived") continue;
    out += std::string(field) + "=" + std::to_string((*fact)["value"].as_int()) + " ";
  }
  if (const Json* mode = record.at(at + "vote/mode")) out += (*mode)["value"].as_string() + " ";
  if (record.at(at + "vote/unanimity")) out += "unanimity ";
  return out + test::value_at(record, at + "result").as_string();
}

std::size_t count(const std::string& text) {
  const Json record = test::record_of(text);
  const Json* resolutions = record.at("resolutions");
  return resolutions ? resolutions->items().size() : 0;
}

// "présidente: Claire Dubois (12); …", who was not elected behind a "-".
std::string elected(const std::string& text) {
  const Json record = test::record_of(text);
  const Json* elections = record.at("elections");
  std::string out;
  for (std::size_t i = 0; elections && i < elections->items().size(); ++i) {
    const std::string at = "elections/" + std::to_string(i) + "/";
    if (!out.empty()) out += "; ";
    if (!test::value_at(record, at + "elected").as_bool()) out += "-";
    out += test::value_at(record, at + "post").as_string() + ": " + test::value_at(record, at + "person").as_string();
    if (const Json* votes = record.at(at + "votes")) out += " (" + std::to_string((*votes)["value"].as_int()) + ")";
  }
  return out;
}

std::string agenda(const std::string& text) {
  const Json record = test::record_of(text);
  const Json* entries = record.at("agenda");
  std::string out;
  for (std::size_t i = 0; entries && i < entries->items().size(); ++i) out += (i ? " | " : "") + test::value_at(record, "agenda/" + std::to_string(i) + "/title").as_string();
  return out;
}

std::string of(const std::string& vote) { return "Assemblée générale du 12 mars 2019\n\n# Budget 2019\n\nLe trésorier présente le budget.\n\n" + vote + "\n"; }

}  // namespace

TEST_CASE("votes under a title are read in every wording") {
  struct Case {
    const char *text, *told;
  };
  const std::vector<Case> cases{
      {"Vote : Unanimité", "unanimity adopted"},
      {"Vote : 15 pour, 2 contre, 1 abstention.", "for=15 against=2 abstain=1 adopted"},
      {"2 votes contre 1 abstention 9 votes pour", "for=9 against=2 abstain=1 adopted"},
      {"Pour: 7 / Contre: 0 / Abstention: 0", "for=7 against=0 abstain=0 adopted"},
      {"(pour : 11, contre : 0, abs : 4)", "for=11 against=0 abstain=4 adopted"},
      {"Main levée : 15 d'accord, 6 pas d'accord, 2 sans avis.", "for=15 against=6 abstain=2 main_levee adopted"},
      {"Vote dans la conversation : 8 « oui », aucun « non ».", "for=8 against=0 adopted"},
      {"Vote : 3 avis favorables, 2 avis défavorables.", "for=3 against=2 adopted"},
      {"Vote : 5 voix / 5", "for=5 adopted"},
      {"Pour : 807 / 807", "for=807 adopted"},
      {"Résultat : 219 oui (47,9 %), 238 non (52,1 %), 6 blancs.", "for=219 against=238 blank=6 rejected"},
      {"Vote : 4 pour, 2 contre... corrigé après recomptage : 3 pour, 4 contre.", "for=3 against=4 rejected"},
      {"Pour 583, contre 128, abstention 96... RECTIFICATION : POUR 679, CONTRE 128.", "for=679 against=128 adopted"},
      {"Dépouillement : pour 12, contre 7, blancs 3.", "for=12 against=7 blank=3 adopted"},
      {"Refus de vote : 0 - Abstention : 5 - Contre : 4 - Pour : 13", "for=13 against=4 abstain=5 not_voting=0 adopted"},
      {"Le budget est adopté par 26 mandats pour, 2 contre.", "for=26 against=2 adopted"},
      {"Le budget est adopté à l'unanimité moins une voix.", "against=1 adopted"},
      {"Le budget est voté à l'unanimité moins les voix du bureau, qui s'abstient (5).", "abstain=5 adopted"},
      {"Contre : 9 ; abstentions : 4 ; pour : le reste, soit 160.", "for=160 against=9 abstain=4 adopted"},
      {"Pour : 14\nContre : 3\nNe participe pas : 1", "for=14 against=3 not_voting=1 adopted"},
      {"Budget adopté (76 pour).", "for=76 adopted"},
      {"Adopté - 13 pour", "for=13 adopted"},
      {"Le budget est repoussé par 17 voix contre 21.", "for=17 against=21 rejected"},
      {"Le budget est repoussé par 21 voix contre 17.", "for=17 against=21 rejected"},
      {"Accord général.", "unanimity adopted"},
      {"Ont voté pour ............ 679 tantièmes\nOnt voté contre .......... 128 tantièmes\nSe sont abstenus ......... 0", "for=679 against=128 abstain=0 adopted"},
      {"La proposition, mise aux voix à main levée, réunit 58 suffrages ; 4 s'y opposent, 3 s'abstiennent.", "for=58 against=4 abstain=3 main_levee adopted"},
      {"Nul ne s'y opposant, le budget est adopté.", "sans_objection adopted"},
      {"Adopté à 7 voix contre 0 ; 1 abstention", "for=7 against=0 abstain=1 adopted"},
      {"Le budget est approuvé par 4 voix contre 3 et 1 vote blanc.", "for=4 against=3 blank=1 adopted"},
      {"Le budget est mis aux voix : 10 pour, 1 contre ; il est adopté.", "for=10 against=1 adopted"},
      {"Vote à bulletins secrets : 8 votants - 6 OUI - 1 NON - 1 bulletin nul.", "for=6 against=1 null=1 voters=8 secret adopted"},
      {"Votent pour : 12\nVotent contre : 0\nS'abstiennent : 2\nNe prennent pas part au vote : 1", "for=12 against=0 abstain=2 not_voting=1 adopted"},
      {"+ pour 41\n+ contre 2", "for=41 against=2 adopted"},
      {"Le budget est approuvé à l'unanimité des votes exprimés.", "unanimity adopted"},
      {"Le budget, mis aux voix, est adopté à l'unanimité.", "unanimity adopted"},
      {"Le budget est adopté à la majorité (11 pour, 4 contre).", "for=11 against=4 adopted"},
      {"oui : 12 / non : 3", "for=12 against=3 adopted"},
      {"Le budget est validé à l'unanimité avec 2 abstentions.", "abstain=2 unanimity adopted"},
      {"Le budget est adopté par 43 voix contre 0.", "for=43 against=0 adopted"},
      {"Le budget est adopté par 11 voix pour, 2 voix contre et 1 abstention.", "for=11 against=2 abstain=1 adopted"},
      {"Le budget est adopté d'une voix unanime.", "unanimity adopted"},
      {"L'assemblée vote le budget par assis et levé, à l'unanimité.", "main_levee unanimity adopted"},
      {"Ont voté pour : 8 (Anne Petit, Paul Roux)\nOnt voté contre : 5", "for=8 against=5 adopted"},
      {"Le budget recueille 5 voix pour et 5 voix contre. La présidente ayant voix prépondérante et s'étant prononcée contre, le budget est rejeté.", "for=5 against=5 rejected"},
      {"Le budget est adopté (aucune opposition).", "sans_objection adopted"},
      {"Le budget est refusé : 6 pour, 7 contre, 1 blanc.", "for=6 against=7 blank=1 rejected"},
      {"Le budget est voté par 12 voix pour et 3 bulletins blancs.", "for=12 blank=3 adopted"},
      {"Vote électronique : 40 pour, 2 contre.", "for=40 against=2 electronique adopted"},
      {":Pour: 46\n:Contre: 0\n:Abstention: 4", "for=46 against=0 abstain=4 adopted"},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    CHECK(told(of(one.text)) == one.told);
  }
}

TEST_CASE("votes of another time, another body or a part of the voters are not this vote") {
  CHECK(told(of("Paul rappelle qu'en 2013 on l'avait voté, 9 pour et 14 contre.\n\nLe budget est adopté.")) == "adopted");
  CHECK(told(of("Le conseil de l'UFR s'y était opposé en novembre (12 contre, 3 pour).\nPour : 13 - Contre : 4")) == "for=13 against=4 adopted");
  CHECK(told(of("L'an dernier c'était non (8 contre).\n\nVote : 6 pour, 7 contre, 1 blanc")) == "for=6 against=7 blank=1 rejected");
  CHECK(told(of("M. Petit signale qu'au conseil voisin le texte n'est passé que par 6 voix contre 5.\n\nLe budget est adopté.")) == "adopted");
  CHECK(told(of("Licences : 262 contre 197 l'an passé.\n\nLe budget est adopté.")) == "adopted");
  CHECK(told(of("Vote par collège\nA : 7 pour\nB : 4 pour, 1 abstention\nC : 20 pour, 1 contre\nLe budget est adopté.")) == "adopted");
}

TEST_CASE("a table of votes counts by its total row") {
  CHECK(told(of("| Groupe | Pour | Contre | Abstention |\n|---|---|---|---|\n| Gauche | 7 | 0 | 0 |\n| Droite | 4 | 0 | 1 |\n| Total | 11 | 0 | 1 |\n\nLe budget est adopté.")) == "for=11 against=0 abstain=1 adopted");
}

TEST_CASE("who is named beside a vote voted so") {
  const auto named = [](const std::string& text) {
    const Json record = test::record_of("Conseil du 12 mars 2019\n\nPrésents : Anne Petit, Paul Roux, Jean Martin\n\n# Budget\n\n" + text + "\n");
    std::string out;
    for (int i = 0; record.at("resolutions/0/vote/named/" + std::to_string(i)); ++i) {
      const std::string at = "resolutions/0/vote/named/" + std::to_string(i) + "/";
      out += (i ? ", " : "") + test::value_at(record, at + "name").as_string() + " " + record.at(at + "option")->as_string();
    }
    return out;
  };
  CHECK(named("Le budget est adopté par 9 voix pour, 2 contre (MM. Roux et Martin).") == "Paul Roux against, Jean Martin against");
  CHECK(named("Pour : 9 / Contre : P. Roux / Abstention : J. Martin") == "Paul Roux against, Jean Martin abstain");
  CHECK(named("Le budget est adopté, Mme Petit ne prenant pas part au vote.") == "Anne Petit not_voting");
  CHECK(named("Le budget est adopté par 12 voix ; 1 abstention, celle de Paul Roux.") == "Paul Roux abstain");
  CHECK(named("Mme Petit, présidente du club, n'a pris part ni aux débats ni au vote.\nLe budget est adopté à l'unanimité.") == "Anne Petit not_voting");
}

TEST_CASE("sums of a decision are those it takes over") {
  const auto sums = [](const std::string& text) {
    const Json record = test::record_of("Conseil municipal du 12 mars 2019\n\n# Subventions\n\n" + text + "\n");
    std::string out;
    for (int i = 0; record.at("resolutions/0/amounts/" + std::to_string(i)); ++i) out += (i ? " " : "") + (*record.at("resolutions/0/amounts/" + std::to_string(i)))["value"]["amount"].as_string();
    return out;
  };
  CHECK(sums("- ACCA : 60 €\n- Comité des fêtes : 1 100 €\n- Coopérative : 12 € par élève, soit 1 044 €\n\nLe conseil municipal attribue les subventions ci-dessus.") == "1044.00 1100.00 60.00");
  CHECK(sums("Le conseil fixe la taxe à 23.418,76 euros.") == "23418.76");
  CHECK(sums("Une somme de cinquante francs est allouée au concierge.") == "50.00");
  CHECK(sums("Le bureau propose de passer de 8 à 10 euros. La proposition est adoptée.") == "10.00");
}

TEST_CASE("each decision keeps its own vote") {
  const std::string list = "Assemblée générale du 16 avril 2016\n\n# Les rapports\n\n- Rapport d'activité : 447 oui, 10 non, 6 blancs\n- Comptes 2015 : 441 oui, 11 non, 11 blancs\n\nLes deux résolutions sont donc adoptées.\n";
  CHECK(count(list) == 2);
  CHECK(told(list, 0) == "for=447 against=10 blank=6 adopted");
  CHECK(told(list, 1) == "for=441 against=11 blank=11 adopted");
  const std::string two = "Assemblée générale du 16 avril 2016\n\nLes comptes sont approuvés par acclamation.\n\nLe bureau propose de porter la cotisation à 3 francs. On passe au vote par mains levées : soixante-dix-huit voix pour, trente et une contre. En conséquence la cotisation est fixée à 3 francs.\n";
  CHECK(told(two, 0) == "adopted");
  CHECK(told(two, 1) == "for=78 against=31 main_levee adopted");
  const std::string opposed = "Assemblée générale du 29 avril 2021\n\n# Cotisation\n\nOpposées, les deux propositions obtiennent 24 voix pour celle du comité, 9 pour celle de M. Parmelin. Le budget est adopté à mains levées.\n";
  CHECK(told(opposed, 0) == "for=24 against=9 adopted");
  CHECK(told(opposed, 1) == "main_levee adopted");
}

TEST_CASE("decisions in few words are decisions, told ones are not") {
  for (const char* text : {"**Décision** : retient la société Verrex pour 3 ans.", "Une somme de 25 francs est accordée à la veuve Larue.", "Comptes acceptés à l'unanimité.", "PV approuvé.", "Il est donné acte au Président de cette communication.", "La résolution passe.", "Le conseil passe à l'ordre du jour.",
                           "Le conseil est unanimement d'avis de vendre le terrain."}) {
    INFO(text);
    CHECK(count("Conseil du 12 mars 2019\n\n# Point unique\n\n" + std::string(text) + "\n") == 1);
  }
  CHECK(told("Conseil du 12 mars 2019\n\n# Local\n\nDécision : refuse la gratuité.\n") == "rejected");
  CHECK(told("Conseil du 12 mars 2019\n\n# Voirie\n\nDécision : ajournée dans l'attente d'un second devis.\n") == "adjourned");
  CHECK(told("Conseil du 12 mars 2019\n\n# Garantie d'emprunt\n\nRetiré par le rapporteur.\n") == "withdrawn");
  CHECK(count("# Chœur mixte - rapport moral, saison 2012-2013\n\nLe bureau a décidé en mai, par 4 voix et 1 abstention, de ne pas acheter le piano du curé.\n") == 0);
}

TEST_CASE("candidates and their votes are read from tables, lists and lines") {
  const std::string head = "Assemblée générale du 24 novembre 2018\n\n# Élection au comité directeur\n\n";
  CHECK(elected(head + "| Candidat | Voix | Élu |\n|---|---|---|\n| Laetitia Orain | 45 | oui |\n| Aurélien Gaubert | 22 | non |\n") == "comité directeur: Laetitia Orain (45); -comité directeur: Aurélien Gaubert (22)");
  CHECK(elected(head + "| | voix | |\n|---|---|---|\n| Claire Dubois | 70 | réélue |\n| Paul Martin | 33 | |\n") == "comité directeur: Claire Dubois (70); -comité directeur: Paul Martin (33)");
  CHECK(elected(head + "Sont candidats et élus :\n\n- Claire DUBOIS, 75 voix\n- Paul MARTIN, 73 voix\n\nNon élu : Jean PETIT, 22 voix.\n") == "comité directeur: Claire Dubois (75); comité directeur: Paul Martin (73); -comité directeur: Jean Petit (22)");
  CHECK(elected("Assemblée du 2 mars 1974\n\n# Elections\n\nM. Paul MARTIN, 63 voix.  M. Jean PETIT, 40 voix.  M. Louis ROUX, 23 voix.  Les deux premiers sont proclamés élus membres du Comité pour 4 ans.\n") ==
        "membres du Comité: Paul Martin (63); membres du Comité: Jean Petit (40); -membres du Comité: Louis Roux (23)");
  CHECK(elected(head + "Deux sièges à pourvoir : Claire Dubois 121, Paul Martin 84, Jean Petit 61.\n") == "comité directeur: Claire Dubois (121); comité directeur: Paul Martin (84); -comité directeur: Jean Petit (61)");
  CHECK(elected(head + "Votants : 17 - exprimés : 15.\n  DUBOIS Claire : 9 (proclamée élue) ; PETIT Jean : 6\n") == "comité directeur: Claire Dubois (9); -comité directeur: Jean Petit (6)");
  CHECK(elected(head + "Claire DUBOIS : 4 voix ; Paul MARTIN : 4 voix.\nAu second tour, Claire DUBOIS : 6 voix ; Paul MARTIN : 3 voix.\nClaire DUBOIS est élue présidente.\n") == "présidente: Claire Dubois (6); -présidente: Paul Martin (3)");
  CHECK(elected(head + "Présidente : Claire Dubois ; Trésorier : Paul Martin.\n") == "Présidente: Claire Dubois; Trésorier: Paul Martin");
  CHECK(elected("Assemblée du 2 mars 2019\n\n# Élections\n\n- Comité d'attribution, par acclamation : Mme Anne Petit et M. Paul Martin.\n") == "Comité d'attribution: Anne Petit; Comité d'attribution: Paul Martin");
  CHECK(elected("Assemblée du 2 mars 2019\n\n# Élections\n\nMme Claire Dubois remplace M. Roux à la caisse.\n") == "caisse: Claire Dubois");
  CHECK(elected("Assemblée du 2 mars 2019\n\n# Bureau\n\nMme Claire Dubois est élue présidente par 12 voix.\n") == "présidente: Claire Dubois (12)");
}

TEST_CASE("numbers that lead through a sitting are its agenda") {
  const std::string opening = "Conseil d'école du 8 mars 2022\n\nPrésents : Claire Dubois, Paul Martin\n\n";
  CHECK(agenda(opening + "1. Approbation du PV\nLe PV est validé.\n\n2. Effectifs\nÀ ce jour 94 élèves sont inscrits.\n\n3. Projets\nLa classe orchestre continue.\n") == "Approbation du PV | Effectifs | Projets");
  CHECK(agenda(opening + "**1/ PV de mars** : approuvé.\n\n**2/ Comptes**\n\nLe trésorier expose les comptes.\n\n**3/ Divers** : néant pour cette fois.\n") == "PV de mars | Comptes | Divers");
  CHECK(agenda(opening + "Point 1. PV du 16/09\nLe PV est approuvé.\n\nPoint 2. Expertise\nLe comité en parle.\n\nPoint 3. Réclamations (Y. TESTUD)\nLa douche est réparée.\n") == "PV du 16/09 | Expertise | Réclamations");
  CHECK(agenda(opening + "**Sujet A – Ce qui s'est passé**\n\nRémi raconte le gel.\n\n**Sujet B – L'argent**\n\nLe compte est bon.\n\n**Sujet C – Divers**\n\nRien de neuf.\n") == "Ce qui s'est passé | L'argent | Divers");
  CHECK(agenda(opening + "Au programme de la matinée : bilan de l'année / les tarifs / questions.\n\nOn commence.\n") == "bilan de l'année | les tarifs | questions");
  CHECK(agenda(opening + "Le conseil décide :\n\n1. d'acheter un poêle\n2. de peindre le préau\n3. de planter une haie\n").empty());
}
