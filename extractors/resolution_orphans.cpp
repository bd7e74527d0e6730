// Votes with counts that nothing took: a sentence that tells for, against and abstentions decides something of its own.

#include <algorithm>

#include "extractors/resolution_grouper.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

int kinds_of(const VoteRead& vote) {
  int kinds = 0;
  for (const VoteCount& count : vote.counts) kinds += count.ballot == Ballot::in_favour || count.ballot == Ballot::against || count.ballot == Ballot::abstain;
  return kinds;
}

}  // namespace

void Grouper::remember(std::size_t u, const VoteRead& vote) {
  if (vote.strong && has_ballots(vote) && kinds_of(vote) >= 2) told_.push_back({u, vote});
}

void Grouper::orphans() {
  static const Regex none("\\b(?:si |l'an dernier|l'an passe|consultatif|indicatif|sondage|college|groupe|en exercice|procurations?|pouvoirs? :|presents? :)\\b|\\b(?:avait|avaient)\\b");
  for (const auto& told : told_) {
    const std::size_t u = told.first;
    const VoteRead& vote = told.second;
    const Unit& unit = minutes_.units[u];
    const bool taken = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& d) {
      if (u >= d.first_unit && u <= d.last_unit) return true;
      return std::any_of(d.vote.counts.begin(), d.vote.counts.end(), [&](const VoteCount& count) { return count.where.overlaps(unit.folded); });
    });
    const Topic& topic = minutes_.topics[unit.topic];
    const std::string_view text = folded(unit);
    if (taken || text.back() == '?' || none.found(text) || names_ballot(topic) || opens_election(document_.text.fold(topic.title))) continue;
    if (document_.structure.blocks[static_cast<std::size_t>(unit.block)].kind == BlockKind::table) continue;
    const bool bare = bare_outcome(text) || text.substr(0, 4) == "vote";
    const bool others = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& other) {
      const bool settled = other.last_unit + 1 < u && (has_ballots(other.vote) || !other.vote.unanimity.empty());
      return other.topic == unit.topic && !settled && other.first_unit <= u + 4;
    });
    if (bare && others) continue;
    Draft d;
    d.topic = unit.topic;
    d.says = Says::vote;
    d.result = outcome(vote);
    if (d.result.empty()) continue;
    d.rule = "resolution.vote@1";
    d.confidence = 0.72;
    d.first_unit = d.last_unit = u;
    d.vote = vote;
    if (bare && u > topic.first && !minutes_.units[u - 1].speech && minutes_.units[u - 1].range.size() < 400) d.text = {minutes_.units[u - 1].range};
    d.text.push_back(unit.range);
    d.result_at = unit.range;
    if (!cover_title(topic)) d.title = topic.title, d.number = topic.number;
    const auto at = std::upper_bound(drafts_.begin(), drafts_.end(), u, [](std::size_t unit_number, const Draft& other) { return unit_number < other.first_unit; });
    drafts_.insert(at, d);
  }
}

}  // namespace minutier::extractors
