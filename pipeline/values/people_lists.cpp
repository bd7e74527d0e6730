#include "pipeline/values/people_lists.hpp"

#include <algorithm>

#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/people_segments.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extract {
namespace {

// « …, Mme Aline »: a line that ends in a first name whose family name stands on the next.
bool given_name_alone(std::string_view line) {
  const std::size_t cut = line.find_last_of(",;");
  if (cut == std::string_view::npos) return false;
  std::string_view last = line.substr(cut + 1);
  while (!last.empty() && blank(last.front())) last.remove_prefix(1);
  last.remove_prefix(civility_at(last, 0));
  return !last.empty() && last.find(' ') == std::string_view::npos && is_given_name(normalise::fold(last));
}

}  // namespace

// Whether lines are entries of their own, or break anywhere in a running list.
bool lines_are_entries(std::string_view text, Range range) {
  std::size_t lines = 0, starts = 0, running = 0, opened = 0;
  std::size_t at = range.begin;
  // « Présents : A, B, C … » begins behind its label and runs on; entries begin on a line of their own.
  std::size_t lead = range.begin;
  while (lead > 0 && blank(text[lead - 1])) --lead;
  const std::string_view first_line = text.substr(range.begin, std::min(text.find('\n', range.begin), range.end) - range.begin);
  const bool behind_label = lead > 0 && text[lead - 1] == ':';
  if (behind_label && std::count(first_line.begin(), first_line.end(), ',') >= 2) return false;
  if (const auto semicolon = first_line.find("; "); behind_label && semicolon != std::string_view::npos && first_line.find_first_not_of(" \t", semicolon + 1) != std::string_view::npos) return false;
  bool open = false;  // the line above ends in the middle of a list
  while (at < range.end) {
    const std::size_t end = std::min(text.find('\n', at), range.end);
    const Range line = {skip_lead(text, {at, end}), end};
    std::string_view words = line.of(text);
    while (!words.empty() && blank(words.back())) words.remove_suffix(1);
    if (!words.empty()) {
      ++lines;
      if (name_at(text.substr(0, end), line.begin, !open) || is_office(words)) ++starts;
      if (open) ++opened;
      const auto commas = std::count(words.begin(), words.end(), ',');
      // « … (Tressac) - ALARY Michel, RIGAL Christiane / (Haut Ségar) - …»: a part that its bracket does not close yet
      const std::size_t dash = words.rfind(") - ");
      const bool parted = dash != std::string_view::npos && words.find_first_of(")", dash + 1) == std::string_view::npos;
      open = parted || words.back() == ',' || (words.size() > 3 && words.substr(words.size() - 3) == " et") || (commas >= 1 && given_name_alone(words));
      if (commas >= 2) ++running;
      if (word_at(text, line.begin).shape == Shape::lower && lines > 1) ++running;
    }
    at = end + 1;
  }
  if (lines > 1 && opened == 0 && starts == lines) return true;
  return lines > 1 && starts * 10 >= lines * 7 && running * 3 < lines;
}

// « Anne P., Inaya, Théo Petit »: one word between commas is a person of her own where the list sets no organisations so.
void free_single_names(std::string_view text, std::vector<PersonEntry>& entries) {
  const auto stray = [&](const PersonEntry& entry) -> const PersonTail* {
    if (entry.tails.size() != 1 || entry.tails[0].kind != TailKind::organisation) return nullptr;
    const Range range = entry.tails[0].range;
    std::size_t before = range.begin;
    while (before > entry.person.range.end && (blank_at(text, before - 1) > 0 || text[before - 1] == '\n')) --before;
    if (before == 0 || text[before - 1] != ',') return nullptr;
    const NameWord word = word_at(text, range.begin);
    if (word.shape != Shape::capital || word.range.end != range.end || (word.folded.size() < 3 && !is_given_name(word.folded)) || is_not_a_name(word.folded) || is_office_word(word.folded)) return nullptr;
    return &entry.tails[0];
  };
  const auto strays = std::count_if(entries.begin(), entries.end(), [&](const PersonEntry& e) { return stray(e) != nullptr; });
  const auto organisations = std::count_if(entries.begin(), entries.end(), [](const PersonEntry& e) { return std::any_of(e.tails.begin(), e.tails.end(), [](const PersonTail& t) { return t.kind == TailKind::organisation; }); });
  // « Paul Petit, Centraide; Anne Blanc, d'Accueil »: semicolons part the people, commas what is said of each
  if (!entries.empty() && Range{entries.front().entry.begin, entries.back().entry.end}.of(text).find(';') != std::string_view::npos) return;
  if (strays == 0 || organisations != strays || strays * 2 > static_cast<std::ptrdiff_t>(entries.size())) return;
  std::vector<PersonEntry> out;
  for (PersonEntry& entry : entries) {
    const PersonTail* tail = stray(entry);
    if (!tail) {
      out.push_back(std::move(entry));
      continue;
    }
    PersonEntry single;
    single.entry = tail->range;
    single.person.name = single.person.given = std::string(tail->range.of(text));
    single.person.range = tail->range;
    single.person.words = 1;
    entry.entry.end = entry.person.range.end;
    entry.tails.clear();
    out.push_back(std::move(entry));
    out.push_back(std::move(single));
  }
  entries = std::move(out);
}

