#include <algorithm>
#include <array>
#include <cctype>

#include "pipeline/normalise/fold.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extract {

bool plural_office(std::string_view tail) {
  const std::string folded = normalise::fold(tail);
  const std::string_view first = std::string_view(folded).substr(0, folded.find(' '));
  return first.size() > 3 && (first.back() == 's' || first.back() == 'x') && is_office(tail);
}

std::size_t ordinal_apart(std::string_view folded) {
  const std::size_t digits = folded.find_first_not_of("0123456789");
  if (digits == 0 || digits > 2 || digits == std::string_view::npos || folded[digits] != ' ') return 0;
  for (const std::string_view ending : {"re ", "er ", "ere ", "e ", "eme ", "nd ", "nde "})
    if (folded.substr(digits + 1, ending.size()) == ending) return digits + 1 + ending.size();
  return 0;
}

bool is_office(std::string_view reading) {
  std::string folded = normalise::fold(reading);
  std::string_view rest = folded;
  for (int skipped = 0; skipped < 4; ++skipped) {
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n' || rest.front() == '\r' || rest.front() == '(' || rest.front() == '-' || rest.front() == '"')) rest.remove_prefix(1);
    if (rest.rfind("l'", 0) == 0) { rest.remove_prefix(2); continue; }
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != ' ' && rest[end] != ',' && rest[end] != '\n' && rest[end] != '\r' && rest[end] != '/' && rest[end] != ')') ++end;
    const std::string_view word = rest.substr(0, end);
    if (is_office_word(word)) return true;
    if (const std::size_t part = ordinal_apart(rest); part > 0) {
      rest.remove_prefix(part);
      continue;
    }
    static constexpr std::array<std::string_view, 39> leads{"notre", "votre", "leur", "mm.", "mmes", "mm", "messieurs", "mesdames", "mlle", "le", "la", "les", "ancien", "ancienne", "ex", "premier", "premiere", "second", "seconde", "vice", "co", "m.", "mme", "monsieur", "madame",
                                                            "m", "1er", "1ere", "2e", "3e", "2eme", "3eme", "deuxieme", "troisieme", "quatrieme", "futur", "nouveau", "nouvelle", "grand"};
    const bool ordinal = !word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) && word.size() <= 5 && !std::isdigit(static_cast<unsigned char>(word.back()));
    if (std::find(leads.begin(), leads.end(), word) == leads.end() && !ordinal) return false;
    rest.remove_prefix(end);
  }
  return false;
}

