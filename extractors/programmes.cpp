#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Programmes final : public extract::Extractor {
 public:
  std::string_view id() const override { return "programmes"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> programmes() { return std::make_unique<Programmes>(); }

}  // namespace minutier::extractors
