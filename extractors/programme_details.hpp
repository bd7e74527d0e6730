#pragma once
// What a paragraph says about a programme: state, years, partners, funders, address. Pure functions.

#include <vector>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

// Adds status, years[], partners[], funders[] and url found in the texts `where` (reading) to a programme, and in what the candidate
// sets apart for them.
void add_programme_details(const extract::Document& document, const MoneyContext& context, const std::vector<Range>& where, const ProgrammeCandidate& candidate, Found& programme);

// « la ville de Lille, l'Isère et le SGMAP »: one name each, without articles.
std::vector<Range> names_in(const extract::Document& document, Range range);

}  // namespace minutier::extractors
