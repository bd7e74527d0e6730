#include "extractors/resolution_grouper.hpp"

#include <algorithm>

#include "extractors/resolution_sums.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

// « Rapporteur : M. X », « Commission : Finances »
void Grouper::reporter(std::size_t t, std::string_view text, const Unit& unit) {
  static const Regex pattern("^[ \\t:*>-]*(?:(?:rapporteu(?:r|re|se)s?(?:\\(?[.-]?(?:e|se)\\)?)?|rapport presente par|presente par) ?:? (?<who>[^\\n:;.(]{3,60}(?:\\.[^\\n:;.(]{2,50})?)|commission ?: (?<commission>[^\\n;.(]{3,60}))"),
      titled("^[ ]*(?<who>(?:mm?\\.|mmes?|mlle|monsieur|madame)[ ](?:[^,;:.(]|(?<=[ -][a-z])\\.){2,50}),[ ]rapporteu(?:r|re|se)s?[ ]?[.]?$");  // « Pont de Mazerac. — M. Lagarrigue, rapporteur. »
  RegexHit hit;
  if (text.size() < 90 && titled.search(text, hit)) {
    reporter_ = document_.text.to_reading(titled.range(hit, "who").after(unit.folded.begin));
    return;
  }
  if (text.size() > 200 || (!contains(text, "rapport") && !contains(text, "commission") && !contains(text, "presente par")) || !pattern.search(text, hit)) return;
  const bool who = pattern.group(hit, "who") != 0;
  const Range where = document_.text.to_reading(pattern.range(hit, who ? "who" : "commission").after(unit.folded.begin));
  if (who) reporter_ = where;
  else commission_ = where;
  if (current_ && draft().topic == t) (who ? draft().reporter : draft().commission) = where;
}

// « Sur le rapport de Mme X, la Commission permanente » over items that say what it does.
bool Grouper::listed_below(std::size_t t, std::size_t u) {
  static const Regex decider("\\b(?:le conseil(?: [a-z']+){0,3}|la commission permanente|l'assemblee(?: generale)?|le comite(?: [a-z]+)?|le bureau(?: [a-z]+)?)[ ,:]*$"),
      verb("[ \\t*>-]*(?:alloue|attribue|approuve|autorise|decide|fixe|accorde|adopte|valide|designe|emet|donne|prend acte|impute|inscrit|vote|accepte|refuse|rejette|confie|ratifie|prononce)\\b");
  const Topic& topic = minutes_.topics[t];
  if (u + 1 >= topic.first + topic.count || !minutes_.units[u + 1].item || !decider.found(folded(minutes_.units[u])) || !verb.begins(folded(minutes_.units[u + 1]))) return false;
  Decision decision;
  decision.says = Says::formal;
  decision.result = "adopted";
  Draft& d = open(t, u, decision);
  d.rule = "resolution.listed@1";
  d.result_at = minutes_.units[u + 1].range;
  d.open_list = true;
  return true;
}

// « Sont votées pour 1976 : », « … est réparti comme suit », « … aux bénéficiaires suivants »
bool Grouper::announces(std::string_view text) {
  static const Regex pattern("(?:\\b(?:comme suit|ainsi qu'il suit|de la (?:facon|maniere) suivante|ci-(?:dessous|apres)|suivante?s?)\\b[^.;]{0,60}|:)[ .]*$");
  return pattern.found(text.size() > 160 ? text.substr(text.size() - 160) : text);
}

bool Grouper::continues(std::string_view text) {
  static const Regex pattern("[ \\t*>=-]*(?:d'|de |du |que |qu'|article\\b|art\\b|\\d{1,2}[.) -]|approuve|autorise|dit |precise|charge|donne|fixe|mandate|inscrit|sollicite|adopte|decide|designe|accepte|demande|rappelle que|ampliation)");
  return pattern.begins(text);
}

bool Grouper::closes_list(std::string_view text) {
  static const Regex pattern("[ \\t*>=-]*(?:fait (?:et|a|en)|ainsi (?:fait|delibere)|pour extrait|la seance|le maire\\b|la maire\\b|le president\\b|la presidente\\b|signature|suivent les|ont signe|m\\. |mme |l'ordre du jour|acte rendu|certifie|transmis|par le conseil|la presente deliberation (?:sera|peut)|le secretaire|vu\\b)");
  return pattern.begins(text);
}

