#pragma once
// Derived facts, the quorum verdict and the consistency checks of one record. Pure: reads and adds to the record's tree.

#include "pipeline/base/json.hpp"

namespace minutier::assemble {

class Profiles;

// Adds `checks`, `quorum/verdict` and derived values (status "derived") that follow from stated ones.
// `profiles` give what no minutes say: an organisation's own quorum and members.
void add_checks(Json& record, const Profiles& profiles);

}  // namespace minutier::assemble
