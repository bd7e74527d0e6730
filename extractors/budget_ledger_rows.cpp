#include "extractors/budget_ledger.hpp"

#include <algorithm>

#include "pipeline/base/regex.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Length of the gap at `at`: two blanks or more, a tab, a leader of dots.
std::size_t gap_at(std::string_view line, std::size_t at) {
  std::size_t end = at, dots = 0, blanks = 0;
  bool tab = false;  // or a bar between two lists: « Tombola   2.048,00 | Cantine   28.604,00 »
  while (end < line.size() && (line[end] == ' ' || line[end] == '.' || line[end] == '\t' || line[end] == '|')) {
    dots += line[end] == '.';
    blanks += line[end] == ' ';
    tab = tab || line[end] == '\t' || line[end] == '|';
    ++end;
  }
  if (tab || dots >= 2) return end - at;
  if (dots == 0 && blanks >= 2) return end - at;
  if (dots == 1 && blanks >= 2 && line[at] == '.') return end - at;  // « Dr.   12 » keeps nothing of the dot
  return 0;
}

// « 4.200, " », « 6.528 fr. " »: the sign for no centimes goes.
std::string_view without_ditto(std::string_view s) {
  const std::size_t full = s.size();
  while (!s.empty() && (s.back() == '"' || s.back() == ' ' || s.back() == ';')) s.remove_suffix(1);
  if (s.size() < full && !s.empty() && s.back() == ',') s.remove_suffix(1);
  return s;
}

std::optional<Money> sum_in(std::string_view s, std::string_view currency) {
  s = without_ditto(s);
  if (s.empty() || s.size() > 30 || s.back() == '%') return std::nullopt;
  if (s.front() == '=') s.remove_prefix(1);
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  if (s.empty() || !(digit(s.front()) || s.front() == '-' || s.front() == '+' || s.front() == '(' || s.front() == 'f' || s.front() == 'c' || s.front() == 'e')) return std::nullopt;
  if (std::none_of(s.begin(), s.end(), digit)) return std::nullopt;
  if (const auto found = extract::parse_amount_cell(s, currency)) return found->money;
  // « 2.038 fr. 70 »
  if (s.find('f') == std::string_view::npos) return std::nullopt;
  const std::vector<extract::MoneyFound> sums = extract::find_money(s, currency == "EUR" ? "FRF" : currency);
  if (sums.size() != 1 || sums[0].range.begin != 0 || sums[0].range.end + 1 < s.size()) return std::nullopt;
  return sums[0].money;
}

bool ends_in(std::string_view s, std::initializer_list<std::string_view> tails) {
  return std::any_of(tails.begin(), tails.end(), [&](std::string_view tail) { return s.size() > tail.size() && s.substr(s.size() - tail.size()) == tail; });
}

// « chef 2 400 », « location salle 240 »: words and a whole number that is no year and no day.
bool bare_tail(std::string_view s) {
  static const Regex form("^[a-z][a-z0-9'./()-]*(?: [a-z0-9'./()-]+){0,5} (?<sum>\\d{1,3}(?:[ .']\\d{3})*)$");
  static const Regex other(" (?:le|les|du|au|n|no|en|de|a|page|article|point|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) \\d{1,3}$");
  return form.found(s) && !other.found(s);
}

// « Total des produits 118.402,50 eur », « 3 domaines 367'120.90 », « loyer : 1800 eur »: where the sum at the end begins.
std::size_t tail_sum(std::string_view s, std::string_view currency, bool loose) {
  for (const char sign : {':', '='})
    if (const std::size_t at = s.rfind(sign); at != std::string_view::npos && at + 1 < s.size() && at > 0 && sum_in(s.substr(at + 1), currency)) return at + 1;
  const std::string_view bare = without_ditto(s);
  const bool cents = bare.size() > 3 && digit(bare.back()) && digit(bare[bare.size() - 2]) && (bare[bare.size() - 3] == ',' || bare[bare.size() - 3] == '.');
  const bool unit = ends_in(bare, {"eur", "euros", "f", "f.", "fr.", "frs", "francs", "chf", "$", ".-"});
  if (!cents && !unit && !(loose && bare_tail(bare))) return std::string_view::npos;
  std::size_t best = std::string_view::npos;
  for (std::size_t at = bare.rfind(' '); at != std::string_view::npos && at > 0; at = bare.rfind(' ', at - 1)) {
    if (bare.size() - at > 24) break;
    if (digit(bare[at + 1]) || bare[at + 1] == '-' || bare[at + 1] == '+') {
      if (!sum_in(bare.substr(at + 1), currency)) break;
      best = at + 1;
    }
  }
  return best;
}

