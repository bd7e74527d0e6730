#pragma once
// A table an archivist keeps: CSV (comma, semicolon or tab; any encoding to_utf8 knows; quoted cells) or the first
// sheet of an XLSX, as rows of UTF-8 cells. Pure but for reading the file.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace minutier::source {

struct TableRow {
  int number = 0;  // as the archivist's program shows it, from 1
  std::vector<std::string> cells;
};
using TableRows = std::vector<TableRow>;

// Rows that hold nothing are left out. Throws Error{bad_metadata|unreadable|too_large}.
TableRows read_table(const std::filesystem::path& path);

TableRows read_csv(std::string_view bytes);
// The parts of an XLSX: xl/workbook.xml, its relations, xl/sharedStrings.xml and the sheets.
TableRows read_xlsx(const std::filesystem::path& path);

}  // namespace minutier::source
