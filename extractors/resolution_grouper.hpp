#pragma once
// Puts the resolutions of a sitting together from its sentences: what decides, what votes, what belongs to which.
// One grouper per document, used by one thread. Ranges are bytes of the reading text.

#include <optional>
#include <string_view>
#include <vector>

#include "extractors/resolution_draft.hpp"
#include "pipeline/base/regex.hpp"
#include "extractors/resolution_votes.hpp"

namespace minutier::extractors {

class Grouper {
 public:
  Grouper(const extract::Document& document, const Minutes& minutes, std::string_view body) : document_(document), minutes_(minutes), body_(body) {}
  std::vector<Draft> run();
 private:
  std::string_view folded(const Unit& unit) const { return unit.folded.of(minutes_.flat); }
  // A sentence under « Vote : », in a row of counts, in a resolution, where weaker signs of a vote count.
  bool vote_expected(std::size_t u) const;
  static bool opens_election(std::string_view title);
  void topic(std::size_t t);
  Range topic_range(std::size_t t) const;
  // A title that announces a ballot: « Élection du comité », « Renouvellement du tiers sortant ».
  bool names_ballot(const Topic& topic) const;
  bool someone_elected(const Topic& topic) const;
  // « Adopté - 13 pour », « Rapport adopté (76 pour) »: counts right behind the word of the decision.
  static bool counted_result(std::string_view text);
  // « A : 7 pour » as an item lettered A.
  bool group_item(const Unit& unit) const;
  void count_groups(const Unit& unit);
  // Lines that count the votes of groups in one sentence: its total line, empty where there is none; nothing where they are no such lines.
  std::optional<Range> below_groups(const Unit& unit) const;
  bool second_round(std::size_t u) const;
  VoteRead vote_of(std::size_t u);
  void unit(std::size_t t, std::size_t u);
  // « Le Conseil alloue … Il écarte la demande … »: the pronoun stands for who decided just before.
  bool goes_on(std::size_t t, std::size_t u) const;
  // « Il est procédé au renouvellement du conseil, au scrutin secret. »
  bool opens_ballot(std::size_t t, std::size_t u, const VoteRead& vote);
  // « Les trois résolutions sont donc adoptées »: those told before.
  bool several_closed(std::size_t t, std::string_view text, const Decision& decision) const;
  // « Vote sur le projet : 3 avis favorables, 2 défavorables. Le CSE émet donc un avis favorable. »
  bool follows_vote(std::size_t t, std::size_t u, const Decision& decision, const VoteRead& vote);
  // « Rapporteur : M. X », « Commission : Finances »
  void reporter(std::size_t t, std::string_view text, const Unit& unit);
  // « Lucie A. : 1 contre - 2 abstentions - 15 pour » under an election: a candidate's score, not the resolution's.
  bool candidate_score(std::size_t t, std::size_t u, const VoteRead& vote) const;
  // « Vote : même résultat que ci-dessus », « idem »: the vote of the resolution before.
  bool same_vote(std::size_t t, std::size_t u, const VoteRead& vote);
  void without_decision(std::size_t t, std::size_t u, VoteRead& vote);
  // An entry of a list that says what it is about and how it ended.
  struct Entry {
    Range title, verb;
    std::string_view result;
    bool weak = false;  // « ok », « oui »: only beside stronger ones
  };
  std::optional<Entry> entry_of(int block) const;
  bool entry(std::size_t t, std::size_t u);
  // A vote told on its own goes with the decision before it only where it stands close.
  bool belongs(const VoteRead& vote, std::size_t u) const;
  // « Rapport d'activité : 447 oui, 10 non »: the vote says what it is about.
  bool labelled(std::size_t t, std::size_t u, const VoteRead& vote);
  // The words before « : 15 pour, 6 contre », in the unit's folded text; empty where they say nothing of what was voted.
  Range label_of(const Unit& unit, const VoteRead& vote, std::size_t at) const;
  // The open resolution speaks of the same thing.
  bool shares_word(std::string_view words) const;
  bool extends(const VoteRead& vote) const;
  bool listed_below(std::size_t t, std::size_t u);
  static bool announces(std::string_view text);
  bool told_alone(std::size_t t);
  static bool continues(std::string_view text);
  static bool closes_list(std::string_view text);
  void continue_list(std::size_t u);
  Draft& draft() { return drafts_[*current_]; }
  const Draft& draft() const { return drafts_[*current_]; }
  void attach(const VoteRead& vote, std::size_t u);
  Draft& open(std::size_t t, std::size_t u, const Decision& decision);
  // The title of the document itself, which is no resolution's.
  bool cover_title(const Topic& topic) const;
  // The part of a sentence that says the decision: without recitals before and labels.
  Range said(const Unit& unit, const Decision& decision) const;
  void decide(std::size_t t, std::size_t u, const Decision& decision, bool first, VoteRead& vote);
  // What an entry of a list begins with, where it ends in its result; empty elsewhere.
  Range item_head(std::size_t t, std::size_t u, const Decision& decision) const;
  // « - budget 2025 : 11 pour, 2 contre, adopté » beside others under one head: the words before the colon name it.
  void own_title(std::size_t t, std::size_t u, const Decision& decision, const VoteRead& vote, Draft& d) const;
  // « Le conseil communal sollicite un crédit … Le crédit est refusé »: what was asked for, then what was decided.
  bool asked_before(std::size_t t, const Decision& decision) const;
  bool colon_before_counts(const Unit& unit, const VoteRead& vote) const;
  bool open_end(const Unit& unit) const;
  // « repoussée par quatre voix contre deux »: the first number is against.
  void reverse(Draft& d, const Decision& decision);
  bool opens_line(std::size_t u) const;
  bool names_other(std::size_t u, const Decision& decision) const;
  bool close_current(std::size_t t, std::size_t u, const Decision& decision, VoteRead& vote);
  // « Accepté sans opposition. » says nothing of what: the sentence before it in the block does.
  void with_sentence_before(std::size_t t, std::size_t u, Draft& d);
  bool same_resolution(std::size_t u, const Decision& decision) const;
  void leftover_vote(std::size_t t);
  // « Mis aux voix : 5 pour, 8 contre, 2 abstentions. » behind a decision that has its counts: another proposal.
  bool another_vote(std::size_t t, std::size_t u, const VoteRead& vote);
  // The sentence is followed by its outcome alone: « … est renouvelée pour trois étés. Unanimité. »
  bool result_behind(std::size_t t, std::size_t u) const;
  bool item_told(std::size_t t, std::size_t u, const VoteRead& vote);
  bool told_before(std::size_t t, std::size_t u, const VoteRead& vote);
  std::size_t told_by(std::size_t t, std::size_t u) const;
  // « > unanimité ! »: nothing else is said, so the heading says what of.
  bool bare_unanimity() const;
  // A vote behind the parts of a business (« Rapport d'activité », with a heading for each activity) is on the business.
  std::size_t above_parts(std::size_t t) const;
  // Names of a board under headings of their own: the title stands above them.
  std::size_t title_topic(std::size_t t) const;
  // Votes of for and against that nothing took.
  void remember(std::size_t u, const VoteRead& vote);
  void orphans();
  // Ballots for people, where only the scores say who was elected, and what is told of them.
  void ballots();
  void place_ballot(std::size_t t, std::size_t first, std::size_t last, const VoteRead& vote, const Regex& what);
  // The sentences of the topic since the decision before.
  void contexts();
  // Who took no part or voted otherwise, where a sentence of its own says so.
  void stances(std::size_t i);
  // The result where the counts, or the proposal voted, say another than the words.
  void weigh(Draft& d) const;
  // The entries a decision announces.
  void below(Draft& d) const;
  // « Toutes les résolutions sont adoptées à l'unanimité. »
  void global_clauses();
  const extract::Document& document_;
  const Minutes& minutes_;
  std::string_view body_;
  std::vector<Draft> drafts_;
  std::optional<std::size_t> current_;
  VoteRead pending_;
  std::vector<Range> pending_text_;
  std::size_t pending_unit_ = 0;
  std::vector<std::pair<std::size_t, VoteRead>> told_;  // by unit
  Range global_;
  Range reporter_, commission_;  // of the topic
  std::size_t entries_topic_ = static_cast<std::size_t>(-1), entries_ = 0;  // entries of a list that each tell a decision
  int entry_block_ = -1;
  std::size_t groups_ = 0;       // lines of the topic that count the votes of a group
};

}  // namespace minutier::extractors
