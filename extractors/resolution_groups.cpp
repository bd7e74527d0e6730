#include <optional>

#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_votes.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {


class Grouper {
 public:
  Grouper(const extract::Document& document, const Minutes& minutes, std::string_view body) : document_(document), minutes_(minutes), body_(body) {}

  std::vector<Draft> run() {
    for (std::size_t t = 0; t < minutes_.topics.size(); ++t) topic(t);
    global_clauses();
    contexts();
    return std::move(drafts_);
  }

 private:
  std::string_view folded(const Unit& unit) const { return unit.folded.of(minutes_.flat); }

  // A sentence under « Vote : », in a row of counts, in a resolution, where weaker signs of a vote count.
  bool vote_expected(std::size_t u) const {
    static const Regex lead("[ \\t*>:=\"-]*(?:(?:resultats? (?:du|des) )?(?:votes?|scrutin|suffrages|depouillement)\\b|resolution|pour (?:le|la|l')[a-z' ]{1,30}:|ont vote|votent|pour[ ]?[:=\\d]|contre[ ]?[:=\\d]|abst|oui[ ]?[:=]|non[ ]?[:=])");
    static const Regex votes("\\bvot(?:e|es|ent|ants?)\\b[^.]{0,80}:[ ]*$|^[ \\t*>=-]*votes?\\b");
    const Unit& unit = minutes_.units[u];
    if (lead.begins(folded(unit))) return true;
    const Topic& topic = minutes_.topics[unit.topic];
    for (std::size_t back = u; back-- > topic.first && u - back <= 5;) {
      const std::string_view text = folded(minutes_.units[back]);
      if (votes.found(text)) return true;
      if (!lead.begins(text)) break;
    }
    return false;
  }

  static bool opens_election(std::string_view title) {
    static const Regex pattern("\\b(?:election|renouvellement|designation|composition|bureau|conseil d'administration|ca\\b|membres|candidat|presidence|president)");
    static const Regex contract("renouvellement (?:du|de la|de l'|des) ?(?:contrat|convention|bail|adhesion|abonnement|marche|concession|assurance|agrement|pret|emprunt)");
    return pattern.found(title) && !contract.found(title);
  }

  void topic(std::size_t t) {
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

  Range topic_range(std::size_t t) const {
    const Topic& topic = minutes_.topics[t];
    return topic.block >= 0 ? document_.structure.blocks[static_cast<std::size_t>(topic.block)].range : topic.title;
  }

  // A title that announces a ballot: « Élection du comité », « Renouvellement du tiers sortant ».
  bool names_ballot(const Topic& topic) const {
    static const Regex pattern("\\b(?:elections?|renouvellement|nominations?)\\b");
    return !topic.title.empty() && pattern.found(document_.text.fold(topic.title));
  }

  bool someone_elected(const Topic& topic) const {
    static const Regex pattern("\\b(?:re)?elue?s?\\b");
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u)
      if (pattern.found(folded(minutes_.units[u]))) return true;
    return false;
  }

  // « Adopté - 13 pour », « Rapport adopté (76 pour) »: counts right behind the word of the decision.
  static bool counted_result(std::string_view text) {
    static const Regex pattern("\\b(?:adopte|approuve|accepte|rejete|refuse|repousse|valide|vote|retenu|agree)(?:\\(e\\)|[.-]?e)?s? ?[-:(,]? ?(?:par )?(?:\\d{1,6}|[a-z-]{2,20}) (?:voix )?(?:pour|contre|oui|favorable)");
    return pattern.found(text);
  }

  // « A : 7 pour » as an item lettered A.
  bool group_item(const Unit& unit) const {
    const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
    if (block.kind != BlockKind::item || block.marker.size() != 1 || block.marker[0] < 'A' || unit.range.begin != block.range.begin) return false;
    static const Regex counts("(?:\\d|pour|contre|oui|non|abst)");
    return counts.begins(folded(unit));
  }

