#include "pipeline/export/csv.hpp"

#include <ostream>

#include "pipeline/base/error.hpp"
#include "pipeline/export/cells.hpp"

namespace minutier::exports {
namespace {

std::string quoted(const std::string& text, char separator) {
  const char special[] = {separator, '"', '\r', '\n', 0};
  const bool edges = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!edges && text.find_first_of(special) == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

CsvWriter::CsvWriter(std::ostream& out, CsvStyle style) : out_(out), style_(style) {
  if (style_ == CsvStyle::excel) out_ << "\xEF\xBB\xBF";
}

void CsvWriter::header(const std::vector<archive::Sheet::Column>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  line(names);
}

void CsvWriter::row(const std::vector<archive::Sheet::Column>& columns, const std::vector<Json>& cells) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < columns.size(); ++i)
    texts.push_back(i < cells.size() ? cell(columns[i].type, cells[i]) : std::string());
  line(texts);
}

std::string CsvWriter::cell(archive::Sheet::Type type, const Json& value) const {
  using Type = archive::Sheet::Type;
  if (style_ == CsvStyle::excel && value.is_bool()) return value.as_bool() ? "VRAI" : "FAUX";
  std::string text = plain_text(value);
  const bool number = value.is_number() || ((type == Type::money || type == Type::number || type == Type::integer) && is_decimal(text));
  if (!number) return looks_like_formula(text) ? "'" + text : text;
  if (const auto point = text.find('.'); style_ == CsvStyle::excel && point != std::string::npos) text[point] = ',';
  return text;
}

void CsvWriter::line(const std::vector<std::string>& cells) {
  const char separator = style_ == CsvStyle::excel ? ';' : ',';
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i) out_ << separator;
    out_ << quoted(cells[i], separator);
  }
  out_ << (style_ == CsvStyle::excel ? "\r\n" : "\n");
  if (!out_) throw Error(ErrorCode::disk_full, "the table could not be written");
}

void write_csv(std::ostream& out, const archive::Sheet& sheet, CsvStyle style) {
  CsvWriter writer(out, style);
  writer.header(sheet.columns);
  for (const auto& row : sheet.rows) writer.row(sheet.columns, row);
}

}  // namespace minutier::exports
