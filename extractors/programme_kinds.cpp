#include "extractors/programme_kinds.hpp"

#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

bool names_activity(std::string_view folded) {
  static const Regex head(
      "^(?:(?:le|la|les|notre|nos|un|une|des|grande?|petite?|premiere?|nouve(?:au|lle)) |l'|\\d{1,2} ?(?:e|eme|er|ere) )*"
      "(?:ateliers?|stages?|cours|ecoles? d[eu']|festivals?|fetes?|kermesse|loto|bal|carnaval|concours|tournois?|challenge|criterium|regate|rallye|cross|ronde|randonnees?|rando[a-z-]*|marche nordique|marche de|marche d'|sorties?|voyages?|sejours?|camps?|colonies?|colos?|classes? (?:de|verte|bleue|rousse)|"
      "expositions?|expo|concerts?|spectacles?|cycles?|conferences?|cafes?[- ][a-z]|cine-?[a-z]+|chorale|jumelage|jardins? (?:partage|d|collectif|de|pedagogique|solidaire)|potager|verger|compost[a-z]*|repair|fab ?lab|permanences?|pedibus|bibliotheque de|ludotheque|grainotheque|[a-z]+otheque mobile|bus d|"
      "journees? (?:d|portes|citoyenne|de |mondiale|\")|semaine (?:d|de|bleue)|nuits? d|soirees?|veillees?|rencontres?|forum|salon (?:d|de)|bourse (?:aux|d)|vide-[a-z]+|brocante|braderie|troc|marche de noel|arbre de noel|noel des|gouter|repas (?:d|de)|banquet|soupe|"
      "chantiers?|operation|campagnes?|restauration|renovation|rehabilitation|amenagement d|sentiers?|parcours|observatoire|inventaire|numerisation|collecte|epicerie|friperie|ressourcerie|recyclerie|residence[s]? (?:d|\")|resto[a-z]*|accueil de|accompagnement [a-z]|aide aux devoirs|soutien scolaire|"
      "espace (?:jeunes|de vie|numerique)|point (?:info|ecoute|rencontre)|relais|journal|gazette|bulletin|lettre|site (?:internet|web)|livre (?:blanc|d)|film|court-metrage|podcast|radio|formations? |initiation|baptemes?|portes ouvertes|commande groupee|groupement d'achat|install[- ]part(?:y|ies)|cartoparties?|hackathon|veloroutes?|voies? vertes?|pistes? cyclables?|tiers[- ]lieu|ecoquartier|maraudes?|covoiturage|autopartage|navette|transport a la demande)");
  return head.found(folded);
}

bool means_project(std::string_view folded) {
  static const Regex head("^(?:ce|cet|cette|le|la|l'|notre) ?(?:projet|programme|operation|dispositif|action|experience|experimentation|atelier|chantier|service|activite|initiative|demarche|manifestation|festival|cycle|plan|contrat|residence|camp|stage|sejour)\\b");
  return head.found(folded);
}

}  // namespace minutier::extractors
