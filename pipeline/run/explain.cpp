// Why a fact is there: the record is made again with the rules as they are, and their matches are laid beside its facts.

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/document_jobs.hpp"
#include "pipeline/run/own_folders.hpp"
#include "pipeline/run/pipeline.hpp"
#include "pipeline/run/run.hpp"

namespace minutier::run {
namespace {

constexpr std::size_t most_around = 160;  // bytes of text shown on either side of a match

// "quorum/required", "quorum.required", "/quorum/required/" are one path.
std::vector<std::string> steps_of(const std::string& field) {
  std::vector<std::string> steps;
  std::string step;
  for (const char c : field + "/")
    if (c != '/' && c != '.') step += c;
    else if (!step.empty()) steps.push_back(std::move(step)), step.clear();
  return steps;
}

std::string joined(const std::vector<std::string>& steps) {
  std::string path;
  for (const std::string& step : steps) path += (path.empty() ? "" : "/") + step;
  return path;
}

// The rules file that reads a section of the record.
std::string topic_of(const std::string& section) {
  static const std::map<std::string, std::string> elsewhere = {{"title", "identity"}, {"kind", "identity"}, {"organisation", "identity"}, {"version_status", "identity"},
                                                               {"transmission", "identity"}, {"exercise_years", "identity"}, {"elections", "resolutions"}, {"interventions", "speakers"}};
  const auto found = elsewhere.find(section);
  return found == elsewhere.end() ? section : found->second;
}

std::string topic_of_file(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  return name.substr(0, name.find('.'));
}

std::string last_of(const std::string& family) { return family.substr(family.rfind('.') + 1); }

class Explainer {
 public:
  Explainer(const Pipeline& pipeline, const std::string& field) : pipeline_(pipeline) {
    steps_ = steps_of(field);
    out_.field = joined(steps_);
    for (const extract::RuleInfo& rule : rules_) files_[rule.tag()] = rule.file, topics_.insert(topic_of_file(rule.file));
  }

  Explanation explain(const Json& record, const std::vector<Page>& all, std::size_t sitting) {
    HeldPages pages(all);
    out_.record = record["slug"].as_string().empty() ? record["id"].as_string() : record["slug"].as_string();
    if (steps_.empty() || (!record.find(steps_[0]) && !topics_.count(topic_of(steps_[0]))))
      throw Error(ErrorCode::not_found, "explain", out_.record, 0, "records have no section \"" + out_.field + "\"; sections are named as in the record (quorum, meeting/place, resolutions/0/vote)");
    for (const Json& proof : record["evidence"].items()) proofs_[proof["id"].as_string()] = &proof;
    if (const Json* part = record.at(out_.field)) facts(out_.field, *part);
    pipeline_.tried(pages, sitting, [this](const Text& text, const std::vector<extract::Tried>& all) { candidates(text, all); });
    return std::move(out_);
  }

 private:
  void facts(const std::string& path, const Json& json) {
    if (json.is_object() && json.find("value") && json.find("status")) {
      Explanation::FactOf fact{path, json, files_[json["rule"].as_string()], {}};
      for (const Json& id : json["evidence"].items())
        if (const auto proof = proofs_.find(id.as_string()); proof != proofs_.end()) {
          fact.proofs.push_back({static_cast<int>((*proof->second)["page"].as_int()), (*proof->second)["quote"].as_string(), (*proof->second)["page_label"].as_string()});
          used_.push_back({json["rule"].as_string(), static_cast<int>((*proof->second)["page"].as_int()),
                           {static_cast<std::size_t>((*proof->second)["chars"].items()[0].as_int()), static_cast<std::size_t>((*proof->second)["chars"].items()[1].as_int())}});
        }
      out_.facts.push_back(std::move(fact));
      return;
    }
    for (const auto& [key, member] : json.members()) facts(path + "/" + key, member);
    std::size_t i = 0;
    for (const Json& item : json.items()) facts(path + "/" + std::to_string(i++), item);
  }

  // The families of rules that speak of the field: those named like it, else all of its section.
  std::set<std::string_view> families() const {
    const std::string topic = topic_of(steps_[0]);
    std::set<std::string_view> section, named;
    for (const extract::RuleInfo& rule : rules_)
      if (topic_of_file(rule.file) == topic) {
        section.insert(rule.family);
        if (last_of(rule.family) == steps_.back() && steps_.size() > 1) named.insert(rule.family);
      }
    return named.empty() ? section : named;
  }

