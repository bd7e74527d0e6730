#include "pipeline/recognise/second_look.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "pipeline/base/utf8.hpp"
#include "pipeline/recognise/pix.hpp"
#include "pipeline/recognise/quality.hpp"

namespace minutier::recognise {

namespace {

using Words = std::vector<EngineWord>;
using source::PixPtr;

constexpr double doubted_line = 0.85;  // mean confidence below which a line is read again
constexpr double doubted_word = 0.60;  // or one word of two letters or more below this
constexpr double shortest_line = 4;    // characters
constexpr double padding = 0.25;       // of the line's height, around the cut
// Grey at and below which ink is black, at and above which paper is white, in the second reading.
constexpr int black = 80, white = 200;

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

struct Frame {
  int x, y, right, bottom;
};
Frame frame_of(Span words) {
  Frame out{words.begin->x, words.begin->y, 0, 0};
  for (const EngineWord* word = words.begin; word != words.end; ++word) {
    out.x = std::min(out.x, word->x), out.y = std::min(out.y, word->y);
    out.right = std::max(out.right, word->x + word->w), out.bottom = std::max(out.bottom, word->y + word->h);
  }
  return out;
}

bool doubted(Span line) {
  const Sums sums = sums_of(line);
  if (sums.characters < shortest_line) return false;
  const Frame frame = frame_of(line);
  if (frame.bottom - frame.y > frame.right - frame.x) return false;  // it runs up the page
  return sums.mean() < doubted_line ||
         std::any_of(line.begin, line.end, [](const EngineWord& word) { return word.confidence < doubted_word && length_of(word) >= 2; });
}

// The line alone, its ink black and its paper white: faint typing and print that shines through read otherwise so.
Words read_line(Pix* grey, int dpi, Engine& engine, Span line) {
  const Frame frame = frame_of(line);
  const int around = std::max(4, static_cast<int>((frame.bottom - frame.y) * padding));
  const int x = std::max(0, frame.x - around), y = std::max(0, frame.y - around);
  const int w = std::min(pixGetWidth(grey), frame.right + around) - x;
  const int h = std::min(pixGetHeight(grey), frame.bottom + around) - y;
  if (w <= 0 || h <= 0) return {};
  const PixPtr cut = clipped(grey, x, y, w, h);
  const PixPtr sharp = owned(pixGammaTRC(nullptr, cut.get(), 1.0F, black, white));
  const bool digits = std::any_of(line.begin, line.end, [](const EngineWord& word) { return word.text.find_first_of("0123456789") != std::string::npos; });
  Words out = engine.recognise(sharp.get(), dpi, {false, Layout::line, digits});
  for (EngineWord& word : out) word.x += x, word.y += y, word.block = line.begin->block, word.line = line.begin->line;
  return out;
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
    const Words again = doubted(line) ? read_line(grey, dpi, engine, line) : Words();
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
