#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "extractors/sitting.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

std::string kind_of(std::string_view id) {
  const std::string_view rest = id.substr(std::string_view("identity.kind.").size());
  return std::string(rest.substr(0, rest.find('.')));
}

// Whether a closing quote ends words that were opened inside the text before it.
bool closes_inner(std::string_view before, std::string_view quote) {
  if (quote == "\"") return std::count(before.begin(), before.end(), '"') % 2 == 1;
  if (quote == "\xC2\xBB") return before.find("\xC2\xAB") != std::string_view::npos;
  if (quote == "\xE2\x80\x9D") return before.find("\xE2\x80\x9C") != std::string_view::npos;
  return false;
}

// Trims blanks, dashes, quotes and full stops at both ends.
Range trimmed(std::string_view text, Range range) {
  const auto soft = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '-' || c == '.' || c == ',' || c == ':' || c == '#' || c == '*' || c == '='; };
  while (!range.empty() && soft(text[range.begin])) ++range.begin;
  while (!range.empty() && soft(text[range.end - 1])) --range.end;
  for (const std::string_view quote : {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\"", "\xC2\xA0"}) {
    if (range.size() >= quote.size() && text.substr(range.begin, quote.size()) == quote) return trimmed(text, {range.begin + quote.size(), range.end});
    if (range.size() < quote.size() || text.substr(range.end - quote.size(), quote.size()) != quote) continue;
    if (closes_inner(Range{range.begin, range.end - quote.size()}.of(text), quote)) continue;  // « Société "La Gaule" »: the quote is of the name
    return trimmed(text, {range.begin, range.end - quote.size()});
  }
  return range;
}

bool all_capitals(std::string_view text) {
  std::size_t lower = 0, upper = 0;
  for (const char c : text) lower += c >= 'a' && c <= 'z', upper += c >= 'A' && c <= 'Z';
  return upper > 2 && lower <= 2;
}

class Identity final : public extract::Extractor {
 public:
  std::string_view id() const override { return "identity"; }

  std::vector<Found> extract(const extract::Document& document, const Findings&) const override {
    Found out;
    out.entity = "document";
    const extract::Match* kind = kind_match(document);
    std::string kind_name;
    if (kind) {
      kind_name = kind_of(kind->rule->id);
      out.facts.push_back(make_fact("kind", kind_name, kind->range, *kind));
    } else {
      kind_name = kind_by_content(document, out);
    }
    const Range title = title_range(document, kind);
    if (!title.empty()) out.facts.push_back(make_fact("title", one_line(document.text.read(title)), title, kind ? 0.9 : 0.75, "identity.title@1"));
    add_years(document, kind_name, title, out);
    for (const extract::Match& match : document.matches.of("identity.draft"))
      if (match.range.begin < 3000) {
        out.facts.push_back(make_fact("version_status", std::string("draft"), match.range, match));
        break;
      }
    std::vector<Found> found;
    if (!out.facts.empty()) {
      out.anchor = out.facts.front().where;
      found.push_back(std::move(out));
    }
    if (auto organisation = organisation_of(document, title)) found.push_back(std::move(*organisation));
    if (auto stamps = transmission(document)) found.push_back(std::move(*stamps));
    return found;
  }

 private:
  // The line that names the document: of the opening; a convocation's own words win over the minutes it encloses.
  static const extract::Match* kind_match(const extract::Document& document) {
    const extract::Match* best = nullptr;
    for (const extract::Match& match : document.matches.of("identity.kind")) {
      if (match.range.begin > 4000) break;
      const std::string kind = kind_of(match.rule->id);
      if (kind == "convocation" && has(match.rule->id, "prayer") && best && kind_of(best->rule->id) != "note_de_synthese") continue;
      if (kind == "deliberation" && best) continue;
      if (kind.rfind("rapport_", 0) == 0 && within_sitting(document, match)) continue;
      if (within_sentence(document, match)) continue;
      if (!best) best = &match;
      else if (kind_of(best->rule->id) == "deliberation" && kind == "extrait") best = &match;
    }
    return best;
  }