void Grouper::continue_list(std::size_t u) {
  const Unit& unit = minutes_.units[u];
  const std::string_view text = folded(unit);
  if (closes_list(text)) {
    draft().open_list = false;
    return;
  }
  std::size_t size = 0;
  for (const Range part : draft().text) size += part.size();
  if (size > 4000 || u > draft().last_unit + 2) {
    draft().open_list = false;
    return;
  }
  draft().text.push_back(unit.range);
  draft().last_unit = u;
  const std::string_view last = folded(minutes_.units[u]);
  if (!unit.item && !last.empty() && last.back() == '.' && !continues(text)) draft().open_list = false;
}

Draft& Grouper::open(std::size_t t, std::size_t u, const Decision& decision) {
  Draft d;
  const Topic& topic = minutes_.topics[t];
  d.topic = t;
  d.says = decision.says;
  d.result = decision.result;
  d.result_at = decision.verb;
  d.rule = decision.match ? decision.match->rule->tag() : "resolution.vote@1";
  d.confidence = decision.match ? decision.match->rule->confidence : 0.8;
  d.first_unit = d.last_unit = u;
  d.announces = decision.says != Says::vote && announces(folded(minutes_.units[u]));
  if (!cover_title(topic)) d.title = topic.title;
  d.number = topic.number;
  d.reporter = reporter_;
  d.commission = commission_;
  if (decision.match) {
    d.proposer = decision.match->group("proposer");
    d.seconder = decision.match->group("seconder");
  }
  if (!global_.empty()) d.global = global_;
  drafts_.push_back(d);
  current_ = drafts_.size() - 1;
  if (!pending_.empty()) {
    merge(draft().vote, pending_);
    if (decision.says == Says::vote) draft().text = pending_text_;
    pending_ = VoteRead{};
    pending_text_.clear();
  }
  return draft();
}

// The part of a sentence that says the decision: without recitals before and labels.
Range Grouper::said(const Unit& unit, const Decision& decision) const {
  static const Regex recital("\\b(?:vu\\b|considerant|attendu|ouie?\\b|entendu|lecture)");
  static const Regex label("^[ \\t]*(?:[=>*-]+[ ]*)*(?:(?:votes?|resultat du vote|decision)[ ]?(?:[:-]+)[ ]*)?");
  const std::string_view text = folded(unit);
  Range range = unit.range;
  const Range match = decision.match->range;
  if (decision.says == Says::formal && match.begin > unit.range.begin) {
    const std::string_view before = Range{unit.folded.begin, std::max(unit.folded.begin, decision.match->folded.begin)}.of(minutes_.flat);
    if (before.size() > 160 || recital.found(before)) {
      range.begin = decision.match->rule->id == "decision.formal" ? decision.verb.begin : match.begin;
      return range;
    }
  }
  const std::size_t start = decision.match->folded.begin;
  const std::string_view before = start > unit.folded.begin ? Range{unit.folded.begin, start}.of(minutes_.flat) : std::string_view{};
  const bool active = decision.match->rule->id.compare(0, 15, "decision.active") == 0;
  if (active && before.size() > 60 && recital.found(before)) {
    range.begin = match.begin;
    return range;
  }
  if (const std::size_t clause = before.rfind("; "); !active && clause != std::string_view::npos && before.size() - clause > 5) {
    range.begin = document_.text.to_reading({unit.folded.begin + clause + 2, unit.folded.end}).begin;
    return range;
  }
  RegexHit hit;
  if (label.search(text, hit) && hit.whole().end > 0)
    range.begin = document_.text.to_reading({unit.folded.begin + hit.whole().end, unit.folded.end}).begin;
  return range;
}

