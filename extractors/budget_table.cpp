#include "extractors/budget_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "extractors/budget_proof.hpp"
#include "extractors/budget_shape.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

class TableReader {
 public:
  TableReader(const extract::Document& document, const MoneyContext& context, const Grid& grid, BudgetShape shape)
      : doc_(document), context_(context), grid_(grid), shape_(std::move(shape)) {}

  std::optional<BudgetReading> read() {
    if (foreign()) return std::nullopt;
    find_captions();
    if (!find_keys()) return std::nullopt;
    for (BudgetPanel& panel : shape_.panels) {
      const std::size_t from = out_.entries.size();
      read_panel(panel);
      if (shape_.panels.size() > 1) side_of_panel(from);
    }
    settle_sides();
    if (dropped_ > lines_in(out_) || !is_budget(out_, heads_, captions_[1], captions_[2])) return std::nullopt;
    set_levels(out_, doc_, context_.municipal);
    weigh(out_, by_balance_);
    name_done();
    out_.range = grid_.range;
    out_.rule = grid_.list ? "budgets.list@1" : "budgets.table@1";
    return std::move(out_);
  }

 private:
  // Accounts that no word names, with centimes, both sides of which add up: what was spent, not what is planned.
  void name_done() {
    const bool odd = std::any_of(out_.entries.begin(), out_.entries.end(), [](const BudgetEntry& e) { return e.amount.cents % 100 != 0; });
    if (!out_.proven || !odd) return;
    for (BudgetKey& key : out_.keys)
      if (key.kind.empty()) {
        key.kind = "realise";
        complete_key(key, context_, captions_);
      }
  }

  // A table of something else: votes, presence, balance sheet, fees, a list of subsidies.
  bool foreign() const {
    static const Regex giving("^[^a-z]*(?:subventions|aides|dons|subsides|secours|soutiens)(?: (?:communales|municipales|annuelles|diverses))?(?: \\d{4})? (?:aux|accordee?s|attribuee?s|versee?s|votee?s|allouee?s)\\b");
    if (giving.found(surroundings(doc_, grid_.block).heading)) return true;
    std::string heads;
    for (const BudgetColumn& c : shape_.columns) heads += " " + c.head;
    if (contains_any(heads, {"voix", "abstention", "votants", "present", "suffrages", "tantieme", "pouvoir"})) return true;
    if (contains_word(heads, "pour") && contains_word(heads, "contre")) return true;
    if (contains_word(heads, "actif") || contains_word(heads, "passif")) return true;
    for (std::size_t r = shape_.body; r < shape_.rows.size(); ++r)
      for (const BudgetCell& c : shape_.rows[r])
        if (!c.empty() && !c.amount && (c.folded == "actif" || c.folded == "passif" || contains_any(c.folded, {"total actif", "total passif", "total de l'actif", "total du passif", "actif immobilise"}))) return true;
    return false;
  }

  // « Compte | Libellé | Dépenses | Recettes »: numbers of accounts, not accounts that were kept.
  static bool names_accounts(const BudgetColumn& column) { return column.kind == ColumnKind::account || column.head == "compte" || column.head == "comptes" || column.head == "n compte" || column.head == "no compte"; }

  void find_captions() {
    for (const BudgetColumn& c : shape_.columns) heads_ += " | " + c.head;
    // Heads over sums speak for their column alone.
    for (const BudgetColumn& c : shape_.columns)
      if (c.kind != ColumnKind::value && !names_accounts(c)) label_heads_ += (label_heads_.empty() ? "" : " ; ") + c.head;
    // « Recettes 2018 : 4 300 € dont : »
    for (const auto& row : shape_.rows)
      if (!row.empty() && !years_in(row[0].folded).empty() && side_heading(row[0].folded) != Side::unknown) label_heads_ += " ; " + std::string(row[0].folded);
    const Surroundings around = surroundings(doc_, grid_.block);
    captions_ = {label_heads_, around.before, around.heading, around.above};
    // « BUDGET DE 1932. - Le projet de budget est arrêté ainsi qu'il suit : » and the list in one block
    if (grid_.list && grid_.block >= 0)
    {
      const Range own = doc_.structure.blocks[static_cast<std::size_t>(grid_.block)].range;
      const Range first = grid_.rows.empty() || grid_.rows[0].empty() ? Range{} : grid_.rows[0][0];
      const std::size_t begin = first.empty() ? grid_.range.begin : std::max(grid_.range.begin, first.begin);
      if (own.begin + 8 < begin && begin < own.end) captions_.insert(captions_.begin() + 1, doc_.text.fold({begin - own.begin > 260 ? begin - 260 : own.begin, begin}));
    }
    part_ = around.part;
  }

