#pragma once
// One scan for many literal strings (Aho-Corasick on bytes). Immutable after build; safe from threads.
//
// Thousands of anchors make a machine of ten thousand states, most of them with one letter to go on with. So that the whole
// stays in a processor's cache, only states of one or two letters have a row of moves, one for every letter; the others keep their few letters, and
// the state to fall back to where none of them comes.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace minutier::extract {

class AnchorScan {
 public:
  // Adds a non-empty string; the same string added again keeps its number.
  std::size_t add(std::string_view literal);
  void build();

  // Calls hit(literal number, begin offset) for every occurrence, in order of where it ends.
  template <class Hit>
  void scan(std::string_view text, Hit hit) const {
    std::uint32_t state = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      state = move(state, column_[static_cast<unsigned char>(text[at])]);
      for (std::uint32_t out = states_[state].outputs; out != 0; out = links_[out - 1]) {
        const std::uint32_t literal = literals_of_[out - 1];
        hit(static_cast<std::size_t>(literal), at + 1 - literals_[literal].size());
      }
    }
  }

 private:
  // States stand in order of their depth, a state's children behind each other.
  struct State {
    std::uint32_t outputs = 0;   // 1 + index into the output lists, 0 for none
    std::uint32_t fallback = 0;  // the longest other beginning of an anchor that ends where this one does
    std::uint32_t child = 0;     // the first of them
    std::uint8_t children = 0;
    std::uint8_t column = 0;     // of the letter that leads here
  };

  std::uint32_t move(std::uint32_t state, std::uint8_t column) const {
    while (state >= rows_) {
      const State& here = states_[state];
      for (std::uint32_t child = here.child; child < here.child + here.children; ++child)
        if (states_[child].column == column) return child;
      state = here.fallback;
    }
    return row_[state * columns_ + column];
  }
  void order_by_depth(const std::vector<std::vector<std::uint32_t>>& children);

  std::vector<std::string> literals_;
  std::unordered_map<std::string, std::size_t> numbers_;  // of the literals, until the machine is built
  std::array<std::uint8_t, 256> column_{};  // 0: every byte no anchor uses
  std::size_t columns_ = 1;
  std::vector<State> states_;
  std::uint32_t rows_ = 0;                  // states below this one have a row
  std::vector<std::uint32_t> row_;
  std::vector<std::uint32_t> links_, literals_of_;
};

}  // namespace minutier::extract
