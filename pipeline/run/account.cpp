#include "pipeline/run/account.hpp"

#include <utility>

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/clock.hpp"
#include "pipeline/run/versions.hpp"

namespace minutier::run {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t commit_documents = 512;
constexpr auto commit_every = 1s;

}  // namespace

void Account::begin() {
  run_id_ = new_run_id();
  archive_.begin_run({run_id_, now(), "ingest", program_version});
}

std::size_t Account::open(const std::string& path) {
  Outcome outcome;
  outcome.path = path;
  summary_.outcomes.push_back(std::move(outcome));
  progress_.documents_total = static_cast<int>(summary_.outcomes.size());
  return summary_.outcomes.size() - 1;
}

void Account::enter(std::size_t input, const std::string& source, int page, const std::string& outcome, const std::string& reason) {
  archive::LedgerEntry entry;
  entry.run = run_id_;
  entry.at = now();
  entry.path = of(input).path;
  entry.source = source;
  entry.page = page;
  entry.outcome = outcome;
  entry.reason = reason;
  archive_.put_outcome(entry);
  touched();
}

void Account::fail(std::size_t input, const Error& error) {
  Outcome& outcome = of(input);
  outcome.outcome = std::string(name(error.code));
  outcome.reason = error.detail;
  enter(input, "", 0, outcome.outcome, outcome.reason);
  ++progress_.documents_done;
  report(outcome.path);
}

void Account::finished(std::size_t input) {
  ++uncommitted_;
  touched();
  ++progress_.documents_done;
  report(of(input).path);
}

void Account::report(const std::string& current) {
  progress_.current = current;
  if (on_progress_) on_progress_(progress_);
}

void Account::commit() {
  if (dirty_) archive_.commit();
  dirty_ = false;
  uncommitted_ = 0;
  last_commit_ = std::chrono::steady_clock::now();
}

void Account::commit_when_due() {
  if (uncommitted_ >= commit_documents || std::chrono::steady_clock::now() - last_commit_ > commit_every) commit();
}

Summary Account::close() {
  archive_.end_run(run_id_, now());
  archive_.commit();
  for (const Outcome& outcome : summary_.outcomes) {
    ++summary_.documents;
    summary_.pages += outcome.pages;
    summary_.failed_pages += outcome.failed_pages;
    summary_.records += outcome.records;
    if (outcome.outcome == "unchanged") ++summary_.unchanged;
    else if (outcome.outcome == "partial") ++summary_.partial;
    else if (outcome.outcome != "ok") ++summary_.failed;
  }
  return std::move(summary_);
}

std::string remarks(const Outcome& outcome) {
  std::string out;
  for (const auto& [kind, count] : outcome.kinds) out += (out.empty() ? "" : ", ") + kind + ": " + std::to_string(count);
  if (!out.empty()) out += " of " + std::to_string(outcome.pages) + " pages";
  if (!outcome.attachments.empty()) out += (out.empty() ? "" : "; ") + std::string("files inside, not read: ") + outcome.attachments;
  return out;
}

}  // namespace minutier::run
