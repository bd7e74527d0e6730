#pragma once
// How a text that lists people is laid out, and what its entries tell of each other: for split_people only. Pure; offsets are bytes.

#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extract {

// Whether lines are entries of their own, or break anywhere in a running list.
bool lines_are_entries(std::string_view text, Range range);

// « Services : Charles Lenoir (voirie), … » at the begin of a line: a few words and a colon, with names behind it.
bool opens_with_label(std::string_view text, Range rest);

// « Anne P., Inaya, Théo Petit »: one word between commas becomes a person of her own where the list sets no organisations so.
void free_single_names(std::string_view text, std::vector<PersonEntry>& entries);

// « A, B (Haut Ségar) ; C (Montjaux) ; … »: a body in brackets at the end of each part is of all in the part.
void share_bodies(std::string_view text, std::vector<PersonEntry>& entries);

// A list that gives the family name first wherever the order is certain is read so where it could be either (« Paul Christian »).
void agree_on_order(std::string_view text, std::vector<PersonEntry>& entries);

}  // namespace minutier::extract
