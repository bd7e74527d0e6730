#pragma once
// What every match of a pattern must contain and may begin with, read from the pattern itself. Pure.

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace minutier {

struct Promise {
  using Words = std::vector<std::string>;
  std::vector<Words> needed;       // of each of these lists every match contains one word; those that say most come first
  bool empty = true;               // a match may be empty
  std::bitset<256> first;          // bytes a match that is not empty may begin with
};

// Words are of three bytes or more. Knows the Perl syntax that rules use; of a pattern with anything else it promises nothing.
Promise promise_of(std::string_view pattern);

}  // namespace minutier
