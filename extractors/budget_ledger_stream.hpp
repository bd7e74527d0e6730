#pragma once
// One list of a ledger, read from top to bottom: heads, lines, totals, balance. Ranges are bytes of the folded text; one
// Stream serves one list and one thread.

#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/budget_ledger.hpp"

namespace minutier::extractors {

// Signed against the sum: opening balances belong to the total but are no line; reductions are taken off.
enum class Weight { line, opening, reduction };

struct LedgerItem {
  Range label, amount;  // folded bytes
  Money money;
  Weight weight = Weight::line;
};

struct LedgerGroup {
  Side side = Side::unknown;
  std::string_view section;
  std::string_view head;  // « Recettes 2018 » over it
  std::vector<LedgerItem> items;
  std::optional<LedgerItem> total;
  bool explicit_total = false;  // « Total des charges »
  bool summed = false;          // its lines add up to its total
  bool wrong = false;
};

struct LedgerResult {
  LedgerItem item;
  int sign = 0;
  std::string_view section;
  std::size_t after = 0;  // groups before it
};

// One column that ends in its balance, which bears out what came in and what went out.
struct LedgerBalance {
  std::vector<std::pair<LedgerItem, Side>> lines;  // sums above nought
  LedgerItem result;
  std::string_view section;  // named over the lines
};
std::optional<LedgerBalance> balance_of(std::string_view folded, const std::vector<LedgerRow>& rows);

bool signed_label(std::string_view label, std::initializer_list<std::string_view> starts);  // whether it begins with one of them
Side ledger_side(std::string_view label);
std::string_view ordinary_section(std::string_view label);  // « Service extraordinaire »: the sections of a Belgian commune
std::size_t name_size(std::string_view label);  // bytes of a label before the reckoning behind it
std::int64_t weighed(const LedgerItem& item);
bool agrees(std::int64_t sum, std::int64_t total, const std::vector<LedgerItem>& items);

// One list from top to bottom: heads, lines, totals, balance.
class LedgerStream {
 public:
  LedgerStream(std::string_view folded, Side fixed) : folded_(folded), fixed_(fixed) { group_.side = fixed; }

  void head(std::string_view label) {
    std::string_view section = budget_section(label);
    if (section.empty() && label.size() < 40) section = ordinary_section(label);
    if (!section.empty() && label.size() < 60) section_ = section;
    // « savoir : » below « Les recettes se sont élevées à 318.422 fr. »: the total stood first.
    if (fixed_ == Side::unknown && !group_.items.empty() && signed_label(label, {"savoir", "a savoir", "dont", "soit :", "se decompos", "se repart", "comprenant", "detail", "ainsi"}))
      if (const Side side = side_in(group_.items.back().label.of(folded_)); side != Side::unknown) {
        const LedgerItem total = group_.items.back();
        group_.items.pop_back();
        flush();
        group_.side = side;
        close(total, side, false);
        return;
      }
    if (const Side side = ledger_side(label); side != Side::unknown && fixed_ == Side::unknown) {
      flush();
      group_.side = side;
      group_.head = label;
    } else if (!section.empty()) {
      flush();
    }
  }

