#include "pipeline/recognise/slopes.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using Mark = Letters::Mark;
using source::PixPtr;

constexpr double low = 0.5, high = 1.8;  // of the median height: what stands on the line, small letters and capitals
constexpr double longest_gap = 2.5;      // between neighbours, in heights: over a descender and a blank
constexpr std::size_t least_marks = 8;   // of a stretch
constexpr double stretch_length = 16;    // in heights
constexpr std::size_t enough = 18;       // stretches that make a surface
constexpr std::size_t plenty = 60;       // stretches that need no closer look
constexpr std::size_t text = 150;        // marks of a page that holds more than a few lines
constexpr double tilt = 0.15;            // slope of a page held askew
constexpr int black = 80, white = 215;   // greys of ink and of paper, where letters are looked at closer
constexpr double agreement = 0.6;        // share of the slopes' variance that the surface must explain, beyond what so many terms explain of any

double foot(const Mark& mark) { return mark.y + mark.h; }

// The mark that follows on the line, the nearest to the right whose foot is where the line goes on.
std::size_t next_of(const std::vector<Mark>& marks, std::size_t i, double height, double slope) {
  const Mark& mark = marks[i];
  for (std::size_t k = i + 1; k < marks.size() && marks[k].x < mark.x + mark.w + longest_gap * height; ++k) {
    const double gap = marks[k].x - mark.x - mark.w;
    const double along = marks[k].x + marks[k].w / 2 - mark.x - mark.w / 2;
    if (gap > -0.3 * height && std::abs(foot(marks[k]) - foot(mark) - slope * along) < 0.12 * height + 0.14 * along) return k;
  }
  return marks.size();
}

// A line through the feet, by least squares, without the feet that stand off it.
Stretch stretch_through(std::vector<Mark> marks, double height) {
  Stretch out;
  for (int round = 0; round < 2; ++round) {
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    const double origin = marks.front().x;
    for (const Mark& mark : marks) {
      const double x = mark.x + mark.w / 2 - origin, y = foot(mark);
      n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
    }
    const double across = sxx - sx * sx / n;
    if (across <= 0) return {};
    out.slope = (sxy - sx * sy / n) / across;
    out.x = origin + sx / n;
    out.y = sy / n;
    out.length = marks.back().x + marks.back().w - marks.front().x;
    marks.erase(std::remove_if(marks.begin(), marks.end(), [&](const Mark& mark) {
      return std::abs(foot(mark) - out.y - out.slope * (mark.x + mark.w / 2 - out.x)) > 0.15 * height;
    }), marks.end());
    if (marks.size() < least_marks) return {};
  }
  return out;
}

// Solves a symmetric system in place, by elimination with the largest pivot; false where it has no one solution.
template <std::size_t N>
bool solve(std::array<std::array<double, N>, N>& a, std::array<double, N>& b) {
  for (std::size_t k = 0; k < N; ++k) {
    std::size_t best = k;
    for (std::size_t r = k + 1; r < N; ++r)
      if (std::abs(a[r][k]) > std::abs(a[best][k])) best = r;
    if (std::abs(a[best][k]) < 1e-9) return false;
    std::swap(a[k], a[best]);
    std::swap(b[k], b[best]);
    for (std::size_t r = 0; r < N; ++r) {
      if (r == k) continue;
      const double factor = a[r][k] / a[k][k];
      for (std::size_t c = k; c < N; ++c) a[r][c] -= factor * a[k][c];
      b[r] -= factor * b[k];
    }
  }
  for (std::size_t k = 0; k < N; ++k) b[k] /= a[k][k];
  return true;
}

double percentile(std::vector<double> values, double share) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

std::vector<Stretch> stretches_of(const Letters& letters, double slope) {
  if (letters.height <= 0) return {};
  const double height = letters.height;
  std::vector<Mark> marks;
  for (const Mark& mark : letters.boxes)
    if (mark.h >= low * height && mark.h <= high * height && mark.w <= 4 * height) marks.push_back(mark);
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  std::vector<Stretch> out;
  std::vector<bool> taken(marks.size());
  for (std::size_t first = 0; first < marks.size(); ++first) {
    std::vector<Mark> run;
    for (std::size_t i = first; i < marks.size() && !taken[i]; i = next_of(marks, i, height, slope)) {
      taken[i] = true;
      run.push_back(marks[i]);
      if (run.back().x + run.back().w - run.front().x < stretch_length * height) continue;
      if (run.size() >= least_marks)
        if (const Stretch stretch = stretch_through(run, height); stretch.length > 0) out.push_back(stretch);
      run.assign(1, marks[i]);
    }
    if (run.size() >= least_marks && run.back().x - run.front().x > stretch_length * height / 2)
      if (const Stretch stretch = stretch_through(run, height); stretch.length > 0) out.push_back(stretch);
  }
  return out;
}

