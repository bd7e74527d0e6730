// Votes beside the decisions they are of, who cast them, and who was put into posts by them.
#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;

namespace {

const std::string opening = "CONSEIL MUNICIPAL\n\nSéance du 23 mars 2004\n\nPrésents : M. Karim Bachir, M. Henri Boulangeot, M. Paul Tachet, Mme Rose Lagoutte, M. Jean Valour, M. Luc Mazens.\n\n";

// "title: result for=.. against=.. [name option …]" for each resolution.
std::string decided(const std::string& text) {
  const Json record = test::record_of(opening + text);
  const Json* list = record.find("resolutions");
  std::string out;
  if (!list) return out;
  for (const Json& one : list->items()) {
    out += (out.empty() ? "" : " | ") + test::leaf(one, "title") + ": " + test::leaf(one, "result");
    const Json* vote = one.find("vote");
    if (!vote) continue;
    for (const char* key : {"mode", "for", "against", "abstain"})
      if (const std::string value = test::leaf(*vote, key); !value.empty() && (std::string(key) == "mode" || (*vote)[key]["status"].as_string() == "stated")) out += std::string(" ") + key + "=" + value;
    if (vote->find("unanimity")) out += " unanimity";
    if (const std::string named = test::rows(*vote, "named", {"name", "option"}); !named.empty()) out += " [" + named + "]";
  }
  return out;
}

std::string seats(const std::string& text) { return test::rows(test::record_of(opening + text), "elections", {"person", "post", "votes"}); }

}  // namespace

TEST_CASE("names behind a count and a dash voted so, whatever their shares") {
  CHECK(decided("1. QUITUS\n\nL'assemblée donne quitus au syndic.\nPOUR : 6 759 tantièmes\nCONTRE : 909 – M. BACHIR (388), M. BOULANGEOT (521)\nCette résolution est adoptée.\n") ==
        "QUITUS: adopted for=6759 against=909 [Karim Bachir, against | Henri Boulangeot, against]");
  CHECK(decided("1. SALLE DES FETES\n\nLe Conseil approuve l'avant-projet (13 pour, 1 contre :\nM. TACHET, qui trouve le hall trop grand).\n") == "SALLE DES FETES: adopted for=13 against=1 [Paul Tachet, against]");
  CHECK(decided("1. FOYER\n\nLa subvention est adoptée. M. LAGOUTTE, qui préside le Foyer rural, ne prend pas part au vote. Pour le reste, unanimité.\n") == "FOYER: adopted unanimity [Rose Lagoutte, not_voting]");
}

TEST_CASE("a count goes on over a line end and behind leaders") {
  CHECK(decided("1. TOITURE\n\nAprès discussion, le Conseil décide, par 4 voix contre\n1, de retenir l'offre.\n") == "TOITURE: adopted for=4 against=1");
  CHECK(decided("1. CHEMIN\n\nPour .................. 12\nContre ................  8\nEn conséquence, le Conseil adopte le tracé.\n") == "CHEMIN: adopted for=12 against=8");
}

TEST_CASE("a ballot opened behind a decision is of the next one") {
  CHECK(decided("1. CHEMIN\n\nL'ajournement, mis aux voix par assis et levé, est repoussé. Il est procédé à un scrutin public sur le tracé.\nPour : 12\nContre : 8\nLe Conseil adopte le tracé.\n") ==
        "CHEMIN: rejected mode=main_levee | CHEMIN: adopted mode=public for=12 against=8");
  CHECK(decided("1. VIN\n\nM. Salles propose 35 F. Cet amendement, mis aux voix, est repoussé par 71 voix contre 44.\nLa résolution est ensuite adoptée à la majorité.\n") ==
        "VIN: rejected for=44 against=71 | VIN: adopted");
}

TEST_CASE("what is only put off, or how it is voted, decides nothing") {
  CHECK(decided("1. CONVENTION\n\nL'examen est repoussé au prochain conseil.\n") == "CONVENTION: adjourned");
  CHECK(decided("1. COMMISSIONS\n\nLe vote à main levée est accepté par tous.\n") == "");
  CHECK(decided("1. COTISATIONS\n\nIl est voté à mains levées : 400 francs est adopté par 51 voix contre 9.\n") == "COTISATIONS: adopted mode=main_levee for=51 against=9");
}

TEST_CASE("titles stand between dashes or before who reports, and no person is one") {
  CHECK(decided("- TAUX DES IMPOTS -\n\nLes taux sont adoptés.\n\n- BUDGET PRIMITIF -\n\nAdopté à l'unanimité.\n") == "TAUX DES IMPOTS: adopted | BUDGET PRIMITIF: adopted unanimity");
  CHECK(decided("Pont de Mazerac. — M. Lagarrigue, rapporteur.\n\nLe pont sera reconstruit.\n\nAdopté.\n") == "Pont de Mazerac: adopted");
  CHECK(decided("M. Valour. — Je demande pourquoi.\n\nLe procès-verbal est adopté.\n") == "Le procès-verbal: adopted");
}

