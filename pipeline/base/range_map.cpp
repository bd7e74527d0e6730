#include "pipeline/base/range_map.hpp"

#include <algorithm>
#include <type_traits>

namespace minutier {

void RangeMap::append(std::size_t upper, std::size_t lower, bool copied) {
  if (upper == 0 && lower == 0) return;
  if (copied && !runs_.empty() && runs_.back().copied) {
    runs_.back().upper_size += upper;
    runs_.back().lower_size += lower;
  } else {
    runs_.push_back({upper_size_, lower_size_, upper, lower, copied});
  }
  upper_size_ += upper;
  lower_size_ += lower;
}

void RangeMap::copy(std::size_t size) { append(size, size, true); }
void RangeMap::replace(std::size_t upper, std::size_t lower) { append(upper, lower, false); }

Range RangeMap::map(const std::vector<Run>& runs, Range range, bool downwards, std::size_t limit) {
  // Compiled once for each way: this is asked thousands of times a document.
  const auto one_way = [&](auto way) {
    constexpr bool down = decltype(way)::value;
    const auto from = [](const Run& r) { return down ? r.upper : r.lower; };
    const auto from_size = [](const Run& r) { return down ? r.upper_size : r.lower_size; };
    const auto to = [](const Run& r) { return down ? r.lower : r.upper; };
    const auto to_size = [](const Run& r) { return down ? r.lower_size : r.upper_size; };

    const Run* const first = runs.data();
    // The first run that begins behind a position. What is asked next mostly lies near what was asked last, of this text or the like:
    // looked for from there, in steps that grow.
    thread_local std::size_t last_found = 0;
    const auto first_behind = [&](std::size_t at) {
      std::size_t low = std::min(last_found, runs.size()), high = low;
      if (low < runs.size() && from(first[low]) <= at) {
        high = runs.size();
        ++low;
        for (std::size_t step = 0; low + step < runs.size(); step = step * 2 + 1) {
          if (from(first[low + step]) > at) {
            high = low + step;
            break;
          }
          low += step + 1;
        }
      } else {
        low = 0;
        for (std::size_t step = 1; step <= high; step *= 2) {
          if (from(first[high - step]) <= at) {
            low = high - step + 1;
            break;
          }
          high -= step;
        }
      }
      const Run* found = std::upper_bound(first + low, first + high, at, [&](std::size_t a, const Run& r) { return a < from(r); });
      last_found = found == first ? 0 : static_cast<std::size_t>(found - first) - 1;
      return found;
    };
    // The run holding a position: the last one that begins at or before it and is not empty on this side.
    const auto holding = [&](std::size_t at) -> const Run* {
      const Run* behind = first_behind(at);
      while (behind > first) {
        --behind;
        if (at < from(*behind) + from_size(*behind)) return behind;
        if (from_size(*behind) > 0) return nullptr;
      }
      return nullptr;
    };

    Range out{limit, limit};
    const Run* const begin = holding(range.begin);
    if (begin) out.begin = begin->copied ? to(*begin) + (range.begin - from(*begin)) : to(*begin);
    if (range.empty()) return Range{out.begin, out.begin};
    const bool within_one = begin && range.end <= from(*begin) + from_size(*begin);
    if (const Run* run = within_one ? begin : holding(range.end - 1)) out.end = run->copied ? to(*run) + (range.end - from(*run)) : to(*run) + to_size(*run);
    if (out.end < out.begin) out.end = out.begin;
    return out;
  };
  return downwards ? one_way(std::true_type{}) : one_way(std::false_type{});
}

RangeMap RangeMap::part(Range upper, Range lower) const {
  const auto within = [](std::size_t begin, std::size_t size, Range range) {
    const std::size_t from = std::max(begin, range.begin), to = std::min(begin + size, range.end);
    return to > from ? to - from : 0;
  };
  RangeMap out;
  for (const Run& run : runs_) {
    const std::size_t above = within(run.upper, run.upper_size, upper), below = within(run.lower, run.lower_size, lower);
    if (run.copied) out.copy(std::min(above, below));
    else out.replace(above, below);
  }
  return out;
}

Range RangeMap::down(Range upper) const { return map(runs_, upper, true, lower_size_); }
Range RangeMap::up(Range lower) const { return map(runs_, lower, false, upper_size_); }

}  // namespace minutier
