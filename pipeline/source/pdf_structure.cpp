#include "pipeline/base/qpdf.hpp"

#include "pipeline/source/pdf_structure.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include "pipeline/base/error.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/pdf_image.hpp"

namespace minutier::source {
namespace {

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
};

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

std::string unpacked(QPDFObjectHandle stream, std::uint64_t limit) {
  Gather gather(limit);
  try {
    stream.pipeStreamData(&gather, 0, qpdf_dl_specialized, true);
  } catch (const std::length_error&) {
  }
  return gather.bytes();
}

constexpr int kGrid = 40;              // the page is looked at in kGrid x kGrid places
constexpr int kMostForms = 12;         // nesting of forms
constexpr std::uint64_t kMostContent = std::uint64_t{64} << 20;  // of a page's drawing instructions

// An image as a page's instructions place it: its rectangle in the page's own space, y upwards.
struct Placed {
  double left = 0, bottom = 0, right = 0, top = 0;
  double dpi = 0;
  QPDFObjGen object;
};
constexpr std::size_t kMostPlaced = 4000;

class Looker : public QPDFObjectHandle::ParserCallbacks {
 public:
  Looker(QPDF& pdf, QPDFObjectHandle resources, const Limits& limits, double x, double y, double w, double h)
      : pdf_(pdf), resources_(resources), limits_(limits), x_(x), y_(y), w_(w), h_(h) {}

  void run(const std::string& content) {
    QPDFObjectHandle::parseContentStream(pdf_.newStream(content), this);
  }

