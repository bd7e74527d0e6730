#pragma once
// Tables as CSV. Plain: RFC 4180 with commas, '\n' and decimal points, dates ISO 8601, for programs. Excel: what a French
// spreadsheet opens on a double click: byte order mark, semicolons, "\r\n", decimal commas, VRAI and FAUX.
// A text that a spreadsheet would run as a formula (it begins with = + - @ or a control character) gets an apostrophe
// in front; numbers never do. Null is an empty cell. Throws Error{disk_full} when the stream fails.

#include <iosfwd>
#include <string>
#include <vector>

#include "pipeline/archive/archive.hpp"

namespace minutier::exports {

enum class CsvStyle { plain, excel };

class CsvWriter {
 public:
  // The stream must outlive the writer.
  CsvWriter(std::ostream& out, CsvStyle style);
  void header(const std::vector<archive::Sheet::Column>& columns);
  void row(const std::vector<archive::Sheet::Column>& columns, const std::vector<Json>& cells);

 private:
  std::string cell(archive::Sheet::Type type, const Json& value) const;
  void line(const std::vector<std::string>& cells);

  std::ostream& out_;
  CsvStyle style_;
};

void write_csv(std::ostream& out, const archive::Sheet& sheet, CsvStyle style);

}  // namespace minutier::exports
