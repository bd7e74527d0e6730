#pragma once
// Letters: the dark marks of a page image that have the size of letters, found on a reduced black-and-white copy.
// For the cleaning's own use: how large the text is, whether there is any, where the margins are dark.

#include <vector>

#include "pipeline/source/source.hpp"

namespace minutier::recognise {

struct Letters {
  // Pixels of the image that was looked at.
  struct Mark {
    double x = 0, y = 0, w = 0, h = 0;
    double ink = 0;  // its box's area
  };
  source::PixPtr ink;       // black and white, reduced by `reduction`
  int reduction = 1;
  std::vector<Mark> boxes;
  double height = 0;        // median height; 0 where there are fewer than a line's worth
};

// The image is 8 bits, evenly lit (paper about 230), and looked at reduced by 1, 2 or 4; 0 chooses by its size: by 4 a pale small letter
// may vanish. Throws Error{out_of_memory}.
Letters find_letters(Pix* grey, int reduction = 0);

// Share of the marks that stand beside a mark of their own size on one foot: most of a text's do, few of a photograph's specks. 0 where
// there are too few marks to tell.
double share_in_lines(const Letters& letters);

// Paints the solid dark areas that touch the image's edge (a scanner's lid, a neighbouring page) as paper, in the image
// and in `letters.ink`. Letters that touch the edge stay: they are not solid.
void whiten_dark_margins(Pix* grey, Letters& letters);

}  // namespace minutier::recognise
