#include <algorithm>

#include "extractors/budget_table.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

// « loyer : 1800 € », « Avoir au C.C.P. ..... 1 482,35 F », « = +164,83 € »: where the label ends and the amount begins.
std::optional<std::pair<Range, Range>> split_line(const Document& document, Range line) {
  const Range folded = document.text.to_folded(line);
  const std::string_view words = folded.of(document.text.folded);
  if (words.size() > 160) return std::nullopt;
  for (std::size_t at = words.size(); at-- > 0;) {
    const char c = words[at];
    const bool leader = c == '.' && at > 3 && ((words[at - 1] == '.' && words[at - 2] == '.') || (words[at - 1] == ' ' && words[at - 2] == '.' && words[at - 3] == ' ' && words[at - 4] == '.'));
    if (c != ':' && c != '=' && c != '\t' && !leader) continue;
    std::string_view tail = words.substr(at + 1);
    while (!tail.empty() && tail.front() == ' ') tail.remove_prefix(1);
    while (!tail.empty() && (tail.back() == ' ' || tail.back() == ';' || tail.back() == ',' || tail.back() == '"' || (tail.back() == '.' && tail.size() > 1 && tail[tail.size() - 2] != 'f'))) tail.remove_suffix(1);
    if (tail.empty() || !extract::parse_amount_cell(tail)) return std::nullopt;
    const auto begin = static_cast<std::size_t>(tail.data() - document.text.folded.data());
    const Range amount = document.text.to_reading({begin, begin + tail.size()});
    const Range label = trim_range(document.text.reading, document.text.to_reading({folded.begin, folded.begin + at}), ".:=");
    if (label.empty()) return std::nullopt;
    return std::make_pair(label, amount);
  }
  return std::nullopt;
}

// « Recettes : cotisations 1 200 €, dons 300 € »: the side, then pieces that end in an amount.
bool inline_list(const Document& document, Range line, Grid& grid) {
  const Range folded = document.text.to_folded(line);
  const std::string_view words = folded.of(document.text.folded);
  const std::size_t colon = words.find(':');
  if (colon == std::string_view::npos || colon > 60 || words.size() > 1500 || side_heading(words.substr(0, colon)) == Side::unknown) return false;
  const std::string_view rest = words.substr(colon + 1);
  const std::vector<extract::MoneyFound> sums = extract::find_money(rest);
  if (sums.size() < 2) return false;
  std::vector<std::vector<Range>> rows{{document.text.to_reading({folded.begin, folded.begin + colon}), Range{}}};
  std::size_t from = 0;
  const std::size_t base = folded.begin + colon + 1;
  for (const extract::MoneyFound& sum : sums) {
    std::size_t begin = from;
    while (begin < sum.range.begin && (rest[begin] == ' ' || rest[begin] == ',' || rest[begin] == ';' || rest[begin] == '(' || rest[begin] == ')' || rest[begin] == '\n')) ++begin;
    std::string_view label = rest.substr(begin, sum.range.begin - begin);
    if (label.substr(0, 3) == "et ") { begin += 3; label.remove_prefix(3); }
    const Range where = trim_range(document.text.reading, document.text.to_reading({base + begin, base + sum.range.begin}), ":=(-");
    if (where.empty() || label.size() > 80 || label.find(". ") != std::string_view::npos) return false;
    rows.push_back({where, document.text.to_reading({base + sum.range.begin, base + sum.range.end})});
    from = sum.range.end;
  }
  grid.rows.insert(grid.rows.end(), rows.begin(), rows.end());
  return true;
}

}  // namespace