  bool find_keys() {
    for (BudgetPanel& panel : shape_.panels) {
      std::vector<std::size_t> kept;
      bool any_role = false;
      const auto role = [&](std::size_t c) {
        const BudgetColumn& col = shape_.columns[c];
        return !years_in(col.head).empty() || !budget_kind(col.head, context_.municipal).empty() || side_in(col.head) != Side::unknown ||
               (context_.municipal && (!budget_section(col.head).empty() || contains_any(col.head, {"service ordinaire", "service extraordinaire"}))) || contains_any(col.head, {"n-1"}) || contains_word(col.head, "n");
      };
      for (const std::size_t c : panel.values) any_role = any_role || role(c);
      std::vector<Side> sides;
      for (const std::size_t c : panel.values) {
        BudgetColumn& col = shape_.columns[c];
        if (panel.values.size() > 1 && any_role && !role(c)) { col.kind = ColumnKind::ignored; continue; }
        col.side = side_in(col.head);
        sides.push_back(col.side);
        kept.push_back(c);
      }
      if (kept.size() > 1 && !any_role) {
        // Several nameless columns: as in the panel before, or only the one called a sum.
        std::vector<std::size_t> sums;
        for (const std::size_t c : kept) if (contains_any(shape_.columns[c].head, {"montant", "total", "somme"})) sums.push_back(c);
        if (sums.size() == 1) kept = sums;
        else if (&panel != &shape_.panels.front() && shape_.panels.front().values.size() == kept.size())
          for (std::size_t i = 0; i < kept.size(); ++i) shape_.columns[kept[i]].head = shape_.columns[shape_.panels.front().values[i]].head;
        else return false;
      }
      // « Budget voté | Dépensé »: what was done of what was planned
      if (kept.size() == 2)
        for (const std::size_t c : kept) {
          BudgetColumn& other = shape_.columns[c == kept[0] ? kept[1] : kept[0]];
          if (shape_.columns[c].side != Side::unknown && other.side == Side::unknown && budget_kind(shape_.columns[c].head, context_.municipal).empty() && budget_kind(other.head, context_.municipal) == "previsionnel") shape_.columns[c].head += " realise";
        }
      const bool by_column = std::count(sides.begin(), sides.end(), Side::charge) > 0 && std::count(sides.begin(), sides.end(), Side::produit) > 0;
      if (!by_column)
        for (const std::size_t c : kept) shape_.columns[c].side = Side::unknown;
      // « Réalisé 2008/2009 | Budget voté »: voted for the year beside it.
      for (const std::size_t c : kept)
        if (year_of(shape_.columns[c].head) == 0 && contains_any(shape_.columns[c].head, {"budget vote", "vote"}))
          for (const std::size_t other : kept)
            if (const int year = year_of(shape_.columns[other].head); year != 0 && kept.size() == 2) shape_.columns[c].head += " " + std::to_string(year);
      // « Prévu 2012/2013 | Réalisé au 15 mars »: done of what was planned beside it.
      if (kept.size() == 2 && year_of(shape_.columns[kept[1]].head) == 0 && budget_kind(shape_.columns[kept[0]].head, context_.municipal) == "previsionnel" && budget_kind(shape_.columns[kept[1]].head, context_.municipal) == "realise")
        if (const int year = year_of(shape_.columns[kept[0]].head); year != 0) shape_.columns[kept[1]].head += " " + std::to_string(year);
      for (const std::size_t c : kept)
        if (const int year = short_year(shape_.columns[c].head); year != 0) shape_.columns[c].head += " " + std::to_string(year);
      std::vector<std::pair<std::size_t, Side>> seen;
      panel.values.clear();
      for (const std::size_t c : kept) {
        shape_.columns[c].key = key_of(shape_.columns[c]);
        const auto mark = std::make_pair(shape_.columns[c].key, shape_.columns[c].side);
        if (std::find(seen.begin(), seen.end(), mark) != seen.end()) continue;
        seen.push_back(mark);
        panel.values.push_back(c);
      }
    }
    return true;
  }

