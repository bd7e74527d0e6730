// One document without an archive: its records, its text; and what stands under a path before anything runs.

#include <algorithm>
#include <cmath>
#include <thread>

#include "pipeline/normalise/normalise.hpp"
#include "pipeline/normalise/page_labels.hpp"
#include "pipeline/run/document_jobs.hpp"
#include "pipeline/run/own_folders.hpp"
#include "pipeline/run/page_jobs.hpp"
#include "pipeline/run/page_outputs.hpp"
#include "pipeline/run/page_reader.hpp"
#include "pipeline/run/pipeline.hpp"
#include "pipeline/run/pool.hpp"
#include "pipeline/run/recognise_jobs.hpp"
#include "pipeline/run/run.hpp"
#include "pipeline/run/supplied.hpp"
#include "pipeline/source/discover.hpp"

namespace minutier::run {
namespace {

namespace fs = std::filesystem;

constexpr auto open_deadline = std::chrono::seconds(120);
// For estimates, measured on two cores (tools/bench/README.md); a page is a 300-dpi A4 page.
constexpr double seconds_per_recognised_page = 1.3;
constexpr double seconds_per_text_page = 0.004;
constexpr std::size_t most_looks = 48, looks_of_one = 8;  // pages `inspect` reads a part of: of all sources, and of one

PoolOptions pool_options(const Settings& settings) {
  PoolOptions options;
  options.workers = settings.jobs;
  return options;
}

Json job_for(const char* kind, const std::vector<fs::path>& parts, const Settings& settings) {
  Json job = Json::object();
  job.set("job", kind);
  Json::Array list;
  for (const fs::path& part : parts) list.push_back(Json(fs::absolute(part).string()));
  job.set("parts", std::move(list));
  if (!settings.password.empty()) job.set("password", settings.password);
  return job;
}

// The parts of a folder of page images, or what was given.
std::vector<fs::path> resolved(const std::vector<fs::path>& parts, const Settings& settings) {
  std::error_code ec;
  if (parts.size() != 1 || !fs::is_directory(parts[0], ec)) return parts;
  source::DiscoverOptions options;
  options.one_source = settings.one_source;
  const source::Discovery found = source::discover(parts, options);
  if (found.candidates.size() == 1) return found.candidates[0].parts;
  if (found.candidates.empty() && !found.issues.empty()) throw found.issues.front();
  throw Error(ErrorCode::usage, "run", parts[0].string(), 0,
              "holds " + std::to_string(found.candidates.size()) + " documents; name one, pass --one-source, or ingest the folder");
}

struct Read {
  source::Description description;
  std::vector<Page> pages;
};

// All pages of a document; what a page suffers stands in the page.
Read read(const std::vector<fs::path>& parts, const Settings& settings) {
  Pool pool(pool_options(settings));
  Json open = job_for("open", parts, settings);
  open.set("looks", false);
  JobResult opened = pool.call(std::move(open), open_deadline);
  if (opened.error) throw *opened.error;
  Read out;
  out.description = description_from_json(opened.value["description"]);
  out.pages.resize(static_cast<std::size_t>(std::max(0, out.description.page_count)));
  for (int n = 1; n <= out.description.page_count; ++n) {
    Json job = job_for("page", parts, settings);
    job.set("page", n);
    read_page(pool, std::move(job), std::chrono::duration_cast<Pool::Milliseconds>(settings.page_deadline), [&out, n](JobResult result) {
      Page& page = out.pages[static_cast<std::size_t>(n - 1)];
      page.number = n;
      if (!result.error) {
        page = page_from_json(result.value);
        return;
      }
      if (result.error->code == ErrorCode::engine_missing) throw *result.error;
      page = failed_page(n, *result.error);
    });
  }
  pool.drain();
  normalise::label_pages(out.pages);
  return out;
}

// From a sample to the source: at least one page of each kind seen.
void add_kinds(Inspected& row, const Json& kinds) {
  std::map<std::string, int> seen;
  for (const Json& kind : kinds.items()) ++seen[kind.as_string()];
  row.looked_at = static_cast<int>(kinds.items().size());
  for (const auto& [kind, count] : seen)
    if (kind != "ok") row.kinds[kind] = std::max(count, static_cast<int>(std::lround(static_cast<double>(count) * row.pages_to_recognise / row.looked_at)));
}

}  // namespace

Extracted extract(const std::vector<fs::path>& given, const Settings& settings) {
  const std::vector<fs::path> parts = resolved(given, settings);
  const OwnFolders own = own_folders(settings);
  const Pipeline pipeline(own.rules, own.profiles);
  Supplied supplied(settings.metadata);
  Read document = read(parts, settings);
  const Json facts = supplied.facts_for(parts, document.description.name);
  Extracted out;
  out.records = pipeline.records(document.pages, provenance_of(document.description, reading_of(document.pages), facts), info_of(document.description));
  out.pages = std::move(document.pages);
  return out;
}

std::string text(const std::vector<fs::path>& given, const Settings& settings, bool raw) {
  const Read document = read(resolved(given, settings), settings);
  std::string out;
  for (const Page& page : document.pages) {
    if (!out.empty() || page.number > 1) out += '\f';
    out += raw ? page.text : normalise::normalise({page}).reading;
    if (!out.empty() && out.back() != '\n') out += '\n';
  }
  return out;
}

std::string transcription(const std::vector<fs::path>& given, const Settings& settings, PageFormat format, bool as_recognised) {
  const std::vector<fs::path> parts = resolved(given, settings);
  Read document = read(parts, settings);
  const bool pictures = has_pictures(document.description.media_type);
  const bool placed = std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) { return !page.words.empty(); });
  if (!pictures && !placed)
    throw Error(ErrorCode::unsupported, "run", parts.front().string(), 0, "a text without page images: its words have no place on a page");
  std::vector<exports::Picture> known;
  if (pictures) {
    Json job = job_for("pictures", parts, settings);
    job.set("media_type", document.description.media_type);
    Pool pool(pool_options(settings));
    if (JobResult looked = pool.call(std::move(job), open_deadline); !looked.error) known = pictures_from(looked.value);
  }
  exports::Transcript transcript{document.description.id, document.description.name, as_recognised, {}};
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    exports::Leaf leaf{std::move(document.pages[i]), {}};
    const bool seen = i < known.size() && known[i].width > 0;
    leaf.picture = seen ? known[i] : exports::picture_at(leaf.page.width, leaf.page.height, 300);
    transcript.leaves.push_back(std::move(leaf));
  }
  return format == PageFormat::alto ? exports::to_alto(transcript) : exports::to_hocr(transcript);
}

