#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Results final : public extract::Extractor {
 public:
  std::string_view id() const override { return "results"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> results() { return std::make_unique<Results>(); }

}  // namespace minutier::extractors
