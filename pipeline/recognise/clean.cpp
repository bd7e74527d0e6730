#include "pipeline/recognise/clean.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "pipeline/base/error.hpp"
#include "pipeline/recognise/bend.hpp"
#include "pipeline/recognise/letters.hpp"
#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr double radians = 3.14159265358979323846 / 180;
constexpr double wanted_letter = 24;    // pixels: what smaller letters are enlarged to, an x-height between this and a capital at 300 dpi
constexpr double smallest_letter = 15;  // below, the image is enlarged; print of 10 points at 200 dpi has 16
constexpr double largest_letter = 20;   // above, it is reduced: the engine brings a line to 36 pixels in any case
constexpr double reduced_letter = 18;
constexpr double most_zoom = 3;
constexpr double least_skew = 0.15;     // degrees; less is not worth the blur of turning
constexpr double most_skew = 7;
constexpr double sure_skew = 3;         // Leptonica's confidence
constexpr double most_pixels = 40e6;    // an A2 page at 300 dpi; more is reduced
constexpr double most_side = 31'000;    // pixels: an engine counts them in 16 bits

PixPtr to_grey(PixPtr image) {
  if (pixGetDepth(image.get()) == 32 && pixGetSpp(image.get()) == 4) image = owned(pixAlphaBlendUniform(image.get(), 0xFFFFFF00));
  if (pixGetDepth(image.get()) == 8 && !pixGetColormap(image.get())) return image;
  return owned(pixConvertTo8(image.get(), 0));
}

// Even light: the paper becomes 230 everywhere. An image that is black and white already stays as it is.
PixPtr even_light(PixPtr grey) {
  Pix* out = pixBackgroundNorm(grey.get(), nullptr, nullptr, 10, 15, 100, 50, 230, 2, 1);
  return out ? PixPtr(out) : std::move(grey);
}

PixPtr from_afar(const PixPtr& grey) {
  constexpr float wanted = 260, least = 24;  // pixels of the longer and of the shorter side
  const auto longer = static_cast<float>(std::max(pixGetWidth(grey.get()), pixGetHeight(grey.get())));
  const auto shorter = static_cast<float>(std::min(pixGetWidth(grey.get()), pixGetHeight(grey.get())));
  const float factor = std::max(wanted / longer, least / shorter);
  return factor < 1 ? owned(pixScaleAreaMap(grey.get(), factor, factor)) : PixPtr(pixClone(grey.get()));
}

// Light writing on dark: dark everywhere once all that is as thin as writing is taken for the ground.
bool is_negative(const PixPtr& far) {
  constexpr int ground = 100;       // of 255
  constexpr double all = 0.97, some_light = 1.06;
  const PixPtr plain = owned(pixOpenGray(far.get(), 9, 9));
  const PixPtr dark = owned(pixThresholdToBinary(plain.get(), ground));
  l_int32 count = 0;
  pixCountPixels(dark.get(), &count, nullptr);
  if (count < all * pixGetWidth(dark.get()) * pixGetHeight(dark.get())) return false;
  l_float32 with = 0, without = 0;
  pixGetAverageMasked(far.get(), nullptr, 0, 0, 1, L_MEAN_ABSVAL, &with);
  pixGetAverageMasked(plain.get(), nullptr, 0, 0, 1, L_MEAN_ABSVAL, &without);
  return with > some_light * without + 0.5;
}

PixPtr scaled(const PixPtr& grey, double factor) {
  const auto by = static_cast<float>(factor);
  if (factor < 1) return owned(pixScaleAreaMap(grey.get(), by, by));  // every pixel counts; pixScale would sharpen what it samples
  return owned(pixScale(grey.get(), by, by));
}

double skew_of(const Letters& letters) {
  l_float32 angle = 0, confidence = 0;
  if (pixFindSkewSweepAndSearch(letters.ink.get(), &angle, &confidence, 2, 1, static_cast<l_float32>(most_skew), 1.0F, 0.01F) != 0) return 0;
  return confidence >= sure_skew && std::abs(angle) >= least_skew ? angle : 0;
}

// Turns about the centre; the image grows so that no corner is lost.
void turn_level(Cleaned& cleaned, double degrees) {
  const int w = pixGetWidth(cleaned.grey.get()), h = pixGetHeight(cleaned.grey.get());
  PixPtr level = owned(pixRotate(cleaned.grey.get(), static_cast<l_float32>(degrees * radians), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, w, h));
  const double nw = pixGetWidth(level.get()), nh = pixGetHeight(level.get());
  const double cosine = std::cos(degrees * radians), sine = std::sin(degrees * radians);
  // Turned clockwise by the angle; this is the way back, about both centres.
  PageMap back{cosine, sine, 0, -sine, cosine, 0};
  back.c = w / 2.0 - (back.a * nw / 2 + back.b * nh / 2);
  back.f = h / 2.0 - (back.d * nw / 2 + back.e * nh / 2);
  cleaned.map = cleaned.map.after(back);
  cleaned.grey = std::move(level);
  cleaned.skew = degrees;
}

void zoom(Cleaned& cleaned, double factor) {
  cleaned.grey = scaled(cleaned.grey, factor);
  cleaned.map = cleaned.map.after({1 / factor, 0, 0, 0, 1 / factor, 0});
  cleaned.zoom *= factor;
}