// A list that gives the family name first wherever the order is certain is read so where it could be either (« Paul Christian »).
void agree_on_order(std::string_view text, std::vector<PersonEntry>& entries) {
  std::size_t family_first = 0, given_first = 0;
  const auto open = [&](const PersonName& p) { return is_given_name(normalise::fold(p.given)) && is_given_name(normalise::fold(p.family)); };
  const auto as_written = [&](const PersonName& p) { return p.range.of(text).substr(0, p.given.size()) == p.given; };
  for (const PersonEntry& e : entries) {
    if (e.person.words != 2 || e.person.given.empty() || e.person.family.empty() || open(e.person) || !e.person.known_given) continue;
    ++(as_written(e.person) ? given_first : family_first);
  }
  if (given_first > 0 || family_first < 2) return;
  for (PersonEntry& e : entries) {
    if (e.person.words != 2 || e.person.family.empty() || !open(e.person) || !as_written(e.person)) continue;
    std::swap(e.person.given, e.person.family);
    e.person.name = e.person.given + " " + e.person.family;
  }
}

// « ALARY Michel, RIGAL Christiane (Haut Ségar) ; PUECH Robert (Montjaux) ; … »: in a list parted by dashes or semicolons whose every part
// ends in a bracket, the body there is of all in front.
void share_bodies(std::string_view text, std::vector<PersonEntry>& entries) {
  const auto body = [&](const PersonEntry& entry) {
    if (entry.tails.size() != 1 || entry.tails[0].kind == TailKind::role) return false;
    const Range range = entry.tails[0].range;
    const unsigned char first = static_cast<unsigned char>(text[range.begin]);
    return range.begin > 0 && text[range.begin - 1] == '(' && ((first >= 'A' && first <= 'Z') || first == 0xC3);
  };
  std::vector<std::size_t> ends;  // of the parts: behind their last entry
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t from = entries[i].entry.end, to = i + 1 < entries.size() ? std::max(from, entries[i + 1].entry.begin) : from;
    const std::string_view gap = text.substr(from, to - from);
    if (i + 1 == entries.size() || gap.find(';') != std::string_view::npos || gap.find('-') != std::string_view::npos || gap.find("\xE2\x80\x93") != std::string_view::npos) ends.push_back(i + 1);
  }
  const auto closed = std::count_if(ends.begin(), ends.end(), [&](std::size_t end) { return body(entries[end - 1]); });
  if (closed < 3 || closed * 5 < static_cast<std::ptrdiff_t>(ends.size()) * 4) return;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    if (body(entries[end - 1]))
      for (std::size_t i = end - 1; i-- > begin && entries[i].tails.empty();) entries[i].tails.push_back(entries[end - 1].tails[0]);
    begin = end;
  }
}

// « Services : Charles Lenoir (voirie), … » at the begin of a line: a few words and a colon, with names behind it.
bool opens_with_label(std::string_view text, Range rest) {
  const std::string_view line = text.substr(rest.begin, std::min(text.find('\n', rest.begin), rest.end) - rest.begin);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon < 3 || colon > 45 || line.find_first_of(",;(0123456789") < colon) return false;
  const Shape first = word_at(text, skip_lead(text, rest)).shape;
  if (first != Shape::capital && first != Shape::capitals) return false;
  std::size_t behind = rest.begin + colon + 1;
  while (behind < rest.begin + line.size() && (blank(text[behind]) || text[behind] == '*')) ++behind;
  return behind < rest.begin + line.size() && name_at(text.substr(0, rest.begin + line.size()), behind, true).has_value();
}

}  // namespace minutier::extract
