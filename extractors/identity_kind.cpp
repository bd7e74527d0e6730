#include "extractors/identity_parts.hpp"

#include <array>
#include <cctype>
#include <vector>

#include "pipeline/base/regex.hpp"

// What kind of body a name and the text under it speak of: a commune, an association, a society, a school.

namespace minutier::extractors {
namespace {

// What the name says of itself first is what it is: an amicale of former pupils of a school is no school.
std::string by_name(std::string_view name) {
  struct Sign { std::string_view word, kind; };
  static constexpr std::array<Sign, 134> signs{{
      {"s.i.c.t.o.m", "intercommunalite"}, {"s.i.v.o.m", "intercommunalite"}, {"s.i.v.u", "intercommunalite"}, {"smictom", "intercommunalite"},
      {"communaute de communes", "intercommunalite"}, {"communaute d'agglomeration", "intercommunalite"}, {"communaute urbaine", "intercommunalite"},
      {"metropole", "intercommunalite"}, {"agglomeration", "intercommunalite"}, {"syndicat intercommunal", "intercommunalite"}, {"syndicat mixte", "intercommunalite"},
      {"syndicat des eaux", "intercommunalite"}, {"sivom", "intercommunalite"}, {"sivu ", "intercommunalite"}, {"sivos", "intercommunalite"}, {"syndicat d'electri", "intercommunalite"}, {"syndicat d'energie", "intercommunalite"}, {"syndicat d'adduction", "intercommunalite"}, {"syndicat d'assainissement", "intercommunalite"}, {"syndicat departemental d", "intercommunalite"}, {"sictom", "intercommunalite"},
      {"pole metropolitain", "intercommunalite"}, {"municipalite regionale", "intercommunalite"}, {"mrc ", "intercommunalite"},
      {"syndicat des coproprietaires", "copropriete"}, {"syndicat de coproprietaires", "copropriete"}, {"copropriete", "copropriete"}, {"residence", "copropriete"},
      {"scop", "cooperative"}, {"scic", "cooperative"}, {"cooperative", "cooperative"}, {"cooperateurs", "cooperative"}, {"cuma", "cooperative"}, {"c.u.m.a", "cooperative"},
      {"caisse populaire", "cooperative"}, {"credit mutuel", "cooperative"}, {"credit agricole", "cooperative"},
      {"commune ", "commune"}, {"ville de", "commune"}, {"ville d'", "commune"}, {"municipalite", "commune"}, {"mairie", "commune"},
      {"departement", "departement"}, {"conseil general", "departement"}, {"conseil departemental", "departement"}, {"conseil regional", "region"}, {"region ", "region"},
      {"comite social et economique", "cse"}, {"comite d'entreprise", "cse"}, {"cse ", "cse"},
      {"lycee", "etablissement"}, {"hopital", "etablissement"}, {"hopitaux", "etablissement"}, {"centre hospitalier", "etablissement"}, {"clinique", "etablissement"},
      {"ecole ", "etablissement"}, {"groupe scolaire", "etablissement"}, {"college ", "etablissement"}, {"universite", "etablissement"}, {"ufr ", "etablissement"},
      {"ehpad", "etablissement"}, {"hospice", "etablissement"}, {"institut", "etablissement"}, {"iut ", "etablissement"}, {"etablissement public", "etablissement"},
      {"office public", "etablissement"}, {"chambre de ", "etablissement"}, {"chambre d'", "etablissement"}, {"caisse des ecoles", "etablissement"}, {"ccas", "etablissement"},
      {"centre communal d'action sociale", "etablissement"}, {"centre public d'action sociale", "etablissement"}, {"fabrique de l'eglise", "etablissement"}, {"conseil de fabrique", "etablissement"},
      {"sarl", "societe"}, {"s.a.r.l", "societe"}, {"sas ", "societe"}, {"societe anonyme", "societe"}, {"s.a. ", "societe"}, {"sci ", "societe"},
      {"societe civile", "societe"}, {"societe par actions", "societe"},
      {"cfdt", "autre"}, {"cgt", "autre"}, {"unsa", "autre"}, {"section syndicale", "autre"}, {"syndicat departemental", "autre"}, {"paroisse", "autre"},
      {"fondation", "autre"}, {"ordre d", "autre"}, {"bourgeoisie", "autre"}, {"conseil d'arrondissement", "autre"}, {"consistoire", "autre"},
      {"association", "association"}, {"asbl", "association"}, {"a.s.b.l", "association"}, {"union ", "association"}, {"federation", "association"}, {"confederation", "association"},
      {"foyer", "association"}, {"amicale", "association"}, {"club", "association"}, {"cercle", "association"}, {"collectif", "association"}, {"comite de quartier", "association"},
      {"comite d'interet", "association"}, {"comite de jumelage", "association"}, {"comite des fetes", "association"}, {"ligue", "association"}, {"hackerspace", "association"},
      {"choeur", "association"}, {"chorale", "association"}, {"harmonie", "association"}, {"fanfare", "association"}, {"amis d", "association"}, {"mutuelle", "association"},
      {"secours mutuels", "association"},
      {"mjc", "association"}, {"maison des jeunes", "association"}, {"maison de jeunes", "association"}, {"maison de quartier", "association"}, {"centre social", "association"},
      {"centre culturel", "association"}, {"regie de quartier", "association"}, {"ludotheque", "association"}, {"parents d'eleves", "association"}, {"anciens eleves", "association"},
      {"acca", "association"}, {"a.c.c.a", "association"}, {"amap", "association"}, {"sportive", "association"}, {"entente sportive", "association"}, {"eplefpa", "etablissement"}, {"syndicat d'initiative", "association"}}};
  std::size_t first = std::string_view::npos;
  std::string_view found;
  for (const Sign& sign : signs)
    for (std::size_t at = name.find(sign.word); at < first; at = name.find(sign.word, at + 1))
      if (at == 0 || !std::isalpha(static_cast<unsigned char>(name[at - 1]))) {
        first = at, found = sign.kind;
        break;
      }
  return std::string(found);
}

// « Verreries X », « Compagnie des Carrières de Y »: works or a company.
bool names_works(std::string_view name) {
  static const Regex word("\\b(?:compagnie|etablissements?|ets|ateliers?|filatures?|tissages?|forges|manufactures?|usines?|mines|tramways?|chemins? de fer|librairies?|[a-z]{3,}eries?|[a-z]{3,}ieres)\\b");
  return word.found(name);
}

// What the text says of who meets and acts, where the name tells nothing.
std::string by_text(std::string_view folded) {
  struct Sign { Regex words; std::size_t within; std::string_view kind; };
  static const std::vector<Sign> signs = [] {
    std::vector<Sign> out;
    const auto add = [&](const char* words, std::size_t within, const char* kind) { out.push_back({Regex(words), within, kind}); };
    add("\\b(?:comite social et economique|comite d'entreprise|(?:du|le) cse)\\b", 5000, "cse");
    add("(?:syndicat|assemblee generale|reunion) des? (?:co-?)?proprietaires|coproprietaires (?:presents|representes|absents)|\\btantiemes\\b", 5000, "copropriete");
    add("assemblee communale|assemblee primaire|conseil general de la commune|(?:seance|reunion|membres|deliberations|president) du conseil (?:municipal|communal)\\b|conseillers (?:municipaux|communaux) (?:presents|en exercice)|"
        "conseil (?:municipal|communal)[^.\\n]{0,60}? (?:s'est (?:reuni|assemble)|reuni|legalement|dument|apres en avoir|du (?:[a-z]+ )?\\d)|^conseil (?:municipal|communal)\\b", 5000, "commune");
    add("(?:seance|reunion|membres|deliberations) du conseil (?:communautaire|metropolitain|syndical)|conseil (?:communautaire|metropolitain|syndical|de la metropole|de la communaute)\\b[^.\\n]{0,60}? (?:s'est reuni|reuni|legalement|dument|apres en avoir|du (?:[a-z]+ )?\\d)", 5000, "intercommunalite");
    add("conseil (?:general|departemental)\\b[^.\\n]{0,60}? (?:s'est reuni|reuni|legalement|apres en avoir)|commission permanente[^.\\n]{0,40} departement", 5000, "departement");
    add("\\bsecours mutuels\\b|\\bsociete mutu", 5000, "association");
    add("\\bsociete cooperative\\b|\\b(?:scop|scic|cooperateurs)\\b", 1500, "cooperative");
    add("\\b(?:section syndicale|syndiquee?s|cgt|cfdt|unsa)\\b", 1500, "autre");
    add("\\b(?:sarl|societe anonyme|actionnaires|conseil de surveillance|capital social)\\b", 5000, "societe");
    add("\\b(?:conseil|commission|comite|seance) (?:[a-z' -]{0,40} )?(?:d'etablissement|d'ecole|de laboratoire|d'ufr|de l'universite|du centre hospitalier|de l'hopital|du college|du lycee)\\b", 1500, "etablissement");
    add("\\b(?:loi (?:de )?1901|1er juillet 1901|membres (?:a jour|en regle)|asbl|a\\.s\\.b\\.l|collegiale)\\b", 5000, "association");
    return out;
  }();
  // Words that a line breaks between are one; a blank line parts.
  std::string text(folded.substr(0, 5000));
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == '\n' && text[i - 1] != '\n' && text[i + 1] != '\n') text[i] = ' ';
  for (const Sign& sign : signs)
    if (sign.words.found(std::string_view(text).substr(0, sign.within))) return std::string(sign.kind);
  static const Regex members("\\b(?:association|adherente?s?|cotisations?|benevoles?)\\b");
  constexpr std::size_t often = 2;
  if (members.count(folded) < often) return {};
  static const Regex shares("\\bcooperative\\b.*\\bassocies\\b");
  return shares.found(folded) ? "cooperative" : "association";
}

}  // namespace

std::string organisation_kind(std::string_view name, std::string_view folded) {
  static const Regex staff("\\b(?:comite social et economique|comite d'entreprise|comite d'etablissement|cse)\\b");
  static const Regex shares("\\b(?:actionnaires?|dividendes?|capital social|obligataires?|actions de [0-9])");
  const std::string said = by_name(name);
  const bool works = said.empty() && names_works(name);
  if ((said == "societe" || works) && staff.found(folded.substr(0, 5000))) return "cse";
  if (!said.empty()) return said;
  static const Regex society("\\bsociete\\b");  // of a pastime or a science, unless it has shares
  const bool trade = shares.found(folded);
  if (society.found(name) && staff.found(folded.substr(0, 1500))) return "cse";
  if (trade && (works || society.found(name))) return "societe";
  if (society.found(name)) return "association";
  return by_text(folded);
}

}  // namespace minutier::extractors
