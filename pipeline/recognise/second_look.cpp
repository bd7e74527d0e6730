#include "pipeline/recognise/second_look.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "pipeline/base/utf8.hpp"
#include "pipeline/recognise/line_cut.hpp"
#include "pipeline/recognise/quality.hpp"

namespace minutier::recognise {

namespace {

using Words = std::vector<EngineWord>;

constexpr double doubted_line = 0.85;  // mean confidence below which a line is read again
constexpr double doubted_word = 0.60;  // or one word of two letters or more below this
constexpr double shortest_line = 4;    // characters

// What makes one reading of a place worth more than another, in parts of confidence.
constexpr double odd_word = 0.15;      // a word that does not look like one
constexpr double broken_word = 0.05;   // each further piece it was broken into
constexpr double clear_lead = 0.05;    // what the second reading must be worth more
constexpr double nothing_again = 0.35; // a word the second reading does not see stands from here
constexpr double new_word = 0.80;      // and one the first did not see comes in from here

double length_of(const EngineWord& word) { return static_cast<double>(utf8::length(word.text)); }

struct Span {
  const EngineWord* begin;
  const EngineWord* end;
};
Span all_of(const Words& words) { return {words.data(), words.data() + words.size()}; }

struct Sums {
  double characters = 0, confidence = 0;
  double mean() const { return characters > 0 ? confidence / characters : 0; }
};
Sums sums_of(Span words) {
  Sums out;
  for (const EngineWord* word = words.begin; word != words.end; ++word) {
    out.characters += length_of(*word);
    out.confidence += length_of(*word) * word->confidence;
  }
  return out;
}

Frame frame_of(Span words) {
  Frame out = recognise::frame_of(*words.begin);
  for (const EngineWord* word = words.begin; word != words.end; ++word) out.cover(recognise::frame_of(*word));
  return out;
}

bool doubted(Span line) {
  const Sums sums = sums_of(line);
  if (sums.characters < shortest_line) return false;
  const Frame frame = frame_of(line);
  if (frame.height() > frame.width()) return false;  // it runs up the page
  return sums.mean() < doubted_line ||
         std::any_of(line.begin, line.end, [](const EngineWord& word) { return word.confidence < doubted_word && length_of(word) >= 2; });
}

bool holds_digits(Span line) {
  return std::any_of(line.begin, line.end, [](const EngineWord& word) { return word.text.find_first_of("0123456789") != std::string::npos; });
}

// What both readings have at one place of the line: words that overlap.
struct Place {
  Words first, second;
};
std::vector<Place> places(Span line, const Words& again) {
  std::vector<std::pair<const EngineWord*, bool>> items;  // the word, and whether it is of the second reading
  for (const EngineWord* word = line.begin; word != line.end; ++word) items.emplace_back(word, false);
  for (const EngineWord& word : again) items.emplace_back(&word, true);
  std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first->x < b.first->x; });
  constexpr int touching = 3;  // pixels that neighbours may overlap by
  std::vector<Place> out;
  int right = 0;
  for (const auto& [word, second] : items) {
    if (out.empty() || word->x + touching >= right) {
      out.emplace_back();
      right = word->x + word->w;
    }
    (second ? out.back().second : out.back().first).push_back(*word);
    right = std::max(right, word->x + word->w);
  }
  return out;
}

std::string text_of(const Words& words) {
  std::string out;
  for (const EngineWord& word : words) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

double worth(const Words& words) {
  const auto odd = static_cast<double>(std::count_if(words.begin(), words.end(), [](const EngineWord& word) { return !looks_like_a_word(word.text); }));
  const auto count = static_cast<double>(words.size());
  return sums_of(all_of(words)).mean() - odd_word * odd / count - broken_word * (count - 1);
}

bool second_stands(const Place& place) {
  if (place.first.empty()) return worth(place.second) > new_word;
  if (place.second.empty()) return worth(place.first) < nothing_again - clear_lead;
  return text_of(place.first) != text_of(place.second) && worth(place.second) > worth(place.first) + clear_lead;
}

}  // namespace

SecondLook look_again(Pix* grey, int dpi, Engine& engine, Words& words) {
  SecondLook out;
  Words chosen;
  chosen.reserve(words.size());
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    while (end < words.size() && words[end].line == words[begin].line && words[end].block == words[begin].block) ++end;
    const Span line{words.data() + begin, words.data() + end};
    const Words again = doubted(line) ? read_line(grey, dpi, engine, frame_of(line), line.begin->block, line.begin->line, holds_digits(line)) : Words();
    if (!again.empty()) {
      ++out.lines;
      for (Place& place : places(line, again)) {
        const bool otherwise = second_stands(place);
        out.words += otherwise ? 1 : 0;
        Words& stands = otherwise ? place.second : place.first;
        std::move(stands.begin(), stands.end(), std::back_inserter(chosen));
      }
    } else {
      chosen.insert(chosen.end(), line.begin, line.end);
    }
    begin = end;
  }
  words = std::move(chosen);
  return out;
}

}  // namespace minutier::recognise
