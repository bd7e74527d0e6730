#pragma once
// The folded layer: lower-case ASCII of French text, one published table, for matching. œ/æ are expanded, apostrophes
// become ', quotes ", dashes -, middle dots ., € eur, ° o; letters lose their accents. Line breaks and tabs are kept.
// What has no ASCII form becomes '?'. Pure functions, safe from any thread.

#include <string>
#include <string_view>

#include "pipeline/base/range_map.hpp"

namespace minutier::normalise {

struct Folded {
  std::string text;
  RangeMap map;  // folded -> the text given
};

Folded fold_mapped(std::string_view text);
// The same without the map, for comparing names and words.
std::string fold(std::string_view text);

}  // namespace minutier::normalise
