#pragma once
// The grants found in a document, each once: what may be a beneficiary, and what the organisation was granted itself.
// One book serves one document and one thread; ranges are bytes of the reading text.

#include <string>
#include <string_view>
#include <vector>

#include "extractors/budget_context.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {

// Whether folded words may name who is helped.
bool names_beneficiary(std::string_view folded);

class GrantBook {
 public:
  GrantBook(const extract::Document& document, const Findings& earlier);

  const MoneyContext& context() const { return context_; }
  // A convocation proposes; it grants nothing.
  bool proposal_only() const { return proposal_only_; }
  // The name without article and without the words that only say what it is.
  Range beneficiary(Range range) const;
  // Known by a name, not by what it does (« Association de protection de la nature »).
  bool named_organisation() const;

  void add(Range name, const Money& money, Range amount, Range purpose, int year, Range year_where, const std::string& rule, double confidence);
  void add(Range name, const Money& money, Range amount, const extract::Match& match, int year = 0) { add(name, money, amount, {}, year, match.range, match.rule->tag(), match.rule->confidence); }
  void granted_to_us(Range giver, const Money& money, Range amount, Range purpose, int year);

  std::vector<Found> take() { return std::move(out_); }

 private:
  const extract::Document& doc_;
  const std::string& text_;
  MoneyContext context_;
  bool proposal_only_ = false;
  std::vector<Range> budget_lines_;
  std::vector<Found> out_;
};

// « Subventions 2023 : » and what is listed below, as lines « ACCA : 60 € » or as a table of names and sums ("grants.list").
void listed_grants(const extract::Document& document, const extract::Match& match, GrantBook& book);
// « Demandes d'aide », « Demandes diverses »: of what is asked, what the entries say was granted; bare sums once one did ("grants.asked").
void asked_grants(const extract::Document& document, const extract::Match& match, GrantBook& book);
// « A, 450 € ; B, 1 200 € dont … », « à A 120 francs ; à B 200 francs », « 50 € à A, 30 € aux B »: sums and whom they go to, in
// turn, up to the end of the sentence, from folded byte `begin` of a block on. False where there are no two.
bool series_of_grants(const extract::Document& document, std::size_t block, std::size_t begin, const extract::Match& match, GrantBook& book);
// The same behind a match of "grants.series", perhaps in the paragraph below.
void series_of_grants(const extract::Document& document, const extract::Match& match, GrantBook& book);
// « un secours de cent francs au sieur A, une gratification de vingt francs au sieur B et une autre de dix francs à C » ("grants.chain").
bool chain_of_grants(const extract::Document& document, Range folded, const extract::Match& match, GrantBook& book);
void chained_grants(const extract::Document& document, const extract::Match& match, GrantBook& book);
// Sums that come to the organisation, a giver beside each ("grants.received_series"): rules « .detail » open a list of givers.
void received_series(const extract::Document& document, const extract::Match& match, GrantBook& book);
// A table of names and sums below words that announce grants.
void table_of_grants(const extract::Document& document, const Table& table, int year, const extract::Match& match, GrantBook& book);
// A table whose heads say it all: « Porteur | Projet | Aide », « Association | Demandé | Accordé »; « Financeur | Objet |
// Demandé | Obtenu » tells what the organisation itself was granted.
void headed_grants(const extract::Document& document, const Table& table, GrantBook& book);

}  // namespace minutier::extractors
