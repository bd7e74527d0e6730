#pragma once
// Small archives for the contract tests: every implementation behind one name, and documents made of a few lines.

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/archive/archive.hpp"
#include "pipeline/base/hash.hpp"

namespace archive_test {

using namespace minutier;
using namespace minutier::archive;

struct Implementation {
  std::string name;
  std::function<std::unique_ptr<Archive>(const std::filesystem::path&, Mode)> open;
};

inline const std::vector<Implementation>& implementations() {
  static const std::vector<Implementation> all = {{"sqlite", [](const std::filesystem::path& at, Mode mode) { return archive::open(at, mode); }}};
  return all;
}

struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "minutier-archive-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline Json fact(Json value, const std::string& evidence = "e1", const std::string& status = "stated") {
  Json out = Json::object();
  out.set("value", std::move(value));
  out.set("raw", "…");
  out.set("status", status);
  out.set("confidence", 0.9);
  out.set("rule", "test@1");
  if (status == "stated") out.set("evidence", Json(Json::Array{Json(evidence)}));
  return out;
}

inline Json money(const std::string& amount) {
  Json value = Json::object();
  value.set("amount", amount);
  value.set("currency", "EUR");
  return fact(value);
}

inline Json object(std::vector<std::pair<std::string, Json>> members) {
  Json out = Json::object();
  for (auto& member : members) out.set(member.first, std::move(member.second));
  return out;
}

struct Document {
  std::string name, text;
  std::string date = "2019-03-14", organisation = "Commune de Kerlan", body = "conseil_municipal";
  std::string sitting, version, kind = "proces_verbal", origin = "plain";

  std::string id() const { return sha256(text); }
  std::string record_id() const { return "r" + id().substr(0, 20); }

  Page page() const {
    Page out;
    out.text = text;
    out.origin = origin_from(origin);
    out.engine = "text";
    return out;
  }

  Json record() const {
    const Json resolution = object({{"number", fact("1")}, {"title", fact("Subvention à la chorale")}, {"result", fact("adopted")},
                                    {"vote", object({{"for", fact(12)}, {"against", fact(1)}, {"unanimity", fact(false)},
                                                     {"named", Json(Json::Array{object({{"name", fact("Yann Le Goff")}, {"option", "against"}})})}})}});
    const Json person = object({{"name", fact("Anne Martin")}, {"family", "Martin"}, {"given", "Anne"}, {"status", fact("present")}, {"role", fact("Maire")}});
    const Json evidence = object({{"id", "e1"}, {"page", 1}, {"chars", Json(Json::Array{Json(0), Json(10)})}, {"boxes", Json::array()}, {"quote", text.substr(0, 10)}});
    const Json line = object({{"side", "charge"}, {"label", fact("Achats")}, {"amount", money("1250.50")}});
    return object({
        {"record_version", "1"}, {"id", record_id()}, {"slug", "kerlan/conseil/" + date}, {"sitting_id", sitting.empty() ? "s-" + record_id() : sitting},
        {"document", object({{"id", id()}, {"source_name", name}, {"text_origin", origin}})},
        {"kind", fact(kind)}, {"version_status", version.empty() ? Json() : fact(version)}, {"title", fact("Séance du " + date)},
        {"organisation", object({{"name", fact(organisation)}, {"kind", fact("commune")}})},
        {"meeting", object({{"body", fact(body)}, {"date", fact(date)}, {"chair", fact("Anne Martin")}})},
        {"attendance", object({{"people", Json(Json::Array{person})}, {"totals", object({{"in_office", fact(15)}, {"present", fact(12)}})}})},
        {"quorum", object({{"reached", fact(true)}, {"verdict", "met"}})},
        {"resolutions", Json(Json::Array{resolution})},
        {"budgets", Json(Json::Array{object({{"kind", fact("primitif")}, {"year", fact(2019)}, {"lines", Json(Json::Array{line})},
                                             {"totals", object({{"charges", money("1250.50")}})}})})},
        {"grants", Json(Json::Array{object({{"beneficiary", fact("Chorale de Kerlan")}, {"amount", money("300.00")}, {"year", fact(2019)}})})},
        {"programmes", Json(Json::Array{object({{"name", fact("Été des arts")}, {"partners", Json(Json::Array{fact("DRAC"), fact("Département")})}})})},
        {"memberships", Json(Json::Array{object({{"category", fact("actifs")}, {"stated_count", fact(40)}})})},
        {"checks", Json(Json::Array{object({{"id", "vote.sum"}, {"severity", "warning"}, {"verdict", "pass"}, {"message", "Le compte est bon."}})})},
        {"evidence", Json(Json::Array{evidence})}});
  }
};

inline void begin(Archive& archive, const Document& document, const std::filesystem::path& folder) {
  const auto file = folder / document.name;
  write_file(file, document.text);
  SourceInfo info;
  info.id = document.id();
  info.name = document.name;
  info.media_type = "text/plain";
  info.page_count = 1;
  info.parts = {Part{file, document.id()}};
  archive.begin_source(info);
  archive.place(document.id(), file.string(), "2026-01-01T00:00:00Z");
}

inline void put(Archive& archive, const Document& document, const std::filesystem::path& folder) {
  begin(archive, document, folder);
  archive.put_page(document.id(), document.page(), "text@1");
  Extraction extraction;
  extraction.records = {document.record()};
  extraction.rules_hash = "rules1";
  archive.put_records(document.id(), prepare(extraction, {document.page()}), "text@1");
  LedgerEntry line;
  line.run = "run1", line.at = "2026-01-01T00:00:01Z", line.path = (folder / document.name).string(), line.source = document.id(), line.outcome = "ok";
  archive.put_outcome(line);
}

inline Run run_of(const std::string& id) { return Run{id, "2026-01-01T00:00:00Z", "ingest", "0.1"}; }

}  // namespace archive_test
