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

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

std::string kind_of(std::string_view id) {
  const std::string_view rest = id.substr(std::string_view("identity.kind.").size());
  return std::string(rest.substr(0, rest.find('.')));
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
    const Range title = without_hour(document, title_range(document, naming_line(document, kind)));
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

  static bool names_sitting(std::string_view folded) {
    for (const std::string_view word : {"assemblee", "seance", "reunion", "conseil", "comite", "bureau", "commission", "ag ", "ca ", "cse "})
      if (has(folded, word)) return true;
    return false;
  }

  static std::string_view line_of(const extract::Document& document, std::size_t at) {
    const std::string& text = document.text.reading;
    const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1, end = std::min(text.find('\n', at), text.size());
    return document.text.fold({begin, end});
  }

  // « Objet : CR de l'AG », « Procès-verbaux » of a menu name the kind; the line farther on that also says whose sitting it was and
  // when names the document.
  static const extract::Match* naming_line(const extract::Document& document, const extract::Match* kind) {
    if (!kind) return nullptr;
    const auto full = [&](const extract::Match& match) {
      const std::string_view line = line_of(document, match.range.begin);
      return line.size() < 160 && names_sitting(line) && extract::find_date(line).has_value();
    };
    static constexpr std::array<std::string_view, 4> mail{"objet :", "objet:", "subject:", "re: "};
    const std::string_view line = line_of(document, kind->range.begin);
    const bool header = std::any_of(mail.begin(), mail.end(), [&](std::string_view word) { return line.rfind(word, 0) == 0; }) && has(document.text.folded.substr(0, 600), "de :");
    const bool brief = has(line, "verbaux") || has(line, "comptes rendus") || has(line, "comptes-rendus");
    if (full(*kind) && !header) return kind;
    if (!header && !brief) return kind;
    for (const extract::Match& match : document.matches.of("identity.kind")) {
      if (match.range.begin > 4000) break;
      if (match.range.begin > kind->range.end && kind_of(match.rule->id) == kind_of(kind->rule->id) && full(match)) return &match;
    }
    return kind;
  }

  // « … du jeudi 7 avril 2016 à 20 h 30, salle des fêtes »: the hour and what stands behind it are no part of the name.
  static Range without_hour(const extract::Document& document, Range title) {
    static const Regex hour("[ ,]+(?:-+ ?)?(?:a |des )?(?:[01]?\\d|2[0-4]) ?(?:h|heures?)\\b[^\\n]{0,60}$|[ ,]+(?:-+ ?)?(?:a |des )?(?:[01]?\\d|2[0-4])h[0-5]\\d\\b[^\\n]{0,60}$");
    if (title.empty()) return title;
    const std::string_view folded = document.text.fold(title);
    RegexHit hit;
    if (!hour.search(folded, hit) || hit.whole().begin < 12 || !extract::find_date(folded.substr(0, hit.whole().begin))) return title;
    const std::size_t begin = document.text.to_folded(title).begin;
    return bare_name(document.text.reading, document.text.to_reading({begin, begin + hit.whole().begin}));
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
    const bool body = names_assembly(document) || has(head, "seance") || has(head, "assemblee") || has(head, "pleniere") || has(head, "coordination") || has(head, "directoire") || has(head, "conseil") || has(head, "reunion") || has(head, "bureau") || has(head, "comite") || has(head, "commission");
    int speech = 0;  // what people said is told only after it was
    for (const std::string_view verb : {" repond", " demande ", " explique ", " rappelle ", " precise ", " souligne ", " remercie "}) speech += has(text, verb) ? 1 : 0;
    const bool dated = extract::find_date(text.substr(0, 400)).has_value();
    const bool told = (dated && speech >= 2 && has(head, "present")) || (dated && speech >= 2 && (has(head, "lieu :") || has(head, "horaire"))) || has(text, "unanimite") || has(text, "quorum") || has(text, "procuration") || has(text, "ordre du jour") || has(text, "seance levee") || has(text, "seance est levee") || has(head, "present");
    if (!body || !told || document.structure.blocks.empty()) return {};
    const Range where = document.structure.blocks.front().range;
    out.facts.push_back(make_fact("kind", std::string("compte_rendu"), where, 0.6, "identity.kind.content@1"));
    return "compte_rendu";
  }

  // « Tournevis sonique : AG annuelle du samedi 24 janvier », « CA du 12 mars »: the letters of a body in a dated heading.
  static bool names_assembly(const extract::Document& document) {
    for (const Block& block : document.structure.blocks) {
      if (block.range.begin > 1500) break;
      if (block.kind != BlockKind::heading || block.range.size() > 160 || !extract::find_date(block.folded.of(document.text.folded))) continue;
      const std::string_view words = document.text.read(block.range);
      for (const std::string_view letters : {"AG", "AGO", "AGE", "CA", "A.G.", "C.A."})
        for (std::size_t at = words.find(letters); at != std::string_view::npos; at = words.find(letters, at + 1)) {
          const bool before = at == 0 || words[at - 1] == ' ' || words[at - 1] == '(' || words[at - 1] == '-', behind = at + letters.size() >= words.size() || words[at + letters.size()] == ' ' || words[at + letters.size()] == ')';
          if (before && behind) return true;
        }
    }
    return false;
  }

  // « Étaient présents MM. les conseillers »: who was there names no document.
  static bool lists_people(std::string_view folded) {
    for (const std::string_view word : {"etaient ", "sont ", "present", "absent", "excuse", "membres ", "participant", "ordre du jour"})
      if (folded.rfind(word, 0) == 0) return true;
    return false;
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
      // a heading of several lines: what stands above the line that names the document is the letterhead
      if (const auto line = document.text.reading.rfind('\n', kind->range.begin); block.kind == BlockKind::heading && line != std::string::npos && line > range.begin && line < kind->range.begin) {
        const std::string_view above = document.text.fold({range.begin, line});
        if (!has(above, "assemblee") && !has(above, "seance") && !has(above, "reunion") && !has(above, "conseil ") && !has(above, "extrait")) range.begin = line + 1;
      }
      const std::string_view folded = document.text.fold(range);
      if (const std::size_t word = folded.find_first_not_of(" :*#"); word != std::string_view::npos && (folded.substr(word, 5) == "objet" || folded.substr(word, 8) == "document")) {
        range = {range.begin + std::min(document.text.read(range).find(':', word + 1) + 1, range.size()), range.end};
        for (const Range line : block.lines) {  // « Objet : Convocation du 12 décembre / et note de synthèse »: lines that begin small go on
          if (line.begin < range.end) continue;
          const std::string_view next = document.text.read(line);
          const std::size_t first = next.find_first_not_of(" \t");
          if (first == std::string_view::npos || !std::islower(static_cast<unsigned char>(next[first]))) break;
          range.end = line.end;
        }
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
        if (dated_only(folded) || folded == "seance publique" || folded == "huis clos" || lists_people(folded)) continue;
        const bool names = folded.rfind("session ", 0) == 0 || has(folded, "assemblee") || has(folded, "conseil") || has(folded, "reunion") || has(folded, "seance") || has(folded, "bureau") || has(folded, "comite") || has(folded, "rapport") || has(folded, "commission") || folded.rfind("ag ", 0) == 0 || has(folded, " ag ") || has(folded, "l'ag") || folded.rfind("ca ", 0) == 0 || has(folded, " ca du");
        if (!names) continue;
        at = static_cast<int>(b);
        range = block.range;
        break;
      }
    }
    if (at < 0 || range.empty()) return {};
    if (const Range fuller = dated_name(document, range); !fuller.empty()) return fuller;
    for (std::size_t b = static_cast<std::size_t>(at) + 1; b < blocks.size() && b < static_cast<std::size_t>(at) + 3; ++b) {
      const Block& next = blocks[b];
      if (next.kind != BlockKind::heading || blocks[static_cast<std::size_t>(at)].kind != BlockKind::heading || next.range.size() > 120) break;
      const std::string_view folded = next.folded.of(document.text.folded);
      const bool on = folded.rfind("du ", 0) == 0 || folded.rfind("de l", 0) == 0 || folded.rfind("de ", 0) == 0 || folded.rfind("des ", 0) == 0 || folded.rfind("d'", 0) == 0 || (!kind && !extract::find_date(document.text.fold(range)) && (folded.rfind("seance d", 0) == 0 || folded.rfind("reunion d", 0) == 0 || folded.rfind("session d", 0) == 0));
      if (!on) break;
      range.end = next.range.end;
    }
    return bare_name(document.text.reading, range);
  }

  // « COMPTE RENDU » alone: the heading near it that names the body and its day is the title.
  static Range dated_name(const extract::Document& document, Range kind) {
    const std::string words = normalise::fold(one_line(document.text.read(bare_name(document.text.reading, kind))));
    if (words != "compte rendu" && words != "compte-rendu" && words != "proces-verbal" && words != "proces verbal" && words != "pv" && words != "cr") return {};
    // « PROCÈS-VERBAL / de la réunion du comité du 21 octobre 1934 »: the line below goes on
    if (std::size_t next = document.text.reading.find_first_not_of(" \n\t*#", kind.end); next != std::string::npos && next < kind.end + 80) {
      const Range line{next, std::min(document.text.reading.find('\n', next), document.text.reading.size())};
      const std::string_view folded = document.text.fold(line);
      const bool on = folded.rfind("de l", 0) == 0 || folded.rfind("du ", 0) == 0 || folded.rfind("des ", 0) == 0;
      if (on && line.size() < 140 && names_sitting(folded)) return bare_name(document.text.reading, {kind.begin, line.end});
    }
    std::size_t seen = 0;
    for (const Block& block : document.structure.blocks) {
      if (block.kind == BlockKind::furniture) continue;
      if (++seen > 9 || block.range.begin > kind.end + 300) break;
      if (block.range.size() > 160 || (block.kind != BlockKind::heading && block.kind != BlockKind::paragraph) || block.range.overlaps(kind)) continue;
      for (const Range line : block.lines) {
        const std::string_view folded = document.text.fold(line);
        static constexpr std::array<std::string_view, 8> bodies{"assemblee", "ag ", "conseil", "reunion", "seance", "comite", "bureau", "ca "};
        const bool named = std::any_of(bodies.begin(), bodies.end(), [&](std::string_view body) { return folded.rfind(body, 0) == 0; });
        if (named && line.size() < 110 && extract::find_date(folded)) return bare_name(document.text.reading, line);
      }
    }
    return {};
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
