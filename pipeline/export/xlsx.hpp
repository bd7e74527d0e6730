#pragma once
// A workbook with typed cells: real dates, numbers and booleans, bold frozen headers with a filter. Text is always stored as
// text, so nothing in it is ever a formula or a link. Rows go to disk as they come; sheets may be filled in turns.
// The file appears under its name only when close() has succeeded.
// Throws Error{disk_full|unreadable} when the file cannot be written. Not thread-safe.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/archive/archive.hpp"

namespace minutier::exports {

class Workbook {
 public:
  explicit Workbook(const std::filesystem::path& file);
  ~Workbook();  // an unfinished workbook leaves no file behind
  // Returns the sheet's number. `headings` are what people read; the columns' names where it is empty.
  std::size_t add_sheet(const std::string& name, const std::vector<archive::Sheet::Column>& columns,
                        const std::vector<std::string>& headings = {});
  void row(std::size_t sheet, const std::vector<Json>& cells);
  void close();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

void write_xlsx(const std::filesystem::path& file, const std::string& name, const archive::Sheet& sheet,
                const std::vector<std::string>& headings = {});

}  // namespace minutier::exports
