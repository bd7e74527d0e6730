#include "pipeline/assemble/assemble.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/assemble/entities.hpp"
#include "pipeline/assemble/identity.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/record_builder.hpp"
#include "pipeline/base/utf8.hpp"

namespace minutier::assemble {
namespace {

// The order of the record's keys, whatever order extractors ran in.
constexpr std::array<std::string_view, 34> key_order{
    "record_version", "id", "slug", "sitting_id", "document", "archival", "access", "kind", "version_status", "transmission", "title", "exercise_years",
    "organisation", "meeting", "attendance", "quorum", "agenda", "resolutions", "elections", "budgets", "results", "amounts", "grants", "programmes",
    "memberships", "speakers", "interventions", "actions", "signatures", "annexes", "links", "relations", "checks", "evidence"};

Json document_part(const Text& text, const Provenance& provenance) {
  Json document = Json::object();
  document.set("id", provenance.document_id);
  document.set("source_name", provenance.source_name);
  if (!provenance.parts.empty()) {
    Json::Array parts;
    for (const auto& part : provenance.parts) parts.push_back(Json(part));
    document.set("parts", std::move(parts));
  }
  document.set("media_type", provenance.media_type);
  document.set("pages", provenance.pages);
  if (!text.pages.empty()) {
    const PageSpan& first = text.pages.front();
    const PageSpan& last = text.pages.back();
    const std::size_t end = last.page_offset_points + utf8::length(last.recognised.of(text.recognised));
    document.set("span", Json::Array{Json(Json::Array{Json(first.page), Json(first.page_offset_points)}), Json(Json::Array{Json(last.page), Json(end)})});
    std::string origin(name(first.origin));
    for (const PageSpan& page : text.pages)
      if (name(page.origin) != origin) origin = "mixed";
    document.set("text_origin", origin);
  }
  if (provenance.mean_confidence) document.set("mean_confidence", *provenance.mean_confidence);
  Json versions = Json::object();
  for (const auto& [tool, version] : provenance.versions) versions.set(tool, version);
  document.set("versions", std::move(versions));
  return document;
}

void add_supplied(Json& record, const Provenance& provenance) {
  for (const auto& [path, value] : provenance.supplied) {
    const auto cut = path.find('/');
    Json fact = Json::object();
    fact.set("value", value);
    fact.set("status", "supplied");
    fact.set("confidence", 1.0);
    fact.set("evidence", Json::array());
    if (cut == std::string::npos) continue;
    Json* owner = record.find(path.substr(0, cut));
    if (!owner) owner = &record.set(path.substr(0, cut), Json::object());
    Json* stated = owner->find(path.substr(cut + 1));
    if (!stated) {
      owner->set(path.substr(cut + 1), std::move(fact));
    } else if ((*stated)["value"] != fact["value"]) {  // both are kept: the page's own word first
      Json* others = stated->find("alternatives");
      if (!others) others = &stated->set("alternatives", Json::array());
      others->push(std::move(fact));
    }
  }
}

// The organisation's kind from its profile, where the document does not tell.
void add_kind(Json& record, const Profiles& profiles) {
  Json* organisation = record.find("organisation");
  const Profile* profile = organisation ? profiles.find(value_in(*organisation, "name").as_string()) : nullptr;
  if (!profile || profile->kind.empty() || organisation->find("kind")) return;
  Json fact = Json::object();
  fact.set("value", profile->kind);
  fact.set("status", "supplied");
  fact.set("confidence", 1.0);
  fact.set("evidence", Json::array());
  organisation->set("kind", std::move(fact));
}

// « Registre des délibérations du conseil municipal de X » stands once, above the first of the sittings.
void take_organisation_over(Json& record, const Json& before, RecordBuilder& builder) {
  const Json& known = before["organisation"];
  const Json* own = record.find("organisation");
  if (!known["name"]["value"].is_string() || (own && own->find("name"))) return;
  const Json kind = own ? value_in(*own, "kind") : Json();
  const Json &body = record["meeting"]["body"]["value"], &body_before = before["meeting"]["body"]["value"];
  const bool one_kind = kind.is_string() && kind == value_in(known, "kind"), one_body = body.is_string() && body == body_before;
  if (kind.is_string() && !one_kind) return;  // of another organisation
  if (!one_body && !(one_kind && (body.is_null() || body_before.is_null()))) return;
  if (!own) record.set("organisation", Json::object());
  Json& organisation = *record.find("organisation");
  constexpr double less_sure = 0.95;
  for (const std::string_view field : {"name", "kind"}) {
    if (!known.find(field) || organisation.find(field)) continue;
    Json fact = builder.taken_over(before, known[field]);
    fact.set("status", name(Status::derived));
    fact.set("confidence", std::round(fact["confidence"].as_double() * less_sure * 1000) / 1000);
    fact.set("rule", "assemble.register@1");
    fact.erase("alternatives");
    organisation.set(field, std::move(fact));
  }
}

Json in_order(Json record) {
  Json out = Json::object();
  for (const auto key : key_order)
    if (Json* value = record.find(key)) out.set(key, std::move(*value));
  return out;
}

}  // namespace

Json taken_over_of(const Json& record) {
  Json out = Json::object(), meeting = Json::object();
  if (const Json* organisation = record.find("organisation")) out.set("organisation", *organisation);
  if (const Json* body = record["meeting"].find("body")) meeting.set("body", *body);
  out.set("meeting", std::move(meeting));
  Json::Array evidence;
  for (const Json& known : record["evidence"].items())
    for (const std::string_view field : {"name", "kind"}) {
      const Json::Array& ids = record["organisation"][field]["evidence"].items();
      if (std::find(ids.begin(), ids.end(), known["id"]) != ids.end()) evidence.push_back(known);
    }
  out.set("evidence", std::move(evidence));
  return out;
}

Json assemble(const Text& text, Findings findings, const Provenance& provenance, const std::vector<Issue>& issues, const Profiles& profiles, const Json* before) {
  Json record = Json::object();
  record.set("record_version", "1");
  record.set("document", document_part(text, provenance));
  if (!issues.empty()) {
    Json::Array list;
    for (const Issue& issue : issues) {
      Json row = Json::object();
      row.set("code", issue.code);
      row.set("stage", issue.stage);
      row.set("message", issue.message);
      list.push_back(std::move(row));
    }
    record.find("document")->set("issues", std::move(list));
  }
  RecordBuilder builder(text);
  for (const Found& found : findings) builder.add(record, found);
  add_supplied(record, provenance);
  if (before) take_organisation_over(record, *before, builder);
  add_kind(record, profiles);
  give_identity(record, text, provenance);
  record.set("evidence", builder.evidence());
  add_checks(record, profiles);
  return in_order(std::move(record));
}

}  // namespace minutier::assemble
