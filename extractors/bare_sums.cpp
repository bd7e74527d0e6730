#include "extractors/bare_sums.hpp"

#include <algorithm>

#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

std::vector<extract::MoneyFound> sums_with_bare(std::string_view words, const std::string& francs, const std::string& currency) {
  static const Regex form("(?:[a-z)]|=) (?:: )?(?<sum>\\d{1,3}(?:[ .']\\d{3})+(?:,\\d\\d)?|\\d{1,6}(?:,\\d\\d)?)(?= ?(?:[,;()=]|\\.(?: |\\n|$)|\\n| et [a-z]|$))");
  std::vector<extract::MoneyFound> found = extract::find_money(words, francs);
  const std::size_t with_unit = found.size();
  RegexHit hit;
  for (std::size_t at = 0; form.search(words, at, hit); at = form.range(hit, "sum").end) {
    const Range sum = form.range(hit, "sum");
    if (std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(with_unit), [&](const extract::MoneyFound& one) { return one.range.overlaps(sum); })) continue;
    if (const auto cell = extract::parse_amount_cell(sum.of(words), currency)) found.push_back({sum, cell->money});
  }
  std::sort(found.begin(), found.end(), [](const extract::MoneyFound& a, const extract::MoneyFound& b) { return a.range.begin < b.range.begin; });
  return found;
}

}  // namespace minutier::extractors
