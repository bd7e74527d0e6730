#pragma once
// Answers of a pure function of words, remembered: minutes say the same names and words again and again. One thread each.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/words.hpp"

namespace minutier {

template <class Value>
class Memo {
 public:
  // The answer for these words, made where they are new. Valid until the next call.
  template <class Make>
  const Value& get(std::string_view words, Make make) {
    Slot& slot = slots_[hash_of(words) % slots];
    if (!slot.known || slot.words != words) {
      slot.value = make(words);
      slot.words = words;
      slot.known = true;
    }
    return slot.value;
  }

 private:
  static constexpr std::size_t slots = 4096;  // words that want the same one take turns in it
  struct Slot {
    std::string words;
    Value value{};
    bool known = false;
  };
  std::vector<Slot> slots_{slots};
};

}  // namespace minutier
