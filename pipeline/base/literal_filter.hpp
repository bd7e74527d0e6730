#pragma once
// A quick look whether a subject can hold what a pattern needs (regex_literals.hpp). Most patterns are run on lines and sentences that have none
// of their words: saying so costs far less than matching. Filters are immutable after construction, for any thread; trigrams are of one.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/base/regex_literals.hpp"

namespace minutier {

// The runs of three bytes of a subject.
class Trigrams {
 public:
  void read(std::string_view subject);
  // Whether a run may be among them; never wrong when it says no.
  bool may_have(std::uint32_t hash) const { return seen_[hash >> shift_] == now_; }
  static std::uint32_t hash(std::uint32_t three_bytes) { return three_bytes * 0x9E3779B1U; }

 private:
  // A byte for every hash, so that no step waits for the one before it: which subject had it last.
  std::array<std::uint8_t, 1U << 13> seen_{};
  std::uint8_t now_ = 0;
  unsigned shift_ = 32 - 13;
};

// Whether a subject may contain a word of each of some lists: never wrong when it says no. Looks at runs of three bytes.
class LiteralFilter {
 public:
  LiteralFilter() = default;
  explicit LiteralFilter(const std::vector<Promise::Words>& lists);
  bool active() const { return !lists_.empty(); }
  bool may_hold(std::string_view subject) const;
  bool may_hold(const Trigrams& subject) const;
  static constexpr std::size_t longest_subject = 2048;  // of longer ones it says nothing

 private:
  struct Gate {
    std::uint32_t trigram;    // that each of its words has
    std::uint32_t words_end;  // in words_; they begin where those of the gate before end
  };
  std::vector<std::uint32_t> trigrams_;  // hashed: all words' others, one behind the other
  std::vector<std::uint32_t> words_;     // where each word's begin in trigrams_, and the end
  std::vector<Gate> gates_;
  std::vector<std::uint32_t> lists_;     // where each list ends in gates_
};

}  // namespace minutier
