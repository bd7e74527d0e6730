#include <cstdlib>

#include "extractors/agenda_list.hpp"
#include "extractors/numbered_heads.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

Found found_of(const extract::Document& document, const AgendaEntry& entry, double confidence, const char* rule) {
  Found found;
  found.entity = "agenda";
  found.anchor = entry.title;
  if (!entry.number.empty()) found.facts.push_back({"number", one_line(document, entry.number), entry.number, {}, confidence, rule, Status::stated});
  found.facts.push_back({"title", one_line(document, entry.title), entry.title, {}, confidence, rule, Status::stated});
  if (!entry.time.empty()) {
    const auto times = extract::find_times(document.text.fold(entry.time));
    if (!times.empty()) found.facts.push_back({"time", times.front().time, entry.time, {}, confidence, rule, Status::stated});
  }
  return found;
}

// « 14h05-14h15 : INTRODUCTION »
std::vector<AgendaEntry> timed_headings(const extract::Document& document) {
  std::vector<AgendaEntry> entries;
  for (const extract::Match& match : document.matches.of("agenda.timed")) {
    const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
    if (match.range.begin > block.range.begin + 4) continue;
    const Range title = match.group("title");
    if (title.empty()) continue;
    entries.push_back({{}, {title.begin, std::max(title.end, block.range.end)}, match.group("time")});
  }
  return entries;
}

// « Réclamations (Y. Testud) »: who reports is no part of the title.
Range without_reporter(const extract::Document& document, Range title) {
  const std::string_view text = document.text.read(title);
  const std::size_t open = text.rfind('(');
  if (text.empty() || text.back() != ')' || open == std::string_view::npos || open < 4) return title;
  static const Regex label("(?:rapporteure?|rapporteuse|presente par|par|dossier suivi par)[ ]?:? ?");
  RegexHit hit;
  const std::string_view folded = document.text.fold({title.begin + open + 1, title.end});
  if (label.begins(folded, hit)) return {title.begin, title.begin + text.find_last_not_of(' ', open - 1) + 1};
  const auto name = extract::name_at(text, open + 1);
  if (!name || (name->range.end + 1 < text.size() && text[name->range.end] != ',')) return title;
  return {title.begin, title.begin + text.find_last_not_of(' ', open - 1) + 1};
}

// « 15.00 – Ouverture », « 15:10 Rapport d'activité »: heads of a sitting that its clock numbers, three at least, one after the other.
std::vector<AgendaEntry> clock_headings(const extract::Document& document) {
  std::vector<AgendaEntry> entries;
  int last = -1;
  for (const Block& block : document.structure.blocks) {
    if (block.marker.size() < 4 || block.marker.size() > 5 || block.lines.empty()) continue;
    const std::size_t sign = first_of(block.marker, ".:");
    if (sign == std::string::npos || block.marker.size() != sign + 3) continue;
    const int now = std::atoi(block.marker.c_str()) * 60 + std::atoi(block.marker.c_str() + sign + 1);
    if (now >= 1440 || std::atoi(block.marker.c_str() + sign + 1) > 59) return {};
    if (now < last) return {};
    last = now;
    Range title = block.lines.front();
    const std::string_view words = document.text.read(title);
    if (words.back() == '.' || title.size() > 120 || contains(document.text.fold(title), ". ")) continue;  // told, not named
    entries.push_back({{}, without_reporter(document, title), {}});
  }
  if (entries.size() < 3) entries.clear();
  return entries;
}

// Signs that someone met: people listed, an hour, a chair.
bool sits(const Findings& earlier) {
  for (const Found& found : earlier) {
    if (found.entity == "attendance/people" || found.entity.compare(0, 6, "quorum") == 0) return true;
    if (found.entity != "meeting") continue;
    for (const char* field : {"start", "end", "chair", "secretary"})
      if (found.find(field)) return true;
  }
  return false;
}

