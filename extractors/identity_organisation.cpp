#include "extractors/identity_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <utility>

#include "extractors/sitting.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// Whether a closing quote ends words that were opened inside the text before it.
bool closes_inner(std::string_view before, std::string_view quote) {
  if (quote == "\"") return std::count(before.begin(), before.end(), '"') % 2 == 1;
  if (quote == "\xC2\xBB") return before.find("\xC2\xAB") != std::string_view::npos;
  if (quote == "\xE2\x80\x9D") return before.find("\xE2\x80\x9C") != std::string_view::npos;
  return false;
}

bool all_capitals(std::string_view text) {
  std::size_t lower = 0, upper = 0;
  for (const char c : text) lower += c >= 'a' && c <= 'z', upper += c >= 'A' && c <= 'Z';
  return upper > 2 && lower <= 2;
}

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

// « communes de X, Y et Z », « des syndicats »: several, or anybody's, and no name of one.
bool several_bodies(std::string_view folded) {
  if (std::count(folded.begin(), folded.end(), ',') > 1) return true;
  for (const std::string_view word : {"syndicats", "membres", "adherents", "associes", "societaires", "delegues", "actionnaires", "coproprietaires", "usagers", "sections", "cooperateurs", "parents d'eleves", "anciens eleves", "locataires", "habitants"})
    if (folded == word) return true;
  return false;
}

// « Société de pêche "La Gaule" »: what a society is for stands before its name in quotes.
Range own_name(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  if (document.text.fold(name).rfind("societe d", 0) != 0) return name;
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}}) {
    const std::size_t from = text.find(open);
    if (from == std::string_view::npos) continue;
    const std::size_t to = text.find(close, from + open.size());
    if (to == std::string_view::npos || to < from + open.size() + 4) continue;
    return bare_name(document.text.reading, {name.begin + from + open.size(), name.begin + to});
  }
  return name;
}

// The name in small letters where the text also writes it so: « LA 27e REGION » -> « La 27e Région ».
Range better_spelt(const extract::Document& document, Range name) {
  if (!all_capitals(document.text.read(name))) return name;
  const std::string folded(document.text.fold(name));
  if (folded.size() < 5) return name;
  const std::string_view text(document.text.folded);
  int tries = 0;
  for (std::size_t at = text.find(folded); at != std::string_view::npos && tries < 20; at = text.find(folded, at + 1), ++tries) {
    const Range where = document.text.to_reading({at, at + folded.size()});
    if (!all_capitals(document.text.read(where)) && std::isupper(static_cast<unsigned char>(document.text.reading[where.begin]))) return where;
  }
  return name;
}

bool capital(std::string_view text) {
  if (text.empty()) return false;
  const unsigned char first = static_cast<unsigned char>(text[0]);
  return (first >= 'A' && first <= 'Z') || (first == 0xC3 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xA0) || (first == 0xC5 && text.size() > 1 && static_cast<unsigned char>(text[1]) == 0x92);
}

// Words of a title that say what the document is, of which body, when or where, and name nobody.
bool names_document(std::string_view folded) {
  static const Regex said(
      "(?:(?:le|la|les|du|de la|de|des|au|aux|a la|en|dans la|chez|projet de|cette?) |l'|d')*"
      "(?:cr|pv|c\\.r\\.?|p\\.v\\.?|compte[- ]?rendu|comptes[- ]rendus|proces[- ]?verba(?:l|ux)|notes?|releves?|rapports?|extraits?|registres?|seances?|reunions?|assemblees?|a\\.?g\\.?[oe]?|conseils?|bureau(?! des etud)|ca|copil|commissions?|sessions?|plenieres?|"
      "ordre du jour|convocations?|annexes?|objet|deliberations?|resolutions?|decisions?|points?|version|brouillon|definitif|valide|coordination|copresidence|collegiale?|cse|chsct|comite (?:directeur|syndical|de direction|social|d'entreprise)|organe d'administration|"
      "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|saison|annee|exercice|printemps|automne|hiver|ete|presences?|presents?|excuses?|"
      "page|www|https?|collectif d'administration|conseil|republique|departement|arrondissement|canton|province|prefecture|liberte|siege|salle|week-?end|[0-9])(?![a-z])");
  return said.begins(folded);
}

