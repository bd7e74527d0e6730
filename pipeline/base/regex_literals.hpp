#pragma once
// What every match of a pattern must contain, read from the pattern itself, and a quick look whether a subject can hold it.
// Most patterns are run on lines and sentences that have none of their words: saying so costs far less than matching.
// Immutable after construction; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minutier {

// Words of three bytes or more of which every match contains at least one; empty where the pattern promises none. Knows the
// Perl syntax that rules use; of anything else it promises nothing.
std::vector<std::string> required_literals(std::string_view pattern);

// Whether a subject may contain one of some words: never wrong when it says no. Looks at runs of three bytes.
class LiteralFilter {
 public:
  explicit LiteralFilter(const std::vector<std::string>& literals);
  bool active() const { return !starts_.empty(); }
  bool may_hold(std::string_view subject) const;

 private:
  template <unsigned Bits>
  bool look(std::string_view subject) const;
  std::vector<std::uint32_t> trigrams_;  // hashed, all words' one behind the other
  std::vector<std::uint32_t> starts_;    // where each word's begin, and the end
};

}  // namespace minutier
