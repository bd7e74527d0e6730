#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Grants final : public extract::Extractor {
 public:
  std::string_view id() const override { return "grants"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> grants() { return std::make_unique<Grants>(); }

}  // namespace minutier::extractors
