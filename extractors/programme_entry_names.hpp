#pragma once
// What an entry of a list, a line or a paragraph names at its head: « **Café-réparation** : … », « Loto : le 20 novembre », « Ciné-villages.
// Le circuit a passé … ». Pure functions; ranges are bytes of the reading text.

#include <optional>
#include <string_view>

#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

// The words that emphasis sets off where a block begins; empty for none.
Range emphasised_lead(const extract::Document& document, Range block);
// Where a name ends that stands in front of what is said of it as a sentence of its own, in the folded words of the entry; npos for none.
std::size_t sentence_lead(const extract::Document& document, Range entry, std::string_view folded);
bool speaks_of_minutes(std::string_view folded);
bool quoted(std::string_view folded);
// A date; of an activity, also one without its year.
bool says_when(std::string_view folded, bool activity);
// What an entry of a list names: up to « : », a dash, an arrow, a bracket, or a comma behind quotes. Weaker: a comma or the end of a
// sentence may end the name too.
std::optional<Range> entry_name(const extract::Document& document, Range entry, bool weaker = true);
bool line_entry(const extract::Document& document, Range line);
// The first line of an entry where it is a title: short, no sentence, more of the entry below it; empty for none.
Range title_line(const extract::Document& document, std::size_t block);
bool begins_with_article(std::string_view folded);

// « Lancement du Tour des bibliothèques »: what is launched.
Range without_launch(const extract::Document& document, Range name);

}  // namespace minutier::extractors
