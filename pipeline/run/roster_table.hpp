#pragma once
// A roster as an archivist keeps it: CSV or XLSX, one entry per row, columns by their French or English headers. Bad rows are
// named and the others load.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/assemble/people/roster.hpp"

namespace minutier::run {

struct RosterTable {
  std::vector<assemble::RosterEntry> entries;  // in the order of the rows, each once
  std::vector<std::string> problems;           // "row 7: no name", one line each
  std::vector<std::string> ignored_columns;
};

// Throws Error{bad_metadata} for a table without a column of names, Error{unreadable|too_large}.
RosterTable read_roster(const std::filesystem::path& path);
RosterTable roster_from_csv(std::string_view bytes);

}  // namespace minutier::run
