#include "pipeline/model/structure.hpp"

#include <algorithm>

namespace minutier {

int Structure::block_at(std::size_t reading) const {
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), reading, [](std::size_t at, const Block& b) { return at < b.range.begin; });
  if (after == blocks.begin()) return -1;
  const auto it = after - 1;
  return reading <= it->range.end ? static_cast<int>(it - blocks.begin()) : -1;
}

}  // namespace minutier
