#pragma once
// What the parts of the SQLite archive share: the folder, the connection, the originals. One object per thread.

#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/archive/originals.hpp"
#include "pipeline/archive/sqlite/db.hpp"
#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {

struct Context {
  Context(std::filesystem::path folder, Db::Access access, bool create)
      : directory(std::move(folder)), db(directory / "archive.db", access, create), originals(directory / "originals") {}

  std::filesystem::path database() const { return directory / "archive.db"; }

  std::filesystem::path directory;
  Db db;
  Originals originals;
};

// Row id of a source by its hash; none where it is unknown.
std::optional<std::int64_t> source_row(Db& db, std::string_view hash);
// The same, or throws Error{not_found}.
std::int64_t require_source(Db& db, std::string_view hash);

}  // namespace minutier::archive::sqlite
