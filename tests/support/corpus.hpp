#pragma once
// Where the documents of the corpus stand.

#include <filesystem>
#include <stdexcept>
#include <string>

namespace minutier::test {

// The document of an id: a file, or a folder of page images. Throws when there is none.
inline std::filesystem::path corpus_document(const std::string& id) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(MINUTIER_SOURCE_DIR) / "corpus" / "documents";
  if (fs::is_directory(folder / id)) return folder / id;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().stem() == id) return entry.path();
  throw std::runtime_error("the corpus has no document " + id);
}

}  // namespace minutier::test