bool searchable_pdf(const std::vector<fs::path>& given, const Settings& settings, bool as_recognised, const fs::path& file) {
  const std::vector<fs::path> parts = resolved(given, settings);
  Json job = job_for("searchable", parts, settings);
  {
    const Read document = read(parts, settings);
    const source::Description& about = document.description;
    if (!has_pictures(about.media_type)) throw Error(ErrorCode::unsupported, "run", parts.front().string(), 0, "a text without page images: there is nothing to make searchable");
    job.set("media_type", about.media_type);
    job.set("page_count", about.page_count);
    job.set("title", about.name);
    job.set("id", about.id);
    job.set("out", fs::absolute(file).string());
    job.set("as_recognised", as_recognised);
    Json::Array pages;
    for (const Page& page : document.pages) pages.push_back(to_json(page));
    job.set("pages", std::move(pages));
  }
  Pool pool(pool_options(settings));
  JobResult made = pool.call(std::move(job), open_deadline + settings.page_deadline);
  if (made.error) throw *made.error;
  for (const Json& failed : made.value["failed"].items())
    throw Error(error_code(failed.items()[1].as_string()), "run", parts.front().string(), static_cast<int>(failed.items()[0].as_int()), failed.items()[2].as_string());
  return !made.value["copied"].as_bool();
}

std::vector<Inspected> inspect(const std::vector<fs::path>& paths, const Settings& settings) {
  source::DiscoverOptions options;
  options.one_source = settings.one_source;
  const source::Discovery found = source::discover(paths, options);
  std::vector<Inspected> out;
  for (const Error& issue : found.issues) {
    Inspected row;
    row.path = issue.document;
    row.problem = std::string(name(issue.code)) + ": " + issue.detail;
    out.push_back(std::move(row));
  }
  Pool pool(pool_options(settings));
  const double cores = pool.workers();
  const std::size_t first = out.size();
  out.resize(first + found.candidates.size());
  for (std::size_t i = 0; i < found.candidates.size(); ++i) {
    const source::Candidate& candidate = found.candidates[i];
    Inspected& row = out[first + i];
    row.path = candidate.parts.size() == 1 ? candidate.parts[0].string() : candidate.name;
    for (const fs::path& part : candidate.parts) {
      std::error_code ec;
      const auto size = fs::file_size(part, ec);
      if (!ec) row.bytes += size;
    }
    Json job = job_for("inspect", candidate.parts, settings);
    // A look at a page costs a part of reading it: several of each where the sources are few, one of some where they are many.
    const std::size_t sources = found.candidates.size(), apart = (sources + most_looks - 1) / most_looks;
    job.set("sample", i % apart == 0 ? std::clamp<std::size_t>(most_looks / sources, 1, looks_of_one) : 0);
    pool.submit(std::move(job), open_deadline, [&row, cores](JobResult result) {
      if (result.error) {
        row.problem = std::string(name(result.error->code)) + ": " + result.error->detail;
        return;
      }
      const source::Description description = description_from_json(result.value["description"]);
      row.media_type = description.media_type;
      row.pages = description.page_count;
      for (const Json& page : result.value["pages"].items()) {
        if (page["ocr"].as_bool()) ++row.pages_to_recognise;
        else if (page["words"].as_int() > 0) ++row.pages_with_text;
      }
      add_kinds(row, result.value["kinds"]);
      row.seconds = (row.pages_to_recognise * seconds_per_recognised_page + row.pages * seconds_per_text_page) / std::max(1.0, cores);
    });
  }
  pool.drain();
  return out;
}

}  // namespace minutier::run
