#include "pipeline/source/pdf_page_look.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "pipeline/base/error.hpp"
#include "pipeline/source/files.hpp"

namespace minutier::source {
namespace {

constexpr int most_nested = 12;             // forms in forms
constexpr std::size_t most_placed = 4000;   // images of a page

Matrix operator*(const Matrix& m, const Matrix& n) {
  return {m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

bool matrix_of(std::vector<QPDFObjectHandle> items, Matrix& out) {
  if (items.size() < 6) return false;
  double v[6];
  for (std::size_t i = 0; i < 6; ++i) {
    if (!items[items.size() - 6 + i].isNumber()) return false;
    v[i] = items[items.size() - 6 + i].getNumericValue();
  }
  out = {v[0], v[1], v[2], v[3], v[4], v[5]};
  return true;
}

// Collects a stream up to a limit. libqpdf swallows what is thrown inside, so the verdict is asked for afterwards.
class Gather : public Pipeline {
 public:
  explicit Gather(std::uint64_t limit) : Pipeline("gather", nullptr), limit_(limit) {}
  void write(unsigned char const* data, size_t size) override {
    if (over_ || bytes_.size() + size > limit_) {
      over_ = true;
      throw std::length_error("limit");  // stops the decoder
    }
    bytes_.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}

  // Throws Error{too_large}.
  const std::string& bytes() const {
    if (over_) throw Error(ErrorCode::too_large, "source", "", 0, "a stream unpacks to more than " + size_text(limit_) + "; not read");
    return bytes_;
  }

 private:
  std::uint64_t limit_;
  bool over_ = false;
  std::string bytes_;
};

// Paths, shadings, clips and graphics states, which may cover, cut or blend what is drawn.
bool paints(const std::string& name) {
  static const std::set<std::string> names{"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "W", "W*", "gs", "BI"};
  return names.count(name) > 0;
}

}  // namespace

std::string unpacked(QPDFObjectHandle stream, std::uint64_t limit) {
  Gather gather(limit);
  try {
    stream.pipeStreamData(&gather, 0, qpdf_dl_specialized, true);
  } catch (const std::length_error&) {
  }
  return gather.bytes();
}

void PageLook::handleObject(QPDFObjectHandle object) {
  if (!object.isOperator()) {
    if (object.isInlineImage()) return painted_ = true, place(0, 0);
    if (operands_.size() < 64) operands_.push_back(object);
    return;
  }
  const std::string name = object.getOperatorValue();
  if (name == "q") {
    if (states_.size() < 1000) states_.push_back({matrix_, mode_});
  } else if (name == "Q") {
    if (!states_.empty()) matrix_ = states_.back().first, mode_ = states_.back().second, states_.pop_back();
  } else if (name == "cm") {
    Matrix m;
    if (matrix_of(operands_, m)) matrix_ = m * matrix_;
  } else if (name == "Tr") {
    if (!operands_.empty() && operands_.back().isNumber()) mode_ = static_cast<int>(operands_.back().getNumericValue());
  } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
    ++(mode_ == 3 || mode_ == 7 ? hidden_ : shown_);
    if (mode_ == 7) painted_ = true;  // it clips
  } else if (name == "Do") {
    if (!operands_.empty() && operands_.back().isName()) draw(operands_.back().getName());
  } else if (paints(name)) {
    painted_ = true;
  }
  operands_.clear();
}

QPDFObjectHandle PageLook::whole_image() const {
  const double slack_x = w_ / 200, slack_y = h_ / 200;
  const bool edge_to_edge = std::abs(image_at_.e - x_) <= slack_x && std::abs(image_at_.f - y_) <= slack_y && std::abs(image_at_.a - w_) <= slack_x && std::abs(image_at_.d - h_) <= slack_y;
  const bool upright = std::abs(image_at_.b) < 0.01 && std::abs(image_at_.c) < 0.01;
  return images_ == 1 && shown_ == 0 && !painted_ && upright && edge_to_edge ? image_ : QPDFObjectHandle::newNull();
}

Source::Look PageLook::look() const {
  Source::Look out;
  std::size_t covered = 0;
  for (const bool cell : covered_) covered += cell;
  out.image_cover = static_cast<double>(covered) / (grid * grid);
  out.invisible_text = hidden_ > 0 && hidden_ >= 4 * shown_;
  out.image_dpi = dpi_;
  return out;
}

void PageLook::draw(const std::string& name) {
  QPDFObjectHandle list = resources_.isDictionary() ? resources_.getKey("/XObject") : QPDFObjectHandle::newNull();
  if (!list.isDictionary()) return;
  QPDFObjectHandle object = list.getKey(name);
  if (!object.isStream()) return;
  QPDFObjectHandle dict = object.getDict();
  QPDFObjectHandle subtype = dict.getKey("/Subtype");
  if (!subtype.isName()) return;
  if (subtype.getName() == "/Image") {
    QPDFObjectHandle width = dict.getKey("/Width"), height = dict.getKey("/Height");
    if (width.isInteger() && height.isInteger()) place(width.getIntValue(), height.getIntValue(), object.getObjGen());
    ++images_;
    image_ = object;
    image_at_ = matrix_;
    return;
  }
  if (subtype.getName() != "/Form" || depth_ >= most_nested || !open_forms_.insert(object.getObjGen()).second) return;
  form(object, dict);
  open_forms_.erase(object.getObjGen());
}

void PageLook::form(QPDFObjectHandle object, QPDFObjectHandle dict) {
  if (++forms_ > 5000) return;
  const auto saved_matrix = matrix_;
  const auto saved_mode = mode_;
  const auto saved_states = states_.size();
  QPDFObjectHandle saved_resources = resources_;
  Matrix m;
  if (dict.getKey("/Matrix").isArray() && matrix_of(dict.getKey("/Matrix").getArrayAsVector(), m)) matrix_ = m * matrix_;
  if (dict.getKey("/Resources").isDictionary()) resources_ = dict.getKey("/Resources");
  operands_.clear();
  ++depth_;
  const std::string content = unpacked(object, std::min(most_content, limits_.expanded));
  if (budget_ > content.size()) {
    budget_ -= content.size();
    run(content);
  }
  --depth_;
  states_.resize(std::min(states_.size(), saved_states));
  matrix_ = saved_matrix;
  mode_ = saved_mode;
  resources_ = saved_resources;
}

// An image fills the unit square of the current space.
void PageLook::place(long long width, long long height, QPDFObjGen object) {
  const auto pixels = static_cast<double>(width) * static_cast<double>(height);
  if (width < 0 || height < 0 || pixels > static_cast<double>(limits_.pixels))
    throw Error(ErrorCode::too_large, "source", "", 0,
                "holds an image of " + std::to_string(width) + " x " + std::to_string(height) + " pixels, above the limit of " +
                    std::to_string(limits_.pixels / 1'000'000) + " million");
  const double across = std::hypot(matrix_.a, matrix_.b), up = std::hypot(matrix_.c, matrix_.d);
  const double dpi = across > 0 && up > 0 ? std::max(static_cast<double>(width) * 72 / across, static_cast<double>(height) * 72 / up) : 0;
  if (pixels > best_ && dpi > 0) best_ = pixels, dpi_ = dpi;
  const double xs[] = {matrix_.e, matrix_.e + matrix_.a, matrix_.e + matrix_.c, matrix_.e + matrix_.a + matrix_.c};
  const double ys[] = {matrix_.f, matrix_.f + matrix_.b, matrix_.f + matrix_.d, matrix_.f + matrix_.b + matrix_.d};
  const double left = *std::min_element(xs, xs + 4), right = *std::max_element(xs, xs + 4);
  const double bottom = *std::min_element(ys, ys + 4), top = *std::max_element(ys, ys + 4);
  if (pixels > 1 && placed_.size() < most_placed) placed_.push_back({left, bottom, right, top, dpi, object});
  cover(left, bottom, right, top);
}

void PageLook::cover(double left, double bottom, double right, double top) {
  for (int r = 0; r < grid; ++r) {
    const double cy = y_ + h_ * (r + 0.5) / grid;
    if (cy < bottom || cy > top) continue;
    for (int c = 0; c < grid; ++c) {
      const double cx = x_ + w_ * (c + 0.5) / grid;
      if (cx >= left && cx <= right) covered_[static_cast<std::size_t>(r * grid + c)] = true;
    }
  }
}

}  // namespace minutier::source
