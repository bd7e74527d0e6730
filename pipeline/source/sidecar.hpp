#pragma once
// The archivist's own table: a path or pattern per row -> cote, fonds, producer and so on. Headers in French or English.
// Bad rows are named and the others load. Not thread-safe: matching marks rows as used.

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace minutier::source {

struct SidecarRow {
  int number = 0;       // the row in the table, the header being 1
  std::string path;     // file name, relative path, folder, or glob ("boite 3/*.jpg", "**" crosses folders)
  // In column order, without empty ones: cote, fonds, producer, organisation, body, dates, rights, url,
  // communicable_from, publishable_from (the last two as YYYY[-MM[-DD]]).
  std::vector<std::pair<std::string, std::string>> values;
};

class Sidecar {
 public:
  struct Problem {
    int row = 0;
    std::string reason;  // "row 7: no path", without the row's number
  };

  // The row that fits a source best: its whole relative path, then the file name, then the longest pattern or folder.
  // Null for none. Separators and Unicode forms are evened out; letter case only where nothing else fits.
  const SidecarRow* match(const std::filesystem::path& path);
  // The same for page images given as one source: the row of any part, or one that names the source ("boite 3/registre").
  const SidecarRow* match(const std::vector<std::filesystem::path>& parts, const std::string& name);

  const std::vector<SidecarRow>& rows() const { return rows_; }
  const std::vector<Problem>& problems() const { return problems_; }
  const std::vector<std::string>& ignored_columns() const { return ignored_columns_; }
  // Rows that matched no source so far.
  std::vector<const SidecarRow*> unmatched_rows() const;

 private:
  friend Sidecar load_sidecar(const std::filesystem::path& path);
  friend Sidecar sidecar_from_csv(std::string_view bytes);
  friend struct SidecarBuilder;
  std::vector<SidecarRow> rows_;
  std::vector<bool> used_;
  std::vector<Problem> problems_;
  std::vector<std::string> ignored_columns_;
};

// Throws Error{bad_metadata} for a table without a path column, Error{unreadable}.
Sidecar load_sidecar(const std::filesystem::path& path);
Sidecar sidecar_from_csv(std::string_view bytes);

// Whether a glob fits a whole path: '*' and '?' within a folder, "**" across, "[a-z]" and "[!a]".
bool glob_matches(std::string_view glob, std::string_view path);

}  // namespace minutier::source
