#pragma once
// Facets: what a page or a resolution can be filtered by, as words of their own index column: "xy2019" a year,
// "xbconseil" a word of the body, "xo…" of the organisation, "xk…" of the document's kind, "xr…" the result; "xall" on
// every row, for queries that only filter or exclude. Pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/archive/query.hpp"
#include "pipeline/base/json.hpp"

namespace minutier::archive {

constexpr std::string_view facet_all = "xall";

// Folded words of a name or a code, without articles ("conseil d'administration" -> conseil, administration).
std::vector<std::string> name_words(std::string_view text);
std::string facet(Filter::Field field, std::string_view word);
// The value of a leaf: of a fact its value, of a plain value itself.
const Json& value_of(const Json& leaf);

// Facets of one record, sorted and without doubles; results are those of the resolutions given.
std::vector<std::string> facets_of(const Json& record, const std::vector<const Json*>& resolutions);
// Sorted union, space-joined.
std::string join_facets(std::vector<std::string> facets);

// Every year a record is filed under: its date's, or its exercise years where it has no date.
std::vector<int> years_of(const Json& record);

}  // namespace minutier::archive
