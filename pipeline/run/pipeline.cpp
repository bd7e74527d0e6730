#include "pipeline/run/pipeline.hpp"

#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

namespace minutier::run {

Pipeline::Pipeline(const std::filesystem::path& rules, const std::filesystem::path& profiles)
    : rules_(extractors::rules(rules)), profiles_(assemble::Profiles::load(profiles)) {}

namespace {

// The texts of a source's sittings, in order, one at a time.
template <class Use>
void each_sitting(const std::vector<Page>& pages, Use use) {
  const Text whole = normalise::normalise(pages);
  const std::vector<Range> sittings = section::find_sittings(whole);
  if (sittings.size() == 1) return use(whole);
  for (const Range sitting : sittings) use(part_of(whole, sitting));
}

}  // namespace

std::vector<Json> Pipeline::records(const std::vector<Page>& pages, const assemble::Provenance& provenance, const extract::DocumentInfo& info) const {
  std::vector<Json> out;
  each_sitting(pages, [&](const Text& text) {
    const Structure structure = section::find_structure(text);
    const extract::Matches matches = rules_.run(text, structure);
    const extract::Document document{text, structure, matches, info};
    std::vector<Issue> issues = matches.issues();
    Findings findings = extractors::run(document, issues);
    out.push_back(assemble::assemble(text, std::move(findings), provenance, issues, profiles_));
  });
  return out;
}

void Pipeline::tried(const std::vector<Page>& pages, std::size_t sitting, const std::function<void(const Text&, const std::vector<extract::Tried>&)>& use) const {
  std::size_t number = 0;
  each_sitting(pages, [&](const Text& text) {
    if (number++ == sitting) use(text, rules_.tried(text, section::find_structure(text)));
  });
}

}  // namespace minutier::run
