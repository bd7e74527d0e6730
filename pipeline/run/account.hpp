#pragma once
// The account of one ingest: what has become of each input, told to the ledger, to the summary and to who watches the progress;
// and when what was stored is committed, at most a second or 512 documents after it came. One thread, the archive's writer.
// Throws what the archive throws.

#include <chrono>
#include <cstddef>
#include <string>

#include "pipeline/base/error.hpp"
#include "pipeline/run/run.hpp"

namespace minutier::run {

class Account {
 public:
  Account(archive::Archive& archive, const OnProgress& on_progress) : archive_(archive), on_progress_(on_progress) {}  // both must outlive it

  void begin();                                // a run; first call
  std::size_t open(const std::string& path);  // an input's number
  Outcome& of(std::size_t input) { return summary_.outcomes[input]; }
  void enter(std::size_t input, const std::string& source, int page, const std::string& outcome, const std::string& reason);  // into the ledger
  void fail(std::size_t input, const Error& error);  // an input of which nothing is stored
  void finished(std::size_t input);                  // an input whose outcome is entered

  void expect_pages(int pages) { progress_.pages_total += pages; }
  void done_pages(int pages) { progress_.pages_done += pages; }
  void recognised_page() { ++summary_.pages_recognised; }
  void engine_missing() { summary_.engine_missing = true; }
  void report(const std::string& current);

  void touched() { dirty_ = true; }  // something was stored
  void commit();
  void commit_when_due();

  Summary close();  // ends the run, commits and counts; last call

 private:
  archive::Archive& archive_;
  const OnProgress& on_progress_;
  std::string run_id_;
  Summary summary_;
  Progress progress_;
  std::size_t uncommitted_ = 0;
  bool dirty_ = false;
  std::chrono::steady_clock::time_point last_commit_ = std::chrono::steady_clock::now();
};

// What the ledger says of a document that is well: pages that are no text, files inside that are not read.
std::string remarks(const Outcome& outcome);

}  // namespace minutier::run
