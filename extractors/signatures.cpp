#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Signatures final : public extract::Extractor {
 public:
  std::string_view id() const override { return "signatures"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> signatures() { return std::make_unique<Signatures>(); }

}  // namespace minutier::extractors
