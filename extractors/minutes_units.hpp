#pragma once
// A sitting cut for reading its decisions: topics (what stands under one title) and units (sentences).
// A topic begins at a heading, at a numbered or nested item that others follow, or at a line such as « Deuxième résolution – … ».
// Ranges are bytes of the reading text unless said otherwise. Immutable once made.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

struct Topic {
  Range title;           // without number; empty for what stands before the first one
  Range number;          // "3", "II", "Deuxième"; empty for none
  bool resolution = false;  // the title says it is one: « Résolution n° 3 : … »
  bool global = false;   // « Les résolutions suivantes ont été soumises au vote et adoptées »
  bool list_only = false;   // nothing but list items: names of a board
  bool inside_agenda = false;
  std::size_t first = 0, count = 0;  // its units
  int block = -1;        // where it begins
};

struct Unit {
  Range range;    // reading
  Range folded;
  int block = -1;
  std::size_t topic = 0;
  bool item = false;
  bool speech = false;   // words attributed to a speaker: « Anne : … »
};

struct Minutes {
  std::string flat;  // the folded text with every line break as a space: same offsets
  std::vector<Topic> topics;
  std::vector<Unit> units;
};

// Words that open with a business of sittings: « Approbation du … », « Budget 2020 », « Quitus au trésorier ». Folded text.
bool names_business(std::string_view folded);

const Minutes& cut_minutes(const extract::Document& document);  // cut once a document

}  // namespace minutier::extractors
