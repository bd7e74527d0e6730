#include "extractors/resolution_grouper.hpp"

#include <algorithm>

#include "extractors/resolution_sums.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

std::vector<Draft> Grouper::run() {
  for (std::size_t t = 0; t < minutes_.topics.size(); ++t) topic(t);
  orphans();
  ballots();
  global_clauses();
  contexts();
  return std::move(drafts_);
}

void Grouper::topic(std::size_t t) {
  const Topic& topic = minutes_.topics[t];
  if (topic.global) global_ = topic_range(t);
  current_.reset();
  pending_ = VoteRead{};
  pending_text_.clear();
  pending_unit_ = 0;
  reporter_ = commission_ = Range{};
  groups_ = 0;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) count_groups(minutes_.units[u]);
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) unit(t, u);
  leftover_vote(t);
  current_.reset();
}

Range Grouper::topic_range(std::size_t t) const {
  const Topic& topic = minutes_.topics[t];
  return topic.block >= 0 ? document_.structure.blocks[static_cast<std::size_t>(topic.block)].range : topic.title;
}

void Grouper::unit(std::size_t t, std::size_t u) {
  const Unit& unit = minutes_.units[u];
  const std::string_view text = folded(unit);
  reporter(t, text, unit);
  if (entry(t, u)) return;
  VoteRead vote = vote_of(u);
  if (candidate_score(t, u, vote)) return;
  std::vector<Decision> decisions;
  const bool waiting = has_ballots(pending_) && u <= pending_unit_ + 2;
  const bool near = waiting || vote.strong || (!vote.counts.empty() && vote_expected(u)) || !vote.mode_name.empty();
  Range whole = unit.range;
  while (whole.begin > 0 && whole.begin + 2 > unit.range.begin && document_.text.reading[whole.begin - 1] == ' ') --whole.begin;  // « : adopté »
  for (const extract::Match* match : document_.matches.within("decision", whole)) {
    Decision decision;
    if (decisions.size() < 8 && read_decision(document_, minutes_, unit, *match, body_, near || (!unit.speech && result_behind(t, u)), decision)) decisions.push_back(decision);
  }
  decisions.erase(std::remove_if(decisions.begin(), decisions.end(), [&](const Decision& d) { return d.match->rule->id == "decision.active.pronoun" && !goes_on(t, u); }), decisions.end());
  if (!vote.counts.empty() || !vote.unanimity.empty()) {
    std::size_t at = vote.unanimity.empty() ? unit.folded.end : vote.unanimity.begin;
    for (const VoteCount& count : vote.counts) at = std::min(at, count.where.begin);
    const std::size_t from = decisions.empty() ? unit.folded.begin : std::min(at, decisions.front().match->folded.begin);
    if (at > from && vote_of_another(Range{from, at}.of(minutes_.flat), !decisions.empty())) {
      if (decisions.empty()) return;
      vote = VoteRead{};
    }
  }
  if (!unit.speech) remember(u, vote);
  if (unit.speech && decisions.empty() && !vote.strong && !(has_ballots(vote) && vote_expected(u))) return;
  if (decisions.empty()) {
    if (same_vote(t, u, vote)) return;
    if (opens_ballot(t, u, vote)) return;
    without_decision(t, u, vote);
    return;
  }
  if (several_closed(t, text, decisions.front())) return;
  if (follows_vote(t, u, decisions.front(), vote)) return;
  for (std::size_t i = 0; i < decisions.size(); ++i) decide(t, u, decisions[i], i == 0, vote);
}