  // « Comptes 97 », « Budget 98 »: a year in two digits, of the century that the document is of.
  int short_year(std::string_view head) const {
    if (context_.year == 0 || !years_in(head).empty()) return 0;
    for (const std::string_view word : {"comptes ", "compte ", "budget ", "realise ", "exercice ", "previsions ", "prevu ", "bp ", "ca "}) {
      const std::size_t at = head.rfind(word);
      if (at == std::string_view::npos || (at > 0 && head[at - 1] != ' ')) continue;
      const std::string_view rest = head.substr(at + word.size());
      const auto digit = [&](std::size_t i) { return i < rest.size() && rest[i] >= '0' && rest[i] <= '9'; };
      if (!digit(0) || !digit(1) || digit(2) || (rest.size() > 2 && rest[2] != ' ')) continue;
      const int two = (rest[0] - '0') * 10 + (rest[1] - '0'), century = context_.year / 100 * 100;
      for (const int year : {century + two, century - 100 + two, century + 100 + two})
        if (std::abs(year - context_.year) <= 3) return year;
    }
    return 0;
  }

  std::size_t key_of(const BudgetColumn& column) {
    BudgetKey key;
    key.year = year_of(column.head);
    key.kind = budget_kind(column.head, context_.municipal);
    if (context_.municipal) key.section = budget_section(column.head);
    if (context_.municipal && contains_any(column.head, {"service ordinaire", "service extraordinaire"}) && !column.head_ranges.empty()) key.name = plain(doc_, column.head_ranges.back()), key.name_where = column.head_ranges.back();
    if (key.year != 0 || !key.kind.empty()) key.said = column.head_ranges;
    if (key.year == 0 && contains(column.head, "n-1")) {
      BudgetKey base;
      complete_key(base, context_, captions_);
      if (base.year != 0) key.year = base.year - 1;
      if (key.kind.empty()) key.kind = "realise";
    }
    complete_key(key, context_, captions_);
    if (key.section.empty() && context_.municipal)
      for (const std::string_view caption : captions_)
        if (key.section.empty()) key.section = budget_section(caption);
    if (key.section.empty() && key.name.empty() && context_.municipal && !grid_.list && context_.francs == "FRF") key.section = section_above(doc_, grid_.block);
    for (std::size_t i = 0; i < out_.keys.size(); ++i)
      if (out_.keys[i].year == key.year && out_.keys[i].kind == key.kind && out_.keys[i].section == key.section && out_.keys[i].name == key.name) return i;
    out_.keys.push_back(std::move(key));
    return out_.keys.size() - 1;
  }
  std::size_t key_in_section(std::size_t key, std::string_view section) {
    if (section.empty() || out_.keys[key].section == section) return key;
    BudgetKey other = out_.keys[key];
    other.section = section;
    for (std::size_t i = 0; i < out_.keys.size(); ++i)
      if (out_.keys[i].year == other.year && out_.keys[i].kind == other.kind && out_.keys[i].section == other.section) return i;
    out_.keys.push_back(std::move(other));
    return out_.keys.size() - 1;
  }

