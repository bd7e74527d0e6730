#include <algorithm>
#include <optional>
#include <utility>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_entry_names.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/person.hpp"

// Chapters of which every heading or entry names a programme: « Nos programmes », « Projets en cours ».

namespace minutier::extractors {
namespace {

using extract::Document;

class ZoneReader {
 public:
  explicit ZoneReader(const Document& document) : doc_(document), text_(document.text.reading) {}

  std::vector<ProgrammeCandidate> read() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const std::string_view folded = fold_of(b);
      if (blocks[b].kind == BlockKind::heading && folded.size() < 160 && zone_heading(folded)) zone(b);
    }
    return std::move(out_);
  }

 private:
  std::string_view fold_of(std::size_t b) const { return doc_.structure.blocks[b].folded.of(doc_.text.folded); }
  const Block& block(std::size_t b) const { return doc_.structure.blocks[b]; }
  void add(ProgrammeCandidate candidate) { out_.push_back(std::move(candidate)); }

  // A heading under which every heading names a programme.
  static bool zone_heading(std::string_view f) {
    if (contains_any(f, {"budget", "vote", "ordre du jour", "compte ", "presentation du programme", "formation au programme", "programme de la", "programme du "})) return false;
    return contains_any(f, {"programmes en cours", "projets en cours", "nos programmes", "nos projets", "nos actions", "projet d'activite", "projets d'activite", "les programmes", "les projets", "realisations", "principaux programmes", "programmes et projets",
                            "projets et programmes", "actions realisees", "actions menees", "nos activites", "tour des stands"}) ||
           f == "programmes" || f == "projets" || f == "actions";
  }
  static bool running_heading(std::string_view f) { return contains_any(f, {"en cours"}); }

  struct Style {
    int level;
    bool loud, colon, numbered;
    bool operator==(const Style&) const = default;
  };
  Style style_of(std::size_t b) const {
    const Block& h = block(b);
    const std::string_view f = fold_of(b);
    const bool numbered = group_lead(f) > 0;
    const std::string_view words = h.range.of(text_);
    return {h.level, numbered ? false : capitals(words), h.ends_with_colon, numbered};
  }
  // « Groupe 1 : », « Projet n° 2 - », « Axe 3 : », « Fiche action 4. »: where the name begins, or 0.
  static std::size_t group_lead(std::string_view f) {
    for (const std::string_view lead : {"groupe ", "projet ", "programme ", "axe ", "action ", "chantier ", "fiche ", "atelier "}) {
      if (!f.starts_with(lead)) continue;
      std::size_t at = lead.size();
      while (at < f.size() && (f[at] == 'n' || f[at] == 'o' || f[at] == ' ' || f[at] == '.')) ++at;
      const std::size_t digits = at;
      while (at < f.size() && f[at] >= '0' && f[at] <= '9') ++at;
      if (at == digits) return 0;
      while (at < f.size() && (f[at] == ' ' || f[at] == ':' || f[at] == '-' || f[at] == '.')) ++at;
      return at < f.size() ? at : 0;
    }
    return 0;
  }

  void zone(std::size_t z) {
    const auto& blocks = doc_.structure.blocks;
    const bool running = running_heading(fold_of(z));
    const bool strong = contains_any(fold_of(z), {"programme", "projet"});
    std::optional<Style> style;
    std::vector<std::pair<std::size_t, std::size_t>> children;  // heading, end
    std::size_t end = z + 1;
    for (std::size_t b = z + 1; b < blocks.size() && b < z + 160; ++b, end = b) {
      if (blocks[b].kind != BlockKind::heading) continue;
      const std::string_view f = fold_of(b);
      const Style s = style_of(b);
      if (style && s == *style) {
        children.emplace_back(b, b + 1);
        continue;
      }
      if (!style && b <= z + 4) {
        // A heading of the zone's own rank opens a new chapter, unless headings are numbered groups or in capitals.
        if (s.level <= blocks[z].level && !s.numbered && !(s.loud && !capitals(blocks[z].range.of(text_)))) break;
        style = s;
        children.emplace_back(b, b + 1);
        continue;
      }
      if (!style || s == style_of(z)) break;
      const bool deeper = s.level > style->level || (s.colon && !style->colon) || (style->level == s.level && dull(f) && s.colon);
      if (!deeper) break;
    }
    const auto last_of = [&](std::size_t i) { return i + 1 < children.size() ? children[i + 1].first : end; };
    std::size_t told = 0;
    for (std::size_t i = 0; i < children.size(); ++i) told += tells(children[i].first, last_of(i));
    // Where three in four say how they stand or with whom, so does the chapter of the others.
    const bool all = strong || (told >= 3 && told * 4 >= children.size() * 3);
    for (std::size_t i = 0; i < children.size(); ++i) child(children[i].first, last_of(i), running, all);
    if (style || strong)
      for (std::size_t b = z + 1; b < end; ++b) items(b, end);
  }

