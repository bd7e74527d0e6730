#include <catch2/catch.hpp>

#include "tests/unit/extractors/shown.hpp"

using namespace minutier;
using test::record_of;
using test::rows;
using test::value_at;

// How organisations set what they write: the same facts in tables, under groups of headings, in lists and in running words.

namespace {

std::string people(const std::string& text, const std::string& name = "pv.txt") {
  const Json record = record_of(text, name);
  const Json* attendance = record.find("attendance");
  return attendance ? rows(*attendance, "people", {"name", "status", "proxy_to", "role", "organisation"}) : "";
}

std::string seats(const std::string& text) { return rows(record_of(text), "elections", {"post", "person", "votes"}); }

std::string resolutions(const std::string& text) { return rows(record_of("Compte rendu de l'assemblée générale du 3 mai 2020\n\n" + text), "resolutions", {"title", "result"}); }

}  // namespace

TEST_CASE("who was there is read from a table of labels and lists") {
  CHECK(people("# Compte rendu du conseil d'administration du 12 mars 2020\n\n| | |\n|---|---|\n| Présents | Anne Morel, Paul Tissier |\n| Excusés | Luc Garnier (pouvoir à Anne Morel), Marie Petit |\n| Absent | Hervé Colin |\n| Invitée | Claire Sauvage, comptable |\n") ==
        "Anne Morel, present | Paul Tissier, present | Luc Garnier, represented, Anne Morel | Marie Petit, excused | Hervé Colin, absent | Claire Sauvage, guest, comptable");
  CHECK(people("# PV du comité du 4 mai 2021\n\n| Rôle | Personnes |\n|---|---|\n| Présidence | Yvette Rochat |\n| Comité | Yvette Rochat, Marc Piguet |\n| Excusé | Pierre Jaton |\n| Fiduciaire | Jean Blanc, Fidu SA |\n") ==
        "Yvette Rochat, present | Marc Piguet, present | Pierre Jaton, excused | Jean Blanc, guest, Fidu SA");
  CHECK(people("PV\n\n                     PRÉSENTS                               EXCUSÉS\n                     Jean Marchal                           Louise Aubry\n                     Odette Simon                           Marcel Roy\n") ==
        "Jean Marchal, present | Louise Aubry, excused | Odette Simon, present | Marcel Roy, excused");
  CHECK(people("# CR\n\nPrésents (par commune)\n\n| Commune | Titulaires |\n|---|---|\n| Brousse | MAVEL Jean-Pierre, RODDE Christine |\n| Marat | DUTOUR Stéphane |\n") ==
        "Jean-Pierre Mavel, present, Brousse | Christine Rodde, present, Brousse | Stéphane Dutour, present, Marat");
  CHECK(people("# PV\n\n| Nom | Au titre de | P/E/A |\n|---|---|---|\n| Anne MOREL | Parents | P |\n| Luc GARNIER | PO | E – procuration à A. MOREL |\n| Marie PETIT | Parents | A |\n| Jo RUIZ | Personnel | P (18h25) |\n") ==
        "Anne Morel, present | Luc Garnier, represented, Anne Morel | Marie Petit, absent | Jo Ruiz, present");
  CHECK(people("PROCÈS-VERBAL\n\nAu bureau ont pris place :\n\n     MM. ESCANDE Ferdinand        président\n         ROUVEYROL Louis          administrateur\n         MALAVAL Justin              \"\n") ==
        "Ferdinand Escande, present, président | Louis Rouveyrol, present, administrateur | Justin Malaval, present, administrateur");
  // a table of other things stays one
  CHECK(people("# CR\n\n| Poste | Montant |\n|---|---|\n| Loyer | 300 |\n| Dons | 20 |\n") == "");
}

