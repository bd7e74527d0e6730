// The names of those with whom something is done, out of the words that list them.

#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_details.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

bool has_capital(std::string_view reading) {
  for (std::size_t at = 0; at < reading.size(); at += utf8::step(reading, at))
    if (normalise::upper_letter_at(reading, at)) return true;
  return false;
}

// « l'académie de musique », « le réseau des médiathèques », « la ludothèque »: an institution by its kind, and what kind.
bool institution(std::string_view words) {
  std::string flat(words);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  std::string_view folded = flat;
  // « mission locale », « déchetterie intercommunale »: without an article, by what it is and whose
  static const Regex bare("^(?:mission locale|dechetterie|union commerciale|maison de (?:retraite|quartier|l'emploi)|ecole de musique|office de tourisme|office du tourisme|centre (?:social|culturel|aere|de loisirs|hospitalier)|foyer rural|regie de quartier|club de [a-z]+|college|lycee|mediatheque|bibliotheque|ludotheque|comite des fetes|chambre d'agriculture|protection civile|police municipale|gendarmerie|pompiers|communaute (?:de communes|d'agglomeration)|conseil (?:departemental|regional|general))\\b[a-z' -]{0,30}$");
  if (bare.found(folded) && !contains_any(folded, {" qui", " pour ", " dans ", " sur ", " est ", " a ete"})) return true;
  for (const std::string_view article : {"la ", "le ", "les ", "l'"}) {
    if (folded.substr(0, article.size()) != article) continue;
    folded.remove_prefix(article.size());
    const std::string_view kind = folded.substr(0, folded.find(' ')), rest = kind.size() < folded.size() ? folded.substr(kind.size() + 1) : std::string_view();
    if (rest.find_first_of("0123456789,") != std::string_view::npos || std::count(rest.begin(), rest.end(), ' ') > 4 || contains_any(rest, {" qui", " est ", " pour ", " dans ", " sur "})) return false;
    for (const std::string_view one : {"academie", "archives", "ecole", "college", "lycee", "universite", "mairie", "prefecture", "mediatheque", "bibliotheque", "ludotheque", "reseau", "federation", "caisse", "chambre", "ministere", "agence", "hopital", "conservatoire", "theatre",
                                       "musee", "paroisse", "cinema", "epicerie", "syndicat", "cooperative", "harmonie", "cercle", "iut", "ime", "ehpad", "fanfare", "creperie", "boulangerie", "pharmacie", "residence", "archives", "bricotheque", "recyclerie", "ressourcerie", "rectorat", "creche", "departement", "region", "commune", "ville", "canton"})
      if (kind == one) return true;
    // « la maison de retraite », « le club d'astronomie »: by its complement alone
    for (const std::string_view one : {"centre", "maison", "office", "banque", "mission", "club", "service", "comite", "societe", "association", "ligue", "police", "bailleur", "foyer", "communaute"})
      if (kind == one) return rest == "agricole" || rest == "aere" || rest == "culturel" || rest == "hospitalier" || rest == "equestre" || rest == "nautique" || rest == "municipale" || rest == "municipal" || rest == "scolaire" || rest == "paroissiale" || rest == "social" || rest == "sociale" || rest == "alimentaire" || rest.substr(0, 2) == "d'" || rest.substr(0, 3) == "de " || rest.substr(0, 3) == "du " || rest.substr(0, 4) == "des " || contains(rest, " de ");
  }
  return false;
}

