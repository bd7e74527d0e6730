// Reextract: today's rules over stored words, source by source, in the workers; nothing is recognised again.

#include <filesystem>
#include <map>
#include <memory>

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/clock.hpp"
#include "pipeline/run/document_jobs.hpp"
#include "pipeline/run/pool.hpp"
#include "pipeline/run/own_folders.hpp"
#include "pipeline/run/run.hpp"
#include "pipeline/run/settle.hpp"
#include "pipeline/run/versions.hpp"

namespace minutier::run {
namespace {

namespace fs = std::filesystem;
using Facts = std::map<std::string, std::string>;  // path -> value printed

std::string printed(const Json& value) { return value.is_string() ? value.as_string() : value.dump(); }

// Every leaf of a record that is a fact, or a plain value beside facts, under its path.
void collect(const Json& node, const std::string& path, Facts& facts) {
  if (node.is_object()) {
    if (const Json* value = node.find("value"); value && node.find("status")) {
      facts[path] = printed(*value);
      return;
    }
    for (const auto& [key, child] : node.members()) collect(child, path.empty() ? key : path + "/" + key, facts);
  } else if (node.is_array()) {
    for (std::size_t i = 0; i < node.items().size(); ++i) collect(node.items()[i], path + "/" + std::to_string(i), facts);
  }
}

Facts facts_of(const Json& record) {
  Facts facts;
  for (const auto& [key, child] : record.members())
    if (key != "evidence" && key != "checks" && key != "document" && key != "persons") collect(child, key, facts);
  return facts;
}

std::vector<FactChange> compare(const std::string& record, const Facts& before, const Facts& after) {
  std::vector<FactChange> changes;
  for (const auto& [path, value] : before) {
    const auto now = after.find(path);
    if (now == after.end()) changes.push_back({record, path, value, ""});
    else if (now->second != value) changes.push_back({record, path, value, now->second});
  }
  for (const auto& [path, value] : after)
    if (!before.count(path)) changes.push_back({record, path, "", value});
  return changes;
}

class Reextract {
 public:
  Reextract(archive::Archive& archive, const Settings& settings, bool dry, const OnProgress& on_progress)
      : archive_(archive), dry_(dry), on_progress_(on_progress), pool_(options(settings)) {
    own_ = own_folders(settings, archive.directory());
  }

  Reextraction run() {
    const auto sources = archive_.sources();
    progress_.documents_total = static_cast<int>(sources.size());
    const std::string run_id = new_run_id();
    if (!dry_) archive_.begin_run({run_id, now(), "reextract", program_version});
    std::size_t next = 0;
    bool more = true;
    while (more || next < sources.size()) {
      while (next < sources.size() && pool_.room() > 0) submit(sources[next++]);
      more = pool_.pump();
    }
    std::vector<FactChange> persons = settle(archive_, dry_);
    result_.changes.insert(result_.changes.end(), std::make_move_iterator(persons.begin()), std::make_move_iterator(persons.end()));
    if (!dry_) {
      archive_.end_run(run_id, now());
      archive_.commit();
    }
    return std::move(result_);
  }

 private:
  static PoolOptions options(const Settings& settings) {
    PoolOptions options;
    options.workers = settings.jobs;
    return options;
  }

  // A source and its records as they stand, of which each is read when its stretch is extracted.
  struct Work {
    archive::SourceSummary source;
    std::vector<archive::RecordSummary> known;
    std::map<std::string, Facts> before;  // of those the stretches so far begin before, not found again yet
  };

  void submit(const archive::SourceSummary& source) {
    archive::RecordFilter filter;
    filter.source = source.id;
    filter.all_versions = true;
    submit(std::make_shared<Work>(Work{source, archive_.records(filter), {}}), {});
  }
  void submit(const std::shared_ptr<Work>& work, Json next) {
    const archive::SourceSummary& source = work->source;
    Json job = Json::object();
    job.set("job", "extract");
    own_.put_into(job);
    job.set("archive", fs::absolute(archive_.directory()).string());
    job.set("source", source.id);
    job.set("supplied", archive_.supplied(source.id));
    job.set("document", source.name);
    if (!next.is_null()) job.set("next", std::move(next));
    pool_.submit(std::move(job), std::chrono::seconds(300), [this, work](JobResult result) {
      if (result.error) {
        if (result.error->code == ErrorCode::bad_rules || result.error->code == ErrorCode::engine_missing) throw *result.error;
      } else {
        if (Json* const extraction = result.value.find("extraction")) take(*work, archive::prepared_from_json(std::move(*extraction)));
        if (Json* const more = result.value.find("next")) return submit(work, std::move(*more));
      }
      ++progress_.documents_done;
      progress_.current = work->source.name;
      if (on_progress_) on_progress_(progress_);
    });
  }

  void take(Work& work, const archive::Prepared& extraction) {
    std::map<std::string, Facts>& before = work.before;
    std::erase_if(work.known, [&](const archive::RecordSummary& record) {
      if (extraction.end && record.first_page > extraction.end->page) return false;
      before[record.id] = facts_of(archive_.get_record(record.id));
      return true;
    });
    for (const archive::Prepared::Record& record : extraction.records) {
      ++result_.records;
      const auto changes = compare(record.id, before[record.id], facts_of(Json::parse(record.json)));
      before.erase(record.id);
      if (!changes.empty()) ++result_.changed_records;
      result_.changes.insert(result_.changes.end(), changes.begin(), changes.end());
    }
    if (!extraction.end) {
      ++result_.documents;
      for (const auto& [id, facts] : before) {  // a sitting that is no longer found
        ++result_.changed_records;
        const auto changes = compare(id, facts, {});
        result_.changes.insert(result_.changes.end(), changes.begin(), changes.end());
      }
    }
    if (dry_) return;
    archive_.put_records(work.source.id, extraction, page_fingerprint({}));
    if (++stored_ % 64 == 0) archive_.commit();
  }

  archive::Archive& archive_;
  bool dry_;
  const OnProgress& on_progress_;
  Pool pool_;
  OwnFolders own_;
  Reextraction result_;
  Progress progress_;
  std::size_t stored_ = 0;
};

}  // namespace

Reextraction reextract(archive::Archive& archive, const Settings& settings, bool dry, const OnProgress& on_progress) {
  return Reextract(archive, settings, dry, on_progress).run();
}

}  // namespace minutier::run
