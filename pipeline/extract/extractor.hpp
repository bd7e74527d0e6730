#pragma once
// Extractor: finds one kind of fact. Const, thread-safe, no I/O, never throws on odd text.
// Extractors run in the order of extractors/all.cpp; each sees what the ones before it found.

#include <memory>
#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extract {

class Extractor {
 public:
  virtual ~Extractor() = default;
  virtual std::string_view id() const = 0;
  virtual std::vector<Found> extract(const Document& document, const Findings& earlier) const = 0;
};

}  // namespace minutier::extract
