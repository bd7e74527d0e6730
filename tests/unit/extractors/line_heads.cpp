// Decisions told in lines that name their business at their head, in lists of acts, and in the middle of what was said.
#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;

namespace {

// "title: result amounts" for each resolution.
std::string decided(const std::string& text) {
  const Json record = test::record_of(text);
  const Json* list = record.find("resolutions");
  std::string out;
  if (!list) return out;
  for (const Json& one : list->items()) {
    out += (out.empty() ? "" : " | ") + test::leaf(one, "title") + ": " + test::leaf(one, "result");
    if (const Json* vote = one.find("vote"))
      if (const std::string mode = test::leaf(*vote, "mode"); !mode.empty()) out += " " + mode;
  }
  return out;
}

const std::string club = "Compte rendu du comité du club de voile, 12 mars 1998\n\nPrésents : Luc Morel, Anne Petit, Jean Roy.\n\n";

}  // namespace

TEST_CASE("words at the head of a line name what is decided in it") {
  CHECK(decided("Séance du comité du 12 novembre 1935\n\nPrésents : Lefort, Dubreuil, Guyot.\n\nCorrespondance. – Une lettre est lue.\nFête. – Dubreuil propose l'Alhambra. Le comité se prononce pour la salle du Foyer.\nBibliothèque. – L'achat d'étagères est décidé. Adopté.\n") ==
        "Fête: adopted | Bibliothèque: adopted");
  CHECK(decided(club + "LES COMPTES. Anne Petit les présente. Ils sont approuvés à l'unanimité.\n\nLE PONTON. Le devis est trop élevé, le point est reporté à la prochaine réunion.\n\nLA RÉGATE. Elle aura lieu le 4 juin.\n") ==
        "LES COMPTES: adopted | LE PONTON: adjourned");
  CHECK(decided(club + "Matériel : il manque deux gilets, on a décidé de les racheter au printemps.\nLocal : le bailleur n'a pas répondu, on attend.\nRégate : le comité retient la date du 4 juin pour la régate.\n") == "Matériel: adopted | Régate: adopted");
  CHECK(decided(club + "Koala : on a parlé du bar.\nLuc : le comité approuve souvent trop vite.\nKoala : oui.\nLuc : non.\n") == "");  // who speaks comes again
}

TEST_CASE("each line of a list of acts tells its own") {
  CHECK(decided("CONSEIL MUNICIPAL DU 17 DÉCEMBRE 2015\n\nN° 2015-112 Approbation du procès-verbal – Adopté à l'unanimité\nN° 2015-113 Débat d'orientation budgétaire – Dont acte\nN° 2015-116 Convention avec le refuge – Retirée de l'ordre du jour\n") ==
        "2015-112 Approbation du procès-verbal: adopted | 2015-113 Débat d'orientation budgétaire: noted | 2015-116 Convention avec le refuge: withdrawn");
  CHECK(decided("Conseil communal du 28 avril 2014\n\nLE CONSEIL,\nOBJET 4 : Achat d'une camionnette\nDECIDE, à l'unanimité,\nArt. 1er : D'approuver le cahier des charges.\n\nOBJET 5 : Règlement de roulage\nLe point est reporté à une séance ultérieure.\n") == "Achat d'une camionnette: adopted | Règlement de roulage: adjourned");
}

TEST_CASE("what was heard before names no other body than the one that decides") {
  CHECK(decided("Assemblée générale du 28 mai 1976\n\nPREMIÈRE RÉSOLUTION\nL'Assemblée générale, après avoir entendu le rapport du Conseil d'administration, approuve les comptes.\nCette résolution est adoptée.\n") == "PREMIÈRE RÉSOLUTION: adopted");
}

TEST_CASE("a thing the open resolution says nothing of is another's") {
  CHECK(decided("Assemblée générale du 14 janvier 1906\n\nLe procès-verbal de la dernière assemblée est lu et adopté. M. le trésorier rend compte de l'année. Ces comptes sont approuvés.\n") == "Le procès-verbal de la dernière assemblée: adopted | Ces comptes: adopted");
}

TEST_CASE("consent is said in many ways") {
  CHECK(decided("# Collégiale du 18 septembre 2018\n\n## 1. Bière\n\nTour d'objection : aucune.\nProposition adoptée.\n\n## 2. Salle\n\n30 € pour les associations.\nValidé par consentement.\n\n## 3. Banque\n\nRien.\n") == "Bière: adopted sans_objection | Salle: adopted sans_objection");
  CHECK(decided("# Collégiale du 18 septembre 2018\n\n## 1. Bière\n\nIl serait bien de décider par consentement.\n") == "");
}

TEST_CASE("a ballot's manner, what is withdrawn and what is put off to a month are told in passing") {
  CHECK(decided("Conseil du 3 mai 1968\n\n1. Jeux\n\nLe crédit est accordé par 47 oui contre 6 non et 5 bulletins blancs, au bulletin secret.\n\n2. Tarif\n\nLa hausse est renvoyée au comité de mars.\n\n3. Divers\n\nLe dossier est renvoyé à la préfecture.\n") ==
        "Jeux: adopted secret | Tarif: adjourned");
  CHECK(decided("Assemblée générale du 4 juin 1994\n\nVoeu n° 4 : feuilles de match\n\nFeuille en quatre exemplaires. Mme Arbogast le retire, la Ligue en ayant décidé autrement.\n") == "feuilles de match: withdrawn");
}