void Grouper::without_decision(std::size_t t, std::size_t u, VoteRead& vote) {
  const Unit& unit = minutes_.units[u];
  const std::string_view text = folded(unit);
  if (!vote.empty()) {
    static const Regex not_now("\\b(?:sera|seront|serait|devra|doit|doivent|peut|peuvent|propose|demande|souhaite|requiert|si |lors de la precedente|se derouler|prevu)\\b");
    std::string_view told = text;  // « Le comité propose 30 fr. ; pas d'opposition »: the clause that tells the vote
    if (const Range sign = !vote.unanimity.empty() ? vote.unanimity : vote.mode_name == "sans_objection" ? vote.mode : Range{}; !sign.empty() && sign.begin > unit.folded.begin + 3) {
      const std::size_t at = text.substr(0, sign.begin - unit.folded.begin).find_last_of(";>");
      if (at != std::string_view::npos) told = text.substr(at + 1);
    }
    const bool result = has_ballots(vote) || !vote.unanimity.empty() || vote.rest_in_favour || vote.find(Ballot::abstain) || !vote.names.empty() || vote.mode_name == "sans_objection";
    static const Regex chosen("\\b(?:reconduisent|elisent|reelisent|designent|obtient|obtiennent|ont obtenu|a obtenu)\\b");
    const bool implied = std::all_of(vote.counts.begin(), vote.counts.end(), [](const VoteCount& count) { return count.implied; });
    if (implied && !vote.counts.empty() && vote.unanimity.empty() && opens_election(document_.text.fold(minutes_.topics[t].title)) && chosen.found(text)) return;
    static const Regex granted("\\bde droit\\b|(?:scrutin|vote|bulletin)[a-z' ]{0,20} demandee?s?[ .]*$|\\bdemandee?s? par\\b");  // « vote à bulletin secret, qui est de droit »
    if (text.back() == '?' || (not_now.found(told) && !has_ballots(vote) && !granted.found(text))) return;
    if (unit.speech && !has_ballots(vote)) return;
    if (result && labelled(t, u, vote)) return;
    if (vote.opposed) {
      Decision chosen;
      chosen.says = Says::vote;
      chosen.result = outcome(vote);
      if (chosen.result.empty()) return;
      if (!pending_.empty()) leftover_vote(t);
      Draft& d = open(t, u, chosen);
      d.text = {unit.range};
      d.result_at = unit.range;
      merge(d.vote, vote);
      return;
    }
    const bool apart = !current_ || !draft().vote.empty() || (unit.item && unit.block != minutes_.units[draft().last_unit].block);
    if (apart && (item_told(t, u, vote) || told_before(t, u, vote))) return;
    if (current_ && belongs(vote, u) && (!has_ballots(vote) || !has_ballots(draft().vote) || vote.again || extends(vote))) {
      attach(vote, u);
      draft().open_list = false;
      return;
    }
    if (another_vote(t, u, vote)) return;
    if (result || !vote.mode_name.empty() || !vote.counts.empty()) {
      const bool other = has_ballots(pending_.counts.empty() ? VoteRead{} : pending_) && has_ballots(vote) && u > pending_unit_ + 3;
      if (other) leftover_vote(t);
      merge(pending_, vote);
      if (has_ballots(vote) || vote.rest_in_favour || !vote.unanimity.empty() || vote.mode_name == "sans_objection") pending_text_.push_back(unit.range);
      pending_unit_ = u;
    }
    return;
  }
  if (listed_below(t, u)) return;
  if (current_ && draft().announces && draft().topic == t && draft().last_unit + 1 == u && (unit.item || document_.structure.blocks[static_cast<std::size_t>(unit.block)].table >= 0)) draft().last_unit = u;
  if (current_ && draft().open_list) continue_list(u);
  else if (current_ && draft().says == Says::formal && continues(text)) continue_list(u);
}

// The title of the document itself, which is no resolution's.
bool Grouper::cover_title(const Topic& topic) const {
  static const Regex pattern(
      "^[ ]*(?:proces[- ]verbal(?! .*approbation)|p\\.?v\\.?\\b|compte[- ]rendu(?! (?:financier|moral|d'activites?|de gestion|des comptes))|c\\.?r\\.?\\b|assemblee(?: generale)?(?: (?:ordinaire|extraordinaire|mixte|annuelle|constitutive|et))*\\b[^:]*$|conseil (?:municipal|d'administration|communautaire|communal|syndical)\\b[^:]*$|"
      "(?:seance|reunion|session)\\b|releve de|extrait du|registre|commune\\b|ville de|association\\b|republique|departement de|liste des deliberations)");
  static const Regex minutes("^[ ]*(?:lecture (?:du |et approbation du )?)?(?:proces[- ]verbal|p\\.?v\\.?)(?: precedent| de la (?:derniere|precedente) [a-z]+| du \\d{1,2}(?:er)? [a-z]+)?[ .]*$");
  if (topic.block > 2 && topic.count > 0 && minutes.found(document_.text.fold(topic.title))) return false;  // « Procès-verbal. - Il est lu et adopté »: of the sitting before
  return topic.number.empty() && pattern.found(document_.text.fold(topic.title));
}

