#include <algorithm>

#include "extractors/bare_sums.hpp"
#include "extractors/budget_table.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

struct Pair {
  Range label, amount;
  Range second;  // « 3 000,00 [3 300] », « 284 600 (279 850) »: of another year or of the budget
};

// « 27 318,45 €. Le goûter, l'électricité … », « 33 471 €, dont 12 300 € pour … »: the sum, with a word about it behind.
std::string_view without_remark(std::string_view tail) {
  static const Regex remark("^(?:[.,;] ?(?:(?:dont|soit|y compris|contre) |(?=[a-z\"(]))| \\([^0-9])");
  const std::vector<extract::MoneyFound> sums = extract::find_money(tail);
  if (sums.empty() || !sums[0].unit || sums[0].range.begin != 0) return tail;
  return remark.found(tail.substr(sums[0].range.end)) ? tail.substr(0, sums[0].range.end) : tail;
}

// The sum at the end of a line, with the second one that brackets set beside it. `remarked`: words about it may stand behind.
std::optional<Pair> sums_of(const Document& document, std::string_view tail, bool remarked = false) {
  while (!tail.empty() && tail.front() == ' ') tail.remove_prefix(1);
  for (const std::string_view dont : {" dont :", " dont", ":"})  // « 4300 € dont : » over its parts
    if (tail.ends_with(dont)) tail.remove_suffix(dont.size());
  while (!tail.empty() && (tail.back() == ' ' || tail.back() == ';' || tail.back() == ',' || tail.back() == '"' || (tail.back() == '.' && tail.size() > 1 && tail[tail.size() - 2] != 'f'))) tail.remove_suffix(1);
  if (remarked) tail = without_remark(tail);
  const auto range = [&](std::string_view part) {
    const auto begin = static_cast<std::size_t>(part.data() - document.text.folded.data());
    return document.text.to_reading({begin, begin + part.size()});
  };
  if (tail.empty()) return std::nullopt;
  if (extract::parse_amount_cell(tail)) return Pair{{}, range(tail), {}};
  const std::size_t open = first_of(tail, "[(");
  if (open == std::string_view::npos || open < 2 || (tail.back() != ']' && tail.back() != ')')) return std::nullopt;
  std::string_view first = tail.substr(0, open), second = tail.substr(open + 1, tail.size() - open - 2);
  while (!first.empty() && first.back() == ' ') first.remove_suffix(1);
  if (!extract::parse_amount_cell(first) || !extract::parse_amount_cell(second) || second.size() < 2) return std::nullopt;
  return Pair{{}, range(first), range(second)};
}

// « 1300 € de cotisations », « 450 € pour l'assurance »
std::optional<Pair> sum_first(const Document& document, Range folded, std::string_view words) {
  if (words.empty() || words[0] < '0' || words[0] > '9') return std::nullopt;
  const std::vector<extract::MoneyFound> sums = extract::find_money(words);
  if (sums.size() != 1 || sums[0].range.begin != 0 || sums[0].money.cents < 0) return std::nullopt;
  std::string_view rest = words.substr(sums[0].range.end);
  const std::size_t begin = rest.find_first_not_of(" :-");
  if (begin == std::string_view::npos) return std::nullopt;
  std::size_t label = sums[0].range.end + begin;
  for (const std::string_view lead : {"de la ", "de l'", "des ", "de ", "du ", "d'", "pour les ", "pour le ", "pour la ", "pour l'", "pour ", "en "})
    if (words.substr(label).starts_with(lead)) {
      label += lead.size();
      break;
    }
  const Range where = trim_range(document.text.reading, document.text.to_reading({folded.begin + label, folded.end}), ".,;");
  if (where.size() < 3 || where.size() > 80) return std::nullopt;
  return Pair{where, document.text.to_reading({folded.begin, folded.begin + sums[0].range.end}), {}};
}

