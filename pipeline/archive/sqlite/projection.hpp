#pragma once
// A record's JSON as rows of ordinary tables: `record`, `fact`, and one table per kind of thing (see schema.cpp).
// Part of the writer's transaction.

#include <cstdint>
#include <string>

#include "pipeline/base/json.hpp"

namespace minutier::archive::sqlite {

class Db;

// Inserts or replaces the `record` row and returns its row id, which a record keeps for life.
std::int64_t put_record_row(Db& db, const Json& record, std::int64_t source, std::size_t ord);
// Removes every row that hangs on a record (not the record, not its resolutions' index).
void remove_rows(Db& db, std::int64_t record);
// Inserts facts and things of a record whose rows were removed. Resolution rows get ids in order.
void insert_rows(Db& db, const Json& record, std::int64_t row);
// The page a record's thing stands on: that of its first fact with evidence; 0 where none has.
int page_of(const Json& record, const Json& thing);
// Marks the best version of a sitting: a PV before a deliberation before a convocation, signed before approved before
// undeclared before draft, text before OCR, then the latest.
void choose_best(Db& db, const std::string& sitting);

}  // namespace minutier::archive::sqlite
