#include "extractors/resolution_grouper.hpp"

#include <algorithm>

#include "extractors/resolution_sums.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

std::vector<Draft> Grouper::run() {
  for (std::size_t t = 0; t < minutes_.topics.size(); ++t) topic(t);
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
  for (const extract::Match* match : document_.matches.within("decision", unit.range)) {
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
  if (unit.speech && decisions.empty() && !vote.strong && !(has_ballots(vote) && vote_expected(u))) return;
  if (decisions.empty()) {
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
    const bool result = has_ballots(vote) || !vote.unanimity.empty() || vote.rest_in_favour || vote.find(Ballot::abstain) || !vote.names.empty() || vote.mode_name == "sans_objection";
    static const Regex chosen("\\b(?:reconduisent|elisent|reelisent|designent|obtient|obtiennent|ont obtenu|a obtenu)\\b");
    const bool implied = std::all_of(vote.counts.begin(), vote.counts.end(), [](const VoteCount& count) { return count.implied; });
    if (implied && !vote.counts.empty() && vote.unanimity.empty() && opens_election(document_.text.fold(minutes_.topics[t].title)) && chosen.found(text)) return;
    static const Regex granted("\\bde droit\\b|(?:scrutin|vote|bulletin)[a-z' ]{0,20} demandee?s?[ .]*$|\\bdemandee?s? par\\b");  // « vote à bulletin secret, qui est de droit »
    if (text.back() == '?' || (not_now.found(text) && !has_ballots(vote) && !granted.found(text))) return;
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
      "^[ ]*(?:proces[- ]verbal(?! .*approbation)|p\\.?v\\.?\\b|compte[- ]rendu|c\\.?r\\.?\\b|assemblee(?: generale)?(?: (?:ordinaire|extraordinaire|mixte|annuelle|constitutive|et))*\\b[^:]*$|conseil (?:municipal|d'administration|communautaire|communal|syndical)\\b[^:]*$|"
      "(?:seance|reunion|session)\\b|releve de|extrait du|registre|commune\\b|ville de|association\\b|republique|departement de|liste des deliberations)");
  return topic.number.empty() && pattern.found(document_.text.fold(topic.title));
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
  if (!current_ || draft().topic != t || !has_ballots(draft().vote) || vote.again || !pending_.empty()) return false;
  const Unit& unit = minutes_.units[u];
  int kinds = 0;
  for (const VoteCount& count : vote.counts) kinds += count.ballot == Ballot::in_favour || count.ballot == Ballot::against || count.ballot == Ballot::abstain;
  const Topic& topic = minutes_.topics[t];
  if (kinds < 2 || !has_ballots(vote) || unit.speech || groups_ >= 2 || opens_election(document_.text.fold(topic.title)) || u == topic.first) return false;
  const Unit& before = minutes_.units[u - 1];
  const Range said = before.block == unit.block && !before.speech && u - 1 > draft().last_unit && before.range.size() < 400 ? before.range : Range{};
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

namespace {

// « Unanimité. », « Adopté. », « Pas d'opposition. », « Pour : 12 »: the outcome of what was said, and nothing else.
bool bare_outcome(std::string_view text) {
  static const Regex pattern("[ \\t*>(:=\"-]*(?:votes? ?:|(?:adopte|approuve|accepte|valide|accorde|rejete|refuse|repousse)(?:\\(?e\\)?|[.-]?e)?s?\\b|votee?s? (?:a |par |sans )|(?:a l')?unanim|accord (?:unanime|general|de tous)|(?:oui|ok|non)(?:[,.:!]| a l|$)|(?:pour|oui) ?[:=]? ?\\d|\\d+ (?:voix|pour|oui)|(?:pas d'|sans |aucune )(?:objection|opposition)|(?:personne|nul) (?:ne s'y|n'est|contre)|mise?s? aux voix|tout le monde)");
  return text.size() < 90 && pattern.begins(text);
}

}  // namespace

// The sentence is followed by its outcome alone.
bool Grouper::result_behind(std::size_t t, std::size_t u) const {
  const Topic& topic = minutes_.topics[t];
  return u + 1 < topic.first + topic.count && !minutes_.units[u + 1].speech && bare_outcome(folded(minutes_.units[u + 1])) && minutes_.units[u + 1].block == minutes_.units[u].block;
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

// « Subvention à l'école de devoirs : 1.250 €. Pas d'opposition. »: an outcome alone is that of the sentence before it.
bool Grouper::told_before(std::size_t t, std::size_t u, const VoteRead& vote) {
  const Topic& topic = minutes_.topics[t];
  const bool result = has_ballots(vote) || !vote.unanimity.empty() || vote.mode_name == "sans_objection";
  if (!result || !pending_.empty() || u == topic.first || groups_ >= 2 || !bare_outcome(folded(minutes_.units[u])) || opens_election(document_.text.fold(topic.title))) return false;
  const Unit& before = minutes_.units[u - 1];
  const std::string_view words = folded(before);
  if (before.block != minutes_.units[u].block || (before.speech && !before.item) || words.size() < 12 || words.size() > 500 || words.back() == '?' || words.back() == ':') return false;
  if (current_ && draft().last_unit + 1 >= u) return false;
  if (u + 1 < topic.first + topic.count && !document_.matches.within("decision", minutes_.units[u + 1].range).empty()) return false;  // what was voted is said next
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

// « > unanimité ! »: nothing else is said, so the heading says what of.
bool Grouper::bare_unanimity() const {
  static const Regex pattern("[ \\t*>=-]*(?:(?:vote|adopte[a-z]{0,2}|accepte[a-z]{0,2}|approuve[a-z]{0,2}|valide[a-z]{0,2}) ?:? )?(?:a l')?unanim[a-z]+\\b");
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
    const bool all = words.find("toutes les") != std::string_view::npos || words.find("ensemble") != std::string_view::npos;
    if (words.find("unanim") == std::string_view::npos) continue;
    for (Draft& d : drafts_)
      if (d.vote.empty() && d.result == "adopted" && (all || (!d.global.empty() && d.global.overlaps(match.range)))) {
        d.global = match.range;
        d.global_unanimity = true;
      }
  }
}

std::vector<Draft> draft_resolutions(const extract::Document& document, const Minutes& minutes, std::string_view body) {
  return Grouper(document, minutes, body).run();
}

}  // namespace minutier::extractors
