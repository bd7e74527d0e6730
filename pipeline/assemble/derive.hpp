#pragma once
// Facts that follow from stated ones: sums of votes, results by the majority rule, counts of lists, totals of accounts. Each carries
// the evidence of what it comes from and less confidence. What the document states is never touched; nothing is
// derived from what it does not say. Pure: reads and adds to the record's tree.

#include "pipeline/base/json.hpp"

namespace minutier::assemble {

struct QuorumRule;
class Profiles;

// Gives the rule set the body stands under (null where none is known), which it had to find.
const QuorumRule* derive(Json& record, const Profiles& profiles);

}  // namespace minutier::assemble
