#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Speakers final : public extract::Extractor {
 public:
  std::string_view id() const override { return "speakers"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> speakers() { return std::make_unique<Speakers>(); }

}  // namespace minutier::extractors
