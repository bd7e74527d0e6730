// Who took no part or voted otherwise, where a sentence beside the decision says so.

#include <algorithm>

#include "extractors/resolution_grouper.hpp"
#include "extractors/vote_stances.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

void Grouper::stances(std::size_t i) {
  Draft& d = drafts_[i];
  if (d.result == "withdrawn" || (d.result == "adjourned" && d.vote.counts.empty())) return;
  const Topic& topic = minutes_.topics[d.topic];
  if (d.first_unit < topic.first || d.last_unit >= topic.first + topic.count) return;
  const Draft* before = i > 0 && drafts_[i - 1].topic == d.topic ? &drafts_[i - 1] : nullptr;
  const Draft* behind = i + 1 < drafts_.size() && drafts_[i + 1].topic == d.topic ? &drafts_[i + 1] : nullptr;
  constexpr std::size_t most_before = 20, most_behind = 3;
  std::size_t from = before ? before->last_unit + 1 : topic.first;
  from = std::max(from, d.first_unit - std::min(d.first_unit, most_before));
  std::size_t end = std::min(topic.first + topic.count, d.last_unit + most_behind);
  if (behind) end = std::min({end, behind->first_unit, d.last_unit + 2});
  const bool person_business = d.says == Says::election || names_ballot(topic);  // « X se retire » speaks of a candidate
  for (std::size_t u = from; u < end; ++u) {
    const Unit& unit = minutes_.units[u];
    if (unit.speech || folded(unit).empty() || folded(unit).back() == '?') continue;
    const bool of_before = before && u == before->last_unit + 1 && minutes_.units[before->last_unit].block == unit.block;
    for (const Stance& stance : stances_in(document_, unit.folded)) {
      if (stance.leaves ? person_business || u > d.last_unit : of_before && u < d.first_unit) continue;
      const VoteCount* count = d.vote.find(stance.who.ballot);
      if ((count && count->value == 0) || (stance.who.ballot == Ballot::against && !d.vote.unanimity.empty())) continue;
      d.vote.names.push_back(stance.who);
    }
  }
}

void Grouper::weigh(Draft& d) const {
  const VoteCount *in_favour = d.vote.find(Ballot::in_favour), *against = d.vote.find(Ballot::against);
  const bool resolved = d.rule.compare(0, 17, "decision.resolved") == 0;
  if (d.result != "adopted") return;
  if (resolved && in_favour && against && against->value > in_favour->value && !d.reversed) {  // « Proposé par X, appuyé par Y. Pour : 3, contre : 4. »
    d.result = "rejected";
    return;
  }
  static const Regex put_off("\\bpropos(?:e|ent|ition)(?: donc| alors)? (?:de |d')(?:reporter|ajourner|renvoyer|differer|remettre)\\b");
  if (d.says != Says::vote || d.text.empty()) return;
  bool said = put_off.found(document_.text.fold(d.text.front()));
  if (d.first_unit > minutes_.topics[d.topic].first && minutes_.units[d.first_unit - 1].block == minutes_.units[d.first_unit].block) said = said || put_off.found(folded(minutes_.units[d.first_unit - 1]));
  if (said) d.result = "adjourned";
}

}  // namespace minutier::extractors
