#pragma once
// The sittings of a source, read a stretch of its pages at a time: a long register takes no more memory than a short one, since what is held
// is a stretch and, where that is longer, one sitting.

#include <cstddef>
#include <optional>
#include <vector>

#include "pipeline/archive/prepared.hpp"
#include "pipeline/model/page.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::run {

// Where a source's pages come from, in order, the first at 0.
class PageFeed {
 public:
  virtual ~PageFeed() = default;
  virtual std::size_t size() const = 0;
  // At most `count` pages from `first` on; stands until the next call.
  virtual const std::vector<Page>& pages(std::size_t first, std::size_t count) = 0;
};

// Pages at hand.
class HeldPages : public PageFeed {
 public:
  explicit HeldPages(const std::vector<Page>& pages) : all_(pages) {}
  std::size_t size() const override { return all_.size(); }
  const std::vector<Page>& pages(std::size_t first, std::size_t count) override;

 private:
  const std::vector<Page>& all_;
  std::vector<Page> some_;
};

// Where a stretch begins: a page by its place in the source, and where on it.
struct Place {
  std::size_t page = 0;
  std::size_t byte = 0, point = 0;  // of Page::text: bytes, and code points
};

struct Stretch {
  std::vector<Text> sittings;
  std::optional<Place> next;  // where the following one begins; none after the last
};

// Sources of more pages are read in stretches.
inline constexpr std::size_t long_source = 96, stretch_pages = 32;

// From `begin` to the end of a source that is not long; else the sittings that end within some pages from there on, and at least one. Throws nothing of its own.
Stretch read_stretch(PageFeed& feed, const Place& begin);

}  // namespace minutier::run
