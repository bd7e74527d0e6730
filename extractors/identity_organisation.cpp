#include "extractors/identity_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <utility>

#include "extractors/sitting.hpp"
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
  static constexpr std::array<Sign, 75> by_name{{
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

// The first line of a document that names itself only below it.
Range letterhead(const extract::Document& document, Range title) {
  if (title.empty() || document.structure.blocks.empty()) return {};
  const auto& blocks = document.structure.blocks;
  std::size_t at = 0;  // a page's menu comes first: its items name nothing, the heading behind them may
  while (at < blocks.size() && at < 14 && blocks[at].kind == BlockKind::item) ++at;
  if (at == blocks.size() || (at > 0 && blocks[at].kind != BlockKind::heading)) return {};
  const Block& block = blocks[at];
  if (block.kind == BlockKind::item || block.kind == BlockKind::furniture || block.kind == BlockKind::table || block.range.end > title.begin || block.lines.empty()) return {};
  Range first = block.lines.front();  // a heading of several lines is one range: its first line
  if (const auto stop = first.of(document.text.reading).find('\n'); stop != std::string_view::npos) first.end = first.begin + stop;
  Range line = bare_name(document.text.reading, first);
  for (const std::string_view quote : {"\xC2\xBB,", "\xE2\x80\x9D,", "\","})  // « Association « X », Village »: the place is not of the name
    if (const auto close = line.of(document.text.reading).find(quote); close != std::string_view::npos && close > 6) line.end = line.begin + close + quote.size() - 1;
  const std::string folded(document.text.fold(line));
  if (line.size() < 6 || line.size() > 80 || extract::find_date(folded)) return {};
  for (const std::string_view word : {"republique", "departement", "arrondissement", "canton", "province", "prefecture", "verbal", "rendu", "convocation", "seance", "reunion", "page", "www", "@", "rue ", "assemblee", "conseil ", "syndic",
                                      "cabinet", "rapport", "extrait", "registre", "liberte", "<", ":", "objet", "projet", "annexe", "deliberation", "copie", "\t", "    ", " | "})
    if (has(folded, word)) return {};
  if (std::isdigit(static_cast<unsigned char>(folded[0])) || std::count(folded.begin(), folded.end(), ' ') > 9) return {};
  return line;
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
      double here = match.rule->confidence;
      if (has(match.rule->id, ".title") && title.overlaps(match.range)) here += 0.08;
      if (match.range.begin > 1500) here -= 0.1;
      else if (match.range.begin < 60 && (has(match.rule->id, ".letterhead") || has(match.rule->id, ".interco")) && document.text.fold(match.range).find("departement") == std::string_view::npos) here += 0.04;
      if (here > score) best = &match, score = here;
    }
  Found found;
  found.entity = "organisation";
  const Range head = letterhead(document, title);
  if (!head.empty() && (!best || score < 0.83)) {
    found.anchor = head;
    found.facts.push_back(make_fact("name", one_line(document.text.read(head)), head, 0.78, "identity.organisation.head@1"));
  } else if (best) {
    Range name = own_name(document, bare_name(document.text.reading, best->group("name")));
    const std::string before = one_line(document.text.read(name));
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
