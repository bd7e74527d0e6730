#include "pipeline/archive/sqlite/projection.hpp"

#include <array>
#include <string_view>

#include "pipeline/archive/sqlite/db.hpp"
#include "pipeline/archive/tables.hpp"
#include "pipeline/assemble/series/settling.hpp"
#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {
namespace {

void bind_cell(Statement& statement, const Json& cell) {
  if (cell.is_string()) statement.bind(cell.as_string());
  else if (cell.is_bool()) statement.bind(cell.as_bool());
  else if (cell.is_int()) statement.bind(cell.as_int());
  else if (cell.is_number()) statement.bind(cell.as_double());
  else statement.bind_null();
}

// "INSERT INTO t(first, …) VALUES(?, …)"
std::string insert_into(std::string_view table, const std::vector<std::string_view>& columns) {
  std::string names, marks;
  for (const std::string_view column : columns) {
    names.append(names.empty() ? "" : ", ").append(column);
    marks += marks.empty() ? "?" : ", ?";
  }
  return "INSERT INTO " + std::string(table) + "(" + names + ") VALUES(" + marks + ")";
}

const std::string& insert_thing(std::size_t number) {
  static const auto all = [] {
    std::array<std::string, table_count> out;
    for (std::size_t i = 0; i < out.size(); ++i) {
      std::vector<std::string_view> columns{"record"};
      for (const std::string_view key : table(i).keys) columns.push_back(key);
      for (const Column& column : table(i).columns) columns.push_back(column.name);
      out[i] = insert_into(table(i).name, columns);
    }
    return out;
  }();
  return all.at(number);
}

const std::string& put_record_sql() {
  static const std::string sql = [] {
    std::vector<std::string_view> columns{"key", "sitting", "source", "ord"};
    columns.insert(columns.end(), record_columns().begin(), record_columns().end());
    columns.push_back("json");
    std::string out = insert_into("record", columns) + " ON CONFLICT(key) DO UPDATE SET ";
    for (std::size_t i = 1; i < columns.size(); ++i) out.append(i == 1 ? "" : ", ").append(columns[i]).append("=excluded.").append(columns[i]);
    return out + " RETURNING id";
  }();
  return sql;
}

}  // namespace

std::int64_t put_record_row(Db& db, const Prepared::Record& record, std::int64_t source, std::size_t ord) {
  Statement put = db.prepare(put_record_sql());
  put.bind(record.id).bind(record.sitting).bind(source).bind(ord);
  for (const Json& cell : record.columns) bind_cell(put, cell);
  put.bind(record.json);
  if (!put.step()) throw Error(ErrorCode::internal, "archive", record.id, 0, "the record was not stored");
  const std::int64_t id = put.integer(0);
  put.run();
  db.prepare("INSERT OR REPLACE INTO settling(record, version, words) VALUES(?, ?, ?)").bind(id).bind(assemble::settling_version).bind_blob(record.settling).run();
  return id;
}

void remove_rows(Db& db, std::int64_t record) {
  static constexpr std::array<std::string_view, 13> statements = {
      "DELETE FROM meeting_data WHERE record = ?",
      "DELETE FROM attendance_data WHERE record = ?", "DELETE FROM resolution_data WHERE record = ?",
      "DELETE FROM vote_named_data WHERE record = ?", "DELETE FROM election_data WHERE record = ?",
      "DELETE FROM budget_data WHERE record = ?",     "DELETE FROM budget_line_data WHERE record = ?",
      "DELETE FROM result_data WHERE record = ?",     "DELETE FROM grant_data WHERE record = ?",
      "DELETE FROM programme_data WHERE record = ?",  "DELETE FROM membership_data WHERE record = ?",
      "DELETE FROM check_data WHERE record = ?",      "UPDATE record SET best = 0 WHERE id = ?"};
  for (const std::string_view sql : statements) db.prepare(sql).bind(record).run();
}

std::vector<std::int64_t> insert_rows(Db& db, const Prepared::Record& record, std::int64_t row) {
  std::vector<std::int64_t> resolutions;
  for (const Prepared::Row& each : record.rows) {
    Statement insert = db.prepare(insert_thing(each.table));
    insert.bind(row);
    for (const Json& cell : each.cells) bind_cell(insert, cell);
    insert.run();
    if (each.table == resolution_table) resolutions.push_back(db.last_id());
  }
  return resolutions;
}

// Changes only the rows it has to: a row is written with all its JSON.
void choose_best(Db& db, const std::string& sitting) {
  db.prepare(
        "UPDATE record SET best = 1 - best WHERE sitting = ?1 AND best <> (id = (SELECT id FROM record WHERE sitting = ?1 ORDER BY "
        "CASE WHEN kind IN ('proces_verbal', 'compte_rendu') THEN 0 WHEN held = 0 THEN 2 ELSE 1 END, "
        "CASE version_status WHEN 'signed' THEN 0 WHEN 'approved' THEN 1 WHEN 'draft' THEN 3 ELSE 2 END, "
        "CASE text_origin WHEN 'plain' THEN 0 WHEN 'embedded' THEN 0 WHEN 'imported' THEN 1 WHEN 'mixed' THEN 1 ELSE 2 END, "
        "(SELECT coalesce(run.started, '') FROM source LEFT JOIN run ON run.id = source.run WHERE source.id = record.source) DESC, key LIMIT 1))")
      .bind(sitting)
      .run();
}

}  // namespace minutier::archive::sqlite
