#include "pipeline/run/page_outputs.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "pipeline/export/file.hpp"
#include "pipeline/export/page_selection.hpp"
#include "pipeline/export/transcript.hpp"
#include "pipeline/run/page_jobs.hpp"
#include "pipeline/run/pool.hpp"

namespace minutier::run {
namespace {

namespace fs = std::filesystem;
using exports::SourcePages;

constexpr int thumbnail_pixels = 480;  // of the longer side
constexpr auto open_patience = std::chrono::seconds(120);
constexpr auto patience_per_page = std::chrono::seconds(5);

class PageExport {
 public:
  PageExport(archive::Archive& archive, const exports::Selection& selection, PageFormat format, bool as_recognised, const fs::path& folder,
             const Settings& settings, const OnProgress& on_progress)
      : archive_(archive), format_(format), as_recognised_(as_recognised), folder_(folder), settings_(settings), on_progress_(on_progress),
        sources_(exports::select_pages(archive, selection)), pool_(options(settings)) {}

  PageOutputs run() {
    exports::make_folder(folder_);
    progress_.documents_total = static_cast<int>(sources_.size());
    for (const SourcePages& source : sources_) progress_.pages_total += static_cast<int>(source.pages.size());
    for (const SourcePages& source : sources_) {
      try {
        one(source);
      } catch (const Error& error) {
        if (error.code == ErrorCode::disk_full || error.stage == "export") throw;
        fail(source, 0, error);
      }
    }
    pool_.drain();
    if (on_progress_) on_progress_(progress_);
    return std::move(out_);
  }

 private:
  static PoolOptions options(const Settings& settings) {
    PoolOptions options;
    options.workers = settings.jobs;
    return options;
  }

  void one(const SourcePages& source) {
    const archive::SourceInfo info = archive_.source_info(source.source.id);
    const bool pictures = has_pictures(info.media_type);
    if (format_ == PageFormat::pdf) return pdf(source, info);
    if (format_ == PageFormat::thumbnails) return pictures ? thumbnails(source, info) : leave_out(source);
    transcripts(source, info, pictures);
  }

  void leave_out(const SourcePages& source) {
    ++out_.left_out;
    ++progress_.documents_done;
    done(source, static_cast<int>(source.pages.size()));
  }

  // ---- ALTO and hOCR ----

  void transcripts(const SourcePages& source, const archive::SourceInfo& info, bool pictures) {
    const std::vector<exports::Picture> known = pictures ? pictures_in(info) : std::vector<exports::Picture>{};
    bool placed = pictures;  // a text has no boxes: nothing to write
    const std::string stem = exports::file_stem(info.name, info.id);
    for (const int number : source.pages) {
      std::optional<Page> page = archive_.page(info.id, number);
      if (!page) continue;
      placed = placed || !page->words.empty();
      if (!placed) break;
      exports::make_folder(folder_ / stem);
      exports::Transcript transcript{info.id, info.name, as_recognised_, {}};
      transcript.leaves.push_back({std::move(*page), {}});
      exports::Leaf& leaf = transcript.leaves.back();
      leaf.picture = picture_of(leaf.page, known, info);
      const bool alto = format_ == PageFormat::alto;
      exports::write_file(folder_ / stem / (exports::page_stem(number, info.page_count) + (alto ? ".alto.xml" : ".hocr")),
                          alto ? exports::to_alto(transcript) : exports::to_hocr(transcript));
      ++out_.pages;
      done(source, 1);
    }
    if (!placed) return leave_out(source);
    ++out_.documents;
    ++progress_.documents_done;
  }

  // The size of each page's picture; empty where the original cannot be opened any more.
  std::vector<exports::Picture> pictures_in(const archive::SourceInfo& info) {
    Json job = job_for("pictures", info);
    job.set("media_type", info.media_type);
    const JobResult opened = pool_.call(std::move(job), open_patience + info.page_count * patience_per_page);
    if (opened.error) return {};
    return pictures_from(opened.value);
  }

  static exports::Picture picture_of(const Page& page, const std::vector<exports::Picture>& known, const archive::SourceInfo& info) {
    const auto index = static_cast<std::size_t>(page.number - 1);
    exports::Picture picture = index < known.size() && known[index].width > 0 ? known[index] : exports::picture_at(page.width, page.height, 300);
    if (info.parts.size() == 1) picture.sha256 = info.parts[0].sha256;
    else if (info.parts.size() == static_cast<std::size_t>(info.page_count) && index < info.parts.size()) picture.sha256 = info.parts[index].sha256;
    return picture;
  }

  // ---- searchable PDF ----

