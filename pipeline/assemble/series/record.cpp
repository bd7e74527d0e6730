// What the series' checks need of one record.
#include <algorithm>
#include <array>
#include <set>

#include "pipeline/assemble/convocation.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/series.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::assemble {
namespace {

using Amount = SeriesRecord::Amount;

std::optional<Amount> stated_amount(const Json& object, const char* key, const std::string& pointer) {
  const Json* leaf = object.find(key);
  if (is_derived(leaf)) return std::nullopt;
  const auto money = money_of(value_of(leaf));
  if (!money) return std::nullopt;
  return Amount{*money, pointer + "/" + key};
}

std::optional<std::int64_t> stated_count(const Json& object, const char* key) {
  const Json* leaf = object.find(key);
  return is_derived(leaf) ? std::nullopt : count_of(value_of(leaf));
}

SeriesRecord::Budget budget_of(const Json& json, const std::string& pointer) {
  SeriesRecord::Budget out;
  out.kind = value_in(json, "kind").as_string();
  out.section = value_in(json, "section").as_string();
  out.name = value_in(json, "name").as_string();
  out.pointer = pointer;
  out.year = count_of(value_in(json, "year")).value_or(0);
  for (const char* key : {"charges", "produits", "result"})
    if (const auto amount = stated_amount(json["totals"], key, pointer + "/totals")) out.totals[key] = *amount;
  for (std::size_t i = 0; i < json["lines"].items().size(); ++i) {
    const Json& line = json["lines"].items()[i];
    const auto amount = stated_amount(line, "amount", pointer + "/lines/" + std::to_string(i));
    if (amount) out.lines.push_back({value_in(line, "side").as_string(), value_in(line, "account").as_string(), value_in(line, "label").as_string(), *amount});
  }
  return out;
}

// ---- « le procès-verbal de la séance du 12 mars est approuvé » ----

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::size_t minutes_word(std::string_view folded, std::size_t from, std::size_t& length) {
  static constexpr std::array<std::string_view, 7> words{"proces-verbaux", "proces verbaux", "proces-verbal", "proces verbal", "compte-rendu", "compte rendu", "pv"};
  std::size_t best = std::string_view::npos;
  for (const std::string_view word : words)
    for (std::size_t at = folded.find(word, from); at != std::string_view::npos; at = folded.find(word, at + 1)) {
      const bool whole = (at == 0 || !letter(folded[at - 1])) && (at + word.size() >= folded.size() || !letter(folded[at + word.size()]));
      if (!whole) continue;
      if (at < best) best = at, length = word.size();
      break;
    }
  return best;
}

// Words that may stand between « procès-verbal » and the date or « précédente »: those of a sitting and no others.
bool of_a_sitting(std::string_view between) {
  static const std::set<std::string, std::less<>> words{"de", "du", "des", "d", "la", "le", "les", "l", "en", "date", "et", "seance", "seances", "reunion", "reunions", "assemblee", "assemblees", "generale", "generales",
                                                        "ordinaire", "extraordinaire", "mixte", "annuelle", "conseil", "municipal", "communautaire", "departemental", "regional", "administration", "bureau", "comite",
                                                        "syndical", "ca", "ag", "cm", "cse", "tenue", "tenu", "session", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "s"};
  std::string word;
  for (std::size_t i = 0; i <= between.size(); ++i) {
    if (i < between.size() && letter(between[i])) {
      word += between[i];
      continue;
    }
    if (!word.empty() && !words.count(word)) return false;
    word.clear();
    if (i < between.size() && (between[i] == '.' || between[i] == ';' || between[i] == ':' || between[i] == '(')) return false;
  }
  return true;
}

bool names_previous(std::string_view words) {
  return words.find("precedent") != std::string_view::npos || words.find("derniere seance") != std::string_view::npos || words.find("derniere reunion") != std::string_view::npos ||
         words.find("derniere assemblee") != std::string_view::npos;
}

// A day without a year is the last such day before the sitting.
std::string before(const std::string& date, std::string_view written, const std::string& sitting) {
  const bool has_year = std::count_if(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; }) > 2 || written.find("mil") != std::string_view::npos || written.find("an ") != std::string_view::npos;
  if (has_year || date < sitting || date.size() != 10) return date;
  const int year = year_of(date) - 1;
  return std::to_string(year) + date.substr(4);
}

void approvals_in(const std::string& folded, const std::string& sitting, const std::string& pointer, std::vector<SeriesRecord::Approval>& out) {
  std::size_t length = 0;
  for (std::size_t at = minutes_word(folded, 0, length); at != std::string::npos; at = minutes_word(folded, at + 1, length)) {
    const std::size_t begin = at + length;
    const std::string_view rest = std::string_view(folded).substr(begin, 160);
    std::size_t seen = 0;
    bool any = false;
    for (const extract::DateFound& date : extract::find_dates(rest, year_of(sitting))) {
      if (date.date.size() != 10 || !of_a_sitting(rest.substr(seen, date.range.begin - seen))) break;
      out.push_back({before(date.date, rest.substr(date.range.begin, date.range.end - date.range.begin), sitting), pointer});
      seen = date.range.end;
      any = true;
    }
    if (any) continue;
    const std::string_view near = rest.substr(0, 60);
    const std::size_t stop = near.find_first_of(".;:(");
    if (names_previous(near.substr(0, stop))) out.push_back({"", pointer});
  }
}

