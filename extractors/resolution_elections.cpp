// Ballots for people: how many voted, in what way, on papers blank or void. What is told of a ballot goes to the decision that says who
// was elected, or is one by itself where only the scores say it; never to the decision before.

#include <algorithm>

#include "extractors/resolution_grouper.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

bool turnout(Ballot ballot) { return ballot == Ballot::voters || ballot == Ballot::expressed || ballot == Ballot::blank || ballot == Ballot::null; }

// What a unit tells of a ballot for people; nothing where it tells votes for and against.
std::optional<VoteRead> ballot_of(const extract::Document& document, const Unit& unit, std::string_view text) {
  static const Regex words("\\b(?:bulletins?|votants|exprimes|secrets?|scrutin|suffrages|petits papiers|urne)\\b|\\b(?:blancs?|nuls?) ?: ?\\d");
  static const Regex roll("\\ben exercice\\b|\\b(?:presents?|procurations?|pouvoirs?) ?:");  // « En exercice : 14 | présents : 10 | votants : 12 »
  if (unit.speech || text.size() > 700 || !words.found(text) || roll.found(text)) return std::nullopt;
  VoteRead vote = read_vote(unit.folded.of(document.text.folded), unit.folded.begin, true);
  if (vote.find(Ballot::against) || vote.find(Ballot::abstain)) return std::nullopt;
  vote.counts.erase(std::remove_if(vote.counts.begin(), vote.counts.end(), [](const VoteCount& count) { return !turnout(count.ballot); }), vote.counts.end());
  if (vote.counts.empty() && vote.mode_name != "secret") return std::nullopt;
  vote.unanimity = Range{};
  vote.names.clear();
  return vote;
}

const Regex& chosen_words() {
  static const Regex pattern("\\b(?:re)?(?:elue?s?|proclamee?s?|nommee?s?|designee?s?)\\b|\\b(?:voix|suffrages obtenus|obtien(?:t|nent)|ont obtenu|a obtenu|recueille)\\b");
  return pattern;
}

}  // namespace

void Grouper::ballots() {
  static const Regex what("\\b(?:elections?|renouvellement|nomination|remplacement|designation)s? (?:(?:de |d')(?=[a-z0-9])|du |de la |des |au |a la |aux |a l')[^.;:,(]{3,60}");
  for (std::size_t t = 0; t < minutes_.topics.size(); ++t) {
    const Topic& topic = minutes_.topics[t];
    const std::size_t stop = topic.first + topic.count;
    for (std::size_t u = topic.first; u < stop; ++u) {
      std::optional<VoteRead> vote = ballot_of(document_, minutes_.units[u], folded(minutes_.units[u]));
      if (!vote) continue;
      const std::size_t first = u;
      std::size_t last = u;
      for (std::size_t next = u + 1; next < std::min(stop, last + 3); ++next)  // « Vote à bulletins secrets. 81 votants. 2 nuls. »
        if (std::optional<VoteRead> more = ballot_of(document_, minutes_.units[next], folded(minutes_.units[next]))) merge(*vote, *more), last = next;
      u = last;
      place_ballot(t, first, last, *vote, what);
    }
  }
}

