#pragma once
// Cleaning: a page image as it came -> the grey image an engine reads best, and the way back to the page.
// Grey, evenly lit, level, its lines straight, without dark margins, with letters of a readable size. Accents, dots and thin strokes are
// never filtered: there is no despeckling by size, because a dot of an "i" at 150 dpi is a speck at 300.
//
// Images are pixels, top-left; the page is points, top-left, as displayed. Throws Error{out_of_memory|damaged}.
// Uses only its arguments; one call per thread.

#include <memory>

#include "pipeline/model/page.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

// x' = a x + b y + c, y' = d x + e y + f: from pixels of a cleaned image to points of the page.
struct PageMap {
  double a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;

  // A box of the cleaned image on the page. A box tilted by a small angle keeps its own width and height.
  Box to_page(double x, double y, double w, double h) const;
  // First `inner`, then this map.
  PageMap after(const PageMap& inner) const;
};

class Flattened;

struct Cleaned {
  source::PixPtr grey;        // 8 bits; null when blank
  source::PixPtr far;         // the image as it came, grey, reduced so that letters run together: its tones
  int dpi = 300;              // what its pixels stand for, corrected for the size of its letters
  PageMap map;                // to the page; where it was bent, to the flat page
  std::shared_ptr<const Flattened> flat;  // the way from the flat page to the page as it came; null where it is flat itself
  bool blank = false;         // nothing on the page is as large and as dark as a letter
  double skew = 0;            // degrees it was turned by, clockwise
  double letter_height = 0;   // pixels of `grey`: the median height of its letters; 0 where there are too few
  double zoom = 1;            // pixels of `grey` for one of the image given
};

// Points the page has when shown: the map ends there. Takes the image.
Cleaned clean(source::PixPtr image, double page_width, double page_height);

// The same cleaned image turned clockwise by 90, 180 or 270 degrees.
Cleaned turned(const Cleaned& cleaned, int degrees);

// A turned image whose lines could not be seen while they lay on their side: made level, or flat where they are bent.
Cleaned levelled(Cleaned cleaned);

}  // namespace minutier::recognise