void Grouper::decide(std::size_t t, std::size_t u, const Decision& decision, bool first, VoteRead& vote) {
  const Unit& unit = minutes_.units[u];
  if (!first) {  // a second verb of the same sentence says no other decision
    if (decision.says == Says::closing || decision.says == Says::formal) draft().result = draft().result == "adopted" ? decision.result : draft().result;
    if (decision.says == Says::formal) draft().says = Says::formal, draft().open_list = open_end(unit);
    return;
  }
  if (decision.says == Says::closing && close_current(t, u, decision, vote)) return;
  if (decision.match->rule->id == "decision.elliptic" && vote.empty() && current_ && draft().topic == t && draft().says == Says::vote && u == draft().last_unit + 1 && shares_word(folded(unit)) && close_current(t, u, decision, vote)) return;  // « … : 5 pour, 10 contre. Amendement rejeté. »
  if (decision.says == Says::election && pending_.mode_name == "secret" && ((!vote.mode_name.empty() && vote.mode_name != "secret") || (!vote.unanimity.empty() && pending_.find(Ballot::voters)))) {  // « Scrutin secret, 93 votants … X est reconduit vérificateur à mains levées »
    leftover_vote(t);
    pending_ = VoteRead{};
    pending_text_.clear();
    current_.reset();
  }
  if (decision.says == Says::election && current_ && draft().says == Says::election && draft().topic == t) {
    if (vote.strong && draft().vote.empty() && !vote.unanimity.empty()) merge(draft().vote, vote);
    draft().last_unit = u;
    if (draft().text.size() < 4) draft().text.push_back(unit.range);
    return;
  }
  if (current_ && same_resolution(u, decision)) {
    draft().text.push_back(said(unit, decision));
    draft().last_unit = u;
    if (decision.says == Says::formal) draft().open_list = open_end(unit);
    if (!vote.empty() && extends(vote)) attach(vote, u);
    return;
  }
  const bool put_off = decision.result == "adjourned" || decision.result == "withdrawn" || decision.result == "noted";
  const VoteCount* opposed = pending_.find(Ballot::against);
  const bool unlike = opposed && opposed->value > 0 && has_ballots(pending_) && !vote.unanimity.empty() && !has_ballots(vote);
  if (!pending_.empty() && (put_off || unlike || (has_ballots(pending_) && has_ballots(vote)))) {  // the vote told before is another's
    leftover_vote(t);
    pending_ = VoteRead{};
    pending_text_.clear();
  }
  if (asked_before(t, decision)) {
    draft().result = decision.result;
    draft().result_at = decision.verb;
    draft().rule = decision.match->rule->tag();
    draft().text = {said(unit, decision)};
    draft().closed = true;
    draft().last_unit = u;
    merge(draft().vote, pending_);
    pending_ = VoteRead{};
    pending_text_.clear();
    merge(draft().vote, vote);
    reverse(draft(), decision);
    return;
  }
  Draft& d = open(t, u, decision);
  d.text.push_back(said(unit, decision));
  own_title(t, u, decision, vote, d);
  if (decision.says == Says::closing) with_sentence_before(t, u, d);
  if (decision.says == Says::formal || decision.match->rule->id.compare(0, 17, "decision.resolved") == 0) {
    d.open_list = open_end(unit) || decision.says != Says::formal;
    d.says = Says::formal;
  }
  if (decision.says == Says::election && vote.unanimity.empty()) {  // counts beside an election are the person's
    VoteRead kept;
    kept.mode = vote.mode;
    kept.mode_name = vote.mode_name;
    kept.strong = vote.strong;
    static const Regex rival("(?:voix|suffrages) contre (?:\\d{1,4}|[a-z-]{2,14}) (?:voix )?(?:a|pour) (?:m\\.|mme|[a-z]{3})");  // « par 22 voix contre 14 à M. Duchêne »
    if (!colon_before_counts(unit, vote) && !rival.found(folded(unit))) kept = vote;
    merge(d.vote, kept);
  } else {
    merge(d.vote, vote);
  }
  reverse(d, decision);
}

// « 1. Fontfroide - Pouvoir jouer le vendredi. M. X s'inquiète … Adopté par 61 voix. »: what an entry of a list begins with, where it ends in
// its result.
Range Grouper::item_head(std::size_t t, std::size_t u, const Decision& decision) const {
  const Unit& unit = minutes_.units[u];
  const bool left = decision.match && decision.match->rule->id == "decision.withdraws";
  const Topic& topic = minutes_.topics[t];
  const std::size_t behind = document_.text.reading.find_first_not_of(" .:", topic.title.end);
  const bool own_line = topic.block == unit.block && !topic.title.empty() && behind != std::string::npos && document_.text.reading[behind] == '\n';  // « 4/ Quitus » over its votes
  if (!unit.item || own_line || (decision.says != Says::closing && decision.says != Says::vote && !left)) return {};
  std::size_t first = u;
  while (first > topic.first && minutes_.units[first - 1].block == unit.block) --first;
  if (first == u) return {};
  Range head = minutes_.units[first].range;
  if (head.size() > 160) {
    const std::size_t colon = folded(minutes_.units[first]).find(" : ");
    if (colon == std::string_view::npos || colon < 4 || colon > 120) return {};
    head = document_.text.to_reading({minutes_.units[first].folded.begin, minutes_.units[first].folded.begin + colon});
  }
  const std::string_view words = document_.text.read(head);
  return !words.empty() && words.back() != '?' ? head : Range{};
}