  bool tells(std::size_t b, std::size_t last) const {
    const Range text = text_under(doc_, b, last);
    const auto told = [&](std::string_view family) { return !doc_.matches.within(family, text).empty(); };
    return told("programmes.status") || told("programmes.standing") || told("programmes.partners") || told("programmes.joined");
  }

  void child(std::size_t b, std::size_t last, bool running, bool strong) {
    const Block& h = block(b);
    const std::string_view f = fold_of(b);
    Range name = h.range;
    if (const std::size_t lead = group_lead(f)) {
      const Range folded = h.folded;
      name = doc_.text.to_reading({folded.begin + lead, folded.end});
    } else {
      const std::size_t colon = f.find(" : ");
      if (colon != std::string_view::npos) name = doc_.text.to_reading({h.folded.begin, h.folded.begin + colon});
    }
    name = without_number(doc_, name);
    // « Couture solidaire (2018-2021) »: the years are not of the name.
    if (const std::size_t open = name.of(text_).rfind(" ("); open != std::string_view::npos && open > 2 && first_of(name.of(text_), "0123456789", open) == open + 2) name.end = name.begin + open;
    name = trim_range(text_, name, ".,;:*");
    const std::string_view called = doc_.text.fold(name);
    // « En selle à tout âge » names, « En 2019 » does not.
    if ((dull(called) && !(called.starts_with("en ") && first_of(called, "0123456789") == std::string_view::npos && count_words(called) > 2)) || name.size() > 70) return;
    std::size_t said = 0;
    for (std::size_t i = b + 1; i < last; ++i)
      if (block(i).kind == BlockKind::paragraph || block(i).kind == BlockKind::item) said += block(i).range.size();
    if (said < 50) return;
    const Range text = text_under(doc_, b, last);
    if (!strong && !tells(b, last) && !contains_any(doc_.text.fold({text.begin, std::min(text.end, text.begin + 900)}), {"programme", "projet", "edition", "atelier", "partenari", "dispositif", "residence", "festival", "cycle", "lance", "recherche-action"})) return;
    add({name, text, running, "programmes.heading@1", 0.85});
  }

  // « « Les solutions numériques frugales » : … », « Les Journées Découvertes : Ces journées … » as entries of a zone.
  void items(std::size_t b, std::size_t) {
    const Block& item = block(b);
    if (item.kind != BlockKind::item || item.range.size() < 80) return;
    const std::string_view words = item.range.of(text_);
    Range name;
    if (words.starts_with("\xC2\xAB")) {
      const std::size_t close = words.find("\xC2\xBB");
      if (close == std::string_view::npos || close > 90 || close < 6) return;
      name = {item.range.begin + 2, item.range.begin + close};
    } else {
      const std::size_t colon = words.find(" : ");
      if (colon == std::string_view::npos || colon > 60 || colon < 5) return;
      if (!normalise::upper_letter_at(words, 0)) return;
      // « Expérimenter pour changer : » says what is done; it names nothing.
      const std::string_view lead = doc_.text.fold({item.range.begin, item.range.begin + colon});
      const std::string_view verb = lead.substr(0, lead.find(' '));
      if (verb.size() > 4 && (verb.substr(verb.size() - 2) == "er" || verb.substr(verb.size() - 2) == "ir") && verb.substr(verb.size() - 4) != "lier") return;
      name = {item.range.begin, item.range.begin + colon};
      if (names_person(name.of(text_)) || extract::is_office(name.of(text_))) return;
      const std::string_view f = doc_.text.fold(name);
      if (f.find(',') != std::string_view::npos || contains(f, ". ") || f.find('?') != std::string_view::npos || count_words(f) > 7) return;
      const std::string_view rest = doc_.text.fold({name.end, item.range.end});
      if (!contains_any(rest.substr(0, 240), {"journee", "programme", "projet", "edition", "cycle", "atelier", "dispositif", "rencontre", "formation", "recherche"})) return;
    }
    name = without_launch(doc_, trim_range(text_, name, ".,;:*\""));
    if (dull(doc_.text.fold(name))) return;
    add({name, item.range, false, "programmes.item@1", 0.82});
  }

  const Document& doc_;
  const std::string& text_;
  std::vector<ProgrammeCandidate> out_;
};

}  // namespace

std::vector<ProgrammeCandidate> zone_programmes(const Document& document) { return ZoneReader(document).read(); }

}  // namespace minutier::extractors
