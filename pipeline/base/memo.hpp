#pragma once
// Answers of a pure function of words, remembered: minutes say the same names and words again and again. One thread each.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace minutier {

template <class Value>
class Memo {
 public:
  explicit Memo(std::size_t most = 20'000) : most_(most) {}

  // The answer for these words, made where they are new. Valid until the next call.
  template <class Make>
  const Value& get(std::string_view words, Make make) {
    if (const auto known = answers_.find(words); known != answers_.end()) return known->second;
    if (answers_.size() >= most_) answers_.clear();
    return answers_.emplace(std::string(words), make(words)).first->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view words) const { return std::hash<std::string_view>{}(words); }
  };
  std::unordered_map<std::string, Value, Hash, std::equal_to<>> answers_;
  std::size_t most_;
};

}  // namespace minutier