  void count_groups(const Unit& unit) {
    groups_ += group_item(unit);
    const std::string_view lines = unit.folded.of(document_.text.folded);
    for (std::size_t begin = 0; lines.find(':') != std::string_view::npos && begin < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      groups_ += group_line(lines.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  // Lines that count the votes of groups in one sentence: its total line, empty where there is none; nothing where they are no such lines.
  std::optional<Range> below_groups(const Unit& unit) const {
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

  VoteRead vote_of(std::size_t u) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = folded(unit);
    const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
    if (block.kind == BlockKind::table) {
      const Table& table = document_.structure.tables[static_cast<std::size_t>(block.table)];
      if (std::optional<VoteRead> vote = table_vote(document_, table)) {
        const bool first = u == 0 || minutes_.units[u - 1].block != unit.block;
        return first ? std::move(*vote) : VoteRead{};
      }
    }
    if (!may_vote(text)) return {};
    if (groups_ >= 2 && (group_line(text) || group_item(unit))) return {};
    if (const std::optional<Range> total = below_groups(unit)) return total->empty() ? VoteRead{} : read_vote(total->of(document_.text.folded), total->begin, true);
    static const Regex turnout("\\b(?:bulletins?|votants|exprimes|inscrits)\\b");
    const bool ballot = turnout.found(text) && (names_ballot(minutes_.topics[unit.topic]) || (current_ && draft().says == Says::election));
    VoteRead vote = read_vote(unit.folded.of(document_.text.folded), unit.folded.begin, ballot || vote_expected(u) || counted_result(text));
    static const Regex second("\\b(?:second|deuxieme|nouveau) (?:vote|tour|scrutin)\\b[^.;]{0,60}:[ ]*$");  // « il est procédé à un second vote : » on the line above
    if (has_ballots(vote) && u > minutes_.topics[unit.topic].first && second.found(folded(minutes_.units[u - 1]))) vote.again = true;
    return vote;
  }

  void unit(std::size_t t, std::size_t u) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = folded(unit);
    reporter(t, text, unit);
    VoteRead vote = vote_of(u);
    if (candidate_score(t, u, vote)) return;
    std::vector<Decision> decisions;
    const bool waiting = has_ballots(pending_) && u <= pending_unit_ + 2;
    const bool near = waiting || vote.strong || (!vote.counts.empty() && vote_expected(u)) || !vote.mode_name.empty();
    for (const extract::Match* match : document_.matches.within("decision", unit.range)) {
      Decision decision;
      if (decisions.size() < 8 && read_decision(document_, minutes_, unit, *match, body_, near, decision)) decisions.push_back(decision);
    }
    decisions.erase(std::remove_if(decisions.begin(), decisions.end(), [&](const Decision& d) { return d.match->rule->id == "decision.active.pronoun" && !goes_on(t, u); }), decisions.end());
    if (!vote.counts.empty()) {
      std::size_t at = unit.folded.end;
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
    for (std::size_t i = 0; i < decisions.size(); ++i) decide(t, u, decisions[i], i == 0, i + 1 == decisions.size(), vote);
  }

  // « Le Conseil alloue … Il écarte la demande … »: the pronoun stands for who decided just before.
  bool goes_on(std::size_t t, std::size_t u) const {
    return current_ && draft().topic == t && draft().rule.compare(0, 15, "decision.active") == 0 && draft().last_unit + 1 == u && minutes_.units[draft().last_unit].block == minutes_.units[u].block;
  }

  // « Il est procédé au renouvellement du conseil, au scrutin secret. »
  bool opens_ballot(std::size_t t, std::size_t u, const VoteRead& vote) {
    static const Regex pattern("\\b(?:il est|il a ete|il fut|on) (?:ensuite |alors |enfin |immediatement )?procede[a-z]{0,2}(?: [^.;:]{0,50}?)? (?:a l'|a la|au|aux|pour la|pour l') ?(?<what>(?:election|renouvellement|nomination|designation)[^.;:,]{3,90})");
    static const Regex scores("\\b(?:voix|suffrages|(?:re)?elue?s?)\\b");
    const Unit& unit = minutes_.units[u];
    const std::string_view text = folded(unit);
    RegexHit hit;
    if (text.find(" procede") == std::string_view::npos || !pattern.search(text, hit) || opens_election(document_.text.fold(minutes_.topics[t].title))) return false;
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
  bool several_closed(std::size_t t, std::string_view text, const Decision& decision) const {
    static const Regex pattern("^[ \\t*>=-]*(?:les|ces|toutes les) (?:\\d+ |deux |trois |quatre |cinq |six |sept |huit |neuf |dix )?(?:resolutions|propositions|motions|deliberations|rapports)\\b");
    return decision.says == Says::closing && !drafts_.empty() && drafts_.back().topic == t && pattern.found(text);
  }

  // « Vote sur le projet : 3 avis favorables, 2 défavorables. Le CSE émet donc un avis favorable. »
  bool follows_vote(std::size_t t, std::size_t u, const Decision& decision, const VoteRead& vote) {
    if (!current_ || draft().topic != t || draft().says != Says::vote || u > draft().last_unit + 1 || !vote.counts.empty()) return false;
    static const Regex therefore("\\b(?:donc|en consequence|par consequent|ainsi)\\b");
    static const Regex opinion("\\bavis\\b");
    const std::string_view text = folded(minutes_.units[u]);
    if (!therefore.found(text) && !(opinion.found(text) && decision.says == Says::closing)) return false;
    draft().result = decision.result;
    draft().result_at = decision.verb;
    draft().text.push_back(minutes_.units[u].range);
    draft().last_unit = u;
    draft().closed = true;
    merge(draft().vote, vote);
    return true;
  }

  // « Rapporteur : M. X », « Commission : Finances »
  void reporter(std::size_t t, std::string_view text, const Unit& unit) {
    static const Regex pattern("^[ \\t:*>-]*(?:(?:rapporteu(?:r|re|se)s?(?:\\(?[.-]?(?:e|se)\\)?)?|rapport presente par|presente par) ?:? (?<who>[^\\n:;.(]{3,60}(?:\\.[^\\n:;.(]{2,50})?)|commission ?: (?<commission>[^\\n;.(]{3,60}))");
    RegexHit hit;
    if (text.size() > 200 || (text.find("rapport") == std::string_view::npos && text.find("commission") == std::string_view::npos && text.find("presente par") == std::string_view::npos) || !pattern.search(text, hit)) return;
    const bool who = pattern.group(hit, "who") != 0;
    const Range where = document_.text.to_reading(pattern.range(hit, who ? "who" : "commission").after(unit.folded.begin));
    if (who) reporter_ = where;
    else commission_ = where;
    if (current_ && draft().topic == t) (who ? draft().reporter : draft().commission) = where;
  }

  // « Lucie A. : 1 contre - 2 abstentions - 15 pour » under an election: a candidate's score, not the resolution's.
  bool candidate_score(std::size_t t, std::size_t u, const VoteRead& vote) const {
    if (vote.counts.empty() || !opens_election(document_.text.fold(minutes_.topics[t].title))) return false;
    const Unit& unit = minutes_.units[u];
    const std::string_view text = folded(unit);
    const std::size_t colon = text.find(':');
    static const Regex labels("[ \\t*>=-]*(?:votes?|recueill|obtien|resultat|pour|contre|abst|oui|non|inscrits|votants|exprimes|suffrages|blancs?|nuls?|bulletins|unanim|scrutin|election|nombre)");
    if (colon == std::string_view::npos || colon > 50 || labels.begins(text)) return false;
    return vote.counts.front().where.begin > unit.folded.begin + colon;
  }

  void without_decision(std::size_t t, std::size_t u, VoteRead& vote) {
    const Unit& unit = minutes_.units[u];
    const std::string_view text = folded(unit);
    if (!vote.empty()) {
      static const Regex not_now("\\b(?:sera|seront|serait|devra|doit|doivent|peut|peuvent|propose|demande|souhaite|requiert|si |lors de la precedente|se derouler|prevu)\\b");
      const bool result = has_ballots(vote) || !vote.unanimity.empty() || vote.find(Ballot::abstain) || !vote.names.empty() || vote.mode_name == "sans_objection";
      static const Regex chosen("\\b(?:reconduisent|elisent|reelisent|designent|obtient|obtiennent|ont obtenu|a obtenu)\\b");
      const bool implied = std::all_of(vote.counts.begin(), vote.counts.end(), [](const VoteCount& count) { return count.implied; });
      if (implied && !vote.counts.empty() && vote.unanimity.empty() && opens_election(document_.text.fold(minutes_.topics[t].title)) && chosen.found(text)) return;
      if (text.back() == '?' || (not_now.found(text) && !has_ballots(vote))) return;
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
      if (current_ && belongs(vote, u) && (!has_ballots(vote) || !has_ballots(draft().vote) || vote.again || extends(vote))) {
        attach(vote, u);
        draft().open_list = false;
        return;
      }
      if (result || !vote.mode_name.empty() || !vote.counts.empty()) {
        const bool other = has_ballots(pending_.counts.empty() ? VoteRead{} : pending_) && has_ballots(vote) && u > pending_unit_ + 3;
        if (other) leftover_vote(t);
        merge(pending_, vote);
        if (has_ballots(vote) || !vote.unanimity.empty() || vote.mode_name == "sans_objection") pending_text_.push_back(unit.range);
        pending_unit_ = u;
      }
      return;
    }
    if (current_ && draft().open_list) continue_list(u);
    else if (current_ && draft().says == Says::formal && continues(text)) continue_list(u);
  }

  // A vote told on its own goes with the decision before it only where it stands close.
  bool belongs(const VoteRead& vote, std::size_t u) const {
    const std::size_t since = draft().last_unit;
    if (u <= since + 1) return true;
    const Unit& unit = minutes_.units[u];
    static const Regex proposal("\\b(?:propose|proposent|demande(?! (?:le|un) (?:vote|scrutin))|souhaite|il est procede(?! (?:au|a un) (?:second |nouveau |deuxieme )?(?:vote|tour))|on passe|passe au vote)\\b");
    for (std::size_t between = since + 1; between <= u; ++between)
      if (proposal.found(folded(minutes_.units[between]))) return false;
    if (unit.block == minutes_.units[since].block) return u <= since + 4;
    return u <= since + 6 && (vote_expected(u) || !has_ballots(vote));
  }

  // « Rapport d'activité : 447 oui, 10 non »: the vote says what it is about.
  bool labelled(std::size_t t, std::size_t u, const VoteRead& vote) {
    if (vote.counts.empty() && vote.unanimity.empty()) return false;
    const Unit& unit = minutes_.units[u];
    std::size_t at = vote.counts.empty() ? vote.unanimity.begin : vote.counts.front().where.begin;
    for (const VoteCount& count : vote.counts) at = std::min(at, count.where.begin);
    const Range label = vote_label(folded(unit), at - unit.folded.begin);
    if (label.empty() || unit.speech) return false;
    const std::string_view words = label.of(folded(unit));
    if (current_ && draft().topic == t && !has_ballots(draft().vote) && draft().vote.unanimity.empty() && shares_word(words)) return false;
    Decision decision;
    decision.says = Says::vote;
    decision.result = outcome(vote);
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

  // The open resolution speaks of the same thing.
  bool shares_word(std::string_view words) const {
    const std::string said = std::string(document_.text.fold(draft().title)) + ' ' + (draft().text.empty() ? std::string() : std::string(document_.text.fold(draft().text.front())));
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = words.find(' ', begin);
      if (end == std::string_view::npos) end = words.size();
      if (end - begin >= 5 && said.find(words.substr(begin, end - begin)) != std::string::npos) return true;
      begin = end + 1;
    }
    return false;
  }

  bool extends(const VoteRead& vote) const {
    for (const VoteCount& count : vote.counts)
      if (draft().vote.find(count.ballot)) return false;
    return true;
  }

  static bool continues(std::string_view text) {
    static const Regex pattern("[ \\t*>=-]*(?:d'|de |du |que |qu'|article\\b|art\\b|\\d{1,2}[.) -]|approuve|autorise|dit |precise|charge|donne|fixe|mandate|inscrit|sollicite|adopte|decide|designe|accepte|demande|rappelle que|ampliation)");
    return pattern.begins(text);
  }

  static bool closes_list(std::string_view text) {
    static const Regex pattern("[ \\t*>=-]*(?:fait (?:et|a|en)|ainsi (?:fait|delibere)|pour extrait|la seance|le maire\\b|la maire\\b|le president\\b|la presidente\\b|signature|suivent les|ont signe|m\\. |mme |l'ordre du jour|acte rendu|certifie|transmis|par le conseil|la presente deliberation (?:sera|peut)|le secretaire|vu\\b)");
    return pattern.begins(text);
  }

  void continue_list(std::size_t u) {
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

  Draft& draft() { return drafts_[*current_]; }
  const Draft& draft() const { return drafts_[*current_]; }

  void attach(const VoteRead& vote, std::size_t u) {
    Draft& d = draft();
    merge(d.vote, vote);
    d.last_unit = std::max(d.last_unit, u);
  }

  Draft& open(std::size_t t, std::size_t u, const Decision& decision) {
    Draft d;
    const Topic& topic = minutes_.topics[t];
    d.topic = t;
    d.says = decision.says;
    d.result = decision.result;
    d.result_at = decision.verb;
    d.rule = decision.match ? decision.match->rule->tag() : "resolution.vote@1";
    d.confidence = decision.match ? decision.match->rule->confidence : 0.8;
    d.first_unit = d.last_unit = u;
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

  // The title of the document itself, which is no resolution's.
  bool cover_title(const Topic& topic) const {
    static const Regex pattern(
        "^[ ]*(?:proces[- ]verbal(?! .*approbation)|p\\.?v\\.?\\b|compte[- ]rendu|c\\.?r\\.?\\b|assemblee(?: generale)?(?: (?:ordinaire|extraordinaire|mixte|annuelle|constitutive|et))*\\b[^:]*$|conseil (?:municipal|d'administration|communautaire|communal|syndical)\\b[^:]*$|"
        "(?:seance|reunion|session)\\b|releve de|extrait du|registre|commune\\b|ville de|association\\b|republique|departement de|liste des deliberations)");
    return topic.number.empty() && pattern.found(document_.text.fold(topic.title));
  }

  // The part of a sentence that says the decision: without recitals before and labels.
  Range said(const Unit& unit, const Decision& decision) const {
    static const Regex recital("\\b(?:vu\\b|considerant|attendu|ouie?\\b|entendu|lecture)");
    static const Regex label("^[ \\t]*(?:[=>*-]+[ ]*)*(?:(?:votes?|resultat du vote|decision)[ ]?(?:[:-]+)[ ]*)?");
    const std::string_view text = folded(unit);
    Range range = unit.range;
    const Range match = decision.match->range;
    if (decision.says == Says::formal && match.begin > unit.range.begin) {
      const std::string_view before = Range{unit.folded.begin, decision.match->folded.begin}.of(minutes_.flat);
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

  void decide(std::size_t t, std::size_t u, const Decision& decision, bool first, bool last, VoteRead& vote) {
    const Unit& unit = minutes_.units[u];
    if (!first) {  // a second verb of the same sentence says no other decision
      if (decision.says == Says::closing || decision.says == Says::formal) draft().result = draft().result == "adopted" ? decision.result : draft().result;
      if (decision.says == Says::formal) draft().says = Says::formal, draft().open_list = open_end(unit);
      return;
    }
    (void)last;
    if (decision.says == Says::closing && close_current(t, u, decision, vote)) return;
    if (decision.says == Says::election && current_ && draft().says == Says::election && draft().topic == t && !titled_anew(unit)) {
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
    const bool put_off = decision.result == "adjourned" || decision.result == "withdrawn";
    if (!pending_.empty() && (put_off || (has_ballots(pending_) && has_ballots(vote)))) {  // the vote told before is another's
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
      if (!colon_before_counts(unit, vote)) kept = vote;
      merge(d.vote, kept);
    } else {
      merge(d.vote, vote);
    }
    reverse(d, decision);
  }

  // « Le conseil communal sollicite un crédit … Le crédit est refusé »: what was asked for, then what was decided.
  bool asked_before(std::size_t t, const Decision& decision) const {
    if (!current_ || draft().topic != t || draft().closed || !draft().vote.empty() || draft().says != Says::content || decision.match->rule->id.compare(0, 16, "decision.passive") != 0) return false;
    return document_.text.fold(draft().result_at).substr(0, 8) == "sollicit";
  }

  bool colon_before_counts(const Unit& unit, const VoteRead& vote) const {
    if (vote.counts.empty()) return false;
    const std::string_view before = Range{unit.folded.begin, vote.counts.front().where.begin}.of(minutes_.flat);
    return before.find(':') != std::string_view::npos;
  }

  static bool titled_anew(const Unit&) { return false; }

  bool open_end(const Unit& unit) const {
    const std::string_view text = folded(unit);
    const char end = text.empty() ? '.' : text.back();
    return end == ':' || end == ';' || end == ',' || (end != '.' && end != '!' && end != ')');
  }

  // « repoussée par quatre voix contre deux »: the first number is against.
  void reverse(Draft& d, const Decision& decision) {
    const VoteCount* in_favour = d.vote.find(Ballot::in_favour);
    const VoteCount* against = d.vote.find(Ballot::against);
    if (decision.result != "rejected" || !in_favour || d.reversed) return;
    const Range verb = document_.text.to_folded(decision.verb);
    if (in_favour->where.begin < verb.begin) return;
    const std::string_view words = Range{in_favour->where.begin, in_favour->where.end}.of(minutes_.flat);
    if (words.find("pour") != std::string_view::npos || words.find("oui") != std::string_view::npos) return;
    if (!against && !in_favour->implied) return;
    if (against && in_favour->value < against->value) return;  // « repoussé par 17 voix contre 21 »: as they stand
    for (VoteCount& count : d.vote.counts) {
      if (count.ballot == Ballot::in_favour) count.ballot = Ballot::against;
      else if (count.ballot == Ballot::against) count.ballot = Ballot::in_favour;
    }
    d.reversed = true;
  }

  bool close_current(std::size_t t, std::size_t u, const Decision& decision, VoteRead& vote) {
    if (!current_ || draft().topic != t || draft().closed) return false;
    const bool vote_clash = has_ballots(vote) && has_ballots(draft().vote);
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

  // « Accepté sans opposition. » says nothing of what: the sentence before it in the block does.
  void with_sentence_before(std::size_t t, std::size_t u, Draft& d) {
    const Topic& topic = minutes_.topics[t];
    if (u == topic.first) return;
    const Unit& unit = minutes_.units[u];
    const Unit& before = minutes_.units[u - 1];
    static const Regex bare("[ \\t\"*>=-]*(?:accord|assentiment|adopte|approuve|accepte|valide|rejete|refuse|repousse|vote|avis|prend)");
    if (before.block != unit.block || before.speech || !bare.begins(folded(unit))) return;
    if (before.range.size() > 400 || folded(before).back() == '?') return;
    d.text.insert(d.text.begin(), before.range);
  }

  bool same_resolution(std::size_t u, const Decision& decision) const {
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

  void leftover_vote(std::size_t t) {
    const bool ballot = names_ballot(minutes_.topics[t]) && (!pending_.counts.empty() || !pending_.mode_name.empty()) && someone_elected(minutes_.topics[t]);
    const bool result = ballot || has_ballots(pending_) || !pending_.unanimity.empty() || pending_.mode_name == "sans_objection";
    if (!result || current_) {
      pending_ = VoteRead{};
      pending_text_.clear();
      return;
    }
    const std::size_t titled = title_topic(t);
    const Topic& topic = minutes_.topics[titled];
    const std::string_view title = document_.text.fold(topic.title);
    static const Regex business(
        "approbation|adoption|vote|election|renouvellement|resolution|deliberation|budget|rapport|bilan|comptes?\\b|cotisation|tarif|subvention|convention|modification|motion|voeu|avis|designation|composition|proces|pv\\b|quitus|decharge|affectation|proposition|"
        "creation|achat|vente|travaux|autorisation|contrat|statut|candidature|adhesion|reglement|octroi|attribution|demande|fixation|validation|admission|nomination|article|art\\.");
    if (topic.title.empty() || cover_title(topic) || (!topic.resolution && !business.found(title) && !has_ballots(pending_))) {
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

  // Names of a board under headings of their own: the title stands above them.
  std::size_t title_topic(std::size_t t) const {
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
  void contexts() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& d = drafts_[i];
      const Topic& topic = minutes_.topics[d.topic];
      std::size_t from = topic.first;
      if (i > 0 && drafts_[i - 1].topic == d.topic) from = drafts_[i - 1].last_unit + 1;
      std::size_t size = 0;
      for (std::size_t u = d.first_unit; u-- > from && d.first_unit - u <= 14;) {
        if ((minutes_.units[u].speech && !minutes_.units[u].item) || document_.structure.blocks[static_cast<std::size_t>(minutes_.units[u].block)].kind == BlockKind::table) continue;
        size += minutes_.units[u].range.size();
        if (size > 1500) break;
        d.context.push_back(minutes_.units[u].range);
      }
    }
  }

  // « Toutes les résolutions sont adoptées à l'unanimité. »
  void global_clauses() {
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

  const extract::Document& document_;
  const Minutes& minutes_;
  std::string_view body_;
  std::vector<Draft> drafts_;
  std::optional<std::size_t> current_;
  VoteRead pending_;
  std::vector<Range> pending_text_;
  std::size_t pending_unit_ = 0;
  Range global_;
  Range reporter_, commission_;  // of the topic
  std::size_t groups_ = 0;       // lines of the topic that count the votes of a group
};

}  // namespace

std::vector<Draft> draft_resolutions(const extract::Document& document, const Minutes& minutes, std::string_view body) {
  return Grouper(document, minutes, body).run();
}

}  // namespace minutier::extractors
