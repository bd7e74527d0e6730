#pragma once
// Votes as the resolutions take them: which words report one, whose vote it is, what it decides, votes by group and in tables.
// `folded` is folded text with line breaks as blanks unless said otherwise. Pure functions, safe from threads.

#include <optional>
#include <string_view>

#include "extractors/vote_reader.hpp"
#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

// A quick look before the reader's work: a sentence for which this is false reports no vote.
bool may_vote(std::string_view folded);

// Adds what `from` says and `into` does not; a second ballot takes the place of the first.
void merge(VoteRead& into, const VoteRead& from);

bool has_ballots(const VoteRead& vote);        // for or against
std::string_view outcome(const VoteRead& vote);  // "adopted", "rejected", or empty where the counts do not say

// The words before the counts of a sentence make it the vote of another time or body: « l'an dernier », « rappelle que »,
// « le conseil de l'UFR s'y était opposé ». `decided`: the sentence itself says a decision of this sitting.
bool vote_of_another(std::string_view before, bool decided);

// « Unanimité. », « Adopté. », « Pas d'opposition. », « Pour : 12 »: the outcome of what was said, and nothing else.
bool bare_outcome(std::string_view sentence);

// « Collège B : 4 pour, 1 abstention »: counts of a part of the votes.
bool group_line(std::string_view sentence);

// « Quitus à la trésorière : 71 pour »: the object in front of the counts, as bytes of the sentence; empty for none.
Range vote_label(std::string_view sentence, std::size_t counts, bool any_words = false);

// The ballot the head of a column or a row names: « Pour », « Votent contre », « Abst. ». Folded text.
std::optional<std::size_t> ballot_of_head(std::string_view head);

// A table with a column for each ballot: its total row, or its only row.
std::optional<VoteRead> table_vote(const extract::Document& document, const Table& table);

}  // namespace minutier::extractors
