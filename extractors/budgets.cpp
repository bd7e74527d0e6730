#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Budgets final : public extract::Extractor {
 public:
  std::string_view id() const override { return "budgets"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> budgets() { return std::make_unique<Budgets>(); }

}  // namespace minutier::extractors
