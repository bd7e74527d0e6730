#include "pipeline/export/tables.hpp"

#include <map>

#include "pipeline/export/cells.hpp"

namespace minutier::exports {
namespace {

using Type = archive::Sheet::Type;

// Where a column's value stands: in the record, in the entity a row is about, in the entity that holds it; or the proof.
enum class From { record, row, parent, position, parent_position, page, quote };
struct Column {
  const char* name;
  Type type;
  From from;
  const char* path = "";
};
struct Spec {
  const char* name;
  const char* list;    // path of the entities in the record; "" for the record itself
  const char* nested;  // list inside each entity that gives the rows; "" when the entity is the row
  std::vector<Column> columns;
};

std::vector<Column> with_sitting(std::vector<Column> own) {
  std::vector<Column> all = {{"record", Type::text, From::record, "id"},
                             {"sitting", Type::text, From::record, "sitting_id"},
                             {"source", Type::text, From::record, "document/source_name"},
                             {"organisation", Type::text, From::record, "organisation/name"},
                             {"body", Type::text, From::record, "meeting/body"},
                             {"date", Type::date, From::record, "meeting/date"}};
  all.insert(all.end(), own.begin(), own.end());
  all.push_back({"page", Type::integer, From::page});
  all.push_back({"quote", Type::text, From::quote});
  return all;
}

const std::vector<Spec>& specs() {
  static const std::vector<Spec> list = {
      {"sittings", "", "", with_sitting({
          {"slug", Type::text, From::row, "slug"}, {"kind", Type::text, From::row, "kind"}, {"title", Type::text, From::row, "title"},
          {"organisation_kind", Type::text, From::row, "organisation/kind"}, {"kinds", Type::text, From::row, "meeting/kinds"},
          {"start", Type::text, From::row, "meeting/start"}, {"end", Type::text, From::row, "meeting/end"},
          {"place", Type::text, From::row, "meeting/place"}, {"modality", Type::text, From::row, "meeting/modality"},
          {"convocation_date", Type::date, From::row, "meeting/convocation_date"},
          {"chair", Type::text, From::row, "meeting/chair"}, {"secretary", Type::text, From::row, "meeting/secretary"},
          {"in_office", Type::number, From::row, "attendance/totals/in_office"}, {"present", Type::number, From::row, "attendance/totals/present"},
          {"represented", Type::number, From::row, "attendance/totals/represented"}, {"excused", Type::number, From::row, "attendance/totals/excused"},
          {"absent", Type::number, From::row, "attendance/totals/absent"}, {"voters", Type::number, From::row, "attendance/totals/voters"},
          {"quorum_claimed", Type::boolean, From::row, "quorum/reached"}, {"quorum_required", Type::number, From::row, "quorum/required"},
          {"quorum_verdict", Type::text, From::row, "quorum/verdict"}, {"exercise_years", Type::text, From::row, "exercise_years"},
          {"cote", Type::text, From::row, "archival/cote"}, {"fonds", Type::text, From::row, "archival/fonds"},
          {"communicable_from", Type::date, From::row, "access/communicable_from"},
          {"publishable_from", Type::date, From::row, "access/publishable_from"}})},
      {"people", "attendance/people", "", with_sitting({
          {"name", Type::text, From::row, "name"}, {"family", Type::text, From::row, "family"}, {"given", Type::text, From::row, "given"},
          {"status", Type::text, From::row, "status"}, {"role", Type::text, From::row, "role"},
          {"person_organisation", Type::text, From::row, "organisation"}, {"proxy_to", Type::text, From::row, "proxy_to"},
          {"arrives", Type::text, From::row, "arrives"}, {"leaves", Type::text, From::row, "leaves"},
          {"group", Type::text, From::row, "group"}, {"weight", Type::number, From::row, "weight"}})},
      {"resolutions", "resolutions", "", with_sitting({
          {"resolution", Type::integer, From::position}, {"number", Type::text, From::row, "number"}, {"title", Type::text, From::row, "title"},
          {"kind", Type::text, From::row, "kind"}, {"result", Type::text, From::row, "result"},
          {"result_source", Type::text, From::row, "result_source"}, {"text", Type::text, From::row, "text"},
          {"amounts", Type::text, From::row, "amounts"}, {"budget_year", Type::integer, From::row, "budget_year"},
          {"reference", Type::text, From::row, "reference"}, {"effective", Type::date, From::row, "effective"},
          {"subjects", Type::text, From::row, "subjects"}, {"rapporteur", Type::text, From::row, "rapporteur"},
          {"proposed_by", Type::text, From::row, "proposed_by"}, {"seconded_by", Type::text, From::row, "seconded_by"}})},
      {"votes", "resolutions", "vote", with_sitting({
          {"resolution", Type::integer, From::parent_position}, {"number", Type::text, From::parent, "number"},
          {"title", Type::text, From::parent, "title"}, {"result", Type::text, From::parent, "result"},
          {"mode", Type::text, From::row, "mode"}, {"unanimity", Type::boolean, From::row, "unanimity"},
          {"for", Type::number, From::row, "for"}, {"against", Type::number, From::row, "against"},
          {"abstain", Type::number, From::row, "abstain"}, {"blank", Type::number, From::row, "blank"},
          {"null", Type::number, From::row, "null"}, {"not_voting", Type::number, From::row, "not_voting"},
          {"voters", Type::number, From::row, "voters"}, {"expressed", Type::number, From::row, "expressed"},
          {"unit", Type::text, From::row, "unit"}})},
      {"budget_lines", "budgets", "lines", with_sitting({
          {"budget_kind", Type::text, From::parent, "kind"}, {"year", Type::integer, From::parent, "year"},
          {"section", Type::text, From::parent, "section"}, {"budget", Type::text, From::parent, "name"},
          {"side", Type::text, From::row, "side"}, {"account", Type::text, From::row, "account"},
          {"label", Type::text, From::row, "label"}, {"amount", Type::money, From::row, "amount"},
          {"currency", Type::text, From::row, "amount/value/currency"}, {"level", Type::integer, From::row, "level"}})},
      {"grants", "grants", "", with_sitting({
          {"giver", Type::text, From::row, "giver"}, {"beneficiary", Type::text, From::row, "beneficiary"},
          {"amount", Type::money, From::row, "amount"}, {"currency", Type::text, From::row, "amount/value/currency"},
          {"year", Type::integer, From::row, "year"}, {"purpose", Type::text, From::row, "purpose"}})},
      {"programmes", "programmes", "", with_sitting({
          {"name", Type::text, From::row, "name"}, {"status", Type::text, From::row, "status"}, {"years", Type::text, From::row, "years"},
          {"partners", Type::text, From::row, "partners"}, {"funders", Type::text, From::row, "funders"},
          {"places", Type::text, From::row, "places"}, {"url", Type::text, From::row, "url"}, {"summary", Type::text, From::row, "summary"}})},
      {"checks", "checks", "", with_sitting({
          {"check", Type::text, From::row, "id"}, {"severity", Type::text, From::row, "severity"}, {"verdict", Type::text, From::row, "verdict"},
          {"expected", Type::text, From::row, "expected"}, {"found", Type::text, From::row, "found"},
          {"message", Type::text, From::row, "message"}, {"law", Type::text, From::row, "law"},
          {"facts", Type::text, From::row, "facts"}})}};
  return list;
}

// What a row is made of.
struct Place {
  const Json* record;
  const Json* parent;
  const Json* row;
  std::size_t parent_position, position;  // from 1
};

// The first evidence any fact of the entity names, in the entity's own order.
const std::string* first_evidence(const Json& entity) {
  if (const Json* list = entity.find("evidence"); list && list->is_array() && !list->items().empty() && list->items()[0].is_string())
    return &list->items()[0].as_string();
  for (const auto& member : entity.members())
    if (const std::string* found = first_evidence(member.second)) return found;
  for (const Json& item : entity.items())
    if (const std::string* found = first_evidence(item)) return found;
  return nullptr;
}

using Proofs = std::map<std::string, const Json*, std::less<>>;

const Json* proof_of(const Place& place, const Proofs& proofs) {
  if (place.row == place.record) {  // a sitting is proved by its date, else by its title
    for (const char* path : {"meeting/date", "meeting/body", "title"})
      if (const Json* fact = place.record->at(path))
        if (const std::string* id = first_evidence(*fact))
          if (const auto found = proofs.find(*id); found != proofs.end()) return found->second;
    return nullptr;
  }
  const std::string* id = first_evidence(*place.row);
  if (!id) return nullptr;
  const auto found = proofs.find(*id);
  return found == proofs.end() ? nullptr : found->second;
}

Json column_value(const Column& column, const Place& place, const Json* proof) {
  const auto pick = [&](const Json& from) {
    const Json* value = from.at(column.path);
    return value ? cell_of(column.type, *value) : Json();
  };
  switch (column.from) {
    case From::record: return pick(*place.record);
    case From::row: return pick(*place.row);
    case From::parent: return pick(*place.parent);
    case From::position: return place.position;
    case From::parent_position: return place.parent_position;
    case From::page: return proof ? (*proof)["page"] : Json();
    case From::quote: return proof ? (*proof)["quote"] : Json();
  }
  return {};
}

std::vector<Place> places_of(const Spec& spec, const Json& record) {
  if (!*spec.list) return {{&record, &record, &record, 0, 0}};
  std::vector<Place> places;
  const Json* list = record.at(spec.list);
  if (!list) return places;
  std::size_t number = 0;
  for (const Json& entity : list->items()) {
    ++number;
    if (!*spec.nested) {
      places.push_back({&record, &record, &entity, 0, number});
      continue;
    }
    const Json& inner = entity[spec.nested];
    if (inner.is_object() && !inner.members().empty()) places.push_back({&record, &entity, &inner, number, 1});
    std::size_t position = 0;
    for (const Json& item : inner.items()) places.push_back({&record, &entity, &item, number, ++position});
  }
  return places;
}

}  // namespace

const std::vector<Table>& tables() {
  static const std::vector<Table> list = [] {
    std::vector<Table> made;
    for (const Spec& spec : specs()) {
      Table table{spec.name, {}};
      for (const Column& column : spec.columns) table.columns.push_back({column.name, column.type});
      made.push_back(std::move(table));
    }
    return made;
  }();
  return list;
}

std::vector<std::vector<std::vector<Json>>> table_rows(const Json& record) {
  Proofs proofs;
  for (const Json& proof : record["evidence"].items()) proofs[proof["id"].as_string()] = &proof;
  std::vector<std::vector<std::vector<Json>>> all;
  for (const Spec& spec : specs()) {
    auto& rows = all.emplace_back();
    for (const Place& place : places_of(spec, record)) {
      const Json* proof = proof_of(place, proofs);
      auto& row = rows.emplace_back();
      for (const Column& column : spec.columns) row.push_back(column_value(column, place, proof));
    }
  }
  return all;
}

}  // namespace minutier::exports
