#pragma once
// Whether a sitting had its quorum, as far as the record's numbers and the rule of its body say. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace minutier::assemble {

struct Sitting;

struct QuorumVerdict {
  std::string verdict;                     // met | not_met | not_applicable | unverifiable
  std::string rule;                        // French: the rule used and the numbers put into it
  std::optional<std::int64_t> required, counted, of;
  std::vector<std::string> facts;          // JSON pointers of what was used
  std::vector<std::string> missing;        // French: what the document does not say
  std::string law;
};

// Nothing for documents that tell of no sitting.
std::optional<QuorumVerdict> quorum_verdict(const Sitting& sitting);

}  // namespace minutier::assemble
