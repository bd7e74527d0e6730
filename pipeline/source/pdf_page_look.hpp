#pragma once
// A page's drawing instructions run past a looker: where images are placed, what text shows, what else is painted. Includes libqpdf: for
// the .cpp files of this stage. Throws Error{too_large} where something unpacks beyond the limits.

#include "pipeline/base/qpdf.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/source/source.hpp"

namespace minutier::source {

constexpr std::uint64_t most_content = std::uint64_t{64} << 20;  // of a page's drawing instructions

// A stream without its filters, up to a limit.
std::string unpacked(QPDFObjectHandle stream, std::uint64_t limit);

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
};

// An image as a page's instructions place it: its rectangle in the page's own space, y upwards.
struct Placed {
  double left = 0, bottom = 0, right = 0, top = 0;
  double dpi = 0;
  QPDFObjGen object;
};

class PageLook : public QPDFObjectHandle::ParserCallbacks {
 public:
  // The page shows this rectangle of its own space.
  PageLook(QPDF& pdf, QPDFObjectHandle resources, const Limits& limits, double x, double y, double w, double h)
      : pdf_(pdf), resources_(resources), limits_(limits), x_(x), y_(y), w_(w), h_(h) {}

  void run(const std::string& content) { QPDFObjectHandle::parseContentStream(pdf_.newStream(content), this); }
  void handleObject(QPDFObjectHandle object) override;
  void handleEOF() override {}

  const std::vector<Placed>& placed() const { return placed_; }
  // The only thing the page shows, where that is one image, upright, from edge to edge; else null.
  QPDFObjectHandle whole_image() const;
  Source::Look look() const;

 private:
  static constexpr int grid = 40;  // the page is looked at in grid x grid places

  void draw(const std::string& name);
  void form(QPDFObjectHandle object, QPDFObjectHandle dict);
  void place(long long width, long long height, QPDFObjGen object = {});
  void cover(double left, double bottom, double right, double top);

  QPDF& pdf_;
  QPDFObjectHandle resources_;
  const Limits& limits_;
  double x_, y_, w_, h_;
  Matrix matrix_;
  int mode_ = 0, depth_ = 0, forms_ = 0;
  std::uint64_t budget_ = 2 * most_content;
  std::vector<std::pair<Matrix, int>> states_;
  std::vector<QPDFObjectHandle> operands_;
  std::set<QPDFObjGen> open_forms_;
  std::vector<bool> covered_ = std::vector<bool>(grid * grid, false);
  std::vector<Placed> placed_;
  double best_ = 0, dpi_ = 0;
  std::size_t hidden_ = 0, shown_ = 0, images_ = 0;
  bool painted_ = false;
  QPDFObjectHandle image_ = QPDFObjectHandle::newNull();
  Matrix image_at_;
};

}  // namespace minutier::source
