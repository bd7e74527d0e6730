// C50, C51, C54: the document against itself.

#include <algorithm>

#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble::checks {
namespace {

// Years written in a text: four digits from 1700 to 2099 standing alone.
std::vector<std::int64_t> years_in(std::string_view text) {
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    std::int64_t number = 0;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - i < 9) number = number * 10 + (text[end++] - '0');
    if (end - i == 4 && number >= 1700 && number <= 2099) out.push_back(number);
    i = std::max(end, i + 1);
  }
  return out;
}

// « trois ans », « 6 ans », « un an »: the years of a term.
std::optional<std::int64_t> years_of_term(std::string_view term) {
  const std::string folded = normalise::fold(term);
  const auto unit = folded.find(" an");
  if (unit == std::string::npos) return std::nullopt;
  const auto after = unit + 3 < folded.size() ? folded[unit + 3] : ' ';
  if (after != 's' && after != ' ' && after != 'n') return std::nullopt;
  const auto space = folded.rfind(' ', unit == 0 ? 0 : unit - 1);
  const std::string_view word = std::string_view(folded).substr(space == std::string::npos ? 0 : space + 1, unit - (space == std::string::npos ? 0 : space + 1));
  return extract::parse_count(word);
}

}  // namespace

void counted_items(const Input& in, Report& report) {
  const auto& memberships = in.sitting.record["memberships"].items();
  for (std::size_t i = 0; i < memberships.size(); ++i) {
    const auto stated = count_of(value_in(memberships[i], "stated_count"));
    const auto named = static_cast<std::int64_t>(memberships[i]["members"].items().size());
    if (!stated || named < 2) continue;
    const std::string pointer = "/memberships/" + std::to_string(i);
    const std::string& category = value_in(memberships[i], "category").as_string();
    if (*stated == named) {
      report.pass(pointer);
      continue;
    }
    Note note{Severity::warning, "« " + category + " » : " + std::to_string(*stated) + " annoncés, " + std::to_string(named) + " nommés.", {pointer + "/stated_count", pointer + "/members"}, Json(*stated), Json(named), {}};
    if (named * 2 >= *stated) report.fail(std::move(note));
    else note.severity = Severity::info, report.unknown(std::move(note));  // some are named, as examples
  }
}

void year_of_heading(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  const auto& exercise = s.record["exercise_years"].items();
  const auto written = years_in(s.text("title"));
  if (written.empty() || (exercise.empty() && s.year == 0)) return;
  std::string body;
  for (const std::int64_t year : written) {
    if (year == s.year) return report.pass("/title");
    for (const Json& item : exercise)
      if (count_of(value_of(&item)) == year) return report.pass("/title");
  }
  for (const Json& item : exercise) body += (body.empty() ? "" : ", ") + std::to_string(count_of(value_of(&item)).value_or(0));
  if (s.year > 0) body += (body.empty() ? "" : ", ") + std::to_string(s.year);
  report.fail({Severity::warning, "Le titre porte l'année " + std::to_string(written.front()) + ", le texte parle de " + body + ".", {"/title", exercise.empty() ? "/meeting/date" : "/exercise_years"}, Json(body), Json(written.front()), {}});
}

void terms(const Input& in, Report& report) {
  const auto& elections = in.sitting.record["elections"].items();
  std::optional<std::int64_t> first;
  std::size_t at = 0;
  std::vector<std::string> facts;
  for (std::size_t i = 0; i < elections.size(); ++i) {
    const std::string& said = value_in(elections[i], "term").as_string();
    if (said.empty()) continue;
    const std::string pointer = "/elections/" + std::to_string(i) + "/term";
    const auto years = years_in(said);
    if (!years.empty() && in.sitting.year > 0 && *std::max_element(years.begin(), years.end()) < in.sitting.year)
      report.fail({Severity::warning, "Le mandat de " + value_in(elections[i], "person").as_string() + " (« " + said + " ») finirait avant la séance du " + date_words(in.sitting.date) + ".", {pointer, "/meeting/date"}, {},
                   Json(said), {}});
    const auto length = years_of_term(said);
    if (!length) continue;
    facts.push_back(pointer);
    const bool same_post = first && normalise::fold(value_in(elections[at], "post").as_string()) == normalise::fold(value_in(elections[i], "post").as_string());
    if (same_post && *first != *length)
      report.unknown({Severity::info, "Pour un même poste, le mandat de " + value_in(elections[at], "person").as_string() + " est de " + std::to_string(*first) + " ans, celui de " +
                          value_in(elections[i], "person").as_string() + " de " + std::to_string(*length) + ".",
                      {"/elections/" + std::to_string(at) + "/term", pointer}, Json(*first), Json(*length), {}});
    first = length;
    at = i;
  }
  if (facts.size() > 1) report.pass(std::move(facts));
}

}  // namespace minutier::assemble::checks
