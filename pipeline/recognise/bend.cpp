#include "pipeline/recognise/bend.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr int step = 16;              // pixels between nodes
constexpr double bent = 0.02;         // of slope between places of the page: a little over a degree
constexpr double steepest = 0.5;
constexpr double most_growth = 0.6;   // of the height
constexpr double paper = 230;

// The row that a line of text has at another column: along the field, node by node.
double follow(const SlopeField& field, double from, double y, double to) {
  const double way = to > from ? step : -step;
  for (double x = from; x != to;) {
    const double next = std::abs(to - x) <= step ? to : x + way;
    const double half = y + (next - x) / 2 * std::clamp(field.at(x, y), -steepest, steepest);
    y += (next - x) * std::clamp(field.at((x + next) / 2, half), -steepest, steepest);
    x = next;
  }
  return y;
}

// The marks with white at their left, as wide as a column's: where lines begin.
std::vector<Letters::Mark> line_starts(const Letters& letters) {
  constexpr double white = 2;  // heights
  std::vector<Letters::Mark> out;
  for (const Letters::Mark& mark : letters.boxes) {
    if (mark.h < letters.height / 2) continue;
    const bool follows = std::any_of(letters.boxes.begin(), letters.boxes.end(), [&](const Letters::Mark& other) {
      return other.x < mark.x && other.x + other.w > mark.x - white * letters.height && other.y < mark.y + mark.h && other.y + other.h > mark.y;
    });
    if (!follows) out.push_back(mark);
  }
  return out;
}

}  // namespace

Bend::Bend(int width, int height) : width_(width), height_(height), columns_(width / step + 2), lines_(height / step + 2) {
  rows_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(lines_));
}

std::optional<Bend> Bend::along(const SlopeField& field, int width, int height) {
  const double middle = width / 2.0;
  double top = 0, bottom = height;
  for (double x = 0; x <= width; x += step) {
    top = std::min(top, follow(field, x, 0, middle));
    bottom = std::max(bottom, follow(field, x, height, middle));
  }
  if (bottom - top > (1 + most_growth) * height) return std::nullopt;
  Bend out(width, static_cast<int>(std::ceil(bottom - top)));
  for (int line = 0; line < out.lines_; ++line) {
    const double start = top + line * step;
    for (const int way : {-1, 1}) {
      double x = middle, y = start;
      for (int column = way > 0 ? static_cast<int>(std::ceil(middle / step)) : static_cast<int>(std::ceil(middle / step)) - 1; column >= 0 && column < out.columns_; column += way) {
        y = follow(field, x, y, column * step);
        x = column * step;
        out.node(column, line) = y;
      }
    }
  }
  return out;
}

double Bend::row(double x, double y) const {
  const double cx = std::clamp(x / step, 0.0, columns_ - 1.001), cy = std::clamp(y / step, 0.0, lines_ - 1.001);
  const int column = static_cast<int>(cx), line = static_cast<int>(cy);
  const double fx = cx - column, fy = cy - line;
  return (1 - fy) * ((1 - fx) * node(column, line) + fx * node(column + 1, line)) +
         fy * ((1 - fx) * node(column, line + 1) + fx * node(column + 1, line + 1));
}

Bend Bend::then(const Bend& next) const {
  Bend out(next.width_, next.height_);
  for (int line = 0; line < out.lines_; ++line)
    for (int column = 0; column < out.columns_; ++column) out.node(column, line) = row(column * step, next.node(column, line));
  return out;
}

PixPtr Bend::straighten(Pix* grey) const {
  PixPtr out = owned(pixCreate(width_, height_, 8));
  pixCopyResolution(out.get(), grey);
  const int source_height = pixGetHeight(grey), from_words = pixGetWpl(grey), to_words = pixGetWpl(out.get());
  const l_uint32* from = pixGetData(grey);
  l_uint32* to = pixGetData(out.get());
  for (int y = 0; y < height_; ++y) {
    l_uint32* const line = to + static_cast<std::ptrdiff_t>(y) * to_words;
    for (int x = 0; x < width_; ++x) {
      const double place = row(x, y);
      const int above = static_cast<int>(std::floor(place));
      const double share = place - above;
      const auto tone = [&](int r) -> double {
        return r < 0 || r >= source_height ? paper : static_cast<double>(GET_DATA_BYTE(from + static_cast<std::ptrdiff_t>(r) * from_words, x));
      };
      SET_DATA_BYTE(line, x, static_cast<l_uint32>((1 - share) * tone(above) + share * tone(above + 1) + 0.5));
    }
  }
  return out;
}

std::optional<double> tilt_of_bent(Pix* grey, const Letters& letters) {
  const std::optional<SlopeField> field = SlopeField::of(grey, letters);
  return field && field->span() >= bent ? std::optional(field->mean()) : std::nullopt;
}