  // « Rapport moral » as a heading of minutes: an item of the sitting that an earlier heading names.
  static bool within_sitting(const extract::Document& document, const extract::Match& match) {
    static constexpr std::array<std::string_view, 8> sittings{"assemblee generale", "assemblees generales", "reunion d", "seance d", "conseil d", "conseil m", "verbal", "compte rendu"};
    for (std::size_t b = 0; b < static_cast<std::size_t>(match.block); ++b) {
      const Block& block = document.structure.blocks[b];
      if (block.range.size() > 200 || (block.kind != BlockKind::heading && b > 3)) continue;
      const std::string_view folded = block.folded.of(document.text.folded);
      if (has(folded, "rapport")) continue;
      if (folded.rfind("ag ", 0) == 0 || has(folded, " ag ")) return true;
      for (const std::string_view word : sittings)
        if (has(folded, word)) return true;
    }
    return false;
  }

  // A line of a paragraph that only carries a sentence on: « …article par article le / compte rendu par le Receveur ».
  static bool within_sentence(const extract::Document& document, const extract::Match& match) {
    const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
    if (block.kind != BlockKind::paragraph || match.range.begin < block.range.begin + 40) return false;
    const std::string& text = document.text.reading;
    const std::size_t line = text.rfind('\n', match.range.begin);
    if (line == std::string::npos || line <= block.range.begin) return false;
    const std::size_t above = text.rfind('\n', line - 1);
    const std::size_t begin = above == std::string::npos || above < block.range.begin ? block.range.begin : above + 1;
    const char last = text[line - 1];
    return line - begin > 50 && std::islower(static_cast<unsigned char>(last)) && std::islower(static_cast<unsigned char>(text[match.range.begin]));
  }

  // No line names the kind: a sitting told at length is a compte rendu, an act in old style minutes.
  static std::string kind_by_content(const extract::Document& document, Found& out) {
    for (const extract::Match& match : document.matches.of("identity.kind.weak")) {
      const std::string kind = kind_of(match.rule->id);
      out.facts.push_back(make_fact("kind", kind, match.range, match));
      return kind;
    }
    const std::string_view text(document.text.folded);
    const std::string_view head = text.substr(0, 2500);
    if ((has(head, "l'an ") || has(head, "aujourd'hui") || has(head, "ce jourd'hui") || has(head, "cejourd'hui")) && (has(head, "assembl") || has(head, "reuni"))) {
      out.facts.push_back(make_fact("kind", std::string("proces_verbal"), {0, std::min<std::size_t>(200, document.text.reading.size())}, 0.7, "identity.kind.opening@1"));
      return "proces_verbal";
    }
    const bool body = has(head, "assemblee generale") || has(head, "conseil") || has(head, "reunion") || has(head, "bureau") || has(head, "comite") || has(head, "commission");
    int speech = 0;  // what people said is told only after it was
    for (const std::string_view verb : {" repond", " demande ", " explique ", " rappelle ", " precise ", " souligne ", " remercie "}) speech += has(text, verb) ? 1 : 0;
    const bool dated = extract::find_date(text.substr(0, 400)).has_value();
    const bool told = (dated && speech >= 2 && has(head, "present")) || (dated && speech >= 2 && (has(head, "lieu :") || has(head, "horaire"))) || has(text, "unanimite") || has(text, "quorum") || has(text, "seance levee") || has(text, "seance est levee") || has(head, "present");
    if (!body || !told || document.structure.blocks.empty()) return {};
    const Range where = document.structure.blocks.front().range;
    out.facts.push_back(make_fact("kind", std::string("compte_rendu"), where, 0.6, "identity.kind.content@1"));
    return "compte_rendu";
  }

  static bool dated_only(std::string_view folded) {
    const auto date = extract::find_date(folded);
    return date && date->range.size() + 12 > folded.size();
  }

