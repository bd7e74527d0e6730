#pragma once
// The SQL schema of archive.db (explained in ../SCHEMA.md) and its migrations. The version is PRAGMA user_version.

namespace minutier::archive::sqlite {

class Db;

// "MINU": PRAGMA application_id of every archive.
constexpr int application_id = 0x4D494E55;
constexpr int format_version = 5;

// Makes the tables of a new archive, or brings an older one to format_version, in one transaction.
void prepare_schema(Db& db);
// Throws Error{archive_damaged} where it is no archive, Error{unsupported} where a newer version made it.
void check_format(Db& db);

}  // namespace minutier::archive::sqlite
