#include "pipeline/run/stretches.hpp"

#include <algorithm>

#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

namespace minutier::run {
const std::vector<Page>& HeldPages::pages(std::size_t first, std::size_t count) {
  if (first == 0 && count >= all_.size()) return all_;
  const auto at = [&](std::size_t place) { return all_.begin() + static_cast<std::ptrdiff_t>(std::min(place, all_.size())); };
  some_.assign(at(first), at(first + count));
  return some_;
}

Stretch read_stretch(PageFeed& feed, const Place& begin) {
  const std::size_t left = feed.size() - std::min(begin.page, feed.size());
  for (std::size_t count = feed.size() > long_source ? stretch_pages : left;; count *= 2) {
    Text whole = normalise::normalise(feed.pages(begin.page, count));
    if (begin.byte > 0) whole = part_of(whole, {begin.byte, whole.recognised.size()});
    const std::vector<Range> sittings = section::find_sittings(whole);
    const bool to_the_end = count >= left;
    if (!to_the_end && sittings.size() == 1) continue;  // longer than that
    Stretch out;
    if (sittings.size() == 1) {
      out.sittings.push_back(std::move(whole));
      return out;
    }
    for (const Range sitting : sittings) out.sittings.push_back(part_of(whole, sitting));
    if (!to_the_end) {  // the last one may go on
      const Text last = std::move(out.sittings.back());
      out.sittings.pop_back();
      const PageSpan& page = last.pages.front();
      out.next = Place{begin.page + whole.pages.size() - last.pages.size(), page.page_offset, page.page_offset_points};
    }
    return out;
  }
}

}  // namespace minutier::run
