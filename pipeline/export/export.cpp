#include "pipeline/export/export.hpp"

#include <fstream>
#include <functional>
#include <memory>
#include <ostream>

#include "pipeline/base/error.hpp"
#include "pipeline/export/tables.hpp"
#include "pipeline/export/xlsx.hpp"

namespace minutier::exports {
namespace {

std::size_t each_record(archive::Archive& archive, const Selection& selection, bool best_only, const std::function<void(const Json&)>& use) {
  archive::RecordFilter filter = selection.filter;
  if (best_only) filter.all_versions = false;
  std::size_t count = 0;
  for (const archive::RecordSummary& summary : archive.records(filter)) {
    if (!may_be_published(summary, selection.today)) continue;
    use(archive.get_record(summary.id));
    ++count;
  }
  return count;
}

void check(const std::ostream& out) {
  if (!out) throw Error(ErrorCode::disk_full, "export", "", 0, "the records could not be written");
}

}  // namespace

bool may_be_published(const archive::RecordSummary& record, const std::string& today) {
  if (today.empty()) return true;
  return record.communicable_from <= today && record.publishable_from <= today;  // "" is before every date
}

std::size_t export_json(archive::Archive& archive, const Selection& selection, std::ostream& out) {
  out << "[";
  bool first = true;
  const std::size_t count = each_record(archive, selection, false, [&](const Json& record) {
    out << (first ? "\n" : ",\n") << record.dump(1);
    first = false;
    check(out);
  });
  out << (first ? "]\n" : "\n]\n");
  check(out);
  return count;
}

std::size_t export_jsonl(archive::Archive& archive, const Selection& selection, std::ostream& out) {
  return each_record(archive, selection, false, [&](const Json& record) {
    out << record.dump() << '\n';
    check(out);
  });
}

std::size_t export_csv(archive::Archive& archive, const Selection& selection, const std::filesystem::path& folder, CsvStyle style) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw Error(ErrorCode::unreadable, "export", folder.string(), 0, failed.message());
  std::vector<std::ofstream> files;
  std::vector<CsvWriter> writers;
  files.reserve(tables().size());
  for (const Table& table : tables()) {
    const std::filesystem::path file = folder / (table.name + ".csv");
    files.emplace_back(file, std::ios::binary);
    if (!files.back()) throw Error(ErrorCode::unreadable, "export", file.string(), 0, "cannot be written there");
    writers.emplace_back(files.back(), style);
    writers.back().header(table.columns);
  }
  const std::size_t count = each_record(archive, selection, true, [&](const Json& record) {
    const auto rows = table_rows(record);
    for (std::size_t t = 0; t < rows.size(); ++t)
      for (const auto& row : rows[t]) writers[t].row(tables()[t].columns, row);
  });
  for (std::ofstream& file : files) {
    file.close();
    check(file);
  }
  return count;
}

std::size_t export_xlsx(archive::Archive& archive, const Selection& selection, const std::filesystem::path& file) {
  Workbook book(file);
  for (const Table& table : tables()) book.add_sheet(table.name, table.columns);
  const std::size_t count = each_record(archive, selection, true, [&](const Json& record) {
    const auto rows = table_rows(record);
    for (std::size_t t = 0; t < rows.size(); ++t)
      for (const auto& row : rows[t]) book.row(t, row);
  });
  book.close();
  return count;
}

}  // namespace minutier::exports
