#pragma once
// What an extractor may look at. Everything is const and shared between extractors.

#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>
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

// What several extractors work out of the same document, by its type: made by the first that asks. One thread.
class Workings {
 public:
  template <class Value, class Make>
  const Value& get(Make make) {
    std::shared_ptr<void>& kept = values_[std::type_index(typeid(Value))];
    if (!kept) kept = std::make_shared<Value>(make());
    return *static_cast<const Value*>(kept.get());
  }

 private:
  std::unordered_map<std::type_index, std::shared_ptr<void>> values_;
};

struct Document {
  const Text& text;
  const Structure& structure;
  const Matches& matches;
  const DocumentInfo& info;
  mutable Workings workings{};
};

}  // namespace minutier::extract
