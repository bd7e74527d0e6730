#pragma once
// What stored results depend on.

#include <string>

#include "pipeline/recognise/settings.hpp"

namespace minutier::run {

inline constexpr const char* program_version = MINUTIER_VERSION;

// Of the pages of a source: changes whenever the same bytes would give other words. Rules are not part of it.
std::string page_fingerprint(const recognise::Settings& settings);

}  // namespace minutier::run
