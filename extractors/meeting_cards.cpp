#include <algorithm>
#include <array>

#include "extractors/attendance_parts.hpp"
#include "extractors/meeting_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

std::string_view bare(std::string_view text) {
  const auto soft = [](char c) { return c == ' ' || c == ':' || c == '*' || c == '_' || c == '\n' || c == '.'; };
  while (!text.empty() && soft(text.front())) text.remove_prefix(1);
  while (!text.empty() && soft(text.back())) text.remove_suffix(1);
  return text;
}

struct Row {
  HeadKey key = HeadKey::none;
  Range value;
};

// The pairs of a table of two or four columns, each a key and what it says; empty where fewer than two keys are known.
std::vector<Row> rows_of(const extract::Document& document, const Table& table) {
  if (table.rows.size() == 2 && table.columns >= 2 && table.columns <= 8) {  // « Date | Lieu | Présents » over what they say
    std::vector<Row> across;
    for (std::size_t c = 0; c < table.rows[0].size() && c < table.rows[1].size(); ++c) {
      const HeadKey key = table.rows[0][c].range.empty() ? HeadKey::none : head_key(document.text.fold(table.rows[0][c].range));
      if (key != HeadKey::none && !table.rows[1][c].range.empty()) across.push_back({key, table.rows[1][c].range});
    }
    if (across.size() >= 2) return across;
  }
  if (table.columns != 2 && table.columns != 4) return {};
  std::vector<Row> rows;
  std::size_t known = 0, all = 0;
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c + 1 < row.size(); c += 2) {
      if (row[c].range.empty() || row[c + 1].range.empty()) continue;
      ++all;
      const HeadKey key = head_key(document.text.fold(row[c].range));
      if (key == HeadKey::none) continue;
      ++known;
      rows.push_back({key, row[c + 1].range});
    }
  return known >= 2 && known * 4 >= all ? rows : std::vector<Row>{};
}

}  // namespace

std::vector<Fact> card_facts(const extract::Document& document, const Findings& earlier) {
  std::vector<Fact> facts;
  const auto has = [&](std::string_view field) { return std::any_of(facts.begin(), facts.end(), [&](const Fact& f) { return f.field == field; }); };
  const auto add = [&](const char* field, std::string value, Range where) {
    if (!value.empty() && !has(field)) facts.push_back(make_fact(field, std::move(value), where, 0.93, "meeting.card@1"));
  };
  for (const Table& table : document.structure.tables) {
    if (table.range.begin > 3000) break;
    for (const Row& row : rows_of(document, table)) {
      const std::string_view folded = document.text.fold(row.value);
      const std::size_t base = document.text.to_folded(row.value).begin;
      const auto reading = [&](Range in) { return document.text.to_reading({base + in.begin, base + in.end}); };
      if (row.key == HeadKey::date)
        if (const auto date = extract::find_date(folded); date && date->date.size() == 10) add("date", date->date, reading(date->range));
      if (row.key == HeadKey::date || row.key == HeadKey::time || row.key == HeadKey::end) {
        const auto times = extract::find_times(folded);
        if (times.empty()) continue;
        if (row.key == HeadKey::end) {
          add("end", times.front().time, reading(times.front().range));
          continue;
        }
        add("start", times.front().time, reading(times.front().range));
        if (times.size() < 2) continue;
        // « 18h10 - 20h40 », « de 9 h à 11 h 40 », not « 18h (accueil dès 17h30) »
        const std::string_view between = bare(folded.substr(times[0].range.end, times[1].range.begin - times[0].range.end));
        if (times[1].time > times[0].time && (between == "-" || between == "a" || between == "->" || between == "/")) add("end", times[1].time, reading(times[1].range));
      }
      if (row.key == HeadKey::place) {
        std::string place = one_line(document.text.read({row.value.begin, std::min(row.value.end, row.value.begin + 120)}));
        if (const std::size_t open = place.find(" ("); open != std::string::npos && open > 3) place.resize(open);
        const std::string said = normalise::fold(place);
        if (!contains(said, "visio") && !contains(said, "zoom") && !contains(said, "distanc") && !contains(said, "teams")) add("place", std::move(place), row.value);
      }
      if (row.key == HeadKey::chair || row.key == HeadKey::secretary) {
        const auto named = name_after(document, row.value, row.value.begin);
        if (!named || named->range.begin > row.value.begin + 40) continue;
        const auto full = listed_name(earlier, *named);
        add(row.key == HeadKey::chair ? "chair" : "secretary", full ? *full : named->name, named->range);
      }
    }
  }
  return facts;
}

}  // namespace minutier::extractors
