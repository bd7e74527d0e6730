#pragma once
// Bends: a page whose lines of text are not level all at once, because it was photographed from one side or does not lie flat. Its
// image is straightened along its lines of text, column of pixels by column, so that nothing of it is cut away; what is read on the
// straight image is put back where it stands on the page as it came. Costs nothing but a look at the letters' feet on a flat page.
//
// Images are pixels, top-left; pages are points, top-left. Throws Error{out_of_memory}. Uses only its arguments.

#include <optional>
#include <vector>

#include "pipeline/model/page.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/letters.hpp"
#include "pipeline/recognise/slopes.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

// Where the pixels of a straightened image come from: the same column, another row.
class Bend {
 public:
  // The way of the field's lines over an image of this size. None where they lead out of it further than a page bends.
  static std::optional<Bend> along(const SlopeField& field, int width, int height);

  int width() const { return width_; }
  int height() const { return height_; }  // of the straight image: higher than the bent one, so that every corner is on it
  // The row of the bent image for a place of the straight one.
  double row(double x, double y) const;
  // This, and then another bend of the image it straightened.
  Bend then(const Bend& next) const;
  source::PixPtr straighten(Pix* grey) const;  // 8 bits; what comes from outside is paper

 private:
  Bend(int width, int height);
  double& node(int column, int line) { return rows_[static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column)]; }
  double node(int column, int line) const { return rows_[static_cast<std::size_t>(line) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column)]; }

  int width_ = 0, height_ = 0, columns_ = 0, lines_ = 0;
  std::vector<double> rows_;  // at the nodes of a grid over the straight image
};

// Whether the lines of text run otherwise at one place of the page than at another, and about which slope.
std::optional<double> tilt_of_bent(Pix* grey, const Letters& letters);
// The bend that makes the lines of text level; none for a page that is flat, or that has too little text to tell.
std::optional<Bend> bend_of(Pix* grey, const Letters& letters);

// How the letters of an image with level lines lean: what x grows by from one row to the next, so that what stands below one another comes to
// stand upright. Told from where lines begin; 0 where that tells nothing.
double lean_of(const Letters& letters);
// The image with every row moved by the lean, as much wider as that takes. `back` leads to where its pixels were.
source::PixPtr made_upright(Pix* grey, double lean, PageMap& back);

// A page made flat: read as if it had been so, and what was read put back.
class Flattened {
 public:
  // `as_it_came` leads from pixels of the bent image to points of the page. The flat page has the same scale.
  Flattened(Bend bend, const PageMap& as_it_came);

  double width() const;   // of the flat page, points
  double height() const;
  PageMap map() const;    // from pixels of the straight image to the flat page
  // The upright box around what a box of the flat page covers on a page of this size.
  Box to_page(const Box& box, double page_width, double page_height) const;
  // A page composed flat, with its boxes and lines where they stand on the page as it came.
  Page put_back(Page flat, double page_width, double page_height) const;

 private:
  Bend bend_;
  PageMap as_it_came_;
  double across_, down_;  // points of a pixel
};

}  // namespace minutier::recognise
