#pragma once
// What a paragraph says about a programme: state, years, partners, funders, address. Pure functions.

#include "extractors/budget_context.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

// Adds status, years[], partners[], funders[] and url found in the texts `where` (reading) to a programme. `running` says that the words
// around call it current; `cell` is a cell of a table that names its partners, or empty.
void add_programme_details(const extract::Document& document, const MoneyContext& context, const std::vector<Range>& where, bool running, Range cell, Found& programme);

}  // namespace minutier::extractors
