#pragma once
// The tables an archive is exported as, and the rows a record gives in each. Columns are stable: names and order only ever
// grow at the end. Every row names its record and sitting, and its page and quote. Pure functions of the record.

#include <string>
#include <vector>

#include "pipeline/archive/archive.hpp"

namespace minutier::exports {

struct Table {
  std::string name;  // "sittings", "people", …; also the file's and the sheet's name
  std::vector<archive::Sheet::Column> columns;
};

const std::vector<Table>& tables();
// rows[i] belong to tables()[i].
std::vector<std::vector<std::vector<Json>>> table_rows(const Json& record);

}  // namespace minutier::exports
