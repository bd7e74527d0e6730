#pragma once
// The archivist's own folders of rules and profiles, as jobs name them.

#include <filesystem>
#include <string>

#include "pipeline/base/error.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/run/run.hpp"

namespace minutier::run {

struct OwnFolders {
  std::string rules, profiles;  // absolute; empty where there is none

  void put_into(Json& job) const {
    job.set("rules", rules);
    job.set("profiles", profiles);
  }
};

// Throws Error{bad_rules} for a folder that is not there, before any work begins. An archive's folder `profiles` serves where no
// other is named.
inline OwnFolders own_folders(const Settings& settings, const std::filesystem::path& archive = {}) {
  const auto whole = [](const std::filesystem::path& folder, const char* stage) -> std::string {
    if (folder.empty()) return "";
    std::error_code ec;
    if (!std::filesystem::is_directory(folder, ec)) throw Error(ErrorCode::bad_rules, stage, folder.string(), 0, "there is no such folder");
    return std::filesystem::absolute(folder).string();
  };
  std::error_code ec;
  const std::filesystem::path beside = archive.empty() ? std::filesystem::path() : archive / "profiles";
  const bool of_archive = settings.profiles.empty() && !beside.empty() && std::filesystem::is_directory(beside, ec);
  return {whole(settings.rules, "extract"), whole(of_archive ? beside : settings.profiles, "assemble")};
}

}  // namespace minutier::run