// Heads of the sitting numbered from one without a gap.
std::vector<AgendaEntry> numbered_headings(const extract::Document& document, bool sitting) {
  std::vector<AgendaEntry> entries;
  std::size_t lines = 0;
  for (const NumberedHead& head : numbered_heads(document, {})) {
    if (head.title.empty()) continue;
    if (!sitting && document.structure.blocks[static_cast<std::size_t>(head.block)].kind != BlockKind::heading) return {};
    lines += head.line;
    entries.push_back({head.number, without_reporter(document, head.title), {}});
  }
  if (lines + 1 < entries.size() && lines * 4 < entries.size() * 3) entries.clear();
  // A short numbered list of something else within a long text leads through no sitting.
  if (!entries.empty() && (entries.back().title.end - entries.front().title.begin) * 6 < document.text.reading.size()) entries.clear();
  return entries;
}

// « Affaire n° 2016-061 : Approbation du procès-verbal », « Délibération 2019/12 – Tarifs »: heads that number the acts.
std::vector<AgendaEntry> act_headings(const extract::Document& document) {
  static const Regex act("[ ]*(?:affaire|deliberation|dossier|rapport|question) (?:no ?|n\\. ?|numero )?(?<n>\\d[0-9a-z./-]*)[ ]?(?:[:.]|--?)[ ](?<title>[^\\n]{4,160})");
  std::vector<AgendaEntry> entries;
  for (const Block& block : document.structure.blocks) {
    if ((block.kind != BlockKind::heading && block.kind != BlockKind::paragraph) || block.range.size() > 400) continue;
    RegexHit hit;
    const std::string_view folded = block.folded.of(document.text.folded);
    if (!act.begins(folded, hit) || (block.kind == BlockKind::paragraph && block.lines.size() > 1)) continue;
    entries.push_back({document.text.to_reading(act.range(hit, "n").after(block.folded.begin)), without_reporter(document, document.text.to_reading(act.range(hit, "title").after(block.folded.begin))), {}});
  }
  if (entries.size() < 3) entries.clear();
  return entries;
}

// A numbered list near the head, of which the text takes up entries again as its heads: the order of the day without its name.
std::vector<AgendaEntry> repeated_list(const extract::Document& document) {
  const auto& blocks = document.structure.blocks;
  for (std::size_t i = 0; i + 2 < blocks.size() && i < 60; ++i) {
    if (blocks[i].kind != BlockKind::item || blocks[i].marker.empty() || blocks[i].marker[0] != '1' || blocks[i].marker.size() > 2) continue;
    std::vector<AgendaEntry> entries;
    std::size_t next = i;
    int depth = blocks[i].level;
    for (; next < blocks.size() && blocks[next].kind == BlockKind::item && entries.size() < 60; ++next) {
      if (blocks[next].level > depth) continue;
      if (blocks[next].range.size() > 160 || blocks[next].marker.empty() || std::atoi(blocks[next].marker.c_str()) != static_cast<int>(entries.size()) + 1) break;
      entries.push_back({{}, blocks[next].range, {}});
    }
    if (entries.size() < 3) continue;
    std::size_t again = 0;
    for (std::size_t b = next; b < blocks.size(); ++b) {
      if (blocks[b].kind == BlockKind::table || blocks[b].kind == BlockKind::furniture || blocks[b].lines.empty()) continue;
      const std::string_view line = document.text.fold(blocks[b].lines.front());
      for (const AgendaEntry& entry : entries) {
        const std::string_view title = document.text.fold(entry.title);
        const std::size_t at = title.size() > 5 && title.size() <= line.size() ? line.find(title) : std::string_view::npos;
        again += at != std::string_view::npos && at < 8;
      }
    }
    if (again < 2 || again * 3 < entries.size()) continue;
    for (AgendaEntry& entry : entries) {
      std::string_view words = document.text.read(entry.title);
      while (!words.empty() && std::string_view(" .;,:\n").find(words.back()) != std::string_view::npos) words.remove_suffix(1);
      entry.title.end = entry.title.begin + words.size();
    }
    return entries;
  }
  return {};
}

