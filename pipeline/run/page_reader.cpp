#include "pipeline/run/page_reader.hpp"

#include <memory>
#include <utility>

#include "pipeline/recognise/settings.hpp"

namespace minutier::run {

namespace {

bool felled(const Error& error) { return error.code == ErrorCode::crashed || error.code == ErrorCode::timeout || error.code == ErrorCode::out_of_memory; }

// The page as the file holds it, saying what was not read; the failure where it holds nothing.
JobResult own_words(JobResult result, const Error& failure) {
  if (!result.error) {
    Page page = page_from_json(result.value);
    if (page.text.find_first_not_of(" \t\n") != std::string::npos) {
      page.reason = "the page's own text; its pictures were not read: " + failure.detail;
      page.issues.push_back({std::string(name(failure.code)), failure.stage, page.number, failure.detail});
      result.value = to_json(page);
      return result;
    }
  }
  result.error = failure;
  return result;
}

}  // namespace

void read_page(Pool& pool, Json job, Pool::Milliseconds deadline, std::function<void(JobResult)> done) {
  const auto kept = std::make_shared<std::pair<Json, std::function<void(JobResult)>>>(job, std::move(done));
  pool.submit(std::move(job), deadline, [&pool, kept, deadline](JobResult result) {
    recognise::Settings settings = recognise::settings_from_json(kept->first["settings"]);
    if (!result.error || !felled(*result.error) || settings.policy == recognise::Policy::never) return kept->second(std::move(result));
    settings.policy = recognise::Policy::never;
    kept->first.set("settings", recognise::to_json(settings));
    pool.submit(kept->first, deadline, [kept, failure = *result.error](JobResult again) { kept->second(own_words(std::move(again), failure)); });
  });
}

Page failed_page(int number, const Error& error) {
  Page page;
  page.number = number;
  page.origin = Origin::ocr;
  page.outcome = std::string(name(error.code));
  page.reason = error.detail;
  page.issues.push_back({page.outcome, error.stage, number, error.detail});
  return page;
}

}  // namespace minutier::run