void Grouper::leftover_vote(std::size_t t) {
  const bool ballot = names_ballot(minutes_.topics[t]) && (!pending_.counts.empty() || !pending_.mode_name.empty()) && someone_elected(minutes_.topics[t]);
  const bool result = ballot || has_ballots(pending_) || pending_.rest_in_favour || !pending_.unanimity.empty() || pending_.mode_name == "sans_objection";
  if (result && current_ && told_alone(t)) return;
  if (!result || current_) {
    pending_ = VoteRead{};
    pending_text_.clear();
    return;
  }
  const std::size_t titled = above_parts(title_topic(t));
  const Topic& topic = minutes_.topics[titled];
  const std::string_view title = document_.text.fold(topic.title);
  static const Regex business(
      "\\bcr\\b|compte[- ]rendu|approbation|adoption|vote|election|renouvellement|resolution|deliberation|budget|rapport|bilan|comptes?\\b|cotisation|tarif|subvention|convention|modification|motion|voeu|avis|designation|composition|proces|pv\\b|quitus|decharge|affectation|proposition|"
      "creation|achat|vente|travaux|autorisation|contrat|statut|candidature|adhesion|reglement|octroi|attribution|demande|fixation|validation|admission|nomination|article|art\\.");
  if (topic.title.empty() || cover_title(topic) || (!topic.resolution && topic.number.empty() && !business.found(title) && !has_ballots(pending_) && !bare_unanimity())) {
    pending_ = VoteRead{};
    pending_text_.clear();
    return;
  }
  Decision decision;
  decision.says = Says::vote;
  decision.result = ballot ? "adopted" : outcome(pending_);
  if (ballot) {
    decision.says = Says::election;
    if (!pending_.find(Ballot::against)) pending_.counts.erase(std::remove_if(pending_.counts.begin(), pending_.counts.end(), [](const VoteCount& count) { return count.ballot == Ballot::in_favour; }), pending_.counts.end());  // the candidate's
    if (pending_text_.empty() && pending_unit_ < minutes_.units.size()) pending_text_.push_back(minutes_.units[pending_unit_].range);
  }
  if (decision.result.empty()) {
    pending_ = VoteRead{};
    pending_text_.clear();
    return;
  }
  const std::vector<Range> text = pending_text_;
  Draft& d = open(t, pending_unit_, decision);
  d.topic = titled;
  d.title = cover_title(topic) ? Range{} : topic.title;
  d.number = topic.number;
  d.text = text;
  if (!text.empty()) d.result_at = text.back();
}

// « Mis aux voix : 5 pour, 8 contre, 2 abstentions. » behind a decision that has its counts: another proposal, told in its block before.
bool Grouper::another_vote(std::size_t t, std::size_t u, const VoteRead& vote) {
  if (!current_ || draft().topic != t || (!has_ballots(draft().vote) && draft().vote.unanimity.empty()) || vote.again || !pending_.empty()) return false;
  const Unit& unit = minutes_.units[u];
  int kinds = 0;
  for (const VoteCount& count : vote.counts) kinds += count.ballot == Ballot::in_favour || count.ballot == Ballot::against || count.ballot == Ballot::abstain;
  const Topic& topic = minutes_.topics[t];
  if (kinds < 2 || !has_ballots(vote) || unit.speech || groups_ >= 2 || opens_election(document_.text.fold(topic.title)) || u == topic.first) return false;
  const std::size_t above = told_by(t, u);
  const Unit& before = minutes_.units[above];
  const Range said = before.block == unit.block && !before.speech && above > draft().last_unit && before.range.size() < 400 ? before.range : Range{};
  static const Regex again("\\b(?:recompte|recomptage|rectif|correct|tour|soit|c'est-a-dire|total)\\b"), own("[ \\t*>=:(-]*(?:puis|ensuite|enfin|finalement|on vote|du coup|au vote final|sur )");
  const bool itself = said.empty() && own.begins(folded(unit)) && !again.found(folded(unit));  // « Puis sur 90 F : 84 pour, 5 contre »
  if ((said.empty() && !itself) || again.found(folded(unit)) || again.found(folded(before))) return false;
  Decision decision;
  decision.says = Says::vote;
  decision.result = outcome(vote);
  if (decision.result.empty()) return false;
  Draft& d = open(t, u, decision);
  d.text = itself ? std::vector<Range>{unit.range} : std::vector<Range>{said, unit.range};
  d.result_at = unit.range;
  if (const Range head = item_head(t, u, decision); !head.empty()) d.title = head;
  else if (!itself && said.size() <= 160) d.title = said;
  merge(d.vote, vote);
  return true;
}

// « > unanimité ! »: nothing else is said, so the heading says what of.
bool Grouper::bare_unanimity() const {
  static const Regex pattern("[ \\t*>=-]*(?:(?:vote|adopte[a-z]{0,2}|accepte[a-z]{0,2}|approuve[a-z]{0,2}|valide[a-z]{0,2}) ?:? ?|(?:quitus|decharge)[a-z ]{0,30} )?(?:(?:a l')?unanim[a-z]+|tous|toutes|tout le monde|accord (?:general|de tous|unanime))\\b");
  if (pending_.unanimity.empty() || pending_text_.size() != 1) return false;
  const std::string_view text = document_.text.fold(pending_text_.front());
  return text.size() < 60 && pattern.begins(text);
}

