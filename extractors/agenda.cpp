#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Agenda final : public extract::Extractor {
 public:
  std::string_view id() const override { return "agenda"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> agenda() { return std::make_unique<Agenda>(); }

}  // namespace minutier::extractors
