#include "pipeline/run/versions.hpp"

#include "pipeline/base/hash.hpp"

namespace minutier::run {
namespace {

// Raised when a source would give other words for the same bytes: reading of files, layout of lines.
constexpr int source_version = 1;

}  // namespace

std::string page_fingerprint(const recognise::Settings& settings) {
  recognise::Settings relevant = settings;
  relevant.data_path.clear();
  return "source" + std::to_string(source_version) + " recognise" + std::to_string(recognise::stage_version) + " " +
         sha256(recognise::to_json(relevant).dump()).substr(0, 12);
}

}  // namespace minutier::run
