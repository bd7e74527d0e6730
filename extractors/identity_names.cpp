#include "extractors/identity_names.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "extractors/identity_parts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

// Whether a closing quote ends words that were opened inside the text before it.
bool closes_inner(std::string_view before, std::string_view quote) {
  if (quote == "\"") return std::count(before.begin(), before.end(), '"') % 2 == 1;
  if (quote == "\xC2\xBB") return contains(before, "\xC2\xAB");
  if (quote == "\xE2\x80\x9D") return contains(before, "\xE2\x80\x9C");
  return false;
}

}  // namespace

bool all_capitals(std::string_view text) {
  std::size_t lower = 0, upper = 0;
  for (const char c : text) lower += c >= 'a' && c <= 'z', upper += c >= 'A' && c <= 'Z';
  return upper > 2 && lower <= 2;
}

bool capital(std::string_view text) {
  if (text.empty()) return false;
  const unsigned char first = static_cast<unsigned char>(text[0]);
  return (first >= 'A' && first <= 'Z') || (first == 0xC3 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xA0) || (first == 0xC5 && text.size() > 1 && static_cast<unsigned char>(text[1]) == 0x92);
}

bool names_document(std::string_view folded) {
  static const Regex said(
      "(?:(?:le|la|les|du|de la|de|des|au|aux|a la|en|dans la|chez|projet de|cette?) |l'|d')*"
      "(?:cr|pv|c\\.r\\.?|p\\.v\\.?|compte[- ]?rendu|comptes[- ]rendus|proces[- ]?verba(?:l|ux)|notes?|releves?|rapports?|bilans?|extraits?|registres?|seances?|reunions?|assemblees?|a\\.?g\\.?[oe]?|conseils?|bureau(?! des etud)|ca|copil|commissions?|sessions?|plenieres?|"
      "ordre du jour|convocations?|annexes?|objet|deliberations?|resolutions?|decisions?|points?|version|brouillon|definitif|valide|coordination|copresidence|collegiale?|cse|chsct|oa|comite (?:directeur|syndical|de direction|social|d'entreprise)|organe d'administration|"
      "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|saison|annee|exercice|printemps|automne|hiver|ete|presences?|presents?|excuses?|"
      "page|www|https?|collectif d'administration|conseil|n ?o ?[0-9]|republique|departement|arrondissement|canton|province|prefecture|liberte|siege|salle|week-?end|[0-9])(?![a-z])");
  return said.begins(folded);
}

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

Range undecorated(const std::string& text, Range range) {
  const auto picture = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) >= 0xF0 || (static_cast<unsigned char>(text[at]) == 0xE2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x86 && static_cast<unsigned char>(text[at + 1]) <= 0xAF) || (static_cast<unsigned char>(text[at]) == 0xEF && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xB8); };
  range = bare_name(text, range);
  while (!range.empty() && picture(range.begin)) {
    ++range.begin;
    while (!range.empty() && (static_cast<unsigned char>(text[range.begin]) & 0xC0) == 0x80) ++range.begin;
    range = bare_name(text, range);
  }
  if (range.of(text).substr(0, 5) == "Logo ") range = bare_name(text, {range.begin + 5, range.end});  // what stands for a picture
  for (std::size_t at = range.begin; at < range.end; ++at)
    if (picture(at) && at > range.begin) return bare_name(text, {range.begin, at});
  return range;
}

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

Range without_address(const extract::Document& document, Range name) {
  static const Regex street(", ?(?:[0-9]|(?:rue|avenue|place|boulevard|chemin|route|quai|impasse|allee|cours|bp|siege)\\b)");
  const std::string_view folded = document.text.fold(name);
  RegexHit hit;
  if (!street.search(folded, hit) || hit.whole().begin < 4) return name;
  const std::size_t base = document.text.to_folded(name).begin;
  return document.text.to_reading({base, base + hit.whole().begin});
}

Range without_article(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "l\xE2\x80\x99"})
    if (text.rfind(article, 0) == 0 && capital(text.substr(article.size()))) return {name.begin + article.size(), name.end};
  return name;
}

Range without_town(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  const std::size_t comma = text.find(", ");
  if (comma == std::string_view::npos || comma < 8 || text.find(',', comma + 1) != std::string_view::npos || all_capitals(text)) return name;
  const std::string_view town = text.substr(comma + 2);
  if (!capital(town) || town.find(' ') != std::string_view::npos || town.size() < 4 || town.find_first_of("0123456789.()") != std::string_view::npos) return name;
  return {name.begin, name.begin + comma};
}

