#include "extractors/identity_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "extractors/sitting.hpp"
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

// « Objet : CR de l'AG », « Procès-verbaux » of a menu name the kind; the line farther on that also says whose sitting it was and
// when names the document.
const extract::Match* naming_line(const extract::Document& document, const extract::Match* kind) {
  if (!kind) return nullptr;
  const auto full = [&](const extract::Match& match) {
    const std::string_view line = line_of(document, match.range.begin);
    return line.size() < 160 && names_sitting(line) && extract::find_date(line).has_value();
  };
  static constexpr std::array<std::string_view, 4> mail{"objet :", "objet:", "subject:", "re: "};
  const std::string_view line = line_of(document, kind->range.begin);
  const bool header = std::any_of(mail.begin(), mail.end(), [&](std::string_view word) { return line.rfind(word, 0) == 0; }) && has(document.text.folded.substr(0, 600), "de :");
  const bool brief = line.size() < 24 || has(line, "verbaux") || has(line, "comptes rendus") || has(line, "comptes-rendus");
  if (full(*kind) && !header) return kind;
  if (!header && !brief) return kind;
  for (const extract::Match& match : document.matches.of("identity.kind")) {
    if (match.range.begin > 4000) break;
    if (match.range.begin > kind->range.end && kind_of_rule(match.rule->id) == kind_of_rule(kind->rule->id) && full(match)) return &match;
  }
  return kind;
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

// « RÉUNION DU COMITÉ DU VENDREDI 24 OCTOBRE 1969 »: the line of the opening that names a sitting and its day; empty where there is none.
Range dated_sitting(const extract::Document& document) {
  static const Regex begins("[#*= ]*(?:(?:proces-verbal|compte[ -]rendu|cr|pv) (?:de la |de l'|du |des )?)?(?:assemblees?|ag[oe]?|reunions?|seances?|session|conseil|comite|bureau|ca|cse|commission|pleniere)\\b");
  static const Regex told("\\b(?:s'est|se sont|etaient|est|sont|ont|a ete|ayant|convoquee?s?)\\b|\\bdans le lieu\\b");
  std::size_t seen = 0;
  for (const Block& block : document.structure.blocks) {
    if (block.kind == BlockKind::furniture) continue;
    if (++seen > 12 || block.range.begin > 1500) break;
    if (block.range.size() > 300 || (block.kind != BlockKind::heading && block.kind != BlockKind::paragraph)) continue;
    for (const Range line : block.lines) {
      const std::string_view folded = document.text.fold(line);
      const std::size_t first = folded.find_first_not_of(" \t#*=");
      if (line.size() >= 110 || first == std::string_view::npos || !begins.begins(folded.substr(first)) || told.found(folded)) continue;
      if (extract::find_date(folded)) return bare_name(document.text.reading, line);
      // « Réunion du Conseil d'administration / du 12 mai 1907 »
      const std::size_t next = document.text.reading.find_first_not_of(" \n\t", line.end), stop = std::min(document.text.reading.find('\n', next), document.text.reading.size());
      if (next == std::string::npos || next > line.end + 60 || stop > next + 60) continue;
      const std::string_view below = document.text.fold({next, stop});
      static const Regex day("(?:du|le|tenue? le|en date du)\\b");
      if (day.begins(below) && extract::find_date(below)) return bare_name(document.text.reading, {line.begin, stop});
    }
  }
  return {};
}

// The word of the kind opens a sentence, or stands in a site's path: it names nothing.
bool says_on(const extract::Document& document, const extract::Match& kind) {
  static const Regex sentence("[^.:]{0,24}[.:] ?(?:-+ )?[a-z'][^\\n]* (?:est|a ete|ont|sont|sera|fut|faite|donnee|lu)\\b");
  const std::string_view line = line_of(document, kind.range.begin);
  const std::size_t at = document.text.to_folded(kind.range).begin;
  const std::size_t end = std::min(document.text.folded.find('\n', at), document.text.folded.size());
  return has(line, " > ") || sentence.begins(std::string_view(document.text.folded).substr(at, end - at));
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
  if (line && says_on(document, *line)) line = nullptr;
  const Range named = without_hour(document, title_range(document, line));
  return named.empty() ? without_hour(document, sitting) : named;
}

}  // namespace minutier::extractors
