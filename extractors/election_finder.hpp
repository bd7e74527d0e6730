#pragma once
// The search for who was elected to what, over the topics of one sitting: sentences, scores of candidates, boards given as lists.
// One finder per document, used by one thread. Ranges are bytes of the reading text.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_facts.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

struct Seat {
  std::string person;
  Range person_at;
  std::string post;
  Range post_at;
  std::optional<std::int64_t> votes;
  Range votes_at;
  bool elected = true;
  Range elected_at;
  bool fresh = false;
  Range fresh_at;
  Range term;
  double confidence = 0.88;
  std::string rule;
};

struct Score {
  std::string person;
  Range person_at;
  std::int64_t votes = 0;
  Range votes_at;
  std::optional<bool> elected = {};  // where it is said of this one
  bool fresh = false;
  Range said = {};                   // the words that say it
  Range post = {};                   // where it is said with the score
  bool run = false;                  // one of several set line by line or side by side
};

// « Contre : 909 - M. Bachir (388) »: how somebody voted on a matter, which is nobody's score.
bool stance_line(std::string_view line);

class ElectionFinder {
 public:
  ElectionFinder(const extract::Document& document, const Findings& earlier, const KnownPeople& people, std::string_view body);
  std::vector<Seat> run();
 private:
  void note(const Found& found);
  std::string_view flat(Range folded) const { return folded.of(minutes_.flat); }
  std::string_view flat_of(Range reading) const { return flat(document_.text.to_folded(reading)); }
  Range reading(std::size_t begin, std::size_t end) const { return document_.text.to_reading({begin, end}); }
  static bool about_posts(std::string_view title);
  void topic(std::size_t t);
  // Posts and people read clause by clause; `told`: the words before say that seats are given. Whether any was found.
  bool clauses(std::size_t t, const Unit& unit, bool told);
  // « le bureau est ainsi composé », « répartition des tâches au sein du comité »
  static bool seats_told_of(std::string_view folded);
  Range opened_post(const Unit& unit) const;
  bool elected_here(const Unit& unit);
  std::string_view topic_text(std::size_t t) const;
  // Whether a name stands in a list of those present.
  bool attends(Range name) const;
  // The post of a topic's election where no words beside a name say it; `same`: the seats found from there on are of this ballot.
  Range default_post(std::size_t t, std::size_t same) const;
  // « Candidats : A, B et C. … Tous sont élus. »
  void candidates_elected(std::size_t t, std::size_t first);
  bool declines(std::size_t t, const NamedPerson& person) const;
  // « 6 places au CA, 4 à prendre », « tiers sortant », « suffrages exprimés »: an election whatever the title says.
  bool ballot_told(std::size_t t) const;
  bool ballot_opens(const Unit& unit) const;
  // « Ont obtenu : M. X 60 voix, élu ; M. Y, 57, élu ; M. Z 22 »
  void run_on_scores(const Unit& unit, std::vector<Score>& scores) const;
  // « Président | Anne Petit » in the rows of a table behind the words that told of the board.
  void office_tables(std::size_t t, Range told);
  bool office_cells(Range post, Range person, Seat& seat) const;
  // « - désigne Mme Anne Petit comme élue référente »
  void chosen_item(const Unit& unit);
  // « Le nouveau bureau est composé de Mme Anne Petit, présidente, et M. Paul Roux, trésorier »
  void composed_of(const Unit& unit);
  // « Candidat | Voix » : a name and its count in each row.
  bool headless(const Table& table) const;
  // The body a topic says it fills seats of: « deux postes à pourvoir au comité directeur », « candidats au bureau ».
  Range seats_of_body(std::size_t t) const;
  bool posts_beside(const Table& table, std::vector<Score>& scores) const;
  bool ballot_rows(const Table& table, std::vector<Score>& scores) const;
  void score_tables(std::size_t t, std::vector<Score>& scores) const;
  void elected_sentence(std::size_t t, const Unit& unit);
  // Where the post stops: at punctuation or at words of the vote, the term, the reason.
  Range post_in(std::size_t begin, std::size_t end) const;
  Range term_in(const Unit& unit) const;
  // « Élection du CA (collégial) » -> « CA (collégial) »
  Range post_of_title(std::size_t t) const;
  std::vector<NamedPerson> people_in(std::size_t begin, std::size_t end) const;
  // The name or names a sentence begins with, or that stand right before its verb.
  std::vector<NamedPerson> subject(std::size_t begin, std::size_t end) const;
  void passive(std::size_t t, const Unit& unit, const extract::Match& match, const VoteRead& vote);
  // « … à la nomination d'un délégué au syndicat des eaux. … M. X est proclamé délégué. »: the post as the opening words say it.
  Range whole_post(std::size_t t, const Unit& unit, Range post) const;
  // A surname alone, given in full shortly before: « Mises en candidature : Anne Petit, … Mme Petit est élue »; as it is where two could be meant.
  std::string written_before(const NamedPerson& person) const;
  // « L. Petit » stands here: an initial and a name.
  bool initialled(std::size_t at) const;
  // The people of a list that fills the rest of a sentence; empty where one part of it is no full name.
  std::vector<NamedPerson> list_from(std::size_t begin, std::size_t end) const;
  static const Regex& negation();
  static const Regex& posts_words();
  // « le conseil élit Mme X présidente », « désigne M. Y comme délégué au syndicat »
  void active(std::size_t t, const Unit& unit, const extract::Match& match);
  // A post said by its work: « trésorerie », « référente légumes ».
  bool post_words(Range post) const;
  // A seat of a person, and one of a person with a score; who found it adds the rest.
  Seat seated(const NamedPerson& person, Range post) const;
  Seat scored(const Score& score, Range post) const;
  void seat(const NamedPerson& person, Range post, Range elected_at, bool fresh, const char* rule);
  // « Sont reconduits : Anne (référente jardin), Paul (trésorerie). »
  void posts_in_brackets(const Unit& unit);
  // « Le mandat de M. Paul Roux, gérant, est renouvelé pour trois ans. »
  void renewed_term(const Unit& unit);
  void delegated(const Unit& unit);
  // « Lucie les rejoint comme secrétaire. »
  void joined(const Unit& unit);
  void enters(const Unit& unit);
  void represents(const Unit& unit);
  // « Il est procédé au renouvellement du conseil. Ont obtenu : Petit (Jean) . . . . 104 voix, élu »
  void name_pairs(const Table& table, std::vector<Score>& scores) const;
  void dotted_scores();
  void score_lines(const Unit& unit, std::vector<Score>& scores) const;
  void collect_scores(const Unit& unit, std::vector<Score>& scores) const;
  // « Élue. », « (réélu) », « non élu », a column that says so; « Les deux premiers sont proclamés élus »
  void mark_elected(const Unit& unit, std::size_t before, std::vector<Score>& scores) const;
  void first_ones(std::size_t t, std::vector<Score>& scores) const;
  // The label a lettered or listed part opens with: « b) Vice-président : … », « Secrétariat général. … »; empty where it names no post or board.
  Range part_label(int block) const;
  static const Regex& board_words();
  void by_seats(std::size_t t, std::vector<Score>& scores) const;
  void block_scores(std::size_t t, std::vector<Score>& scores) const;
  std::optional<std::size_t> seats_told(std::size_t t, Range* where = nullptr) const;
  void votes_of_all(std::size_t t, std::size_t first);
  void complete_given(std::size_t t, std::size_t first);
  // « …, et M. Puthod secrétaire par 7 voix »: more of the same sentence.
  std::vector<NamedPerson> each_of(std::size_t begin, std::size_t end) const;
  void also_chosen(const Unit& unit, std::size_t from, const Seat& like);
  void flagged_scores(std::size_t t, std::size_t first, const std::vector<Score>& scores);
  Range post_of_score(std::size_t t, std::size_t first, const Score& score) const;
  // « Sont candidats et élus : » over items.
  void listed_elected(std::size_t t, const Unit& unit, const std::vector<Score>& scores, std::size_t before);
  // « Mme A remplace M. B à la caisse », « M. C devient suppléant »
  void replaced(const Unit& unit);
  // Scores go to those the topic says are elected; who has a score beside them was not.
  void settle_scores(std::size_t t, std::size_t first, std::vector<Score> scores);
  // « D. Faure » beside « Denise Faure ».
  static bool shortened(const std::string& brief, const std::string& full);
  // « Les trois candidats sont élus. »
  bool all_elected(std::size_t t, const std::vector<Score>& scores);
  // An entry ends at a semicolon, or with its line where the next line is an entry too or has no colon.
  std::size_t office_end(const Unit& unit, std::size_t begin) const;
  void office_line(const Unit& unit);
  void office_pairs(const Unit& unit);
  // Lists: one piece of a board, a board told in a sentence, delegates per body, leaders of dots.
  std::optional<std::pair<NamedPerson, Range>> office_piece(std::size_t begin, std::size_t end) const;
  void board_in_words(const Unit& unit);
  void delegates(std::size_t t, const Unit& unit, Range opened);
  void leader_scores(std::size_t t, std::vector<Score>& scores) const;
  // People with what each of them got, in any unit of a topic.
  bool polls(const Unit& unit) const;  // words of a ballot stand there
  Range post_near(const Score& score, std::size_t first) const;
  bool known_surname(const extract::PersonName& name) const;
  std::vector<Score> pairs_in(const Unit& unit, bool expected) const;
  bool contest(const Unit& unit, bool expected, std::vector<Score>& scores) const;
  void rivals(const Unit& unit, std::size_t before);
  // Labels with nothing but names behind them, in lines, sentences and tables.
  struct Placed {
    NamedPerson person;
    Range part;  // « titulaire », « responsable », of the folded text
  };
  struct Entry {
    Range label, head;  // of the reading text; `head`: the body a « Titulaires : » is of
    std::vector<Placed> people;
    Range at;
    bool telling = false;
    int block = -1;
  };
  void rosters(std::size_t t);
  void roster_tables(std::size_t t, bool told);
  void roster_unit(const Unit& unit, Range& head, bool told, std::vector<Entry>& entries) const;
  Range roster_label(std::size_t begin, std::size_t end) const;
  std::vector<Placed> names_only(std::size_t begin, std::size_t end) const;
  void place(std::size_t t, const std::vector<Placed>& people, Range label, Range head, Range told);
  void boards();
  // « Vote en bloc à main levée : unanimité » over the names of a title that says election.
  Range voted_as_one(std::size_t t) const;
  bool mostly_names(std::size_t t) const;
  std::optional<extract::PersonName> first_name(const Unit& unit) const;
  const Draft* adoption(const std::vector<Draft>& drafts, std::size_t first, std::size_t last) const;
  void names_of(std::size_t board, std::size_t list, Range adopted);
  // « Anne Petit — trésorerie (nouvelle) »
  void own_post(const Unit& unit, std::size_t from, Seat& seat) const;
  bool legend_says_new() const;
  static const Regex& members();
  static std::string lower(std::string text);
  void add(const Seat& seat);
  std::string with_firm(const Seat& seat) const;
  const extract::Document& document_;
  const KnownPeople& people_;
  const Minutes& minutes_;
  std::string_view body_;
  std::vector<Range> attending_;     // where the lists of those present name people
  std::size_t closed_ = 0;           // where the sitting ends and signatures follow; 0 where nothing says so
  std::size_t attend_end_ = 0;       // where the lists of those present end
  Range board_here_;                 // the board a line gave the places of, of the reading text
  Range lead_post_;                  // the post of the words that open a list, of the reading text
  std::vector<std::string> listed_;  // those the sitting lists
  std::vector<Seat> seats_;
  Range listing_;  // the words that open a list of the elected; empty outside one
  int listing_block_ = -1;
};

}  // namespace minutier::extractors
