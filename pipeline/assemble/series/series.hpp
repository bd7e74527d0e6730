#pragma once
// Checks across the records of one organisation: years that follow each other, minutes that approve others, convocations,
// versions of one sitting. Pure and deterministic: the order records are read in changes nothing.

#include <string>
#include <utility>
#include <vector>

#include "pipeline/assemble/report.hpp"
#include "pipeline/base/json.hpp"

namespace minutier::assemble {

struct SeriesCheck {
  std::string record;  // the id of the record it is shown with
  std::string id;      // "C46"
  std::string verdict; // pass | fail | unknown
  Severity severity = Severity::warning;
  std::string message, message_en;
  std::string law;
  Json expected, found;             // null: not said
  std::vector<std::string> facts;   // JSON pointers in that record
  std::vector<std::pair<std::string, std::string>> others;  // record id and pointer, elsewhere
};

}  // namespace minutier::assemble
