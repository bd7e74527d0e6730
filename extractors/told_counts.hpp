#pragma once
// How many there were, as people tell it: « 11 assos présentes + 3 représentées = 14 voix. 17 membres à jour, il en faut la moitié (9) ».
// Each number of a passage is read by the words around it. Ranges are bytes of the reading text. Pure functions.

#include <cstdint>
#include <optional>

#include "pipeline/extract/extractor.hpp"

namespace minutier::extractors {

struct ToldCount {
  std::int64_t value = 0;
  Range where;
};

struct ToldCounts {
  std::optional<ToldCount> present, represented, proxies, both, office, required, voters;
  std::optional<ToldCount> weight, weight_of;  // « 78 voix sur 104 »: what those there weigh, and all
  std::optional<ToldCount> gathered;  // « nous étions 29 »: in person or not
};

// The first number said of each kind in a range.
ToldCounts told_counts(const extract::Document& document, Range range);

}  // namespace minutier::extractors