  void handleObject(QPDFObjectHandle object) override {
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
  void handleEOF() override {}

  const std::vector<Placed>& placed() const { return placed_; }

  // The only thing the page shows, where that is one image, upright, from edge to edge; else null.
  QPDFObjectHandle whole_image() const {
    const double slack_x = w_ / 200, slack_y = h_ / 200;
    const bool edge_to_edge = std::abs(image_at_.e - x_) <= slack_x && std::abs(image_at_.f - y_) <= slack_y && std::abs(image_at_.a - w_) <= slack_x && std::abs(image_at_.d - h_) <= slack_y;
    const bool upright = std::abs(image_at_.b) < 0.01 && std::abs(image_at_.c) < 0.01;
    return images_ == 1 && shown_ == 0 && !painted_ && upright && edge_to_edge ? image_ : QPDFObjectHandle::newNull();
  }

  Source::Look look() const {
    Source::Look out;
    std::size_t covered = 0;
    for (const bool cell : grid_) covered += cell;
    out.image_cover = static_cast<double>(covered) / (kGrid * kGrid);
    out.invisible_text = hidden_ > 0 && hidden_ >= 4 * shown_;
    out.image_dpi = dpi_;
    return out;
  }

 private:
  // Paths, shadings, clips and graphics states, which may cover, cut or blend what is drawn.
  static bool paints(const std::string& name) {
    static const std::set<std::string> names{"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "W", "W*", "gs", "BI"};
    return names.count(name) > 0;
  }

  void draw(const std::string& name) {
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
    if (subtype.getName() != "/Form" || depth_ >= kMostForms || !open_forms_.insert(object.getObjGen()).second) return;
    form(object, dict);
    open_forms_.erase(object.getObjGen());
  }

  void form(QPDFObjectHandle object, QPDFObjectHandle dict) {
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
    const std::string content = unpacked(object, std::min(kMostContent, limits_.expanded));
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
  void place(long long width, long long height, QPDFObjGen object = {}) {
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
    if (pixels > 1 && placed_.size() < kMostPlaced) placed_.push_back({left, bottom, right, top, dpi, object});
    for (int r = 0; r < kGrid; ++r) {
      const double cy = y_ + h_ * (r + 0.5) / kGrid;
      if (cy < bottom || cy > top) continue;
      for (int c = 0; c < kGrid; ++c) {
        const double cx = x_ + w_ * (c + 0.5) / kGrid;
        if (cx >= left && cx <= right) grid_[static_cast<std::size_t>(r * kGrid + c)] = true;
      }
    }
  }

  QPDF& pdf_;
  QPDFObjectHandle resources_;
  const Limits& limits_;
  double x_, y_, w_, h_;
  Matrix matrix_;
  int mode_ = 0, depth_ = 0, forms_ = 0;
  std::uint64_t budget_ = 2 * kMostContent;
  std::vector<std::pair<Matrix, int>> states_;
  std::vector<QPDFObjectHandle> operands_;
  std::set<QPDFObjGen> open_forms_;
  std::vector<bool> grid_ = std::vector<bool>(kGrid * kGrid, false);
  std::vector<Placed> placed_;
  double best_ = 0, dpi_ = 0;
  std::size_t hidden_ = 0, shown_ = 0, images_ = 0;
  bool painted_ = false;
  QPDFObjectHandle image_ = QPDFObjectHandle::newNull();
  Matrix image_at_;
};

QPDFObjectHandle::Rectangle area_of(QPDFPageObjectHelper& page) {
  QPDFObjectHandle box = page.getCropBox();
  return box.isRectangle() ? box.getArrayAsRectangle() : QPDFObjectHandle::Rectangle{0, 0, 612, 792};
}

bool grey_or_rgb(QPDFObjectHandle space) {
  if (space.isName()) return space.getName() == "/DeviceGray" || space.getName() == "/DeviceRGB" || space.getName() == "/CalGray" || space.getName() == "/CalRGB";
  if (!space.isArray() || space.getArrayNItems() < 2 || !space.getArrayItem(0).isName()) return false;
  const std::string name = space.getArrayItem(0).getName();
  if (name == "/CalGray" || name == "/CalRGB") return true;
  if (name != "/ICCBased" || !space.getArrayItem(1).isStream()) return false;
  QPDFObjectHandle components = space.getArrayItem(1).getDict().getKey("/N");
  return components.isInteger() && (components.getIntValue() == 1 || components.getIntValue() == 3);
}

// Whether the stream holds a JPEG file that shows as it decodes: no mask, no other decoding, grey or RGB.
bool plain_jpeg(QPDFObjectHandle image) {
  QPDFObjectHandle dict = image.getDict(), filter = dict.getKey("/Filter");
  if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
  if (!filter.isName() || filter.getName() != "/DCTDecode") return false;
  for (const char* key : {"/Mask", "/SMask", "/Decode", "/DecodeParms", "/ImageMask", "/Alternates"})
    if (!dict.getKey(key).isNull()) return false;
  return grey_or_rgb(dict.getKey("/ColorSpace"));
}

}  // namespace

// A page's images in its own space, and what turns that space into the page as displayed.
struct Laid {
  std::vector<Placed> images;
  double x = 0, y = 0, w = 0, h = 0;
  int turn = 0;
};

struct PdfStructure::Impl {
  QPDF pdf;
  std::map<int, Laid> laid;  // of the pages looked at last
  std::vector<QPDFObjectHandle> pages;
  Limits limits;
  bool valid = false;

  template <class Use>
  void looked(int n, Use use);
  const Laid& laid_out(int n);
};

PdfStructure::PdfStructure(const std::filesystem::path& path, const std::string& password, const Limits& limits) : impl_(std::make_unique<Impl>()) {
  impl_->limits = limits;
  try {
    const auto quiet = QPDFLogger::create();
    quiet->setError(quiet->discard());
    quiet->setWarn(quiet->discard());
    quiet->setInfo(quiet->discard());
    impl_->pdf.setLogger(quiet);
    impl_->pdf.setSuppressWarnings(true);
    impl_->pdf.processFile(path.c_str(), password.c_str());
    impl_->pages = impl_->pdf.getAllPages();
    impl_->valid = true;
  } catch (const std::exception&) {
    impl_->valid = false;
  }
}

PdfStructure::~PdfStructure() = default;

bool PdfStructure::valid() const { return impl_->valid; }
int PdfStructure::page_count() const { return impl_->valid ? static_cast<int>(impl_->pages.size()) : 0; }

// Runs the page's instructions past a looker; nothing where they are broken, since Poppler shows what it can.
template <class Use>
void PdfStructure::Impl::looked(int n, Use use) {
  if (!valid || n < 1 || static_cast<std::size_t>(n) > pages.size()) return;
  try {
    QPDFPageObjectHelper helper(pages[static_cast<std::size_t>(n - 1)]);
    const QPDFObjectHandle::Rectangle area = area_of(helper);
    Looker looker(pdf, helper.getAttribute("/Resources", false), limits, area.llx, area.lly, std::max(1.0, area.urx - area.llx), std::max(1.0, area.ury - area.lly));
    std::string content;
    for (QPDFObjectHandle& stream : helper.getPageContents()) {
      content += unpacked(stream, std::min(kMostContent, limits.expanded));
      content += '\n';
      if (content.size() > kMostContent) throw Error(ErrorCode::too_large, "source", "", n, "the page's instructions unpack to more than " + size_text(kMostContent));
    }
    looker.run(content);
    use(looker, helper);
  } catch (const Error&) {
    throw;
  } catch (const std::exception&) {
  }
}

std::vector<std::string> PdfStructure::attachments() const {
  constexpr std::size_t most = 300;
  std::vector<std::string> out;
  if (!valid()) return out;
  try {
    for (const auto& entry : QPDFEmbeddedFileDocumentHelper(impl_->pdf).getEmbeddedFiles()) {
      if (out.size() >= most) break;
      const std::string name = entry.second->getFilename();
      out.push_back(name.empty() ? entry.first : name);
    }
  } catch (const std::exception&) {  // a broken tree of names carries nothing
  }
  return out;
}

Source::Look PdfStructure::look(int n) {
  Source::Look out;
  impl_->looked(n, [&](const Looker& looker, QPDFPageObjectHelper&) { out = looker.look(); });
  return out;
}

const Laid& PdfStructure::Impl::laid_out(int n) {
  const auto known = laid.find(n);
  if (known != laid.end()) return known->second;
  constexpr std::size_t most_kept = 8;
  if (laid.size() >= most_kept) laid.erase(laid.begin());
  Laid& out = laid[n];
  const auto take = [&](const Looker& looker, QPDFPageObjectHelper& page) {
    const QPDFObjectHandle::Rectangle area = area_of(page);
    out = {looker.placed(), area.llx, area.lly, std::max(1.0, area.urx - area.llx), std::max(1.0, area.ury - area.lly), 0};
    QPDFObjectHandle turn = page.getAttribute("/Rotate", false);
    if (turn.isInteger()) out.turn = static_cast<int>((turn.getIntValue() % 360 + 360) % 360);
  };
  try {
    looked(n, take);
  } catch (const Error&) {  // a page beyond the limits says so when it is read itself
  }
  return out;
}

namespace {

double overlap(double a1, double a2, double b1, double b2) { return std::min(a2, b2) - std::max(a1, b1); }

// Tiles and strips of one picture: they touch along a side.
bool joined(const Placed& a, const Placed& b) {
  constexpr double slack = 1.5;  // points
  const double across = overlap(a.left, a.right, b.left, b.right), up = overlap(a.bottom, a.top, b.bottom, b.top);
  const double narrower = std::min(a.right - a.left, b.right - b.left), lower = std::min(a.top - a.bottom, b.top - b.bottom);
  return (across > 0.8 * narrower && up > -slack) || (up > 0.8 * lower && across > -slack);
}

std::vector<Placed> whole_pictures(std::vector<Placed> parts) {
  constexpr std::size_t most = 400;  // a page of thousands of marks drawn as images is no page of pictures
  if (parts.size() > most) return {};
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < parts.size(); ++i)
      for (std::size_t k = i + 1; k < parts.size();) {
        if (!joined(parts[i], parts[k])) {
          ++k;
          continue;
        }
        parts[i] = {std::min(parts[i].left, parts[k].left), std::min(parts[i].bottom, parts[k].bottom), std::max(parts[i].right, parts[k].right),
                    std::max(parts[i].top, parts[k].top), std::max(parts[i].dpi, parts[k].dpi), parts[i].object};
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(k));
        again = true;
      }
  }
  return parts;
}

bool shows(const Laid& page, QPDFObjGen object) {
  return std::any_of(page.images.begin(), page.images.end(), [&](const Placed& image) { return image.object == object; });
}

}  // namespace

