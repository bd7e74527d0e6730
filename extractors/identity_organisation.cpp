#include "extractors/identity_parts.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <utility>

#include "extractors/identity_names.hpp"
#include "extractors/meeting_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

// « communes de X, Y et Z », « des syndicats »: several, or anybody's, and no name of one.
bool several_bodies(std::string_view folded) {
  if (std::count(folded.begin(), folded.end(), ',') > 1) return true;
  for (const std::string_view word : {"syndicats", "membres", "adherents", "associes", "societaires", "delegues", "actionnaires", "coproprietaires", "usagers", "sections", "cooperateurs", "parents d'eleves", "anciens eleves", "locataires", "habitants",
                                      "syndicat", "association", "societe", "club", "comite", "federation", "cooperative", "copropriete", "section", "groupe", "union", "cercle", "commune", "conseil", "syndicat des coproprietaires",
                                      "cse", "comite social et economique", "comite d'entreprise", "comite d'etablissement"})
    if (folded == word) return true;
  static const Regex inclusive("(?:associe|adherent|delegue|cooperat[a-z]*|habitant|membre|societaire)[.(/-]?e?[)]?[.(/-]?s?[)]?");
  return inclusive.matches(folded);
}

// « La Chambre syndicale s'est réunie à la mairie », « Enveloppe 2 000 EUR », « Séance »: a sentence, a sum, a word for what the document is.
bool names_nobody(std::string_view folded) {
  static const Regex told("\\b(?:s'est|se sont|(?<!l')(?<!grand )est|sont|etait|etaient|ont|avait|sera|seront|fut|furent)\\b|[0-9] ?(?:eur\\b|euros?\\b|francs?\\b|frs?\\b|chf\\b|%)");
  static const Regex word("(?:seances?|sessions?|reunions?|assemblees?(?: generales?)?|ordre du jour|budgets?|comptes?|enveloppes?|divers|proces[- ]verbal|compte[- ]rendu|rapport|(?:la |le |l'|notre )?(?:section|comite|bureau|association|cooperative|societe|syndicat|club|groupe|conseil)(?: (?:locale?|communale?|generale?|nationale?|regionale?|syndicale?|directeur))?)[ 0-9.:]*");
  return told.found(folded) || word.matches(folded);
}

bool letterhead_words(std::string_view folded) {
  for (const std::string_view word : {"republique", "departement", "arrondissement", "canton", "province", "prefecture", "diocese", "doyenne", "archidiocese", "rectorat", "circonscription"})
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
  if (block.kind == BlockKind::item || block.kind == BlockKind::furniture || block.lines.empty()) return {};
  Range first = block.lines.front();  // a heading of several lines is one range: its first line
  if (const auto stop = first.of(text).find('\n'); stop != std::string_view::npos) first.end = first.begin + stop;
  for (const std::string_view wide : {"\t", "    "})
    if (const auto stop = first.of(text).find(wide); stop != std::string_view::npos && stop > 5) first.end = first.begin + stop;
  if (title.empty() ? block.kind != BlockKind::heading && !all_capitals(document.text.read(first)) : first.end > title.begin) return {};
  Range line = undecorated(text, first);
  for (const std::string_view quote : {"\xC2\xBB,", "\xE2\x80\x9D,", "\","})  // « Association « X », Village »: the place is not of the name
    if (const auto close = line.of(text).find(quote); close != std::string_view::npos && close > 6) line.end = line.begin + close + quote.size() - 1;
  line = without_apposition(document, without_town(document, without_address(document, name_only(document, line))));
  if (line.empty()) return {};
  const std::string folded(document.text.fold(line));
  if (line.size() < 6 || line.size() > 80 || extract::find_date(folded)) return {};
  if (!letterhead_words(folded)) return {};
  static const Regex school("\\b(?:college|lycee|ecole|groupe scolaire)\\b");  // the authority above a school
  if (folded.rfind("academie ", 0) == 0 && school.found(std::string_view(document.text.folded).substr(0, 300))) return {};
  if (std::isdigit(static_cast<unsigned char>(folded[0])) || std::count(folded.begin(), folded.end(), ' ') > 9) return {};
  if (first_of(document.text.read(line), "!?") != std::string_view::npos || names_nobody(folded)) return {};
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
    if (name.size() < 5 || names_document(document.text.fold(name)) || names_nobody(document.text.fold(name)) || !letterhead_words(document.text.fold(name))) continue;
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
    if (end == std::string_view::npos || end < open.size() + 4) continue;
    static const Regex town("[ ,]*(?:(?:de |d'|du |des |a |- )[^.:;!?]{3,40})?[ .]*");  // « "LA FRATERNELLE" de Couvet »
    if (!town.matches(normalise::fold(line.substr(end + close.size())))) continue;
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
    static const Regex hall("(?:la |le |l')?(?:grande |petite )?(?:salles?|mairie|maison des|hotel|gymnase|espace|local|siege|auditorium|amphi\\w*|cafe|bar|restaurant|rue|avenue|place|batiment|chez)\\b");
    const bool place = part.begin == parts.front().begin ? hall.begins(folded) : names_a_place(folded);  // « Ludothèque La Toupie — séance de comité »
    if (names_document(folded) || names_nobody(folded) || place || sentence.found(folded) || !capital(document.text.read(part)) || std::count(folded.begin(), folded.end(), ' ') > 8) continue;
    if (!best.empty()) return {};  // two could be it
    best = part;
  }
  return best;
}

