#include "pipeline/run/pipeline.hpp"

#include <deque>
#include <optional>
#include <utility>

#include "pipeline/section/section.hpp"

namespace minutier::run {

Pipeline::Pipeline(const std::filesystem::path& rules, const std::filesystem::path& profiles)
    : rules_(extractors::rules(rules)), profiles_(assemble::Profiles::load(profiles)) {}

namespace {

// A sitting on its way through the stages.
struct Sitting {
  const Pipeline::Source& source;
  Text text;
  std::vector<Json>& records;
  const Json* before;
  Structure structure = {};
  extract::Matches matches = {};
  std::optional<extract::Document> document = {};
  std::vector<Issue> issues = {};
  Findings findings = {};
};

}  // namespace

// Takes sittings through the stages, some together.
class Pipeline::Line {
 public:
  explicit Line(const Pipeline& pipeline) : pipeline_(pipeline) {}

  // `before`: the record of the sitting before, of which this one may take the organisation over; its sitting must not wait here.
  void add(const Source& source, Text text, std::vector<Json>& records, const Json* before = nullptr) {
    bytes_ += text.reading.size();
    sittings_.push_back({source, std::move(text), records, before});
    if (bytes_ >= together) run();
  }

  void run() {
    std::vector<extract::RuleSet::Subject> subjects;
    std::vector<extractors::Sitting> work;
    for (Sitting& sitting : sittings_) sitting.structure = section::find_structure(sitting.text);
    for (Sitting& sitting : sittings_) subjects.push_back({&sitting.text, &sitting.structure});
    std::vector<extract::Matches> matches = pipeline_.rules_.run(subjects);
    for (std::size_t i = 0; i < sittings_.size(); ++i) {
      Sitting& sitting = sittings_[i];
      sitting.matches = std::move(matches[i]);
      sitting.issues = sitting.matches.issues();
      sitting.document.emplace(extract::Document{sitting.text, sitting.structure, sitting.matches, sitting.source.info});
      work.push_back({*sitting.document, sitting.findings, sitting.issues});
    }
    extractors::run(std::move(work));
    for (Sitting& sitting : sittings_) {
      const Json* before = sitting.records.empty() ? sitting.before : &sitting.records.back();
      sitting.records.push_back(assemble::assemble(sitting.text, std::move(sitting.findings), sitting.source.provenance, sitting.issues, pipeline_.profiles_, before));
    }
    sittings_.clear();
    bytes_ = 0;
  }

 private:
  static constexpr std::size_t together = std::size_t{256} << 10;  // bytes of text that go through the stages together

  const Pipeline& pipeline_;
  std::deque<Sitting> sittings_;
  std::size_t bytes_ = 0;
};

std::vector<std::vector<Json>> Pipeline::records(const std::vector<Source>& sources) const {
  std::vector<std::vector<Json>> out(sources.size());
  Line line(*this);
  for (std::size_t i = 0; i < sources.size(); ++i)
    for (std::optional<Place> begin = Place{}; begin;) {
      Stretch stretch = read_stretch(sources[i].pages, *begin);
      for (Text& text : stretch.sittings) line.add(sources[i], std::move(text), out[i]);
      begin = stretch.next;
    }
  line.run();
  return out;
}

std::vector<Json> Pipeline::records(const std::vector<Page>& pages, assemble::Provenance provenance, extract::DocumentInfo info) const {
  HeldPages held(pages);
  return std::move(records({{held, std::move(provenance), std::move(info)}}).front());
}

Pipeline::Part Pipeline::part(const Source& source, const Place& begin, const Json* before) const {
  Part out;
  Stretch stretch = read_stretch(source.pages, begin);
  Line line(*this);
  for (Text& text : stretch.sittings) line.add(source, std::move(text), out.records, before);
  line.run();
  out.next = stretch.next;
  return out;
}

void Pipeline::tried(PageFeed& pages, std::size_t sitting, const std::function<void(const Text&, const std::vector<extract::Tried>&)>& use) const {
  std::size_t number = 0;
  for (std::optional<Place> begin = Place{}; begin;) {
    const Stretch stretch = read_stretch(pages, *begin);
    for (const Text& text : stretch.sittings)
      if (number++ == sitting) return use(text, rules_.tried(text, section::find_structure(text)));
    begin = stretch.next;
  }
}

}  // namespace minutier::run
