#pragma once
// Lists of deliberations as tables: a row each, with number, object, rapporteur and vote in columns.

#include <vector>

#include "extractors/resolution_facts.hpp"
#include "pipeline/extract/document.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

// One "resolutions" Found per row of the tables whose columns hold an object and a vote or decision. Anchors are the rows.
std::vector<Found> resolution_rows(const extract::Document& document, const KnownPeople& people);

}  // namespace minutier::extractors
