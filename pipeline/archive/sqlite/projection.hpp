#pragma once
// A record's JSON as rows of ordinary tables: `record`, and one table per kind of thing (see schema.cpp; `fact` is a view of the JSON).
// Part of the writer's transaction.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/base/json.hpp"

namespace minutier::archive::sqlite {

class Db;

// Inserts or replaces the `record` row and returns its row id, which a record keeps for life. Throws where a stated fact has no evidence.
std::int64_t put_record_row(Db& db, const Json& record, std::int64_t source, std::size_t ord);
// Removes every row that hangs on a record (not the record, not its resolutions' index).
void remove_rows(Db& db, std::int64_t record);
// Inserts the things of a record whose rows were removed. Resolution rows get ids in order.
void insert_rows(Db& db, const Json& record, std::int64_t row);
// Pages by the id of the evidence that points to them; the ids stand in the record's JSON.
using Pages = std::unordered_map<std::string_view, int>;
Pages pages_by_evidence(const Json& record);
// The page a record's thing stands on: that of its first fact with evidence; 0 where none has.
int first_page(const Pages& pages, const Json& thing);
// Marks the best version of a sitting: a PV before a deliberation before a convocation, signed before approved before
// undeclared before draft, text before OCR, then the latest.
void choose_best(Db& db, const std::string& sitting);

}  // namespace minutier::archive::sqlite