  // Accounts that are all of one side say the side of what stands among them: « 16 Emprunts », « 1068 Affectation », « TOTAL ».
  void side_of_panel(std::size_t from) {
    std::size_t charges = 0, produits = 0;
    for (std::size_t i = from; i < out_.entries.size(); ++i) charges += out_.entries[i].side == Side::charge, produits += out_.entries[i].side == Side::produit;
    if (charges + produits < 2 || (charges > 0 && produits > 0)) return;
    for (std::size_t i = from; i < out_.entries.size(); ++i)
      if (out_.entries[i].side == Side::unknown && out_.entries[i].kind != EntryKind::result) out_.entries[i].side = charges > 0 ? Side::charge : Side::produit;
  }

  static bool numbered_label(std::string_view folded) { return folded.size() > 4 && folded[0] >= '0' && folded[0] <= '9' && folded[1] == ' ' && folded[2] >= 'a' && folded[2] <= 'z'; }

  // « Dépenses : 21 347,15 € » over the lines that make it up, as their sum tells.
  bool leads_its_lines(std::size_t r, const BudgetPanel& panel) const {
    for (const std::size_t c : panel.values) {
      if (!shape_.rows[r][c].amount) continue;
      std::int64_t sum = 0;
      std::size_t lines = 0;
      for (std::size_t next = r + 1; next < shape_.rows.size(); ++next) {
        const BudgetCell& label = shape_.rows[next][panel.label];
        if (label.empty() || side_heading(label.folded) != Side::unknown || total_label(label.folded) || result_label(label.folded)) break;
        if (shape_.rows[next][c].amount) sum += shape_.rows[next][c].amount->money.cents, ++lines;
      }
      if (lines >= 2 && sum == shape_.rows[r][c].amount->money.cents) return true;
    }
    return false;
  }