Range without_apposition(const extract::Document& document, Range name) {
  static const Regex kind("(?:l'|la |le |les )?(?:societes?|associations?|unions?|syndicats?|comites?|federations?|confederations?|cercles?|chambres?|compagnies?|instituts?|academies?|amicales?|clubs?|ligues?|groupes?|groupements?|centres?|maisons?|ecoles?|fondations?|caisses?|mutuelles?|communes?|villes?|conseils?|offices?|collectifs?|cooperatives?|ateliers?)\\b");
  const std::string_view folded = document.text.fold(name);
  static const Regex association("association (?=(?:la |le |les |l')[a-z])");
  RegexHit hit;
  if (association.begins(folded, hit)) {  // « ASSOCIATION LES TRÉTEAUX »: the article opens the name
    const std::size_t base = document.text.to_folded(name).begin;
    const Range own = document.text.to_reading({base + hit.whole().end, base + folded.size()});
    if (capital(document.text.read(own))) return own;
  }
  static const Regex aside(" \\((?:association|asbl|loi 1901|societe|scop|scic|reconnue)[^)]*\\)?$");  // « … (association cultuelle) »
  if (aside.search(folded, hit) && hit.whole().begin > 4) {
    const std::size_t base = document.text.to_folded(name).begin;
    return bare_name(document.text.reading, document.text.to_reading({base, base + hit.whole().begin}));
  }
  const std::string_view text = document.text.read(name);
  const std::size_t comma = text.find(", ");
  if (comma == std::string_view::npos || comma < 4 || kind.begins(folded) || comma + 3 >= text.size()) return name;
  return text[comma + 2] >= 'a' && text[comma + 2] <= 'z' ? Range{name.begin, name.begin + comma} : name;
}

namespace {

// One line more of a name, where the next carries it on.
Range one_line_on(const extract::Document& document, Range name) {
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
  static const Regex other("\\b(?:seance|reunion|assemblee|conseil|bureau|commission|comite(?! (?:local|regional|departemental)\\b)|siege)\\b|[0-9:;.@]");
  // « UNION SPORTIVE / BELLECOMBOISE »: a word or two for what a body is, alone on its line, in capitals like the next
  static const Regex bare("(?:l'|la |le |les )?(?:foyer|union|club|cercle|amicale|cooperative|syndicat|societe|compagnie|harmonie|chorale|comite|association|federation|ligue|confrerie)(?: [a-z'-]+)?");
  const bool broken = bare.matches(document.text.fold(name)) && all_capitals(document.text.read(next)) && std::count(folded.begin(), folded.end(), ' ') < 4 && !names_document(folded);
  // « CLUB ALPIN SUISSE / SECTION JAMAN »: the part of it that meets
  static const Regex part("(?:section|groupe|antenne|comite (?:local|regional|departemental)|delegation)(?: locale?| regionale?| departementale?)? (?:de |d'|du |des )?[a-z]");
  const bool section = part.begins(folded) && std::count(folded.begin(), folded.end(), ' ') < 6;
  if ((!on.begins(folded) && !broken && !section) || other.found(folded) || extract::find_date(folded)) return name;
  if (all_capitals(document.text.read(name)) != all_capitals(document.text.read(next))) return name;
  return {name.begin, next.end};
}

}  // namespace

Range carried_on(const extract::Document& document, Range name) {
  for (int lines = 0; lines < 3; ++lines) {
    const Range longer = one_line_on(document, name);
    if (longer == name) break;
    name = longer;
  }
  return name;
}

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

bool named_so(const extract::Document& document, Range name) {
  std::string_view text = document.text.read(name);
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "l\xE2\x80\x99"})
    if (text.rfind(article, 0) == 0) text.remove_prefix(article.size());
  return capital(text) || (!text.empty() && (text[0] == '"' || static_cast<unsigned char>(text[0]) == 0xC2 || std::isdigit(static_cast<unsigned char>(text[0]))));
}

bool describes_only(const extract::Document& document, Range name) {
  const std::string_view text = document.text.read(name);
  if (all_capitals(text)) return false;
  const std::string_view folded = document.text.fold(name);
  if (folded.rfind("l'", 0) == 0 || folded.rfind("une ", 0) == 0 || folded.rfind("un ", 0) == 0) return true;
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1))
    if (capital(text.substr(at + 1)) || text[at + 1] == '"' || static_cast<unsigned char>(text[at + 1]) == 0xC2) return false;
  return text.find('\'') == std::string_view::npos || !std::any_of(text.begin() + 1, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace minutier::extractors
