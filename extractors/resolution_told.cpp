// Outcomes told alone: « Pas d'opposition. » behind a sentence, « Caution : on passe à 15 €, personne contre », a second vote of a topic.

#include <algorithm>

#include "extractors/resolution_grouper.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

// The sentence is followed by its outcome alone.
bool Grouper::result_behind(std::size_t t, std::size_t u) const {
  const Topic& topic = minutes_.topics[t];
  return u + 1 < topic.first + topic.count && !minutes_.units[u + 1].speech && bare_outcome(folded(minutes_.units[u + 1])) && (minutes_.units[u + 1].block == minutes_.units[u].block || (minutes_.units[u + 1].block == minutes_.units[u].block + 1 && vote_expected(u + 1)));
}

// « - Caution des clés : on passe de 10 à 15 €, personne contre »: an entry of a list that tells what and how.
bool Grouper::item_told(std::size_t t, std::size_t u, const VoteRead& vote) {
  const Unit& unit = minutes_.units[u];
  const Topic& topic = minutes_.topics[t];
  const bool agreed = !vote.unanimity.empty() || vote.mode_name == "sans_objection" || (has_ballots(vote) && vote.counts.size() > 1);
  const std::string_view line = folded(unit);
  const std::size_t sign = line.find(" : ");
  bool labelled_line = !unit.item && sign != std::string_view::npos && sign > 3 && sign < 60 && names_business(line);
  if (labelled_line) {  // « Affectation : 963,76 € à la caisse de grève, unanimité aussi », and no one speaks
    const Range label = document_.text.to_reading({unit.folded.begin, unit.folded.begin + sign});
    const auto name = extract::name_at(document_.text.reading, label.begin);
    labelled_line = !(name && name->range.end + 2 >= label.end);
  }
  if ((!unit.item && !labelled_line) || unit.speech || !agreed || groups_ >= 2 || names_ballot(topic) || (u > topic.first && minutes_.units[u - 1].block == unit.block)) return false;
  std::size_t at = unit.folded.end;
  if (!vote.unanimity.empty()) at = vote.unanimity.begin;
  if (vote.mode_name == "sans_objection") at = std::min(at, vote.mode.begin);
  for (const VoteCount& count : vote.counts) at = std::min(at, count.where.begin);
  const std::string_view words = folded(unit);
  const std::size_t head = at > unit.folded.begin ? at - unit.folded.begin : 0;
  static const Regex none("[ \\t*>=:-]*(?:votes?\\b|resultats?|pour|contre|abst|oui|non|decision|depouillement|college|groupe|a la|au |a l'|m\\.|mme|mise? aux voix|apres|suite|finalement|donc)");
  if (head < 14 || head > 300 || none.begins(words) || words.back() == '?') return false;
  Decision decision;
  decision.says = Says::vote;
  decision.result = outcome(vote);
  if (decision.result.empty()) return false;
  if (!pending_.empty()) leftover_vote(t);
  Draft& d = open(t, u, decision);
  d.text = {unit.range};
  d.result_at = unit.range;
  const std::size_t colon = words.substr(0, head).find(" : ");
  std::size_t stop = colon != std::string_view::npos && colon > 3 && colon < 120 ? colon : std::min<std::size_t>(head, 140);
  while (stop > 0 && (words[stop - 1] == ' ' || words[stop - 1] == ',' || words[stop - 1] == '(' || words[stop - 1] == ':' || words[stop - 1] == '-')) --stop;
  d.title = document_.text.to_reading({unit.folded.begin, unit.folded.begin + stop});
  d.number = Range{};
  d.closed = true;
  merge(d.vote, vote);
  return true;
}

// The unit of the block that says what a vote is on: the one before, or the first that names a business (« Proposition de chèques
// vacances … M. X aurait préféré … Vote : 4 pour, 2 contre »).
std::size_t Grouper::told_by(std::size_t t, std::size_t u) const {
  const Topic& topic = minutes_.topics[t];
  std::size_t above = u - 1;
  for (std::size_t first = u; first > topic.first && minutes_.units[first - 1].block == minutes_.units[u].block && (!current_ || first - 1 > draft().last_unit);) {
    --first;
    if (!minutes_.units[first].speech && names_business(folded(minutes_.units[first]))) above = first;
  }
  return above;
}

