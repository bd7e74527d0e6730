#include "extractors/resolution_grouper.hpp"

#include <algorithm>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

// A sentence under « Vote : », in a row of counts, in a resolution, where weaker signs of a vote count.
bool Grouper::vote_expected(std::size_t u) const {
  static const Regex lead("[ \\t*>:=\"-]*(?:(?:resultats? (?:du|des) )?(?:votes?|scrutin|suffrages|depouillement)\\b|resolution|pour (?:le|la|l')[a-z' ]{1,30}:|ont vote|votent|p[ ]?[:=]?[ ]?\\d{1,4}[ .,;/|]*(?:c[ ]?[:=]?[ ]?\\d|$)|pour[ ]?(?:[:=\\d]|\\.{3})|contre[ ]?(?:[:=\\d]|\\.{3})|(?:pour|contre)[ ]{1,12}:|abst|s'abst|se sont abst|oui[ ]?[:=]|non[ ]?[:=]|(?:de)?favorables?[ ]?[:=]|\\d{1,6} (?:voix )?(?:pour|contre|oui|non|abstentions?)[ .;,]*(?:\\(|$)|\\d{1,4} voix[ .]*$)");
  static const Regex votes("\\bvot(?:e|es|ent|ants?)\\b[^.]{0,80}:[ ]*$|^[ \\t*>=-]*votes?\\b");
  const Unit& unit = minutes_.units[u];
  if (lead.begins(folded(unit))) return true;
  const Topic& topic = minutes_.topics[unit.topic];
  static const Regex turnout("[ \\t*>:=-]*(?:nombre (?:de |total de )?)?(?:votants|suffrages exprimes|bulletins|exprimes)[a-z ]{0,24}[ :.=]{1,60}\\d{1,6}[ .;,]*$"), counted("[ \\t*>:=-]*(?:votes? |voix |ont vote )?(?:pour|contre)[ ]?[:=.]");
  if (turnout.begins(folded(unit)))  // « Votants : 20 » over « Pour : 12 »
    for (std::size_t next = u + 1; next < std::min(u + 4, topic.first + topic.count); ++next)
      if (counted.begins(folded(minutes_.units[next]))) return true;
  static const Regex voted("[ \\t#*]*(?:resultats? du )?(?:vote|scrutin)\\b");
  if (u < topic.first + 3 && !topic.title.empty() && voted.begins(document_.text.fold(topic.title))) return true;  // « Vote du budget » over its counts
  for (std::size_t back = u; back-- > topic.first && u - back <= 5;) {
    const std::string_view text = folded(minutes_.units[back]);
    if (votes.found(text)) return true;
    if (!lead.begins(text)) break;
  }
  return false;
}

bool Grouper::opens_election(std::string_view title) {
  static const Regex pattern("\\b(?:election|renouvellement|designation|composition|bureau|conseil d'administration|ca\\b|membres|candidat|presidence|president)");
  static const Regex contract("renouvellement (?:du|de la|de l'|des) ?(?:contrat|convention|bail|adhesion|abonnement|marche|concession|assurance|agrement|pret|emprunt)");
  return pattern.found(title) && !contract.found(title);
}

// A title that announces a ballot: « Élection du comité », « Renouvellement du tiers sortant ».
bool Grouper::names_ballot(const Topic& topic) const {
  static const Regex pattern("\\b(?:elections?|renouvellement|nominations?|tour de scrutin|(?:premier|deuxieme|troisieme|quatrieme|1er|2e|3e|4e) (?:adjoint|vice-president)|^[ ]*(?:les )?(?:delegue|representant)e?s? (?:a|au|aux)\\b)");
  return !topic.title.empty() && pattern.found(document_.text.fold(topic.title));
}

bool Grouper::someone_elected(const Topic& topic) const {
  static const Regex pattern("\\b(?:re)?elue?s?\\b");
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u)
    if (pattern.found(folded(minutes_.units[u]))) return true;
  return false;
}