// « - budget 2025 : 11 pour, 2 contre, adopté » beside others under one head: the words before the colon name it.
void Grouper::own_title(std::size_t t, std::size_t u, const Decision& decision, const VoteRead& vote, Draft& d) const {
  const Unit& unit = minutes_.units[u];
  if (const Range head = item_head(t, u, decision); !head.empty()) {
    d.title = head;
    return;
  }
  const bool others = drafts_.size() > 1 && drafts_[drafts_.size() - 2].topic == t;
  if ((!unit.item && !others) || decision.says == Says::formal || decision.says == Says::election) return;
  std::size_t at = document_.text.to_folded(decision.verb).begin;
  for (const VoteCount& count : vote.counts) at = std::min(at, count.where.begin);
  if (at <= unit.folded.begin) return;
  const Range label = vote_label(folded(unit), at - unit.folded.begin, true);
  static const Regex verb("\\b(?:est|sont|a|ont|ete|soumise?s?|propose|demande)\\b");
  if (label.empty() || verb.found(label.of(folded(unit)))) return;
  const Range words = document_.text.to_reading(label.after(unit.folded.begin));
  if (const auto name = extract::name_at(document_.text.reading, words.begin); name && name->range.end + 2 >= words.end) return;
  d.title = words;
  d.number = Range{};
}

// « Le conseil communal sollicite un crédit … Le crédit est refusé »: what was asked for, then what was decided.
bool Grouper::asked_before(std::size_t t, const Decision& decision) const {
  if (!current_ || draft().topic != t || draft().closed || !draft().vote.empty() || draft().says != Says::content || decision.match->rule->id.compare(0, 16, "decision.passive") != 0) return false;
  return document_.text.fold(draft().result_at).substr(0, 8) == "sollicit";
}

bool Grouper::colon_before_counts(const Unit& unit, const VoteRead& vote) const {
  if (vote.counts.empty()) return false;
  const std::string_view before = Range{unit.folded.begin, vote.counts.front().where.begin}.of(minutes_.flat);
  return before.find(':') != std::string_view::npos;
}

bool Grouper::open_end(const Unit& unit) const {
  const std::string_view text = folded(unit);
  const char end = text.empty() ? '.' : text.back();
  return end == ':' || end == ';' || end == ',' || (end != '.' && end != '!' && end != ')');
}

// « repoussée par quatre voix contre deux »: the first number is against.
void Grouper::reverse(Draft& d, const Decision& decision) {
  const VoteCount* in_favour = d.vote.find(Ballot::in_favour);
  const VoteCount* against = d.vote.find(Ballot::against);
  if (decision.result != "rejected" || !in_favour || d.reversed) return;
  const Range verb = document_.text.to_folded(decision.verb);
  static const Regex refusal("rejet|repouss|refus|ecart");
  if (!refusal.found(verb.of(minutes_.flat))) return;
  if (in_favour->where.begin < verb.begin) return;
  const std::string_view words = Range{in_favour->where.begin, in_favour->where.end}.of(minutes_.flat);
  if (contains(words, "pour") || contains(words, "oui")) return;
  if (!against && !in_favour->implied) return;
  if (against && in_favour->value < against->value) return;  // « repoussé par 17 voix contre 21 »: as they stand
  for (VoteCount& count : d.vote.counts) {
    if (count.ballot == Ballot::in_favour) count.ballot = Ballot::against;
    else if (count.ballot == Ballot::against) count.ballot = Ballot::in_favour;
  }
  for (VoteNames& names : d.vote.names)  // « par trois voix contre deux, celles de MM. A et B »
    if (names.names.begin > verb.begin && names.ballot == Ballot::against) names.ballot = Ballot::in_favour;
  d.reversed = true;
}

bool Grouper::close_current(std::size_t t, std::size_t u, const Decision& decision, VoteRead& vote) {
  if (!current_ || draft().topic != t) return false;
  if (draft().result == "rejected" && decision.result == "adopted" && !draft().text.empty() && speaks_of_amendment(document_.text.fold(draft().text.back())) && !speaks_of_amendment(folded(minutes_.units[u]))) return false;  // the proposal itself, its amendment lost
  if (draft().closed && !(draft().says == Says::vote && u == draft().last_unit + 1 && vote.empty())) return false;  // « … : 4 pour, 9 contre. Refusé en l'état. »
  const Unit& unit = minutes_.units[u];  // an entry of a list that ends in its result says its own thing
  if (unit.item && draft().says != Says::formal && minutes_.units[draft().last_unit].block != unit.block && u > 0 && minutes_.units[u - 1].block == unit.block) return false;
  if (!draft().vote.empty() && decision.match->rule->id.compare(0, 15, "decision.result") == 0 && unit.block != minutes_.units[draft().last_unit].block && u > draft().last_unit + 1 && minutes_.units[u - 1].block == unit.block && !minutes_.units[u - 1].speech)
    return false;  // « … Voté à l'unanimité. » in a paragraph of its own behind a decision that has its vote
  if ((has_ballots(draft().vote) || !draft().vote.unanimity.empty()) && u > draft().last_unit + 1 && opens_line(u - 1)) return false;  // « Tarif des cours : 8 € … Approuvé » below « Budget : unanimité »
  if (names_other(u, decision)) return false;
  const VoteCount* opposed = vote.find(Ballot::against);
  const bool vote_clash = has_ballots(vote) && (has_ballots(draft().vote) || (!draft().vote.unanimity.empty() && opposed && opposed->value > 0));
  if (vote_clash || u > draft().last_unit + 12) return false;
  if (draft().says == Says::closing && draft().vote.strong && vote.strong) return false;
  Draft& d = draft();
  if (d.result == "adopted" || decision.result == "rejected") {
    d.result = decision.result;
    d.result_at = decision.verb;
  }
  merge(d.vote, vote);
  d.closed = true;
  d.open_list = false;
  d.last_unit = u;
  if (d.says == Says::content && u <= d.last_unit + 1) d.text.push_back(minutes_.units[u].range);
  reverse(d, decision);
  return true;
}

