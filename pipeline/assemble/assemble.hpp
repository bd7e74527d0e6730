#pragma once
// Findings -> one record (RECORD.md) as JSON: facts merged, evidence numbered, identities given, derived facts and
// consistency checks added. Finds nothing itself. Deterministic: the same input gives the same bytes. Thread-safe.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/fact.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::assemble {

class Profiles;

// What is known of the document without reading it.
struct Provenance {
  std::string document_id;   // sha256 of the bytes, or of the ordered parts
  std::string source_name;
  std::vector<std::string> parts;
  std::string media_type;
  int pages = 0;
  std::optional<double> mean_confidence;
  std::vector<std::pair<std::string, std::string>> versions;  // tool -> version
  std::vector<std::pair<std::string, std::string>> supplied;  // "archival/cote" -> value, from the archivist's own table
};

// The record's id comes from the document and where the sitting starts. `before` is the record of the sitting before it in the same source,
// or null: a register says on its first leaf whose it is, so what names no organisation and is of the same body takes that one over, derived.
Json assemble(const Text& text, Findings findings, const Provenance& provenance, const std::vector<Issue>& issues, const Profiles& profiles,
              const Json* before = nullptr);

// What assemble() may take over of a record as the one before; the rest of it is not needed then.
Json taken_over_of(const Json& record);

}  // namespace minutier::assemble
