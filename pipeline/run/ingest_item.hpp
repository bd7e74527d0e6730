#pragma once
// A source on its way through ingest, and what can be told of it alone and of what an archive holds of it. For ingest.cpp only.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/archive/archive.hpp"
#include "pipeline/source/discover.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::run {

struct Item {
  source::Candidate candidate;
  std::size_t outcome = 0;  // index into Summary::outcomes
  std::string id;
  std::uintmax_t bytes = 0;
  std::vector<archive::Part> parts;
  Json supplied = Json::object();
  source::Description description;
  std::deque<int> to_read;      // pages not yet asked for
  int reading = 0;              // pages asked for
  int failed_pages = 0;
  std::string problem;          // of the first failed page
  archive::Prepared::Mark extracted;  // up to where its records are stored
};
using ItemPtr = std::shared_ptr<Item>;

std::string path_of(const Item& item);
// Bytes of its files, as far as they can be told.
std::uintmax_t size_of(const Item& item);
// Its files, as jobs name them.
Json parts_json(const Item& item);

// Failures that another try may mend; other failed pages stay as they are.
bool worth_another_try(const Page& page);
// Of these stored pages, those that were not read (handwriting, a blank, a photograph) and lie beside a transcription now.
std::vector<int> awaited(archive::Archive& archive, const Item& item, const std::vector<int>& pages);
// Pages that are no text, those stored by an earlier run too: how many of each kind.
std::map<std::string, int> kinds_of(archive::Archive& archive, const Item& item);

}  // namespace minutier::run
