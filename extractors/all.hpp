#pragma once
// Every extractor, in the order they run: each may look at what the ones before it found.

#include <memory>
#include <vector>

#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {

std::vector<std::unique_ptr<extract::Extractor>> all();

// The built-in rules, with those of a folder laid over them (see RuleSet::load).
extract::RuleSet rules(const std::filesystem::path& overlay = {});

// A sitting being read: what extractors look at, what they found, what they could not digest.
struct Sitting {
  const extract::Document& document;
  Findings& findings;
  std::vector<Issue>& issues;
};

// Runs all extractors over the sittings. Never throws on odd text: what an extractor cannot digest is an issue.
void run(std::vector<Sitting> sittings);
// The same for one.
Findings run(const extract::Document& document, std::vector<Issue>& issues);

}  // namespace minutier::extractors
