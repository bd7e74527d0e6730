#pragma once
// The record of a text, through every stage from pages on, for tests of rules and extractors.

#include <string>

#include "extractors/all.hpp"
#include "pipeline/assemble/assemble.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

namespace minutier::test {

inline Json record_of(const std::string& text_of_page, const std::string& source_name = "document.txt") {
  static const extract::RuleSet rules = extractors::rules();
  Page page;
  page.text = text_of_page;
  const Text text = normalise::normalise({page});
  const Structure structure = section::find_structure(text);
  const extract::Matches matches = rules.run(text, structure);
  const extract::DocumentInfo info{source_name, "text/plain", {}};
  std::vector<Issue> issues = matches.issues();
  Findings findings = extractors::run({text, structure, matches, info}, issues);
  assemble::Provenance provenance;
  provenance.document_id = "test";
  provenance.source_name = source_name;
  provenance.pages = 1;
  return assemble::assemble(text, std::move(findings), provenance, issues, assemble::Profiles());
}

// The value of a fact at a path ("meeting/date"); null where there is none.
inline Json value_at(const Json& record, const std::string& path) {
  const Json* fact = record.at(path);
  return fact ? (*fact)["value"] : Json();
}

}  // namespace minutier::test