// « Soit un total de charges de 371 754,00 €. », « Total des produits 361 870,00 € »
std::optional<Pair> total_sentence(const Document& document, Range folded, std::string_view words) {
  static const Regex told("^(?:(?:soit|donc|ce qui fait|cela fait)(?: donc)? )?(?:un |le )?(?<label>total(?: (?:de |des |d')?(?:les |nos )?[a-z]+)?)(?: (?:de|est de|s'eleve a|atteint|:))? (?<sum>\\d[\\d .,']*\\d? ?(?:eur|euros|f|fr|frs|francs|chf|\\$)\\.?)\\.?$");
  RegexHit hit;
  if (words.size() > 90 || !told.search(words, hit)) return std::nullopt;
  const auto view = [&](const char* group) { return document.text.to_reading(told.range(hit, group).after(folded.begin)); };
  return Pair{trim_range(document.text.reading, view("label"), "."), trim_range(document.text.reading, view("sum"), "."), {}};
}

// « loyer : 1800 € », « Avoir au C.C.P. ..... 1 482,35 F », « = +164,83 € », « TOTAL 6 076,01 [6 400] »: the label and its sums.
// `within`: lines of the list stand before it, so that words about the sum may follow it.
std::optional<Pair> split_line(const Document& document, Range line, bool within) {
  const Range folded = document.text.to_folded(line);
  const std::string_view words = folded.of(document.text.folded);
  if (words.size() > (within ? 400 : 160)) return std::nullopt;
  const auto pair = [&](std::size_t at, std::size_t tail, bool remarked = false) -> std::optional<Pair> {
    auto sums = sums_of(document, words.substr(tail), remarked);
    if (!sums) return std::nullopt;
    sums->label = trim_range(document.text.reading, document.text.to_reading({folded.begin, folded.begin + at}), ".:=");
    if (sums->label.empty()) return std::nullopt;
    // « Boni : 51.220 francs. Réserve au 31.12 : 604.000 »: two things on one line
    if (const std::string_view said = words.substr(0, at); contains(said, ". ") && said.substr(0, said.find(". ")).find(':') != std::string_view::npos) return std::nullopt;
    return sums;
  };
  if (const std::size_t colon = within ? words.find(':') : std::string_view::npos; colon < 60)
    if (auto found = pair(colon, colon + 1, true)) return found;
  if (const auto total = total_sentence(document, folded, words)) return total;
  if (words.size() > 160) return std::nullopt;
  for (std::size_t at = words.size(); at-- > 0;) {
    const char c = words[at];
    const bool leader = c == '.' && at > 3 && ((words[at - 1] == '.' && words[at - 2] == '.') || (words[at - 1] == ' ' && words[at - 2] == '.' && words[at - 3] == ' ' && words[at - 4] == '.'));
    if ((c == ':' && words.find_first_not_of(' ', at + 1) != std::string_view::npos) || c == '=' || c == '\t' || leader) {
      auto found = pair(at, at + 1);
      return found ? found : sum_first(document, folded, words);
    }
  }
  if (auto found = sum_first(document, folded, words)) return found;
  const std::size_t sum = first_of(words, "0123456789");
  if (words.size() < 70 && sum != std::string_view::npos && sum > 5 && words.back() == ']' && total_label(words.substr(0, sum))) return pair(sum, sum);
  return std::nullopt;
}

// What the words over a list say of the sums in brackets: « Montants réels 2014, avec entre crochets ce qu'on prévoit pour 2015 ».
std::optional<std::pair<Range, Range>> bracket_heads(const Document& document, std::size_t before) {
  const std::size_t from = before > 700 ? before - 700 : 0;
  const std::string_view words = std::string_view(document.text.folded).substr(from, before - from);
  std::size_t at = std::string_view::npos, size = 0;
  for (const std::string_view sign : {"entre crochets", "entre parentheses"})
    if (const std::size_t found = words.rfind(sign); found != std::string_view::npos && (at == std::string_view::npos || found > at)) at = found, size = sign.size();
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t begin = words.rfind('\n', at), end = words.find('\n', at);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  if (end == std::string_view::npos) end = words.size();
  if (const std::size_t stop = words.substr(0, at).rfind(". "); stop != std::string_view::npos && stop > begin && !years_in(words.substr(stop, at - stop)).empty()) begin = stop + 2;
  return std::make_pair(document.text.to_reading({from + begin, from + at}), document.text.to_reading({from + at + size, from + end}));
}