// « N° | Point | Rapporteur | Durée »: the order of the day as a table.
std::vector<AgendaEntry> agenda_table(const extract::Document& document) {
  static const Regex head("(?:points?|sujets?|objets?|themes?|ordre du jour|intitule|points? (?:de|a) l'ordre du jour)(?: (?:a traiter|abordes?|de l'ordre du jour|a l'ordre du jour))?"), beside("(?:duree|temps|horaires?|heures?|rapporteu[a-z.]+|qui|par|type|intervenant[a-z.]*|presente par|porteur[a-z.]*|animat[a-z.]+|decision / info|objectif|vote|no?|#)");
  for (const Table& table : document.structure.tables) {
    if (table.range.begin > document.text.reading.size() / 2 || table.rows.size() < 3) continue;
    int column = -1, others = 0;
    for (std::size_t c = 0; c < table.rows.front().size(); ++c) {
      const std::string_view words = document.text.fold(table.rows.front()[c].range);
      if (column < 0 && head.matches(words)) column = static_cast<int>(c);
      else others += beside.matches(words);
    }
    if (column < 0 || others == 0) continue;
    std::vector<AgendaEntry> entries;
    for (std::size_t r = 1; r < table.rows.size(); ++r)
      if (table.rows[r].size() > static_cast<std::size_t>(column))
        if (const Range title = table.rows[r][static_cast<std::size_t>(column)].range; title.size() > 3 && title.size() < 200) entries.push_back({{}, title, {}});
    if (entries.size() + 1 >= table.rows.size() && entries.size() >= 2) return entries;
  }
  return {};
}

bool report(const Findings& earlier) {
  for (const Found& found : earlier)
    if (found.entity == "document")
      if (const Fact* kind = found.find("kind"); kind && std::holds_alternative<std::string>(kind->value)) return std::get<std::string>(kind->value).compare(0, 8, "rapport_") == 0;
  return false;
}

class Agenda final : public extract::Extractor {
 public:
  std::string_view id() const override { return "agenda"; }
  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    std::vector<Found> found;
    const AgendaList list = announced_agenda(document);
    // « … les points suivants de l'ordre du jour de ladite assemblée : » in the middle of the business is another's.
    const auto late = [&] {
      if (list.entries.empty() || list.entries.front().title.begin * 4 < document.text.reading.size()) return false;
      const std::vector<NumberedHead> heads = numbered_heads(document, {});
      return heads.size() >= 4 && heads.size() > list.entries.size() && heads[2].number.begin < list.entries.front().title.begin;
    };
    if (!late())
    for (const AgendaEntry& entry : list.entries) found.push_back(found_of(document, entry, 0.93, "agenda.list@1"));
    if (!found.empty()) return found;
    for (const AgendaEntry& entry : agenda_table(document)) found.push_back(found_of(document, entry, 0.85, "agenda.table@1"));
    if (found.empty() && sits(earlier))
      for (const AgendaEntry& entry : repeated_list(document)) found.push_back(found_of(document, entry, 0.88, "agenda.repeated@1"));
    if (!found.empty()) return found;
    const std::vector<AgendaEntry> timed = timed_headings(document);
    if (timed.size() >= 2)
      for (const AgendaEntry& entry : timed) found.push_back(found_of(document, entry, 0.9, "agenda.timed@1"));
    if (found.empty() && sits(earlier))
      for (const AgendaEntry& entry : clock_headings(document)) found.push_back(found_of(document, entry, 0.85, "agenda.clock@1"));
    if (!found.empty() || report(earlier)) return found;
    for (const AgendaEntry& entry : act_headings(document)) found.push_back(found_of(document, entry, 0.85, "agenda.acts@1"));
    if (!found.empty()) return found;
    for (const AgendaEntry& entry : numbered_headings(document, sits(earlier))) found.push_back(found_of(document, entry, 0.85, "agenda.headings@1"));
    return found;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> agenda() { return std::make_unique<Agenda>(); }

}  // namespace minutier::extractors