// A vote behind the parts of a business (« Rapport d'activité », with a heading for each activity) is on the business.
std::size_t Grouper::above_parts(std::size_t t) const {
  const auto& blocks = document_.structure.blocks;
  std::size_t at = t;
  for (int climbs = 0; climbs < 3; ++climbs) {
    const Topic& topic = minutes_.topics[at];
    if (topic.block < 0 || topic.resolution || !topic.number.empty() || names_business(document_.text.fold(topic.title))) return at;
    const int parent = blocks[static_cast<std::size_t>(topic.block)].parent;
    if (parent < 0) return t;
    std::size_t above = at;
    while (above > 0 && minutes_.topics[above].block != parent) --above;
    if (above == 0 || cover_title(minutes_.topics[above])) return t;
    at = above;
    if (names_business(document_.text.fold(minutes_.topics[at].title))) return at;
  }
  return t;
}

// Names of a board under headings of their own: the title stands above them.
std::size_t Grouper::title_topic(std::size_t t) const {
  const Topic& topic = minutes_.topics[t];
  std::size_t items = 0;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) items += minutes_.units[u].item;
  if (items < 2) return t;
  std::size_t back = t;
  while (back > 0 && minutes_.topics[back - 1].list_only) --back;
  if (back > 0 && opens_election(document_.text.fold(minutes_.topics[back - 1].title))) return back - 1;
  return t;
}

// The sentences of the topic since the decision before.
void Grouper::contexts() {
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    Draft& d = drafts_[i];
    const Topic& topic = minutes_.topics[d.topic];
    std::size_t from = topic.first;
    for (std::size_t k = i; k-- > 0 && drafts_[k].topic == d.topic;) {  // what stands before an amendment is the proposal's it was set against
      const bool aside = speaks_of_amendment(document_.text.fold(drafts_[k].title)) || (!drafts_[k].text.empty() && speaks_of_amendment(document_.text.fold(drafts_[k].text.back())));
      if (aside && drafts_[k].result == "rejected") continue;
      from = drafts_[k].last_unit + 1;
      break;
    }
    below(d);
    stances(i);
    weigh(d);
    for (std::size_t u = d.first_unit; u-- > from && d.first_unit - u <= 80;) {
      const int table = document_.structure.blocks[static_cast<std::size_t>(minutes_.units[u].block)].table;
      if (table >= 0 && (d.tables.empty() || d.tables.back() != table)) d.tables.push_back(table);
    }
    std::size_t size = 0;
    for (std::size_t u = d.first_unit; u-- > from && d.first_unit - u <= 14;) {
      if ((minutes_.units[u].speech && !minutes_.units[u].item) || document_.structure.blocks[static_cast<std::size_t>(minutes_.units[u].block)].kind == BlockKind::table) continue;
      size += minutes_.units[u].range.size();
      if (size > 1500) break;
      d.context.push_back(minutes_.units[u].range);
    }
  }
}

// The entries a decision announces: « Sont votées pour 1976 : », « … est réparti comme suit », « … aux bénéficiaires suivants ».
void Grouper::below(Draft& d) const {
  static const Regex ends("[ \\t*>:=\"-]*(?:vote|adopte|approuve|accepte|rejete|refuse|pour[ ]?[:=\\d]|contre[ ]?[:=\\d]|abst|unanim|a l'unanim|mise? aux voix|le conseil|l'assemblee|le comite|la seance|m\\. |mme )");
  const Topic& topic = minutes_.topics[d.topic];
  std::size_t u = d.first_unit;
  if (u < topic.first || u >= topic.first + topic.count || !announces(folded(minutes_.units[u]))) return;
  for (std::size_t size = 0; ++u < topic.first + topic.count && size < 60; ++size) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = folded(unit);
    const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
    if (block.table >= 0) {
      if (d.listed_tables.empty()) d.listed_tables.push_back(block.table);
      if (d.listed_tables.back() != block.table) return;
      continue;
    }
    if (ends.begins(text) || (!unit.item && (text.size() > 160 || !document_.matches.within("decision", unit.range).empty()))) return;
    d.listed.push_back(unit.range);
  }
}

// « Toutes les résolutions sont adoptées à l'unanimité. »
void Grouper::global_clauses() {
  for (const extract::Match& match : document_.matches.of("decision.global")) {
    const std::string_view words = match.folded.of(minutes_.flat);
    const bool all = contains(words, "toutes les") || contains(words, "ensemble");
    if (!contains(words, "unanim")) continue;
    for (Draft& d : drafts_)
      if (d.vote.empty() && d.result == "adopted" && (all || (!d.global.empty() && d.global.overlaps(match.range)))) {
        d.global = match.range;
        d.global_unanimity = true;
      }
  }
}

std::vector<Draft> draft_resolutions(const extract::Document& document, const Minutes& minutes, std::string_view body) {
  return Grouper(document, minutes, deciding_body(document, minutes, body)).run();
}

}  // namespace minutier::extractors
