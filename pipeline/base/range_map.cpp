#include "pipeline/base/range_map.hpp"

#include <algorithm>

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
  const auto from = [&](const Run& r) { return downwards ? r.upper : r.lower; };
  const auto from_size = [&](const Run& r) { return downwards ? r.upper_size : r.lower_size; };
  const auto to = [&](const Run& r) { return downwards ? r.lower : r.upper; };
  const auto to_size = [&](const Run& r) { return downwards ? r.lower_size : r.upper_size; };

  // The run holding a position: the last one that begins at or before it and is not empty on this side.
  const auto holding = [&](std::size_t at) -> const Run* {
    auto it = std::upper_bound(runs.begin(), runs.end(), at, [&](std::size_t a, const Run& r) { return a < from(r); });
    while (it != runs.begin()) {
      --it;
      if (at < from(*it) + from_size(*it)) return &*it;
      if (from_size(*it) > 0) return nullptr;
    }
    return nullptr;
  };

  Range out{limit, limit};
  if (const Run* run = holding(range.begin))
    out.begin = run->copied ? to(*run) + (range.begin - from(*run)) : to(*run);
  if (range.empty()) return {out.begin, out.begin};
  if (const Run* run = holding(range.end - 1))
    out.end = run->copied ? to(*run) + (range.end - from(*run)) : to(*run) + to_size(*run);
  if (out.end < out.begin) out.end = out.begin;
  return out;
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
