#include "pipeline/run/recognise_jobs.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "pipeline/recognise/decide.hpp"
#include "pipeline/recognise/quality.hpp"
#include "pipeline/recognise/recognise.hpp"

namespace minutier::run {

namespace {

std::vector<std::filesystem::path> parts_of(const Json& job) {
  std::vector<std::filesystem::path> out;
  for (const Json& part : job["parts"].items()) out.emplace_back(part.as_string());
  if (out.empty()) throw Error(ErrorCode::internal, "run", "", 0, "a job without parts");
  return out;
}

// What a worker keeps between jobs.
class Desk {
 public:
  // Opens the job's source, unless it is the one that lies open already. `again` opens it in any case.
  source::Source& source(const Json& job, bool again = false) {
    const std::string key = job["parts"].dump() + '\n' + job["password"].as_string() + '\n' + job["limits"].dump();
    if (again || !source_ || key != key_) {
      source_.reset();
      source_ = source::open(parts_of(job), options_from_job(job));
      key_ = key;
    }
    return *source_;
  }
  void close() { source_.reset(); }
  recognise::EngineSource& engines() { return engines_; }

 private:
  std::unique_ptr<source::Source> source_;
  std::string key_;
  recognise::KeptEngine engines_;
};

Json look_of(source::Source& source, int number) {
  const source::Source::Look look = source.look(number);
  Json out = Json::object();
  out.set("width", look.width);
  out.set("height", look.height);
  out.set("image_cover", look.image_cover);
  out.set("image_dpi", look.image_dpi);
  out.set("invisible_text", look.invisible_text);
  return out;
}

Json open_source(Desk& desk, const Json& job) {
  source::Source& source = desk.source(job, true);
  Json out = Json::object();
  out.set("description", to_json(source.description()));
  if (!job["looks"].as_bool(true)) return out;
  Json pages = Json::array();
  for (int n = 1; n <= source.description().page_count; ++n) pages.push(look_of(source, n));
  out.set("pages", std::move(pages));
  return out;
}

// What some of these pages look like, evenly spread; a page that cannot be looked at says so when it is read.
Json sampled_kinds(Desk& desk, source::Source& source, const std::vector<int>& numbers, std::size_t most, const recognise::Settings& settings) {
  Json out = Json::array();
  const std::size_t count = std::min(most, numbers.size());
  for (std::size_t i = 0; i < count; ++i) {
    try {
      out.push(recognise::outcome_of(recognise::kind_of_page(source, numbers[(2 * i + 1) * numbers.size() / (2 * count)], settings, desk.engines())));
    } catch (const Error&) {
    }
  }
  return out;
}

Json inspect_source(Desk& desk, const Json& job) {
  source::Source& source = desk.source(job, true);
  const recognise::Settings settings = recognise::settings_from_json(job["settings"]);
  const bool is_text = source.description().is_text;
  Json pages = Json::array();
  std::vector<int> to_recognise;
  for (int n = 1; n <= source.description().page_count; ++n) {
    const Page page = source.page(n);
    const recognise::Decision decision = is_text ? recognise::Decision{false, true, "a text"} : recognise::decide(page, source.look(n), settings);
    Json row = Json::object();
    row.set("number", n);
    row.set("words", recognise::quality_of(page.text).words);
    row.set("ocr", decision.ocr);
    row.set("reason", decision.reason);
    pages.push(std::move(row));
    if (decision.ocr) to_recognise.push_back(n);
  }
  Json out = Json::object();
  out.set("description", to_json(source.description()));
  out.set("pages", std::move(pages));
  out.set("kinds", sampled_kinds(desk, source, to_recognise, static_cast<std::size_t>(std::max<std::int64_t>(0, job["sample"].as_int(0))), settings));
  return out;
}

Json read_page(Desk& desk, const Json& job) {
  const recognise::Settings settings = recognise::settings_from_json(job["settings"]);
  return minutier::to_json(recognise::recognise_page(desk.source(job), static_cast<int>(job["page"].as_int(1)), settings, desk.engines()));
}

std::uint64_t limit_or(const Json& limits, std::string_view key, std::uint64_t fallback) {
  const std::int64_t value = limits[key].as_int(0);
  return value > 0 ? static_cast<std::uint64_t>(value) : fallback;
}

}  // namespace

std::function<void()> add_recognise_jobs(Handlers& handlers) {
  const auto desk = std::make_shared<Desk>();
  handlers["open"] = [desk](const Json& job) { return open_source(*desk, job); };
  handlers["inspect"] = [desk](const Json& job) { return inspect_source(*desk, job); };
  handlers["page"] = [desk](const Json& job) { return read_page(*desk, job); };
  return [desk] { desk->close(); };
}

Json to_json(const source::Description& description) {
  Json out = Json::object();
  out.set("id", description.id);
  out.set("name", description.name);
  Json parts = Json::array();
  for (const std::string& part : description.parts) parts.push(part);
  out.set("parts", std::move(parts));
  out.set("media_type", description.media_type);
  out.set("page_count", description.page_count);
  out.set("is_text", description.is_text);
  Json properties = Json::array();
  for (const auto& property : description.properties) properties.push(Json::Array{Json(property.first), Json(property.second)});
  out.set("properties", std::move(properties));
  return out;
}

source::Description description_from_json(const Json& json) {
  source::Description out;
  out.id = json["id"].as_string();
  out.name = json["name"].as_string();
  for (const Json& part : json["parts"].items()) out.parts.push_back(part.as_string());
  out.media_type = json["media_type"].as_string();
  out.page_count = static_cast<int>(json["page_count"].as_int());
  out.is_text = json["is_text"].as_bool();
  for (const Json& property : json["properties"].items())
    if (property.items().size() == 2) out.properties.emplace_back(property.items()[0].as_string(), property.items()[1].as_string());
  return out;
}

source::Options options_from_job(const Json& job) {
  source::Options out;
  out.password = job["password"].as_string();
  const Json& limits = job["limits"];
  out.limits.bytes = limit_or(limits, "bytes", out.limits.bytes);
  out.limits.pixels = limit_or(limits, "pixels", out.limits.pixels);
  out.limits.expanded = limit_or(limits, "expanded", out.limits.expanded);
  out.limits.pages = static_cast<int>(limit_or(limits, "pages", static_cast<std::uint64_t>(out.limits.pages)));
  return out;
}

}  // namespace minutier::run
