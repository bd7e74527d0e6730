#pragma once
// The wall clock of runs, as the archive writes it. $SOURCE_DATE_EPOCH, where set, stands still at that second, so that
// two runs give the same bytes.

#include <string>

namespace minutier::run {

std::string now();         // "2026-03-14T09:26:53Z"
std::string new_run_id();  // unique per call of the program: the time, the process and a counter

}  // namespace minutier::run