std::vector<SeriesRecord::Approval> approvals_of(const Json& record, const std::string& sitting) {
  std::vector<SeriesRecord::Approval> out;
  for (std::size_t i = 0; i < record["relations"].items().size(); ++i) {
    const Json& relation = record["relations"].items()[i];
    if (value_in(relation, "type").as_string() == "approves_minutes_of")
      approvals_in("pv " + normalise::fold(value_in(relation, "target").as_string()), sitting, "/relations/" + std::to_string(i) + "/target", out);
  }
  for (std::size_t i = 0; i < record["resolutions"].items().size(); ++i) {
    const Json& resolution = record["resolutions"].items()[i];
    if (value_in(resolution, "result").as_string() != "adopted") continue;
    const std::string pointer = "/resolutions/" + std::to_string(i);
    approvals_in(normalise::fold(value_in(resolution, "title").as_string()), sitting, pointer + "/title", out);
    const std::string text = normalise::fold(value_in(resolution, "text").as_string());
    if (text.find("approuv") != std::string::npos || text.find("adopt") != std::string::npos || text.find("arret") != std::string::npos || text.find("valid") != std::string::npos)
      approvals_in(text, sitting, pointer + "/text", out);
  }
  std::vector<SeriesRecord::Approval> once;  // a date said in title and text is one approval; « précédente » beside a date says nothing more
  const bool dated = std::any_of(out.begin(), out.end(), [](const auto& each) { return !each.date.empty(); });
  for (auto& each : out)
    if (!(dated && each.date.empty()) && std::none_of(once.begin(), once.end(), [&](const auto& known) { return known.date == each.date; })) once.push_back(std::move(each));
  return once;
}

std::optional<SeriesRecord::Approval> sending_of(const Json& record) {
  const std::string& said = value_of(record.at("meeting/convocation_date")).as_string();
  if (said.size() == 10) return SeriesRecord::Approval{said, "/meeting/convocation_date"};
  if (value_in(record, "kind").as_string() != "convocation") return std::nullopt;
  std::optional<SeriesRecord::Approval> signed_on;
  for (std::size_t i = 0; i < record["signatures"].items().size(); ++i) {
    const std::string& date = value_in(record["signatures"].items()[i], "date").as_string();
    if (date.size() != 10) continue;
    if (signed_on && signed_on->date != date) return std::nullopt;
    signed_on = SeriesRecord::Approval{date, "/signatures/" + std::to_string(i) + "/date"};
  }
  return signed_on;
}

}  // namespace

SeriesRecord series_record(const Json& record, bool best) {
  static const Profiles none;
  const Sitting sitting(record, none);
  SeriesRecord out;
  out.id = record["id"].as_string(), out.sitting = record["sitting_id"].as_string();
  out.kind = sitting.kind, out.body = sitting.body, out.date = sitting.date, out.organisation_kind = sitting.organisation;
  out.version = value_in(record, "version_status").as_string();
  out.law = sitting.rule ? sitting.rule->id : std::string();
  out.year = sitting.year, out.best = best, out.minutes = sitting.minutes, out.council = sitting.council;
  out.urgent = speaks_of_urgency(record);
  out.sent = sending_of(record);
  if (const Json* totals = record.at("attendance/totals"))
    for (const char* key : {"in_office", "present", "represented", "excused", "absent", "participants", "voters"})
      if (const auto count = stated_count(*totals, key)) out.counts[key] = *count;
  for (std::size_t i = 0; i < record["budgets"].items().size(); ++i) out.budgets.push_back(budget_of(record["budgets"].items()[i], "/budgets/" + std::to_string(i)));
  for (std::size_t i = 0; i < record["results"].items().size(); ++i) {
    const Json& json = record["results"].items()[i];
    const std::string pointer = "/results/" + std::to_string(i);
    out.results.push_back({count_of(value_in(json, "year")).value_or(0), value_in(json, "section").as_string(), value_in(json, "allocation").as_string(), pointer, stated_amount(json, "amount", pointer),
                           stated_amount(json, "allocated_amount", pointer)});
  }
  for (std::size_t i = 0; i < record["resolutions"].items().size(); ++i) {
    const Json& json = record["resolutions"].items()[i];
    SeriesRecord::Vote vote{value_in(json, "number").as_string(), value_in(json, "title").as_string(), "/resolutions/" + std::to_string(i), {}};
    for (const char* key : {"for", "against", "abstain"})
      if (const auto count = stated_count(json["vote"], key)) vote.counts[key] = *count;
    if (!vote.counts.empty()) out.votes.push_back(std::move(vote));
  }
  out.approvals = approvals_of(record, out.date);
  for (const Attendee& each : sitting.people) out.attendees.push_back({"attendance/people/" + std::to_string(each.index) + "/name", std::string(each.status)});
  return out;
}

}  // namespace minutier::assemble
