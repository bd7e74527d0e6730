#include "pipeline/base/range_map.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

using minutier::Range;
using minutier::RangeMap;

namespace {

// below: "abc-\ndef ghi"; above: "abcdef ghi" (the hyphen and line end deleted)
RangeMap joined() {
  RangeMap map;
  map.copy(3);
  map.replace(0, 2);
  map.copy(7);
  return map;
}

}  // namespace

TEST_CASE("a range inside a copied run maps byte for byte, both ways") {
  const RangeMap map = joined();
  CHECK(map.down({7, 10}) == Range{9, 12});
  CHECK(map.up({9, 12}) == Range{7, 10});
}

TEST_CASE("a word joined over a line end covers both halves below") {
  CHECK(joined().down({0, 6}) == Range{0, 8});
}

TEST_CASE("what was deleted gives an empty range above that keeps its place") {
  const Range up = joined().up({3, 5});
  CHECK(up.empty());
}

TEST_CASE("a range that touches a replaced run takes the whole run") {
  RangeMap map;  // "é" (2 bytes) -> "e"
  map.copy(1);
  map.replace(1, 2);
  map.copy(1);
  CHECK(map.down({1, 2}) == Range{1, 3});
  CHECK(map.up({2, 3}) == Range{1, 2});
  CHECK(map.down({0, 3}) == Range{0, 4});
}

TEST_CASE("an insertion maps to an empty range at its place") {
  RangeMap map;
  map.copy(2);
  map.replace(3, 0);
  map.copy(2);
  CHECK(map.down({2, 5}) == Range{2, 2});
  CHECK(map.down({1, 6}) == Range{1, 3});
}

TEST_CASE("positions at and past the end map to the end") {
  const RangeMap map = joined();
  CHECK(map.down({10, 10}) == Range{12, 12});
  CHECK(map.upper_size() == 10);
  CHECK(map.lower_size() == 12);
}

TEST_CASE("ranges asked here and there are found as by looking at every run") {
  struct Run {
    std::size_t upper, lower, size, lower_size;
    bool copied;
  };
  std::mt19937 random(9);
  for (int round = 0; round < 40; ++round) {
    RangeMap map;
    std::vector<Run> runs;
    std::size_t upper = 0, lower = 0;
    for (std::size_t i = 0; i < 1 + static_cast<std::size_t>(round) * 4; ++i) {
      const std::size_t size = random() % 4, other = random() % 4;
      if (i % 2 == 0) map.copy(size + 1), runs.push_back({upper, lower, size + 1, size + 1, true});
      else map.replace(size, other), runs.push_back({upper, lower, size, other, false});
      upper += runs.back().size, lower += runs.back().lower_size;
    }
    for (int asked = 0; asked < 300; ++asked) {
      const std::size_t begin = random() % upper, end = begin + 1 + random() % (upper - begin);
      Range wanted{lower, lower};
      for (const Run& run : runs) {
        if (run.upper <= begin && begin < run.upper + run.size) wanted.begin = run.copied ? run.lower + (begin - run.upper) : run.lower;
        if (run.upper < end && end <= run.upper + run.size) wanted.end = run.copied ? run.lower + (end - run.upper) : run.lower + run.lower_size;
      }
      REQUIRE(map.down({begin, end}) == wanted);
    }
  }
}
