#pragma once
// The archivist's rules folder as jobs name it.

#include <filesystem>
#include <string>

#include "pipeline/base/error.hpp"
#include "pipeline/run/run.hpp"

namespace minutier::run {

// Absolute; empty where none is given. Throws Error{bad_rules} for a folder that is not there, before any work begins.
inline std::string rules_folder(const Settings& settings) {
  if (settings.rules.empty()) return "";
  std::error_code ec;
  if (!std::filesystem::is_directory(settings.rules, ec)) throw Error(ErrorCode::bad_rules, "extract", settings.rules.string(), 0, "there is no such folder");
  return std::filesystem::absolute(settings.rules).string();
}

}  // namespace minutier::run
