#pragma once
// Derived facts, the quorum verdict and the consistency checks of one record. Pure: reads and adds to the record's tree.

#include "pipeline/base/json.hpp"

namespace minutier::assemble {

// Adds `checks`, `quorum/verdict` and derived values (status "derived") that follow from stated ones.
void add_checks(Json& record);

}  // namespace minutier::assemble
