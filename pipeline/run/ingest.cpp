// Ingest: candidates -> workers -> archive. One thread, one writer. A source travels like this:
//   queued   hashed; known and unchanged ones end here
//   opened   by a worker, in small batches; texts come back whole, with their records unless they are long
//   reading  page by page, pages stored as they arrive; what an interrupted run has stored is not read again
//   extract  from the stored pages, a long source stretch by stretch
//   done     in the ledger, after the commit

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "pipeline/archive/archive.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/run/account.hpp"
#include "pipeline/run/clock.hpp"
#include "pipeline/run/document_jobs.hpp"
#include "pipeline/run/ingest_item.hpp"
#include "pipeline/run/page_reader.hpp"
#include "pipeline/run/pool.hpp"
#include "pipeline/run/recognise_jobs.hpp"
#include "pipeline/run/own_folders.hpp"
#include "pipeline/run/run.hpp"
#include "pipeline/run/settle.hpp"
#include "pipeline/run/supplied.hpp"
#include "pipeline/run/versions.hpp"
#include "pipeline/source/discover.hpp"

namespace minutier::run {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr std::size_t batch_documents = 16;
constexpr std::uintmax_t batch_bytes = 256 << 10;  // of the files of one batch
constexpr auto extract_deadline = 300s;

class Ingest {
 public:
  Ingest(archive::Archive& archive, const Settings& settings, const OnProgress& on_progress)
      : archive_(archive), settings_(settings), pool_(options(settings)), supplied_(settings.metadata), account_(archive, on_progress) {
    recognise_.policy = recognise::Policy::automatic;
    fingerprint_ = page_fingerprint(recognise_);
    own_ = own_folders(settings, archive.directory());
  }

  Summary run(const std::vector<fs::path>& paths) {
    const auto start = std::chrono::steady_clock::now();
    account_.begin();
    discover(paths);
    while (work()) {
    }
    settle(archive_);
    for (const ItemPtr& twin : twins_)  // stored by now, whichever came first
      if (archive_.source(twin->id)) archive_.place(twin->id, account_.of(twin->outcome).path, now());
    Summary summary = account_.close();
    summary.notes = supplied_.notes();
    summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return summary;
  }

 private:
  static PoolOptions options(const Settings& settings) {
    PoolOptions options;
    options.workers = settings.jobs;
    return options;
  }

  // ---- finding ----

  void discover(const std::vector<fs::path>& paths) {
    source::DiscoverOptions options;
    options.one_source = settings_.one_source;
    if (!settings_.metadata.empty()) options.without.push_back(settings_.metadata);
    source::Discovery found = source::discover(paths, options);
    for (const Error& issue : found.issues) {
      const std::size_t outcome = account_.open(issue.document);
      account_.fail(outcome, issue);
    }
    for (source::Candidate& candidate : found.candidates) {
      auto item = std::make_shared<Item>();
      item->candidate = std::move(candidate);
      item->outcome = account_.open(path_of(*item));
      queue_.push_back(std::move(item));
    }
    account_.report("");
  }

  // ---- the loop: keep workers busy, take what is ready, commit ----

  bool work() {
    while (pool_.room() > 0) {
      if (!readers_.empty()) { ask_page(); continue; }
      if (!queue_.empty()) { open_batch(); continue; }
      break;
    }
    const bool more = pool_.pump(100ms);
    account_.commit_when_due();
    return more || !queue_.empty() || !readers_.empty();
  }

  // ---- opening ----

  void open_batch() {
    std::vector<ItemPtr> batch;
    std::uintmax_t bytes = 0;
    while (!queue_.empty() && batch.size() < batch_documents) {
      if (!batch.empty() && bytes + size_of(*queue_.front()) > batch_bytes) break;
      ItemPtr item = std::move(queue_.front());
      queue_.pop_front();
      if (!identify(item)) continue;
      bytes += item->bytes;
      batch.push_back(std::move(item));
    }
    if (!batch.empty()) submit_open(std::move(batch));
  }
  // Hashes the source. False when it ends here: unreadable, already known, or the same as another of this run.
  bool identify(const ItemPtr& item) {
    try {
      std::string all;
      for (const fs::path& part : item->candidate.parts) {
        item->parts.push_back({part, sha256_file(part)});
        all += item->parts.back().sha256;
      }
      item->id = item->parts.size() == 1 ? all : sha256(all);  // as source::Description::id
      item->bytes = size_of(*item);
    } catch (const Error& error) {
      account_.fail(item->outcome, error);
      return false;
    }
    if (item->bytes == 0) {
      account_.fail(item->outcome, Error(ErrorCode::empty, "source", path_of(*item), 0, "zero bytes; ask for the file again"));
      return false;
    }
    item->supplied = supplied_.facts_for(item->candidate.parts, item->candidate.name);
    if (!seen_.insert(item->id).second) {
      twins_.push_back(item);
      return finish_unchanged(item, "the same bytes as another input");
    }
    const archive::Known known = archive_.known(item->id, fingerprint_);
    if (known.state == archive::Known::State::unknown || settings_.reocr) return true;
    if (known.state == archive::Known::State::done && known.failed_pages.empty() && archive_.supplied(item->id) == item->supplied && awaited(archive_, *item, known.pages).empty())
      return finish_unchanged(item, "");
    return true;
  }
  bool finish_unchanged(const ItemPtr& item, const std::string& reason) {
    Outcome& outcome = account_.of(item->outcome);
    outcome.outcome = "unchanged";
    outcome.reason = reason;
    if (const auto stored = archive_.source(item->id)) {
      outcome.pages = stored->pages;
      outcome.records = static_cast<int>(stored->records);
      archive_.place(item->id, outcome.path, now());
    }
    account_.enter(item->outcome, item->id, 0, "unchanged", reason);
    account_.finished(item->outcome);
    return false;
  }

