#pragma once
// The order of the stages, in one place: pages -> text -> sittings -> sections -> facts -> records.
// What comes before (bytes -> source -> pages) is job of the workers; what comes after, of the archive.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractors/all.hpp"
#include "pipeline/assemble/assemble.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "pipeline/model/page.hpp"
#include "pipeline/run/stretches.hpp"

namespace minutier::run {

// Everything a process needs to turn pages into records, loaded once. Const use is thread-safe.
class Pipeline {
 public:
  // The built-in rules with those of a folder laid over, and the organisation profiles of another; either may be empty.
  // Throws Error{bad_rules}.
  explicit Pipeline(const std::filesystem::path& rules = {}, const std::filesystem::path& profiles = {});

  struct Source {
    PageFeed& pages;
    assemble::Provenance provenance;
    extract::DocumentInfo info;
  };
  // The records of each source: one per sitting, in order. Never throws on odd text. Sources read together cost less than one by one:
  // each stage goes through all of them while its code and words are at hand.
  std::vector<std::vector<Json>> records(const std::vector<Source>& sources) const;
  std::vector<Json> records(const std::vector<Page>& pages, assemble::Provenance provenance, extract::DocumentInfo info) const;

  // The records of one stretch of a source, and where the next begins. `before` is the last record of the stretch before, or what
  // assemble::taken_over_of() keeps of it.
  struct Part {
    std::vector<Json> records;
    std::optional<Place> next;
  };
  Part part(const Source& source, const Place& begin, const Json* before) const;

  // What the rules found in the sitting with this place in the source, kept or not; `use` is called while the text stands.
  void tried(PageFeed& pages, std::size_t sitting, const std::function<void(const Text&, const std::vector<extract::Tried>&)>& use) const;

  const extract::RuleSet& rules() const { return rules_; }
  // Changes when a rule or a profile does.
  std::string hash() const { return profiles_.empty() ? rules_.hash() : rules_.hash() + "+" + profiles_.hash(); }

 private:
  class Line;

  extract::RuleSet rules_;
  assemble::Profiles profiles_;
};

}  // namespace minutier::run
