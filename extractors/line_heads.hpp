#pragma once
// Words at the head of a line that name the business told behind them: « Correspondance. - Une lettre … », « Matériel : il manque deux casques. »
// Ranges are bytes of the reading text. Pure functions, safe from threads.

#include <cstddef>
#include <vector>

#include "extractors/agenda_list.hpp"
#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

struct LineHead {
  Range title;
  std::size_t text = 0;  // where what is told begins: behind a dash; with the title before a colon, of which the sentence is part
};

// In order. Before a colon only what the agenda announces, or one of three and more such labels of a document that never come twice.
std::vector<LineHead> line_heads(const extract::Document& document, const AgendaList& agenda);

}  // namespace minutier::extractors
