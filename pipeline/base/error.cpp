#include "pipeline/base/error.hpp"

#include <array>
#include <utility>

namespace minutier {
namespace {

constexpr std::array<std::pair<ErrorCode, std::string_view>, 19> names{{
    {ErrorCode::usage, "usage"},
    {ErrorCode::unreadable, "unreadable"},
    {ErrorCode::empty, "empty"},
    {ErrorCode::encrypted, "encrypted"},
    {ErrorCode::unsupported, "unsupported"},
    {ErrorCode::damaged, "damaged"},
    {ErrorCode::too_large, "too_large"},
    {ErrorCode::timeout, "timeout"},
    {ErrorCode::out_of_memory, "out_of_memory"},
    {ErrorCode::crashed, "crashed"},
    {ErrorCode::engine_missing, "engine_missing"},
    {ErrorCode::bad_rules, "bad_rules"},
    {ErrorCode::bad_metadata, "bad_metadata"},
    {ErrorCode::archive_missing, "archive_missing"},
    {ErrorCode::archive_locked, "archive_locked"},
    {ErrorCode::archive_damaged, "archive_damaged"},
    {ErrorCode::disk_full, "disk_full"},
    {ErrorCode::not_found, "not_found"},
    {ErrorCode::internal, "internal"},
}};

}  // namespace

std::string_view name(ErrorCode code) {
  for (const auto& [known, text] : names)
    if (known == code) return text;
  return "internal";
}

ErrorCode error_code(std::string_view wanted) {
  for (const auto& [known, text] : names)
    if (text == wanted) return known;
  return ErrorCode::internal;
}

Error::Error(ErrorCode code_, std::string stage_, std::string document_, int page_, std::string detail_)
    : code(code_), stage(std::move(stage_)), document(std::move(document_)), page(page_), detail(std::move(detail_)) {
  if (!document.empty()) line_ += document + (page > 0 ? ", page " + std::to_string(page) : "") + ": ";
  line_ += std::string(name(code));
  if (!detail.empty()) line_ += ": " + detail;
}

}  // namespace minutier
