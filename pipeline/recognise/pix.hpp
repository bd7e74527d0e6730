#pragma once
// Leptonica's images and boxes as this stage owns them. For the stage's own .cpp files.

#include <leptonica/allheaders.h>

#include <memory>

#include "pipeline/base/error.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
using BoxaPtr = std::unique_ptr<Boxa, BoxaDeleter>;

// What Leptonica made; it gives null where memory is short. Throws Error{out_of_memory}.
inline source::PixPtr owned(Pix* pix) {
  if (!pix) throw Error(ErrorCode::out_of_memory, "recognise", "", 0, "the page image does not fit in memory");
  return source::PixPtr(pix);
}

// A part of an image. Throws Error{out_of_memory}.
inline source::PixPtr clipped(Pix* image, int x, int y, int w, int h) {
  ::Box* box = boxCreate(x, y, w, h);
  Pix* const part = pixClipRectangle(image, box, nullptr);
  boxDestroy(&box);
  return owned(part);
}

}  // namespace minutier::recognise
