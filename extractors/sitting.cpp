#include "extractors/sitting.hpp"

#include <algorithm>
#include <cctype>

#include "extractors/attendance_parts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {

std::string_view string_of(const Findings& earlier, std::string_view entity, std::string_view field) {
  const Fact* best = nullptr;
  for (const Found& found : earlier)
    if (found.entity == entity)
      for (const Fact& fact : found.facts)
        if (fact.field == field && (!best || fact.confidence > best->confidence)) best = &fact;
  const auto* value = best ? std::get_if<std::string>(&best->value) : nullptr;
  return value ? std::string_view(*value) : std::string_view{};
}

Fact make_fact(std::string field, Value value, Range where, double confidence, std::string rule) {
  Fact fact;
  fact.field = std::move(field);
  fact.value = std::move(value);
  fact.where = where;
  fact.confidence = confidence;
  fact.rule = std::move(rule);
  return fact;
}

Fact make_fact(std::string field, Value value, Range where, const extract::Match& match) {
  return make_fact(std::move(field), std::move(value), where, match.rule->confidence, match.rule->tag());
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool mail_head(const extract::Document& document, Range block) {
  if (block.begin > 600) return false;
  const std::string_view head = document.text.fold({block.begin, std::min(block.end, block.begin + 600)});
  const auto first = [&](std::initializer_list<std::string_view> labels) {
    std::size_t at = std::string_view::npos;
    for (const std::string_view label : labels) at = std::min(at, head.find(label));
    return at;
  };
  const std::size_t subject = first({"objet :", "objet:", "sujet :", "sujet:", "subject:", "subject :"}), from = first({"de :", "de:", "from:", "from :"});
  return subject != std::string_view::npos && from < subject;
}

std::size_t opening_end(const extract::Document& document) { return std::min<std::size_t>(document.text.reading.size(), 6000); }

std::optional<DateAt> sitting_date(const extract::Document& document) {
  const std::size_t end = opening_end(document);
  std::optional<DateAt> best;
  for (const extract::Match& match : document.matches.of("meeting.date")) {
    if (match.range.begin > end && best) break;
    if (match.range.begin > 4 * end) break;
    const Range line = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
    if (mail_head(document, line)) continue;
    const Range where = match.group("date");
    if (const std::string_view led = document.text.fold({std::max(match.range.begin, where.begin > 40 ? where.begin - 40 : 0), std::max(match.range.begin, where.begin)}); contains(led, "convoc") && led.find("convoc") + 30 > led.size()) continue;  // « réuni sur convocation du 8 février »
    const auto dates = extract::find_dates(document.text.fold(where));
    if (dates.empty() || dates.front().date.size() < 7) continue;
    // « Rapport 101 – Procès-verbal de la réunion du 4 juillet » farther on is business
    if (best && best->confidence + (where.begin > best->where.end + 400 ? 0.03 : 0.0) >= match.rule->confidence) continue;
    best = DateAt{dates.front().date, document.text.to_reading({document.text.to_folded(where).begin + dates.front().range.begin, document.text.to_folded(where).begin + dates.front().range.end}), match.rule->confidence, match.rule->tag()};
  }
  if (best) return best;
  // The first date that stands in a heading or on a short line of its own.
  std::size_t seen = 0;
  for (const Block& block : document.structure.blocks) {
    if (block.kind == BlockKind::furniture || block.kind == BlockKind::table) continue;
    if (block.range.begin > end || ++seen > 14) break;
    if (block.range.size() > 160 && block.kind != BlockKind::heading) continue;
    const std::string_view folded = block.folded.of(document.text.folded);
    if (contains(folded, "convoc") || contains(folded, "loi ") || contains(folded, "affich")) continue;
    const auto found = extract::find_date(folded);
    if (!found || found->date.size() < 10) continue;
    static const Regex other("\\b(?:au|depuis(?: le)?|avant le|apres le|d'ici(?: le)?|jusqu'au|a partir du|a compter du|entre le) $");  // « nos comptes au 31/12/2010 »
    if (other.found(folded.substr(0, found->range.begin))) continue;
    return DateAt{found->date, document.text.to_reading({block.folded.begin + found->range.begin, block.folded.begin + found->range.end}), 0.85, "meeting.date.heading@1"};
  }
  return std::nullopt;
}

std::optional<extract::PersonName> name_after(const extract::Document& document, Range block, std::size_t begin) {
  std::string text(document.text.reading.substr(begin, std::min(block.end, begin + 160) - begin));
  std::size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || text[at] == ':' || text[at] == '\t' || text[at] == '\n')) ++at;
  auto person = extract::name_at(text, at, false);
  const bool broken = !person || (person->words == 1 && person->range.end < text.size() && text[person->range.end] == '\n');
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (broken)  // a name may be broken by the line's end
    if (auto whole = extract::name_at(text, at, false)) {
      const std::size_t behind = text.find_first_not_of(" *_", whole->range.end);  // « M. KLEIN / Scrutateurs : … »: a label is no name
      if (!person || behind == std::string::npos || text[behind] != ':') person = std::move(whole);
    }
  if (!person) {  // « Mme la Présidente Claire Dubois », « son président, M. X », « notre présidente Mme Y »
    const std::size_t stop = first_of(text, ".;\n", at);
    for (const auto& entry : extract::split_people(std::string_view(text).substr(0, stop), {at, std::min(stop, text.size())})) {
      if (entry.entry.begin > at + 45 || entry.person.range.begin > at + 60) break;
      person = entry.person;
      break;
    }
  }
  if (!person) return std::nullopt;
  person->range = {begin + person->range.begin, begin + person->range.end};
  return person;
}