// « AG Ondulette 2016 », « CR plénière Nuit des Thèses »: what is left of a title without the words for documents, bodies and days, where the
// text says it again.
Range left_of_title(const extract::Document& document, Range title) {
  static const Regex worn("(?:comptes?|rendus?|proces|verbal|verbaux|pv|cr|notes?|releve|projet|rapports?|bilans?|ag|ago|age|ca|oa|cse|assemblees?|generales?|ordinaire|extraordinaire|mixte|annuelle|constitutive|mensuelle|publique|pleniere|reunions?|seances?|conseils?|"
                          "administration|bureau|comite|commission|collegiale?|congres|session|date|version|provisoire|definitive?|brouillon|pad|prise|decisions?|deliberations?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
                          "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|saison|exercice|annee|tenue?|heures?|h|no?|matin|soir|1er|[0-9]+[a-z]{0,3})");
  static const Regex small("(?:de|du|des|la|le|les|l|d|en|et|a|au|aux|pour|sur)");
  if (title.empty()) return {};
  const std::string_view folded = document.text.fold(title);
  const std::size_t base = document.text.to_folded(title).begin;
  Range left;
  bool over = false;  // a worn word behind what is left
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = folded.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789", at);
    if (begin == std::string_view::npos) break;
    if (folded.substr(at, begin - at).find('(') != std::string_view::npos) break;
    at = std::min(folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789", begin), folded.size());
    const std::string_view word = folded.substr(begin, at - begin);
    if (small.matches(word)) continue;
    if (worn.matches(word)) {
      over = !left.empty();
      continue;
    }
    if (over) return {};  // two parts could be it
    left = left.empty() ? Range{begin, at} : Range{left.begin, at};
  }
  if (left.size() < 3 || left.size() > 40 || std::count(folded.begin() + static_cast<std::ptrdiff_t>(left.begin), folded.begin() + static_cast<std::ptrdiff_t>(left.end), ' ') > 4) return {};
  const Range name = document.text.to_reading({base + left.begin, base + left.end});
  const std::string_view words = document.text.read(name);
  if (!capital(words) || words.find_first_of(",;:|/") != std::string_view::npos || names_document(document.text.fold(name)) || names_a_place(document.text.fold(name).substr(0, document.text.fold(name).find(' ')))) return {};
  // « Réunion Travaux du 3 mai », with « 2. Travaux » below and « les travaux » in the text: a matter, no name
  const std::string& text = document.text.reading;
  std::string lower(words);
  if (lower[0] >= 'A' && lower[0] <= 'Z') lower[0] = static_cast<char>(lower[0] + 32);
  if (lower == words || text.find(lower) != std::string::npos) return {};
  for (std::size_t at = text.find(words, name.end); at != std::string::npos; at = text.find(words, at + words.size())) {
    const int b = document.structure.block_at(at);
    if (b < 0 || document.structure.blocks[static_cast<std::size_t>(b)].kind != BlockKind::paragraph) continue;
    if (const std::size_t behind = text.find_first_not_of(' ', at + words.size()); behind == std::string::npos || text[behind] != ':') return name;
  }
  return {};
}

// « club d'astronomie de Malepeyre »: small words for what a body is, with the name of its place behind them.
bool described_by_place(const extract::Document& document, Range name) {
  static const Regex body("(?:la |le |l')?(?:club|association|amicale|societe|comite de (?:quartier|jumelage)|comite des fetes|federation|union|cercle|foyer|chorale|harmonie|cooperative|syndicat|fabrique|paroisse|mutuelle|ludotheque|amap) (?:[a-z'-]+ ){0,6}?(?:de |d'|du |des )");
  const std::string_view text = document.text.read(name), folded = document.text.fold(name);
  RegexHit hit;
  if (!body.begins(folded, hit) || contains(folded, " a ")) return false;
  const std::size_t last = text.find_last_of(" '");
  return last != std::string_view::npos && capital(text.substr(last + 1));
}

