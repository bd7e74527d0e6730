#include "pipeline/recognise/passed_over.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <utility>

#include "pipeline/base/utf8.hpp"
#include "pipeline/recognise/line_cut.hpp"
#include "pipeline/recognise/quality.hpp"

namespace minutier::recognise {

namespace {

using Words = std::vector<EngineWord>;
using Mark = Letters::Mark;

constexpr double most_of_a_page = 0.35;     // share of the marks
constexpr std::size_t most_stretches = 80;  // of one page: more are the grain of a picture
constexpr std::size_t least_marks = 3;      // of a stretch: fewer are dirt
constexpr double widest_gap = 1.6;          // of the letters' height, within a stretch
constexpr double touching = 1.9;            // and to a word that belongs to it
constexpr double smallest = 0.45, largest = 1.9;  // of the letters' height
constexpr double sure = 0.8;                // mean confidence from which a reading stands

bool holds(const EngineWord& word, const Mark& mark) {
  const double x = mark.x + mark.w / 2, y = mark.y + mark.h / 2;
  return word.x <= x && x <= word.x + word.w && word.y <= y && y <= word.y + word.h;
}

std::vector<Mark> unread(const Letters& letters, const Words& words) {
  std::vector<Mark> out;
  for (const Mark& mark : letters.boxes)
    if (std::none_of(words.begin(), words.end(), [&](const EngineWord& word) { return holds(word, mark); })) out.push_back(mark);
  return out;
}

bool level(const Frame& a, const Frame& b) {
  const int shared = std::min(a.bottom, b.bottom) - std::max(a.y, b.y);
  return shared > 0.5 * std::min(a.height(), b.height());
}

struct Stretch {
  Frame frame;
  std::size_t marks = 0;
  double heights = 0;
};

std::vector<Stretch> stretches_of(std::vector<Mark> marks, double height) {
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  std::vector<Stretch> out;
  for (const Mark& mark : marks) {
    const Frame frame{static_cast<int>(mark.x), static_cast<int>(mark.y), static_cast<int>(std::ceil(mark.x + mark.w)), static_cast<int>(std::ceil(mark.y + mark.h))};
    Stretch* best = nullptr;
    for (Stretch& stretch : out)
      if (frame.x - stretch.frame.right < widest_gap * height && level(stretch.frame, frame) && (!best || stretch.frame.right > best->frame.right)) best = &stretch;
    if (!best) best = &out.emplace_back(Stretch{frame});
    best->frame.cover(frame);
    ++best->marks;
    best->heights += mark.h;
  }
  out.erase(std::remove_if(out.begin(), out.end(), [&](const Stretch& stretch) {
    const double mean = stretch.heights / static_cast<double>(stretch.marks);
    return stretch.marks < least_marks || mean < smallest * height || mean > largest * height || stretch.frame.height() > 2.5 * height || stretch.frame.width() < stretch.frame.height();
  }), out.end());
  return out;
}

std::size_t characters(const Words& words) {
  std::size_t out = 0;
  for (const EngineWord& word : words)
    for (const char c : word.text) out += std::isalnum(static_cast<unsigned char>(c)) || (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U ? 1 : 0;
  return out;
}

double confidence(const Words& words) {
  double sum = 0, all = 0;
  for (const EngineWord& word : words) {
    const auto length = static_cast<double>(utf8::length(word.text));
    sum += length * word.confidence, all += length;
  }
  return all > 0 ? sum / all : 0;
}

bool stands(const Words& again, std::size_t least) { return confidence(again) >= sure && characters(again) >= least; }

}  // namespace

double share_passed_over(const Letters& letters, const Words& words) {
  double all = 0, missed = 0;
  for (const Mark& mark : letters.boxes) all += mark.ink;
  for (const Mark& mark : unread(letters, words)) missed += mark.ink;
  return all > 0 ? missed / all : 0;
}

PassedOver read_passed_over(Pix* grey, int dpi, Engine& engine, const Letters& letters, Words& words) {
  PassedOver out;
  if (letters.height <= 0) return out;
  std::vector<Mark> marks = unread(letters, words);
  if (marks.size() < least_marks || static_cast<double>(marks.size()) > most_of_a_page * static_cast<double>(letters.boxes.size())) return out;
  const std::vector<Stretch> stretches = stretches_of(std::move(marks), letters.height);
  if (stretches.size() > most_stretches) return out;
  int line = 0, block = 0;
  for (const EngineWord& word : words) line = std::max(line, word.line), block = std::max(block, word.block);
  for (const Stretch& stretch : stretches) {
    const auto touched = [&](const EngineWord& word) {
      const Frame other = frame_of(word);
      return level(stretch.frame, other) && other.x - stretch.frame.right < touching * letters.height && stretch.frame.x - other.right < touching * letters.height;
    };
    Words before;
    Frame whole = stretch.frame;
    for (const EngineWord& word : words)
      if (touched(word)) before.push_back(word), whole.cover(frame_of(word));
    ++out.lines, ++block, ++line;
    // « 3 » read, « .268,45 » passed over: first with the word it touches, then by itself.
    Words again = read_line(grey, dpi, engine, whole, block, line, true);
    const bool together = stands(again, characters(before) + least_marks - 1);
    if (!together && !before.empty()) again = read_line(grey, dpi, engine, stretch.frame, block, line, true);
    if (!together && !stands(again, least_marks - 1)) continue;
    out.words += again.size();
    if (together) words.erase(std::remove_if(words.begin(), words.end(), touched), words.end());
    std::move(again.begin(), again.end(), std::back_inserter(words));
  }
  return out;
}

}  // namespace minutier::recognise
