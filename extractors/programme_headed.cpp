#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_scope.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"

// Chapters whose title names a programme and whose text says how it stands.

namespace minutier::extractors {
namespace {

bool says_stand(std::string_view f) {
  static const Regex words("(?:18|19|20)\\d\\d|en cours|termine|acheve|arrete|a venir|permanent|lance|en projet|en preparation|suspendu");
  return words.found(f);
}

// « Formation », « Jeunesse »: what a chapter is about, no name.
bool bare_subject(std::string_view f) {
  for (const std::string_view one : {"formation", "formations", "jeunesse", "culture", "sport", "sports", "social", "environnement", "numerique", "patrimoine", "education", "sante", "enfance", "familles", "solidarite", "solidarites", "loisirs", "musique", "emploi", "insertion", "logement", "habitat", "recherche", "publications", "information"})
    if (f == one) return true;
  return false;
}

// « Rapport moral », « II. Rapport technique »: the titles under it may each name what was done.
bool report_part(std::string_view f) {
  static const Regex part("^[^a-z]*(?:[ivx]+[ .)/-]+)?rapports? (?:moral(?: et d'(?:activite|orientation)s?)?|techniques?|artistiques?|sportif|culturel|pedagogique|scientifique|social|d'orientation|(?:de la |du |de l')(?:president|presidente|presidence|comite|conseil|secretaire|direction|directeur|directrice|commission|equipe)[a-z -]{0,24})[ :.]*$");
  return part.found(f);
}

// Quotation marks around a whole title: « « Voix de mai » ».
bool quoted_title(const extract::Document& document, Range title) {
  const std::string_view f = document.text.fold(title);
  return f.size() > 4 && f.front() == '"' && f.find('"', 1) >= f.size() - 2;
}

}  // namespace

Range without_years(const extract::Document& document, Range name) {
  static const Regex years("[ ,]+(?:\\(?(?:19|20)\\d\\d(?: ?[-/] ?(?:19|20)?\\d\\d)?\\)?)$");
  RegexHit hit;
  const std::string_view f = document.text.fold(name);
  if (!years.search(f, hit) || hit.whole().begin < 4) return name;
  const Range folded = document.text.to_folded(name);
  return document.text.to_reading({folded.begin, folded.begin + hit.whole().begin});
}

std::vector<ProgrammeCandidate> headed_programmes(const extract::Document& document, bool report) {
  const auto& blocks = document.structure.blocks;
  struct Chapter {
    ProgrammeCandidate candidate;
    int parent;
    bool status, joined, told;
  };
  std::vector<Chapter> found;
  for (std::size_t b = 0; b + 1 < blocks.size(); ++b) {
    if (blocks[b].kind != BlockKind::heading || blocks[b].range.size() > 90 || blocks[b + 1].kind == BlockKind::table) continue;
    // « 2020 – 2023 · en cours » between the title and the text
    const bool stand = blocks[b + 1].kind == BlockKind::heading && blocks[b + 1].range.size() < 50 && b + 2 < blocks.size() && blocks[b + 2].kind == BlockKind::paragraph && says_stand(blocks[b + 1].folded.of(document.text.folded));
    if (blocks[b + 1].kind == BlockKind::heading && !stand) continue;
    const bool part = blocks[b].parent >= 0 && report_part(blocks[static_cast<std::size_t>(blocks[b].parent)].folded.of(document.text.folded));
    if (!report && !part && !activity_chapter(document, b)) continue;
    std::size_t last = b + (stand ? 2U : 1U);
    while (last < blocks.size() && blocks[last].kind != BlockKind::heading && last < b + 5) ++last;
    const Range text = text_under(document, b, last);
    const Range said{blocks[b].range.begin, std::min(text.end, blocks[b].range.end + (report ? 260 : 320))};
    const bool status = !document.matches.within("programmes.status", said).empty() || !document.matches.within("programmes.standing", said).empty();
    const bool joined = !document.matches.within("programmes.partners", said).empty() || !document.matches.within("programmes.joined", said).empty();
    const bool told = joined || status || stand;
    if (!told && text.size() < blocks[b].range.size() + 50) continue;
    // « Collectivités : 6 » counts, it names nothing.
    const std::string_view title = blocks[b].folded.of(document.text.folded);
    if (const std::size_t colon = title.find(": "); colon != std::string_view::npos && title.find_first_not_of("0123456789 .", colon + 2) == std::string_view::npos) continue;
    Range name = without_number(document, blocks[b].range);
    if (const std::size_t open = name.of(document.text.reading).find(" ("); open != std::string_view::npos && open > 3) name.end = name.begin + open;
    if (const std::size_t colon = name.of(document.text.reading).find(" : "); colon != std::string_view::npos && colon > 3) name.end = name.begin + colon;
    for (const std::string_view dash : {" \xE2\x80\x93 ", " \xE2\x80\x94 "})  // « Vigne en famille — LEADER »
      if (const std::size_t cut = name.of(document.text.reading).find(dash); cut != std::string_view::npos && cut > 6) name.end = name.begin + cut;
    name = without_years(document, trim_range(document.text.reading, name, ".,;:*\""));
    const bool quotes = quoted_title(document, name);
    if (quotes)
      for (const std::string_view sign : {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xA0"}) {
        if (name.of(document.text.reading).starts_with(sign)) name.begin += sign.size();
        if (name.of(document.text.reading).ends_with(sign)) name.end -= sign.size();
        name = trim_range(document.text.reading, name, "\"");
      }
    const std::string_view f = document.text.fold(name);
    if (name.size() < 4 || (!quotes && dull(f)) || count_words(f) > 8 || !normalise::upper_letter_at(document.text.reading, name.begin) || f.starts_with("budget") || contains_any(f, {"vie ", "financ", "chiffre", "compte", "le budget", "bureau", "association", "equipe", "nos ", "ce qu", "le mot ", "edito", "le reseau", "notre reseau", "du reseau", "adherent", "membres", "salari", "bilan", "an prochain", "annee prochaine", "demain", "projets", "programmes", "actions", "activites", "assemblee", "conseil", "divers"}) || bare_subject(f)) continue;
    found.push_back({{name, text, false, "programmes.listed@1", status && joined ? 0.8 : 0.72}, blocks[b].parent, status || stand, joined, told});
    if (stand) found.back().candidate.stand = found.back().candidate.when = blocks[b + 1].range;
  }
  // In a report, half of them say both how they stand and with whom, or two thirds of what a chapter is parted into say one of them and one
  // says both; under one chapter of activities, half of what it is parted into names such a programme, and two say how they stand.
  std::vector<ProgrammeCandidate> out;
  const auto both = static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const Chapter& c) { return c.status && c.joined; }));
  const auto told = static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const Chapter& c) { return c.told; }));
  const auto& flat = activity_scope(document).flat;
  const auto zone_of = [&](const Chapter& one) { return std::find_if(flat.begin(), flat.end(), [&](Range zone) { return zone.contains(one.candidate.name.begin); }); };
  for (const Chapter& one : found) {
    std::size_t stand = 0, partners = 0, alike = 0, full = 0, parts = 0;
    const auto zone = zone_of(one);
    for (const Chapter& other : found)
      if ((zone != flat.end() ? zone_of(other) == zone : other.parent == one.parent) && other.told) ++alike, stand += other.status, partners += other.joined, full += other.status && other.joined;
    if (zone != flat.end()) {
      parts = static_cast<std::size_t>(std::count_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.kind == BlockKind::heading && zone->contains(b.range.begin); }));
      if (stand >= 2 && partners >= 1 && alike * 2 >= parts && (one.told || (alike >= 3 && alike * 4 >= parts * 3))) out.push_back(one.candidate);
      continue;
    }
    if (one.parent >= 0)
      parts = static_cast<std::size_t>(std::count_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.kind == BlockKind::heading && b.parent == one.parent; }));
    const bool part = one.parent >= 0 && report_part(blocks[static_cast<std::size_t>(one.parent)].folded.of(document.text.folded));
    const bool of_activities = parts > 0 && stand >= 2 && partners >= 1 && (part || activity_chapter(document, static_cast<std::size_t>(one.parent))) && alike * 2 >= parts;
    const bool of_report = report && ((both >= 2 && both * 2 >= told) || (alike >= 3 && full >= 1 && alike * 3 >= parts * 2));
    // One that says neither stands among the others where most of them do, under a title that is about what is done.
    const bool titled = parts > 0 && activity_title(blocks[static_cast<std::size_t>(one.parent)].folded.of(document.text.folded));
    const bool like_others = one.told || (parts > 0 && alike >= 3 && (titled ? alike * 2 >= parts : alike * 4 >= parts * 3 && (part || activity_chapter(document, static_cast<std::size_t>(one.parent)))));
    if ((of_report || of_activities) && like_others) out.push_back(one.candidate);
  }
  return out;
}

}  // namespace minutier::extractors
