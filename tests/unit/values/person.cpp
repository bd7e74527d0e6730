#include "pipeline/values/person.hpp"

#include <catch2/catch.hpp>

using namespace minutier;
using namespace minutier::extract;

namespace {

std::string name_of(std::string_view text) {
  const auto person = parse_person(text);
  return person ? person->name : "-";
}

// "Name|role|organisation;…"
std::string people(std::string_view text) {
  std::string out;
  for (const PersonEntry& e : split_people(text, {0, text.size()})) {
    if (!out.empty()) out += "; ";
    out += e.person.name;
    for (const PersonTail& t : e.tails)
      out += (t.kind == TailKind::role ? "|r:" : t.kind == TailKind::organisation ? "|o:" : "|n:") + (t.kind == TailKind::role ? singular_office(t.range.of(text)) : std::string(t.range.of(text)));
  }
  return out;
}

}  // namespace

TEST_CASE("a name is given with the given name first") {
  const std::pair<const char*, const char*> cases[] = {
      {"ARCHAMBEAUD Hugues", "Hugues Archambeaud"},
      {"LE COR Armel", "Armel Le Cor"},
      {"LALA ALQUIER Ghislaine", "Ghislaine Lala Alquier"},
      {"VAN HAERINGEN Aude", "Aude Van Haeringen"},
      {"Jean- Marie BERGÈRE", "Jean-Marie Bergère"},
      {"Corinne IEHL", "Corinne Iehl"},
      {"BOIS-CHOUSSY Sylvine", "Sylvine Bois-Choussy"},
      {"Manon L.", "Manon L."},
      {"Adeline", "Adeline"},
      {"Pauline Lavagne d'Ortigue", "Pauline Lavagne d'Ortigue"},
      {"Gildas Gaonac'h", "Gildas Gaonac'h"},
      {"Béatrice Le Gall", "Béatrice Le Gall"},
      {"Dupont Marie", "Marie Dupont"},
      {"Marie Dupont", "Marie Dupont"},
      {"DUPONT Marie-Thérèse", "Marie-Thérèse Dupont"},
      {"M. Roustan", "Roustan"},
      {"Mme Geneviève de la Tour", "Geneviève de la Tour"},
      {"Monsieur Jean-Marie Bergère", "Jean-Marie Bergère"},
      {"le citoyen Houdayer", "Houdayer"},
      {"J.-B. Durand", "J.-B. Durand"},
      {"M. P. Martin", "P. Martin"},
      {"M.-P. Lhoste", "M.-P. Lhoste"},
      {"Mme M.-P. Lhoste", "M.-P. Lhoste"},
      {"Vidal (Joseph)", "Joseph Vidal"},
      {"M. Vidal (Joseph)", "Joseph Vidal"},
      {"D'ORTIGUE Élodie", "Élodie D'Ortigue"},
      {"José Da Silva", "José Da Silva"},
  };
  for (const auto& [text, name] : cases) {
    CAPTURE(text);
    CHECK(name_of(text) == name);
  }
}

TEST_CASE("what is not a person gives no name") {
  for (const char* text : {"Ville de Grenoble", "CNFPT", "Conseil municipal", "Présents", "14 présents", "01 83 62 98 27", "M. le Maire", "Madame la Présidente", "Région Grand Est",
                           "Il faut s'inspirer de l'école", "Le budget est adopté", "Ordre du jour", "Démocratie ouverte et ses amis", "Département de Gironde", "Sciences Po Lyon a répondu", "",
                           "Équipe", "Association Les Amis du Lac", "Article 3", "Vote : unanimité", "Trésorière", "le maire", "http://exemple.fr"}) {
    CAPTURE(text);
    CHECK(name_of(text) == "-");
  }
}

TEST_CASE("a list text gives its people with their tails") {
  const std::pair<const char*, const char*> cases[] = {
      {"MM. Roustan, maire ; Tournemire et Escande, adjoints ; Delpuech,\nVidal (Joseph), Vidal (Antonin), Cassagne et Lacaze.",
       "Roustan|r:maire; Tournemire|r:adjoint; Escande|r:adjoint; Delpuech; Joseph Vidal; Antonin Vidal; Cassagne; Lacaze"},
      {"les citoyens Anselme Fourcade, maire, Blaise Montagnac, Guillaume\nRivière et Pierre Laborie, officiers municipaux, Antoine Sabatié,\nagent national, Jean Delmas et Louis Vayssié,\nnotables",
       "Anselme Fourcade|r:maire; Blaise Montagnac|r:officier municipal; Guillaume Rivière|r:officier municipal; Pierre Laborie|r:officier municipal; "
       "Antoine Sabatié|r:agent national; Jean Delmas|r:notable; Louis Vayssié|r:notable"},
      {"Camille Arnodin, Isabelle Bagdassarian (Département des Pyrénées-Atlantiques), Mathias Béjean, Marc Trinquet (Agence d'urbanisme Atlantique & Pyrénées), Nadia Wolff (Grenoble Alpes Métropole).",
       "Camille Arnodin; Isabelle Bagdassarian|o:Département des Pyrénées-Atlantiques; Mathias Béjean; Marc Trinquet|o:Agence d'urbanisme Atlantique & Pyrénées; Nadia Wolff|o:Grenoble Alpes Métropole"},
      {"Anne, Jean, Manon L., Manon W., Nadège, Stéphane et Sylvine.", "Anne; Jean; Manon L.; Manon W.; Nadège; Stéphane; Sylvine"},
      {"BOIS-CHOUSSY Sylvine, Cheffe de projet", "Sylvine Bois-Choussy|r:Cheffe de projet"},
      {"BALOGOUN Mouyi-Dine, Assistant administratif et comptable", "Mouyi-Dine Balogoun|r:Assistant administratif et comptable"},
      {"PENE Clémence -DITP", "Clémence Pene|o:DITP"},
      {"HALLAUER Edith - ENSCI - Les Ateliers", "Edith Hallauer|o:ENSCI - Les Ateliers"},
      {"BERGERE Jean-Marie - Trésorier de la 27e Région", "Jean-Marie Bergere|r:Trésorier de la 27e Région"},
      {"BEAUCHER Romain - Vraiment Vraiment", "Romain Beaucher|o:Vraiment Vraiment"},
      {"Président : M. Paul Durand ; Trésorière : Mme Anne Petit", "Paul Durand|r:Président; Anne Petit|r:Trésorière"},
      {"Mme Claire Dubois, présidente, M. Luc Petit, trésorier, et Mme Zoé Blanc", "Claire Dubois|r:présidente; Luc Petit|r:trésorier; Zoé Blanc"},
      {"Marie DUPONT\nJean MARTIN (pouvoir à Marie DUPONT)\nLoulou", "Marie Dupont; Jean Martin|n:pouvoir à Marie DUPONT; Loulou"},
      {"Dupont, Martin, Durand et Petit", "Dupont; Martin; Durand; Petit"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(people(text) == expected);
  }
}
