#pragma once
// The agenda of a sitting as a list of entries in the text: shared by the agenda itself and by what must skip it.
// Ranges are bytes of the reading text. Pure functions, safe from threads.

#include <string>
#include <vector>

#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

struct AgendaEntry {
  Range number;   // "1", "II"; empty where there is none
  Range title;    // without number and closing punctuation; may run over lines
  Range time;     // "14h05" of a timed heading; empty where there is none
};

struct AgendaList {
  std::vector<AgendaEntry> entries;
  Range span;     // from the words that announce it to its last entry; empty where no list is announced
};

// The announced list (« Ordre du jour : … », « Tractanda »), in items, lines or one sentence. Empty where there is none.
AgendaList announced_agenda(const extract::Document& document);

// The number in front of a title (« 3. », « IV - », « 2) », « Point n° 4 : ») and the title behind it.
struct Numbered {
  Range number, title;
};
Numbered split_number(const extract::Document& document, Range line);

// The reading text of a range with every run of white space as one space.
std::string one_line(const extract::Document& document, Range range);

}  // namespace minutier::extractors