// « Adopté - 13 pour », « Rapport adopté (76 pour) »: counts right behind the word of the decision.
bool Grouper::counted_result(std::string_view text) {
  static const Regex pattern("\\b(?:adopte|approuve|accepte|rejete|refuse|repousse|valide|vote|retenu|agree)(?:\\(e\\)|[.-]?e)?s? ?[-:(,]? ?(?:par )?(?:\\d{1,6}|[a-z-]{2,20}) (?:voix )?(?:pour|contre|oui|favorable)");
  return pattern.found(text);
}

// « A : 7 pour » as an item lettered A.
bool Grouper::group_item(const Unit& unit) const {
  const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
  if (block.kind != BlockKind::item || block.marker.size() != 1 || block.marker[0] < 'A' || unit.range.begin != block.range.begin) return false;
  static const Regex counts("(?:\\d|pour|contre|oui|non|abst)");
  return counts.begins(folded(unit));
}

void Grouper::count_groups(const Unit& unit) {
  groups_ += group_item(unit);
  const std::string_view lines = unit.folded.of(document_.text.folded);
  for (std::size_t begin = 0; lines.find(':') != std::string_view::npos && begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    groups_ += group_line(lines.substr(begin, end - begin));
    begin = end + 1;
  }
}

// Lines that count the votes of groups in one sentence: its total line, empty where there is none; nothing where they are no such lines.
std::optional<Range> Grouper::below_groups(const Unit& unit) const {
  const std::string_view lines = unit.folded.of(document_.text.folded);
  if (lines.find('\n') == std::string_view::npos || std::count(lines.begin(), lines.end(), ':') < 2) return std::nullopt;
  static const Regex total("[ \\t*>-]*(?:total|ensemble|resultat|soit)");
  std::size_t groups = 0;
  Range whole;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = lines.substr(begin, end - begin);
    groups += group_line(line);
    if (total.begins(line)) whole = {unit.folded.begin + begin, unit.folded.begin + end};
    begin = end + 1;
  }
  return groups >= 2 || (groups == 1 && groups_ >= 2) ? std::optional<Range>(whole) : std::nullopt;
}

// « il est procédé à un second vote : », « 2e vote (art. 24) » on the line above.
bool Grouper::second_round(std::size_t u) const {
  static const Regex second("\\b(?:second|deuxieme|nouveau) (?:vote|tour|scrutin)\\b[^.;]{0,60}:[ ]*$|^[ \\t*>-]*(?:second|deuxieme|2e|2eme|2nd|nouveau) (?:vote|tour|scrutin)\\b(?:[^.;]|(?<=art)\\.){0,40}$");
  if (u <= minutes_.topics[minutes_.units[u].topic].first) return false;
  const std::string_view above = minutes_.units[u - 1].folded.of(document_.text.folded);
  const std::size_t line = above.rfind('\n');
  return second.found(folded(minutes_.units[u - 1])) || (line != std::string_view::npos && second.found(above.substr(line + 1)));
}

