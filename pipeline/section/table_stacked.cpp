// Tables whose cells stand one under the other, a line each, as copying from a page or a form leaves them:
// « Arbigny / 22 / 15 / 2 », « Ventes / 41 218 650 / 39 904 112 », « CARLIER Hubert / 36 / élu ».

#include <algorithm>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/section/tables.hpp"

namespace minutier::section {
namespace {

constexpr std::size_t longest_label = 60, most_rows = 400;

bool digit(char c) { return c >= '0' && c <= '9'; }

// A number and nothing else: « 22 », « 41 218 650 », « 1.250,40 », « - » for an empty cell is none.
bool numeric(std::string_view line) {
  std::size_t digits = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const unsigned char c = static_cast<unsigned char>(line[at]);
    if (digit(line[at])) ++digits;
    else if (c != ' ' && c != '.' && c != ',' && c != '\'' && c != '-' && c != '+' && c != 0xC2 && c != 0xA0 && c != 0xE2 && c != 0x80 && c != 0xAF) return false;
  }
  return digits > 0 && digits < 14;
}
// A count: up to six figures, without decimals.
bool count(std::string_view line) {
  return line.size() <= 7 && numeric(line) && line.find_first_of(".,'-+") == std::string_view::npos && !(line.size() == 4 && (line.substr(0, 2) == "19" || line.substr(0, 2) == "20"));
}

class Stack {
 public:
  Stack(const Text& text, const std::vector<LineInfo>& lines) : text_(text.reading), lines_(lines) {}

  // Groups of as many lines each, parted by blank lines, under a group of heads.
  std::optional<TableRun> groups(std::size_t first) const {
    std::vector<std::pair<std::size_t, std::size_t>> found;  // first line, end
    std::size_t size = 0, at = first;
    while (at < lines_.size() && found.size() < most_rows) {
      std::size_t end = at;
      while (end < lines_.size() && end < at + 9 && cell(end)) ++end;
      if (end - at < 3 || end - at > 8 || (size != 0 && end - at != size) || (end < lines_.size() && lines_[end].kind != LineKind::blank)) break;
      std::size_t numbers = 0;
      for (std::size_t i = at; i < end; ++i) numbers += numeric(words(i));
      if (found.empty() ? numbers > 0 : numbers * 2 < end - at - 1 || numeric(words(at))) break;
      size = end - at;
      found.emplace_back(at, end);
      at = end;
      while (at < lines_.size() && at < end + 3 && lines_[at].kind == LineKind::blank) ++at;
    }
    if (found.size() < 3) return std::nullopt;
    TableRun run;
    for (const auto& [from, to] : found) {
      run.table.rows.emplace_back();
      for (std::size_t i = from; i < to; ++i) run.table.rows.back().push_back({lines_[i].range});
    }
    run.table.header_rows = 1;
    return finish(std::move(run), first, found.back().second);
  }

  // A label and its numbers below it, three times or more: two numbers each at least, or counts; a word may close a row (« élue »).
  std::optional<TableRun> rows(std::size_t first) const {
    if (!label(first) || first + 1 >= lines_.size() || !cell(first + 1) || !numeric(words(first + 1))) return std::nullopt;
    std::size_t width = 0;
    for (std::size_t i = first + 1; i < lines_.size() && cell(i) && numeric(words(i)); ++i) ++width;
    if (width > 5) return std::nullopt;
    TableRun run;
    std::size_t at = first, end = first;
    bool counts = true;
    while (at < lines_.size() && run.table.rows.size() < most_rows && label(at)) {
      std::vector<Cell> row{{lines_[at].range}};
      std::size_t next = at + 1;
      for (; next < lines_.size() && cell(next) && numeric(words(next)); ++next) {
        counts = counts && count(words(next));
        row.push_back({lines_[next].range});
      }
      if (width == 1 && !counts) return std::nullopt;  // sums below labels: a ledger reads them
      if (row.size() != width + 1) break;
      if (next < lines_.size() && cell(next) && closes(words(next))) {
        row.push_back({lines_[next].range});
        ++next;
      }
      run.table.rows.push_back(std::move(row));
      end = next;
      at = next;
      while (at < lines_.size() && at < end + 2 && lines_[at].kind == LineKind::blank) ++at;
    }
    if (run.table.rows.size() < 3) return std::nullopt;
    if (const auto heads = years_above(first, width); !heads.empty()) {
      run.table.rows.insert(run.table.rows.begin(), heads);
      run.table.header_rows = 1;
    }
    return finish(std::move(run), first, end);
  }