  void submit_open(std::vector<ItemPtr> batch) {
    Json job = Json::object();
    job.set("job", "documents");
    own_.put_into(job);
    if (!settings_.password.empty()) job.set("password", settings_.password);
    Json::Array documents;
    for (const ItemPtr& item : batch) {
      Json document = Json::object();
      document.set("parts", parts_json(*item));
      document.set("supplied", item->supplied);
      documents.push_back(std::move(document));
    }
    job.set("documents", std::move(documents));
    pool_.submit(std::move(job), extract_deadline, [this, batch](JobResult result) { opened(batch, std::move(result)); });
  }
  void opened(const std::vector<ItemPtr>& batch, JobResult result) {
    if (result.error) {
      if (result.error->code == ErrorCode::bad_rules || result.error->code == ErrorCode::engine_missing) throw *result.error;
      if (batch.size() == 1) {
        account_.fail(batch[0]->outcome, *result.error);
        return;
      }
      for (const ItemPtr& item : batch) submit_open({item});  // one of them felled the worker: each alone
      return;
    }
    Json* const documents = result.value.find("documents");
    for (std::size_t i = 0; documents && i < batch.size() && i < documents->items().size(); ++i) opened(batch[i], std::move(documents->items()[i]));
  }
  void opened(const ItemPtr& item, Json document) {
    if (const Json* error = document.find("error")) {
      account_.fail(item->outcome, error_from_json(*error));
      return;
    }
    item->description = description_from_json(document["description"]);
    if (item->description.id != item->id) {
      account_.fail(item->outcome, Error(ErrorCode::unreadable, "source", path_of(*item), 0, "changed while it was read; run the command again"));
      return;
    }
    begin_source(*item);
    for (const Json& page : document["pages"].items()) {
      const Page read = page_from_json(page);
      archive_.put_page(item->id, read, fingerprint_);
      account_.enter(item->outcome, item->id, read.number, read.outcome, read.reason);
    }
    if (!item->description.is_text) return read_pages(item);
    account_.expect_pages(item->description.page_count);
    account_.done_pages(item->description.page_count);
    if (Json* const extraction = document.find("extraction")) store(item, archive::prepared_from_json(std::move(*extraction)));
    else submit_extract(item);
  }
  void begin_source(const Item& item) {
    archive::SourceInfo info;
    info.id = item.id;
    info.name = item.description.name;
    info.media_type = item.description.media_type;
    info.page_count = item.description.page_count;
    info.parts = item.parts;
    if (!item.description.properties.empty()) {
      info.properties = Json::object();
      for (const auto& [key, value] : item.description.properties) info.properties.set(key, value);
    }
    archive_.begin_source(info);
    archive_.place(item.id, account_.of(item.outcome).path, now());
    archive_.supply(item.id, item.supplied);
    account_.touched();
  }

  // ---- reading page by page ----

