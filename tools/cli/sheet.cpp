#include "tools/cli/sheet.hpp"

#include <algorithm>
#include <ostream>

#include "pipeline/export/cells.hpp"
#include "pipeline/export/csv.hpp"
#include "pipeline/export/xlsx.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

using archive::Sheet;
using Type = Sheet::Type;

bool holds_codes(const std::string& column) {
  for (const char* name : {"body", "kind", "result", "verdict", "status", "severity", "side", "section", "mode", "unit",
                           "result_source", "basis", "budget_kind", "media_type", "origin", "scope"})
    if (column == name) return true;
  return false;
}

std::string cell_words(const Messages& say, const Sheet::Column& column, const Json& cell) {
  if (cell.is_null()) return "";
  if (cell.is_bool()) return say(cell.as_bool() ? "word.yes" : "word.no");
  const bool year = column.name.size() >= 4 && column.name.compare(column.name.size() - 4, 4, "year") == 0;
  if (cell.is_int()) return year ? cell.dump() : number_text(say, cell.as_int());
  if (cell.is_number()) return number_text(say, cell.as_double());
  const std::string& text = cell.as_string();
  if (column.type == Type::date) return date_text(say, text, true);
  if ((column.type == Type::money || column.type == Type::number) && exports::is_decimal(text)) return decimal_text(say, text);
  if (column.name == "outcome") return say.outcome(text);
  return holds_codes(column.name) ? code_text(say, text) : harmless(text);
}

struct Shown {
  std::vector<std::size_t> columns;                   // of the sheet
  std::vector<std::vector<std::string>> rows;         // the first is the header
  std::vector<std::size_t> widths;
};

Shown words_of(const Messages& say, const Sheet& sheet) {
  Shown shown;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const bool filled = std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) { return c < row.size() && !row[c].is_null() && row[c] != Json(""); });
    if (filled) shown.columns.push_back(c);
  }
  auto& header = shown.rows.emplace_back();
  for (const std::size_t c : shown.columns) header.push_back(heading(say, sheet.columns[c].name));
  for (const auto& row : sheet.rows) {
    auto& words = shown.rows.emplace_back();
    for (const std::size_t c : shown.columns) words.push_back(c < row.size() ? cell_words(say, sheet.columns[c], row[c]) : "");
  }
  shown.widths.assign(shown.columns.size(), 0);
  for (const auto& row : shown.rows)
    for (std::size_t i = 0; i < row.size(); ++i) shown.widths[i] = std::max(shown.widths[i], display_width(row[i]));
  return shown;
}

// Takes columns away from the widest texts until a line fits, leaving each at least 6.
void shrink(std::vector<std::size_t>& widths, std::size_t width) {
  const auto total = [&] {
    std::size_t sum = widths.empty() ? 0 : 2 * (widths.size() - 1);
    for (const std::size_t each : widths) sum += each;
    return sum;
  };
  while (total() > width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (widest == widths.end() || *widest <= 6) return;
    --*widest;
  }
}

Json as_json(const Sheet& sheet) {
  Json list = Json::array();
  for (const auto& row : sheet.rows) {
    Json object = Json::object();
    for (std::size_t c = 0; c < sheet.columns.size() && c < row.size(); ++c)
      if (!row[c].is_null()) object.set(sheet.columns[c].name, row[c]);
    list.push(std::move(object));
  }
  return list;
}

bool is_technical(const std::string& column) {
  for (const char* name : {"record", "record_id", "sitting", "sitting_id", "source", "source_id", "slug", "quote", "communicable_from",
                           "publishable_from", "statement", "required_text", "text", "ord", "budget", "summary", "url", "run", "at", "person", "others", "message_en"})
    if (column == name) return true;
  return false;
}

// The columns a person wants on a screen; --verbose shows all, the other layouts always do.
Sheet for_people(const Sheet& sheet) {
  Sheet kept;
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c)
    if (!is_technical(sheet.columns[c].name)) columns.push_back(c), kept.columns.push_back(sheet.columns[c]);
  for (const auto& row : sheet.rows) {
    auto& cells = kept.rows.emplace_back();
    for (const std::size_t c : columns) cells.push_back(c < row.size() ? row[c] : Json());
  }
  return kept;
}

}  // namespace

std::string heading(const Messages& say, const std::string& column) {
  std::string plain = column;
  std::replace(plain.begin(), plain.end(), '_', ' ');
  // "2019 realise", the columns of a comparison: the year stays, the code is put in words.
  const auto space = column.find(' ');
  if (space != std::string::npos) return column.substr(0, space + 1) + code_text(say, column.substr(space + 1));
  return say.or_else("column." + column, plain);
}

std::string code_text(const Messages& say, const std::string& code) { return say.or_else("value." + code, harmless(code)); }

std::vector<std::string> aligned(const Messages& say, const Sheet& sheet, std::size_t width) {
  Shown shown = words_of(say, sheet);
  if (width > 0) shrink(shown.widths, width);
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < shown.rows.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < shown.columns.size(); ++i) {
      const Type type = sheet.columns[shown.columns[i]].type;
      const bool right = type == Type::integer || type == Type::number || type == Type::money;
      const bool path = sheet.columns[shown.columns[i]].name == "path";
      const std::string cell = (path ? truncated_front : truncated)(shown.rows[r][i], shown.widths[i]);
      const std::string pad(shown.widths[i] - display_width(cell), ' ');
      if (i) line += "  ";
      line += right ? pad + cell : cell + pad;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

Exit print_sheet(const Context& context, const std::string& name, const Sheet& sheet) {
  const Args& args = context.args;
  if (!args.xlsx.empty()) {
    std::vector<std::string> headings;
    for (const auto& column : sheet.columns) headings.push_back(heading(context.say, column.name));
    exports::write_xlsx(args.xlsx, name, sheet, headings);
    if (!context.quiet())
      context.err << context.say("table.written", {{"rows", static_cast<std::int64_t>(sheet.rows.size())}, {"file", args.xlsx.string()}}) << '\n';
    if (args.layout == Layout::table) return sheet.rows.empty() ? Exit::nothing : Exit::done;
  }
  switch (args.layout) {
    case Layout::json: context.out << as_json(sheet).dump(1) << '\n'; break;
    case Layout::csv: exports::write_csv(context.out, sheet, exports::CsvStyle::plain); break;
    case Layout::csv_excel: exports::write_csv(context.out, sheet, exports::CsvStyle::excel); break;
    case Layout::table: {
      if (sheet.rows.empty()) break;
      const auto lines = aligned(context.say, args.verbosity > 0 ? sheet : for_people(sheet), context.width);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool head = i == 0 && context.out_terminal;
        context.out << (head ? "\x1b[1m" : "") << lines[i] << (head ? "\x1b[0m" : "") << '\n';
      }
    }
  }
  if (!sheet.rows.empty()) return Exit::done;
  if (!context.quiet()) context.err << context.say("table.empty") << '\n';
  return Exit::nothing;
}

}  // namespace minutier::cli