  void read_panel(BudgetPanel& panel) {
    Side current = panel.side;
    // « DÉBIT » over the labels, and « CRÉDIT » among them.
    if (const Side head = side_heading(shape_.columns[panel.label].head); current == Side::unknown && head != Side::unknown)
      for (std::size_t r = shape_.body; r < shape_.rows.size() && current == Side::unknown; ++r)
        if (const Side other = side_heading(shape_.rows[r][panel.label].folded); other != Side::unknown && other != head) current = head;
    // « 0 Administration », « 1 Sécurité publique »: departments in their order, as Swiss communes number them.
    const bool numbered = std::count_if(shape_.rows.begin() + static_cast<std::ptrdiff_t>(shape_.body), shape_.rows.end(), [&](const auto& row) { return numbered_label(row[panel.label].folded); }) >= 3;
    std::string section;
    std::size_t since = out_.entries.size();  // lines not yet claimed by a total
    for (std::size_t r = shape_.body; r < shape_.rows.size(); ++r) {
      const BudgetCell& label = shape_.rows[r][panel.label];
      bool any = false;
      for (const std::size_t c : panel.values) any = any || shape_.rows[r][c].amount.has_value();
      if (!any) {
        if (label.empty()) continue;
        if (const Side side = side_title(label.folded); side != Side::unknown) { current = side; since = out_.entries.size(); }
        if (context_.municipal)
          if (const std::string_view s = budget_section(label.folded); !s.empty() && label.folded.size() < 60) section = s;
        continue;
      }
      if (label.empty()) {
        since = claim_sum(r, panel, current, section, since);
        continue;
      }
      std::string account;
      Range account_where;
      Range name = label.range;
      if (panel.account && !shape_.rows[r][*panel.account].empty()) {
        account = std::string(shape_.rows[r][*panel.account].folded);
        account_where = shape_.rows[r][*panel.account].range;
      }
      else if (const auto found = account_label(label.folded)) {
        account = found->account;
        const Range folded = doc_.text.to_folded(label.range);
        name = trim_range(doc_.text.reading, doc_.text.to_reading({folded.begin + found->label, folded.end}), "-:");
        if (name.empty()) name = label.range;
        account_where = {label.range.begin, std::max(name.begin, label.range.begin + 1)};
        account_where = trim_range(doc_.text.reading, account_where, "-:.");
      }
      else if (numbered && numbered_label(label.folded)) name.begin += 2;
      const auto total = account.empty() ? total_label(label.folded) : std::nullopt;
      const auto result = account.empty() && !total ? result_label(label.folded) : std::nullopt;
      if (total && total->of_part) continue;
      Side row_side = total && total->side != Side::unknown ? total->side : current;
      // « Sens | Article | Libellé | Montant »: a column before the labels says it of each row
      for (std::size_t c = panel.first; c < panel.label; ++c)
        if (const BudgetCell& cell = shape_.rows[r][c]; !cell.empty() && !cell.amount) {
          if (context_.municipal && cell.folded.size() < 40 && !budget_section(cell.folded).empty()) section = budget_section(cell.folded);
          if (const Side said = side_heading(cell.folded); said != Side::unknown) row_side = said;
          else if (shape_.columns[c].head.find("sens") != std::string::npos && (cell.folded == "d" || cell.folded == "r")) row_side = cell.folded == "d" ? Side::charge : Side::produit;
        }
      // Classes 6 and 7 of the chart say the side themselves; what stands in the other half slipped there.
      if (!account.empty() && (row_side == Side::unknown || !context_.municipal))
        if (const Side said = side_of_account(account, context_.municipal); said != Side::unknown) row_side = said;
      if (row_side == Side::unknown && account.empty() && !total && !result) row_side = side_heading(label.folded);
      const bool side_row = !total && !result && account.empty() && side_heading(label.folded) != Side::unknown;
      if (side_row && panel.side == Side::unknown && leads_its_lines(r, panel)) current = side_heading(label.folded), since = out_.entries.size();
      for (const std::size_t c : panel.values) {
        const BudgetCell& cell = shape_.rows[r][c];
        if (!cell.amount) continue;
        BudgetEntry entry;
        entry.kind = total || side_row ? EntryKind::total : result ? EntryKind::result : EntryKind::line;
        entry.side = shape_.columns[c].side != Side::unknown ? shape_.columns[c].side : side_row ? side_heading(label.folded) : row_side;
        if (shape_.columns[c].side != Side::unknown && slipped(account, shape_.columns[c].side) && amounts_in(shape_.rows[r], panel) == 1) entry.side = side_of_account(account, false);
        entry.key = key_in_section(shape_.columns[c].key, section);
        entry.account = account;
        entry.account_where = account_where;
        entry.label = name;
        entry.amount = cell.amount->money;
        entry.where = cell.range;
        entry.grand = total && total->grand;
        if (result) {
          const bool printed_minus = entry.amount.cents < 0;
          const bool minus = *result < 0 || (*result == 0 && !printed_minus && shape_.panels.size() > 1 && entry.side == Side::produit);
          if (minus && !printed_minus) entry.amount.cents = -entry.amount.cents;
        }
        out_.entries.push_back(std::move(entry));
      }
      if (total && !total->grand) {
        if (total->side != Side::unknown)
          for (std::size_t i = since; i < out_.entries.size(); ++i)
            if (out_.entries[i].side == Side::unknown && out_.entries[i].kind == EntryKind::line) out_.entries[i].side = total->side;
        since = out_.entries.size();
        if (panel.side == Side::unknown) current = Side::unknown;
      }
    }
  }

  // Sums without a label that are the lines above added up: the total of their side. Where lines begin that no total has claimed.
  std::size_t claim_sum(std::size_t r, const BudgetPanel& panel, Side current, std::string_view section, std::size_t since) {
    if (current == Side::unknown || out_.entries.size() < since + 2) return since;
    const std::size_t end = out_.entries.size();
    for (const std::size_t c : panel.values) {
      const BudgetCell& cell = shape_.rows[r][c];
      if (!cell.amount) continue;
      const std::size_t key = key_in_section(shape_.columns[c].key, section);
      std::int64_t sum = 0;
      std::size_t lines = 0;
      for (std::size_t i = since; i < end; ++i)
        if (out_.entries[i].kind == EntryKind::line && out_.entries[i].key == key && out_.entries[i].side == current) sum += out_.entries[i].amount.cents, ++lines;
      if (lines < 2 || sum != cell.amount->money.cents) continue;
      BudgetEntry entry;
      entry.kind = EntryKind::total;
      entry.side = current;
      entry.key = key;
      entry.amount = cell.amount->money;
      entry.where = cell.range;
      out_.entries.push_back(std::move(entry));
    }
    return out_.entries.size() > end ? out_.entries.size() : since;
  }

