#pragma once
// Cuts a sitting into topics and units (minutes_units.hpp): where a topic begins, what its title is, where sentences end.
// One cutter per document, used by one thread. Ranges are bytes of the reading text.

#include <string_view>
#include <vector>

#include "extractors/agenda_list.hpp"
#include "extractors/line_heads.hpp"
#include "extractors/minutes_units.hpp"
#include "extractors/numbered_heads.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {

// Lines that look like headings but are parts of a topic: labels of lists, formulas, results, votes. Folded text.
bool part_of_topic(std::string_view folded);
bool part_of_ballot(std::string_view folded);
bool colon_end(std::string_view folded);
bool sentence_like(std::string_view folded);

class Cutter {
 public:
  explicit Cutter(const extract::Document& document) : document_(document), agenda_(announced_agenda(document)), heads_(numbered_heads(document, agenda_.span)) {}
  Minutes run();
 private:
  static bool keeps_lines(std::string_view folded);
  bool in_agenda(Range range) const { return agenda_.span.overlaps(range); }
  void open(Range title, Range number, std::size_t block, bool resolution = false);
  Range clean(Range title) const;
  void open_heading(std::size_t i, Range line);
  void block(std::size_t i);
  // A heading that is the decision itself: « LE RAPPORT MORAL EST ADOPTÉ À L'UNANIMITÉ ».
  bool says_decision(Range range) const;
  // « Point 3. Formation », « Sujet B – L'argent », « Ad 4 … », and words in bold at the head of a paragraph: titles whatever follows.
  bool certain_title(std::size_t i);
  bool numbered_head(std::size_t i);
  // The title the agenda gives an entry of this number.
  Range title_of_entry(std::string_view number) const;
  // « **Tarifs 2022** (licence en sus) », « **4/ Budget** : 12 000 € … »: what the page sets in bold at the head of a paragraph.
  bool bold_title(std::size_t i);
  // « Bilan financier », and on the next line what was said of it.
  bool titled_line(std::size_t i);
  // « Chemin de la Font-Basse. » alone on its line above a paragraph.
  bool short_title(std::size_t i) const;
  // « 1. Compte de 1882. - M. Prudhon donne lecture … »: the words before the dash are the title.
  bool headed(std::size_t i);
  // Lines that begin with the words that name their business: « Correspondance. - Une lettre … », « Matériel : il manque deux casques. »
  bool run_in_heads(std::size_t i, std::size_t from);
  // « 2. Budget 2018 » that text follows; « - Bilan moral » with items below it.
  bool item_heading(std::size_t i);
  // « Première résolution – Transfert du siège. Adoptée à l'unanimité. »: the line's head is the title.
  void titled(std::size_t i, const std::vector<const extract::Match*>& titles);
  // The words that should name a decision are the decision: « Le conseil approuve … ».
  bool starts_decision(Range title) const;
  // The line under « Résolution 12 » where it is a title.
  Range next_line(const Block& block, std::size_t at) const;
  void add(std::size_t i, Range range, bool speech);
  bool runs_on(Range base, std::size_t dot) const;
  static bool open_bracket(std::string_view text);
  static bool abbreviation(std::string_view text, std::size_t dot);
  void sentences(std::size_t i, Range range, bool named = false);  // named: what stands before a colon names the business, nobody speaks
  // How far out the lines of the text end: 90 of 100 end before; 0 for a text of no lines to speak of.
  std::size_t measure_lines() const;
  // Every line is a paragraph: next to none goes on in lower case.
  bool lines_are_paragraphs() const;
  // The measure a stretch of folded text is set to: the text's own, or less where its lines run on earlier.
  std::size_t measure_of(std::string_view text) const;
  // Whether the line that ends at `at` was ended on purpose: the next begins something new and its first word had room.
  bool ended_on_purpose(Range base, std::size_t at, std::size_t measure) const;
  // « Approuvés par 37 oui ; décharge donnée à l'unanimité »: a decision on either side.
  bool parts_decisions(Range base, std::size_t begin, std::size_t at) const;
  // « Budget : 11 pour, 2 contre », « :Quitus: unanimité »: a line that says what was voted and how. `line` is of the folded text.
  bool result_line(std::size_t line, char before) const;
  // A line that begins a statement of its own whatever ends the line before.
  static const Regex& line_start();
  void count_units(std::size_t t);
  const extract::Document& document_;
  AgendaList agenda_;
  std::vector<NumberedHead> heads_;  // in order of their blocks
  std::size_t next_head_ = 0;
  std::vector<LineHead> line_heads_;
  bool inner_heads_ = true;  // the topic may be parted by the labels of its lines
  std::size_t measure_ = 0;
  bool unwrapped_ = false;
  Minutes minutes_;
};

}  // namespace minutier::extractors
