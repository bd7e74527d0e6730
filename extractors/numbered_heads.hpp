#pragma once
// The numbers that lead through a sitting: « 1. Effectifs », « 2/ Comptes : … », « III. Budget. - … », « Sujet A – … », one after the other with
// what was said between them. Ranges are bytes of the reading text. Pure functions, safe from threads.

#include <vector>

#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

struct NumberedHead {
  int block = -1;
  Range number;
  Range title;         // empty where the number is followed by text at once
  Range rest;          // what stands behind the title in the same block
  bool line = false;   // the title stands alone on its line, in bold, or before a colon
};

// The longest run of heads numbered from one without a gap outside `skip` (the announced agenda), if it has three of them
// and text stands under most; empty otherwise.
std::vector<NumberedHead> numbered_heads(const extract::Document& document, Range skip);

}  // namespace minutier::extractors
