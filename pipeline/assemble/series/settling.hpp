#pragma once
// What settling needs of one record: a few kilobytes beside the record itself, made once, when the record is, and kept with it.
// Pure.

#include <vector>

#include "pipeline/assemble/people/resolve.hpp"
#include "pipeline/assemble/series/series.hpp"
#include "pipeline/base/json.hpp"

namespace minutier::assemble {

struct Settling {
  SeriesRecord series;  // `best` is not known yet
  std::vector<Mention> mentions;
};

// Changes whenever settling_of would make something else of the same record: what an older program kept is then made anew.
constexpr int settling_version = 1;

Settling settling_of(const Json& record);

// For keeping it: every field by its place.
Json to_json(const Settling& settling);
Settling settling_from_json(const Json& json);

}  // namespace minutier::assemble