// Without bullets, signs and little pictures in front and behind.
Range undecorated(const std::string& text, Range range) {
  const auto picture = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) >= 0xF0 || (static_cast<unsigned char>(text[at]) == 0xE2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x86 && static_cast<unsigned char>(text[at + 1]) <= 0xAF) || (static_cast<unsigned char>(text[at]) == 0xEF && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xB8); };
  range = bare_name(text, range);
  while (!range.empty() && picture(range.begin)) {
    ++range.begin;
    while (!range.empty() && (static_cast<unsigned char>(text[range.begin]) & 0xC0) == 0x80) ++range.begin;
    range = bare_name(text, range);
  }
  for (std::size_t at = range.begin; at < range.end; ++at)
    if (picture(at) && at > range.begin) return bare_name(text, {range.begin, at});
  return range;
}

// The parts of a line between rules of its own: « CR du CA — La Panière — 9 mars ».
std::vector<Range> line_parts(const std::string& text, Range line) {
  std::vector<Range> parts;
  std::size_t begin = line.begin;
  for (std::size_t at = line.begin; at < line.end;) {
    std::size_t sign = 0;
    for (const std::string_view rule : {" \xE2\x80\x94 ", " \xE2\x80\x93 ", " -- ", " - ", " | ", " \xC2\xB7 ", " // ", " : "})
      if (text.compare(at, rule.size(), rule) == 0) sign = rule.size();
    if (sign == 0) {
      ++at;
      continue;
    }
    parts.push_back({begin, at});
    begin = at += sign;
  }
  parts.push_back({begin, line.end});
  return parts;
}

// A name without the parts of its line that say what and when: « Les Jardins — 14 mars 2023 ». Empty where nothing else is left.
Range name_only(const extract::Document& document, Range name) {
  const std::string& text = document.text.reading;
  Range kept;
  for (Range part : line_parts(text, name)) {
    part = undecorated(text, part);
    if (part.size() < 2) continue;
    const std::string_view folded = document.text.fold(part);
    if (names_document(folded) || extract::find_date(folded)) {
      if (!kept.empty()) break;
      continue;
    }
    kept = kept.empty() ? part : Range{kept.begin, part.end};
  }
  return kept;
}

// « La Bobine, 12 rue des Forges »: where a body sits is not of its name.
Range without_address(const extract::Document& document, Range name) {
  static const Regex street(", ?(?:[0-9]|(?:rue|avenue|place|boulevard|chemin|route|quai|impasse|allee|cours|bp|siege)\\b)");
  const std::string_view folded = document.text.fold(name);
  RegexHit hit;
  if (!street.search(folded, hit) || hit.whole().begin < 4) return name;
  const std::size_t base = document.text.to_folded(name).begin;
  return document.text.to_reading({base, base + hit.whole().begin});
}

// « … de l'AMAP des Quatre Saisons », « de la Cagnotte solidaire »: a small article in front of a capital leads to the name.
Range without_article(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "l\xE2\x80\x99"})
    if (text.rfind(article, 0) == 0 && capital(text.substr(article.size()))) return {name.begin + article.size(), name.end};
  return name;
}

// « Ludothèque La Toupie, Prévonnens »: the place behind a comma is not of the name.
Range without_town(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  const std::size_t comma = text.find(", ");
  if (comma == std::string_view::npos || comma < 8 || text.find(',', comma + 1) != std::string_view::npos || all_capitals(text)) return name;
  const std::string_view town = text.substr(comma + 2);
  if (!capital(town) || town.find(' ') != std::string_view::npos || town.size() < 4 || town.find_first_of("0123456789.()") != std::string_view::npos) return name;
  return {name.begin, name.begin + comma};
}

