#pragma once
// Openings: an image of two facing pages of a book or a register, each read on its own, the left one first. Told by the gutter, the dark
// fold between two bright margins near the middle of a landscape image with words on both sides. A leaf in two columns has no fold and is
// not cut. Pure; thread-safe; throws Error{out_of_memory}.

#include <optional>
#include <vector>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/clean.hpp"

namespace minutier::recognise {

// Where the fold stands, as a share of the image's width; none where there is no fold.
std::optional<double> gutter_of(const Cleaned& cleaned);

// The page of an opening: words left of the fold (points), then those right of it, each a side of the page. None where one side has hardly any.
std::optional<Page> compose_opening(const std::vector<LayoutWord>& words, double fold, double width, double height, int number);

}  // namespace minutier::recognise
