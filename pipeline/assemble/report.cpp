#include "pipeline/assemble/report.hpp"

#include <algorithm>

namespace minutier::assemble {
namespace {

const char* name(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "info";
  }
  return "info";
}

}  // namespace

void Report::begin(std::string_view id, std::string_view fine) {
  flush();
  id_ = id;
  fine_ = fine;
}

void Report::pass(std::string fact) { pass(std::vector<std::string>{std::move(fact)}); }

void Report::pass(std::vector<std::string> facts) {
  ++passes_;
  for (std::string& fact : facts)
    if (std::find(passed_.begin(), passed_.end(), fact) == passed_.end()) passed_.push_back(std::move(fact));
}

void Report::add(const char* verdict, Note note) {
  Json entry = Json::object();
  entry.set("id", id_);
  entry.set("severity", name(note.severity));
  entry.set("verdict", verdict);
  if (!note.expected.is_null()) entry.set("expected", std::move(note.expected));
  if (!note.found.is_null()) entry.set("found", std::move(note.found));
  entry.set("message", std::move(note.message));
  Json::Array facts;
  for (std::string& fact : note.facts) facts.push_back(Json(std::move(fact)));
  entry.set("facts", std::move(facts));
  if (!note.law.empty()) entry.set("law", std::move(note.law));
  if (!note.suggestion.is_null()) entry.set("suggestion", std::move(note.suggestion));
  entries_.push_back(std::move(entry));
}

void Report::flush() {
  if (passes_ > 0) {
    std::string message(fine_);
    if (passes_ > 1) message += " (" + std::to_string(passes_) + " cas vérifiés)";
    add("pass", {Severity::info, std::move(message) + ".", std::move(passed_), {}, {}, {}});
  }
  passes_ = 0;
  passed_.clear();
}

Json Report::finish() {
  flush();
  return Json(std::move(entries_));
}

}  // namespace minutier::assemble
