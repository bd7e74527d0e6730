#include "pipeline/extract/anchors.hpp"

#include <algorithm>
#include <utility>

namespace minutier::extract {

std::size_t AnchorScan::add(std::string_view literal) {
  const auto [known, added] = numbers_.try_emplace(std::string(literal), literals_.size());
  if (added) literals_.emplace_back(literal);
  return known->second;
}

void AnchorScan::build() {
  numbers_.clear();
  for (const std::string& literal : literals_)
    for (const char c : literal) {
      std::uint8_t& column = column_[static_cast<unsigned char>(c)];
      if (column == 0) column = static_cast<std::uint8_t>(columns_++);
    }
  states_.assign(1, {});
  std::vector<std::vector<std::uint32_t>> children(1);
  for (std::size_t i = 0; i < literals_.size(); ++i) {
    std::uint32_t state = 0;
    for (const char c : literals_[i]) {
      const std::uint8_t column = column_[static_cast<unsigned char>(c)];
      const auto known = std::find_if(children[state].begin(), children[state].end(), [&](std::uint32_t child) { return states_[child].column == column; });
      if (known != children[state].end()) {
        state = *known;
        continue;
      }
      const auto added = static_cast<std::uint32_t>(states_.size());
      children[state].push_back(added);
      states_.emplace_back().column = column;
      children.emplace_back();
      state = added;
    }
    literals_of_.push_back(static_cast<std::uint32_t>(i));
    links_.push_back(states_[state].outputs);
    states_[state].outputs = static_cast<std::uint32_t>(literals_of_.size());
  }
  order_by_depth(children);

  // Breadth first: what a state falls back to is known before its children ask for it.
  row_.assign(rows_ * columns_, 0);
  for (std::uint32_t state = 0; state < states_.size(); ++state) {
    State& here = states_[state];
    if (state < rows_) {
      if (state != 0) std::copy_n(row_.begin() + static_cast<std::ptrdiff_t>(here.fallback * columns_), columns_, row_.begin() + static_cast<std::ptrdiff_t>(state * columns_));
    }
    for (std::uint32_t child = here.child; child < here.child + here.children; ++child) {
      State& next = states_[child];
      next.fallback = state == 0 ? 0 : move(here.fallback, next.column);
      if (state < rows_) row_[state * columns_ + next.column] = child;
      // What ends at the state fallen back to ends here too, behind this state's own.
      const std::uint32_t others = states_[next.fallback].outputs;
      if (others == 0) continue;
      if (next.outputs == 0) {
        next.outputs = others;
        continue;
      }
      std::uint32_t last = next.outputs;
      while (links_[last - 1] != 0) last = links_[last - 1];
      links_[last - 1] = others;
    }
  }
}

void AnchorScan::order_by_depth(const std::vector<std::vector<std::uint32_t>>& children) {
  constexpr std::uint32_t depth_of_rows = 2;
  std::vector<std::uint32_t> order{0}, depth{0};
  std::vector<State> states;
  states.reserve(states_.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    State state = states_[order[i]];
    state.child = static_cast<std::uint32_t>(order.size());
    state.children = static_cast<std::uint8_t>(children[order[i]].size());
    states.push_back(state);
    if (depth[i] <= depth_of_rows) rows_ = static_cast<std::uint32_t>(i + 1);
    for (const std::uint32_t child : children[order[i]]) {
      order.push_back(child);
      depth.push_back(depth[i] + 1);
    }
  }
  states_ = std::move(states);
}

}  // namespace minutier::extract
