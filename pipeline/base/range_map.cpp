#include "pipeline/base/range_map.hpp"

#include <algorithm>
#include <type_traits>

namespace minutier {
namespace {

constexpr std::size_t step = 32;

}  // namespace

void RangeMap::append(std::size_t upper, std::size_t lower, bool copied) {
  if (upper == 0 && lower == 0) return;
  if (copied && !runs_.empty() && runs_.back().copied) {
    runs_.back().upper_size += upper;
    runs_.back().lower_size += lower;
  } else {
    for (; upper_steps_.size() * step < upper_size_;) upper_steps_.push_back(static_cast<std::uint32_t>(runs_.size()));
    for (; lower_steps_.size() * step < lower_size_;) lower_steps_.push_back(static_cast<std::uint32_t>(runs_.size()));
    runs_.push_back({upper_size_, lower_size_, upper, lower, copied});
  }
  upper_size_ += upper;
  lower_size_ += lower;
}

void RangeMap::copy(std::size_t size) { append(size, size, true); }
void RangeMap::replace(std::size_t upper, std::size_t lower) { append(upper, lower, false); }

Range RangeMap::map(Range range, bool downwards, std::size_t limit) const {
  // Compiled once for each way: this is asked thousands of times a document.
  const auto one_way = [&](auto way) {
    constexpr bool down = decltype(way)::value;
    const auto from = [](const Run& r) { return down ? r.upper : r.lower; };
    const auto from_size = [](const Run& r) { return down ? r.upper_size : r.lower_size; };
    const auto to = [](const Run& r) { return down ? r.lower : r.upper; };
    const auto to_size = [](const Run& r) { return down ? r.lower_size : r.upper_size; };

    const Run *const first = runs_.data(), *const end = first + runs_.size();
    const std::vector<std::uint32_t>& steps = down ? upper_steps_ : lower_steps_;
    // The first run that begins behind a position.
    const auto first_behind = [&](std::size_t at) {
      const std::size_t here = at / step;
      const Run* const low = here < steps.size() ? first + steps[here] : end;
      const Run* const high = here + 1 < steps.size() ? first + steps[here + 1] : end;
      return std::upper_bound(low, high, at, [&](std::size_t a, const Run& r) { return a < from(r); });
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

Range RangeMap::down(Range upper) const { return map(upper, true, lower_size_); }
Range RangeMap::up(Range lower) const { return map(lower, false, upper_size_); }

}  // namespace minutier
