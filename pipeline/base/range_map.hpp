#pragma once
// RangeMap: how an upper text (reading, folded) was made from the one below it (recognised, reading), as runs that were
// copied, inserted or replaced, so that any range of one gives the range of the other. Both texts are UTF-8; offsets
// are bytes. A range that touches a replaced run takes the whole run. Immutable once built; safe to read from threads.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier {

class RangeMap {
 public:
  // Appends a run of `size` bytes that are the same above and below.
  void copy(std::size_t size);
  // Appends `upper` bytes that stand for `lower` bytes: an insertion when lower is 0, a deletion when upper is 0.
  void replace(std::size_t upper, std::size_t lower);

  // The range below that a range above came from. An empty result keeps its place (begin == end).
  Range down(Range upper) const;
  // The range above that a range below became.
  Range up(Range lower) const;

  // The map of a stretch of the upper text and of the stretch below that it came from, as `up` and `down` give them.
  RangeMap part(Range upper, Range lower) const;

  std::size_t upper_size() const { return upper_size_; }
  std::size_t lower_size() const { return lower_size_; }

 private:
  struct Run {
    std::size_t upper, lower;            // where the run begins
    std::size_t upper_size, lower_size;  // equal for a copy
    bool copied;
  };
  void append(std::size_t upper, std::size_t lower, bool copied);
  Range map(Range range, bool downwards, std::size_t limit) const;

  std::vector<Run> runs_;
  // For every 32nd byte of either side, how many runs begin at or before it: what a look for a run begins with.
  std::vector<std::uint32_t> upper_steps_, lower_steps_;
  std::size_t upper_size_ = 0;
  std::size_t lower_size_ = 0;
};

}  // namespace minutier
