#pragma once
// Quality of a text layer: how many of its words look like words, judged by their letters alone (no dictionary).
// Pure and thread-safe.

#include <cstddef>
#include <string_view>

namespace minutier::recognise {

struct Quality {
  std::size_t words = 0;      // runs between blanks that hold a letter or a digit, or characters nobody can read
  std::size_t odd = 0;        // of these, how many do not look like words or numbers
  std::size_t unreadable = 0; // characters of private use, U+FFFD, controls
  std::size_t letters = 0;    // letters and digits
  std::size_t single = 0;     // words of one letter that French does not have: the mark of spaced-out text

  double odd_share() const { return words == 0 ? 0 : static_cast<double>(odd) / static_cast<double>(words); }
  double single_share() const { return words == 0 ? 0 : static_cast<double>(single) / static_cast<double>(words); }
  double unreadable_share() const {
    const std::size_t all = letters + unreadable;
    return all == 0 ? 0 : static_cast<double>(unreadable) / static_cast<double>(all);
  }
};

Quality quality_of(std::string_view text);
// Letters with a vowel and without odd capitals inside, a number, an abbreviation, or an acronym.
bool looks_like_a_word(std::string_view word);

}  // namespace minutier::recognise