// A clause behind the last comma of a list that names nobody: « , si les crédits suivent », « , et 500 € de la mairie ».
bool names_nobody(const Document& document, Range tail) {
  const Range words = trim_range(document.text.reading, tail, ".,;:");
  std::string_view f = document.text.fold(words);
  if (f.starts_with("et ")) f.remove_prefix(3);
  if (f.empty() || (f[0] >= '0' && f[0] <= '9')) return true;
  for (const std::string_view alone : {"il", "elle", "ils", "elles", "on", "nous", "qui", "ce", "cela", "ca"})
    if (f == alone) return true;
  for (const std::string_view lead : {"si ", "mais ", "pour ", "dont ", "soit ", "chaque ", "depuis ", "quand ", "a partir ", "dans ", "en ", "au ", "aux ", "sous ", "un ", "une ", "deux ", "trois ", "non ", "on ", "il ", "elle ", "nous "})
    if (f.starts_with(lead) && normalise::lower_letter_at(document.text.reading, words.begin)) return !(f.starts_with("un") && has_capital(words.of(document.text.reading)));
  // « , accompagne 57 cédants »: a verb, not one more of them
  static const Regex clause("^(?:[a-z]{4,}(?:e|ent|era|eront|ait|aient|it) (?:\\d|le |la |les |l'|des |du |un |une |deux |trois |plus |sans |bien |toujours |chaque |aux? )|(?:est|sont|a|ont|sera|seront|fut|etait|qui) )");
  static const Regex noun("^(?:centre|mairie|ville|commune|ecole|bibliotheque|mediatheque|ludotheque|prefecture|agence|mutuelle|ligue|caisse|chambre|chorale|harmonie|compagnie|fabrique|office|musee|college|lycee|cinema|theatre|foyer|club|cercle|institut|service|banque|societe|association|universite|paroisse|republique)");
  if (normalise::lower_letter_at(document.text.reading, words.begin) && clause.found(f) && !noun.found(f)) return true;
  return false;
}

}  // namespace

