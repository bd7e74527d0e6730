#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "extractors/identity_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

class Identity final : public extract::Extractor {
 public:
  std::string_view id() const override { return "identity"; }

  std::vector<Found> extract(const extract::Document& document, const Findings&) const override {
    Found out;
    out.entity = "document";
    const extract::Match* kind = kind_match(document);
    std::string kind_name;
    if (kind) {
      kind_name = kind_of_rule(kind->rule->id);
      out.facts.push_back(make_fact("kind", kind_name, kind->range, *kind));
    } else {
      kind_name = kind_by_content(document, out);
    }
    const Range title = title_of(document, kind);
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
      const std::string kind = kind_of_rule(match.rule->id);
      // « 6. Convocation de l'AG de mars »: business of the sitting
      if (const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)]; kind == "convocation" && (block.kind == BlockKind::item || !block.marker.empty())) continue;
      if (kind == "convocation" && has(match.rule->id, "prayer") && best && kind_of_rule(best->rule->id) != "note_de_synthese") continue;
      if (kind == "deliberation" && best) continue;
      if (kind.rfind("rapport_", 0) == 0 && within_sitting(document, match)) continue;
      if (within_sentence(document, match) || of_business(document, match)) continue;
      if (match.rule->id.ends_with(".first") && match.range.begin > 400) continue;
      if (!best) best = &match;
      else if (kind_of_rule(best->rule->id) == "deliberation" && kind == "extrait") best = &match;
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
      if (folded == "ag" || folded.rfind("ag ", 0) == 0 || has(folded, " ag ") || has(folded, "collegiale")) return true;
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

  // « PV de l'OA 46 : Hélène signale que … » under the sitting's own heads: what was said of other minutes.
  static bool of_business(const extract::Document& document, const extract::Match& match) {
    const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
    if (block.kind != BlockKind::paragraph || match.range.begin < 800) return false;
    static const Regex told("[^:\\n]{3,60} : [a-z'\"][^\\n]{40,}");
    return told.begins(document.text.fold({match.range.begin, block.range.end}));
  }

  // No line names the kind: a sitting told at length is a compte rendu, an act in old style minutes.
  static std::string kind_by_content(const extract::Document& document, Found& out) {
    for (const extract::Match& match : document.matches.of("identity.kind.weak")) {
      const std::string kind = kind_of_rule(match.rule->id);
      out.facts.push_back(make_fact("kind", kind, match.range, match));
      return kind;
    }
    const std::string_view text(document.text.folded);
    const std::string_view head = text.substr(0, 2500);
    static const Regex in_the_year("\\bl'an (?:de grace |mil|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|premier|second|[ivxlcdm]+\\b|\\d|de la )|\\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) [^\\n]{3,30} mil (?:sept|huit|neuf) cent");
    const std::size_t today = head.find("jourd'hui");  // « aujourd'hui », « ce jourd'hui » with its date
    const bool this_day = today != std::string_view::npos && extract::find_date(head.substr(today, 90)).has_value();
    if ((in_the_year.found(head) || this_day) && (has(head, "assembl") || has(head, "reuni"))) {
      out.facts.push_back(make_fact("kind", std::string("proces_verbal"), {0, std::min<std::size_t>(200, document.text.reading.size())}, 0.7, "identity.kind.opening@1"));
      return "proces_verbal";
    }
    static const Regex sitting("\\b(?:seances?|assemblees?|plenieres?|coordination|directoire|conseils?|reunions?|bureau|comites?|commissions?|collegiales?|congres|sessions?)\\b");
    const bool body = names_assembly(document) || sitting.found(head);
    int speech = 0;  // what people said is told only after it was
    for (const std::string_view verb : {" repond", " demande ", " explique ", " rappelle ", " precise ", " souligne ", " remercie "}) speech += has(text, verb) ? 1 : 0;
    const bool dated = extract::find_date(text.substr(0, 400)).has_value();
    static const Regex held("\\b(?:s'est (?:tenue?|reunie?|deroulee?)|se sont (?:reunis|retrouves)|a eu lieu|ont eu lieu|(?:ouvre|ouvrit|a ouvert) (?:la seance|l'assemblee|la reunion)|(?:seance|assemblee|reunion) (?:est|a ete|fut) ouverte)\\b");
    static const Regex roles("(?:^|[\\n.] ?)[ *_-]*(?:secretaires?|secretariat|animat[a-z-]*|animation|moderat[a-z-]*|cr|redact[a-z-]*|prise de notes) ?(?:de (?:la )?(?:seance|reunion))?[*_ ]*:");
    const bool announced = has(head, "present") || has(head, "lieu :") || has(head, "horaire");
    const bool told = (dated && (speech >= 2 && announced)) || ((dated || sitting.found(head.substr(0, 300))) && held.found(head)) || (dated && roles.found(head)) || (dated && has(head, "participant") && has(head, "absent")) || has(text, "unanimite") || has(text, "quorum") || has(text, "procuration") || has(text, "ordre du jour") || has(text, "seance levee") || has(text, "seance est levee") || has(head, "present");
    if (!body || !told || document.structure.blocks.empty()) return {};
    const Range where = document.structure.blocks.front().range;
    const std::string kind = signed_by_both(text) ? "proces_verbal" : "compte_rendu";
    out.facts.push_back(make_fact("kind", kind, where, 0.6, "identity.kind.content@1"));
    return kind;
  }

  // « Le Secrétaire, … Le Président, … » at the foot: what both sign are minutes.
  static bool signed_by_both(std::string_view text) {
    const std::string_view foot = text.substr(text.size() - std::min<std::size_t>(text.size(), 400));
    static const Regex chair("(?:^|[\\n\\t|]|  )[ *_]*(?:le|la) presidente?(?: de seance)?\\b"), secretary("(?:^|[\\n\\t|]|  )[ *_]*(?:le|la) secretaire(?: de seance)?\\b"), copy("pour (?:copie|extrait)");
    return chair.found(foot) && secretary.found(foot) && !copy.found(foot);
  }

  // « Tournevis sonique : AG annuelle du samedi 24 janvier », « CA du 12 mars »: the letters of a body in a dated heading.
  static bool names_assembly(const extract::Document& document) {
    // the « organe d'administration » of an asbl; elsewhere the letters are an « ouvrage d'art »
    const bool belgian = has(document.text.folded, "asbl") || has(document.text.folded, "organe d'administration");
    for (const Block& block : document.structure.blocks) {
      if (block.range.begin > 1500) break;
      static const Regex numbered("\\b(?:ag|ca|oa) ?(?:#|n ?o) ?[0-9]|\\bag[oe]? (?:de )?(?:l'annee )?(?:19|20)[0-9][0-9]\\b");
      const std::string_view folded = block.folded.of(document.text.folded);
      if (block.kind != BlockKind::heading || block.range.size() > 160 || !(extract::find_date(folded) || numbered.found(folded))) continue;
      const std::string_view words = document.text.read(block.range);
      for (const std::string_view letters : {"AG", "AGO", "AGE", "CA", belgian ? "OA" : "AG", "A.G.", "C.A."})
        for (std::size_t at = words.find(letters); at != std::string_view::npos; at = words.find(letters, at + 1)) {
          const bool before = at == 0 || words[at - 1] == ' ' || words[at - 1] == '(' || words[at - 1] == '-', behind = at + letters.size() >= words.size() || words[at + letters.size()] == ' ' || words[at + letters.size()] == ')';
          if (before && behind) return true;
        }
    }
    return false;
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
      static const Regex year("\\b(?:1[789]|20)\\d\\d\\b");
      const std::string_view folded = document.text.fold(title);
      RegexHit hit;
      for (std::size_t at = 0; year.search(folded, at, hit); at = hit.whole().end) offer(std::stoi(std::string(hit.whole().of(folded))), title, 0.93, "identity.year.title@1");
      if (!known.empty()) return;
    }
    for (const extract::Match& match : document.matches.of("identity.year"))
      for (const std::string_view group : {"y1", "y2"}) {
        const Range where = match.group(group);
        if (where.empty() || (report && !known.empty() && group == "y1")) continue;
        offer(std::stoi(std::string(document.text.fold(where))), where, match.rule->confidence, match.rule->tag());
      }
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
