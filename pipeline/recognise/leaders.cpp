#include "pipeline/recognise/leaders.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "pipeline/base/error.hpp"
#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr int dark = 178;         // of 255, on paper of 230: a dot that is out of focus is grey
constexpr int paper = 230;
constexpr int reduce_above = 3000;  // pixels of the longer side: a dot of print at 200 dpi has two or three
constexpr std::size_t least_dots = 5;
constexpr double most_dot = 0.42;   // of a letter's height
constexpr double most_step = 2.6;   // from dot to dot, in letter heights

struct Mark {
  double x, y, w, h;
  double cx() const { return x + w / 2; }
  double cy() const { return y + h / 2; }
};

struct Marks {
  std::vector<Mark> dots, others;  // both by x
};

Marks marks_of(Pix* grey, double letter) {
  const bool large = std::max(pixGetWidth(grey), pixGetHeight(grey)) > reduce_above;
  const PixPtr small = large ? owned(pixScaleAreaMap2(grey)) : owned(pixClone(grey));
  const double r = large ? 2 : 1;
  const PixPtr ink = owned(pixThresholdToBinary(small.get(), dark));
  const BoxaPtr boxes(pixConnCompBB(ink.get(), 8));
  Marks out;
  if (!boxes) return out;
  const double most = std::max(3.0 * r, most_dot * letter);
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    const Mark mark{x * r, y * r, w * r, h * r};
    const bool dot = mark.w <= most && mark.h <= most && mark.w <= 1.5 * mark.h + r && mark.h <= 1.5 * mark.w + r;  // no hyphen
    if (dot) out.dots.push_back(mark);
    else if (mark.h > 0.5 * letter && mark.h < 6 * letter && mark.w < 60 * letter) out.others.push_back(mark);
  }
  const auto by_x = [](const Mark& a, const Mark& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  std::sort(out.dots.begin(), out.dots.end(), by_x);
  std::sort(out.others.begin(), out.others.end(), by_x);
  return out;
}

// Dots on one baseline at one step; a dot may be missing, dirt may stand between.
class Chains {
 public:
  Chains(const std::vector<Mark>& dots, double letter) : dots_(dots), letter_(letter), taken_(dots.size(), false) {}

  std::vector<std::vector<std::size_t>> all() {
    // Strips two letters high that overlap by half: a page of specks costs no more than its strips.
    std::map<long, std::vector<std::size_t>> strips;
    for (std::size_t i = 0; i < dots_.size(); ++i) {
      const long strip = std::lround(std::floor(dots_[i].cy() / letter_));
      strips[strip].push_back(i);
      strips[strip + 1].push_back(i);
    }
    std::vector<std::vector<std::size_t>> out;
    for (const auto& [number, strip] : strips) {
      for (std::size_t at = 0; at < strip.size(); ++at) {
        if (taken_[strip[at]]) continue;
        std::vector<std::size_t> chain = chain_at(strip, at);
        if (chain.size() < least_dots) continue;
        for (const std::size_t dot : chain) taken_[dot] = true;
        out.push_back(std::move(chain));
      }
    }
    return out;
  }

 private:
  bool level(const Mark& a, const Mark& b) const { return std::abs(a.cy() - b.cy()) <= std::max(1.6, 0.13 * letter_); }

  // The nearest second dot whose step makes a chain.
  std::vector<std::size_t> chain_at(const std::vector<std::size_t>& strip, std::size_t at) const {
    const Mark& first = dots_[strip[at]];
    std::size_t tried = 0;
    for (std::size_t j = at + 1; j < strip.size() && tried < 4; ++j) {
      const Mark& second = dots_[strip[j]];
      const double step = second.cx() - first.cx();
      if (step > most_step * letter_) break;
      if (taken_[strip[j]] || !level(first, second) || step < 1.3 * first.w) continue;
      ++tried;
      std::vector<std::size_t> chain = chain_of(strip, at, j, step);
      if (chain.size() >= least_dots) return chain;
    }
    return {};
  }

  std::vector<std::size_t> chain_of(const std::vector<std::size_t>& strip, std::size_t first, std::size_t second, double step) const {
    std::vector<std::size_t> chain{strip[first], strip[second]};
    double mean = step;
    for (std::size_t j = second + 1; j < strip.size(); ++j) {
      const Mark &last = dots_[chain.back()], &next = dots_[strip[j]];
      const double ahead = next.cx() - last.cx();
      if (ahead > 2.35 * mean + 1.5) break;
      if (taken_[strip[j]] || !level(last, next)) continue;
      const double slack = std::max(1.6, 0.18 * mean);
      const auto count = static_cast<double>(chain.size());
      if (std::abs(ahead - mean) <= slack) mean = (mean * count + ahead) / (count + 1);
      else if (chain.size() < least_dots || std::abs(ahead - 2 * mean) > 1.5 * slack) continue;
      chain.push_back(strip[j]);
    }
    return chain;
  }

  const std::vector<Mark>& dots_;
  double letter_;
  std::vector<bool> taken_;
};

// Letters over or among the dots: the points of a row of i's, a dotted line under words.
bool among_letters(const std::vector<Mark>& others, const Mark& first, const Mark& last, double letter, std::size_t dots) {
  const double base = (first.cy() + last.cy()) / 2;
  std::size_t met = 0;
  for (const Mark& mark : others) {
    if (mark.x > last.x) break;
    if (mark.x + mark.w < first.x + first.w) continue;
    const double bottom = mark.y + mark.h;
    met += mark.y < base + 0.3 * letter && bottom > base - 0.7 * letter;
  }
  return met * 6 > dots;
}

void whiten(Pix* image, const Mark& dot) {
  const int margin = 2;
  ::Box* box = boxCreate(static_cast<int>(dot.x) - margin, static_cast<int>(dot.y) - margin, static_cast<int>(dot.w) + 2 * margin, static_cast<int>(dot.h) + 2 * margin);
  if (!box) throw Error(ErrorCode::out_of_memory, "recognise", "", 0, "the page image does not fit in memory");
  pixSetInRectArbitrary(image, box, paper);
  boxDestroy(&box);
}

}  // namespace

Leaders find_leaders(Pix* grey, double letter_height) {
  Leaders out;
  if (letter_height < 6) return out;
  const Marks marks = marks_of(grey, letter_height);
  for (const std::vector<std::size_t>& chain : Chains(marks.dots, letter_height).all()) {
    const Mark &first = marks.dots[chain.front()], &last = marks.dots[chain.back()];
    if (among_letters(marks.others, first, last, letter_height, chain.size())) continue;
    if (!out.without) out.without = owned(pixCopy(nullptr, grey));
    double bottom = 0;
    for (const std::size_t d : chain) {
      whiten(out.without.get(), marks.dots[d]);
      bottom = std::max(bottom, marks.dots[d].y + marks.dots[d].h);
    }
    out.found.push_back({{first.x, bottom - letter_height, last.x + last.w - first.x, letter_height}, chain.size()});
  }
  return out;
}

}  // namespace minutier::recognise