std::optional<extract::PersonName> name_before(const extract::Document& document, Range block, std::size_t end) {
  const std::size_t from = std::max(block.begin, end > 220 ? end - 220 : 0);
  std::string text(document.text.reading.substr(from, end - from));
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.pop_back();
  // The name that ends last; between it and the end at most a short apposition between commas or brackets.
  std::optional<extract::PersonName> best;
  std::size_t names = 0;  // in the last sentence
  bool opens = false;     // the one found begins it
  std::size_t sentence = from == block.begin ? 0 : text.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 2 && text[at - 1] == ' ' && text[at - 2] == '.' && text[at - 3] >= 'a' && text[at - 3] <= 'z' && at - 3 > 0 && text[at - 4] >= 'a' && text[at - 4] != 'm') sentence = at, names = 0;
    if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '(' && text[at - 1] != '\'' && text[at - 1] != '"') continue;
    if (best && at < best->range.end) continue;
    auto person = extract::name_at(text, at, false);
    if (!person) continue;
    opens = names++ == 0 && at == sentence;
    at = std::max(at, person->range.end);
    best = std::move(person);
  }
  if (!best) return std::nullopt;
  const std::string_view rest = std::string_view(text).substr(best->range.end);
  const bool apposition = rest.empty() || ((rest[0] == ',' || rest.substr(0, 2) == " (") && rest.size() < 70 && rest.find('.') == std::string_view::npos && (rest[0] == ',' || rest.back() == ')'));
  // « Madame Josée Grondin, directrice générale et secrétaire-trésorière, assiste à la séance et agit … »: the only one its sentence names, at its begin
  const bool subject = opens && names == 1 && !best->civility.empty() && rest[0] == ',' && rest.find('.') == std::string_view::npos && rest.find(';') == std::string_view::npos;
  if (!apposition && !subject) return std::nullopt;
  // « …, Mme X, conseillère / Le quorum étant atteint, Monsieur le Maire ouvre »: a title that stands for its bearer, a line that begins a sentence
  static const Regex title("(?:^|[ ,])(?:monsieur|madame) l[ea] [a-z-]+$");
  const std::size_t line = document.text.reading.find('\n', from + best->range.end);
  if (title.found(normalise::fold(rest)) || (line != std::string::npos && line + 25 < end && normalise::upper_letter_at(document.text.reading, line + 1))) return std::nullopt;
  best->range = {from + best->range.begin, from + best->range.end};
  return best;
}

std::optional<std::string> listed_name(const Findings& findings, const extract::PersonName& person) {
  const std::string key = name_key(person.name);
  const std::string given = normalise::fold(person.given), family = normalise::fold(person.family);
  std::optional<std::string> found;
  for (const Found& listed : findings) {
    if (listed.entity != "attendance/people") continue;
    const Fact* name = listed.find("name");
    if (!name) continue;
    const std::string& full = std::get<std::string>(name->value);
    if (name_key(full) == key) return full;
    const Fact* family_fact = listed.find("family");
    const Fact* given_fact = listed.find("given");
    const std::string listed_family = family_fact ? name_key(std::get<std::string>(family_fact->value)) : std::string();
    const std::string listed_given = given_fact ? name_key(std::get<std::string>(given_fact->value)) : std::string();
    bool alike = false;
    if (person.words == 1 && person.civility.empty()) alike = listed_given == key || (!listed_family.empty() && listed_family == key);
    else if (given.empty()) alike = !listed_family.empty() && listed_family == name_key(family);
    else if (given.size() >= 2 && (given[1] == '.' || given.size() == 1)) alike = !listed_family.empty() && listed_family == name_key(family) && (listed_given.empty() || listed_given[0] == given[0]);
    else alike = listed_family.empty() && listed_given.empty() ? false : listed_given.empty() && listed_family == name_key(family);
    if (!alike) continue;
    if (found && *found != full) return std::nullopt;
    found = full;
  }
  return found;
}

std::size_t end_of_lists(std::vector<Range> people, std::size_t limit) {
  constexpr std::size_t gap = 2500, opening = 12000;
  std::sort(people.begin(), people.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::size_t end = 0;
  for (const Range& one : people) {
    if ((end > 0 && one.begin > end + gap) || one.end >= std::min(opening, limit)) break;
    end = std::max(end, one.end);
  }
  return end;
}

}  // namespace minutier::extractors