VoteRead Grouper::vote_of(std::size_t u) {
  const Unit& unit = minutes_.units[u];
  const std::string_view text = folded(unit);
  const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
  if (block.kind == BlockKind::table) {
    const Table& table = document_.structure.tables[static_cast<std::size_t>(block.table)];
    if (std::optional<VoteRead> vote = table_vote(document_, table)) {
      const bool first = u == 0 || minutes_.units[u - 1].block != unit.block;
      if (first && second_round(u)) vote->again = true;
      return first ? std::move(*vote) : VoteRead{};
    }
  }
  if (!may_vote(text)) return {};
  if (groups_ >= 2 && (group_line(text) || group_item(unit))) return {};
  if (const std::optional<Range> total = below_groups(unit)) return total->empty() ? VoteRead{} : read_vote(total->of(document_.text.folded), total->begin, true);
  static const Regex turnout("\\b(?:bulletins?|votants|exprimes|inscrits|suffrages)\\b");
  const bool ballot = turnout.found(text) && (names_ballot(minutes_.topics[unit.topic]) || opens_election(document_.text.fold(minutes_.topics[unit.topic].title)) || (current_ && draft().says == Says::election));
  std::string spaced(unit.folded.of(document_.text.folded));  // « 8 oui<tab>2 non »
  std::replace(spaced.begin(), spaced.end(), '\t', ' ');
  VoteRead vote = read_vote(spaced, unit.folded.begin, ballot || vote_expected(u) || counted_result(text));
  if (has_ballots(vote) && second_round(u)) vote.again = true;
  static const Regex manner("\\b(?:vote|scrutin) (?:a mains? levees?|a bulletins? secrets?|secret|public|en bloc) (?:est|a ete|etant) (?:[a-z]+ )?(?:accepte|decide|retenu|propose|approuve|choisi|adopte)[a-z]*\\b");
  if (vote.counts.empty() && manner.found(text)) vote.unanimity = Range{};  // « Le vote à main levée est accepté par tous »
  return vote;
}

// « Le Conseil alloue … Il écarte la demande … »: the pronoun stands for who decided just before.
bool Grouper::goes_on(std::size_t t, std::size_t u) const {
  return current_ && draft().topic == t && draft().rule.compare(0, 15, "decision.active") == 0 && draft().last_unit + 1 == u && minutes_.units[draft().last_unit].block == minutes_.units[u].block;
}

// « Il est procédé au renouvellement du conseil, au scrutin secret. »
bool Grouper::opens_ballot(std::size_t t, std::size_t u, const VoteRead& vote) {
  static const Regex pattern("\\b(?:il est|il a ete|il fut|on) (?:ensuite |alors |enfin |immediatement )?procede[a-z]{0,2}(?: [^.;:]{0,50}?)? (?:a l'|a la|au|aux|pour la|pour l') ?(?<what>(?:election|renouvellement|remplacement|nomination|designation)[^.;:,]{3,90})");
  static const Regex scores("\\b(?:voix|suffrages|(?:re)?elue?s?)\\b");
  const Unit& unit = minutes_.units[u];
  const std::string_view text = folded(unit);
  RegexHit hit;
  if (!contains(text, " procede") || !pattern.search(text, hit) || opens_election(document_.text.fold(minutes_.topics[t].title))) return false;
  const Topic& topic = minutes_.topics[t];
  bool counted = false;
  for (std::size_t next = u + 1; next < std::min(u + 9, topic.first + topic.count) && !counted; ++next) counted = scores.found(folded(minutes_.units[next]));
  if (!counted) return false;
  if (!pending_.empty()) leftover_vote(t);
  Decision decision;
  decision.says = Says::election;
  decision.result = "adopted";
  Draft& d = open(t, u, decision);
  d.title = document_.text.to_reading(pattern.range(hit, "what").after(unit.folded.begin));
  d.text = {unit.range};
  d.result_at = unit.range;
  merge(d.vote, vote);
  return true;
}

// « Les trois résolutions sont donc adoptées »: those told before.
bool Grouper::several_closed(std::size_t t, std::string_view text, const Decision& decision) const {
  static const Regex pattern("^[ \\t*>=-]*(?:les|ces|toutes les) (?:\\d+ |deux |trois |quatre |cinq |six |sept |huit |neuf |dix )?(?:resolutions|propositions|motions|deliberations|rapports)\\b");
  return decision.says == Says::closing && !drafts_.empty() && drafts_.back().topic == t && pattern.found(text);
}

