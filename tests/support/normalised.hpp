#pragma once
// The normalised text of one page, for tests.

#include <string>

#include "pipeline/normalise/normalise.hpp"

namespace minutier::test {

inline Text text_of(const std::string& recognised, Origin origin) {
  Page page;
  page.text = recognised;
  page.origin = origin;
  return normalise::normalise({page});
}

}  // namespace minutier::test
