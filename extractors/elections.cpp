#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Elections final : public extract::Extractor {
 public:
  std::string_view id() const override { return "elections"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> elections() { return std::make_unique<Elections>(); }

}  // namespace minutier::extractors
