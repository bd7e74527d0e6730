#pragma once
// The order of the stages, in one place: pages -> text -> sittings -> sections -> facts -> records.
// What comes before (bytes -> source -> pages) is job of the workers; what comes after, of the archive.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "extractors/all.hpp"
#include "pipeline/assemble/assemble.hpp"
#include "pipeline/model/page.hpp"

namespace minutier::run {

// Everything a process needs to turn pages into records, loaded once. Const use is thread-safe.
class Pipeline {
 public:
  // Rules: the built-in ones with `overlay` (a folder, may be empty) laid over. Throws Error{bad_rules}.
  explicit Pipeline(const std::filesystem::path& overlay = {});

  // One record per sitting, in order. Never throws on odd text.
  std::vector<Json> records(const std::vector<Page>& pages, const assemble::Provenance& provenance, const extract::DocumentInfo& info) const;

  // What the rules found in the sitting with this place in the source, kept or not; `use` is called while the text stands.
  void tried(const std::vector<Page>& pages, std::size_t sitting, const std::function<void(const Text&, const std::vector<extract::Tried>&)>& use) const;

  const extract::RuleSet& rules() const { return rules_; }

 private:
  extract::RuleSet rules_;
};

}  // namespace minutier::run
