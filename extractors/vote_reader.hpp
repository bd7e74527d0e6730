#pragma once
// Reads the votes a stretch of text reports: « Pour : 7 / Contre : 0 », « 15 voix contre 3 », « à l'unanimité moins une abstention »,
// in any order of count and label. Pure, safe from threads. Ranges are bytes of the folded text given plus `base`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier::extractors {

enum class Ballot { in_favour, against, abstain, blank, null, not_voting, voters, expressed };
constexpr std::size_t ballots = 8;
// "for", "against", …: the field of RECORD.md.
std::string_view name(Ballot ballot);

struct VoteCount {
  Ballot ballot = Ballot::in_favour;
  std::int64_t value = 0;
  Range where;          // count and label
  bool shares = false;  // tantièmes, parts, actions
  bool implied = false; // « par 7 voix » without a word for
};

struct VoteNames {
  Ballot ballot = Ballot::in_favour;
  Range names;          // « B. Delvigne, F. Lambillon et O. Pirard »
};

struct VoteRead {
  std::vector<VoteCount> counts;   // each ballot once
  std::vector<VoteNames> names;
  Range unanimity;                 // empty where it is not said
  Range mode;                      // the words that say how it was voted
  std::string_view mode_name;      // "main_levee", …; empty for none
  bool rest_in_favour = false;  // « 1 abstention, tous les autres pour »
  bool strong = false;             // certainly a vote, whatever stands around it
  bool opposed = false;            // two proposals set against each other: for the first, against the second
  bool lost = false;               // « ne recueille que 9 suffrages »
  bool again = false;              // a second ballot or a correction: it takes the place of what was read before

  const VoteCount* find(Ballot ballot) const;
  bool empty() const { return counts.empty() && unanimity.empty() && mode_name.empty() && names.empty(); }
};

// `vote_expected`: the text stands where votes are reported (under « Vote : », in a row of counts), so that weaker signs count.
VoteRead read_vote(std::string_view folded, std::size_t base, bool vote_expected);

}  // namespace minutier::extractors
