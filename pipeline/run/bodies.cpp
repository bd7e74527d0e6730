#include "pipeline/run/bodies.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/normalise/fold.hpp"

namespace minutier::run {
namespace {

constexpr std::array<std::string_view, 10> codes{"assemblee_generale", "conseil_administration", "bureau", "conseil_municipal", "conseil_communautaire",
                                                 "conseil_departemental", "conseil_regional", "commission", "comite", "autre"};

}  // namespace

std::string body_code(const std::string& words) {
  std::string code;
  for (const char c : normalise::fold(words)) code += (c >= 'a' && c <= 'z') ? c : '_';
  if (const auto of = code.find("_d_"); of != std::string::npos) code.erase(of, 2);
  return is_body_code(code) ? code : words;
}

bool is_body_code(const std::string& code) { return std::find(codes.begin(), codes.end(), code) != codes.end(); }

}  // namespace minutier::run
