#pragma once
// Which sources stand under the paths a user gives: files, folders walked in natural order, page images that share a
// stem and a running number joined into one source. Reads the first bytes of each file; opens none. Thread-safe.

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/error.hpp"

namespace minutier::source {

struct Candidate {
  std::vector<std::filesystem::path> parts;  // what open() takes; more than one for page images
  std::string name;                          // file name; folder and stem for page images
};

struct Discovery {
  std::vector<Candidate> candidates;  // in natural order
  std::vector<Error> issues;          // files and folders that cannot be read or are no documents, `document` names them
};

struct DiscoverOptions {
  bool one_source = false;                     // all images of each folder given are one source, whatever their names
  std::vector<std::filesystem::path> without;  // files that are no documents: the metadata table
};

Discovery discover(const std::vector<std::filesystem::path>& paths, const DiscoverOptions& options = {});

// The name of a source made of these parts: the file's name, or "folder/stem" of several page images.
std::string group_name(const std::vector<std::filesystem::path>& parts);

// "page 2" before "page 10"; letters by bytes, digits by value.
bool natural_less(const std::string& a, const std::string& b);

}  // namespace minutier::source
