#pragma once
// A source of one page that is a picture at 150 dots an inch and holds no words. Tests.

#include <leptonica/allheaders.h>

#include <utility>

#include "pipeline/source/source.hpp"

namespace minutier::test {

class OneImage final : public source::Source {
 public:
  explicit OneImage(source::PixPtr image) : image_(std::move(image)) {
    description_.name = "page.png";
    description_.media_type = "image/png";
    description_.page_count = 1;
  }
  Page page(int) override {
    Page out;
    out.origin = Origin::embedded;
    return out;
  }
  Look look(int) override { return {1, false, pixGetWidth(image_.get()) * 72 / 150.0, pixGetHeight(image_.get()) * 72 / 150.0, 150, false}; }
  source::PixPtr image(int, int) override { return source::PixPtr(pixCopy(nullptr, image_.get())); }

 private:
  source::PixPtr image_;
};

}  // namespace minutier::test