TEST_CASE("sides of a delegation are of what the title designates") {
  CHECK(seats("4. Désignation des délégués au SIVU\n\nLe conseil DÉSIGNE, à l'unanimité :\n- pour la majorité : M. Karim Bachir ;\n- pour la minorité : M. Paul Tachet.\n") == "Karim Bachir, délégués au SIVU | Paul Tachet, délégués au SIVU");
  CHECK(seats("3. REPRÉSENTANT À LA COMMISSION DES MARCHÉS\n\nM. TACHET, seul candidat, est désigné, 9 voix.\n") == "Paul Tachet, REPRÉSENTANT À LA COMMISSION DES MARCHÉS, 9");
}

TEST_CASE("who replaces, who is elected by a pronoun, who is not elected") {
  CHECK(seats("4. Divers\n\nLuc MAZENS, qui quitte le site, est remplacé comme référent sécurité par Rose LAGOUTTE, élue par 6 voix.\n") == "Rose Lagoutte, référent sécurité, 6");
  CHECK(seats("4. Elections\n\nCandidats : Karim Bachir, Luc Mazens. L'assemblée les élit par acclamation comme administrateurs pour 3 ans.\n") == "Karim Bachir, administrateurs | Luc Mazens, administrateurs");
  CHECK(seats("6. DÉSIGNATION DU SYNDIC\n\nM. Luc MAZENS est nommé syndic.\nPOUR : 6 759\nCONTRE : 909 – M. BACHIR (388), M. BOULANGEOT (521)\n") == "Luc Mazens, syndic");
}

TEST_CASE("a row alone tells a vote, with what it is on in brackets") {
  CHECK(decided("## RAPPORT MORAL\n\nLe président remercie.\n\n| VOTE | Pour : 63 | Contre : 0 | Abst. : 0 |\n\n## DIVERS\n\nRien.\n") == "RAPPORT MORAL: adopted for=63 against=0 abstain=0");
  CHECK(decided("8. Superficie\n\nLe renvoi est décidé par 47 voix contre 40.\n") == "Superficie: adjourned for=47 against=40");
  CHECK(decided("8. Résultat\n\nLe report du solde est adopté par 47 voix contre 40.\n") == "Résultat: adopted for=47 against=40");
}

TEST_CASE("who leaves says nothing of a vote unless it is said why") {
  CHECK(decided("1. COMPTES\n\nM. Tachet sort de la salle. Les comptes sont adoptés.\n") == "COMPTES: adopted");
  CHECK(decided("1. CLUB\n\nM. Tachet, président du club, sort. La subvention est adoptée.\n") == "CLUB: adopted [Paul Tachet, not_voting]");
}

TEST_CASE("firms keep their name, fun and counts are no posts, a second round counts") {
  CHECK(seats("6. Syndic\n\nLe cabinet Brémond est élu syndic.\n") == "cabinet Brémond, syndic");
  CHECK(seats("6. Élection du trésorier\n\nKarim Bachir est élu trésorier. Luc Mazens reste « trésorier de cœur » pour tous.\n") == "Karim Bachir, trésorier");
  CHECK(seats("6. Délégations\n\nKarim Bachir est élu « référent sécurité ».\n") == "Karim Bachir, référent sécurité");
  CHECK(seats("Élection du bureau\nAnne Petit est élue présidente.\n").find("bureau Anne") == std::string::npos);
  CHECK(seats("6. Élection du trésorier\n\nPremier tour : Karim Bachir 4, Luc Mazens 3, Jean Valour 2.\n\nSecond tour :\n- Karim Bachir : 5 voix\n- Luc Mazens : 4 voix\n\nKarim Bachir est élu trésorier.\n") ==
        "Karim Bachir, trésorier, 5 | Luc Mazens, trésorier, 4 | Jean Valour, trésorier, 2");
}

TEST_CASE("counts that open with those who voted stand under their title, and an amendment's outcome behind its vote is no other decision") {
  CHECK(decided("## 1. Procès-verbal du 3 février\n\nVotants : 19    Pour : 17    Contre : 0    Abstentions : 2\n\nLe procès-verbal est adopté.\n") == "Procès-verbal du 3 février: adopted for=17 against=0 abstain=2");
  CHECK(decided("## 8. Budget\n\nAmendement de M. Valour : 1 %. Vote : 5 pour, 10 contre. Amendement rejeté.\n").find("|") == std::string::npos);
  CHECK(decided("Élus en exercice : 14 | présents : 10 | votants : 12\n\n## 1. Divers\n\nRien.\n") == "");
}
