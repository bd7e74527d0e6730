#include "pipeline/extract/anchors.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "pipeline/base/error.hpp"

namespace minutier::extract {

std::size_t AnchorScan::add(std::string_view literal) {
  const auto known = std::find(literals_.begin(), literals_.end(), literal);
  if (known != literals_.end()) return static_cast<std::size_t>(known - literals_.begin());
  literals_.emplace_back(literal);
  return literals_.size() - 1;
}

void AnchorScan::build() {
  column_.fill(0);
  std::uint8_t columns = 1;  // column 0: every byte no anchor uses
  for (const std::string& literal : literals_)
    for (const char c : literal) {
      std::uint8_t& column = column_[static_cast<unsigned char>(c)];
      if (column == 0) {
        if (columns >= width) throw Error(ErrorCode::bad_rules, "anchors use too many distinct characters");
        column = columns++;
      }
    }
  constexpr std::uint32_t none = 0xFFFFFFFF;
  next_.assign(width, none);
  outputs_.assign(1, 0);
  for (std::size_t i = 0; i < literals_.size(); ++i) {
    std::uint32_t state = 0;
    for (const char c : literals_[i]) {
      const std::size_t slot = state * width + column_[static_cast<unsigned char>(c)];
      if (next_[slot] == none) {
        next_[slot] = static_cast<std::uint32_t>(outputs_.size());
        outputs_.push_back(0);
        next_.resize(next_.size() + width, none);
      }
      state = next_[slot];
    }
    literals_of_.push_back(static_cast<std::uint32_t>(i));
    links_.push_back(outputs_[state]);
    outputs_[state] = static_cast<std::uint32_t>(literals_of_.size());
  }
  number_by_depth();
  // Failure links, breadth first; missing moves are filled in so that scanning is one look-up a byte.
  std::vector<std::uint32_t> fail(outputs_.size(), 0);
  std::deque<std::uint32_t> queue;
  for (std::size_t c = 0; c < width; ++c) {
    if (next_[c] == none) next_[c] = 0;
    else queue.push_back(next_[c]);
  }
  while (!queue.empty()) {
    const std::uint32_t state = queue.front();
    queue.pop_front();
    // Append the failure state's outputs behind this state's own.
    if (outputs_[fail[state]] != 0) {
      if (outputs_[state] == 0) {
        outputs_[state] = outputs_[fail[state]];
      } else {
        std::uint32_t last = outputs_[state];
        while (links_[last - 1] != 0) last = links_[last - 1];
        links_[last - 1] = outputs_[fail[state]];
      }
    }
    for (std::size_t c = 0; c < width; ++c) {
      std::uint32_t& to = next_[state * width + c];
      if (to == none) {
        to = next_[fail[state] * width + c];
      } else {
        fail[to] = next_[fail[state] * width + c];
        queue.push_back(to);
      }
    }
  }
}

// States near the root are where a scan spends its time: they stand together, so that they stay in the processor's cache.
void AnchorScan::number_by_depth() {
  constexpr std::uint32_t none = 0xFFFFFFFF;
  std::vector<std::uint32_t> order{0}, place(outputs_.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t c = 0; c < width; ++c)
      if (const std::uint32_t to = next_[order[i] * width + c]; to != none) {
        place[to] = static_cast<std::uint32_t>(order.size());
        order.push_back(to);
      }
  std::vector<std::uint32_t> next(next_.size(), none), outputs(outputs_.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    outputs[i] = outputs_[order[i]];
    for (std::size_t c = 0; c < width; ++c)
      if (const std::uint32_t to = next_[order[i] * width + c]; to != none) next[i * width + c] = place[to];
  }
  next_ = std::move(next);
  outputs_ = std::move(outputs);
}

}  // namespace minutier::extract