// « Association pour la sauvegarde / du patrimoine de Vaucelles »: a name that its line's end breaks.
Range carried_on(const extract::Document& document, Range name) {
  const std::string& text = document.text.reading;
  std::size_t at = name.end;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (at >= text.size() || text[at] != '\n') return name;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) {
    if (text[at] == '\n' && text.compare(at, 2, "\n\n") == 0 && !all_capitals(document.text.read(name))) return name;
    ++at;
  }
  const std::size_t stop = std::min(text.find('\n', at), text.size());
  Range next = bare_name(text, {at, stop});
  if (const std::size_t aside = next.of(text).find(" ("); aside != std::string_view::npos && aside > 4) next = bare_name(text, {next.begin, next.begin + aside});
  if (next.size() < 5 || next.size() > 60) return name;
  const std::string folded(document.text.fold(next));
  static const Regex on("^(?:du|de la|de l'|de|des|d'|et|pour)\\b");
  static const Regex other("\\b(?:seance|reunion|assemblee|conseil|bureau|commission|comite|siege)\\b|[0-9:;.@]");
  if (!on.begins(folded) || other.found(folded) || extract::find_date(folded)) return name;
  if (all_capitals(document.text.read(name)) != all_capitals(document.text.read(next))) return name;
  return {name.begin, next.end};
}

bool letterhead_words(std::string_view folded) {
  for (const std::string_view word : {"republique", "departement", "arrondissement", "canton", "province", "prefecture"})
    if (folded.rfind(word, 0) == 0) return false;
  for (const std::string_view word : {"verbal", "rendu", "convocation", "seance", "reunion", "page", "www", "@", "rue ", "assemblee", "conseil ", "syndic ",
                                      "cabinet", "rapport", "extrait", "registre", "liberte", "<", ":", "objet", "projet", "annexe", "deliberation", "copie", "\t", "    ", " | ", "converti", "present", "bonjour", "vous etes", "accueil"})
    if (has(folded, word)) return false;
  return true;
}

// The first line of a document that names itself only below it.
Range letterhead(const extract::Document& document, Range title) {
  if (document.structure.blocks.empty()) return {};
  const auto& blocks = document.structure.blocks;
  const std::string& text = document.text.reading;
  std::size_t at = 0;  // a page's menu comes first: its items name nothing, the heading behind them may
  while (at < blocks.size() && at < 14 && blocks[at].kind == BlockKind::item) ++at;
  if (at == blocks.size() || (at > 0 && blocks[at].kind != BlockKind::heading)) return {};
  // what a program or a scanner left above: a comment, a picture, the number of a leaf
  const auto left_over = [&](const Block& block) {
    const std::string_view words = document.text.read(block.range);
    return words.empty() || words.rfind("<!--", 0) == 0 || words.rfind("![", 0) == 0 || words.rfind("{", 0) == 0 || words.rfind("[page", 0) == 0 || words.rfind("[TOC", 0) == 0 || (words.size() < 8 && !std::isalpha(static_cast<unsigned char>(words[0])));
  };
  for (int skipped = 0; skipped < 3 && at + 1 < blocks.size() && (blocks[at].kind == BlockKind::furniture || left_over(blocks[at])); ++skipped) ++at;
  const Block& block = blocks[at];
  if (block.kind == BlockKind::item || block.kind == BlockKind::furniture || block.kind == BlockKind::table || block.lines.empty()) return {};
  Range first = block.lines.front();  // a heading of several lines is one range: its first line
  if (const auto stop = first.of(text).find('\n'); stop != std::string_view::npos) first.end = first.begin + stop;
  for (const std::string_view wide : {"\t", "    "})
    if (const auto stop = first.of(text).find(wide); stop != std::string_view::npos && stop > 5) first.end = first.begin + stop;
  if (title.empty() ? block.kind != BlockKind::heading && !all_capitals(document.text.read(first)) : first.end > title.begin) return {};
  Range line = undecorated(text, first);
  for (const std::string_view quote : {"\xC2\xBB,", "\xE2\x80\x9D,", "\","})  // « Association « X », Village »: the place is not of the name
    if (const auto close = line.of(text).find(quote); close != std::string_view::npos && close > 6) line.end = line.begin + close + quote.size() - 1;
  line = without_town(document, without_address(document, name_only(document, line)));
  if (line.empty()) return {};
  const std::string folded(document.text.fold(line));
  if (line.size() < 6 || line.size() > 80 || extract::find_date(folded)) return {};
  if (!letterhead_words(folded)) return {};
  if (std::isdigit(static_cast<unsigned char>(folded[0])) || std::count(folded.begin(), folded.end(), ' ') > 9) return {};
  if (document.text.read(line).find_first_of("!?") != std::string_view::npos) return {};
  return carried_on(document, line);
}

