#include "pipeline/run/document_jobs.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <memory>
#include <utility>

#include "pipeline/normalise/page_labels.hpp"
#include "pipeline/run/recognise_jobs.hpp"
#include "pipeline/run/versions.hpp"

namespace minutier::run {
namespace {

// The pipeline of the folders asked for last.
class Desk {
 public:
  const Pipeline& pipeline(const Json& job) {
    const std::string &rules = job["rules"].as_string(), &profiles = job["profiles"].as_string();
    if (!pipeline_ || rules != rules_ || profiles != profiles_) {
      pipeline_ = std::make_unique<Pipeline>(rules, profiles);
      rules_ = rules, profiles_ = profiles;
    }
    return *pipeline_;
  }

 private:
  std::unique_ptr<Pipeline> pipeline_;
  std::string rules_, profiles_;
};

archive::Prepared prepared(const Pipeline& pipeline, std::vector<Json> records, const std::vector<Page>& pages) {
  archive::Prepared prepared = archive::prepare({std::move(records), pipeline.hash()}, pages);
  for (const normalise::PrintedLabel& printed : normalise::printed_labels(pages)) {
    if (printed.page >= prepared.pages.size()) continue;
    archive::Prepared::PageWords& page = prepared.pages[printed.page];
    if (printed.side == 0 && pages[printed.page].label.empty()) page.label = printed.label;
    if (!pages[printed.page].sides.empty()) page.side_labels.push_back(printed.label);
  }
  return prepared;
}

// A document of the job: what is answered, and the pages its records are to be made of.
struct Read {
  Json answer = Json::object();
  source::Description description = {};
  std::vector<Page> pages = {};
  bool is_long = false;  // its records are made from the stored pages, in stretches
};

// Runs what may fail for one document; its answer is the error then.
template <class Action>
void attempt(Read& read, Action action) {
  try {
    action();
  } catch (const Error& error) {
    if (error.code == ErrorCode::bad_rules) throw;
    read.answer = Json::object();
    read.answer.set("error", to_json(error));
  }
}

// Whether it is a text, with pages to read on.
bool open_document(const Json& job, const Json& document, Read& read) {
  std::vector<std::filesystem::path> parts;
  for (const Json& part : document["parts"].items()) parts.emplace_back(part.as_string());
  const auto source = source::open(parts, options_from_job(job));
  read.description = source->description();
  read.answer.set("description", to_json(read.description));
  if (!read.description.is_text) return false;
  read.pages = text_pages(*source);
  read.is_long = read.pages.size() > long_source;
  Json::Array list;
  for (const Page& page : read.pages) list.push_back(to_json(page));
  read.answer.set("pages", std::move(list));
  return true;
}

Json read_documents(Desk& desk, const Json& job) {
  const Json::Array& documents = job["documents"].items();
  std::vector<Read> read(documents.size());
  std::vector<Read*> texts;
  std::deque<HeldPages> held;
  std::vector<Pipeline::Source> sources;
  for (std::size_t i = 0; i < documents.size(); ++i)
    attempt(read[i], [&] {
      if (!open_document(job, documents[i], read[i]) || read[i].is_long) return;
      held.emplace_back(read[i].pages);
      sources.push_back({held.back(), provenance_of(read[i].description, reading_of(read[i].pages), documents[i]["supplied"]), info_of(read[i].description)});
      texts.push_back(&read[i]);
    });
  if (!texts.empty()) {
    const Pipeline& pipeline = desk.pipeline(job);
    std::vector<std::vector<Json>> records = pipeline.records(sources);
    for (std::size_t i = 0; i < texts.size(); ++i) attempt(*texts[i], [&] { texts[i]->answer.set("extraction", to_json(prepared(pipeline, std::move(records[i]), texts[i]->pages))); });
  }
  Json::Array answers;
  for (Read& one : read) answers.push_back(std::move(one.answer));
  Json out = Json::object();
  out.set("documents", std::move(answers));
  return out;
}

// A source's pages from an archive, no more of them in memory than asked for. One that was never read stands as a page without text, so that
// each has its place.
class StoredPages : public PageFeed {
 public:
  StoredPages(archive::Archive& archive, std::string source, std::size_t size) : archive_(archive), source_(std::move(source)), size_(size) {}
  std::size_t size() const override { return size_; }
  const std::vector<Page>& pages(std::size_t first, std::size_t count) override {
    const std::size_t last = std::min(first + count, size_);
    held_ = archive_.pages(source_, static_cast<int>(first) + 1, static_cast<int>(last));
    for (std::size_t i = first; i < last; ++i) {
      const auto number = static_cast<int>(i) + 1;
      const auto at = held_.begin() + static_cast<std::ptrdiff_t>(i - first);
      if (at == held_.end() || at->number != number) held_.insert(at, Page{})->number = number;
    }
    return held_;
  }
  const std::vector<Page>& held() const { return held_; }

