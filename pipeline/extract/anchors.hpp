#pragma once
// One scan for many literal strings (Aho-Corasick on bytes). Immutable after build; safe from threads.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
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
      state = next_[state * width + column_[static_cast<unsigned char>(text[at])]];
      for (std::uint32_t out = outputs_[state]; out != 0; out = links_[out - 1]) {
        const std::uint32_t literal = literals_of_[out - 1];
        hit(static_cast<std::size_t>(literal), at + 1 - literals_[literal].size());
      }
    }
  }

 private:
  void number_by_depth();

  static constexpr std::size_t width = 64;  // distinct columns: letters, digits and the signs anchors use
  std::vector<std::string> literals_;
  std::array<std::uint8_t, 256> column_{};
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> outputs_;      // state -> 1 + index into the output lists, 0 for none
  std::vector<std::uint32_t> links_, literals_of_;
};

}  // namespace minutier::extract