  // The line or heading that names the document, with the heading that carries it on (« DU VENDREDI 15 MARS 1968 »).
  static Range title_range(const extract::Document& document, const extract::Match* kind) {
    const auto& blocks = document.structure.blocks;
    int at = kind ? kind->block : -1;
    Range range;
    if (kind && has(kind->rule->id, "prayer")) at = -1, kind = nullptr;
    // « CR rédigé à six mains »: words about the writing name no document
    if (kind) {
      const std::string_view behind = document.text.fold({kind->range.end, std::min(kind->range.end + 12, document.text.reading.size())});
      if (behind.substr(0, 7) == " redige" || behind.substr(0, 5) == " relu") at = -1, kind = nullptr;
    }
    if (kind) {
      const Block& block = blocks[static_cast<std::size_t>(at)];
      range = block.range;
      if (block.kind != BlockKind::heading)
        for (const Range line : block.lines)
          if (line.contains(kind->range.begin) || (line.begin <= kind->range.begin && kind->range.begin < line.end)) range = line;
      const std::string_view folded = document.text.fold(range);
      if (folded.rfind("objet", 0) == 0) {
        range = {range.begin + document.text.read(range).find(':') + 1, block.range.end};
      }
      if (block.kind != BlockKind::heading)
        for (const std::string_view cut : {", tenu", ", qui s'est", ", le ", " s'est tenu"})
          if (const auto stop = document.text.fold(range).find(cut); stop != std::string_view::npos && stop > 25) {
            range.end = document.text.to_reading({document.text.to_folded(range).begin, document.text.to_folded(range).begin + stop}).end;
            break;
          }
      if (range.size() > 260) {
        const auto stop = document.text.read(range).find_first_of(",;");
        if (stop != std::string_view::npos && stop > 20) range.end = range.begin + stop;
      }
    } else {
      for (std::size_t b = 0; b < blocks.size() && b < 12; ++b) {
        const Block& block = blocks[b];
        if (block.kind != BlockKind::heading || block.range.size() > 200) continue;
        const std::string_view folded = block.folded.of(document.text.folded);
        if (dated_only(folded)) continue;
        const bool names = has(folded, "assemblee") || has(folded, "conseil") || has(folded, "reunion") || has(folded, "seance") || has(folded, "bureau") || has(folded, "comite") || has(folded, "rapport") || has(folded, "commission") || folded.rfind("ag ", 0) == 0 || has(folded, " ag ");
        if (!names) continue;
        at = static_cast<int>(b);
        range = block.range;
        break;
      }
    }
    if (at < 0 || range.empty()) return {};
    for (std::size_t b = static_cast<std::size_t>(at) + 1; b < blocks.size() && b < static_cast<std::size_t>(at) + 3; ++b) {
      const Block& next = blocks[b];
      if (next.kind != BlockKind::heading || blocks[static_cast<std::size_t>(at)].kind != BlockKind::heading || next.range.size() > 120) break;
      const std::string_view folded = next.folded.of(document.text.folded);
      const bool on = folded.rfind("du ", 0) == 0 || folded.rfind("de l", 0) == 0 || folded.rfind("de ", 0) == 0 || folded.rfind("des ", 0) == 0 || folded.rfind("d'", 0) == 0;
      if (!on) break;
      range.end = next.range.end;
    }
    return trimmed(document.text.reading, range);
  }

  static void add_years(const extract::Document& document, const std::string& kind, Range title, Found& out) {
    const bool report = kind.rfind("rapport", 0) == 0;
    if (kind == "convocation" || kind == "liste_des_deliberations" || kind == "statuts" || kind == "arrete") return;
    const auto date = sitting_date(document);
    const int year = date && !report ? std::stoi(date->date.substr(0, 4)) : 0;
    std::set<std::int64_t> known;
    const auto offer = [&](std::int64_t value, Range where, double confidence, const std::string& rule) {
      if (year && (value < year - 1 || value > year + 1)) return;
      if (known.insert(value).second) out.facts.push_back(make_fact("exercise_years[]", value, where, confidence, rule));
    };
    if (report && !title.empty()) {
      const std::string_view folded = document.text.fold(title);
      for (std::size_t at = folded.find("20"); at != std::string_view::npos && at + 4 <= folded.size(); at = folded.find("20", at + 1))
        if (std::isdigit(static_cast<unsigned char>(folded[at + 2])) && std::isdigit(static_cast<unsigned char>(folded[at + 3]))) offer(std::stoi(std::string(folded.substr(at, 4))), title, 0.93, "identity.year.title@1");
      if (!known.empty()) return;
    }
    for (const extract::Match& match : document.matches.of("identity.year"))
      for (const std::string_view group : {"y1", "y2"}) {
        const Range where = match.group(group);
        if (where.empty() || (report && known.size() >= 1)) continue;
        offer(std::stoi(std::string(document.text.fold(where))), where, match.rule->confidence, match.rule->tag());
      }
  }