struct Line {
  LedgerRow row;
  bool blank = false, rule = false, prose = false;
};

bool is_rule(std::string_view line) {
  std::size_t marks = 0;
  for (const char c : line) {
    if (c == '-' || c == '=' || c == '_') ++marks;
    else if (c != ' ' && c != '\t' && c != '+' && c != '|') return false;
  }
  return marks >= 3;
}

// « 1,460     " », « 118.642 30 », « 214 f. 60 c. »: francs, and their centimes in a column of their own.
struct Centimes {
  std::size_t begin = 0, end = 0;  // of the whole sum; end 0: none
  Money money;
};
Centimes centimes_at_end(std::string_view line, std::string_view currency) {
  std::size_t end = line.size();
  const auto back = [&](std::string_view signs) {
    while (end > 0 && signs.find(line[end - 1]) != std::string_view::npos) --end;
  };
  back(" ;.\r");
  if (end > 2 && line[end - 1] == 'c' && line[end - 2] == ' ') end -= 2;
  back(" ");
  Centimes out;
  std::int64_t cents = 0;
  std::size_t at = end;
  if (at > 1 && line[at - 1] == '"') at -= 1;
  else if (at > 2 && digit(line[at - 1]) && digit(line[at - 2])) cents = (line[at - 2] - '0') * 10 + (line[at - 1] - '0'), at -= 2;
  else return out;
  if (at == 0 || line[at - 1] != ' ') return out;
  const std::size_t whole = end;
  end = at;
  back(" .");
  if (end > 1 && line[end - 1] == 'r' && line[end - 2] == 'f') end -= 2;
  else if (end > 1 && line[end - 1] == 'f' && line[end - 2] == ' ') end -= 1;
  back(" ");
  at = end;
  std::int64_t francs = 0, scale = 1;
  std::size_t group = 0, digits = 0;
  while (at > 0) {
    if (digit(line[at - 1])) {
      if (++digits > 8) return out;
      francs += (line[at - 1] - '0') * scale, scale *= 10, ++group;
    } else if ((line[at - 1] == '.' || line[at - 1] == ',' || line[at - 1] == '\'') && group == 3 && at > 1 && digit(line[at - 2])) {
      group = 0;
    } else {
      break;
    }
    --at;
  }
  if (digits == 0 || (at > 0 && line[at - 1] != ' ' && line[at - 1] != '.')) return out;
  out.begin = at, out.end = whole;
  out.money = Money{francs * 100 + cents, std::string(currency)};
  return out;
}