void Grouper::place_ballot(std::size_t t, std::size_t first, std::size_t last, const VoteRead& vote, const Regex& what) {
  const Topic& topic = minutes_.topics[t];
  const std::size_t stop = topic.first + topic.count;
  const Range told = {minutes_.units[first].range.begin, minutes_.units[last].range.end};
  const Range near = {told.begin, minutes_.units[std::min(stop, last + 7) - 1].range.end};
  const auto says = [&](const Draft& d, Range where) { return std::any_of(d.text.begin(), d.text.end(), [&](Range part) { return part.overlaps(where); }); };
  std::optional<std::size_t> own;  // the decision that says who was elected
  for (std::size_t i = 0; i < drafts_.size() && !own; ++i)
    if (says(drafts_[i], told)) own = i;
  static const Regex other("\\b(?:acclamations?|unanimite|unanimement|mains? levee|sans opposition|d'office|applaudissements)\\b");
  for (std::size_t i = 0; i < drafts_.size() && !own; ++i) {
    const Draft& d = drafts_[i];
    if (d.topic != t || d.text.empty() || !says(d, near)) continue;
    const std::string_view text = document_.text.fold(d.text.front());
    if ((d.says == Says::election || chosen_words().found(text)) && !other.found(text)) own = i;
  }
  const Range here = document_.text.to_folded(told);
  const auto took = [&](const Draft& d) { return d.vote.mode.overlaps(here) || std::any_of(d.vote.counts.begin(), d.vote.counts.end(), [&](const VoteCount& count) { return count.where.overlaps(here); }); };
  std::vector<std::size_t> elections;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const Draft& d = drafts_[i];
    if (d.topic != t || d.text.empty() || (d.says != Says::election && !chosen_words().found(document_.text.fold(d.text.front())))) continue;
    if (!own && took(d) && !other.found(document_.text.fold(d.text.front()))) own = i;
    elections.push_back(i);
  }
  if (!own && elections.size() == 1 && names_ballot(topic) && (drafts_[elections.front()].text.front().begin > told.end || took(drafts_[elections.front()])) && !other.found(document_.text.fold(drafts_[elections.front()].text.front()))) own = elections.front();
  bool elects = false;
  for (std::size_t u = first > topic.first ? first - 1 : first; u < std::min(stop, last + 9) && !elects; ++u) elects = chosen_words().found(folded(minutes_.units[u]));
  Range title = names_ballot(topic) || opens_election(document_.text.fold(topic.title)) ? topic.title : Range{};
  bool from_text = false;
  for (std::size_t u = first + 1; title.empty() && u-- > (first > topic.first + 2 ? first - 2 : topic.first);)
    if (RegexHit hit; what.search(folded(minutes_.units[u]), hit)) title = document_.text.to_reading(hit.whole().after(minutes_.units[u].folded.begin)), from_text = true;
  if (!own && (title.empty() || !elects)) return;
  if (own && !(drafts_[*own].says == Says::election || elects)) return;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {  // none of it is of another decision
    if (own && i == *own) continue;
    VoteRead& theirs = drafts_[i].vote;
    if (drafts_[i].topic != t) continue;
    theirs.counts.erase(std::remove_if(theirs.counts.begin(), theirs.counts.end(), [&](const VoteCount& count) { return turnout(count.ballot) && count.where.overlaps(here); }), theirs.counts.end());
    if (theirs.mode.overlaps(here)) theirs.mode = Range{}, theirs.mode_name = {};
  }
  if (own) {
    merge(drafts_[*own].vote, vote);
    return;
  }
  Draft d;
  d.topic = t;
  d.says = Says::election;
  d.result = "adopted";
  d.rule = "resolution.ballot@1";
  d.confidence = 0.76;
  d.first_unit = first;
  d.last_unit = last;
  d.vote = vote;
  static const Regex opens("\\b(?:election|renouvellement|remplacement|nomination|designation|candidat[a-z]*|places?|sieges?|postes?)\\b");
  if (first > topic.first && minutes_.units[first - 1].block + 1 >= minutes_.units[first].block && !minutes_.units[first - 1].speech && minutes_.units[first - 1].range.size() < 220 && opens.found(folded(minutes_.units[first - 1])) && std::none_of(drafts_.begin(), drafts_.end(), [&](const Draft& other) { return says(other, minutes_.units[first - 1].range); }))
    d.text.push_back(minutes_.units[first - 1].range);
  for (std::size_t u = first; u <= last; ++u) d.text.push_back(minutes_.units[u].range);
  d.result_at = minutes_.units[first].range;
  d.title = title;
  if (!from_text) d.number = topic.number;
  const auto at = std::upper_bound(drafts_.begin(), drafts_.end(), first, [](std::size_t unit_number, const Draft& draft) { return unit_number < draft.first_unit; });
  drafts_.insert(at, d);
}

}  // namespace minutier::extractors
