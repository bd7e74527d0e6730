#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Quorum final : public extract::Extractor {
 public:
  std::string_view id() const override { return "quorum"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> quorum() { return std::make_unique<Quorum>(); }

}  // namespace minutier::extractors