// A grid whose lines hold two sums gets the head that tells them apart, or keeps the first.
void finish_columns(const Document& document, Grid& grid) {
  if (std::none_of(grid.rows.begin(), grid.rows.end(), [](const std::vector<Range>& row) { return row.size() > 2; })) return;
  const auto heads = bracket_heads(document, document.text.to_folded(grid.range).begin);
  for (auto& row : grid.rows) row.resize(heads ? 3 : 2);
  if (!heads) return;
  grid.rows.insert(grid.rows.begin(), {Range{}, heads->first, heads->second});
  grid.header_rows = 1;
}

// « Reçu : 1 020 € de cotisations, 350 € de la commune. Total 1 370 € »: each sum before what it is, and the total that bears them out.
bool sums_before_labels(const Document& document, std::size_t base, std::string_view rest, const std::vector<extract::MoneyFound>& sums, Range side, Grid& grid) {
  static const Regex last("(?:[,;.]|\\bet|\\bsoit|[=:])(?: (?:soit|donc|au|en|un))* ?(?:totale?|tout|total de)? ?[:=]?[ \\n]*$");
  static const Regex of("^(?:de la |de l'|des |de |du |d'|pour les |pour la |pour le |pour l'|pour |en )");
  const auto view = [&](Range r) { return trim_range(document.text.reading, document.text.to_reading({base + r.begin, base + r.end}), ".,;:*"); };
  std::vector<std::vector<Range>> rows{{side, Range{}}};
  std::int64_t sum = 0;
  for (std::size_t i = 0; i + 1 < sums.size(); ++i) {
    const std::string_view between = rest.substr(sums[i].range.end, sums[i + 1].range.begin - sums[i].range.end);
    RegexHit hit, lead;
    if (!last.search(between, hit)) return false;
    std::size_t begin = sums[i].range.end + between.find_first_not_of(' ');
    if (of.search(rest.substr(begin, 12), lead)) begin += lead.whole().end;
    const std::size_t end = sums[i].range.end + hit.whole().begin;
    if (end <= begin + 2 || end - begin > 60) return false;
    rows.push_back({view({begin, end}), view(sums[i].range)});
    sum += sums[i].money.cents;
  }
  const std::string_view lead = rest.substr(sums[sums.size() - 2].range.end, sums.back().range.begin - sums[sums.size() - 2].range.end);
  if (sum != sums.back().money.cents || !contains(lead, "tot")) return false;
  rows.push_back({Range{}, view(sums.back().range)});
  grid.rows.insert(grid.rows.end(), rows.begin(), rows.end());
  return true;
}