 private:
  std::string_view words(std::size_t i) const { return lines_[i].range.of(text_); }
  bool cell(std::size_t i) const { return lines_[i].kind == LineKind::text && lines_[i].range.size() <= longest_label; }
  bool label(std::size_t i) const {
    if (!cell(i) || numeric(words(i)) || words(i).find(':') != std::string_view::npos) return false;
    const std::string_view line = words(i);
    return normalise::upper_letter_at(line, 0) || normalise::lower_letter_at(line, 0);
  }
  static bool closes(std::string_view line) {
    for (const std::string_view word : {"\xC3\xA9lu", "r\xC3\xA9\xC3\xA9lu", "non \xC3\xA9lu", "elu", "reelu", "non elu", "battu", "ELU", "REELU", "NON ELU", "\xC3\x89lu", "\xC3\x89LU", "adopt", "rejet"})
      if (line.size() < 30 && line.substr(0, word.size()) == word) return true;
    return false;
  }
  // « 1998 puis 1997 » over columns of as many numbers: a head of years.
  std::vector<Cell> years_above(std::size_t first, std::size_t width) const {
    std::size_t at = first;
    while (at > 0 && first - at < 3 && lines_[at - 1].kind == LineKind::blank) --at;
    if (at == 0 || lines_[at - 1].range.size() > 80) return {};
    const Range line = lines_[at - 1].range;
    std::vector<Cell> heads{{{line.begin, line.begin}}};
    for (std::size_t i = line.begin; i + 4 <= line.end; ++i) {
      const std::string_view year(text_.data() + i, 4);
      const bool alone = (i == line.begin || !digit(text_[i - 1])) && (i + 4 >= line.end || !digit(text_[i + 4]));
      if (alone && (year.substr(0, 2) == "19" || year.substr(0, 2) == "20" || year.substr(0, 2) == "18") && digit(year[2]) && digit(year[3])) heads.push_back({{i, i + 4}});
    }
    return width > 1 && heads.size() == width + 1 ? heads : std::vector<Cell>{};
  }
  std::optional<TableRun> finish(TableRun run, std::size_t first, std::size_t end) const {
    run.lines = end - first;
    run.table.range = {lines_[first].range.begin, lines_[end - 1].range.end};
    for (const auto& row : run.table.rows) run.table.columns = std::max(run.table.columns, row.size());
    for (auto& row : run.table.rows) row.resize(run.table.columns, Cell{{run.table.range.end, run.table.range.end}});
    return run;
  }

  std::string_view text_;
  const std::vector<LineInfo>& lines_;
};

}  // namespace

std::optional<TableRun> read_stacked(const Text& text, const std::vector<LineInfo>& lines, std::size_t first) {
  if (lines[first].kind != LineKind::text || lines[first].range.size() > longest_label || first + 2 >= lines.size() || lines[first + 1].kind != LineKind::text || lines[first + 1].range.size() > longest_label) return std::nullopt;
  const Stack stack(text, lines);
  if (auto run = stack.rows(first)) return run;
  const bool opens = first == 0 || lines[first - 1].kind == LineKind::blank || lines[first - 1].kind == LineKind::heading;
  return opens ? stack.groups(first) : std::nullopt;
}

}  // namespace minutier::section
