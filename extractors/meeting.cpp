#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Meeting final : public extract::Extractor {
 public:
  std::string_view id() const override { return "meeting"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> meeting() { return std::make_unique<Meeting>(); }

}  // namespace minutier::extractors