// The heading above words that only describe a body: its name.
Range name_above(const extract::Document& document, Range described) {
  const auto& blocks = document.structure.blocks;
  int at = document.structure.block_at(described.begin);
  if (at < 0) return {};
  for (int tries = 0; tries < 2 && at-- > 0; ++tries) {
    const Block& block = blocks[static_cast<std::size_t>(at)];
    if (block.range.end + 160 < described.begin) break;
    if (block.kind != BlockKind::heading || block.range.size() > 80 || document.text.read(block.range).find('\n') != std::string_view::npos) continue;
    const Range name = name_only(document, undecorated(document.text.reading, block.range));
    if (name.size() < 5 || names_document(document.text.fold(name)) || !letterhead_words(document.text.fold(name))) continue;
    return name;
  }
  return {};
}

// « SOCIÉTÉ DE SECOURS MUTUELS / « La Fraternelle » »: the line below in quotes is the name.
Range quoted_below(const extract::Document& document, Range name) {
  const std::string& text = document.text.reading;
  std::size_t at = name.end;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) ++at;
  if (at == name.end || text.find('\n', name.end) >= at) return {};
  const std::string_view line = std::string_view(text).substr(at, std::min(text.find('\n', at), text.size()) - at);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}}) {
    if (line.rfind(open, 0) != 0) continue;
    const std::size_t end = line.find(close, open.size());
    if (end == std::string_view::npos || end < open.size() + 4 || end + close.size() + 2 < line.size()) continue;
    return bare_name(text, {at + open.size(), at + end});
  }
  return {};
}

// The part of the title, or of the line behind it, that is neither kind nor body nor day: « PV du CA | Les Amis du lac | 3 mai ».
Range title_name(const extract::Document& document, Range title) {
  if (title.empty()) return {};
  const std::string& text = document.text.reading;
  const std::size_t begin = text.rfind('\n', title.begin) == std::string::npos ? 0 : text.rfind('\n', title.begin) + 1;
  const std::size_t end = std::min(text.find('\n', title.begin), text.size());
  const std::vector<Range> parts = line_parts(text, {begin, end});
  if (parts.size() < 2) return {};
  Range best;
  for (Range part : parts) {
    part = without_address(document, undecorated(text, part));
    if (part.size() < 4 || part.size() > 80) continue;
    const std::string_view folded = document.text.fold(part);
    static const Regex sentence("\\b(?:est|sont|ont|etait|sera|avons|a ete|c'est|n ?o ?[0-9])\\b|[0-9]{2}|[!?:;]");
    if (names_document(folded) || sentence.found(folded) || !capital(document.text.read(part)) || std::count(folded.begin(), folded.end(), ' ') > 8) continue;
    if (!best.empty()) return {};  // two could be it
    best = part;
  }
  return best;
}

// A name as names are written: its first word, or the first behind an article, has a capital, or a quote opens it.
bool named_so(const extract::Document& document, Range name) {
  std::string_view text = document.text.read(name);
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "l\xE2\x80\x99"})
    if (text.rfind(article, 0) == 0) text.remove_prefix(article.size());
  return capital(text) || (!text.empty() && (text[0] == '"' || static_cast<unsigned char>(text[0]) == 0xC2 || std::isdigit(static_cast<unsigned char>(text[0]))));
}