TEST_CASE("who was there is read under words of every day and under headings of groups") {
  CHECK(people("COMPTE RENDU DU 8 JANVIER 2015\n\nAutour de la table ce soir : Michel Aubert, Josette Perrin. Manquaient à l'appel : Roger Blanc et Nicole Vidal (excusée).\n") ==
        "Michel Aubert, present | Josette Perrin, present | Roger Blanc, absent | Nicole Vidal, excused");
  CHECK(people("# Réunion du CA\n\n## Qui était là\n- Nadège Roux\n- Karim\n\n## Absents\n- Pauline Lefort\n") == "Nadège Roux, present | Karim, present | Pauline Lefort, absent");
  CHECK(people("Compte rendu\n\nQui est là\n==========\n\nMembres du conseil\n------------------\n\n* Anne Morel, présidente\n* gaston_l, trésorier\n\nAutres adhérents\n----------------\n\nPaul Tissier, Cartophile, Dédé la Truite, Luc\nGarnier\n\nVenus avec pouvoir\n------------------\n\n* Orphée -> Anne Morel\n") ==
        "Anne Morel, present, présidente | gaston_l, present, trésorier | Paul Tissier, present | Cartophile, present | Dédé la Truite, present | Luc Garnier, present | Orphée, represented, Anne Morel");
  CHECK(people("PV du conseil d'école du 10 juin 2014\nEnseignants : Mme Lebrun (directrice), M. Fauvel\nParents élus : Mmes Ricard, Boulay, M. Sow\nExcusée : Mme Roche\n") ==
        "Lebrun, present, directrice | Fauvel, present | Ricard, present | Boulay, present | Sow, present | Roche, excused");
  CHECK(people("CR CODIR 12/01/2021\nPrésents : AM. Roussel / P. Giraud / L. Chen\nExcusés : T. Meyer / H. Blum\n") == "AM. Roussel, present | P. Giraud, present | L. Chen, present | T. Meyer, excused | H. Blum, excused");
  CHECK(people("# AG 2016\n\nPrésents physiquement : bob, alice, Zoë, pierre-o\nProcurations : jul -> bob, sam -> alice\n") == "bob, present | alice, present | Zoë, present | pierre-o, present | jul, represented, bob | sam, represented, alice");
  CHECK(people("PV\n\nLISTE DES PRESENTS\n1. MARTIN Josiane\n2. BERNARD Luc\n") == "Josiane Martin, present | Luc Bernard, present");
  CHECK(people("PV\n\nEtaient présents MM. les Conseillers :\n\n  1. MORLOT Emile            3. PERRIN Gaston\n  2. HUSSON Léon             4. DIDIERJEAN Marcel\n\n  formant la totalité des membres.\n") ==
        "Emile Morlot, present | Gaston Perrin, present | Léon Husson, present | Marcel Didierjean, present");
  // what follows a label of presence is not always a list
  CHECK(people("PV\n\nQui était là ? Pointage à l'entrée : 61 adhérents dans la salle.\n") == "");
  CHECK(people("PV\n\nPrésents : tous les membres du bureau, le public, quelques parents.\n") == "");
}

TEST_CASE("whom a person comes from is named without the words that lead there") {
  CHECK(people("PV\n\nM. Luc Ferrand, du cabinet Sogex, et Mme Jeanne Lauzier, de la Chambre d'agriculture, assistaient à la séance.\n") == "Luc Ferrand, guest, cabinet Sogex | Jeanne Lauzier, guest, Chambre d'agriculture");
  CHECK(people("PV\n\nPrésents : Anne Morel (pour la Ville de Brassigny), Paul Tissier\n") == "Anne Morel, present, Ville de Brassigny | Paul Tissier, present");
  CHECK(people("PV\n\nPrésents : FCPE : Mmes Valérie Gros et Anne Coulon, M. David Zerbib. PEEP : M. Thierry Hugon.\n") == "Valérie Gros, present, FCPE | Anne Coulon, present, FCPE | David Zerbib, present, FCPE | Thierry Hugon, present, PEEP");
}

TEST_CASE("a table of keys says when, where and under whom a sitting was held") {
  const Json record = record_of("# Procès-verbal du conseil de participation\n\n| Date | jeudi 21 mars 2024 |\n|---|---|\n| Heure | 18h10 – 20h40 (convocation du 7 mars pour 18h00) |\n| Lieu | Réfectoire (la salle est en travaux) |\n| Présidence | Stéphanie DUMOULIN |\n| Secrétaire | Olivier GHYSELINCK |\n");
  CHECK(value_at(record, "meeting/date").as_string() == "2024-03-21");
  CHECK(value_at(record, "meeting/start").as_string() == "18:10");
  CHECK(value_at(record, "meeting/end").as_string() == "20:40");
  CHECK(value_at(record, "meeting/place").as_string() == "Réfectoire");
  CHECK(value_at(record, "meeting/chair").as_string() == "Stéphanie Dumoulin");
  CHECK(value_at(record, "meeting/secretary").as_string() == "Olivier Ghyselinck");
}