// « Recettes : cotisations 1 200 €, dons 300 € »: the side, then pieces that end in an amount.
bool inline_list(const Document& document, Range line, Grid& grid) {
  const Range folded = document.text.to_folded(line);
  const std::string_view words = folded.of(document.text.folded);
  std::size_t colon = words.find(':');
  // « Recettes. — Reliquat de 1932, 2.316 fr. 40 ; … »
  if (const std::size_t stop = words.find(". -"); stop < 24 && stop < colon && side_heading(words.substr(0, stop)) != Side::unknown) colon = stop;
  if (colon == std::string_view::npos || colon > 60 || words.size() > 1500) return false;
  // « Les recettes y sont portées ainsi : »: the word that says the side leads
  static const Regex lead("^(?:les |nos |en |aux )?(?<side>recettes|depenses|produits|charges|entrees|sorties|rentrees)\\b[^,;0-9]*$");
  Range side{0, colon};
  if (side_heading(words.substr(0, colon)) == Side::unknown) {
    RegexHit hit;
    if (!lead.search(words.substr(0, colon), hit)) return false;
    side = lead.range(hit, "side");
  }
  const std::string_view rest = words.substr(colon + 1);  // may begin with the dash
  std::vector<extract::MoneyFound> sums = extract::find_money(rest);
  // « Recettes : cotisations 10.000, visites 15.000 = 25.000 »: without units, only where they add up.
  const bool bare = sums.size() < 2;
  if (bare) sums = sums_with_bare(rest, "FRF", "EUR");
  if (sums.size() < (bare ? 3U : 2U)) return false;
  std::int64_t before = 0;
  for (std::size_t i = 0; i + 1 < sums.size(); ++i) before += sums[i].money.cents;
  const bool adds_up = before == sums.back().money.cents;
  if (!bare && adds_up && sums.size() > 2 && rest.find_first_not_of(" \n*") >= sums[0].range.begin)
    return sums_before_labels(document, folded.begin + colon + 1, rest, sums, document.text.to_reading({folded.begin + side.begin, folded.begin + side.end}), grid);
  // « Équilibré à 18.600 F » said before both lists
  const auto balances = [&] {
    const std::size_t from = folded.begin > 300 ? folded.begin - 300 : 0;
    const std::string_view above = std::string_view(document.text.folded).substr(from, folded.begin - from);
    if (!contains(above, "equilibr")) return false;
    const std::vector<extract::MoneyFound> said = extract::find_money(above);
    return std::any_of(said.begin(), said.end(), [&](const extract::MoneyFound& one) { return one.money.cents == before + sums.back().money.cents; });
  };
  if (bare && !adds_up && !balances()) return false;
  std::vector<std::vector<Range>> rows{{document.text.to_reading({folded.begin + side.begin, folded.begin + side.end}), Range{}}};
  std::size_t from = 0;
  const std::size_t base = folded.begin + colon + 1;
  for (const extract::MoneyFound& sum : sums) {
    std::size_t begin = from;
    while (begin < sum.range.begin && (rest[begin] == ' ' || rest[begin] == ',' || rest[begin] == ';' || rest[begin] == '(' || rest[begin] == ')' || rest[begin] == '\n' || (rest[begin] == '.' && from > 0) || (rest[begin] == '-' && from == 0))) ++begin;
    std::string_view label = rest.substr(begin, sum.range.begin - begin);
    if (label.substr(0, 3) == "et ") { begin += 3; label.remove_prefix(3); }
    const Range where = trim_range(document.text.reading, document.text.to_reading({base + begin, base + sum.range.begin}), ":=(-");
    // « … 35 400 €. Recettes : octroi de mer 185 400 € »: the other side begins
    if (const std::size_t other = label.find(':'); other != std::string_view::npos && side_heading(label.substr(0, other)) != Side::unknown) return false;
    if (adds_up && &sum == &sums.back() && where.empty()) {  // « = 25.000 »
      rows.push_back({Range{}, document.text.to_reading({base + sum.range.begin, base + sum.range.end})});
      break;
    }
    if (where.empty() || label.size() > 80 || contains(label, ". ")) return false;
    rows.push_back({where, document.text.to_reading({base + sum.range.begin, base + sum.range.end})});
    from = sum.range.end;
  }
  grid.rows.insert(grid.rows.end(), rows.begin(), rows.end());
  return true;
}

// The same for each sentence of a block: « … Entrées : cotisations 1 300 €, total 1 300 €. Sorties : … ».
bool inline_lists(const Document& document, const Block& block, Grid& grid) {
  // « Recettes : … » on a line of its own, « Dépenses : … » on one below: each runs up to the next.
  const auto opens = [&](Range line) {
    const std::string_view f = document.text.fold(line);
    if (const std::size_t stop = f.find(". -"); stop < 24 && side_heading(f.substr(0, stop)) != Side::unknown) return true;
    const std::size_t colon = f.find(':');
    return colon != std::string_view::npos && colon < 60 && side_heading(f.substr(0, colon)) != Side::unknown;
  };
  bool any = false;
  if (std::count_if(block.lines.begin(), block.lines.end(), opens) > 1) {
    for (std::size_t l = 0; l < block.lines.size();) {
      Range told = block.lines[l++];
      while (l < block.lines.size() && !opens(block.lines[l])) told.end = block.lines[l++].end;
      any = inline_list(document, told, grid) || any;
    }
    return any;
  }
  if (inline_list(document, block.range, grid)) return true;
  if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) return false;
  const std::string_view words = block.folded.of(document.text.folded);
  if (words.size() > 3000) return false;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    // « 1,204 fr. ; coupes de bois, 4,900 fr. Les dépenses »: the stop of « fr. » ends nothing before a small letter
    const auto unit = [&](std::size_t dot) {
      if (dot < 2 || (words[dot - 1] != 'r' && words[dot - 1] != 'f' && words[dot - 1] != 'c' && words[dot - 1] != 's')) return false;
      const Range next = document.text.to_reading({block.folded.begin + dot + 2, block.folded.begin + std::min(words.size(), dot + 3)});
      const std::string_view before = words.substr(dot > 4 ? dot - 4 : 0, std::min<std::size_t>(dot, 4));
      return (before.ends_with(" fr") || before.ends_with(" f") || before.ends_with(" frs") || before.ends_with(" c")) && !normalise::upper_letter_at(document.text.reading, next.begin);
    };
    while (end < words.size() && !(words[end] == '.' && end + 1 < words.size() && (words[end + 1] == ' ' || words[end + 1] == '\n') && !unit(end))) ++end;
    any = inline_list(document, document.text.to_reading({block.folded.begin + begin, block.folded.begin + end}), grid) || any;
    begin = end + 2;
  }
  return any;
}

}  // namespace