// « Subvention à l'école de devoirs : 1.250 €. Pas d'opposition. »: an outcome alone is that of the sentence before it.
bool Grouper::told_before(std::size_t t, std::size_t u, const VoteRead& vote) {
  const Topic& topic = minutes_.topics[t];
  const bool result = has_ballots(vote) || !vote.unanimity.empty() || vote.mode_name == "sans_objection";
  if (!result || !pending_.empty() || u == topic.first || groups_ >= 2 || !bare_outcome(folded(minutes_.units[u])) || opens_election(document_.text.fold(topic.title))) return false;
  const Unit& before = minutes_.units[told_by(t, u)];
  const std::string_view words = folded(before);
  static const Regex sum_of_list("[ \\t]*(?:soit|total|ensemble)\\b");
  if (sum_of_list.begins(words) || before.block != minutes_.units[u].block || (before.speech && !before.item) || words.size() < 12 || words.size() > 500 || words.back() == '?' || words.back() == ':') return false;
  if (current_ && draft().last_unit + 1 >= u) return false;
  for (std::size_t next = u + 1; next < topic.first + topic.count && next < u + 6; ++next) {  // what was voted is said next, behind the other counts
    if (!document_.matches.within("decision", minutes_.units[next].range).empty()) return false;
    if (folded(minutes_.units[next]).size() > 60 || !may_vote(folded(minutes_.units[next]))) break;
  }
  Decision decision;
  decision.says = Says::vote;
  decision.result = outcome(vote);
  if (decision.result.empty()) return false;
  const bool others = !drafts_.empty() && drafts_.back().topic == t;
  Draft& d = open(t, u, decision);
  d.text = {before.range, minutes_.units[u].range};
  d.result_at = minutes_.units[u].range;
  d.first_unit = u - 1;
  if (others || d.title.empty() || before.item) {
    const std::size_t colon = words.find(" : ");
    d.title = colon != std::string_view::npos && colon > 4 && colon < 120 ? document_.text.to_reading({before.folded.begin, before.folded.begin + colon}) : words.size() <= 160 ? before.range : d.title;
    d.number = Range{};
  }
  d.closed = true;
  merge(d.vote, vote);
  return true;
}

// A vote of for and against behind a decision that has its own, in a sentence that says what was voted: « Puis sur 90 F : 84 pour, 5 contre. »
bool Grouper::told_alone(std::size_t t) {
  const VoteCount* in_favour = pending_.find(Ballot::in_favour);
  if (!in_favour || !pending_.find(Ballot::against) || pending_text_.size() != 1 || pending_unit_ >= minutes_.units.size() || !has_ballots(draft().vote) || opens_election(document_.text.fold(minutes_.topics[t].title))) return false;
  const Unit& unit = minutes_.units[pending_unit_];
  const std::size_t head = std::min(in_favour->where.begin, pending_.find(Ballot::against)->where.begin);
  static const Regex word("[a-z]{4,}"), none("[ \\t*>=:(-]*(?:votes?|resultats?|pour|contre|oui|non|abst|soit|total|college|groupe|mise? aux voix|second|deuxieme|au (?:second|premier))\\b");
  if (unit.speech || groups_ >= 2 || head < unit.folded.begin + 10 || none.begins(folded(unit)) || !word.found(Range{unit.folded.begin, head}.of(minutes_.flat))) return false;
  Decision decision;
  decision.says = Says::vote;
  decision.result = outcome(pending_);
  if (decision.result.empty()) return false;
  const std::vector<Range> text = pending_text_;
  Draft& d = open(t, pending_unit_, decision);
  d.text = text;
  d.result_at = text.back();
  pending_ = VoteRead{};
  pending_text_.clear();
  return true;
}

// « Vote : même résultat que ci-dessus », « idem »
bool Grouper::same_vote(std::size_t t, std::size_t u, const VoteRead& vote) {
  static const Regex pattern("\\b(?:(?:vote|resultat|scrutin|decompte)s? identiques?|memes? (?:vote|resultat|score|decompte|repartition)s?)\\b|^[ \\t*>:=-]*(?:(?:vote|resultat)[a-z ]{0,20} ?: ?)?idem[ .]*$"), not_now("\\b(?:pas|si|sera|demande|propose|toujours)\\b");
  const std::string_view text = folded(minutes_.units[u]);
  if (text.size() > 110 || drafts_.empty() || !vote.empty() || minutes_.units[u].speech || !pattern.found(text) || not_now.found(text)) return false;
  const Draft& before = current_ && draft().vote.empty() && drafts_.size() > 1 ? drafts_[drafts_.size() - 2] : drafts_.back();
  if (before.vote.empty() || before.topic + 2 < t || (before.topic == t && &before == &drafts_.back())) return false;
  const VoteRead taken = before.vote;
  const std::string_view result = before.result;
  if (current_ && draft().topic == t && draft().vote.empty()) {
    attach(taken, u);
    return true;
  }
  const Topic& topic = minutes_.topics[t];
  if (topic.title.empty() || cover_title(topic)) return false;
  Decision decision;
  decision.says = Says::vote;
  decision.result = result;
  Draft& d = open(t, u, decision);
  d.text = {minutes_.units[u].range};
  d.result_at = minutes_.units[u].range;
  d.vote = taken;
  return true;
}

}  // namespace minutier::extractors
