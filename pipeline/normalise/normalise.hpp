#pragma once
// Pages -> Text: the recognised text of a source, repaired into a reading text, folded for
// matching, every character mapped back (see model/text.hpp). Never throws on odd text. Thread-safe.

#include <vector>

#include "pipeline/model/text.hpp"

namespace minutier::normalise {

// The whole source as one text. Pages that failed (no text) still stand in Text::pages.
Text normalise(const std::vector<Page>& pages);

}  // namespace minutier::normalise
