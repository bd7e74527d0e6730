#pragma once
// Who voted how where a sentence of its own says so: « Mme X, présidente du club, quitte la salle », « MM. A et B s'abstiennent », « D. Galtier
// ne participe pas ». Ranges are bytes of the folded text. Pure, safe from threads.

#include <vector>

#include "extractors/vote_reader.hpp"
#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

struct Stance {
  VoteNames who;
  bool leaves = false;  // « se retire », « quitte la salle »: takes no part in what is decided next
};

// What the sentence `folded` says of the votes of the people it names. Nothing for offices that leave, for reports of another day, wishes.
std::vector<Stance> stances_in(const extract::Document& document, Range folded);

}  // namespace minutier::extractors