// « Vote sur le projet : 3 avis favorables, 2 défavorables. Le CSE émet donc un avis favorable. »
bool Grouper::follows_vote(std::size_t t, std::size_t u, const Decision& decision, const VoteRead& vote) {
  if (!current_ || draft().topic != t || draft().says != Says::vote || u > draft().last_unit + 1 || !vote.counts.empty()) return false;
  static const Regex therefore("\\b(?:donc|en consequence|par consequent|ainsi)\\b");
  static const Regex opinion("\\bavis\\b");
  const std::string_view text = folded(minutes_.units[u]);
  static const Regex option("^[ \\t*>=-]*(?:c'est (?:donc )?)?(?:la |l'|le )?(?:proposition|option|projet|scenario|variante|solution|formule|motion|hypothese) [\"]?[a-z0-9]{1,3}[\"]? (?:qui )?(?:est|l'emporte|sera|a ete) ?(?:retenu|choisi|adopte|$)?");  // « Proposition A : 12, B : 33. La proposition B est retenue. »
  if (!therefore.found(text) && !option.begins(text) && !(opinion.found(text) && decision.says == Says::closing)) return false;
  draft().result = decision.result;
  draft().result_at = decision.verb;
  draft().text.push_back(minutes_.units[u].range);
  draft().last_unit = u;
  draft().closed = true;
  merge(draft().vote, vote);
  return true;
}

// « Lucie A. : 1 contre - 2 abstentions - 15 pour » under an election: a candidate's score, not the resolution's.
bool Grouper::candidate_score(std::size_t t, std::size_t u, const VoteRead& vote) const {
  if (vote.counts.empty() || !opens_election(document_.text.fold(minutes_.topics[t].title))) return false;
  const Unit& unit = minutes_.units[u];
  const std::string_view text = folded(unit);
  const std::size_t colon = text.find(':');
  static const Regex labels("[ \\t*>=-]*(?:(?:a|au) (?:bulletins?|scrutin|mains?)|(?:sont|est|ont ete|a ete) (?:re)?elu|votes?|recueill|obtien|resultat|pour|contre|abst|oui|non|inscrits|votants|exprimes|suffrages|blancs?|nuls?|bulletins|unanim|scrutin|election|nombre)");
  if (colon == std::string_view::npos || colon > 50 || labels.begins(text)) return false;
  return vote.counts.front().where.begin > unit.folded.begin + colon;
}

// A vote told on its own goes with the decision before it only where it stands close.
bool Grouper::belongs(const VoteRead& vote, std::size_t u) const {
  const std::size_t since = draft().last_unit;
  const VoteCount* against = vote.find(Ballot::against);
  const VoteCount* aside = vote.find(Ballot::abstain);
  const bool split = (against && against->value > (vote.find(Ballot::in_favour) ? 0 : 1)) || (aside && aside->value > 0 && vote.find(Ballot::in_favour) && !bare_outcome(folded(minutes_.units[u])));
  if (!draft().vote.unanimity.empty() && split && !vote.again) return false;
  if (draft().result == "noted" && has_ballots(vote)) return false;
  static const Regex opens("[ \\t*>-]*(?:il est|il a ete|on|l'assemblee|le conseil) (?:ensuite |alors |enfin |immediatement |donc )?(?:procede|passe)[a-z]{0,2} (?:ensuite |alors |enfin )?(?:au|aux|a un|a une) (?:scrutin|vote|voix)[^.;]{0,40} sur\\b");
  if ((draft().result != "adopted" || !draft().vote.empty()) && opens.begins(folded(minutes_.units[u]))) return false;  // « L'ajournement est repoussé. Il est procédé à un scrutin sur le tracé. »
  if (u <= since + 1) return true;
  const Unit& unit = minutes_.units[u];
  if (document_.structure.blocks[static_cast<std::size_t>(unit.block)].kind == BlockKind::table && (!has_ballots(draft().vote) || vote.again)) return true;  // its only votes
  static const Regex proposal("\\b(?:propose|proposent|(?<!est )(?<!vote )(?<!la )(?<!une )(?<!sa )(?<!cette )demande(?! (?:le|un) (?:vote|scrutin))|souhaite|il est procede(?! (?:au|a un) (?:second |nouveau |deuxieme )?(?:vote|tour))|on passe|passe au vote)\\b");
  for (std::size_t between = since + 1; between <= u; ++between)
    if (proposal.found(folded(minutes_.units[between]))) return false;
  if (unit.block == minutes_.units[since].block) return u <= since + 4;
  return u <= since + 6 && (vote_expected(u) || !has_ballots(vote));
}

