#include "pipeline/assemble/entities.hpp"

#include <algorithm>
#include <array>

namespace minutier::assemble {

bool is_list(std::string_view entity) {
  static constexpr std::array<std::string_view, 15> lists{"attendance/lists", "attendance/people", "agenda", "resolutions", "elections", "budgets", "results", "amounts",
                                                          "grants", "programmes", "memberships", "interventions", "actions", "signatures", "relations"};
  return std::find(lists.begin(), lists.end(), entity) != lists.end();
}

bool is_plain(std::string_view entity, std::string_view field) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> plain{{{"attendance/lists", "status"},
                                                                                       {"attendance/people", "family"},
                                                                                       {"attendance/people", "given"},
                                                                                       {"resolutions", "result_source"},
                                                                                       {"resolutions", "vote/unit"},
                                                                                       {"vote/named", "option"},
                                                                                       {"lines", "side"},
                                                                                       {"lines", "level"},
                                                                                       {"interventions", "kind"},
                                                                                       {"relations", "type"}}};
  return std::any_of(plain.begin(), plain.end(), [&](const auto& p) { return p.first == entity && p.second == field; });
}

}  // namespace minutier::assemble