  static std::string organisation_kind(std::string_view name, std::string_view folded) {
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
  static bool several_bodies(std::string_view folded) {
    if (std::count(folded.begin(), folded.end(), ',') > 1) return true;
    for (const std::string_view word : {"syndicats", "membres", "adherents", "associes", "societaires", "delegues", "actionnaires", "coproprietaires", "usagers", "sections", "cooperateurs", "parents d'eleves", "anciens eleves", "locataires", "habitants"})
      if (folded == word) return true;
    return false;
  }

  // « Société de pêche "La Gaule" »: what a society is for stands before its name in quotes.
  static Range own_name(const extract::Document& document, Range name) {
    const std::string_view text = document.text.read(name);
    if (document.text.fold(name).rfind("societe d", 0) != 0) return name;
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}}) {
      const std::size_t from = text.find(open);
      if (from == std::string_view::npos) continue;
      const std::size_t to = text.find(close, from + open.size());
      if (to == std::string_view::npos || to < from + open.size() + 4) continue;
      return trimmed(document.text.reading, {name.begin + from + open.size(), name.begin + to});
    }
    return name;
  }

  // The name in small letters where the text also writes it so: « LA 27e REGION » -> « La 27e Région ».
  static Range better_spelt(const extract::Document& document, Range name) {
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

  static std::optional<Found> organisation_of(const extract::Document& document, Range title) {
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
      Range name = own_name(document, trimmed(document.text.reading, best->group("name")));
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

  // The first line of a document that names itself only below it.
  static Range letterhead(const extract::Document& document, Range title) {
    if (title.empty() || document.structure.blocks.empty()) return {};
    const auto& blocks = document.structure.blocks;
    std::size_t at = 0;  // a page's menu comes first: its items name nothing, the heading behind them may
    while (at < blocks.size() && at < 14 && blocks[at].kind == BlockKind::item) ++at;
    if (at == blocks.size() || (at > 0 && blocks[at].kind != BlockKind::heading)) return {};
    const Block& block = blocks[at];
    if (block.kind == BlockKind::item || block.kind == BlockKind::furniture || block.kind == BlockKind::table || block.range.end > title.begin || block.lines.empty()) return {};
    Range first = block.lines.front();  // a heading of several lines is one range: its first line
    if (const auto stop = first.of(document.text.reading).find('\n'); stop != std::string_view::npos) first.end = first.begin + stop;
    Range line = trimmed(document.text.reading, first);
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
  static std::optional<Range> footer_name(const extract::Document& document) {
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
  static std::optional<Range> from_running_text(const extract::Document& document) {
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

  static std::optional<Found> transmission(const extract::Document& document) {
    Found found;
    found.entity = "transmission";
    for (const auto& [family, field] : {std::pair{"identity.sent", "sent"}, std::pair{"identity.received", "received"}, std::pair{"identity.published", "published"}})
      for (const extract::Match& match : document.matches.of(family)) {
        const auto date = extract::find_date(document.text.fold(match.group("date")));
        if (!date) continue;
        found.facts.push_back(make_fact(field, date->date, match.group("date"), match));
        break;
      }
    for (const extract::Match& match : document.matches.of("identity.act")) {
      found.facts.push_back(make_fact("act_id", std::string(document.text.read(match.group("id"))), match.group("id"), match));
      break;
    }
    if (found.facts.empty()) return std::nullopt;
    found.anchor = found.facts.front().where;
    return found;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> identity() { return std::make_unique<Identity>(); }

}  // namespace minutier::extractors
