// Prepared records between processes: arrays whose fields are known by their place.
#include "pipeline/archive/prepared.hpp"

namespace minutier::archive {
namespace {

Json from(Prepared::Record&& record) {
  Json::Array rows, resolutions, facets, results;
  for (Prepared::Row& row : record.rows) {
    rows.emplace_back(row.table);
    rows.emplace_back(std::move(row.cells));
  }
  for (Prepared::Resolution& resolution : record.resolutions)
    for (std::string* text : {&resolution.words.stems, &resolution.words.plain, &resolution.facets}) resolutions.emplace_back(std::move(*text));
  for (std::string& facet : record.facets) facets.emplace_back(std::move(facet));
  for (auto& [page, facet] : record.results) {
    results.emplace_back(page);
    results.emplace_back(std::move(facet));
  }
  Json::Array out;
  for (std::string* text : {&record.id, &record.sitting, &record.organisation, &record.json, &record.settling}) out.emplace_back(std::move(*text));
  for (Json::Array* list : {&record.columns, &rows, &resolutions, &facets, &results}) out.emplace_back(std::move(*list));
  return Json(std::move(out));
}

Prepared::Record record_from(Json::Array& in) {
  Prepared::Record out;
  std::size_t at = 0;
  for (std::string* field : {&out.id, &out.sitting, &out.organisation, &out.json, &out.settling}) *field = in.at(at++).as_string();
  out.columns = std::move(in.at(at++).items());
  Json::Array &rows = in.at(at).items(), &resolutions = in.at(at + 1).items(), &facets = in.at(at + 2).items(), &results = in.at(at + 3).items();
  for (std::size_t i = 0; i + 1 < rows.size(); i += 2) out.rows.push_back({static_cast<std::size_t>(rows[i].as_int()), std::move(rows[i + 1].items())});
  for (std::size_t i = 0; i + 2 < resolutions.size(); i += 3) out.resolutions.push_back({{resolutions[i].as_string(), resolutions[i + 1].as_string()}, resolutions[i + 2].as_string()});
  for (Json& facet : facets) out.facets.push_back(facet.as_string());
  for (std::size_t i = 0; i + 1 < results.size(); i += 2) out.results.emplace_back(static_cast<int>(results[i].as_int()), results[i + 1].as_string());
  return out;
}

Json from(const Prepared::Mark& mark) { return Json(Json::Array{mark.page, mark.character}); }
Prepared::Mark mark_from(const Json& json) { return {static_cast<int>(json.items().at(0).as_int()), json.items().at(1).as_int()}; }

}  // namespace

Json reaching_from(const Prepared& prepared) {
  Json::Array out;
  if (!prepared.records.empty()) {
    const Prepared::Record& last = prepared.records.back();
    Prepared::Record kept;
    kept.columns = last.columns, kept.facets = last.facets, kept.results = last.results;
    out.push_back(from(std::move(kept)));
  }
  return Json(std::move(out));
}

std::vector<Prepared::Record> reaching_records(const Json& json) {
  std::vector<Prepared::Record> out;
  for (Json record : json.items()) out.push_back(record_from(record.items()));
  return out;
}

Json to_json(Prepared&& prepared) {
  Json::Array records, pages;
  for (Prepared::Record& record : prepared.records) records.push_back(from(std::move(record)));
  for (Prepared::PageWords& page : prepared.pages) {
    pages.emplace_back(page.page);
    pages.emplace_back(std::move(page.words.stems));
    pages.emplace_back(std::move(page.words.plain));
    pages.emplace_back(std::move(page.label));
    Json::Array sides;
    for (std::string& label : page.side_labels) sides.emplace_back(std::move(label));
    pages.emplace_back(std::move(sides));
  }
  Json out = Json::object();
  out.set("rules_hash", std::move(prepared.rules_hash));
  out.set("records", std::move(records));
  out.set("pages", std::move(pages));
  out.set("begin", from(prepared.begin));
  if (prepared.end) out.set("end", from(*prepared.end));
  if (!prepared.reaching.empty()) {
    Json::Array reaching;
    for (Prepared::Record& record : prepared.reaching) reaching.push_back(from(std::move(record)));
    out.set("reaching", std::move(reaching));
  }
  return out;
}

Prepared prepared_from_json(Json&& json) {
  Prepared out;
  out.rules_hash = json["rules_hash"].as_string();
  if (Json* const records = json.find("records"))
    for (Json& record : records->items()) out.records.push_back(record_from(record.items()));
  if (Json* const pages = json.find("pages"))
    for (std::size_t i = 0; i + 4 < pages->items().size(); i += 5) {
      const Json::Array& row = pages->items();
      out.pages.push_back({static_cast<int>(row[i].as_int()), {row[i + 1].as_string(), row[i + 2].as_string()}, row[i + 3].as_string()});
      for (const Json& label : row[i + 4].items()) out.pages.back().side_labels.push_back(label.as_string());
    }
  if (const Json* begin = json.find("begin")) out.begin = mark_from(*begin);
  if (const Json* end = json.find("end")) out.end = mark_from(*end);
  out.reaching = reaching_records(json["reaching"]);
  return out;
}

}  // namespace minutier::archive