 private:
  archive::Archive& archive_;
  std::string source_;
  std::size_t size_;
  std::vector<Page> held_;
};

Json to_json(const Place& place) {
  Json out = Json::object();
  out.set("page", place.page);
  out.set("byte", place.byte);
  out.set("point", place.point);
  return out;
}
Place place_from(const Json& json) {
  const auto number = [&](const char* field) { return static_cast<std::size_t>(json[field].as_int()); };
  return {number("page"), number("byte"), number("point")};
}
archive::Prepared::Mark mark_of(const Place& place) { return {static_cast<int>(place.page) + 1, static_cast<std::int64_t>(place.point)}; }

Json extract_stored(Desk& desk, const Json& job) {
  const auto archive = archive::open(job["archive"].as_string(), archive::Mode::read);
  const std::string& id = job["source"].as_string();
  const archive::SourceInfo info = archive->source_info(id);
  const source::Description description = description_of(info);
  const Pipeline& pipeline = desk.pipeline(job);
  StoredPages pages(*archive, id, static_cast<std::size_t>(std::max(0, info.page_count)));
  const Place begin = place_from(job["next"]);
  const Json* before = job["next"].find("before");
  Pipeline::Part part = pipeline.part({pages, provenance_of(description, archive->reading(id), job["supplied"]), info_of(description)}, begin, before);
  Json next;
  if (part.next) {
    next = to_json(*part.next);
    if (!part.records.empty()) next.set("before", assemble::taken_over_of(part.records.back()));
  }
  archive::Prepared extraction = prepared(pipeline, std::move(part.records), pages.held());
  extraction.begin = mark_of(begin);
  extraction.reaching = archive::reaching_records(job["next"]["reaching"]);
  if (part.next) {
    extraction.end = mark_of(*part.next);
    next.set("reaching", archive::reaching_from(extraction));
  }
  Json out = Json::object();
  out.set("extraction", to_json(std::move(extraction)));
  if (part.next) out.set("next", std::move(next));
  return out;
}

}  // namespace

archive::Reading reading_of(const std::vector<Page>& pages) {
  archive::Reading out;
  double confidence = 0;
  int with_confidence = 0;
  for (const Page& page : pages) {
    if (const auto mean = page.mean_confidence()) confidence += *mean, ++with_confidence;
    if (!page.engine.empty()) out.engines.insert(page.engine);
  }
  if (with_confidence > 0) out.mean_confidence = confidence / with_confidence;
  return out;
}

assemble::Provenance provenance_of(const source::Description& description, const archive::Reading& reading, const Json& supplied) {
  assemble::Provenance provenance;
  provenance.document_id = description.id;
  provenance.source_name = description.name;
  if (description.parts.size() > 1)
    for (const std::string& part : description.parts) provenance.parts.push_back(std::filesystem::path(part).filename().string());
  provenance.media_type = description.media_type;
  provenance.pages = description.page_count;
  if (reading.mean_confidence) provenance.mean_confidence = std::round(*reading.mean_confidence * 1000) / 1000;
  provenance.versions.emplace_back("minutier", program_version);
  int number = 0;
  for (const std::string& engine : reading.engines) provenance.versions.emplace_back(number++ == 0 ? "engine" : "engine_" + std::to_string(number), engine);
  for (const auto& [path, value] : supplied.members()) provenance.supplied.emplace_back(path, value.as_string());
  return provenance;
}

source::Description description_of(const archive::SourceInfo& stored) {
  source::Description description;
  description.id = stored.id;
  description.name = stored.name;
  description.media_type = stored.media_type;
  description.page_count = stored.page_count;
  for (const auto& [key, value] : stored.properties.members()) description.properties.emplace_back(key, value.as_string());
  return description;
}

extract::DocumentInfo info_of(const source::Description& description) {
  return {description.name, description.media_type, description.properties};
}

std::vector<Page> text_pages(source::Source& source) {
  std::vector<Page> pages;
  for (int n = 1; n <= source.description().page_count; ++n) pages.push_back(source.page(n));
  return pages;
}

void add_document_jobs(Handlers& handlers, std::function<void()> before_extract) {
  const auto desk = std::make_shared<Desk>();
  handlers["documents"] = [desk](const Json& job) { return read_documents(*desk, job); };
  handlers["extract"] = [desk, before_extract = std::move(before_extract)](const Json& job) {
    if (before_extract) before_extract();
    return extract_stored(*desk, job);
  };
}

}  // namespace minutier::run