std::optional<Bend> bend_of(Pix* grey, const Letters& letters) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const std::optional<SlopeField> field = SlopeField::of(grey, letters);
  if (!field || field->span() < bent) return std::nullopt;
  std::optional<Bend> bend = Bend::along(*field, width, height);
  if (!bend) return std::nullopt;
  // Lines that ran close together or steeply are seen better once they are nearly level.
  const PixPtr straight = bend->straighten(grey);
  const std::optional<SlopeField> rest = SlopeField::of(straight.get(), find_letters(straight.get()));
  if (!rest || rest->span() < bent / 3) return bend;
  const std::optional<Bend> next = Bend::along(*rest, bend->width(), bend->height());
  return next ? bend->then(*next) : bend;
}

double lean_of(const Letters& letters) {
  constexpr double furthest = 0.2, between = 0.01, least = 0.03, clearer = 1.2;
  if (letters.height <= 0) return 0;
  const double bin = letters.height;
  const std::vector<Letters::Mark> starts = line_starts(letters);
  // They crowd in fewest places when those below one another fall together.
  const auto crowding = [&](double lean) {
    std::map<long, double> places;
    for (const Letters::Mark& mark : starts) ++places[std::lround((mark.x - lean * (mark.y + mark.h / 2)) / bin)];
    double sum = 0;
    for (const auto& [place, count] : places) sum += count * count;
    return sum;
  };
  const double as_it_is = crowding(0);
  double best = 0, most = as_it_is;
  for (double lean = -furthest; lean <= furthest + between / 2; lean += between)
    if (const double found = crowding(lean); found > most) best = lean, most = found;
  return std::abs(best) >= least && most > clearer * as_it_is ? best : 0;
}

PixPtr made_upright(Pix* grey, double lean, PageMap& back) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey);
  const double first = std::min(0.0, -lean * height);  // the leftmost place a row comes to
  PixPtr out = owned(pixCreate(width + static_cast<int>(std::ceil(std::abs(lean) * height)), height, 8));
  pixCopyResolution(out.get(), grey);
  for (int y = 0; y < height; ++y) {
    const l_uint32* const from = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    l_uint32* const to = pixGetData(out.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(out.get());
    const auto tone = [&](int x) -> double { return x < 0 || x >= width ? paper : static_cast<double>(GET_DATA_BYTE(from, x)); };
    for (int x = 0; x < pixGetWidth(out.get()); ++x) {
      const double place = x + first + lean * y;
      const int left = static_cast<int>(std::floor(place));
      SET_DATA_BYTE(to, x, static_cast<l_uint32>((1 - place + left) * tone(left) + (place - left) * tone(left + 1) + 0.5));
    }
  }
  back = {1, lean, first, 0, 1, 0};
  return out;
}

Flattened::Flattened(Bend bend, const PageMap& as_it_came)
    : bend_(std::move(bend)), as_it_came_(as_it_came), across_(std::hypot(as_it_came.a, as_it_came.d)), down_(std::hypot(as_it_came.b, as_it_came.e)) {}

double Flattened::width() const { return bend_.width() * across_; }
double Flattened::height() const { return bend_.height() * down_; }
PageMap Flattened::map() const { return {across_, 0, 0, 0, down_, 0}; }

Box Flattened::to_page(const Box& box, double page_width, double page_height) const {
  double left = page_width, right = 0, top = page_height, bottom = 0;
  for (const double along : {0.0, 0.5, 1.0}) {
    for (const double down : {0.0, 1.0}) {
      const double x = (box.x + along * box.w) / across_, y = bend_.row(x, (box.y + down * box.h) / down_);
      const double px = std::clamp(as_it_came_.a * x + as_it_came_.b * y + as_it_came_.c, 0.0, page_width);
      const double py = std::clamp(as_it_came_.d * x + as_it_came_.e * y + as_it_came_.f, 0.0, page_height);
      left = std::min(left, px), right = std::max(right, px), top = std::min(top, py), bottom = std::max(bottom, py);
    }
  }
  return checked_box(left, top, right - left, bottom - top);
}

Page Flattened::put_back(Page page, double page_width, double page_height) const {
  for (Word& word : page.words) word.box = to_page(word.box, page_width, page_height);
  for (Line& line : page.lines) {
    if (line.count == 0) {
      line.box = to_page(line.box, page_width, page_height);
      continue;
    }
    line.box = page.words[line.first].box;
    for (std::size_t k = 1; k < line.count; ++k) line.box = cover(line.box, page.words[line.first + k].box);
  }
  for (Rule& rule : page.rules) {
    const Box box = to_page(checked_box(rule.x0, rule.y0, rule.x1 - rule.x0, rule.y1 - rule.y0), page_width, page_height);
    rule = {box.x, box.y, box.right(), box.bottom()};
  }
  page.width = page_width;
  page.height = page_height;
  return page;
}

}  // namespace minutier::recognise