std::vector<Grid> list_grids(const Document& document) {
  std::vector<Grid> grids;
  const auto& blocks = document.structure.blocks;
  Grid grid;
  int odd = 0;  // lines in a row that are no part of the list
  const auto close = [&] {
    if (grid.rows.size() >= 2) grids.push_back(std::move(grid));
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
    for (const Range line : block.lines) {
      const std::string_view folded = document.text.fold(line);
      if (folded.empty()) continue;
      const auto pair = grid.rows.empty() ? std::nullopt : split_line(document, line);
      if (pair) {
        add_range(line, b);
        grid.rows.push_back({pair->first, pair->second});
        odd = 0;
        continue;
      }
      if (folded.size() < 80 && side_heading(folded) != Side::unknown && extract::find_money(folded).empty()) {
        add_range(line, b);
        grid.rows.push_back({trim_range(document.text.reading, line, ":"), Range{}});
        odd = 0;
        continue;
      }
      const std::size_t rows = grid.rows.size();
      if (inline_list(document, block.kind == BlockKind::paragraph || block.kind == BlockKind::item ? block.range : line, grid)) {
        if (rows == 0) grid.block = static_cast<int>(b), grid.range = block.range, grid.list = true;
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

std::vector<BudgetReading> prose_budgets(const Document& document, const MoneyContext& context) {
  std::vector<BudgetReading> out;
  const auto& blocks = document.structure.blocks;
  const std::vector<extract::Match>& matches = document.matches.of("budgets.side");
  for (std::size_t i = 0; i < matches.size();) {
    std::size_t end = i;
    while (end < matches.size() && matches[end].block == matches[i].block) ++end;
    const int b = matches[i].block;
    if (b < 0) { i = end; continue; }
    const Block& block = blocks[static_cast<std::size_t>(b)];
    const std::string_view words = block.folded.of(document.text.folded);
    const Surroundings around = surroundings(document, b);
    BudgetReading reading;
    reading.range = {matches[i].range.begin, matches[end - 1].range.end};
    reading.rule = matches[i].rule->tag();
    reading.confidence = 0.85;
    bool clash = false;
    const auto key_of = [&](const extract::Match& match) {
      BudgetKey key;
      const std::string_view sentence = document.text.fold(match.range);
      if (context.municipal) key.section = budget_section(sentence);
      if (context.municipal && key.section.empty()) key.section = budget_section(words.substr(0, 300));
      const std::vector<int> years = years_in(sentence);
      if (years.size() == 1) key.year = years[0];
      complete_key(key, context, {words.substr(0, 300), around.heading, around.before, around.above});
      for (std::size_t k = 0; k < reading.keys.size(); ++k)
        if (reading.keys[k].year == key.year && reading.keys[k].kind == key.kind && reading.keys[k].section == key.section) return k;
      reading.keys.push_back(key);
      return reading.keys.size() - 1;
    };
    for (; i < end; ++i) {
      const extract::Match& match = matches[i];
      const Range amount = match.group("amount");
      const std::vector<extract::MoneyFound> sums = extract::find_money(document.text.fold(amount), context.francs);
      if (sums.size() != 1) continue;
      const auto sides = match.has("both") ? std::vector<Side>{Side::charge, Side::produit}
                                           : std::vector<Side>{match.has("charge") ? Side::charge : match.has("produit") ? Side::produit : Side::unknown};
      for (const Side side : sides) {
        BudgetEntry entry;
        entry.kind = side == Side::unknown ? EntryKind::result : EntryKind::total;
        entry.side = side;
        entry.key = key_of(match);
        entry.amount = sums[0].money;
        if (match.has("minus") && entry.amount.cents > 0) entry.amount.cents = -entry.amount.cents;
        entry.where = amount;
        entry.label = match.has("charge") ? match.group("charge") : match.has("produit") ? match.group("produit") : Range{};
        for (const BudgetEntry& old : reading.entries) clash = clash || (old.kind == entry.kind && old.side == entry.side && old.key == entry.key && old.amount.cents != entry.amount.cents);
        reading.entries.push_back(std::move(entry));
      }
    }
    // Accounts of somebody else: a church fund, a subsidised body.
    const bool others = contains_any(around.heading, {"fabrique d'eglise", "asbl", "c.p.a.s", "cpas", "zone de police", "zone de secours"});
    const auto has = [&](EntryKind kind, Side side) {
      return std::any_of(reading.entries.begin(), reading.entries.end(), [&](const BudgetEntry& e) { return e.kind == kind && (kind == EntryKind::result || e.side == side); });
    };
    const bool charges = has(EntryKind::total, Side::charge), produits = has(EntryKind::total, Side::produit), result = has(EntryKind::result, Side::unknown);
    if (!clash && !others && ((charges && produits) || ((charges || produits) && result))) out.push_back(std::move(reading));
  }
  return out;
}

}  // namespace minutier::extractors
