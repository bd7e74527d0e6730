#pragma once
// Records for the tests of exports, and an archive that holds them.

#include <memory>
#include <string>

#include "pipeline/archive/archive.hpp"

namespace minutier::test {

inline Json fact(Json value, const char* evidence) {
  return Json::Object{{"value", value}, {"raw", "?"}, {"status", "stated"}, {"confidence", 0.9}, {"rule", "test@1"}, {"evidence", Json::Array{evidence}}};
}

// A sitting of an association on a day of `year`, with every kind of table row; its source is named after `id`.
inline Json sample_record(const std::string& id, const std::string& year) {
  Json record = Json::parse(R"({
    "record_version": "1", "slug": "les-amis/assemblee_generale/YEAR-06-21",
    "document": {"source_name": "pv-YEAR.txt", "pages": 2, "media_type": "text/plain", "text_origin": "plain", "span": [[1, 0], [2, 400]]},
    "meeting": {"kinds": []}, "attendance": {}, "quorum": {"verdict": "met"},
    "checks": [{"id": "C20", "severity": "warning", "verdict": "fail", "expected": 20, "found": 12, "message": "Quorum affirmé sans nombre", "facts": ["/quorum"], "law": "statuts"}],
    "evidence": [
      {"id": "e1", "page": 1, "chars": [0, 12], "boxes": [], "quote": "le 21 juin YEAR"},
      {"id": "e2", "page": 1, "chars": [20, 40], "boxes": [], "quote": "Marie Dupré, présidente"},
      {"id": "e3", "page": 2, "chars": [0, 60], "boxes": [], "quote": "adoptée par 12 voix pour, 3 contre"},
      {"id": "e4", "page": 2, "chars": [70, 99], "boxes": [], "quote": "607 Achats 1 234,50"}]})");
  // Every YEAR above is this record's year.
  std::string text = record.dump();
  for (std::size_t at = text.find("YEAR"); at != std::string::npos; at = text.find("YEAR", at)) text.replace(at, 4, year);
  record = Json::parse(text);
  record.set("id", id);
  record.set("sitting_id", "s-" + id);
  record.set("kind", fact("proces_verbal", "e1"));
  record.set("title", fact("=Procès-verbal", "e1"));
  record.set("organisation", Json::Object{{"name", fact("Les Amis de l’École", "e1")}, {"kind", fact("association", "e1")}});
  record.set("meeting", Json::Object{{"body", fact("assemblee_generale", "e1")}, {"date", fact(year + "-06-21", "e1")},
                                     {"kinds", Json::Array{fact("ordinaire", "e1"), fact("annuelle", "e1")}}, {"chair", fact("Marie Dupré", "e2")}});
  record.set("attendance", Json::Object{{"people", Json::Array{Json(Json::Object{{"name", fact("Marie Dupré", "e2")}, {"status", fact("present", "e2")}, {"role", fact("présidente", "e2")}})}},
                                        {"totals", Json::Object{{"in_office", fact(30, "e2")}, {"present", fact(21, "e2")}}}});
  record.set("quorum", Json::Object{{"reached", fact(true, "e2")}, {"required", fact(15, "e2")}, {"verdict", "met"}});
  record.set("resolutions", Json::Array{Json(Json::Object{
      {"number", fact("1", "e3")}, {"title", fact("Approbation des comptes", "e3")}, {"result", fact("adopted", "e3")}, {"result_source", "own_vote"},
      {"amounts", Json::Array{fact(Json::Object{{"amount", "500.00"}, {"currency", "EUR"}}, "e3")}},
      {"vote", Json::Object{{"for", fact(12, "e3")}, {"against", fact(3, "e3")}, {"unit", "persons"}}}})});
  record.set("budgets", Json::Array{Json(Json::Object{
      {"kind", fact("realise", "e4")}, {"year", fact(std::stoi(year) - 1, "e4")},
      {"lines", Json::Array{Json(Json::Object{{"side", "charge"}, {"account", fact("607", "e4")}, {"label", fact("Achats", "e4")},
                                              {"amount", fact(Json::Object{{"amount", "1234.50"}, {"currency", "EUR"}}, "e4")}, {"level", 1}})}}})});
  record.set("grants", Json::Array{Json(Json::Object{{"giver", fact("Commune de Vaux", "e4")}, {"beneficiary", fact("Les Amis de l’École", "e4")},
                                                     {"amount", fact(Json::Object{{"amount", "800.00"}, {"currency", "EUR"}}, "e4")}})});
  record.set("programmes", Json::Array{Json(Json::Object{{"name", fact("Jardin partagé", "e4")}, {"partners", Json::Array{fact("Ville", "e4"), fact("École", "e4")}}})});
  return record;
}

// An archive in `folder` with one source and record per year given.
inline std::unique_ptr<archive::Archive> sample_archive(const std::string& folder, const std::vector<std::string>& years) {
  auto made = archive::open(folder, archive::Mode::create);
  made->begin_run({"run-1", "2026-01-02T03:04:05Z", "ingest", "0.1.0"});
  for (const std::string& year : years) {
    const std::string source = std::string(60, 'a') + year;
    made->begin_source({source, "pv-" + year + ".txt", "text/plain", 2, {}, nullptr});
    for (int number = 1; number <= 2; ++number) {
      Page page;
      page.number = number;
      page.text = number == 1 ? "Assemblée générale du 21 juin " + year + ". Marie Dupré, présidente, ouvre la séance.\n"
                              : "Approbation des comptes : adoptée par 12 voix pour, 3 contre. 607 Achats 1 234,50\n";
      made->put_page(source, page, "f1");
    }
    archive::Extraction extraction;
    extraction.records.push_back(sample_record("r" + year + "000000", year));
    extraction.rules_hash = "rules";
    made->put_records(source, extraction, "f1");
    made->put_outcome({"run-1", "2026-01-02T03:04:05Z", "/in/pv-" + year + ".txt", source, "", 0, "ok", ""});
  }
  made->put_outcome({"run-1", "2026-01-02T03:04:05Z", "/in/secret.pdf", "", "", 0, "encrypted", "user password"});
  made->end_run("run-1", "2026-01-02T03:05:00Z");
  made->commit();
  return made;
}

}  // namespace minutier::test
