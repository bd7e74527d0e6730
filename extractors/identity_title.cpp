#include "extractors/identity_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"

// The line that names a document: by the word of its kind, or by the sitting it tells of.

namespace minutier::extractors {
namespace {

bool names_sitting(std::string_view folded) {
  for (const std::string_view word : {"assemblee", "seance", "reunion", "conseil", "comite", "bureau", "commission", "ag ", "ca ", "cse "})
    if (has(folded, word)) return true;
  return false;
}

std::string_view line_of(const extract::Document& document, std::size_t at) {
  const std::string& text = document.text.reading;
  const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1, end = std::min(text.find('\n', at), text.size());
  return document.text.fold({begin, end});
}

// The word of the kind opens a sentence, or stands in a site's path: it names nothing.
bool says_on(const extract::Document& document, const extract::Match& kind) {
  static const Regex sentence("[^.:]{0,60}[.:] ?(?:-+ )?[a-z'][^\\n]* (?:est|a ete|ont|sont|sera|fut|faite|donnee|lu)\\b");
  const std::string_view line = line_of(document, kind.range.begin);
  const std::size_t at = document.text.to_folded(kind.range).begin;
  const std::size_t end = std::min(document.text.folded.find('\n', at), document.text.folded.size());
  return has(line, " > ") || sentence.begins(std::string_view(document.text.folded).substr(at, end - at));
}

// « … du Conseil d'administration / du 12 mai 1907 »: the line below says the day and carries the name on. Empty where it does not.
Range with_day_below(const extract::Document& document, Range line) {
  static const Regex day("(?:(?:seance |reunion )?du|le|tenue? le|en date du)\\b"), further("[ ,]+(?:a|dans|au|en|sous)\\b");
  const std::string& text = document.text.reading;
  const std::size_t next = text.find_first_not_of(" \n\t", line.end), stop = std::min(text.find('\n', next), text.size());
  if (next == std::string::npos || next > line.end + 60 || stop > next + 100) return {};
  const std::string_view below = document.text.fold({next, stop});
  const auto date = day.begins(below) ? extract::find_date(below) : std::nullopt;
  if (!date || date->range.begin > 20) return {};
  const std::string_view behind = below.substr(date->range.end);
  if (behind.size() < 12) return {line.begin, stop};
  if (!further.begins(behind)) return {};  // a sentence goes on
  const std::size_t from = document.text.to_folded({next, stop}).begin;
  return {line.begin, document.text.to_reading({from, from + date->range.end}).end};
}

// « Objet : CR de l'AG », « Procès-verbaux » of a menu name the kind; the line farther on that also says whose sitting it was and
// when names the document.
const extract::Match* naming_line(const extract::Document& document, const extract::Match* kind) {
  if (!kind) return nullptr;
  const auto full = [&](const extract::Match& match) {
    const std::string_view line = line_of(document, match.range.begin);
    if (line.size() >= 160 || !names_sitting(line)) return false;
    return extract::find_date(line).has_value() || !with_day_below(document, {match.range.begin, std::min(document.text.reading.find('\n', document.text.reading.find_first_not_of(" \n\t", match.range.begin)), document.text.reading.size())}).empty();
  };
  const std::string_view line = line_of(document, kind->range.begin);
  static const Regex subject("(?:objet|sujet|subject|re) ?:");
  const std::string_view head = document.text.folded;
  const bool header = subject.begins(line) && (has(head.substr(0, 600), "de :") || has(head.substr(0, 600), "from:"));
  const bool brief = line.size() < 24 || has(line, "verbaux") || has(line, "comptes rendus") || has(line, "comptes-rendus");
  if (full(*kind) && !header) return kind;
  if (!header && !brief) return kind;
  for (const extract::Match& match : document.matches.of("identity.kind")) {
    if (match.range.begin > 4000) break;
    if (match.range.begin > kind->range.end && kind_of_rule(match.rule->id) == kind_of_rule(kind->rule->id) && full(match) && !says_on(document, match)) return &match;
  }
  return kind;
}

// « Objet : Re: [liste] CR de l'AG », « title: "Réunion du bureau" »: what stands behind the label.
Range without_label(const extract::Document& document, Range line) {
  static const Regex label("[ :*#_]*(?:objet|document|nature|title|titre|subject|sujet)[*_]* ?:[ *_\"]*(?:(?:re|fwd|fw|tr) ?: ?)*(?:\\[(?!cr\\b|pv\\b|compte|proces)[^\\]\\n]{2,40}\\] ?)?");
  const std::string_view folded = document.text.fold(line);
  RegexHit hit;
  if (!label.begins(folded, hit) || hit.whole().end >= folded.size()) return line;
  const std::size_t begin = document.text.to_folded(line).begin;
  return {document.text.to_reading({begin + hit.whole().end, begin + folded.size()}).begin, line.end};
}

// « … du jeudi 7 avril 2016 à 20 h 30, salle des fêtes »: the hour and what stands behind it are no part of the name.
Range without_hour(const extract::Document& document, Range title) {
  static const Regex hour("[ ,]+(?:-+ ?)?(?:a |des )?(?:[01]?\\d|2[0-4]) ?(?:h|heures?)\\b[^\\n]{0,60}$|[ ,]+(?:-+ ?)?(?:a |des )?(?:[01]?\\d|2[0-4])h[0-5]\\d\\b[^\\n]{0,60}$");
  if (title.empty()) return title;
  const std::string_view folded = document.text.fold(title);
  RegexHit hit;
  if (!hour.search(folded, hit) || hit.whole().begin < 12 || !extract::find_date(folded.substr(0, hit.whole().begin))) return title;
  const std::size_t begin = document.text.to_folded(title).begin;
  return bare_name(document.text.reading, document.text.to_reading({begin, begin + hit.whole().begin}));
}

// « Étaient présents MM. les conseillers »: who was there names no document.
bool lists_people(std::string_view folded) {
  for (const std::string_view word : {"etaient ", "sont ", "present", "absent", "excuse", "membres ", "participant", "ordre du jour"})
    if (folded.rfind(word, 0) == 0) return true;
  return false;
}

bool dated_only(std::string_view folded) {
  const auto date = extract::find_date(folded);
  return date && date->range.size() + 12 > folded.size();
}

// The lines of a block; a heading of several lines is one range of it.
std::vector<Range> lines_within(const extract::Document& document, const Block& block) {
  if (block.kind != BlockKind::heading) return block.lines;
  std::vector<Range> lines;
  for (std::size_t at = block.range.begin; at < block.range.end;) {
    const std::size_t stop = std::min(document.text.reading.find('\n', at), block.range.end);
    lines.push_back({at, stop});
    at = stop + 1;
  }
  return lines;
}

// « RÉUNION DU COMITÉ DU VENDREDI 24 OCTOBRE 1969 »: the line of the opening that names a sitting and its day; empty where there is none.
Range dated_sitting(const extract::Document& document) {
  static const Regex begins("[#*= ]*(?:\\[(?:cr|pv)\\] ?)?(?:(?:proces-verbal|compte[ -]rendu|cr|pv) (?:de la |de l'|du |des )?)?(?:assemblees?|collegiale|ag[oe]?|reunions?|seances?|session|conseil|comite|bureau|ca|cse|commission|pleniere)\\b");
  static const Regex told("\\b(?:s'est|se sont|etaient|est|sont|ont|a ete|ayant|convoquee?s?)\\b|\\bdans le lieu\\b");
  std::size_t seen = 0;
  for (const Block& block : document.structure.blocks) {
    if (block.kind == BlockKind::furniture) continue;
    if (++seen > 12 || block.range.begin > 1500) break;
    if (block.range.size() > 300 || (block.kind != BlockKind::heading && block.kind != BlockKind::paragraph)) continue;
    for (const Range whole : lines_within(document, block)) {
      const Range line = without_label(document, whole);
      const std::string_view folded = document.text.fold(line);
      const std::size_t first = folded.find_first_not_of(" \t#*=");
      if (line.size() >= 110 || first == std::string_view::npos || !begins.begins(folded.substr(first)) || told.found(folded)) continue;
      if (extract::find_date(folded)) return bare_name(document.text.reading, line);
      if (const Range day = with_day_below(document, line); !day.empty()) return bare_name(document.text.reading, day);
    }
  }
  return {};
}

// « COMPTE RENDU » alone: the heading near it that names the body and its day is the title.
Range dated_name(const extract::Document& document, Range kind) {
  const std::string words = normalise::fold(one_line(document.text.read(bare_name(document.text.reading, kind))));
  static const Regex alone("(?:comptes?[ -]rendus?|proces[ -]verba(?:l|ux)|pv|cr)(?: n ?[o\xC2\xB0]* ?\\d+)?(?: (?:de|des) (?:la )?(?:seances?|reunions?))?");
  if (!alone.matches(words)) return {};
  // « PROCÈS-VERBAL / de la réunion du comité du 21 octobre 1934 »: the line below goes on
  if (std::size_t next = document.text.reading.find_first_not_of(" \n\t*#", kind.end); next != std::string::npos && next < kind.end + 80) {
    const Range line{next, std::min(document.text.reading.find('\n', next), document.text.reading.size())};
    const std::string_view folded = document.text.fold(line);
    const bool on = folded.rfind("de l", 0) == 0 || folded.rfind("du ", 0) == 0 || folded.rfind("des ", 0) == 0;
    if (on && line.size() < 140 && names_sitting(folded)) return bare_name(document.text.reading, {kind.begin, line.end});
  }
  const Range sitting = dated_sitting(document);
  return sitting.begin <= kind.end + 300 && !sitting.overlaps(kind) ? sitting : Range{};
}

// « Compte rendu de la réunion du / Conseil d'administration du 28 novembre »: a line that ends in a small word goes on below.
Range finished(const extract::Document& document, Range line) {
  static const Regex hangs("\\b(?:de|du|des|de la|de l'|d'|la|le|les|l'|et|a|au|aux)[ ]*$");
  const std::string& text = document.text.reading;
  const std::size_t next = text.find_first_not_of(" \n\t", line.end);
  if (next == std::string::npos || next > line.end + 60 || line.end >= text.size() || !hangs.found(document.text.fold(line))) return line;
  const std::size_t stop = std::min(text.find('\n', next), text.size());
  return stop - next < 110 ? Range{line.begin, stop} : line;
}

// The line or heading that names the document, with the heading that carries it on (« DU VENDREDI 15 MARS 1968 »).
Range title_range(const extract::Document& document, const extract::Match* kind) {
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
    const std::size_t word = document.text.reading.find_first_not_of(" \n\t#*=", kind->range.begin);
    if (block.kind != BlockKind::heading)
      for (const Range line : block.lines)
        if (line.contains(word)) range = line;
    // a heading of several lines: what stands above the line that names the document is the letterhead
    if (const auto line = document.text.reading.rfind('\n', word); block.kind == BlockKind::heading && line != std::string::npos && line > range.begin && line < word) {
      const std::string_view above = document.text.fold({range.begin, line});
      if (!has(above, "assemblee") && !has(above, "seance") && !has(above, "reunion") && !has(above, "conseil ") && !has(above, "extrait")) range.begin = line + 1;
    }
    const std::string_view folded = document.text.fold(range);
    if (const Range said = without_label(document, range); said.begin > range.begin) {
      range = said;
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
    const std::size_t below = document.text.reading.find_first_not_of(" \n\t", range.end);
    if (below != std::string::npos && !extract::find_date(document.text.fold(range)) && document.text.fold({below, std::min(below + 3, document.text.reading.size())}) == "du ")
      if (const Range day = with_day_below(document, range); !day.empty()) range = day;
    if (range.size() > 260) {
      const auto stop = first_of(document.text.read(range), ",;");
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
  range = finished(document, range);
  if (const Range fuller = dated_name(document, range); !fuller.empty()) return fuller;
  for (std::size_t b = static_cast<std::size_t>(at) + 1; b < blocks.size() && b < static_cast<std::size_t>(at) + 3; ++b) {
    const Block& next = blocks[b];
    if (next.kind != BlockKind::heading || blocks[static_cast<std::size_t>(at)].kind != BlockKind::heading || next.range.size() > 120) break;
    const std::string_view folded = next.folded.of(document.text.folded);
    const bool on = folded.rfind("du ", 0) == 0 || folded.rfind("de l", 0) == 0 || folded.rfind("de ", 0) == 0 || folded.rfind("des ", 0) == 0 || folded.rfind("d'", 0) == 0 || folded.rfind("tenue", 0) == 0 || folded.rfind("tenu ", 0) == 0 || folded.rfind("saison ", 0) == 0 || folded.rfind("exercice ", 0) == 0 || folded.rfind("annee ", 0) == 0 || (!kind && !extract::find_date(document.text.fold(range)) && (folded.rfind("seance d", 0) == 0 || folded.rfind("reunion d", 0) == 0 || folded.rfind("session d", 0) == 0));
    if (!on) break;
    range.end = next.range.end;
  }
  return bare_name(document.text.reading, range);
}



}  // namespace

Range title_of(const extract::Document& document, const extract::Match* kind) {
  const extract::Match* line = naming_line(document, kind);
  const Range sitting = dated_sitting(document);
  constexpr std::size_t apart = 200;  // behind a sitting told so far, a kind's word is of something the sitting speaks of
  if (line && !sitting.empty() && (says_on(document, *line) || sitting.end + apart < line->range.begin)) return without_hour(document, sitting);
  if (line && says_on(document, *line)) {  // another line of the kind may name it
    const extract::Match* told = line;
    line = nullptr;
    for (const extract::Match& match : document.matches.of("identity.kind"))
      if (!line && match.range.begin < 4000 && match.range.begin != told->range.begin && kind_of_rule(match.rule->id) == kind_of_rule(told->rule->id) && !says_on(document, match)) line = &match;
  }
  const Range named = without_hour(document, title_range(document, line));
  return named.empty() ? without_hour(document, sitting) : named;
}

}  // namespace minutier::extractors
