#pragma once
// What stands around a place of the folded text: its sentence, its line. Pure, for any thread.

#include <cstddef>
#include <string_view>

#include "pipeline/base/range.hpp"

namespace minutier::extract {

// The sentence `at` stands in, inside `block`: it ends at . ! ? ; followed by white space and no abbreviation, or at an empty line.
Range sentence_around(std::string_view text, Range block, std::size_t at);

// The part of `sentence` around `keep` between line ends that a writer set: behind short lines, in front of a capital or a digit.
// `text` is folded, `capital` tells whether the place of it is one as read.
template <class Capital>
Range within_set_lines(std::string_view text, Range sentence, Range keep, Capital capital) {
  constexpr std::size_t wide = 60;
  const auto set = [&](std::size_t at) {
    if (text[at] != '\n' || at + 1 >= text.size()) return false;
    const std::size_t above = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return at - (above == std::string_view::npos ? 0 : above + 1) < wide && capital(at + 1);
  };
  for (std::size_t at = keep.begin; at-- > sentence.begin;)
    if (set(at)) {
      sentence.begin = at + 1;
      break;
    }
  for (std::size_t at = keep.end; at < sentence.end; ++at)
    if (set(at)) {
      sentence.end = at;
      break;
    }
  return sentence;
}

// The line `at` stands in, inside `block`.
Range line_around(std::string_view text, Range block, std::size_t at);

}  // namespace minutier::extract
