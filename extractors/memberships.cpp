#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Memberships final : public extract::Extractor {
 public:
  std::string_view id() const override { return "memberships"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> memberships() { return std::make_unique<Memberships>(); }

}  // namespace minutier::extractors