// « la ville de Lille, l'Isère et le SGMAP »: one name each, without articles.
std::vector<Range> names_in(const Document& document, Range range) {
  const std::string& text = document.text.reading;
  std::vector<Range> out;
  int depth = 0;
  std::size_t begin = range.begin;
  for (std::size_t last = range.of(text).find_last_of(",;"); last != std::string_view::npos && last > 3 && names_nobody(document, {range.begin + last + 1, range.end}); last = range.of(text).find_last_of(",;")) range.end = range.begin + last;
  // « A et B, le Canton subventionnant à 30 % »: a clause behind the last comma is no name. Nor are the lines of a list below.
  if (const std::size_t last = range.of(text).find_last_of(",;"); last != std::string_view::npos) {
    const std::string_view tail = document.text.fold({range.begin + last, range.end});
    if (tail.find('%') != std::string_view::npos || contains_any(tail, {"ant a ", "ant le ", "ant la ", "ant les ", "ant un"})) range.end = range.begin + last;
  }
  if (const std::size_t line = range.of(text).find('\n'); line != std::string_view::npos) {
    const std::size_t end = text.find('\n', range.begin + line + 1);
    if (contains(std::string_view(text).substr(range.begin + line, end == std::string::npos ? 200 : end - range.begin - line), " ....")) range.end = range.begin + line;
  }
  // « A et B, C »: where commas part, « et » parts only behind the last of them.
  const std::size_t comma = range.of(text).find_last_of(",;");
  const std::size_t ands_from = comma == std::string_view::npos ? range.begin : range.begin + comma;
  for (std::size_t at = range.begin; at <= range.end; ++at) {
    const bool end = at == range.end;
    if (!end && text[at] == '(') ++depth;
    if (!end && text[at] == ')') --depth;
    std::size_t cut = end || (depth <= 0 && (text[at] == ',' || text[at] == ';')) ? 1 : 0;
    if (!end && cut == 0 && depth <= 0 && at >= ands_from && (text.compare(at, 4, " et ") == 0 || text.compare(at, 4, "\net ") == 0 || text.compare(at, 4, " et\n") == 0)) cut = 4;
    if (cut == 0) continue;
    Range piece = trim_range(text, {begin, std::min(at, range.end)}, ".,;:\"");
    begin = at + cut;
    if (!piece.empty() && piece.size() < 60 && !has_capital(piece.of(text)) && institution(document.text.fold(piece))) {
      const std::string_view folded = document.text.fold(piece);
      const bool led = folded.starts_with("la ") || folded.starts_with("le ") || folded.starts_with("les ");
      const std::size_t article = folded.substr(0, 2) == "l'" ? 2 : led ? folded.find(' ') + 1 : 0;
      const Range f = document.text.to_folded(piece);
      out.push_back(document.text.to_reading({f.begin + article, f.end}));
      continue;
    }
    for (bool moved = true; moved && !piece.empty();) {
      moved = false;
      const std::string_view folded = document.text.fold(piece);
      for (const std::string_view lead : {"ainsi que ", "et ", "la ", "le ", "les ", "l'", "avec ", "notamment ", "de la ", "du ", "des ", "de ", "d'", "par ", "l'association ", "association ", "l'association\n", "association\n", "l'asbl ", "asbl ", "agence de design ", "agence ", "juriste ", "bailleur ", "une ", "un "})
        if (folded.substr(0, lead.size()) == lead && folded.size() > lead.size() && has_capital(piece.of(text))) {
          // A capital article belongs to the name (« Les Beaux Yeux »).
          if (normalise::upper_letter_at(text, piece.begin)) continue;
          const Range f = document.text.to_folded(piece);
          const Range rest = trim_range(text, document.text.to_reading({f.begin + lead.size(), f.end}), ".,;:\"");
          moved = rest.size() < piece.size();
          piece = rest;
          break;
        }
    }
    // « les CLIC et, à Landivern, le CCAS », « Secours populaire depuis avril », « Olivier donne les plants »
    if (const std::string_view f = document.text.fold(piece); f.ends_with(" et")) piece = trim_range(text, {piece.begin, piece.end - 3}, ".,;:\"");
    for (const std::string_view word : {" depuis ", " jusqu'"})
      if (const std::size_t at = piece.of(text).find(word); at != std::string_view::npos && at > 2) piece.end = piece.begin + at;
    static const Regex clause("^[a-z'-]+ (?!de |d'|du |des |et |en |pour |sur |sous |a |au |aux |la |le |les |l')[a-z]+ (?:les|la|le|un|une|jusqu'?[a-z]*|son|sa|ses|leur) ");
    if (normalise::upper_letter_at(text, piece.begin) && clause.found(std::string(document.text.fold(piece)) + " ")) continue;
    // « l'entreprise d'insertion Rebranch' », « le café associatif La Goule »: called by the name behind what it is
    static const Regex what("^(?:entreprise|societe|service|asso|eco-organisme|cafe|bar|brasserie|restaurant|epicerie|boutique|association|collectif|radio|magasin|start-up|agence|groupe|ong|fanfare|chorale|plasticien|plasticienne|photographe|artiste|autrice|auteur|illustratrice|illustrateur|graphiste|musicien|musicienne|(?:inter)?nationale?|locale|regionale|departementale|francaise|culturelle|sportive|caritative)(?: (?:d'[a-z]+|[a-z-]{4,14}(?<! de)(?<! du)(?<! des)))? $");
    for (std::size_t at = piece.begin + 4; at < piece.end && at < piece.begin + 40; ++at) {
      if (!normalise::upper_letter_at(text, at)) continue;
      if (text[at - 1] == ' ' && normalise::lower_letter_at(text, piece.begin) && what.found(document.text.fold({piece.begin, at}))) piece.begin = at;
      break;
    }
    // « (avec la Ville de Grenoble) » explains the name.
    const std::size_t open = piece.of(text).find('(');
    if (open != std::string_view::npos && open > 2) piece = trim_range(text, {piece.begin, piece.begin + open}, ".,;:\"");
    // A bracket that opened before the list closes in it: the name is the scrap of an explanation.
    if (piece.of(text).find(')') != std::string_view::npos && piece.of(text).find('(') == std::string_view::npos) continue;
    // « à Huy », « dont 12 à Bussy », « premier jardin prévu en 2013 »: where and when, not who.
    if (const std::string_view f = document.text.fold(piece); f.starts_with("a ") || f.starts_with("dont ") || f.starts_with("chez ") || contains(f, " prevu")) continue;
    if (piece.size() < 2 || piece.size() > 80 || !has_capital(piece.of(text))) continue;
    const std::string_view folded = document.text.fold(piece);
    // « Entreprendre pour Apprendre » is a name, « la Ville pour le prêt » is none.
    const auto aside = [&](std::string_view word) {
      const std::size_t at = folded.find(word);
      return at != std::string_view::npos && !normalise::upper_letter_at(text, document.text.to_reading({document.text.to_folded(piece).begin + at + word.size(), document.text.to_folded(piece).begin + at + word.size() + 1}).begin);
    };
    if (aside(" pour ") || aside(" sur ") || contains_any(folded, {" qui ", " est ", " sont ", " nous ", "http", " afin ", " a ete", " dans ", " s'est", " continue"})) continue;
    // « le soutien de la Région », « le départ de Zohra »: what came, not who.
    if (normalise::lower_letter_at(text, piece.begin) && contains_any(folded.substr(0, 14), {"soutien ", "appui ", "aide ", "concours ", "depart ", "arrivee ", "retour ", "accord ", "financement ", "participation "})) continue;
    out.push_back(piece);
  }
  return out;
}

}  // namespace minutier::extractors
