#include "pipeline/base/literal_filter.hpp"

#include <algorithm>
#include <utility>

namespace minutier {
namespace {

constexpr std::size_t shortest = 3;

}  // namespace

void Trigrams::read(std::string_view subject) {
  shift_ = subject.size() <= 128 ? 32 - 10 : 32 - 13;
  if (++now_ == 0) seen_.fill(0), now_ = 1;
  if (subject.size() < shortest) return;
  std::uint32_t run = static_cast<std::uint32_t>(static_cast<unsigned char>(subject[0])) << 8 | static_cast<unsigned char>(subject[1]);
  for (std::size_t i = 2; i < subject.size(); ++i) {
    run = (run << 8 | static_cast<unsigned char>(subject[i])) & 0xFFFFFF;
    seen_[hash(run) >> shift_] = now_;
  }
}

LiteralFilter::LiteralFilter(const std::vector<Promise::Words>& lists) {
  std::array<std::uint16_t, 1U << 12> times{};
  const auto count = [&](std::uint32_t hash) -> std::uint16_t& { return times[hash >> (32 - 12)]; };
  const auto rarer = [&](std::uint32_t a, std::uint32_t b) { return count(a) < count(b); };
  for (const Promise::Words& list : lists) {
    std::vector<std::vector<std::uint32_t>> words;
    for (const std::string& word : list) {
      std::vector<std::uint32_t>& runs = words.emplace_back();
      const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(word[at])); };
      for (std::size_t i = 0; i + 2 < word.size(); ++i) {
        runs.push_back(Trigrams::hash(byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2)));
        ++count(runs.back());
      }
    }
    // Each word's gate is the run most words of the list have, so that few gates stand before all of them.
    for (std::vector<std::uint32_t>& runs : words) std::iter_swap(runs.begin(), std::max_element(runs.begin(), runs.end(), rarer));
    for (const std::vector<std::uint32_t>& runs : words)
      for (const std::uint32_t run : runs) count(run) = 0;
    std::sort(words.begin(), words.end());
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == 0 || words[i][0] != words[i - 1][0]) gates_.push_back({words[i][0], 0});
      words_.push_back(static_cast<std::uint32_t>(trigrams_.size()));
      trigrams_.insert(trigrams_.end(), words[i].begin() + 1, words[i].end());
      gates_.back().words_end = static_cast<std::uint32_t>(words_.size());
    }
    lists_.push_back(static_cast<std::uint32_t>(gates_.size()));
  }
  words_.push_back(static_cast<std::uint32_t>(trigrams_.size()));
}

bool LiteralFilter::may_hold(const Trigrams& subject) const {
  const auto holds_word_of = [&](std::uint32_t gate) {
    for (std::uint32_t word = gate == 0 ? 0 : gates_[gate - 1].words_end; word < gates_[gate].words_end; ++word) {
      std::uint32_t i = words_[word];
      while (i < words_[word + 1] && subject.may_have(trigrams_[i])) ++i;
      if (i == words_[word + 1]) return true;
    }
    return false;
  };
  std::uint32_t gate = 0;
  for (const std::uint32_t end : lists_) {
    while (gate < end && !(subject.may_have(gates_[gate].trigram) && holds_word_of(gate))) ++gate;
    if (gate == end) return false;
    gate = end;
  }
  return true;
}

bool LiteralFilter::may_hold(std::string_view subject) const {
  if (subject.size() > longest_subject) return true;
  // Those of the subject looked at last are kept: one line is asked about by many patterns, one after the other.
  thread_local std::string last;
  thread_local Trigrams trigrams;
  if (subject != last) {
    last = subject;
    trigrams.read(subject);
  }
  return may_hold(trigrams);
}

}  // namespace minutier
