#pragma once
// The tables a record's things become, by the path of each column's value below the thing. Immutable.

#include <cstdint>
#include <string_view>
#include <vector>

namespace minutier::archive {

struct Column {
  enum class Kind { text, number, money, currency, list, page };
  std::string_view name, path;  // of several paths ("a|b") the first that is there
  Kind kind = Kind::text;
};

struct Table {
  std::string_view name, list;        // list: path of the array in the record, or in the thing that holds it; empty: one row a record
  std::vector<Column> columns;
  std::vector<std::string_view> keys;  // columns before them: which thing holds it, its place in the list
};

// In the order their rows are written.
enum TableNumber : std::size_t { meeting_table, attendance_table, election_table, result_table, grant_table, programme_table, membership_table, check_table,
                                 resolution_table, named_vote_table, budget_table, budget_line_table, table_count };
const Table& table(std::size_t number);

// The columns of `record` that a record fills, in order.
const std::vector<std::string_view>& record_columns();

}  // namespace minutier::archive