  void row(Range label_range, const LedgerCell& amount, bool after_rule) {
    const std::string_view label = label_range.of(folded_);
    LedgerItem item{label_range, amount.range, amount.money, Weight::line};
    if (label.empty()) {
      if (after_rule && group_.items.size() > 1) close(item, Side::unknown, false);
      else group_.wrong = true;
      return;
    }
    // « dont supplément de la commune »: a part of the line above
    if (label.starts_with("dont ") && !group_.items.empty() && item.money.cents <= group_.items.back().money.cents) return;
    // « Recettes de fonctionnement », then « Dépenses d'investissement »: each names its section itself.
    if (fixed_ == Side::unknown && side_heading(label) != Side::unknown)
      if (const std::string_view section = budget_section(label); !section.empty() && section != section_) {
        flush();
        section_ = section;
      }
    const bool renewed = signed_label(label, {"nouveau resultat", "nouveau total", "nouveau budget"});
    const auto total = total_label(label);
    if (total && total->of_part) return;
    if (total || renewed) { close(item, total ? total->side : Side::unknown, total && total->side != Side::unknown); return; }
    if (const Side side = side_heading(label); side != Side::unknown && fixed_ == Side::unknown) {
      // « Recettes ordinaires », then « Recettes extraordinaires »: two lines of a side, and no totals
      if (label.find("extraordinaire") != std::string_view::npos && group_.items.empty() && !groups_.empty() && groups_.back().side == side && groups_.back().items.empty() && groups_.back().total->label.of(folded_).find("ordinaire") != std::string_view::npos) {
        group_.side = side;
        group_.items = {*groups_.back().total, item};
        groups_.pop_back();
        return;
      }
      if (group_.items.size() > 1 && group_.side != Side::unknown && group_.side != side) flush();
      close(item, side, false);
      return;
    }
    const auto sign = result_label(label);
    const bool rest = signed_label(label, {"il reste", "reste", "= il reste", "avoir au", "en caisse", "solde", "encaisse", "difference", "balance"});
    if ((sign || rest) && (!groups_.empty() || !group_.items.empty())) {
      if (group_.items.empty() || group_.side != Side::unknown) {
        flush();
        results_.push_back({item, sign ? *sign : 0, section_, groups_.size()});
        return;
      }
    }
    if (signed_label(label, {"avoir ", "en caisse", "encaisse ", "solde ", "budget initial", "budget precedent", "credits ouverts"})) item.weight = Weight::opening;
    if (signed_label(label, {"diminution", "reduction", "a deduire"})) item.weight = Weight::reduction;
    group_.items.push_back(item);
    adopt();
  }

  void finish() { flush(); settle(); }
  const std::vector<LedgerGroup>& groups() const { return groups_; }
  const std::vector<LedgerResult>& results() const { return results_; }

 private:
  // Lines that add up to a total given before them are its own.
  void adopt() {
    if (group_.items.size() < 2 || groups_.empty() || !groups_.back().items.empty() || !groups_.back().total || fixed_ != Side::unknown) return;
    LedgerGroup& before = groups_.back();
    if (group_.side != Side::unknown && group_.side != before.side) return;
    std::int64_t sum = 0;
    for (const LedgerItem& item : group_.items) sum += weighed(item);
    if (sum != before.total->money.cents) return;
    before.items = std::move(group_.items);
    before.summed = true;
    group_ = LedgerGroup{};
    group_.side = fixed_;
  }
  void close(const LedgerItem& total, Side side, bool said) {
    if (side != Side::unknown && group_.side != Side::unknown && group_.side != side && fixed_ == Side::unknown) {
      if (!group_.items.empty()) group_.wrong = true;
    }
    if (fixed_ == Side::unknown && side != Side::unknown) group_.side = side;
    std::int64_t sum = 0;
    for (const LedgerItem& item : group_.items) sum += weighed(item);
    group_.total = total;
    group_.explicit_total = said;
    group_.summed = !group_.items.empty() && agrees(sum, total.money.cents, group_.items);
    group_.wrong = group_.wrong || (!group_.items.empty() && !group_.summed);
    flush();
  }
  void flush() {
    if (!group_.items.empty() || group_.total) {
      group_.section = section_;
      groups_.push_back(group_);
    }
    group_ = LedgerGroup{};
    group_.side = fixed_;
  }

  // Two lists without a name and a balance: which is which follows from the sign of the balance.
  void settle() {
    for (const LedgerResult& result : results_) {
      if (result.after < 2) continue;
      LedgerGroup& a = groups_[result.after - 2];
      LedgerGroup& b = groups_[result.after - 1];
      if (!a.summed || !b.summed || a.side != Side::unknown || b.side != Side::unknown) continue;
      const std::int64_t difference = a.total->money.cents - b.total->money.cents;
      const std::int64_t balance = result.sign < 0 ? -std::abs(result.item.money.cents) : result.item.money.cents;
      if (difference == balance && difference != 0) { a.side = Side::produit; b.side = Side::charge; }
      else if (difference == -balance && result.sign != 0) { a.side = Side::charge; b.side = Side::produit; }
    }
  }

  std::string_view folded_;
  Side fixed_;
  std::string_view section_;
  LedgerGroup group_;
  std::vector<LedgerGroup> groups_;
  std::vector<LedgerResult> results_;
};

}  // namespace minutier::extractors
