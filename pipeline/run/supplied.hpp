#pragma once
// What the archivist's sidecar table says of a source, as supplied facts: {"archival/cote": "1 D 12", …}.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/base/json.hpp"

namespace minutier::source {
class Sidecar;
}

namespace minutier::run {

class Supplied {
 public:
  // An empty path: no table. Throws Error{bad_metadata} for a table that cannot be read at all; bad rows are notes.
  explicit Supplied(const std::filesystem::path& table);
  ~Supplied();

  // An object, empty where no row matches.
  Json facts_for(const std::vector<std::filesystem::path>& parts, const std::string& name);
  // Bad rows, and rows that matched nothing: one line each.
  std::vector<std::string> notes() const;

 private:
  std::unique_ptr<source::Sidecar> sidecar_;
  std::string table_;
};

}  // namespace minutier::run