// « Le procès-verbal est adopté … Ces comptes sont approuvés »: a thing of which the open resolution says nothing.
bool Grouper::names_other(std::size_t u, const Decision& decision) const {
  if (draft().says != Says::content && !draft().closed) return false;
  static const Regex thing("\\b(?:ces?|cette|les?|la|l') ?(?<noun>comptes?|rapports?|budgets?|bilans?|proces-verba|releve|devis|convention|tarifs?|cotisation|statuts|reglement|programme|contrat|emprunt|demande|candidature)[a-z]{0,2}\\b[^,;:]{0,40}$");
  const Unit& unit = minutes_.units[u];
  const Range verb = document_.text.to_folded(decision.verb);
  RegexHit hit;
  const std::string_view before = Range{unit.folded.begin, std::max(unit.folded.begin, verb.begin)}.of(minutes_.flat);
  if (!thing.search(before, hit)) return false;
  const std::string_view noun = thing.text(before, hit, "noun").substr(0, 5);
  const auto says = [&](Range range) { return document_.text.fold(range).find(noun) != std::string_view::npos; };
  return !says(draft().title) && std::none_of(draft().text.begin(), draft().text.end(), says);
}

// A unit that begins a line with a label of its own: « Rapport financier : recettes 9 850 €. »
bool Grouper::opens_line(std::size_t u) const {
  static const Regex label("^[a-z][^:.;?!\"]{3,60} ?: [a-z0-9]"), none("^(?:vote|resultat|pour|contre|abst|decision|m\\.|mm\\.|mme|mlle|nb|note|rapporteur|article|art\\b|le president|la presidente|discussion|debat|question|reponse)");
  const Unit& unit = minutes_.units[u];
  const std::size_t begin = unit.range.begin;
  const bool line = begin == 0 || document_.text.reading[begin - 1] == '\n' || document_.structure.blocks[static_cast<std::size_t>(unit.block)].range.begin == begin;
  return line && !unit.speech && label.found(folded(unit)) && !none.found(folded(unit));
}

// « Accepté sans opposition. » says nothing of what: the sentence before it in the block does.
void Grouper::with_sentence_before(std::size_t t, std::size_t u, Draft& d) {
  const Topic& topic = minutes_.topics[t];
  if (u == topic.first) return;
  const Unit& unit = minutes_.units[u];
  const Unit& before = minutes_.units[u - 1];
  static const Regex bare("[ \\t\"*>=-]*(?:accord|assentiment|adopte|approuve|accepte|valide|rejete|refuse|repousse|vote|avis|prend|[^.;:]{2,40} (?:le|la|les) retire)");
  if (before.block != unit.block || before.speech || !bare.begins(folded(unit))) return;
  if (before.range.size() > 400 || folded(before).back() == '?') return;
  d.text.insert(d.text.begin(), before.range);
}

bool Grouper::same_resolution(std::size_t u, const Decision& decision) const {
  const Draft& d = draft();
  const Unit& unit = minutes_.units[u];
  if (d.closed && decision.says != Says::formal) return false;
  const bool near = u <= d.last_unit + 2;
  if (decision.says == Says::formal && d.says == Says::formal) return near || u <= d.last_unit + 3;
  if (decision.ancillary && near && d.says != Says::closing) return true;
  if (decision.says == Says::formal && d.says == Says::content) return near && minutes_.units[d.last_unit].block == unit.block;
  if (d.open_list && near && unit.item) return true;
  if (d.says == Says::formal && decision.says == Says::content && near && continues(folded(unit))) return true;
  return false;
}

}  // namespace minutier::extractors