std::vector<Grid> list_grids(const Document& document) {
  std::vector<Grid> grids;
  const auto& blocks = document.structure.blocks;
  Grid grid;
  int odd = 0;  // lines in a row that are no part of the list
  const auto close = [&] {
    if (grid.rows.size() >= 2) {
      finish_columns(document, grid);
      grids.push_back(std::move(grid));
    }
    grid = Grid{};
    odd = 0;
  };
  const auto add_range = [&](Range range, std::size_t block) {
    if (grid.rows.empty()) grid.block = static_cast<int>(block), grid.range = range, grid.list = true;
    grid.range = cover(grid.range, range);
  };
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    if (block.kind == BlockKind::furniture) continue;
    if (block.kind == BlockKind::table || (block.kind == BlockKind::heading && grid.rows.empty() && block.level < 3 && side_heading(block.folded.of(document.text.folded)) == Side::unknown)) { close(); continue; }
    if (block.lines.size() > 60) { close(); continue; }
    for (std::size_t l = 0; l < block.lines.size(); ++l) {
      const Range line = block.lines[l];
      const std::string_view folded = document.text.fold(line);
      if (folded.empty()) continue;
      // « Dépenses : 21 347,15 € » over what they are made of opens a list as « Dépenses » does.
      const std::size_t sign = grid.rows.empty() ? first_of(folded, ":=") : 0;
      const bool opens = sign != std::string_view::npos && (sign == 0 || (sign < 50 && side_heading(folded.substr(0, sign)) != Side::unknown));
      // « Recettes : cotisations 10.000, visites 15.000 = 25.000 » is a list of its own.
      const bool listed = l == 0 && std::count(folded.begin(), folded.end(), ',') + std::count(folded.begin(), folded.end(), ';') > 0 && inline_lists(document, block, grid);
      auto pair = opens && !listed ? split_line(document, line, !grid.rows.empty()) : std::nullopt;
      // « Personnel » over « : 476 380 (455 620) », as Markdown sets definitions
      if (!pair && folded.size() < 90 && l + 1 < block.lines.size())
        if (const std::string_view next = document.text.fold(block.lines[l + 1]); next.substr(0, 2) == ": ") {
          pair = sums_of(document, next.substr(2));
          if (pair) pair->label = trim_range(document.text.reading, line, ".:="), ++l;
        }
      if (pair) {
        add_range(line, b);
        grid.rows.push_back({pair->label, pair->amount});
        if (!pair->second.empty()) grid.rows.back().push_back(pair->second);
        odd = 0;
        continue;
      }
      if (folded.size() < 80 && side_heading(folded) != Side::unknown && extract::find_money(folded).empty()) {
        add_range(line, b);
        grid.rows.push_back({trim_range(document.text.reading, line, ":"), Range{}});
        odd = 0;
        continue;
      }
      if (listed || (l == 0 && inline_lists(document, block, grid))) {
        if (grid.range.empty()) grid.block = static_cast<int>(b), grid.range = block.range, grid.list = true;
        grid.range = cover(grid.range, block.range);
        odd = 0;
        break;
      }
      if (!grid.rows.empty() && ++odd > 1) close();
    }
  }
  close();
  return grids;
}

}  // namespace minutier::extractors
