#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

namespace {

const std::string& number_form() {
  static const std::string words = "(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cents?|mille)";
  static const std::string form = "(?:\\d{1,3}(?:[ .'\\n]\\d{3})+(?!\\d)|\\d{1,6}|\\b" + words + "(?:[ \\n-](?:et[ -])?(?:un|une|" + words.substr(3) + ")*(?![a-z]))";
  return form;
}

// One part: « 49 personnes physiques », « 52 en couple (26 couples donc) », « 31 commerçants (100 F) », « cent trente et un coupeurs ».
const Regex& part_form() {
  static const std::string price = "(?:eur(?:os?)?|f|frs?|francs|chf|\\$)(?![a-z])";
  static const Regex form("^[ \\n]*(?:(?:,|;|/|\\+|et|ainsi que|plus|-)[ \\n]*(?:et[ \\n]+|- )?)?(?:(?:de|d')[ \\n]*)?[*_\"]{0,2}(?<n>" + number_form() + ")[*_]{0,2}[ \\n]+[*\"_]*(?<w>[a-z](?:[^,;:.()\\d*\"_]|\\.(?=[a-z])|\\d+(?= ans\\b)){2,60}?)[*\"_]*(?=[ \\n]*(?:[,;:()/+]|\\.(?![a-z])|\\z)|[ \\n]+et[ \\n]+(?:de |d')?" +
                          number_form() + "|[ \\n]+(?:et (?:la|le|l'|un|une)|dont|soit|contre)\\b|[ ](?:a|=|-) ?\\d|[ ]-[ ])(?<aside>[ \\n]*\\([^()]{1,160}\\))?(?:,?[ ]?(?:a|=|-) ?\\d+(?:[.,]\\d+)? ?" + price + ")?(?:,? dont (?:\\d+|[a-z-]+) [^,;.:()]{3,50})?");
  return form;
}

std::optional<std::int64_t> counted(std::string_view number) {
  std::string digits(number);
  if (digits[0] >= '0' && digits[0] <= '9') digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == ' ' || c == '\n' || c == '\''; }), digits.end());
  std::replace(digits.begin(), digits.end(), '\n', ' ');
  return extract::parse_count(digits);
}

}  // namespace

std::vector<MembershipEntry> counted_parts(const extract::Document& document, const MemberLists& lists, const extract::Match& match) {
  const Range rest = match.group("parts");
  if (rest.empty() || match.block < 0) return {};
  Range folded = document.text.to_folded(rest);
  std::optional<std::int64_t> whole;
  if (const Range stated = match.group("count"); !stated.empty()) whole = counted(document.text.fold(stated));
  // Where the whole is told the sum says where its parts end; names in brackets behind a part may go on for long.
  if (whole) folded.end = std::min(folded.begin + 900, std::max(folded.end, document.structure.blocks[static_cast<std::size_t>(match.block)].folded.end));
  const std::string_view f = folded.of(document.text.folded);
  const Regex& form = part_form();
  std::vector<MembershipEntry> found;
  std::int64_t sum = 0;
  const auto keep = [&](Range number, Range words, std::int64_t count) {
    MembershipEntry entry;
    entry.count = count;
    entry.count_where = document.text.to_reading(number.after(folded.begin));
    entry.category = trim_range(document.text.reading, document.text.to_reading(words.after(folded.begin)), ".,;:*\"_");
    entry.rule = match.rule->tag();
    entry.confidence = match.rule->confidence;
    sum += count;
    found.push_back(std::move(entry));
  };
  RegexHit hit;
  for (std::size_t at = 0; at < f.size() && found.size() < 14;) {
    const std::string_view ahead = f.substr(at);
    if (!form.begins(ahead, hit)) break;
    const auto count = counted(form.text(ahead, hit, "n"));
    if (!count || *count < 1) break;
    keep(form.range(hit, "n").after(at), form.range(hit, "w").after(at), *count);
    at += hit.whole().end;
    lists.behind(found.back());
    if (!found.back().members.empty()) at = std::max(at, document.text.to_folded(found.back().members.back()).end - folded.begin);
    if (at < f.size() && f[at] == ')') ++at;
    if (whole && sum >= *whole) break;
  }
  // « 46 membres : collège économique 17, collège associatif 21, personnes qualifiées 8 »
  if (whole && found.empty()) {
    std::int64_t total = 0;
    std::vector<MembershipEntry> named = named_series(document, document.text.to_reading({folded.begin, std::min(folded.end, document.text.folded.find(". ", folded.begin))}));
    for (MembershipEntry& entry : named) total += entry.count, entry.rule = match.rule->tag();
    if (total != *whole) return {};
    found = std::move(named), sum = total;
  }
  if (found.size() < 2 || (whole && sum != *whole)) return {};
  if (const Range category = match.group("category"); whole && !category.empty()) {
    MembershipEntry all;
    all.count = *whole;
    all.count_where = match.group("count");
    all.category = trim_range(document.text.reading, category, ".,;:*");
    all.rule = match.rule->tag();
    all.confidence = match.rule->confidence;
    found.insert(found.begin(), std::move(all));
  }
  return found;
}

