#include "extractors/identity_parts.hpp"

#include <array>
#include <cctype>

// What kind of body a name and the text under it speak of: a commune, an association, a society, a school.

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

}  // namespace

std::string organisation_kind(std::string_view name, std::string_view folded) {
  struct Sign { std::string_view word, kind; };
  // What the name says of itself first is what it is: an amicale of former pupils of a school is no school.
  static constexpr std::array<Sign, 86> by_name{{
      {"s.i.c.t.o.m", "intercommunalite"}, {"s.i.v.o.m", "intercommunalite"}, {"s.i.v.u", "intercommunalite"},
      {"cfdt", "autre"}, {"cgt", "autre"}, {"unsa", "autre"}, {"section syndicale", "autre"}, {"syndicat departemental", "autre"}, {"paroisse", "autre"}, {"hospice", "etablissement"}, {"smictom", "intercommunalite"},
      {"communaute de communes", "intercommunalite"}, {"communaute d'agglomeration", "intercommunalite"}, {"communaute urbaine", "intercommunalite"}, {"metropole", "intercommunalite"}, {"agglomeration", "intercommunalite"},
      {"syndicat intercommunal", "intercommunalite"}, {"syndicat mixte", "intercommunalite"}, {"syndicat des eaux", "intercommunalite"}, {"sivom", "intercommunalite"}, {"sivu ", "intercommunalite"}, {"sictom", "intercommunalite"}, {"pole metropolitain", "intercommunalite"},
      {"syndicat des coproprietaires", "copropriete"}, {"syndicat de coproprietaires", "copropriete"}, {"copropriete", "copropriete"}, {"residence", "copropriete"},
      {"scop", "cooperative"}, {"scic", "cooperative"}, {"cooperative", "cooperative"}, {"cooperateurs", "cooperative"}, {"cuma", "cooperative"},
      {"commune ", "commune"}, {"ville de", "commune"}, {"ville d'", "commune"}, {"municipalite", "commune"}, {"mairie", "commune"},
      {"departement", "departement"}, {"conseil general", "departement"}, {"conseil regional", "region"}, {"region ", "region"},
      {"comite social et economique", "cse"}, {"comite d'entreprise", "cse"}, {"cse ", "cse"},
      {"lycee", "etablissement"}, {"hopital", "etablissement"}, {"centre hospitalier", "etablissement"}, {"ecole ", "etablissement"}, {"college ", "etablissement"}, {"universite", "etablissement"}, {"ehpad", "etablissement"},
      {"institut", "etablissement"}, {"iut ", "etablissement"}, {"etablissement public", "etablissement"}, {"office public", "etablissement"}, {"chambre de commerce", "etablissement"}, {"caisse des ecoles", "etablissement"}, {"ccas", "etablissement"},
      {"sarl", "societe"}, {"s.a.r.l", "societe"}, {"sas ", "societe"}, {"societe anonyme", "societe"}, {"s.a. ", "societe"}, {"sci ", "societe"}, {"societe civile", "societe"}, {"societe par actions", "societe"},
      {"association", "association"}, {"asbl", "association"}, {"union ", "association"}, {"federation", "association"}, {"confederation", "association"}, {"foyer", "association"}, {"amicale", "association"},
      {"club", "association"}, {"cercle", "association"}, {"collectif", "association"}, {"comite de quartier", "association"}, {"ligue", "association"}, {"hackerspace", "association"}, {"choeur", "association"},
      {"chorale", "association"}, {"harmonie", "association"}, {"fanfare", "association"}, {"comite des fetes", "association"}, {"amis d", "association"}, {"mutuelle", "association"}}};
  std::size_t first = std::string_view::npos;
  std::string_view found;
  for (const Sign& sign : by_name)
    for (std::size_t at = name.find(sign.word); at < first; at = name.find(sign.word, at + 1))
      if (at == 0 || !std::isalpha(static_cast<unsigned char>(name[at - 1]))) {
        first = at, found = sign.kind;
        break;
      }
  const bool works = found == "societe" && (has(folded.substr(0, 1500), "comite social et economique") || has(folded.substr(0, 1500), " cse") || has(folded.substr(0, 1500), "comite d'entreprise"));
  if (works) return "cse";
  if (!found.empty()) return std::string(found);
  const std::string_view head = folded.substr(0, 5000);
  if (has(head, "coproprietaire")) return "copropriete";
  if (has(head, "comite social et economique") || has(head, "comite d'entreprise") || has(head, " cse ")) return "cse";
  if (has(head.substr(0, 1500), "assemblee communale") || has(head.substr(0, 1500), "conseil general de la commune")) return "commune";
  if (has(head, "societe cooperative") || has(head.substr(0, 1500), "scop ") || has(head.substr(0, 1500), "scic ")) return "cooperative";
  if (has(head.substr(0, 1500), "universite")) return "etablissement";
  if (has(head.substr(0, 1500), "commission permanente") && has(head.substr(0, 1500), "departement")) return "departement";
  if (has(head, "conseil municipal") || has(head, "conseil communal")) return "commune";
  if (has(head, "conseil communautaire") || has(head, "conseil metropolitain") || has(head, "conseil de la metropole")) return "intercommunalite";
  if (has(head, "assemblee generale") && (has(folded, "association") || has(folded, "adherent"))) return has(folded, "cooperative") && has(folded, "associes") ? "cooperative" : "association";
  if (has(head.substr(0, 600), "conseil departemental")) return "departement";
  if (has(folded, "cooperative") && has(folded, "associes")) return "cooperative";
  if (has(head, "sarl") || has(head, "actionnaires") || has(head, "societe anonyme") || has(head, "s.a.s")) return "societe";
  if (has(head.substr(0, 1500), "secours mutuels") || has(head, "membres a jour") || has(head, "collegiale") || has(head, "membres en regle") || has(name, "amap")) return "association";
  if (has(folded, "association") || has(folded, "adherent") || has(head, "loi 1901") || has(head, "1er juillet 1901")) return "association";
  return {};
}

}  // namespace minutier::extractors