std::vector<Source::Picture> PdfStructure::pictures(int n) {
  std::vector<Placed> images = impl_->laid_out(n).images;
  const auto elsewhere = [&](const Placed& image) {
    if (image.object.getObj() == 0) return false;
    return (n > 1 && shows(impl_->laid_out(n - 1), image.object)) || (n < page_count() && shows(impl_->laid_out(n + 1), image.object));
  };
  images.erase(std::remove_if(images.begin(), images.end(), elsewhere), images.end());
  const Laid& page = impl_->laid_out(n);
  std::vector<Source::Picture> out;
  for (const Placed& image : whole_pictures(std::move(images))) {
    const double left = std::max(image.left, page.x), right = std::min(image.right, page.x + page.w);
    const double bottom = std::max(image.bottom, page.y), top = std::min(image.top, page.y + page.h);
    if (right - left < 1 || top - bottom < 1) continue;
    const Box upright = checked_box(left - page.x, page.y + page.h - top, right - left, top - bottom);
    out.push_back({turned(upright, page.turn, page.w, page.h), image.dpi});
  }
  return out;
}

double PdfStructure::images_held(int n) {
  constexpr double large = 0.1;  // of the page
  const Laid& page = impl_->laid_out(n);
  double least = 1;
  for (const Placed& image : page.images)
    if (image.object.getObj() != 0 && (image.right - image.left) * (image.top - image.bottom) >= large * page.w * page.h)
      least = std::min(least, share_held(impl_->pdf.getObject(image.object)));
  return least;
}

std::string PdfStructure::whole_jpeg(int n) {
  std::string out;
  impl_->looked(n, [&](const Looker& looker, QPDFPageObjectHelper& page) {
    QPDFObjectHandle turn = page.getAttribute("/Rotate", false);
    if (turn.isInteger() && turn.getIntValue() % 360 != 0) return;
    if (page.getObjectHandle().getKey("/Annots").isArray()) return;  // notes and stamps are drawn over it
    QPDFObjectHandle image = looker.whole_image();
    if (!image.isStream() || !plain_jpeg(image)) return;
    const auto bytes = image.getRawStreamData();
    out.assign(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
  });
  return out;
}

}  // namespace minutier::source
