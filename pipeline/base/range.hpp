#pragma once
// Range: half-open [begin, end) of UTF-8 bytes in some text; which text is said where a Range is used.

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace minutier {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool contains(std::size_t at) const { return begin <= at && at < end; }
  bool contains(Range inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Range other) const { return begin < other.end && other.begin < end; }
  std::string_view of(std::string_view text) const {
    return begin >= text.size() ? std::string_view{} : text.substr(begin, end - begin);
  }

  // The same stretch of a text that begins `by` bytes earlier.
  Range after(std::size_t by) const { return {begin + by, end + by}; }

  friend bool operator==(const Range&, const Range&) = default;
};

inline Range cover(Range a, Range b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace minutier
