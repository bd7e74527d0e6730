#pragma once
// The archive written out. Records come in the archive's order, so the same archive gives the same bytes. Tables count
// sittings: of several versions of one only the best is written there, whatever the filter says; json and jsonl obey the filter.
// `today` (YYYY-MM-DD), when given, leaves out what may not be published by then.
// Each returns how many records were written. Throws Error{disk_full|unreadable} and what the archive throws.

#include <filesystem>
#include <iosfwd>
#include <string>

#include "pipeline/archive/archive.hpp"
#include "pipeline/export/csv.hpp"

namespace minutier::exports {

struct Selection {
  archive::RecordFilter filter;
  std::string today;  // empty: everything
};

// Whether the dates of access let a record out by `today`; always, when that is empty.
bool may_be_published(const archive::RecordSummary& record, const std::string& today);

std::size_t export_json(archive::Archive& archive, const Selection& selection, std::ostream& out);   // [record, …]
std::size_t export_jsonl(archive::Archive& archive, const Selection& selection, std::ostream& out);  // one record a line
// A folder (made where there is none) with one file per table, all of them, even without rows.
std::size_t export_csv(archive::Archive& archive, const Selection& selection, const std::filesystem::path& folder, CsvStyle style);
std::size_t export_xlsx(archive::Archive& archive, const Selection& selection, const std::filesystem::path& file);

}  // namespace minutier::exports