  void pdf(const SourcePages& source, const archive::SourceInfo& info) {
    const std::string stem = exports::file_stem(info.name, info.id);
    if (!has_pictures(info.media_type)) {
      if (!source.whole || info.parts.size() != 1) return leave_out(source);
      const std::string ending = fs::path(info.name).extension().string();
      exports::copy_file(info.parts[0].path, folder_ / (stem + (ending.empty() ? ".bin" : ending)));
      ++out_.copied;
      return finish(source);
    }
    Json job = job_for("searchable", info);
    job.set("media_type", info.media_type);
    job.set("page_count", info.page_count);
    job.set("title", title_of(info));
    job.set("id", info.id);
    job.set("archive", fs::absolute(archive_.directory()).string());
    job.set("source", info.id);
    job.set("out", fs::absolute(folder_ / (stem + ".pdf")).string());
    job.set("as_recognised", as_recognised_);
    Json::Array numbers;
    if (!source.whole)
      for (const int number : source.pages) numbers.push_back(Json(number));
    job.set("numbers", std::move(numbers));
    const auto deadline = open_patience + static_cast<int>(source.pages.size()) * patience_per_page;
    submit(std::move(job), deadline, [this, &source](JobResult result) {
      if (result.error) return fail(source, 0, *result.error);
      for (const Json& row : result.value["failed"].items())
        fail(source, static_cast<int>(row.items()[0].as_int()), Error(error_code(row.items()[1].as_string()), row.items()[2].as_string()));
      if (result.value["copied"].as_bool()) ++out_.copied;
      finish(source);
    });
  }

  // What one record calls it; of a source of several or none, its name.
  std::string title_of(const archive::SourceInfo& info) {
    archive::RecordFilter filter;
    filter.source = info.id;
    filter.all_versions = true;
    const auto records = archive_.records(filter);
    return records.size() == 1 && !records[0].title.empty() ? records[0].title : info.name;
  }

  void finish(const SourcePages& source) {
    ++out_.documents;
    out_.pages += static_cast<int>(source.pages.size());
    ++progress_.documents_done;
    done(source, static_cast<int>(source.pages.size()));
  }

  // ---- thumbnails ----

  void thumbnails(const SourcePages& source, const archive::SourceInfo& info) {
    const fs::path folder = folder_ / exports::file_stem(info.name, info.id);
    exports::make_folder(folder);
    ++out_.documents;
    for (const int number : source.pages) {
      // Of a register of files only the one is opened.
      const bool own_file = info.parts.size() > 1 && info.parts.size() == static_cast<std::size_t>(info.page_count);
      Json job = job_for("thumbnail", info);
      if (own_file) job.set("parts", Json::Array{Json(fs::absolute(info.parts[static_cast<std::size_t>(number - 1)].path).string())});
      job.set("page", own_file ? 1 : number);
      job.set("pixels", thumbnail_pixels);
      job.set("out", fs::absolute(folder / (exports::page_stem(number, info.page_count) + ".jpg")).string());
      submit(std::move(job), settings_.page_deadline, [this, &source, number](JobResult result) {
        if (result.error) fail(source, number, *result.error);
        else ++out_.pages;
        done(source, 1);
      });
    }
    ++progress_.documents_done;
  }

  // ---- in common ----

  Json job_for(const char* kind, const archive::SourceInfo& info) const {
    Json job = Json::object();
    job.set("job", kind);
    job.set("document", info.name);
    Json::Array parts;
    for (const archive::Part& part : info.parts) parts.push_back(Json(fs::absolute(part.path).string()));
    job.set("parts", std::move(parts));
    if (!settings_.password.empty()) job.set("password", settings_.password);
    return job;
  }

  void submit(Json job, std::chrono::seconds deadline, Pool::Done then) {
    while (pool_.room() == 0) pool_.pump();
    pool_.submit(std::move(job), std::chrono::duration_cast<Pool::Milliseconds>(deadline), [then = std::move(then)](JobResult result) {
      if (result.error && result.error->code == ErrorCode::disk_full) throw *result.error;
      then(std::move(result));
    });
  }

  void fail(const SourcePages& source, int page, const Error& error) {
    Outcome outcome;
    outcome.path = source.source.places.empty() ? source.source.name : source.source.places.front();
    outcome.outcome = std::string(name(error.code));
    outcome.reason = (page > 0 ? "page " + std::to_string(page) + ": " : std::string()) + error.detail;
    outcome.pages = static_cast<int>(source.pages.size());
    outcome.failed_pages = page > 0 ? 1 : 0;
    out_.failures.push_back(std::move(outcome));
    if (page == 0) ++progress_.documents_done, done(source, static_cast<int>(source.pages.size()));
  }

  void done(const SourcePages& source, int pages) {
    progress_.pages_done += pages;
    progress_.current = source.source.name;
    if (on_progress_) on_progress_(progress_);
  }

  archive::Archive& archive_;
  PageFormat format_;
  bool as_recognised_;
  fs::path folder_;
  const Settings& settings_;
  const OnProgress& on_progress_;
  std::vector<SourcePages> sources_;
  PageOutputs out_;
  Progress progress_;
  Pool pool_;  // last: what it calls back is still there when it goes
};

}  // namespace

PageOutputs export_pages(archive::Archive& archive, const exports::Selection& selection, PageFormat format, bool as_recognised, const fs::path& folder,
                         const Settings& settings, const OnProgress& on_progress) {
  return PageExport(archive, selection, format, as_recognised, folder, settings, on_progress).run();
}

}  // namespace minutier::run
