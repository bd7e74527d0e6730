#pragma once
// Prepared records as rows of ordinary tables: `record`, and one table per kind of thing (see schema.cpp; `fact` is a view of the JSON).
// Part of the writer's transaction.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/archive/prepared.hpp"

namespace minutier::archive::sqlite {

class Db;

// Inserts or replaces the `record` row and returns its row id, which a record keeps for life.
std::int64_t put_record_row(Db& db, const Prepared::Record& record, std::int64_t source, std::size_t ord);
// Removes every row that hangs on a record (not the record, not its resolutions' index).
void remove_rows(Db& db, std::int64_t record);
// Inserts the rows of a record whose rows were removed; returns the ids of its resolutions, in order.
std::vector<std::int64_t> insert_rows(Db& db, const Prepared::Record& record, std::int64_t row);
// Marks the best version of a sitting: a PV before a deliberation before a convocation, signed before approved before
// undeclared before draft, text before OCR, then the latest.
void choose_best(Db& db, const std::string& sitting);

}  // namespace minutier::archive::sqlite
