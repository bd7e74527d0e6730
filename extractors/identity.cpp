#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Identity final : public extract::Extractor {
 public:
  std::string_view id() const override { return "identity"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> identity() { return std::make_unique<Identity>(); }

}  // namespace minutier::extractors
