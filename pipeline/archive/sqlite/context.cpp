#include "pipeline/archive/sqlite/context.hpp"

namespace minutier::archive::sqlite {

std::optional<std::int64_t> source_row(Db& db, std::string_view hash) {
  Statement find = db.prepare("SELECT id FROM source WHERE hash = ?");
  find.bind(hash);
  if (!find.step()) return std::nullopt;
  return find.integer(0);
}

std::int64_t require_source(Db& db, std::string_view hash) {
  const auto row = source_row(db, hash);
  if (!row) throw Error(ErrorCode::not_found, "archive", std::string(hash), 0, "the archive holds no such source");
  return *row;
}

}  // namespace minutier::archive::sqlite