TEST_CASE("a board is read from one sentence, delegates from their bodies, scores from leaders") {
  CHECK(seats("AG du 12 décembre 2009\n\n7/ Élections\n\nLe comité directeur a élu son bureau pour 2010 : président, Yvon LE DANTEC ; vice-présidente, Marie-Annick GUÉGAN ; trésorier, Hervé TANGUY.\n") ==
        "président, Yvon Le Dantec | vice-présidente, Marie-Annick Guégan | trésorier, Hervé Tanguy");
  CHECK(seats("CR AG 2014\n\nLe bureau pour l'année : présidence Odile Vasseur, trésorerie Marc Lantier, secrétariat Jo Kermorvan.\n") == "présidence, Odile Vasseur | trésorerie, Marc Lantier | secrétariat, Jo Kermorvan");
  CHECK(seats("Conseil municipal du 3 mai 2014\n\nDésignation des délégués\n\nSont nommés à l'unanimité :\n\n- au Syndicat des eaux : MM. Jean Didierjean et Paul Claudel\n- au Bureau de bienfaisance : Mme Anne Thiébaud\n") ==
        "délégué au Syndicat des eaux, Jean Didierjean | délégué au Syndicat des eaux, Paul Claudel | Bureau de bienfaisance, Anne Thiébaud");
  CHECK(seats("Conseil communautaire du 3 mai 2014\n\n8. Syndicats et organismes : désignations\n\nSICTOM : titulaire M. Hervé Pinel, suppléante Mme Jacqueline Monteil\n") == "SICTOM titulaire, Hervé Pinel | SICTOM suppléante, Jacqueline Monteil");
  CHECK(seats("Assemblée générale du 13 juin 1965\n\nRenouvellement du Conseil d'administration\n\n     ROUVEYROL Louis ........... 149     élu\n     FABREGUES Emile ........... 140     élu\n     GINESTE Raoul .............  61\n") ==
        "Conseil d'administration, Louis Rouveyrol, 149 | Conseil d'administration, Emile Fabregues, 140 | Conseil d'administration, Raoul Gineste, 61");
  CHECK(seats("Assemblée générale du 13 juin 1965\n\nQuestions diverses\n\nM. Jean Cabrol est renouvelé par acclamations dans ses fonctions de commissaire aux comptes pour trois ans.\n\nÉlections\n\nM. Jean Cabrol est renouvelé par acclamations dans ses fonctions de commissaire aux comptes pour trois ans.\n") == "commissaire aux comptes, Jean Cabrol");
  // an agenda, a proposal are no board
  CHECK(seats("AG du 3 mai\n\nLe bureau propose : un vide-grenier, une fête, un loto.\n") == "");
}

TEST_CASE("entries of a list that each say how they ended are decisions") {
  CHECK(resolutions("## Décisions\n\n- Convention avec la mairie : validée\n- Recrutement d'un apprenti : reporté au prochain CA\n- Tarif jeunes à 5 € : refusé (3 pour, 6 contre)\n- Adhésion au réseau : oui à l'unanimité\n") ==
        "Convention avec la mairie, adopted | Recrutement d'un apprenti, adjourned | Tarif jeunes à 5 €, rejected | Adhésion au réseau, adopted");
  CHECK(resolutions("OBJET : Demandes de secours\na) Veuve Martin : 200 F. Accordé.\nb) Société de musique : 500 F. Refusé.\nc) Famille Roux : renvoyé à la commission.\n") == "Veuve Martin, adopted | Société de musique, rejected | Famille Roux, adjourned");
  // one alone, or words of a report
  CHECK(resolutions("## Travaux\n\n- Toiture : terminée en mars\n- Portail : peint, accepté par l'architecte des bâtiments\n") == "");
}

TEST_CASE("a vote that names its object is a resolution however long the name") {
  CHECK(resolutions("# 1. Comptes\n\nVote sur les comptes et quitus au trésorier : Pour 103 Contre 0 Abstentions 2\n") == "comptes et quitus au trésorier, adopted");
  CHECK(resolutions("# 1. Statuts\n\nProjet de statuts : 103 pour, 0 contre\n") == "Projet de statuts, adopted");
  CHECK(resolutions("# 1. Local\n\nVote :\tPour 81\tContre 20\tAbstentions 4\tAdopté.\n") == "Local, adopted");
}

TEST_CASE("the counts of a sitting are read from the sentence that adds them") {
  const auto totals = [](const std::string& text) {
    const Json record = record_of("PROCÈS-VERBAL\n\n" + text);
    std::string out;
    for (const char* key : {"in_office", "present", "represented", "present_or_represented"}) {
      const Json value = value_at(record, std::string("attendance/totals/") + key);
      out += (out.empty() ? "" : " ") + (value.is_null() ? std::string("-") : std::to_string(value.as_int()));
    }
    return out;
  };
  CHECK(totals("La feuille de présence dit que sur 312 sociétaires inscrits 118 sont présents et 41 représentés, soit au total cent cinquante-neuf.") == "312 118 41 159");
  CHECK(totals("Sur 85 adhérents à jour de cotisation, 32 sont présents et 11 représentés, soit 43.") == "85 32 11 43");
  CHECK(totals("Les statuts exigent le tiers des membres présents, soit 25.") == "- - - -");
}

TEST_CASE("a line of tildes under a title takes no text away") {
  const Json record = record_of("Compte rendu de l'AG 2015\n=========================\n\n1. Activités\n------------\n\nAteliers\n~~~~~~~~\nDeux cycles.\n\nDicodoc\n~~~~~~~\nLe rapport est adopté à l'unanimité.\n", "cr.rst");
  CHECK(rows(record, "resolutions", {"result"}) == "adopted");
}
