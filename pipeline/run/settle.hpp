#pragma once
// What follows from several records of one organisation: who the names mean, against the archive's roster and among
// themselves, and the checks of its series. Done at the end of a run, for the organisations it touched; what an interrupted run
// left is settled by the next. The result depends on records and roster alone.

#include <vector>

#include "pipeline/run/run.hpp"

namespace minutier::run {

// Settles every organisation that waits for it. The caller commits.
void settle(archive::Archive& archive);
// The same, and returns the names that mean another person now. With `dry` nothing is
// written. The caller commits.
std::vector<FactChange> settle(archive::Archive& archive, bool dry);

}  // namespace minutier::run
