#pragma once
// What a report of a vote says beside its counts: who voted how, and how it was voted. For read_vote only. Pure, safe from threads.
// Ranges in `read` are bytes of the folded text given plus `base`.

#include <string_view>
#include <vector>

#include "extractors/vote_reader.hpp"
#include "extractors/vote_tokens.hpp"

namespace minutier::extractors {

// « Ont voté contre : 3 (A, B, C) », « M. Barbaste votant contre », « Mme X ne prenant pas part au vote ».
void read_vote_names(std::string_view text, std::size_t base, const std::vector<VoteToken>& tokens, VoteRead& read);

// « à l'unanimité », « à main levée », « au scrutin secret ».
void read_vote_phrases(std::string_view text, std::size_t base, VoteRead& read);

}  // namespace minutier::extractors