Line line_of(std::string_view folded, Range range, std::string_view currency, bool centimes = false, bool loose = false) {
  Line out;
  out.row.line = range;
  std::string_view line = range.of(folded);
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) { out.blank = true; return out; }
  if (is_rule(line)) { out.rule = true; return out; }
  if (std::count(line.begin(), line.end(), '|') > 1 || line.size() > 400) { out.prose = true; return out; }
  const bool tabbed = line.find('\t') != std::string_view::npos;
  const auto push = [&](std::size_t begin, std::size_t end) {
    while (begin < end && (line[begin] == ' ' || line[begin] == '\r')) ++begin;
    while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '\r' || line[end - 1] == ';')) --end;
    if (begin == end) return;
    LedgerCell cell;
    cell.range = {range.begin + begin, range.begin + end};
    // Cells parted by tabs stand where their tabs say, not where their letters do.
    const auto tabs = static_cast<std::size_t>(std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(begin), '\t'));
    cell.column = tabbed ? tabs * 40 : begin;
    cell.right = tabbed ? tabs * 40 + 30 : end;
    const std::string_view s = line.substr(begin, end - begin);
    if (const auto money = sum_in(s, currency)) {
      cell.amount = true;
      cell.money = *money;
      if (s.size() == 4)
        if (const std::vector<int> years = years_in(s); years.size() == 1) cell.year = years[0];
      out.row.cells.push_back(cell);
      return;
    }
    const std::size_t tail = tail_sum(s, currency, loose);
    if (tail == std::string_view::npos) { out.row.cells.push_back(cell); return; }
    LedgerCell sum = cell;
    std::size_t from = tail;
    while (from < s.size() && s[from] == ' ') ++from;
    sum.range.begin = cell.range.begin + from;
    sum.column = begin + from;
    sum.amount = true;
    sum.money = *sum_in(s.substr(from), currency);
    std::size_t to = tail;
    while (to > 0 && (s[to - 1] == ' ' || s[to - 1] == ':' || s[to - 1] == '=')) --to;
    cell.range.end = cell.range.begin + to;
    cell.right = begin + to;
    if (to > 0) out.row.cells.push_back(cell);
    out.row.cells.push_back(sum);
  };
  Centimes sum;
  if (centimes) sum = centimes_at_end(line, currency);
  const std::string_view all = line;
  if (sum.end > 0) line = line.substr(0, sum.begin);
  std::size_t begin = first;
  // bullets
  if (begin + 2 < line.size() && (line[begin] == '-' || line[begin] == '*' || line[begin] == '>') && line[begin + 1] == ' ' && !digit(line[begin + 2])) begin += 2;
  for (std::size_t at = begin; at <= line.size();) {
    const std::size_t gap = at < line.size() ? gap_at(line, at) : 0;
    if (at < line.size() && gap == 0) { ++at; continue; }
    push(begin, at);
    if (at >= line.size()) break;
    begin = at += gap;
  }
  auto& cells = out.row.cells;
  if (sum.end > 0) {
    line = all;
    LedgerCell cell;
    cell.range = {range.begin + sum.begin, range.begin + sum.end};
    cell.column = sum.begin, cell.right = sum.end;
    cell.amount = true;
    cell.money = sum.money;
    cells.push_back(cell);
  }
  // « Fr.   12'450.-- »: a unit set apart from its number.
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    if (cells[i + 1].amount && !cells[i].amount && unit_of_money(cells[i].range.of(folded))) cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i));
  }
  // « RECETTES      Frs »: a unit over its column.
  if (cells.size() > 1 && out.row.amounts() == 0 && unit_of_money(cells.back().range.of(folded))) cells.pop_back();
  // « -  43.347,45 »: a sign set apart from its sum.
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    const std::string_view sign = cells[i].range.of(folded);
    if ((sign != "-" && sign != "+") || !cells[i + 1].amount || cells[i + 1].money.cents < 0 || cells[i + 1].column > cells[i].right + 3) continue;
    if (sign == "-") cells[i + 1].money.cents = -cells[i + 1].money.cents;
    cells[i + 1].range.begin = cells[i].range.begin;
    cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i));
  }
  // « 70   Ventes   12,00 »: a number of account before its words is part of them.
  if (cells.size() > 2 && cells[0].amount && !cells[1].amount && cells[0].range.size() < 7 && std::all_of(folded.begin() + static_cast<std::ptrdiff_t>(cells[0].range.begin), folded.begin() + static_cast<std::ptrdiff_t>(cells[0].range.end), digit)) {
    cells[1].range.begin = cells[0].range.begin;
    cells[1].column = cells[0].column;
    cells.erase(cells.begin());
  }
  out.row.years_only = out.row.amounts() > 0 && std::all_of(cells.begin(), cells.end(), [](const LedgerCell& c) { return !c.amount || c.year != 0; });
  const bool wordy = cells.size() == 1 && !cells[0].amount && (cells[0].range.size() > 45 && side_heading(cells[0].range.of(folded)) == Side::unknown);
  const bool long_label = std::any_of(cells.begin(), cells.end(), [](const LedgerCell& c) { return !c.amount && c.range.size() > 90; });
  out.prose = wordy || long_label;
  return out;
}

}  // namespace

