#include <string>

#include "extractors/meeting_parts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

// A day said without its year is of the year before where it stood late in that one and the sitting early in the next; empty for no day before the sitting.
std::string before_sitting(std::string date, const DateAt& sitting, std::string_view said) {
  if (date.size() < 10 || date.substr(4) == sitting.date.substr(4)) return {};
  if (date < sitting.date) return date;
  if (said.find(date.substr(0, 4)) != std::string_view::npos || date.substr(5, 2) < "10" || sitting.date.substr(5, 2) > "02") return {};
  return std::to_string(std::stoi(date.substr(0, 4)) - 1) + date.substr(4);
}

// « convoqués par courriel du 28 décembre », « par lettre recommandée du 7 mai, les associés ont été convoqués », « du huit du même mois »:
// the day in a sentence that speaks of the convocation.
std::optional<Fact> told(const extract::Document& document, const std::optional<DateAt>& sitting) {
  static const Regex convened("\\bconvo[cq]|\\binvitations? (?:a ete|ont ete|envoy|adress|du |en date)|\\binvites? par (?:courrier|courriel|mail|lettre|circulaire)");
  static const Regex later("prochain|\\bsera\\b|seront|(?:seconde|deuxieme|nouvelle|premiere) (?:convocation|assemblee|reunion)|reconvoqu|delai");
  static const Regex other("(?:seance|reunion|assemblee(?: generale)?|ag|proces[- ]verbal|pv|compte[- ]rendu|decret|loi|arrete|deliberation|statuts|ordonnance|code|elections?|conseil)(?: [a-z]+){0,2} (?:du|le|de)? ?$|\\b(?:reunis?|tenue?|retrouves?|reunion|seance)[^,;]{0,40} le $");
  static const Regex same("\\b(?:du|le|au) (?<day>1er|[0-9]{1,2}|[a-z-]+) (?:du meme mois|de ce mois|dudit mois|du dit mois|du mois courant|du present mois|courant|du courant|ct\\b)");
  constexpr std::size_t reach = 200;
  if (!sitting || sitting->date.size() < 10) return std::nullopt;
  const std::string_view text(document.text.folded);
  const std::size_t stop = document.text.to_folded({0, opening_end(document)}).end;
  RegexHit hit;
  int tries = 0;
  for (std::size_t from = 0; from < stop && tries < 12 && convened.search(text.substr(0, stop), from, hit); from = hit.whole().end, ++tries) {
    const int at = document.structure.block_at(document.text.to_reading(hit.whole()).begin);
    if (at < 0) continue;
    const Block& block = document.structure.blocks[static_cast<std::size_t>(at)];
    if (block.kind == BlockKind::furniture) continue;
    Range sentence = extract::sentence_around(text, block.folded, hit.whole().begin);
    // « Date de convocation » over its day
    const bool label = block.folded.end < hit.whole().begin + 40 && static_cast<std::size_t>(at) + 1 < document.structure.blocks.size();
    if (label && document.structure.blocks[static_cast<std::size_t>(at) + 1].kind != BlockKind::table) sentence.end = std::min(document.structure.blocks[static_cast<std::size_t>(at) + 1].folded.end, hit.whole().begin + 80);
    sentence.begin = std::max(sentence.begin, hit.whole().begin > reach ? hit.whole().begin - reach : 0);
    sentence.end = std::min(sentence.end, hit.whole().begin + reach);
    const std::string_view words = sentence.of(text);
    if (later.found(words)) continue;
    const std::size_t word = hit.whole().begin - sentence.begin;
    RegexHit day;
    if (same.search(words, day)) {
      const Range where = same.range(day, "day");
      const auto number = extract::parse_count(where.of(words) == "1er" ? std::string_view("1") : where.of(words));
      const std::string date = number && *number >= 1 && *number <= 31 ? sitting->date.substr(0, 8) + (*number < 10 ? "0" : "") + std::to_string(*number) : std::string{};
      if (!date.empty() && date < sitting->date) return make_fact("convocation_date", date, document.text.to_reading(where.after(sentence.begin)), 0.88, "meeting.convocation.told@1");
    }
    const extract::DateFound* best = nullptr;
    const auto dates = extract::find_dates(words, std::stoi(sitting->date.substr(0, 4)));
    for (const bool behind : {true, false})  // behind the word first, else before it
      for (const extract::DateFound& one : dates) {
        if (best || one.range.begin > word != behind || other.found(words.substr(0, one.range.begin))) continue;
        if (!before_sitting(one.date, *sitting, one.range.of(words)).empty()) best = &one;
      }
    if (!best) continue;
    return make_fact("convocation_date", before_sitting(best->date, *sitting, best->range.of(words)), document.text.to_reading(best->range.after(sentence.begin)), 0.88, "meeting.convocation.told@1");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Fact> convocation_of(const extract::Document& document, const std::optional<DateAt>& date) {
  for (const extract::Match& match : document.matches.of("meeting.convocation")) {
    if (match.range.begin > opening_end(document)) break;
    if (contains(match.rule->id, ".same")) {
      const Range day_at = match.has("day") ? match.group("day") : match.group("day2");
      const auto day = extract::parse_count(document.text.fold(day_at));
      if (!date || !day || date->date.size() < 10 || *day < 1 || *day > 31) continue;
      return make_fact("convocation_date", date->date.substr(0, 8) + (*day < 10 ? "0" : "") + std::to_string(*day), day_at, match);
    }
    const Range where = match.group("date");
    const auto found = extract::find_date(document.text.fold(where), date ? std::stoi(date->date.substr(0, 4)) : 0);
    if (!found || found->date.size() < 10 || (date && found->date >= date->date)) continue;
    return make_fact("convocation_date", found->date, where, match);
  }
  return told(document, date);
}

}  // namespace minutier::extractors