  bool is_used(const std::string& rule, const Evidence& where) const {
    return std::any_of(used_.begin(), used_.end(), [&](const Used& fact) {
      return fact.rule == rule && fact.page == where.page && fact.chars.overlaps({where.begin, std::max(where.end, where.begin + 1)});
    });
  }

  void candidates(const Text& text, const std::vector<extract::Tried>& all) {
    const std::set<std::string_view> wanted = families();
    for (const extract::Tried& tried : all) {
      if (!wanted.count(tried.match.rule->family)) continue;
      const std::vector<Evidence> where = evidence_of(text, tried.match.range);
      if (where.empty()) continue;
      Explanation::Candidate candidate;
      candidate.rule = tried.match.rule->tag();
      candidate.family = tried.match.rule->family;
      candidate.file = tried.match.rule->file;
      candidate.confidence = tried.match.rule->confidence;
      candidate.page = where.front().page;
      candidate.words = text.read(tried.match.range);
      candidate.sentence = around(text.reading, tried.match.range);
      for (const auto& [name, range] : tried.match.groups) candidate.groups.emplace_back(name, text.read(range));
      switch (tried.end) {
        case extract::Tried::End::kept: candidate.end = is_used(candidate.rule, where.front()) ? "used" : "unused"; break;
        case extract::Tried::End::weaker: candidate.end = "weaker", candidate.because = tried.stronger->tag(); break;
        case extract::Tried::End::refused: candidate.end = "refused", candidate.because = text.read(tried.against); break;
      }
      out_.candidates.push_back(std::move(candidate));
    }
  }

  // The line or sentence a match stands in, as far as it is short.
  static std::string around(const std::string& text, Range match) {
    Range range{match.begin - std::min(match.begin, most_around), std::min(text.size(), match.end + most_around)};
    for (std::size_t at = match.begin; at > range.begin; --at)
      if (text[at - 1] == '\n' || (text[at - 1] == ' ' && at >= 2 && text[at - 2] == '.')) {
        range.begin = at;
        break;
      }
    for (std::size_t at = match.end; at < range.end; ++at)
      if (text[at] == '\n' || (text[at] == '.' && at + 1 < text.size() && text[at + 1] == ' ')) {
        range.end = at;
        break;
      }
    return std::string(whole_characters(text, range).of(text));
  }

  struct Used {
    std::string rule;
    int page = 0;
    Range chars;
  };

  const Pipeline& pipeline_;
  std::vector<extract::RuleInfo> rules_ = pipeline_.rules().rules();
  std::vector<std::string> steps_;
  std::map<std::string, std::string> files_;  // of each rule
  std::set<std::string> topics_;
  std::map<std::string, const Json*> proofs_;
  std::vector<Used> used_;
  Explanation out_;
};

}  // namespace

std::vector<Explanation> explain(const std::vector<std::filesystem::path>& parts, const std::string& field, const Settings& settings) {
  const Extracted document = extract(parts, settings);
  const OwnFolders own = own_folders(settings);
  const Pipeline pipeline(own.rules, own.profiles);
  std::vector<Explanation> out;
  for (std::size_t sitting = 0; sitting < document.records.size(); ++sitting)
    out.push_back(Explainer(pipeline, field).explain(document.records[sitting], document.pages, sitting));
  return out;
}

Explanation explain(archive::Archive& archive, const std::string& key, const std::string& field, const Settings& settings) {
  const Json stored = archive.get_record(key);
  const archive::SourceInfo info = archive.source_info(stored["document"]["id"].as_string());
  const std::vector<Page> pages = archive.pages(info.id);
  const OwnFolders own = own_folders(settings, archive.directory());
  const Pipeline pipeline(own.rules, own.profiles);
  const source::Description description = description_of(info);
  const std::vector<Json> records = pipeline.records(pages, provenance_of(description, reading_of(pages), archive.supplied(info.id)), info_of(description));
  const auto same = std::find_if(records.begin(), records.end(), [&](const Json& record) { return record["id"] == stored["id"]; });
  if (same == records.end())
    throw Error(ErrorCode::not_found, "explain", key, 0, "the rules as they are now no longer give this record; run reextract");
  return Explainer(pipeline, field).explain(*same, pages, static_cast<std::size_t>(same - records.begin()));
}

}  // namespace minutier::run