// The line of a running footer or header that names the organisation, or its part that does (« Ville de X – Conseil municipal du 3 avril »):
// no digits of an address, no page number.
std::optional<Range> footer_name(const extract::Document& document) {
  std::map<std::string, std::pair<int, Range>> lines;
  for (const Block& block : document.structure.blocks) {
    if (block.kind != BlockKind::furniture) continue;
    const Range line{block.range.begin, std::min(document.text.reading.find_first_of("\t\n", block.range.begin), block.range.end)};
    const std::vector<Range> parts = line_parts(document.text.reading, line);
    const Range name = parts.size() > 1 ? undecorated(document.text.reading, parts.front()) : line;
    if (name.size() > 70 || name.size() < 4) continue;
    const std::string folded(document.text.fold(name));
    if (parts.size() > 1 && (names_document(folded) || !capital(document.text.read(name)) || folded.find_first_of("0123456789") != std::string::npos)) continue;
    for (const std::string_view word : {"page", "rue ", "avenue", "tel", "siret", "@", "www", "http", "place ", "compte", "proces", "rapport", "boulevard"})
      if (has(folded, word)) goto next;
    {
      auto [at, fresh] = lines.try_emplace(folded, 0, name);
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

std::optional<Found> organisation_of(const extract::Document& document, Range title) {
  const extract::Match* best = nullptr;
  double score = 0;
  const std::size_t end = opening_end(document);
  const auto& lists = document.matches.of("attendance.label");
  const std::size_t listed = lists.empty() ? document.text.reading.size() : lists.front().range.begin;
  for (const std::string_view family : {"identity.organisation", "identity.organisation.place"})
    for (const extract::Match& match : document.matches.of(family)) {
      if (match.range.begin > end) break;
      if (several_bodies(document.text.fold(match.group("name"))) || names_nobody(document.text.fold(match.group("name")))) continue;
      // further down it heads an item of a commune's business
      if ((has(match.rule->id, ".title.line") || has(match.rule->id, ".ccas")) && match.range.begin > 400) continue;
      if ((has(match.rule->id, ".law") || has(match.rule->id, ".counts")) && names_document(document.text.fold(match.group("name")))) continue;  // « RAPPORT D'ACTIVITÉ 2017 — association loi 1901 »
      // a heading far below, or behind the list of those there, is a point of the business
      if (has(match.rule->id, ".letterhead") && (match.range.begin > 1200 || listed < match.range.begin) && !all_capitals(document.text.read(match.group("name")))) continue;
      // « l'association sportive du lycée a … »: the subject of a sentence, no name
      if (has(match.rule->id, ".denominated") && !named_so(document, match.group("name"))) continue;
      if (has(match.rule->id, ".title") && !named_so(document, match.group("name")) && !described_by_place(document, match.group("name"))) continue;
      double here = match.rule->confidence;
      if (has(match.rule->id, ".title") && title.overlaps(match.range)) here += 0.08;
      if (match.range.begin > 1500) here -= 0.1;
      else if (match.range.begin < 60 && (has(match.rule->id, ".letterhead") || has(match.rule->id, ".interco")) && !contains(document.text.fold(match.range), "departement")) here += 0.04;
      if (here > score) best = &match, score = here;
    }
  Found found;
  found.entity = "organisation";
  const Range head = letterhead(document, title);
  Range of_title = title_name(document, title);
  if (of_title.empty() && !document.structure.blocks.empty() && document.structure.blocks.front().range.begin < 300)  // « La Fraternelle : l'assemblée générale du 18 février »
    for (std::size_t b = 0; b < document.structure.blocks.size() && b < 3 && of_title.empty(); ++b)
      if (const Block& block = document.structure.blocks[b]; block.kind == BlockKind::heading && block.level == 1 && block.range.size() < 120 && !title.overlaps(block.range)) of_title = title_name(document, block.range);
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
    name = without_apposition(document, name);
    name = without_article(document, carried_on(document, name));
    const Range spelt = better_spelt(document, name);
    std::string value = one_line(document.text.read(spelt));
    if (best->rule->family == "identity.organisation.place") value = "Commune de " + value;
    found.anchor = name;
    found.facts.push_back(make_fact("name", value, spelt, *best));
    if (spelt != name) found.facts.back().support.push_back(name);
  } else if (const Range left = left_of_title(document, title); !left.empty()) {
    found.anchor = left;
    found.facts.push_back(make_fact("name", std::string(document.text.read(left)), left, 0.75, "identity.organisation.left@1"));
  } else if (const auto footer = footer_name(document)) {
    found.anchor = *footer;
    found.facts.push_back(make_fact("name", one_line(document.text.read(*footer)), *footer, 0.65, "identity.organisation.footer@1"));
  } else if (const auto text = from_running_text(document)) {
    found.anchor = *text;
    found.facts.push_back(make_fact("name", one_line(document.text.read(*text)), *text, 0.6, "identity.organisation.subject@1"));
  }
  // « FOYER D'ÉDUCATION POPULAIRE / « LES TROIS CHÊNES » »: what stands above the name says its kind
  const std::string described_as = !below.empty() && !found.facts.empty() ? normalise::fold(document.text.read(best->group("name"))) + " " : std::string();
  const std::string folded_name = described_as + (found.facts.empty() ? std::string() : normalise::fold(std::get<std::string>(found.facts.front().value)));
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
