#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

// Names under or behind a head that says which members they are: « Membres fondateurs : A, B », « Les collectivités membres » over
// names, « Nous sommes membres de : » over bodies.

namespace minutier::extractors {

std::optional<MembershipEntry> headed_members(const extract::Document& document, const MemberLists& lists, std::size_t b, Range part, std::string_view folded) {
  const Block& block = document.structure.blocks[b];
  if (!((block.kind == BlockKind::heading) || (block.kind == BlockKind::paragraph && (block.lines.size() == 1 || (block.lines.size() < 5 && folded.find(':') < 60)))) || (folded.size() > 0 && folded[0] >= '0' && folded[0] <= '9')) return std::nullopt;
  static constexpr std::string_view leads[] = {"nouveaux adherents", "nouveaux venus", "nouvelles venues", "nous ont rejoints", "nouvelles adhesions", "nouveaux membres", "nouvelles et nouveaux adherent", "adhesions en ", "adherents individuels", "adherents institutionnels", "adherents collectifs",
                                               "membres fondateurs", "membres d'honneur", "membres associes", "membres bienfaiteurs", "membres de droit", "membres actifs", "demissions", "radiations", "associations membres", "communes membres", "clubs membres", "structures membres", "collectivites membres", "associations adherentes", "communes adherentes", "clubs affilies", "structures adherentes", "membres soutien", "membres de soutien", "membres partenaires", "les membres de la federation", "les membres du reseau", "sont admis", "sont admises", "communes associees", "adherents personnes morales", "nouveaux societaires", "nouveaux associes", "membres individuels", "personnes physiques"};
  if (std::none_of(std::begin(leads), std::end(leads), [&](std::string_view lead) { return folded.starts_with(lead); })) return std::nullopt;
  const std::size_t colon = folded.find(':');
  if ((folded.size() >= 100 && (colon == std::string_view::npos || colon > 60)) || contains_any(folded.substr(0, colon), {"acclamation", "unanim", "applaudi"})) return std::nullopt;
  MembershipEntry entry;
  entry.rule = "memberships.headed@1";
  entry.confidence = 0.85;
  if (colon != std::string_view::npos && colon + 2 < folded.size()) {
    entry.category = trim_range(document.text.reading, document.text.to_reading({part.begin, part.begin + colon}), ".,:;*");
    lists.split(trim_range(document.text.reading, document.text.to_reading({part.begin + colon + 1, lists.sentence_end(part.begin + colon + 1, part.end)}), ".;"), entry);
  } else {
    entry.category = trim_range(document.text.reading, document.text.to_reading(part), ".,:;*");
    if (!contains_any(folded, {"individuel", "physique"}) || !lists.people_below(b, entry)) lists.below(b, entry, 0);
  }
  if (entry.members.size() < 2) return std::nullopt;
  static const Regex counted("[a-z] ?\\(([0-9]{1,5})\\)$");
  RegexHit hit;
  if (const std::string_view said = document.text.fold(entry.category); counted.search(said, hit)) {  // « Membres associés (3) : … »
    const std::size_t base = document.text.to_folded(entry.category).begin;
    const std::int64_t count = extract::parse_count(hit.groups[1].of(said)).value_or(-1);
    if (count >= 1900 && count < 2100) return entry;  // a year
    entry.count = count;
    entry.count_where = document.text.to_reading(hit.groups[1].after(base));
    entry.category = trim_range(document.text.reading, {entry.category.begin, entry.count_where.begin}, ".,:;*( ");
  }
  if (colon != std::string_view::npos && colon + 2 < folded.size()) lists.without_places(entry);
  return entry;
}

// « Nos adhésions » over « Nous sommes membres de : » and a list: the bodies the organisation has joined.
std::optional<MembershipEntry> joined_bodies(const extract::Document& document, const MemberLists& lists, std::size_t b, std::string_view folded) {
  static const Regex heads("^(?:(?:nos|les|autres|ses) )?(?:adhesions|affiliations)(?: (?:a|de|du|aux) [a-z' -]{3,40})?[ :.]*$|^(?:nous sommes|on est|l'association est|l'asso est|nous voila|(?:elle|il) est|le club est|la federation est)(?: [a-z]+)? (?:membres?|adherente?s?|affiliee?s?) (?:de|a|au|aux|du|des)[ ]?:$");
  const auto& blocks = document.structure.blocks;
  if (!heads.matches(folded)) return std::nullopt;
  std::size_t at = b + 1;
  while (at < blocks.size() && at <= b + 2 && blocks[at].kind != BlockKind::item && blocks[at].ends_with_colon && document.structure.blocks[at].folded.of(document.text.folded).size() < 90) ++at;
  MembershipEntry entry;
  for (; at < blocks.size() && blocks[at].kind == BlockKind::item; ++at) {
    Range name = blocks[at].range;
    if (name.size() > 110 || document.structure.blocks[at].folded.of(document.text.folded).find_first_of(":") != std::string_view::npos) return std::nullopt;
    if (const std::size_t open = name.of(document.text.reading).find(" ("); open != std::string_view::npos && open > 3) name.end = name.begin + open;
    entry.members.push_back(name);
  }
  if (entry.members.size() < 2) return std::nullopt;
  std::vector<Range> names = std::move(entry.members);
  entry.members.clear();
  for (const Range name : names) lists.add(name, entry);
  entry.category = trim_range(document.text.reading, blocks[b].range, ".,:;*");
  entry.rule = "memberships.joined@1";
  entry.confidence = 0.8;
  return entry;
}

// « Les collectivités membres », « Nos communes adhérentes » over their names.
std::optional<MembershipEntry> members_of_kind(const extract::Document& document, const MemberLists& lists, std::size_t b, std::string_view folded) {
  const auto& blocks = document.structure.blocks;
  if (blocks[b].kind != BlockKind::heading || b + 1 >= blocks.size() || blocks[b + 1].kind != BlockKind::paragraph) return std::nullopt;
  std::size_t begin = 0;
  for (const std::string_view lead : {"les ", "nos "})
    if (folded.starts_with(lead)) begin = lead.size();
  std::size_t end = std::string_view::npos;
  for (const std::string_view tail : {" membres", " adherentes", " adherents", " membres :", " adherentes :", " adherents :"})
    if (folded.size() > tail.size() + begin && folded.substr(folded.size() - tail.size()) == tail) end = folded.size() - tail.size();
  if (end == std::string_view::npos || end < begin + 4) return std::nullopt;
  const std::string_view kind = folded.substr(begin, end - begin);
  if (kind.find_first_of(" 0123456789.,:;") != std::string_view::npos || kind.back() != 's') return std::nullopt;
  MembershipEntry entry;
  entry.rule = "memberships.headed@1";
  entry.confidence = 0.85;
  entry.category = document.text.to_reading({blocks[b].folded.begin + begin, blocks[b].folded.begin + end});
  const Range below = blocks[b + 1].folded;
  // « Les fondatrices (7) : A, B, C »: a category of its own
  static const Regex category("^[^:.,;]{4,50}\\(\\d{1,5}\\)[*_ ]*:");
  if (category.found(below.of(document.text.folded))) return std::nullopt;
  lists.split(document.text.to_reading({below.begin, lists.sentence_end(below.begin, below.end)}), entry);
  if (entry.members.size() < 3 || std::any_of(entry.members.begin(), entry.members.end(), [](Range m) { return m.size() > 60; })) return std::nullopt;
  return entry;
}

}  // namespace minutier::extractors