  // A number of class 6 or 7 alone under the other side; deductions (609, 709, 739 …) stand there rightly.
  static bool slipped(const std::string& account, Side side) {
    if (account.size() < 3 || (account[0] != '6' && account[0] != '7') || account[2] == '9' || account.substr(0, 3) == "748") return false;
    return side_of_account(account, false) != side;
  }
  std::size_t amounts_in(const std::vector<BudgetCell>& row, const BudgetPanel& panel) const {
    return static_cast<std::size_t>(std::count_if(panel.values.begin(), panel.values.end(), [&](std::size_t c) { return row[c].amount.has_value(); }));
  }

  void settle_sides() {
    by_balance_ = sides_by_balance(out_);
    // One side known in the table and nothing against it: a heading such as « Dépenses » above.
    Side told = side_in(part_);
    // A heading that opens a budget of its own leaves the sides of the one above behind.
    const bool opens = captions_.size() > 1 && !budget_kind(captions_[captions_.size() - 2], context_.municipal).empty();
    for (std::size_t i = 0; i + (opens ? 1 : 0) < captions_.size(); ++i)
      if (told == Side::unknown && captions_[i].size() < 160) told = side_in(captions_[i]);
    if (told == Side::unknown && context_.copropriete && (contains_any(heads_, {"budget", "realise", "vote", "exercice", "prevision"}) || std::any_of(captions_.begin() + 1, captions_.end() - 1, [](std::string_view c) { return contains_any(c.substr(0, 90), {"budget", "depenses"}); }))) told = Side::charge;
    const bool mixed = std::any_of(out_.entries.begin(), out_.entries.end(), [](const BudgetEntry& e) { return e.side != Side::unknown && e.kind == EntryKind::line; });
    auto& entries = out_.entries;
    for (BudgetEntry& e : entries)
      if (e.side == Side::unknown && e.kind != EntryKind::result && !mixed) e.side = told;
    // « RECETTES » over the table, « DÉPENSES » in the middle of it: what stands before is of the first.
    const auto first = std::find_if(entries.begin(), entries.end(), [](const BudgetEntry& e) { return e.side != Side::unknown; });
    if (mixed && first != entries.end() && told != Side::unknown && told != first->side)
      for (auto e = entries.begin(); e != first; ++e)
        if (e->kind != EntryKind::result) e->side = told;
    for (const BudgetEntry& e : entries) dropped_ += e.side == Side::unknown && e.kind == EntryKind::line;
    entries.erase(std::remove_if(entries.begin(), entries.end(), [](const BudgetEntry& e) { return e.side == Side::unknown && e.kind != EntryKind::result; }), entries.end());
  }

  const extract::Document& doc_;
  const MoneyContext& context_;
  const Grid& grid_;
  BudgetShape shape_;
  std::vector<std::string_view> captions_;
  std::string_view part_;
  std::string heads_, label_heads_;
  std::size_t dropped_ = 0;
  bool by_balance_ = false;  // the sides follow from the balance alone
  BudgetReading out_;
};

}  // namespace

std::optional<BudgetReading> read_budget_grid(const extract::Document& document, const MoneyContext& context, const Grid& grid) {
  auto shape = budget_shape(document, context, grid);
  if (!shape) return std::nullopt;
  return TableReader(document, context, grid, std::move(*shape)).read();
}

}  // namespace minutier::extractors
