#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {

class Attendance final : public extract::Extractor {
 public:
  std::string_view id() const override { return "attendance"; }
  std::vector<Found> extract(const extract::Document&, const Findings&) const override { return {}; }
};

}  // namespace

std::unique_ptr<extract::Extractor> attendance() { return std::make_unique<Attendance>(); }

}  // namespace minutier::extractors
