#pragma once
// Tables of words that are looked up for every word of a text: one step in memory where a standard container takes several. Words are
// views of bytes that outlive the table. Any thread may look once a table is filled.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace minutier {

inline std::size_t hash_of(std::string_view word) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  const char* at = word.data();
  std::size_t left = word.size();
  std::uint64_t hash = left * odd;
  const auto mix = [&](const char* from, std::size_t size) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, size);
    hash = (hash ^ bytes) * odd;
    hash ^= hash >> 29;
  };
  for (; left >= 8; at += 8, left -= 8) mix(at, 8);
  if (left >= 4) mix(at, 4), at += left - 4, mix(at, 4);
  else for (; left > 0; ++at, --left) mix(at, 1);
  return static_cast<std::size_t>(hash ^ (hash >> 32));
}

template <class Value>
class WordTable {
 public:
  // The value of a word, put there where it is new.
  Value& operator[](std::string_view word) {
    if ((size_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[place(word)];
    if (!slot.word.data()) {
      slot.word = word;
      ++size_;
    }
    return slot.value;
  }
  // Null where the word is not there.
  const Value* find(std::string_view word) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place(word)];
    return slot.word.data() ? &slot.value : nullptr;
  }

 private:
  struct Slot {
    std::string_view word;  // without data: free
    Value value{};
  };
  std::size_t place(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash_of(word) & mask;
    while (slots_[at].word.data() && slots_[at].word != word) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    std::swap(old, slots_);
    for (Slot& slot : old)
      if (slot.word.data()) slots_[place(slot.word)] = std::move(slot);
  }

  std::vector<Slot> slots_;  // a power of two, half of them free
  std::size_t size_ = 0;
};

class WordSet {
 public:
  WordSet() = default;
  WordSet(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) insert(word);
  }
  void insert(std::string_view word) { words_[word] = true; }
  bool has(std::string_view word) const { return words_.find(word) != nullptr; }

 private:
  WordTable<bool> words_;
};

}  // namespace minutier
