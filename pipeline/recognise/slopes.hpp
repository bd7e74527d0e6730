#pragma once
// Slopes: how the lines of text run over a page image. A level page has one slope everywhere; a photograph taken from one side, or a
// page that does not lie flat, has another at each place. Told from the feet of letters that stand beside each other.
//
// Pixels of the image that was looked at, y downwards; a slope is dy/dx. Pure but for memory: throws Error{out_of_memory}. Thread-safe.

#include <array>
#include <optional>
#include <vector>

#include "pipeline/recognise/letters.hpp"

namespace minutier::recognise {

// A stretch of a line of text: its middle, its slope, and its length as a weight.
struct Stretch {
  double x = 0, y = 0, slope = 0, length = 0;
};
// Lines are followed that run about `slope`, up to eight degrees to either side of it.
std::vector<Stretch> stretches_of(const Letters& letters, double slope = 0);

// The slope at every place of the page: a smooth surface through the stretches. Outside them it goes on as at their edge.
class SlopeField {
 public:
  // None where there are too few stretches, or they do not agree on a surface.
  static std::optional<SlopeField> through(const std::vector<Stretch>& stretches);
  // The same of an image and its letters, which are looked at closer where they give too few.
  static std::optional<SlopeField> of(Pix* grey, const Letters& letters);

  double at(double x, double y) const;
  // The slopes of its stretches, from the 2nd to the 98th percentile of them: how bent the page is.
  double span() const { return span_; }
  double mean() const { return mean_; }  // of their slopes

 private:
  static constexpr std::size_t terms = 9;
  std::array<double, terms> terms_at(double x, double y) const;

  double left_ = 0, right_ = 1, top_ = 0, bottom_ = 1, span_ = 0, mean_ = 0;
  std::array<double, terms> weights_{};
};

}  // namespace minutier::recognise
