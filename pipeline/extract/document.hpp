#pragma once
// What an extractor may look at. Everything is const and shared between extractors.

#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/structure.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::extract {

class Matches;  // rules.hpp

// What is known of the source outside its text: file name, media type, front matter and properties (see source::Description).
struct DocumentInfo {
  std::string source_name;
  std::string media_type;
  std::vector<std::pair<std::string, std::string>> properties;
};

struct Document {
  const Text& text;
  const Structure& structure;
  const Matches& matches;
  const DocumentInfo& info;
};

}  // namespace minutier::extract
