#pragma once
// The sums a resolution is about: those it says itself, those of the list or table it opens or takes over, those of the proposal it
// closes. Sums that it replaces (« au lieu de 20 € », « passe de 58 € à 60 € ») are none of its own. Pure, safe from threads.

#include <string>
#include <utility>
#include <vector>

#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_facts.hpp"

namespace minutier::extractors {

class DraftSums {
 public:
  // `francs`: what « francs » means in the document; `currency`: of numbers without a unit.
  DraftSums(const extract::Document& document, std::string francs, std::string currency) : document_(document), francs_(std::move(francs)), currency_(std::move(currency)) {}
  std::vector<Sum> of(const Draft& draft) const;

 private:
  std::vector<Sum> said(Range part) const;
  std::vector<Sum> entry(Range item) const;
  std::vector<Sum> column(const Table& table) const;
  std::vector<Range> proposed(const Draft& draft) const;
  std::vector<Range> amended(const Draft& draft) const;
  const Table* tabled(const Draft& draft) const;

  const extract::Document& document_;
  const std::string francs_, currency_;
};

// « L'amendement de M. X est rejeté », « la contre-proposition »: folded text.
bool speaks_of_amendment(std::string_view folded);

}  // namespace minutier::extractors