// A page that was photographed from one side, or does not lie flat: turned until its lines are level on the whole, then made straight.
void flatten(Cleaned& cleaned, Letters& letters, double slope) {
  if (const double degrees = -std::atan(slope) / radians; std::abs(degrees) >= least_skew) {
    turn_level(cleaned, degrees);
    letters = find_letters(cleaned.grey.get());
  }
  std::optional<Bend> bend = bend_of(cleaned.grey.get(), letters);
  if (!bend) return;
  cleaned.grey = bend->straighten(cleaned.grey.get());
  letters = find_letters(cleaned.grey.get());
  cleaned.flat = std::make_shared<const Flattened>(std::move(*bend), cleaned.map);
  cleaned.map = cleaned.flat->map();
  const double lean = lean_of(letters);
  if (lean == 0) return;
  PageMap back;
  cleaned.grey = made_upright(cleaned.grey.get(), lean, back);
  cleaned.map = cleaned.map.after(back);
}

void make_level(Cleaned& cleaned, Letters& letters) {
  if (const std::optional<double> slope = tilt_of_bent(cleaned.grey.get(), letters)) flatten(cleaned, letters, *slope);
  else if (const double degrees = skew_of(letters); degrees != 0) turn_level(cleaned, degrees);
}

// How much larger the image has to be for its letters to have a size the engine reads well; 1 where that is near enough.
double zoom_for(double letter, const PixPtr& grey) {
  const double w = pixGetWidth(grey.get()), h = pixGetHeight(grey.get());
  double factor = 1;
  if (letter > 0 && letter < smallest_letter) factor = std::min(most_zoom, wanted_letter / letter);
  if (letter > largest_letter) factor = reduced_letter / letter;
  factor = std::min({factor, std::sqrt(most_pixels / std::max(1.0, w * h)), most_side / std::max({1.0, w, h})});
  return factor < 0.8 || factor > 1.2 ? factor : 1;
}

}  // namespace

Box PageMap::to_page(double x, double y, double w, double h) const {
  const double mx = x + w / 2, my = y + h / 2;
  const double px = a * mx + b * my + c, py = d * mx + e * my + f;
  const bool sideways = std::abs(b) > std::abs(a);
  const double along_x = std::hypot(a, d), along_y = std::hypot(b, e);
  const double pw = sideways ? h * along_y : w * along_x, ph = sideways ? w * along_x : h * along_y;
  return checked_box(px - pw / 2, py - ph / 2, pw, ph);
}

PageMap PageMap::after(const PageMap& inner) const {
  return {a * inner.a + b * inner.d, a * inner.b + b * inner.e, a * inner.c + b * inner.f + c,
          d * inner.a + e * inner.d, d * inner.b + e * inner.e, d * inner.c + e * inner.f + f};
}

Cleaned clean(PixPtr image, double page_width, double page_height) {
  if (!image) throw Error(ErrorCode::damaged, "recognise", "", 0, "the page has no image");
  Cleaned out;
  const double width = pixGetWidth(image.get()), height = pixGetHeight(image.get());
  out.map = {page_width / width, 0, 0, 0, page_height / height, 0};
  out.grey = to_grey(std::move(image));
  if (width * height > most_pixels) zoom(out, std::sqrt(most_pixels / (width * height)));

  if (const double side = std::max(pixGetWidth(out.grey.get()), pixGetHeight(out.grey.get())); side > most_side) zoom(out, most_side / side);
  out.far = from_afar(out.grey);
  if (is_negative(out.far)) {
    out.grey = owned(pixInvert(nullptr, out.grey.get()));
    out.far = from_afar(out.grey);
  }
  out.grey = even_light(std::move(out.grey));
  Letters letters = find_letters(out.grey.get());
  if (letters.boxes.empty()) {
    out.blank = true;
    out.grey.reset();
    return out;
  }
  whiten_dark_margins(out.grey.get(), letters);
  // Reduced before it is turned, enlarged after that: what follows costs by the pixel.
  const double factor = zoom_for(letters.height, out.grey);
  if (factor < 1) {
    zoom(out, factor);
    letters = find_letters(out.grey.get());
  }
  make_level(out, letters);
  if (factor > 1) zoom(out, factor);
  out.letter_height = letters.height * std::max(1.0, factor);
  return out;
}

Cleaned turned(const Cleaned& cleaned, int degrees) {
  Cleaned out;
  const int quarters = (degrees / 90) % 4;
  out.grey = owned(pixRotateOrth(cleaned.grey.get(), quarters));
  const double w = pixGetWidth(cleaned.grey.get()), h = pixGetHeight(cleaned.grey.get());
  PageMap back;
  if (quarters == 1) back = {0, 1, 0, -1, 0, h};
  if (quarters == 2) back = {-1, 0, w, 0, -1, h};
  if (quarters == 3) back = {0, -1, w, 1, 0, 0};
  out.map = cleaned.map.after(back);
  out.flat = cleaned.flat;
  out.dpi = cleaned.dpi;
  out.skew = cleaned.skew;
  out.letter_height = cleaned.letter_height;
  out.zoom = cleaned.zoom;
  return out;
}

Cleaned levelled(Cleaned cleaned) {
  Letters letters = find_letters(cleaned.grey.get());
  if (!cleaned.flat) make_level(cleaned, letters);
  return cleaned;
}

}  // namespace minutier::recognise
