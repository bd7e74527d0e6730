// Those who sign side by side under the last words: « Delacour, prést.      Fleuriot, curé.      Tessandier. »,
// « Maude, présidente — Gwenn, secrétaire », « Pour la section, Pascale ».

#include <algorithm>

#include "extractors/signature_words.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

struct Cell {
  std::string name;
  Range where, role;
};

bool listed(const Findings& earlier, const extract::PersonName& person) { return listed_name(earlier, person).has_value(); }

// One cell as a name with what it may sign as; nothing where it is anything else.
std::optional<Cell> cell_of(const extract::Document& document, const Findings& earlier, Range cell, bool& known) {
  const std::string& text = document.text.reading;
  const auto soft = [](char c) { return c == ' ' || c == '\t' || c == '*' || c == '_' || c == '|' || c == ':'; };
  while (!cell.empty() && soft(text[cell.begin])) ++cell.begin;
  while (!cell.empty() && (soft(text[cell.end - 1]) || text[cell.end - 1] == '.' || text[cell.end - 1] == ',')) --cell.end;
  if (cell.size() < 3 || cell.size() > 60) return std::nullopt;
  const std::size_t comma = cell.of(text).find(',');
  Range name{cell.begin, comma == std::string_view::npos ? cell.end : cell.begin + comma};
  Cell found;
  if (comma != std::string_view::npos) {
    found.role = {cell.begin + comma + 1, cell.end};
    while (!found.role.empty() && text[found.role.begin] == ' ') ++found.role.begin;
    static const Regex brief("^(?:pres?(?:t|id)?|secr?e?t?|tresr?|v\\.?-?pres?t?|cure|maire|adj|ancien)[.]?$");
    if (!extract::is_office(found.role.of(text)) && !brief.matches(document.text.fold(found.role))) return std::nullopt;
  }
  const std::string words(name.of(text));
  if (extract::is_office(words)) return std::nullopt;
  const std::string folded = normalise::fold(words);
  const bool particle = folded.rfind("de ", 0) == 0 || folded.rfind("d'", 0) == 0;  // « de la Roncière »
  const unsigned char first = static_cast<unsigned char>(words[0]);
  if (!particle && !((first >= 'A' && first <= 'Z') || first == 0xC3)) return std::nullopt;
  if (folded.find_first_of("0123456789:;!?()\"") != std::string::npos || std::count(words.begin(), words.end(), ' ') > 4) return std::nullopt;
  const auto person = extract::name_at(words, 0, true);
  if (!particle && (!person || person->range.end + 1 < words.size())) return std::nullopt;
  found.name = words;
  found.where = name;
  if (person) known = known || listed(earlier, *person);
  return found;
}

}  // namespace

std::vector<Found> signature_rows(const extract::Document& document, const Findings& earlier) {
  const std::string& text = document.text.reading;
  static const Regex gap("[ ]{3,}|\\t+|(?<=[a-z.]) (?:-|/|[|]) (?=[a-z])"), lead("^[ *_]*pour (?:le |la |l'|les )?(?:bureau|section|comite|conseil|association|ca|collectif|collegiale|syndicat|secretariat)(?: [a-z]+)? ?[:,] ?");
  std::vector<Range> lines;  // the last ones, from below
  for (std::size_t end = text.size(); end > 0 && lines.size() < 6 && end + 900 > text.size();) {
    std::size_t begin = text.rfind('\n', end - 1);
    begin = begin == std::string::npos ? 0 : begin + 1;
    if (text.find_first_not_of(" \t\n*_", begin) < end) lines.push_back({begin, end});
    if (begin == 0) break;
    end = begin - 1;
  }
  std::vector<Found> out;
  std::size_t cells = 0;
  bool some_known = false;
  for (const Range line : lines) {
    const Range base = document.text.to_folded(line);
    const std::string_view folded = base.of(document.text.folded);
    RegexHit hit;
    std::size_t at = 0;
    const bool led = lead.begins(folded, hit);
    if (led) at = hit.whole().end;
    std::vector<Cell> row;
    bool all = true, known = false;
    while (at <= folded.size() && all) {
      const bool more = gap.search(folded, at, hit);
      const std::size_t stop = more ? hit.whole().begin : folded.size();
      if (folded.substr(at, stop - at).find_first_not_of(" *_.\t") != std::string_view::npos) {
        auto cell = cell_of(document, earlier, document.text.to_reading({base.begin + at, base.begin + stop}), known);
        if (cell) row.push_back(std::move(*cell));
        else all = false;
      }
      if (!more) break;
      at = hit.whole().end;
    }
    const bool offices = !row.empty() && std::all_of(row.begin(), row.end(), [](const Cell& c) { return !c.role.empty(); });
    if (!all || row.empty() || (row.size() < 2 && !(led && known) && out.empty()) || (row.size() == 2 && !known && !offices && !led)) {
      if (!out.empty()) break;
      continue;
    }
    some_known = some_known || known || offices;
    cells += row.size();
    for (auto cell = row.rbegin(); cell != row.rend(); ++cell) {
      Found one;
      one.entity = "signatures";
      one.anchor = cell->where;
      one.facts.push_back(make_fact("name", one_line(cell->name), cell->where, 0.82, "signatures.rows@1"));
      if (!cell->role.empty()) one.facts.push_back(make_fact("role", one_line(cell->role.of(text)), cell->role, 0.8, "signatures.rows@1"));
      out.insert(out.begin(), std::move(one));
    }
  }
  const bool told = std::any_of(out.begin(), out.end(), [](const Found& one) { return one.find("role") != nullptr; });
  return some_known || (cells > 3 && told) ? out : std::vector<Found>{};
}

}  // namespace minutier::extractors
