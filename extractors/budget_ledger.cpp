// Accounts written as lines of plain text: one list under the other, two lists side by side, or columns of years or of
// sides. Nothing is taken on trust: a list counts only where its lines add up to its total, or the totals to the balance.

#include "extractors/budget_ledger.hpp"

#include <algorithm>
#include <cstdlib>

#include "extractors/budget_ledger_stream.hpp"
#include "pipeline/base/contains.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

class LedgerReader {
 public:
  LedgerReader(const Document& document, const MoneyContext& context) : doc_(document), context_(context), folded_(document.text.folded) {}

  std::optional<BudgetReading> read(const std::vector<LedgerRow>& rows) {
    rows_ = &rows;
    out_ = BudgetReading{};
    shape();
    if (second_label_ > 0) two_lists();
    else if (columns_.size() > 1) several_columns();
    else one_list();
    if (out_.entries.empty()) return std::nullopt;
    out_.range = doc_.text.to_reading({rows.front().line.begin, rows.back().line.end});
    out_.rule = "budgets.ledger@1";
    out_.confidence = 0.97;
    return std::move(out_);
  }

 private:
  void captions_of(std::size_t begin) {
    const std::size_t from = begin > 260 ? begin - 260 : 0;
    std::string_view before = folded_.substr(from, begin - from);
    while (!before.empty() && (before.back() == '\n' || before.back() == ' ')) before.remove_suffix(1);
    if (const std::size_t gap = before.rfind("\n\n"); gap != std::string_view::npos && before.size() - gap > 12) before.remove_prefix(gap + 2);
    std::string_view sentence = before;
    if (const std::size_t dot = sentence.rfind(". "); dot != std::string_view::npos) sentence.remove_prefix(dot + 2);
    int block = -1;
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size() && block < 0; ++b)
      if (blocks[b].kind != BlockKind::furniture && blocks[b].folded.end > begin) block = static_cast<int>(b);
    const Surroundings around = surroundings(doc_, block);
    captions_ = {sentence, before, around.before, around.heading, around.above, heads_text()};
    // « COMPTE ADMINISTRATIF 1977.- … » opens the block that the list stands in.
    if (block >= 0)
      if (const Range own = blocks[static_cast<std::size_t>(block)].folded; own.begin + 40 < begin) captions_.insert(captions_.begin() + 2, folded_.substr(own.begin, std::min<std::size_t>(90, begin - own.begin)));
  }

  // Words of the head lines: « Exploitation   BP 2019   BP 2020 ».
  std::string_view heads_text() {
    heads_.clear();
    for (const LedgerRow& row : *rows_) {
      if (row.amounts() > 0) break;
      if (row.cells.size() == 1 && row.cells[0].range.size() < 40) heads_ += " " + std::string(row.cells[0].range.of(folded_)) + " ;";
    }
    return heads_;
  }

  // Do two labels stand in one line? How many sums stand in one line, and where do they end?
  void shape() {
    second_label_ = 0;
    label_head_ = {};
    kinds_by_column_ = false;
    columns_.clear();
    std::size_t twins = 0, rows = 0, most = 0;
    std::size_t left = 1000;
    for (const LedgerRow& row : *rows_) {
      const std::size_t amounts = row.amounts();
      if (amounts == 0 || row.years_only) continue;
      ++rows;
      most = std::max(most, amounts);
      const auto& c = row.cells;
      if (c.size() == 4 && !c[0].amount && c[1].amount && !c[2].amount && c[3].amount) {
        ++twins;
        left = std::min(left, c[2].column);
      }
    }
    if (twins >= 2 && twins * 3 >= rows) { second_label_ = left > 0 ? left - 1 : 0; return; }
    if (twins > 0 || most > 4) return;
    for (const LedgerRow& row : *rows_)
      if (!row.years_only && row.amounts() == most && columns_.empty())
        for (const LedgerCell& cell : row.cells)
          if (cell.amount) columns_.push_back(cell.right);
  }

  void two_lists() {
    Side first = Side::unknown, second = Side::unknown;
    for (const LedgerRow& row : *rows_) {
      if (row.amounts() > 0) break;
      if (row.cells.size() != 2) continue;
      first = side_heading(row.cells[0].range.of(folded_));
      second = side_heading(row.cells[1].range.of(folded_));
    }
    if (first == Side::unknown || second == Side::unknown || first == second) return;
    LedgerStream one(folded_, first), two(folded_, second), rest(folded_, Side::unknown);
    for (const LedgerRow& row : *rows_) {
      if (row.amounts() == 0) continue;
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        if (!row.cells[c].amount) continue;
        const bool labelled = c > 0 && !row.cells[c - 1].amount;
        const std::size_t at = labelled ? row.cells[c - 1].column : row.cells[c].column;
        (at >= second_label_ ? two : one).row(labelled ? row.cells[c - 1].range : Range{}, row.cells[c], row.after_rule);
      }
    }
    one.finish();
    two.finish();
    std::vector<LedgerGroup> groups = one.groups();
    groups.insert(groups.end(), two.groups().begin(), two.groups().end());
    std::vector<LedgerResult> results = one.results();
    results.insert(results.end(), two.results().begin(), two.results().end());
    for (LedgerResult& result : results) result.after = groups.size();
    emit(groups, results, "");
  }

  void one_list() {
    LedgerStream stream(folded_, Side::unknown);
    for (const LedgerRow& row : *rows_) {
      if (row.amounts() == 0) {
        // « Chap.   Fonctionnement - dépenses »: the one cell that says a side
        const auto sided = [&](const LedgerCell& cell) { return ledger_side(cell.range.of(folded_)) != Side::unknown; };
        if (row.cells.size() == 1) stream.head(row.cells[0].range.of(folded_));
        else if (std::count_if(row.cells.begin(), row.cells.end(), sided) == 1) stream.head(std::find_if(row.cells.begin(), row.cells.end(), sided)->range.of(folded_));
        continue;
      }
      for (std::size_t c = 0; c < row.cells.size(); ++c)
        if (row.cells[c].amount) stream.row(c > 0 ? Range{row.cells[0].range.begin, row.cells[c - 1].range.end} : Range{}, row.cells[c], row.after_rule);
    }
    stream.finish();
    emit(stream.groups(), stream.results(), "");
    if (!out_.entries.empty()) return;
    if (const auto balance = balance_of(folded_, *rows_)) put_balance(*balance);
  }

  void put_balance(const LedgerBalance& balance) {
    captions_of(balance.lines.front().first.label.begin);
    const std::size_t key = key_of("", balance.section, true);
    for (const auto& [item, side] : balance.lines) {
      BudgetEntry entry = entry_of(item, key, EntryKind::line);
      entry.side = side;
      out_.entries.push_back(std::move(entry));
    }
    out_.entries.push_back(entry_of(balance.result, key, EntryKind::result));
  }

  // Column of a sum: by count where the line is full, else by the place where it ends.
  std::size_t column_of(const LedgerRow& row, std::size_t nth, const LedgerCell& cell) const {
    if (row.amounts() == columns_.size()) return nth;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (cell.right + 3 >= columns_[i] && cell.right <= columns_[i] + 3) return i;
    return columns_.size();
  }

  // « Section | Dépenses | Recettes | Résultat »: totals of each section, borne out by the third column.
  bool by_section(const std::vector<std::string>& heads, const std::vector<Side>& sides) {
    const auto find = [&](auto test) { return static_cast<std::size_t>(std::find_if(heads.begin(), heads.end(), test) - heads.begin()); };
    const std::size_t balance = find([](const std::string& h) { return contains_any(h, {"resultat", "solde", "excedent", "deficit"}); });
    // Without a balance, only where every row is a section.
    if (balance == heads.size()) {
      std::size_t named = 0;
      for (const LedgerRow& row : *rows_)
        if (row.amounts() > 0) {
          if (row.cells[0].amount || row.amounts() != 2 || columns_.size() != 2 || budget_section(row.cells[0].range.of(folded_)).empty() || row.cells[0].range.size() > 40) return false;
          ++named;
        }
      if (named != 2 || !context_.municipal) return false;
    }
    const auto column = [&](Side side) { return static_cast<std::size_t>(std::find(sides.begin(), sides.end(), side) - sides.begin()); };
    bool found = false;
    for (const LedgerRow& row : *rows_) {
      if (row.cells.size() != columns_.size() + 1 || row.amounts() != columns_.size() || row.cells[0].amount) continue;
      const std::string_view label = row.cells[0].range.of(folded_);
      const std::string_view section = budget_section(label);
      if (section.empty() || label.size() > 40) continue;
      const LedgerCell& charge = row.cells[column(Side::charge) + 1];
      const LedgerCell& produit = row.cells[column(Side::produit) + 1];
      const bool balanced = balance < heads.size();
      if (balanced && produit.money.cents - charge.money.cents != row.cells[balance + 1].money.cents) continue;
      if (!found) captions_of(row.cells[0].range.begin);
      const std::size_t key = key_of("", section, true);
      const auto put = [&](const LedgerCell& cell, EntryKind kind, Side side) {
        BudgetEntry entry = entry_of({row.cells[0].range, cell.range, cell.money, Weight::line}, key, kind);
        entry.side = side;
        out_.entries.push_back(std::move(entry));
      };
      put(charge, EntryKind::total, Side::charge);
      put(produit, EntryKind::total, Side::produit);
      if (balanced) put(row.cells[balance + 1], EntryKind::result, Side::unknown);
      found = true;
    }
    return found;
  }

  void several_columns() {
    std::vector<std::string> heads(columns_.size());
    for (const LedgerRow& row : *rows_) {
      const bool head = row.amounts() == 0 || row.years_only;
      if (!head) break;
      std::vector<std::string_view> words;
      for (const LedgerCell& cell : row.cells) words.push_back(cell.range.of(folded_));
      if (words.size() > columns_.size() && words.size() <= columns_.size() + 2) {  // « Chapitre | Libellé | Dépenses | Recettes »
        label_head_ = words.front();
        words.erase(words.begin(), words.end() - static_cast<std::ptrdiff_t>(columns_.size()));
      }
      if (words.size() != columns_.size()) continue;
      for (std::size_t i = 0; i < words.size(); ++i) heads[i] += " " + std::string(words[i]);
    }
    std::vector<Side> sides;
    for (const std::string& head : heads) sides.push_back(side_in(head));
    const bool by_side = std::count(sides.begin(), sides.end(), Side::charge) == 1 && std::count(sides.begin(), sides.end(), Side::produit) == 1;
    if (by_side && by_section(heads, sides)) return;
    if (!by_side && std::any_of(heads.begin(), heads.end(), [](const std::string& h) { return h.empty(); })) return;
    kinds_by_column_ = !by_side && std::any_of(heads.begin(), heads.end(), [&](const std::string& h) { return !budget_kind(h, context_.municipal).empty(); });
    std::vector<LedgerGroup> groups;
    std::vector<LedgerResult> results;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (by_side && sides[column] == Side::unknown) continue;
      if (contains_any(heads[column], {"ecart", "evolution", "variation", "difference", "solde", "%"})) continue;
      LedgerStream stream(folded_, by_side ? sides[column] : Side::unknown);
      for (const LedgerRow& row : *rows_) {
        if (row.amounts() == 0 || row.years_only) {
          if (!row.cells.empty() && (!by_side || row.cells.size() == 1)) stream.head(row.cells[0].range.of(folded_));
          continue;
        }
        std::size_t nth = 0;
        for (const LedgerCell& cell : row.cells) {
          if (!cell.amount) continue;
          if (column_of(row, nth++, cell) != column) continue;
          stream.row(row.cells[0].amount ? Range{} : row.cells[0].range, cell, row.after_rule);
        }
      }
      stream.finish();
      if (!by_side) { emit(stream.groups(), stream.results(), heads[column]); continue; }
      groups.insert(groups.end(), stream.groups().begin(), stream.groups().end());
      results.insert(results.end(), stream.results().begin(), stream.results().end());
    }
    if (!by_side) return;
    // Where sections follow each other, each has its two sides.
    if (groups.size() == 4 && groups[0].section == groups[2].section && groups[1].section == groups[3].section && groups[0].section != groups[1].section) std::swap(groups[1], groups[2]);
    for (LedgerResult& result : results) result.after = groups.size();
    emit(groups, results, "");
  }

  std::size_t key_of(std::string_view head, std::string_view section, bool done) {
    BudgetKey key;
    key.year = year_of(head);
    key.kind = budget_kind(head, context_.municipal);
    // « 2015 | 2014 | Budget 2016 »: the columns that no word calls a plan are of years gone by.
    if (key.kind.empty() && kinds_by_column_ && key.year != 0 && key.year < context_.year) key.kind = "realise";
    if (key.kind.empty()) key.kind = budget_kind(captions_[0], context_.municipal);
    if (context_.municipal) {
      key.section = section.empty() ? budget_section(label_head_) : section;
      for (const std::string_view caption : captions_)
        if (key.section.empty()) key.section = budget_section(caption);
    }
    // « Service ordinaire | Service extraordinaire »: the column's own head says it
    if (contains(head, "service ")) key.section = contains_word(head, "extraordinaire") ? "investissement" : contains_word(head, "ordinaire") ? "fonctionnement" : key.section;
    for (const std::string_view caption : captions_)
      if (key.section.empty() && contains(caption, "service ") && !(contains_word(caption, "ordinaire") && contains_word(caption, "extraordinaire"))) key.section = contains_word(caption, "service extraordinaire") ? "investissement" : contains_word(caption, "service ordinaire") ? "fonctionnement" : "";
    // What is added to a budget in the course of its year.
    const bool current = key.kind == "supplementaire" || key.kind == "decision_modificative";
    const BudgetKey said = key;
    complete_key(key, context_, captions_);
    // A year in the words around is no plan where the sums tell that it was spent.
    if (done && said.kind.empty() && key.inferred && key.kind == "previsionnel") {
      key = said;
      key.kind = "realise";
      complete_key(key, context_, {captions_[0]});
    }
    if (current && key.year < context_.year && years_in(captions_[0]).empty() && years_in(head).empty()) key.year = context_.year;
    // What is left in hand was earned and spent.
    if (key.kind.empty() && done) {
      key.kind = "realise";
      complete_key(key, context_, captions_);
    }
    for (std::size_t i = 0; i < out_.keys.size(); ++i)
      if (out_.keys[i].year == key.year && out_.keys[i].kind == key.kind && out_.keys[i].section == key.section) return i;
    out_.keys.push_back(std::move(key));
    return out_.keys.size() - 1;
  }

  // Pairs of lists, one of each side, that arithmetic bears out.
  void emit(const std::vector<LedgerGroup>& groups, const std::vector<LedgerResult>& results, std::string_view head) {
    for (std::size_t i = 0; i + 1 < groups.size(); ++i) {
      const LedgerGroup& a = groups[i];
      const LedgerGroup& b = groups[i + 1];
      if (a.side == Side::unknown || b.side == Side::unknown || a.side == b.side || a.wrong || b.wrong || a.section != b.section) continue;
      const LedgerGroup& charges = a.side == Side::charge ? a : b;
      const LedgerGroup& produits = a.side == Side::charge ? b : a;
      const LedgerResult* result = nullptr;
      const std::int64_t difference = sum_of(produits) - sum_of(charges);
      for (const LedgerResult& r : results)
        if (r.after == i + 2 && std::abs(r.item.money.cents) == std::abs(difference)) result = &r;
      const bool carried = result == nullptr && carries_over(groups, results, i, difference);
      const bool proven = carried || (a.summed && b.summed) || result || (a.explicit_total && b.explicit_total && a.items.empty() && b.items.empty()) || (a.total && b.total && difference == 0 && (a.summed || b.summed || (!a.section.empty() && a.items.empty() && b.items.empty())));
      if (!proven) continue;
      captions_of(begin_of(a));
      const std::size_t key = key_of(!head.empty() ? head : years_in(a.head).empty() ? b.head : a.head, a.section, result != nullptr || carried || odd_cents(a) || odd_cents(b));
      add(a, key);
      add(b, key);
      // With what was in hand before, the balance is what is in hand now, not what the year brought.
      if (result && !opened(a) && !opened(b)) {
        BudgetEntry entry = entry_of(result->item, key, EntryKind::result);
        entry.amount.cents = difference;
        out_.entries.push_back(std::move(entry));
      }
      ++i;
    }
    // Co-owners spend alone: lines and their total.
    for (const LedgerGroup& group : groups) {
      if (!context_.copropriete || !out_.entries.empty() || group.side == Side::produit || !group.summed || group.items.size() < 3) continue;
      LedgerGroup charges = group;
      charges.side = Side::charge;
      captions_of(begin_of(group));
      const std::size_t key = key_of(head, group.section, false);
      if (!out_.keys[key].kind.empty()) add(charges, key);
    }
  }
  // « en caisse au 1er septembre : 2 310,44 » before the two lists, « reste 4 373,52 » behind them.
  static bool carries_over(const std::vector<LedgerGroup>& groups, const std::vector<LedgerResult>& results, std::size_t first, std::int64_t difference) {
    std::int64_t before = 0;
    for (std::size_t g = 0; g < first; ++g)
      if (groups[g].side == Side::unknown && !groups[g].items.empty() && std::all_of(groups[g].items.begin(), groups[g].items.end(), [](const LedgerItem& item) { return item.weight == Weight::opening; })) before = sum_of(groups[g]);
    return before != 0 && std::any_of(results.begin(), results.end(), [&](const LedgerResult& r) { return r.after == first + 2 && r.item.money.cents == before + difference; });
  }
  std::size_t begin_of(const LedgerGroup& group) const {
    const LedgerItem& first = group.items.empty() ? *group.total : group.items.front();
    std::size_t begin = first.label.empty() ? first.amount.begin : first.label.begin;
    if (!group.head.empty()) begin = std::min(begin, static_cast<std::size_t>(group.head.data() - folded_.data()));
    return begin;
  }
  // What was spent has centimes; what is planned has not.
  static bool odd_cents(const LedgerGroup& group) {
    return std::any_of(group.items.begin(), group.items.end(), [](const LedgerItem& item) { return item.money.cents % 100 != 0; });
  }
  static bool opened(const LedgerGroup& group) {
    return std::any_of(group.items.begin(), group.items.end(), [](const LedgerItem& item) { return item.weight == Weight::opening; });
  }
  static std::int64_t sum_of(const LedgerGroup& group) {
    if (group.total) return group.total->money.cents;
    std::int64_t sum = 0;
    for (const LedgerItem& item : group.items) sum += weighed(item);
    return sum;
  }

  BudgetEntry entry_of(const LedgerItem& item, std::size_t key, EntryKind kind) const {
    BudgetEntry entry;
    entry.kind = kind;
    entry.key = key;
    entry.amount = item.money;
    entry.where = doc_.text.to_reading(item.amount);
    if (!item.label.empty()) entry.label = trim_range(doc_.text.reading, doc_.text.to_reading({item.label.begin, item.label.begin + name_size(item.label.of(folded_))}), ".:=-*");
    return entry;
  }

  void add(const LedgerGroup& group, std::size_t key) {
    const bool numbered = group.items.size() > 1 && std::all_of(group.items.begin(), group.items.end(), [&](const LedgerItem& item) { return bare_number(item.label.of(folded_)) > 0; });
    for (const LedgerItem& item : group.items) {
      if (item.weight == Weight::opening || item.money.cents == 0) continue;
      BudgetEntry entry = entry_of(item, key, EntryKind::line);
      entry.side = group.side;
      const std::string_view label = item.label.of(folded_);
      std::size_t end = 0;
      if (const auto account = account_label(label)) { entry.account = account->account; end = account->label; }
      else if (numbered) { end = bare_number(label); entry.account = std::string(label.substr(0, end)); }
      if (!entry.account.empty()) {
        const std::size_t begin = label.find(entry.account);
        entry.account_where = doc_.text.to_reading({item.label.begin + begin, item.label.begin + begin + entry.account.size()});
        Range name = trim_range(doc_.text.reading, doc_.text.to_reading({item.label.begin + end, item.label.end}), "-: ");
        if (name.size() > 2 && doc_.text.reading[name.begin] == '(' && doc_.text.reading[name.end - 1] == ')') { ++name.begin; --name.end; }
        if (!name.empty()) entry.label = name;
      }
      out_.entries.push_back(std::move(entry));
    }
    if (!group.total) return;
    BudgetEntry entry = entry_of(*group.total, key, EntryKind::total);
    entry.side = group.side;
    out_.entries.push_back(std::move(entry));
  }
  static std::size_t bare_number(std::string_view label) {
    std::size_t at = 0;
    while (at < label.size() && label[at] >= '0' && label[at] <= '9') ++at;
    return at > 0 && at < 5 && at + 1 < label.size() && label[at] == ' ' ? at : 0;
  }

  const Document& doc_;
  const MoneyContext& context_;
  std::string_view folded_;
  const std::vector<LedgerRow>* rows_ = nullptr;
  std::string heads_;
  std::vector<std::string_view> captions_;
  std::string_view label_head_;  // « Section de fonctionnement » over the labels
  std::size_t second_label_ = 0;
  bool kinds_by_column_ = false;  // some heads say what of a budget their column is
  std::vector<std::size_t> columns_;
  BudgetReading out_;
};

}  // namespace

std::vector<BudgetReading> ledger_budgets(const Document& document, const MoneyContext& context) {
  std::vector<BudgetReading> out;
  LedgerReader reader(document, context);
  std::vector<Range> furniture;
  for (const Range line : document.text.furniture) furniture.push_back(document.text.to_folded(line));
  for (const std::vector<LedgerRow>& rows : ledger_rows(document.text.folded, context.currency, furniture))
    if (auto reading = reader.read(rows)) out.push_back(std::move(*reading));
  if (out.empty())
    for (const std::vector<LedgerRow>& rows : ledger_rows(document.text.folded, context.currency, furniture, true))
      if (auto reading = reader.read(rows)) out.push_back(std::move(*reading));
  return out;
}

}  // namespace minutier::extractors
