#include "pipeline/assemble/doubtful_digits.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace minutier::assemble {
namespace {

// Digits read for one another on print and typescript, both ways.
constexpr std::array<std::string_view, 12> look_alike{"35", "59", "14", "60", "71", "83", "86", "80", "27", "56", "49", "90"};

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (digit(c)) out += c;
  return out;
}

struct Place {
  char shown = '0';
  std::int64_t unit = 1;  // what one more of this digit adds
  std::size_t number = 0; // which digit of what was recognised
};

// The digits recognised, each with its weight in the value; none where they are not those of the value.
std::vector<Place> places_of(const Term& term) {
  const std::string shown = digits_of((*term.fact)["raw"].as_string());
  const std::string value = std::to_string(term.value < 0 ? -term.value : term.value);
  const std::size_t leading = std::min(shown.find_first_not_of('0'), shown.size());
  const std::string_view significant = std::string_view(shown).substr(leading);
  if (significant.empty() || significant.size() > value.size() || value.compare(0, significant.size(), significant) != 0) return {};
  if (value.find_first_not_of('0', significant.size()) != std::string::npos) return {};
  std::vector<Place> out;
  std::int64_t unit = term.value < 0 ? -1 : 1;
  for (std::size_t i = significant.size(); i < value.size(); ++i) unit *= 10;
  for (std::size_t i = significant.size(); i-- > 0; unit *= 10) out.push_back({significant[i], unit, leading + i});
  return out;
}

std::string engine_choices(const Json& fact, std::size_t number) {
  for (const Json& row : fact["digits"].items())
    if (row.items().size() == 3 && row.items()[0].as_int(-1) == static_cast<std::int64_t>(number)) return row.items()[2].as_string();
  return {};
}

std::string often_read_for(char c) {
  std::string out;
  for (const std::string_view pair : look_alike) {
    if (pair[0] == c) out += pair[1];
    if (pair[1] == c) out += pair[0];
  }
  return out;
}

}  // namespace

Json digits_in_doubt(const Text& text, Range recognised) {
  Json::Array out;
  for (const PageSpan& span : text.pages) {
    if (span.digits.empty() || !span.recognised.overlaps(recognised)) continue;
    for (const DigitDoubt& doubt : span.digits) {
      if (doubt.at < span.page_offset) continue;
      const std::size_t at = span.recognised.begin + doubt.at - span.page_offset;
      if (at < recognised.begin || at >= recognised.end || at >= span.recognised.end) continue;
      const std::string_view before = Range{recognised.begin, at}.of(text.recognised);
      const auto number = static_cast<std::size_t>(std::count_if(before.begin(), before.end(), digit));
      out.push_back(Json(Json::Array{Json(number), Json(static_cast<double>(static_cast<int>(doubt.confidence * 1000 + 0.5F)) / 1000), Json(doubt.others)}));
    }
  }
  return Json(std::move(out));
}

bool recognised_from_image(const Json& record, const Json& fact) {
  const auto& all = record["evidence"].items();
  for (const Json& id : fact["evidence"].items()) {
    const std::string& name = id.as_string();
    // Evidence is numbered in its order: e1, e2, …
    std::size_t number = 0;
    for (std::size_t i = 1; i < name.size() && digit(name[i]); ++i) number = 10 * number + static_cast<std::size_t>(name[i] - '0');
    if (number == 0 || number > all.size()) continue;
    const std::string& origin = all[number - 1]["origin"].as_string();
    return origin == "ocr" || origin == "imported";
  }
  return false;
}

std::optional<OtherReading> one_other_reading(const Json& record, const std::vector<Term>& terms) {
  std::int64_t sum = 0;
  for (const Term& term : terms) sum += term.sign * term.value;
  if (sum == 0) return std::nullopt;
  for (const bool by_engine : {true, false}) {
    std::vector<OtherReading> found;
    for (std::size_t t = 0; t < terms.size(); ++t) {
      const Term& term = terms[t];
      if (!term.fact || !recognised_from_image(record, *term.fact)) continue;
      for (const Place& place : places_of(term)) {
        for (const char other : by_engine ? engine_choices(*term.fact, place.number) : often_read_for(place.shown)) {
          const std::int64_t change = (other - place.shown) * place.unit;
          if (sum + term.sign * change == 0) found.push_back({t, term.value + change});
        }
      }
    }
    if (found.size() == 1) return found.front();
    if (!found.empty()) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace minutier::assemble
