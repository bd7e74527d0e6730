#pragma once
// For `minutier inspect`: what a source is and how long it may take, before anything runs. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/source/discover.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::source {

// Seconds, measured by the caller on its machine.
struct Costs {
  double document = 0.002;   // opening, hashing, extraction and storing
  double text_page = 0.005;  // a page whose text is kept
  double image_page = 1.2;   // a page recognised, on one core
  int workers = 1;
};

struct Inspection {
  std::string name;
  std::string media_type;        // empty where the source cannot be opened
  std::uint64_t bytes = 0;
  int pages = 0;
  int pages_with_text = 0;
  int pages_to_recognise = 0;    // estimated from a sample on long documents
  bool sampled = false;
  double seconds = 0;
  std::optional<Error> error;    // why it cannot be read
};

// Opens the source and looks at its pages, at most `sample` of them. Never throws for a bad source.
Inspection inspect(const Candidate& candidate, const Options& options = {}, const Costs& costs = {}, int sample = 40);

}  // namespace minutier::source
