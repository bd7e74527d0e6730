#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

// Names that stand apart from their count: « Collectivités | 3 » in a table and « Collectivités : A, B, C » below it; headings
// « Cafés associatifs (14) » over as many names. What proves them is that as many are named as are counted.

namespace minutier::extractors {
namespace {

// « Les quatre associations » -> « associations », where four are counted.
std::string_view without_count(std::string_view label, std::int64_t count) {
  while (!label.empty() && std::string_view(" *_->").find(label.front()) != std::string_view::npos) label.remove_prefix(1);
  while (!label.empty() && std::string_view(" *_").find(label.back()) != std::string_view::npos) label.remove_suffix(1);
  for (const std::string_view article : {"les ", "nos "})
    if (label.starts_with(article)) label.remove_prefix(article.size());
  if (const std::size_t space = label.find(' '); space != std::string_view::npos && extract::parse_count(label.substr(0, space)) == count) label.remove_prefix(space + 1);
  return label;
}

bool same_kind(std::string_view label, std::string_view category) {
  const auto opens = [](std::string_view whole, std::string_view part) { return part.size() > 4 && whole.starts_with(part) && (whole.size() == part.size() || whole[part.size()] == ' '); };
  return opens(label, category) || opens(category, label);
}

}  // namespace

std::vector<Range> names_set_apart(const extract::Document& document, const MemberLists& lists, std::string_view category, std::int64_t count) {
  const std::string& text = document.text.reading;
  for (const Block& block : document.structure.blocks) {
    if (block.kind == BlockKind::furniture || block.kind == BlockKind::table || block.range.of(text).find(':') == std::string_view::npos) continue;
    for (const Range line : block.lines) {
      const Range folded{document.text.to_folded(line).begin, block.folded.end};
      const std::string_view f = folded.of(document.text.folded);
      const std::size_t colon = f.find(':');
      if (colon == std::string_view::npos || colon < 5 || colon > 50 || colon + 2 >= f.size() || !same_kind(without_count(f.substr(0, colon), count), category)) continue;
      MembershipEntry entry;
      entry.count = count;
      lists.split(trim_range(text, document.text.to_reading({folded.begin + colon + 1, lists.sentence_end(folded.begin + colon + 1, folded.end)}), ".;"), entry);
      if (static_cast<std::int64_t>(entry.members.size()) == count && std::all_of(entry.members.begin(), entry.members.end(), [&](Range m) { return m.size() < 70 && m.of(text).find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC3") != std::string_view::npos; })) return entry.members;
    }
  }
  return {};
}

std::vector<bool> summed_heads(const extract::Document& document) {
  static const Regex head("^[*_ ]*[a-z][^()0-9:;.]{3,50} ?\\((\\d{1,4})\\)[*_ ]*:?[*_ ]*$");
  static const Regex never("present|excuse|absent|represent|pouvoir|procuration|invite|vot|pour\\b|contre|abst|decision|question|annexe|projet|point|piece");
  static const Regex bodies("^ ?(?:membres|adherent|associe|societaires|structures|associations|organisations|communes|clubs|collectivites|entreprises|groupes|cooperat)");
  const auto& blocks = document.structure.blocks;
  std::vector<bool> heads(blocks.size());
  std::vector<std::size_t> run;
  std::int64_t sum = 0;
  const auto close = [&] {
    bool told = false;
    if (run.size() > 1) {
      const std::string number = std::to_string(sum);
      const std::string& f = document.text.folded;
      for (std::size_t at = f.find(number); at != std::string::npos && !told; at = f.find(number, at + 1))
        told = (at == 0 || f[at - 1] == ' ' || f[at - 1] == '\n') && bodies.begins(std::string_view(f).substr(at + number.size(), 30));
    }
    if (told)
      for (const std::size_t b : run) heads[b] = true;
    run.clear();
    sum = 0;
  };
  for (std::size_t b = 0; b + 1 < blocks.size(); ++b) {
    if (blocks[b].kind != BlockKind::heading && blocks[b].kind != BlockKind::paragraph) continue;
    const std::string_view f = blocks[b].folded.of(document.text.folded);
    RegexHit hit;
    if (f.size() > 70 || f.find('(') == std::string_view::npos || !head.search(f, hit) || never.found(f)) {
      if (!run.empty() && blocks[b].kind == BlockKind::heading) close();
      continue;
    }
    const std::int64_t count = extract::parse_count(hit.groups[1].of(f)).value_or(0);
    std::size_t items = 0;
    for (std::size_t i = b + 1; i < blocks.size() && blocks[i].kind == BlockKind::item; ++i) ++items;
    if (count < 2 || static_cast<std::int64_t>(items) != count) { close(); continue; }
    run.push_back(b);
    sum += count;
  }
  close();
  return heads;
}

}  // namespace minutier::extractors
