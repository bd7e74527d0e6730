#pragma once
// What kind of thing a name names: « Stage de printemps », « Repair café », « Journée des moulins » say by their first noun that they are
// activities. Pure functions over folded text.

#include <string_view>

namespace minutier::extractors {

// The words begin, behind an article, with a noun of activities, works or services for people.
bool names_activity(std::string_view folded);
// A noun that says no more than that: « le projet », « l'opération », « l'action ».
bool means_project(std::string_view folded);

}  // namespace minutier::extractors
