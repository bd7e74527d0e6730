#pragma once
// Pages as transcriptions other programs read: ALTO 4 and hOCR. Boxes are whole pixels of the page's picture, as displayed.
// Everything comes from the page given; nothing is recognised again. Pure functions, the same bytes for the same pages.
//
// A word's CONTENT is the best reading of what stands on the page (page_words.hpp). Where recognition had read something else, that
// form is kept beside it: <ALTERNATIVE PURPOSE="recognised"> in ALTO, data-recognised in hOCR; our own import takes it back.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/page.hpp"

namespace minutier::exports {

// The picture a page's boxes are given in.
struct Picture {
  int width = 0, height = 0;  // pixels, as displayed
  double dpi = 300;
  std::string sha256;         // of the file that holds it; may be empty
  // Of the page, in points, as the picture was measured; 0: as the page says.
  double page_width = 0, page_height = 0;
};
// The page drawn at this resolution, for want of a picture.
Picture picture_at(double page_width, double page_height, double dpi);
// A box on the page in whole pixels of its picture, inside it.
struct PixelBox {
  int x = 0, y = 0, w = 0, h = 0;
  int right() const { return x + w; }
  int bottom() const { return y + h; }
};
PixelBox pixels_of(const Box& box, const Page& page, const Picture& picture);

struct Leaf {
  Page page;
  Picture picture;
};
struct Transcript {
  std::string document_id, document_name;
  bool as_recognised = false;  // nothing mended
  std::vector<Leaf> leaves;
};

std::string to_alto(const Transcript& transcript);
std::string to_hocr(const Transcript& transcript);

// Text for XML and HTML: markup escaped, what XML cannot hold left out.
std::string xml_text(std::string_view text);

// The engines that read the pages, each once, in page order.
std::vector<std::string> engines_of(const Transcript& transcript);

}  // namespace minutier::exports