TailKind classify_tail(std::string_view reading) {
  static constexpr std::array<std::string_view, 39> notes{"comme ", "excus", "absent", "present", "pouvoir", "procuration", "represent", "arriv", "depart a", "depart :", "depart de la s", "parti ", "partie a", "partis ", "quitt", "a partir", "jusqu", "en visio",
                                                          "visio", "a donne", "donne", "ayant", "mandat", "par ", "qui ", "depuis", "en distanciel", "distanciel", "a distance", "des ",
                                                          "a donn", "avec", "empech", "en conge", "malade", "retard", "sorti", "son ", "sauf"};
  while (!reading.empty() && (reading.back() == ' ' || reading.back() == '\n' || reading.back() == '\t')) reading.remove_suffix(1);
  const std::string folded = normalise::fold(reading);
  static constexpr std::array<std::string_view, 34> short_offices{"pres", "secr", "tres", "secret", "caiss", "rrh", "pdt.", "vice-pres.", "pdg", "p.d.g.", "pdt", "pdte", "pst", "pres.", "vp", "v.-p.", "vice-pdt", "vice-pdte", "dg", "dgs", "dga", "dgst", "dst", "daf", "drh", "cpe", "rh", "sec.", "secr.", "tres.", "tres. adj.", "adj.", "cac", "aesh"};
  if (std::find(short_offices.begin(), short_offices.end(), folded) != short_offices.end()) return TailKind::role;
  if (!folded.empty() && std::isdigit(static_cast<unsigned char>(folded[0])))
    for (const std::string_view unit : {" adherent", " membre", " voix", " pouvoir", " personne", " societaire", " licencie", " part"})
      if (folded.find(unit) != std::string::npos) return TailKind::note;
  if (!folded.empty() && folded.back() == '-') return TailKind::note;  // broken off at the line's end
  if (folded.find(" : ") != std::string::npos || (!folded.empty() && folded.back() == ':')) return TailKind::note;
  for (const std::string_view verb : {" peut", " est ", " sont ", " a ete", " ont ", " etait"})  // words of a sentence, no body's name
    if (folded.find(verb) != std::string::npos) return TailKind::note;
  for (std::size_t at = folded.find('h', 1); at != std::string::npos; at = folded.find('h', at + 1))  // « Début 19h15 »: of the next line
    if (std::isdigit(static_cast<unsigned char>(folded[at - 1])) && (at + 1 == folded.size() || std::isdigit(static_cast<unsigned char>(folded[at + 1])))) return TailKind::note;
  for (const std::string_view diploma : {"dejeps", "bpjeps", "desjeps", "bafa", "bafd", "cqp", "bees"})
    if (folded == diploma) return TailKind::note;
  if (!folded.empty() && first_of(folded, "0123456789") != std::string::npos)  // « titulaire de 120 parts »
    for (const std::string_view share : {" parts", " actions", " voix", " tantiemes"})
      if (folded.find(share) != std::string::npos) return TailKind::note;
  for (const std::string_view body : {"conseil regional", "conseil departemental", "conseil general", "conseil municipal", "conseil communal", "conseil d'", "conseil de ", "conseil des ", "conseil du ", "conseil syndical"})
    if (folded.rfind(body, 0) == 0) return TailKind::organisation;  // « (conseil régional) »: whose, no office
  const bool representative = folded.rfind("representant", 0) == 0;
  if (folded.rfind("present", 0) != 0 && is_office(reading)) {
    if (folded.rfind("represente", 0) != 0) return TailKind::role;
  }
  if (!representative)
    for (const std::string_view note : notes)
      if (folded.rfind(note, 0) == 0) return TailKind::note;
  if (folded.find("->") != std::string::npos || folded.rfind(">", 0) == 0 || folded.find('=') != std::string::npos) return TailKind::note;
  const bool digits = std::all_of(folded.begin(), folded.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) || c == ' ' || c == 'h' || c == ':' || c == '.' || c == '/'; });
  if (digits || folded.size() > 90) return TailKind::note;
  std::size_t at = 0;
  while (at < reading.size() && !std::isalnum(static_cast<unsigned char>(reading[at])) && static_cast<unsigned char>(reading[at]) < 0x80) ++at;
  const NameWord first = word_at(reading, at);
  if (civility_at(reading, 0) > 0) return TailKind::note;
  if (first.shape == Shape::capital || first.shape == Shape::capitals || first.shape == Shape::initial) return TailKind::organisation;
  static constexpr std::array<std::string_view, 24> houses{"chateau", "mediatheque", "bibliotheque", "musee", "theatre", "domaine", "manoir", "moulin", "ferme", "atelier", "librairie", "ecole", "college", "lycee", "hopital", "clinique", "abbaye", "cave", "laiterie", "radio", "journal", "ludotheque", "cinema", "gite"};
  if (std::find(houses.begin(), houses.end(), first.folded) != houses.end() && reading.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) return TailKind::organisation;  // « château de Pressigny »
  if (is_not_a_name(first.folded) && first.folded.size() > 4) return TailKind::organisation;  // « association Les Amis »
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "de la ", "du ", "de l'", "des ", "pour la ", "pour le ", "pour l'", "pour "}) {
    if (folded.rfind(article, 0) != 0) continue;
    const std::size_t skip = article.size();
    if (folded.size() > skip && skip < reading.size() && word_at(reading, std::min(reading.size(), skip)).shape == Shape::capital) return TailKind::organisation;
    const std::string_view body = std::string_view(folded).substr(skip, first_of(folded, " '", skip) - skip);
    static constexpr std::array<std::string_view, 36> bodies{"asso", "collectif", "mjc", "fablab", "hopital", "amicale", "cooperative", "section", "cabinet", "chambre", "agence", "mairie", "societe", "association", "federation", "union", "ville", "commune", "communaute", "office", "syndicat", "region", "departement", "regie", "banque", "bureau", "etude", "comite", "club", "ligue", "maison", "centre", "fiduciaire", "caisse", "mission", "prefecture"};
    if (std::find(bodies.begin(), bodies.end(), body) != bodies.end()) return TailKind::organisation;
  }
  static constexpr std::array<std::string_view, 18> plain{"club", "ville", "comite", "asso", "mairie", "ligue", "union", "regie", "bailleur", "cabinet", "mjc", "amap", "cuma", "gaec", "scop", "scic", "cpie", "mission"};
  if (folded.size() > first.folded.size() + 3 && std::find(plain.begin(), plain.end(), first.folded) != plain.end()) return TailKind::organisation;  // « club d'Oyonnax »
  return std::isdigit(static_cast<unsigned char>(folded.empty() ? 'x' : folded[0])) && folded.size() > 3 ? TailKind::organisation : TailKind::note;
}

std::string singular_office(std::string_view reading) {
  std::string out;
  bool done = false, first = true;
  std::size_t at = 0;
  if (const std::size_t part = ordinal_apart(normalise::fold(reading)); part > 0) {  // « 1 re adjointe », set with a raised ending
    const std::size_t blank = reading.find(' ');
    return std::string(reading.substr(0, blank)) + std::string(reading.substr(blank + 1));
  }
  if (!plural_office(reading)) return std::string(reading);
  while (at < reading.size()) {
    const std::size_t end = std::min(reading.find(' ', at), reading.size());
    std::string word(reading.substr(at, end - at));
    const std::string folded = normalise::fold(word);
    if (!first && (folded.size() <= 3 || folded == "pour" || folded == "dans" || folded.find('\'') != std::string::npos)) done = true;
    if (!done && word.size() > 3) {
      if (folded.size() > 4 && folded.substr(folded.size() - 3) == "aux") word.replace(word.size() - 3, 3, "al");
      else if (word.back() == 's') word.pop_back();
    }
    out += out.empty() ? word : " " + word;
    first = false;
    at = end + 1;
  }
  return out;
}

}  // namespace minutier::extract
