#include "extractors/budget_shape.hpp"

#include <algorithm>
#include <utility>

namespace minutier::extractors {
namespace {

bool dash_only(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c == '-' || c == ' ' || c == '_' || c == '.' || c == '/'; });
}

class ShapeReader {
 public:
  ShapeReader(const extract::Document& document, const MoneyContext& context, const Grid& grid) : doc_(document), context_(context), grid_(grid) {}

  std::optional<BudgetShape> read() {
    if (!load()) return std::nullopt;
    find_head();
    if (!classify_columns()) return std::nullopt;
    find_panels();
    if (shape_.panels.empty()) return std::nullopt;
    return std::move(shape_);
  }

 private:
  bool load() {
    if (grid_.rows.size() < 2 || grid_.rows.size() > 2000) return false;
    for (const auto& row : grid_.rows) {
      shape_.columns.resize(std::max(shape_.columns.size(), row.size()));
      std::vector<BudgetCell> cells;
      for (const Range range : row) {
        BudgetCell cell;
        cell.range = trim_range(doc_.text.reading, range, "*_|");
        if (const std::string_view end = cell.range.size() > 4 ? cell.range.of(doc_.text.reading).substr(cell.range.size() - 3) : ""; end == "..." || end == ". .") cell.range = trim_range(doc_.text.reading, cell.range, ".");  // leaders
        cell.folded = cell.range.empty() ? std::string_view{} : doc_.text.fold(cell.range);
        if (dash_only(cell.folded)) cell.folded = {};
        // « 6.528 fr. » »: the sign for no centimes
        if (cell.folded.size() > 2 && cell.folded.back() == '"' && (cell.folded[0] == ' ' || (cell.folded[0] >= '0' && cell.folded[0] <= '9'))) {
          cell.folded.remove_suffix(1);
          while (!cell.folded.empty() && cell.folded.back() == ' ') cell.folded.remove_suffix(1);
        }
        const std::vector<int> years = cell.folded.size() == 4 ? years_in(cell.folded) : std::vector<int>{};
        if (!years.empty()) cell.year = years[0];
        if (!cell.folded.empty()) cell.amount = extract::parse_amount_cell(cell.folded, context_.currency);
        cells.push_back(cell);
      }
      // « Fr.   12'450.-- »: a unit set apart from its number.
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        if (!unit_of_money(cells[i].folded) || !cells[i + 1].amount) continue;
        cells[i] = cells[i + 1];
        cells[i + 1] = BudgetCell{};
      }
      shape_.rows.push_back(std::move(cells));
    }
    for (auto& row : shape_.rows) row.resize(shape_.columns.size());
    return shape_.columns.size() >= 2 && shape_.columns.size() <= 40;
  }

  bool has_amount(const std::vector<BudgetCell>& row) const {
    return std::any_of(row.begin(), row.end(), [](const BudgetCell& c) { return c.amount && c.year == 0; });
  }
  static std::size_t filled(const std::vector<BudgetCell>& row) {
    return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const BudgetCell& c) { return !c.empty(); }));
  }

  void find_head() {
    std::size_t at = 0;
    while (at < shape_.rows.size() && at < 5 && (at < grid_.header_rows || !has_amount(shape_.rows[at]))) {
      const bool lone_side = filled(shape_.rows[at]) == 1 && std::any_of(shape_.rows[at].begin(), shape_.rows[at].end(), [](const BudgetCell& c) { return side_heading(c.folded) != Side::unknown; });
      if (lone_side && at >= grid_.header_rows && (at > 0 || grid_.list || shape_.columns.size() == 2)) break;
      ++at;
    }
    shape_.body = at;
    for (std::size_t r = 0; r < shape_.body; ++r)
      for (std::size_t c = 0; c < shape_.columns.size(); ++c) {
        if (shape_.rows[r][c].empty()) continue;
        shape_.columns[c].head += (shape_.columns[c].head.empty() ? "" : " ") + std::string(shape_.rows[r][c].folded);
        shape_.columns[c].head_ranges.push_back(shape_.rows[r][c].range);
      }
  }

  bool classify_columns() {
    std::size_t values = 0;
    for (std::size_t c = 0; c < shape_.columns.size(); ++c) {
      BudgetColumn& column = shape_.columns[c];
      std::size_t amounts = 0, texts = 0, percents = 0, codes = 0;
      for (std::size_t r = shape_.body; r < shape_.rows.size(); ++r) {
        const BudgetCell& cell = shape_.rows[r][c];
        if (cell.empty()) continue;
        if (cell.folded.back() == '%') ++percents;
        else if (cell.amount) ++amounts;
        else ++texts;
        if (cell.amount && cell.folded.size() >= 2 && cell.folded.size() <= 6 && std::all_of(cell.folded.begin(), cell.folded.end(), [](char d) { return d >= '0' && d <= '9'; })) ++codes;
      }
      const std::string& head = column.head;
      const bool code_head = contains_any(head, {"compte", "chap", "article", "imputation", "code"}) || head == "n" || head == "no";
      if (percents > amounts) column.kind = ColumnKind::ignored;
      else if (amounts > 0 && amounts >= texts) column.kind = ColumnKind::value;
      else if (texts > 0) column.kind = ColumnKind::label;
      else column.kind = ColumnKind::empty;
      if (column.kind == ColumnKind::value && codes == amounts && amounts > 1 && (code_head || account_column(c))) column.kind = ColumnKind::account;
      if (column.kind == ColumnKind::value &&
          (contains_any(head, {"ecart", "evolution", "variation", "solde", "%", "taux", "nombre", "quantite", "prix unitaire", "part ", "reste a", "difference", "cumul", "effectif"}) || contains_word(head, "nb") || contains_word(head, "qte") || contains_word(head, "var")))
        column.kind = ColumnKind::ignored;
      // « 2001 (F) » in a paper that has gone over to euros
      if (column.kind == ColumnKind::value && context_.currency == "EUR" && contains_any(head, {"(f)", "(ff)", "(frf)", "en francs"}))
        for (auto& row : shape_.rows)
          if (row[c].amount && !row[c].amount->unit) row[c].amount->money.currency = context_.francs;
      values += column.kind == ColumnKind::value;
    }
    return values > 0;
  }
  // A column of bare numbers just left of a column of words, with sums further right: account numbers.
  bool account_column(std::size_t c) const {
    if (c + 2 >= shape_.columns.size() || !years_in(shape_.columns[c].head).empty()) return false;
    if (c > 0 && shape_.columns[0].kind != ColumnKind::account) return false;
    std::size_t words = 0, sums = 0, known = 0, all = 0;
    for (std::size_t r = shape_.body; r < shape_.rows.size(); ++r) {
      const BudgetCell& next = shape_.rows[r][c + 1];
      words += !next.empty() && !next.amount;
      sums += shape_.rows[r][c + 2].amount.has_value();
      if (!shape_.rows[r][c].empty()) {
        ++all;
        known += side_of_account(shape_.rows[r][c].folded, true) != Side::unknown || shape_.rows[r][c].folded[0] == '0';
      }
    }
    return words > 1 && sums > 0 && known * 2 >= all;
  }

  void find_panels() {
    BudgetPanel panel;
    bool open = false, has_label = false;
    const auto close = [&](std::size_t end) {
      panel.last = end;
      if (open && has_label && !panel.values.empty()) shape_.panels.push_back(panel);
      panel = BudgetPanel{};
      open = has_label = false;
    };
    for (std::size_t c = 0; c < shape_.columns.size(); ++c) {
      const ColumnKind kind = shape_.columns[c].kind;
      if ((kind == ColumnKind::label || kind == ColumnKind::account) && open && !panel.values.empty()) close(c);
      if (!open) { panel.first = c; open = true; }
      if (kind == ColumnKind::account && !has_label) panel.account = c;
      if (kind == ColumnKind::label) { panel.label = c; has_label = true; }
      if (kind == ColumnKind::value && has_label) panel.values.push_back(c);
      else if (kind == ColumnKind::value) shape_.columns[c].kind = ColumnKind::ignored;
    }
    close(shape_.columns.size());
    for (BudgetPanel& p : shape_.panels) {
      std::string head;
      for (std::size_t c = p.first; c < p.last; ++c) head += " " + shape_.columns[c].head;
      p.side = side_in(head);
    }
  }

  const extract::Document& doc_;
  const MoneyContext& context_;
  const Grid& grid_;
  BudgetShape shape_;
};

}  // namespace

std::optional<BudgetShape> budget_shape(const extract::Document& document, const MoneyContext& context, const Grid& grid) { return ShapeReader(document, context, grid).read(); }

}  // namespace minutier::extractors