std::vector<MembershipEntry> priced_kinds(const extract::Document& document, const MemberLists& lists, const extract::Match& match) {
  static const Regex kind("^(?:(?:[a-z]+ )?adherent|membres? |societaires|actionnaires|cotisant|licenci|affili|donateurs|mecenes|fondateurs|bienfaiteurs|honoraires|sympathisants|personnes morales|familles|couples|individuel)");
  static const Regex price("^[*_\"]*[ \\n]*(?:\\([^()]{0,14}\\d ?(?:eur|f\\b|frs?\\b|francs|chf)|a \\d+(?:[.,]\\d+)? ?(?:eur|f\\b|frs?\\b|francs|chf))");
  if (match.block < 0) return {};
  const std::string& folded = document.text.folded;
  const Regex& form = part_form();
  std::vector<MembershipEntry> found;
  std::size_t priced = 0, kinds = 0, at = document.text.to_folded(match.group("parts")).begin;
  const std::size_t stop = std::min(document.structure.blocks[static_cast<std::size_t>(match.block)].folded.end, at + 600);
  RegexHit hit;
  while (at < stop && found.size() < 12) {
    const std::string_view ahead = std::string_view(folded).substr(at, stop - at);
    if (!form.begins(ahead, hit)) break;
    const auto count = counted(form.text(ahead, hit, "n"));
    const Range words = form.range(hit, "w").after(at);
    if (!count || *count < 1 || words.size() > 40) break;
    MembershipEntry entry;
    entry.count = *count;
    entry.count_where = document.text.to_reading(form.range(hit, "n").after(at));
    entry.category = trim_range(document.text.reading, document.text.to_reading(words), ".,;:*\"_");
    entry.rule = match.rule->tag();
    entry.confidence = match.rule->confidence;
    priced += price.begins(std::string_view(folded).substr(words.end, 60));
    kinds += kind.begins(words.of(folded));
    at += hit.whole().end;
    lists.behind(entry);
    if (!entry.members.empty()) at = std::max(at, document.text.to_folded(entry.members.back()).end);
    if (at < folded.size() && folded[at] == ')') ++at;
    found.push_back(std::move(entry));
  }
  return found.size() > 1 && (priced > 1 || kinds == found.size()) ? found : std::vector<MembershipEntry>{};
}

void MemberLists::behind(MembershipEntry& entry) const {
  const std::string& f = doc_.text.folded;
  std::size_t at = doc_.text.to_folded(entry.category).end;
  const auto blanks = [&] { while (at < f.size() && (f[at] == ' ' || f[at] == '\n' || f[at] == '*' || f[at] == '"')) ++at; };
  blanks();
  static const Regex price("^\\([^()]{0,24}\\d ?(?:eur|f|frs?|francs|chf|\\$)[^()a-z]?[^()]{0,24}\\)|^(?:a|=) ?\\d+(?:[.,]\\d+)? ?(?:eur|f\\b|frs?\\b|francs|chf)");
  RegexHit hit;
  if (price.begins(std::string_view(f).substr(at, 80), hit)) at += hit.whole().end, blanks();  // « 6 associations (50 €) : A, B … »
  if (at < f.size() && f[at] == ',' && entry.count > 1 && entry.count < 7) return named_after_comma(at, entry);
  if (at >= f.size() || (f[at] != ':' && f[at] != '(' && !(f[at] == '-' && f[at - 1] == ' ')) || entry.count < 2) return;
  const std::size_t limit = std::min(f.find("\n\n", at), std::min(f.size(), at + 1500));
  std::size_t end = f[at] == '(' ? f.find(')', at) : sentence_end(at, limit);
  if (end > limit) return;
  split(trim_range(text_, doc_.text.to_reading({at + 1, end}), ".;"), entry);
  if (static_cast<std::int64_t>(entry.members.size()) != entry.count || std::any_of(entry.members.begin(), entry.members.end(), [](Range m) { return m.size() > 70; })) entry.members.clear();
}

// « deux membres d'honneur, Roger Collignon et Paulette Wauthier, qui … »: as many names as are counted.
void MemberLists::named_after_comma(std::size_t at, MembershipEntry& entry) const {
  const std::string& f = doc_.text.folded;
  const std::size_t limit = std::min(f.size(), at + 200);
  std::size_t end = sentence_end(at, limit);
  for (const std::string_view stop : {", qui ", ";", "\n\n", ", dont ", ")"})
    if (const std::size_t cut = f.find(stop, at); cut < end) end = cut;
  MembershipEntry tried;
  tried.count = entry.count;
  split(trim_range(text_, doc_.text.to_reading({at + 1, end}), ".;,"), tried);
  if (static_cast<std::int64_t>(tried.members.size()) == entry.count && std::all_of(tried.members.begin(), tried.members.end(), [&](Range m) { return upper_start(m.of(text_)) && !(text_[m.begin] >= '0' && text_[m.begin] <= '9') && m.size() < 50 && extract::parse_person(m.of(text_)); })) entry.members = std::move(tried.members);
}

}  // namespace minutier::extractors