// « Rapport d'activité : 447 oui, 10 non »: the vote says what it is about.
bool Grouper::labelled(std::size_t t, std::size_t u, const VoteRead& vote) {
  const bool unopposed = vote.counts.empty() && vote.unanimity.empty() && vote.mode_name == "sans_objection";
  if (vote.counts.empty() && vote.unanimity.empty() && !unopposed) return false;
  const Unit& unit = minutes_.units[u];
  std::size_t at = unopposed ? vote.mode.begin : vote.counts.empty() ? vote.unanimity.begin : vote.counts.front().where.begin;
  for (const VoteCount& count : vote.counts) at = std::min(at, count.where.begin);
  const Range label = label_of(unit, vote, at);
  if (label.empty() || unit.speech) return false;
  const std::string_view words = label.of(folded(unit));
  if (current_ && draft().topic == t && !has_ballots(draft().vote) && draft().vote.unanimity.empty() && shares_word(words)) return false;
  Decision decision;
  decision.says = Says::vote;
  decision.result = outcome(vote);
  static const Regex refused("(?:->|=>)[ ]?(?:c'est |donc )?(?:non|rejet|refus)");
  if (decision.result.empty() && refused.found(folded(unit))) decision.result = "rejected";  // « 6 pour, 6 contre → c'est non »
  if (decision.result.empty()) return false;
  if (!pending_.empty()) leftover_vote(t);
  Draft& d = open(t, u, decision);
  d.title = document_.text.to_reading(label.after(unit.folded.begin));
  if (drafts_.size() > 1 && drafts_[drafts_.size() - 2].topic == t) d.number = Range{};
  d.text = {unit.range};
  d.result_at = unit.range;
  merge(d.vote, vote);
  return true;
}

// The words before « : 15 pour, 6 contre », whatever they are where counts of two kinds follow and they name nobody.
Range Grouper::label_of(const Unit& unit, const VoteRead& vote, std::size_t at) const {
  const std::string_view text = folded(unit);
  if (at < unit.folded.begin) return {};
  if (const Range named = vote_label(text, at - unit.folded.begin); !named.empty()) return named;
  int kinds = 0;
  for (const VoteCount& count : vote.counts) kinds += count.ballot == Ballot::in_favour || count.ballot == Ballot::against || count.ballot == Ballot::abstain;
  const bool agreed = !vote.unanimity.empty() && unit.item;  // « - 150 € aux grévistes -> unanimité »
  if ((kinds < 2 && !agreed) || groups_ >= 2 || group_line(text)) return {};
  const Range label = vote_label(text, at - unit.folded.begin, true);
  if (label.empty()) return {};
  const Range words = document_.text.to_reading(label.after(unit.folded.begin));
  const auto name = extract::name_at(document_.text.reading, words.begin);
  return name && name->range.end + 2 >= words.end ? Range{} : label;
}

// The open resolution speaks of the same thing.
bool Grouper::shares_word(std::string_view words) const {
  const std::string said = std::string(document_.text.fold(draft().title)) + ' ' + (draft().text.empty() ? std::string() : std::string(document_.text.fold(draft().text.front())));
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = words.find(' ', begin);
    if (end == std::string_view::npos) end = words.size();
    if (end - begin >= 5 && said.find(words.substr(begin, end - begin)) != std::string::npos) return true;
    begin = end + 1;
  }
  return false;
}

bool Grouper::extends(const VoteRead& vote) const {
  for (const VoteCount& count : vote.counts)
    if (draft().vote.find(count.ballot)) return false;
  return true;
}

void Grouper::attach(const VoteRead& vote, std::size_t u) {
  Draft& d = draft();
  merge(d.vote, vote);
  d.last_unit = std::max(d.last_unit, u);
}

}  // namespace minutier::extractors
