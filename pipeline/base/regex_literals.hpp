#pragma once
// What every match of a pattern must contain and may begin with, read from the pattern itself, and a quick look whether a subject can
// hold it. Most patterns are run on lines and sentences that have none of their words: saying so costs far less than matching.
// Immutable after construction; any thread.

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace minutier {

struct Promise {
  using Words = std::vector<std::string>;
  std::vector<Words> needed;       // of each of these lists every match contains one word; those that say most come first
  bool empty = true;               // a match may be empty
  std::bitset<256> first;          // bytes a match that is not empty may begin with
};

// Words are of three bytes or more. Knows the Perl syntax that rules use; of a pattern with anything else it promises nothing.
Promise promise_of(std::string_view pattern);

// The runs of three bytes of a subject.
class Trigrams {
 public:
  void read(std::string_view subject);
  // Whether a run may be among them; never wrong when it says no.
  bool may_have(std::uint32_t hash) const { return seen_[hash >> shift_]; }
  static std::uint32_t hash(std::uint32_t three_bytes) { return three_bytes * 0x9E3779B1U; }

 private:
  // A byte for every hash: no step waits for the one before it.
  std::array<bool, 1U << 13> seen_{};
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
  std::vector<std::uint32_t> trigrams_;  // hashed, all words' one behind the other
  std::vector<std::uint32_t> words_;     // where each word's begin in trigrams_, and the end
  std::vector<std::uint32_t> lists_;     // where each list ends in words_
};

}  // namespace minutier