std::array<double, SlopeField::terms> SlopeField::terms_at(double x, double y) const {
  const double u = 2 * (std::clamp(x, left_, right_) - left_) / (right_ - left_) - 1;
  const double v = 2 * (std::clamp(y, top_, bottom_) - top_) / (bottom_ - top_) - 1;
  return {1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v};
}

double SlopeField::at(double x, double y) const {
  const std::array<double, terms> t = terms_at(x, y);
  double sum = 0;
  for (std::size_t k = 0; k < terms; ++k) sum += weights_[k] * t[k];
  return sum;
}

std::optional<SlopeField> SlopeField::through(const std::vector<Stretch>& stretches) {
  std::vector<double> xs, ys, slopes;
  for (const Stretch& s : stretches) xs.push_back(s.x), ys.push_back(s.y);
  if (xs.size() < enough) return std::nullopt;
  SlopeField out;
  out.left_ = percentile(xs, 0.02), out.right_ = percentile(xs, 0.98);
  out.top_ = percentile(ys, 0.02), out.bottom_ = percentile(ys, 0.98);
  if (out.right_ - out.left_ < 1 || out.bottom_ - out.top_ < 1) return std::nullopt;
  std::vector<Stretch> kept = stretches;
  for (int round = 0; round < 3; ++round) {
    std::array<std::array<double, terms>, terms> a{};
    std::array<double, terms> b{};
    for (const Stretch& s : kept) {
      const std::array<double, terms> t = out.terms_at(s.x, s.y);
      for (std::size_t i = 0; i < terms; ++i) {
        for (std::size_t k = 0; k < terms; ++k) a[i][k] += s.length * t[i] * t[k];
        b[i] += s.length * t[i] * s.slope;
      }
    }
    double all = 0;
    for (const Stretch& s : kept) all += s.length;
    for (std::size_t i = 0; i < terms; ++i) a[i][i] += 1e-3 * all;  // a term the stretches say little of stays small
    if (!solve(a, b)) return std::nullopt;
    out.weights_ = b;
    std::vector<double> off;
    for (const Stretch& s : kept) off.push_back(std::abs(s.slope - out.at(s.x, s.y)));
    const double much = std::max(0.004, 3 * percentile(off, 0.5));
    kept.erase(std::remove_if(kept.begin(), kept.end(), [&](const Stretch& s) { return std::abs(s.slope - out.at(s.x, s.y)) > much; }), kept.end());
    if (kept.size() < enough || kept.size() * 3 < stretches.size() * 2) return std::nullopt;
  }
  double mean = 0, about_mean = 0, about_field = 0;
  for (const Stretch& s : kept) mean += s.slope / static_cast<double>(kept.size());
  for (const Stretch& s : kept) {
    about_mean += (s.slope - mean) * (s.slope - mean);
    about_field += (s.slope - out.at(s.x, s.y)) * (s.slope - out.at(s.x, s.y));
    slopes.push_back(out.at(s.x, s.y));
  }
  out.mean_ = mean;
  out.span_ = percentile(slopes, 0.98) - percentile(slopes, 0.02);
  const auto count = static_cast<double>(kept.size());
  if (about_field / (count - static_cast<double>(terms)) > (1 - agreement) * about_mean / (count - 1)) return std::nullopt;
  return out;
}

std::optional<SlopeField> SlopeField::of(Pix* grey, const Letters& letters) {
  std::vector<Stretch> found = stretches_of(letters);
  if (found.size() >= plenty || letters.boxes.size() < text) return through(found);
  // Pale letters fall to pieces where a threshold parts them from the paper: with more contrast, and from nearer, they stay whole.
  const PixPtr strong = owned(pixGammaTRC(nullptr, grey, 1.0F, black, white));
  const Letters closer = find_letters(strong.get(), std::max(1, letters.reduction / 2));
  for (const Letters* seen : {&letters, &closer}) {
    for (const double slope : {0.0, -tilt, tilt}) {
      std::vector<Stretch> others = stretches_of(*seen, slope);
      if (others.size() > found.size()) found = std::move(others);
    }
  }
  return through(found);
}

}  // namespace minutier::recognise
