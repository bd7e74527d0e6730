#include "pipeline/run/pipeline.hpp"

#include <deque>
#include <optional>
#include <utility>

#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

namespace minutier::run {

Pipeline::Pipeline(const std::filesystem::path& rules, const std::filesystem::path& profiles)
    : rules_(extractors::rules(rules)), profiles_(assemble::Profiles::load(profiles)) {}

namespace {

// The texts of a source's sittings, in order, one at a time.
template <class Use>
void each_sitting(const std::vector<Page>& pages, Use use) {
  Text whole = normalise::normalise(pages);
  const std::vector<Range> sittings = section::find_sittings(whole);
  if (sittings.size() == 1) return use(std::move(whole));
  for (const Range sitting : sittings) use(part_of(whole, sitting));
}

// A sitting on its way through the stages.
struct Sitting {
  std::size_t source;
  Text text;
  Structure structure = {};
  extract::Matches matches = {};
  std::optional<extract::Document> document = {};
  std::vector<Issue> issues = {};
  Findings findings = {};
};

constexpr std::size_t together = std::size_t{256} << 10;  // bytes of text that go through the stages together

}  // namespace

std::vector<std::vector<Json>> Pipeline::records(const std::vector<Source>& sources) const {
  std::vector<std::vector<Json>> out(sources.size());
  std::deque<Sitting> sittings;
  std::size_t bytes = 0;
  const auto read = [&] {
    std::vector<extract::RuleSet::Subject> subjects;
    std::vector<extractors::Sitting> work;
    for (Sitting& sitting : sittings) sitting.structure = section::find_structure(sitting.text);
    for (Sitting& sitting : sittings) subjects.push_back({&sitting.text, &sitting.structure});
    std::vector<extract::Matches> matches = rules_.run(subjects);
    for (std::size_t i = 0; i < sittings.size(); ++i) {
      Sitting& sitting = sittings[i];
      sitting.matches = std::move(matches[i]);
      sitting.issues = sitting.matches.issues();
      sitting.document.emplace(extract::Document{sitting.text, sitting.structure, sitting.matches, sources[sitting.source].info});
      work.push_back({*sitting.document, sitting.findings, sitting.issues});
    }
    extractors::run(std::move(work));
    for (Sitting& sitting : sittings) {
      std::vector<Json>& records = out[sitting.source];
      const Json* before = records.empty() ? nullptr : &records.back();
      records.push_back(assemble::assemble(sitting.text, std::move(sitting.findings), sources[sitting.source].provenance, sitting.issues, profiles_, before));
    }
    sittings.clear();
    bytes = 0;
  };
  for (std::size_t source = 0; source < sources.size(); ++source)
    each_sitting(sources[source].pages, [&](Text text) {
      bytes += text.reading.size();
      sittings.push_back({source, std::move(text)});
      if (bytes >= together) read();
    });
  read();
  return out;
}

std::vector<Json> Pipeline::records(const std::vector<Page>& pages, const assemble::Provenance& provenance, const extract::DocumentInfo& info) const {
  return std::move(records({{pages, provenance, info}}).front());
}

void Pipeline::tried(const std::vector<Page>& pages, std::size_t sitting, const std::function<void(const Text&, const std::vector<extract::Tried>&)>& use) const {
  std::size_t number = 0;
  each_sitting(pages, [&](const Text& text) {
    if (number++ == sitting) use(text, rules_.tried(text, section::find_structure(text)));
  });
}

}  // namespace minutier::run
