#include "pipeline/run/ingest_item.hpp"

#include <algorithm>
#include <filesystem>

#include "pipeline/source/transcription.hpp"

namespace minutier::run {

namespace fs = std::filesystem;

std::string path_of(const Item& item) {
  return item.candidate.parts.size() == 1 ? item.candidate.parts[0].string() : item.candidate.name;
}

std::uintmax_t size_of(const Item& item) {
  std::uintmax_t bytes = 0;
  std::error_code ec;
  for (const fs::path& part : item.candidate.parts) {
    const std::uintmax_t size = fs::file_size(part, ec);
    if (!ec) bytes += size;
  }
  return bytes;
}

Json parts_json(const Item& item) {
  Json::Array parts;
  for (const fs::path& part : item.candidate.parts) parts.push_back(Json(fs::absolute(part).string()));
  return Json(std::move(parts));
}

bool worth_another_try(const Page& page) {
  for (const ErrorCode code : {ErrorCode::timeout, ErrorCode::crashed, ErrorCode::out_of_memory, ErrorCode::engine_missing})
    if (page.outcome == name(code)) return true;
  return false;
}

std::vector<int> awaited(archive::Archive& archive, const Item& item, const std::vector<int>& pages) {
  std::vector<int> out;
  const auto& parts = item.candidate.parts;
  const bool one_each = parts.size() > 1;  // else a file of one page, or of several with one transcription
  const auto beside = [](const fs::path& part) { return source::transcription_beside(part).has_value(); };
  if (std::none_of(parts.begin(), parts.end(), beside)) return out;
  for (const int page : pages) {
    const auto index = static_cast<std::size_t>(page - 1);
    if (one_each && (index >= parts.size() || !beside(parts[index]))) continue;
    const auto stored = archive.page(item.id, page);
    if (stored && stored->origin != Origin::imported && stored->issues.empty() && stored->outcome != "ok" && !is_failure(stored->outcome)) out.push_back(page);
  }
  return out;
}

std::map<std::string, int> kinds_of(archive::Archive& archive, const Item& item) {
  std::map<std::string, int> out;
  if (item.description.is_text) return out;
  archive::LedgerFilter filter;
  filter.source = item.id;
  for (const archive::LedgerEntry& entry : archive.ledger(filter))
    if (entry.page > 0 && entry.outcome != "ok" && entry.outcome != "empty" && !is_failure(entry.outcome)) ++out[entry.outcome];
  return out;
}

}  // namespace minutier::run