namespace {

// « Dons et legs » over « 215 400 € » over « Mécénat » over « 80 000 € »: each label has its sum on the line below.
void join_stacked(std::vector<LedgerRow>& run) {
  const auto label = [](const LedgerRow& row) { return row.cells.size() == 1 && !row.cells[0].amount; };
  const auto sum = [](const LedgerRow& row) { return row.cells.size() == 1 && row.cells[0].amount && row.cells[0].year == 0; };
  std::size_t pairs = 0, others = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (sum(run[i]) && i > 0 && label(run[i - 1])) ++pairs;
    else if (run[i].amounts() > 0) ++others;
  }
  if (pairs < 3 || others * 3 > pairs) return;
  std::vector<LedgerRow> joined;
  for (LedgerRow& row : run) {
    if (sum(row) && !joined.empty() && label(joined.back())) {
      row.cells[0].column = joined.back().cells[0].right + 2;
      row.cells[0].right = row.cells[0].column + row.cells[0].range.size();
      joined.back().cells.push_back(row.cells[0]);
      joined.back().line.end = row.line.end;
    } else {
      joined.push_back(std::move(row));
    }
  }
  run = std::move(joined);
}

}  // namespace

std::vector<std::vector<LedgerRow>> ledger_rows(std::string_view folded, std::string_view currency, const std::vector<Range>& furniture, bool loose) {
  std::vector<std::vector<LedgerRow>> out;
  // Accounts have two sides; nothing to look for where one is never named and no « total » stands.
  if (!contains_any(folded, {"depense", "charge", "sortie", "debit", "total", "avoir", "en tout", "sortis", "ca fait", "solde", "benefice", "deficit", "excedent"})) return out;
  std::vector<LedgerRow> run;
  std::size_t sums = 0, heads = 0;
  bool rule = false;
  const auto close = [&] {
    while (!run.empty() && run.back().amounts() == 0) run.pop_back();
    // Centimes in a column of their own, where nearly every sum has them and no sum has others.
    std::size_t apart = 0;
    for (const LedgerRow& row : run) apart += row.amounts() > 0 && centimes_at_end(row.line.of(folded), currency).end > 0;
    if (apart >= 3 && apart * 5 >= sums * 4)
      for (LedgerRow& row : run)
        if (row.amounts() > 0) {
          const bool after_rule = row.after_rule;
          row = line_of(folded, row.line, currency, true).row;
          row.after_rule = after_rule;
        }
    join_stacked(run);
    if (sums >= 2) out.push_back(std::move(run));
    run.clear();
    sums = heads = 0;
    rule = false;
  };
  std::size_t blanks = 0;
  for (std::size_t begin = 0; begin < folded.size();) {
    std::size_t end = folded.find('\n', begin);
    if (end == std::string_view::npos) end = folded.size();
    Line line = line_of(folded, {begin, end}, currency, false, loose);
    // The foot of a page and the head of the next one part nothing.
    const bool page = line.row.amounts() == 0 && std::any_of(furniture.begin(), furniture.end(), [&](Range one) { return one.overlaps({begin, end}); });
    begin = end + 1;
    if (page) { blanks = 0; continue; }
    if (line.blank) { if (++blanks > 2) close(); continue; }
    blanks = 0;
    if (line.rule) { rule = true; continue; }
    if (line.prose) { close(); continue; }
    if (line.row.amounts() == 0)  // « 14.723 55 » behind leaders is one sum
      if (const Centimes sum = centimes_at_end(line.row.line.of(folded), currency); sum.end > 0 && sum.begin > 2 && std::string_view(" .").find(line.row.line.of(folded)[sum.begin - 2]) != std::string_view::npos) line = line_of(folded, line.row.line, currency, true);
    line.row.after_rule = rule;
    rule = false;
    if (line.row.amounts() == 0) {
      // more than three head lines in a row: the list is over
      if (++heads > 3) {
        if (sums > 0) close();
        else if (!run.empty()) run.erase(run.begin());
      }
      run.push_back(std::move(line.row));
      continue;
    }
    heads = 0;
    ++sums;
    run.push_back(std::move(line.row));
  }
  close();
  return out;
}

}  // namespace minutier::extractors
