#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Resolutions final : public extract::Extractor {
 public:
  std::string_view id() const override { return "resolutions"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> resolutions() { return std::make_unique<Resolutions>(); }

}  // namespace minutier::extractors
