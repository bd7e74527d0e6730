#pragma once
// A resolution while it is being put together: what says it, its vote, its title. Ranges are bytes of the reading text.
// For the resolutions extractor and the elections that follow from it.

#include <string>
#include <string_view>
#include <vector>

#include "extractors/minutes_units.hpp"
#include "extractors/vote_reader.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

enum class Says {
  content,   // the sentence says what is decided: « L'assemblée approuve … », « Le budget est adopté »
  formal,    // « DÉCIDE : », what follows says what
  closing,   // the result of what was said before: « La résolution est adoptée », « Adopté à l'unanimité »
  election,  // « X est élue présidente »
  vote,      // a vote alone, under a title
};

struct Decision {
  const extract::Match* match = nullptr;
  Says says = Says::content;
  std::string_view result;  // "adopted", … ; static
  Range verb;
  bool ancillary = false;   // « autorise le maire à signer »: goes with the decision before it
};

struct Draft {
  std::size_t topic = 0;
  Says says = Says::content;
  std::string_view result;
  Range result_at;
  std::string rule;
  double confidence = 0.9;
  std::vector<Range> text;
  Range title;
  Range number;
  bool title_from_text = false;
  bool title_again = false;   // a resolution before has the same title
  bool closed = false;        // its own result was said
  bool announces = false;     // a list or table of what is decided follows
  bool open_list = false;     // « DÉCIDE : » whose items follow
  std::size_t first_unit = 0, last_unit = 0;
  std::vector<Range> context; // what was said of it in its topic before the decision
  std::vector<Range> listed;      // entries below the decision that announces them: « sont attribuées : »
  std::vector<int> listed_tables;
  std::vector<int> tables;    // indices of the tables that stand before the decision in its topic
  VoteRead vote;              // merged over the sentences that report it
  bool reversed = false;      // « repoussée par quatre voix contre deux »
  Range proposer, seconder, reporter, commission;
  Range global;               // the general clause that covers it
  bool global_unanimity = false;
};

// The resolutions of a sitting in order. `body` is the code of the body that sits (RECORD.md), empty where unknown.
std::vector<Draft> draft_resolutions(const extract::Document& document, const Minutes& minutes, std::string_view body);

// `body`, or none where only bodies of other names decide: « le Conseil approuve … » in minutes taken for those of a bureau.
std::string_view deciding_body(const extract::Document& document, const Minutes& minutes, std::string_view body);

// What a decision sentence of the rules says, or nothing where it is a proposal, a report, a question, a quotation.
bool read_decision(const extract::Document& document, const Minutes& minutes, const Unit& unit, const extract::Match& match, std::string_view body, bool vote_near, Decision& decision);

}  // namespace minutier::extractors
