#pragma once
// The tokens of a clause about offices put together to pieces: people in a row with their votes and posts, and the words between.
// Ranges are bytes of the folded text; where a person is named, of the reading text. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/office_tokens.hpp"

namespace minutier::extractors {

struct HeldPost {
  NamedPerson person;
  std::optional<std::int64_t> votes;
  Range votes_at;
  std::optional<bool> elected;
  Range said;
  Range post;  // said in brackets behind the name
};

struct ClausePiece {
  OfficeKind kind = OfficeKind::other;
  Range at;
  std::vector<HeldPost> people;
  std::vector<HeldPost> rivals;          // « (7 voix contre 3 à M. X) »
  std::vector<std::pair<Range, NamedPerson>> beside;  // « (adjoint : X) »
};

// Tokens of one clause as pieces: people in a row are one, what stands in brackets behind a name is its own.
// `numbers`: a number alone behind a name counts votes.
std::vector<ClausePiece> clause_pieces(const std::vector<OfficeToken>& tokens, std::size_t begin, std::size_t end, bool numbers);

}  // namespace minutier::extractors