// « Club de randonnée pédestre »: what a body is, no name of one.
bool describes_only(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  if (all_capitals(text)) return false;
  const std::string_view folded = document.text.fold(name);
  if (folded.rfind("l'", 0) == 0 || folded.rfind("une ", 0) == 0 || folded.rfind("un ", 0) == 0) return true;
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1))
    if (capital(text.substr(at + 1)) || text[at + 1] == '"' || static_cast<unsigned char>(text[at + 1]) == 0xC2) return false;
  return text.find('\'') == std::string_view::npos || !std::any_of(text.begin() + 1, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The line of a running footer or header that names the organisation: no digits of an address, no page number.
std::optional<Range> footer_name(const extract::Document& document) {
  std::map<std::string, std::pair<int, Range>> lines;
  for (const Block& block : document.structure.blocks) {
    if (block.kind != BlockKind::furniture || block.range.size() > 70 || block.range.size() < 4) continue;
    const std::string folded(block.folded.of(document.text.folded));
    for (const std::string_view word : {"page", "rue ", "avenue", "tel", "siret", "@", "www", "http", "place ", "compte", "proces", "rapport", "boulevard"})
      if (has(folded, word)) goto next;
    {
      auto [at, fresh] = lines.try_emplace(folded, 0, block.range);
      ++at->second.first;
    }
  next:;
  }
  const std::pair<int, Range>* best = nullptr;
  for (const auto& [text, seen] : lines)
    if (seen.first >= 3 && (!best || seen.first > best->first)) best = &seen;
  if (!best) return std::nullopt;
  return best->second;
}

// « La 27e Région » again and again as what acts: the most frequent subject of the document's rules of speech.
std::optional<Range> from_running_text(const extract::Document& document) {
  std::map<std::string, std::pair<int, Range>> names;
  for (const extract::Match& match : document.matches.of("identity.subject")) {
    auto [at, fresh] = names.try_emplace(std::string(document.text.fold(match.group("name"))), 0, match.group("name"));
    ++at->second.first;
  }
  const std::pair<int, Range>* best = nullptr;
  for (const auto& [text, seen] : names)
    if (seen.first >= 4 && (!best || seen.first > best->first)) best = &seen;
  if (!best) return std::nullopt;
  return best->second;
}

}  // namespace

Range bare_name(std::string_view text, Range range) {
  const auto soft = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '-' || c == '.' || c == ',' || c == ':' || c == '#' || c == '*' || c == '='; };
  while (!range.empty() && soft(text[range.begin])) ++range.begin;
  while (!range.empty() && soft(text[range.end - 1])) --range.end;
  if (range.size() > 5 && static_cast<unsigned char>(text[range.begin]) == 0xF0) return bare_name(text, {range.begin + 4, range.end});  // a pictogram before the title
  for (const std::string_view quote : {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\"", "\xC2\xA0"}) {
    if (range.size() >= quote.size() && text.substr(range.begin, quote.size()) == quote) return bare_name(text, {range.begin + quote.size(), range.end});
    if (range.size() < quote.size() || text.substr(range.end - quote.size(), quote.size()) != quote) continue;
    if (closes_inner(Range{range.begin, range.end - quote.size()}.of(text), quote)) continue;  // « Société "La Gaule" »: the quote is of the name
    return bare_name(text, {range.begin, range.end - quote.size()});
  }
  return range;
}

