#include "pipeline/run/supplied.hpp"

#include <array>

#include "pipeline/base/error.hpp"
#include "pipeline/run/bodies.hpp"
#include "pipeline/source/sidecar.hpp"

namespace minutier::run {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> places{{{"cote", "archival/cote"},
                                                                               {"fonds", "archival/fonds"},
                                                                               {"producer", "archival/producer"},
                                                                               {"dates", "archival/dates"},
                                                                               {"rights", "archival/rights"},
                                                                               {"url", "archival/url"},
                                                                               {"organisation", "organisation/name"},
                                                                               {"body", "meeting/body"},
                                                                               {"communicable_from", "access/communicable_from"},
                                                                               {"publishable_from", "access/publishable_from"}}};

}  // namespace

Supplied::Supplied(const std::filesystem::path& table) : table_(table.filename().string()) {
  if (table.empty()) return;
  std::error_code ec;
  if (!std::filesystem::is_regular_file(table, ec)) throw Error(ErrorCode::bad_metadata, "source", table.string(), 0, "there is no such table");
  sidecar_ = std::make_unique<source::Sidecar>(source::load_sidecar(table));
}
Supplied::~Supplied() = default;

Json Supplied::facts_for(const std::vector<std::filesystem::path>& parts, const std::string& name) {
  Json facts = Json::object();
  if (!sidecar_) return facts;
  const source::SidecarRow* row = sidecar_->match(parts, name);
  if (!row) return facts;
  for (const auto& [column, value] : row->values)
    for (const auto& [known, place] : places)
      if (column == known) facts.set(place, column == "body" ? body_code(value) : value);
  return facts;
}

std::vector<std::string> Supplied::notes() const {
  std::vector<std::string> notes;
  if (!sidecar_) return notes;
  for (const auto& problem : sidecar_->problems()) notes.push_back(table_ + ", row " + std::to_string(problem.row) + ": " + problem.reason);
  for (const std::string& column : sidecar_->ignored_columns()) notes.push_back(table_ + ": column \"" + column + "\" is not known");
  for (const auto* row : sidecar_->unmatched_rows()) notes.push_back(table_ + ", row " + std::to_string(row->number) + ": matches no document: " + row->path);
  return notes;
}

}  // namespace minutier::run