  void read_pages(const ItemPtr& item) {
    std::set<int> stored;
    if (!settings_.reocr) {
      const archive::Known known = archive_.known(item->id, fingerprint_);
      stored.insert(known.pages.begin(), known.pages.end());
      for (const int page : awaited(archive_, *item, known.pages)) stored.erase(page);
      for (const int failed : known.failed_pages) {
        const auto page = archive_.page(item->id, failed);
        if (!page || worth_another_try(*page)) stored.erase(failed);
        else ++item->failed_pages, item->problem = page->outcome;
      }
    }
    for (int n = 1; n <= item->description.page_count; ++n)
      if (!stored.count(n)) item->to_read.push_back(n);
    account_.expect_pages(static_cast<int>(item->to_read.size()));
    if (item->to_read.empty()) submit_extract(item);
    else readers_.push_back(item);
  }
  void ask_page() {
    const ItemPtr item = readers_.front();
    const int number = item->to_read.front();
    item->to_read.pop_front();
    if (item->to_read.empty()) readers_.pop_front();
    ++item->reading;
    Json job = Json::object();
    job.set("job", "page");
    job.set("parts", parts_json(*item));
    job.set("page", number);
    if (!settings_.password.empty()) job.set("password", settings_.password);
    job.set("settings", recognise::to_json(recognise_));
    read_page(pool_, std::move(job), std::chrono::duration_cast<Pool::Milliseconds>(settings_.page_deadline),
              [this, item, number](JobResult result) { page_read(item, number, std::move(result)); });
  }
  void page_read(const ItemPtr& item, int number, JobResult result) {
    --item->reading;
    Page page;
    if (result.error) {
      page = failed_page(number, *result.error);
      if (result.error->code == ErrorCode::engine_missing) account_.engine_missing();
      ++item->failed_pages;
      if (item->problem.empty()) item->problem = page.outcome + ": " + page.reason;
    } else {
      page = page_from_json(result.value);
      if (page.origin == Origin::ocr) account_.recognised_page();
      if (is_failure(page.outcome)) {  // read as far as it goes
        ++item->failed_pages;
        if (item->problem.empty()) item->problem = page.outcome + ": " + page.reason;
      }
    }
    archive_.put_page(item->id, page, fingerprint_);
    account_.enter(item->outcome, item->id, number, page.outcome, page.reason);
    account_.touched();
    account_.done_pages(1);
    account_.report(account_.of(item->outcome).path);
    if (item->reading == 0 && item->to_read.empty()) submit_extract(item);
  }

  // ---- extracting and storing ----

  // `next`: where the stretch to ask for begins, as the answer to the one before has it; null for the first.
  void submit_extract(const ItemPtr& item, Json next = {}) {
    if (next.is_null()) account_.commit();  // the worker reads the pages from the archive
    Json job = Json::object();
    job.set("job", "extract");
    own_.put_into(job);
    job.set("archive", fs::absolute(archive_.directory()).string());
    job.set("source", item->id);
    job.set("supplied", item->supplied);
    job.set("document", path_of(*item));
    if (!next.is_null()) job.set("next", next);
    pool_.submit(std::move(job), extract_deadline, [this, item](JobResult result) {
      if (result.error) {
        if (result.error->code == ErrorCode::bad_rules) throw *result.error;
        item->problem = std::string(name(result.error->code)) + ": " + result.error->detail;
        ++item->failed_pages;
        archive::Prepared nothing;
        nothing.begin = item->extracted;
        store(item, nothing);
        return;
      }
      Json* const extraction = result.value.find("extraction");
      store(item, archive::prepared_from_json(extraction ? std::move(*extraction) : Json::object()));
      if (Json* const more = result.value.find("next")) submit_extract(item, std::move(*more));
    });
  }
  void store(const ItemPtr& item, const archive::Prepared& read) {
    archive_.put_records(item->id, read, fingerprint_);
    Outcome& outcome = account_.of(item->outcome);
    outcome.records += static_cast<int>(read.records.size());
    account_.touched();
    if (read.end) {  // a stretch; more follow
      item->extracted = *read.end;
      return;
    }
    outcome.pages = item->description.page_count;
    outcome.failed_pages = item->failed_pages;
    outcome.outcome = item->failed_pages > 0 ? "partial" : "ok";
    outcome.kinds = kinds_of(archive_, *item);
    for (const auto& [key, value] : item->description.properties)
      if (key == "property/attachments") outcome.attachments = value;
    outcome.reason = item->problem.empty() ? remarks(outcome) : item->problem;
    account_.enter(item->outcome, item->id, 0, outcome.outcome, outcome.reason);
    account_.finished(item->outcome);
  }

  archive::Archive& archive_;
  const Settings& settings_;
  recognise::Settings recognise_;
  Pool pool_;
  Supplied supplied_;
  Account account_;
  std::string fingerprint_;
  OwnFolders own_;
  std::deque<ItemPtr> queue_;    // not yet opened
  std::deque<ItemPtr> readers_;  // with pages to ask for
  std::set<std::string> seen_;
  std::vector<ItemPtr> twins_;
};

}  // namespace

Summary ingest(archive::Archive& archive, const std::vector<fs::path>& paths, const Settings& settings, const OnProgress& on_progress) {
  return Ingest(archive, settings, on_progress).run(paths);
}

}  // namespace minutier::run