std::optional<Found> organisation_of(const extract::Document& document, Range title) {
  const extract::Match* best = nullptr;
  double score = 0;
  const std::size_t end = opening_end(document);
  for (const std::string_view family : {"identity.organisation", "identity.organisation.place"})
    for (const extract::Match& match : document.matches.of(family)) {
      if (match.range.begin > end) break;
      if (several_bodies(document.text.fold(match.group("name")))) continue;
      if (has(match.rule->id, ".title.line") && match.range.begin > 400) continue;
      // « l'association sportive du lycée a … »: the subject of a sentence, no name
      if ((has(match.rule->id, ".denominated") || has(match.rule->id, ".title")) && !named_so(document, match.group("name"))) continue;
      double here = match.rule->confidence;
      if (has(match.rule->id, ".title") && title.overlaps(match.range)) here += 0.08;
      if (match.range.begin > 1500) here -= 0.1;
      else if (match.range.begin < 60 && (has(match.rule->id, ".letterhead") || has(match.rule->id, ".interco")) && document.text.fold(match.range).find("departement") == std::string_view::npos) here += 0.04;
      if (here > score) best = &match, score = here;
    }
  Found found;
  found.entity = "organisation";
  const Range head = letterhead(document, title);
  const Range of_title = title_name(document, title);
  static const Regex wider("(?:la |le |les |l')?(?:federation|union|ligue|confederation|commune|ville|mairie|syndicat|association|ministere|eglise|diocese|communaute|universite|academie|groupe|reseau|centre|lycee|college|ecole|cabinet)\\b");
  const bool described = best && !head.empty() && has(best->rule->id, ".letterhead") && best->range.begin >= head.end && best->range.begin < head.end + 120 &&
                         (describes_only(document, best->group("name")) || (best->range.begin <= head.end + 3 && !wider.begins(document.text.fold(head))));
  const bool loose = best && has(best->rule->id, ".letterhead");
  const Range above = loose && describes_only(document, best->group("name")) ? name_above(document, best->group("name")) : Range{};
  const Range below = loose ? quoted_below(document, best->group("name")) : Range{};
  if (!above.empty() || !below.empty()) {
    const Range name = above.empty() ? below : above;
    found.anchor = name;
    found.facts.push_back(make_fact("name", one_line(document.text.read(name)), name, 0.85, "identity.organisation.above@1"));
    found.facts.back().support.push_back(best->group("name"));
  } else if (!head.empty() && (!best || described || score < 0.83)) {
    found.anchor = head;
    found.facts.push_back(make_fact("name", one_line(document.text.read(head)), head, described ? 0.85 : 0.78, "identity.organisation.head@1"));
  } else if (!of_title.empty() && (!best || score < 0.87)) {
    found.anchor = of_title;
    found.facts.push_back(make_fact("name", one_line(document.text.read(of_title)), of_title, 0.85, "identity.organisation.part@1"));
  } else if (best) {
    Range name = own_name(document, bare_name(document.text.reading, best->group("name")));
    if (const Range only = name_only(document, name); !only.empty()) name = without_town(document, without_address(document, only));
    name = without_article(document, carried_on(document, name));
    const Range spelt = better_spelt(document, name);
    std::string value = one_line(document.text.read(spelt));
    if (best->rule->family == "identity.organisation.place") value = "Commune de " + value;
    found.anchor = name;
    found.facts.push_back(make_fact("name", value, spelt, *best));
    if (spelt != name) found.facts.back().support.push_back(name);
  } else if (const auto footer = footer_name(document)) {
    found.anchor = *footer;
    found.facts.push_back(make_fact("name", one_line(document.text.read(*footer)), *footer, 0.65, "identity.organisation.footer@1"));
  } else if (const auto text = from_running_text(document)) {
    found.anchor = *text;
    found.facts.push_back(make_fact("name", one_line(document.text.read(*text)), *text, 0.6, "identity.organisation.subject@1"));
  }
  const std::string folded_name = found.facts.empty() ? std::string() : normalise::fold(std::get<std::string>(found.facts.front().value));
  if (const std::string kind = organisation_kind(folded_name, document.text.folded); !kind.empty()) {
    const Range where = found.facts.empty() ? Range{0, std::min<std::size_t>(120, document.text.reading.size())} : found.facts.front().where;
    found.facts.push_back(make_fact("kind", kind, where, 0.8, "identity.organisation.kind@1"));
  }
  for (const extract::Match& match : document.matches.of("identity.siret")) {
    std::string digits;
    for (const char c : document.text.read(match.group("n")))
      if (std::isdigit(static_cast<unsigned char>(c))) digits += c;
    found.facts.push_back(make_fact("siret", digits, match.group("n"), match));
    break;
  }
  for (const extract::Match& match : document.matches.of("identity.address")) {
    found.facts.push_back(make_fact("address", one_line(document.text.read(match.group("address"))), match.group("address"), match));
    break;
  }
  if (found.facts.empty()) return std::nullopt;
  if (found.anchor.empty()) found.anchor = found.facts.front().where;
  return found;
}

}  // namespace minutier::extractors
