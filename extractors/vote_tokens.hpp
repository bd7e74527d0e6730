#pragma once
// The words of a vote told apart: counts, ballots, what is counted, small words between. For read_vote only.
// Pure, safe from threads. Ranges are bytes of the folded text given, which must outlive the tokens.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/vote_reader.hpp"
#include "pipeline/base/range.hpp"

namespace minutier::extractors {

enum class VoteWord { number, label, unit, link, colon, gap, word };

struct VoteToken {
  VoteWord kind = VoteWord::word;
  Range range;
  std::int64_t value = 0;             // of a number
  Ballot ballot = Ballot::in_favour;  // of a label
  bool shares = false;                // of a unit: tantiemes, parts
  std::string_view text;
};

std::vector<VoteToken> vote_tokens(std::string_view text);

// « P 13 / C 0 / A 2 », « 13P 0C »: initials stand for the ballots. Folded text.
bool vote_initials(std::string_view folded);

}  // namespace minutier::extractors
