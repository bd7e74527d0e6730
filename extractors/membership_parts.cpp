#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

std::vector<MembershipEntry> counted_parts(const extract::Document& document, const MemberLists& lists, const extract::Match& match) {
  const Range rest = match.group("parts");
  if (rest.empty()) return {};
  Range folded = document.text.to_folded(rest);
  // Where the whole is told the sum says where its parts end; names in brackets behind a part may go on for long.
  if (!match.group("count").empty() && match.block >= 0) folded.end = std::min(folded.begin + 900, std::max(folded.end, document.structure.blocks[static_cast<std::size_t>(match.block)].folded.end));
  const std::string_view f = folded.of(document.text.folded);
  std::optional<std::int64_t> whole;
  if (const Range stated = match.group("count"); !stated.empty()) whole = extract::parse_count(document.text.fold(stated));
  std::vector<MembershipEntry> found;
  std::int64_t sum = 0;
  std::size_t at = 0;
  while (at < f.size()) {
    std::size_t begin = at;
    while (begin < f.size() && (f[begin] == ' ' || f[begin] == '\n')) ++begin;
    if (f.substr(begin, 3) == "et ") begin += 3;
    std::size_t end = begin;
    for (int depth = 0; end < f.size() && (depth > 0 || (f[end] != ')' && f[end] != ':')) && (depth > 0 || (f[end] != ',' && f[end] != ';' && f.compare(end, 4, " et ") != 0 && f.compare(end, 4, "\net ") != 0 && f.compare(end, 4, " et\n") != 0 && !(f[end] == '.' && (end + 1 >= f.size() || f[end + 1] == ' ' || f[end + 1] == '\n')))); ++end)
      depth += f[end] == '(' ? 1 : f[end] == ')' && depth > 0 ? -1 : 0;
    std::size_t number = begin;
    while (number < end && f[number] != ' ' && f[number] != '\n') ++number;
    const auto count = extract::parse_count(f.substr(begin, number - begin));
    if (!count || number + 3 > end) break;
    MembershipEntry entry;
    entry.count = *count;
    entry.count_where = document.text.to_reading({folded.begin + begin, folded.begin + number});
    std::size_t close = f.substr(0, end).find(" (", number);
    if (close == std::string_view::npos || close > end) close = end;
    entry.category = trim_range(document.text.reading, document.text.to_reading({folded.begin + number, folded.begin + close}), ".,;:*");
    entry.rule = match.rule->tag();
    entry.confidence = match.rule->confidence;
    sum += *count;
    if (entry.category.size() > 50) break;
    found.push_back(std::move(entry));
    if (whole && sum >= *whole) break;
    if (end < f.size() && (f[end] == '.' || f[end] == ':' || f[end] == ')')) break;
    at = end < f.size() && (f[end] == ' ' || f[end] == '\n') ? end + 4 : end + 1;
  }
  if (found.size() < 2 || (whole && sum != *whole)) return {};
  for (MembershipEntry& entry : found) lists.behind(entry);
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

void MemberLists::behind(MembershipEntry& entry) const {
  const std::string& f = doc_.text.folded;
  std::size_t at = doc_.text.to_folded(entry.category).end;
  while (at < f.size() && (f[at] == ' ' || f[at] == '\n')) ++at;
  if (at >= f.size() || (f[at] != ':' && f[at] != '(') || entry.count < 2) return;
  const std::size_t limit = std::min(f.find("\n\n", at), std::min(f.size(), at + 1500));
  std::size_t end = f[at] == '(' ? f.find(')', at) : sentence_end(at, limit);
  if (end > limit) return;
  split(trim_range(text_, doc_.text.to_reading({at + 1, end}), ".;"), entry);
  if (static_cast<std::int64_t>(entry.members.size()) != entry.count || std::any_of(entry.members.begin(), entry.members.end(), [](Range m) { return m.size() > 70; })) entry.members.clear();
}

}  // namespace minutier::extractors
