#include "pipeline/base/qpdf.hpp"

#include "pipeline/source/pdf_structure.hpp"

#include <algorithm>
#include <map>

#include "pipeline/base/error.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/pdf_image.hpp"
#include "pipeline/source/pdf_page_look.hpp"

namespace minutier::source {
namespace {

QPDFObjectHandle::Rectangle area_of(QPDFPageObjectHelper& page) {
  QPDFObjectHandle box = page.getCropBox();
  return box.isRectangle() ? box.getArrayAsRectangle() : QPDFObjectHandle::Rectangle{0, 0, 612, 792};
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
    PageLook looker(pdf, helper.getAttribute("/Resources", false), limits, area.llx, area.lly, std::max(1.0, area.urx - area.llx), std::max(1.0, area.ury - area.lly));
    std::string content;
    for (QPDFObjectHandle& stream : helper.getPageContents()) {
      content += unpacked(stream, std::min(most_content, limits.expanded));
      content += '\n';
      if (content.size() > most_content) throw Error(ErrorCode::too_large, "source", "", n, "the page's instructions unpack to more than " + size_text(most_content));
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
  impl_->looked(n, [&](const PageLook& looker, QPDFPageObjectHelper&) { out = looker.look(); });
  return out;
}

const Laid& PdfStructure::Impl::laid_out(int n) {
  const auto known = laid.find(n);
  if (known != laid.end()) return known->second;
  constexpr std::size_t most_kept = 8;
  if (laid.size() >= most_kept) laid.erase(laid.begin());
  Laid& out = laid[n];
  const auto take = [&](const PageLook& looker, QPDFPageObjectHelper& page) {
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

Source::Held PdfStructure::images_held(int n) {
  constexpr double large = 0.1;  // of the page
  const Laid& page = impl_->laid_out(n);
  Source::Held least;
  for (const Placed& image : page.images)
    if (image.object.getObj() != 0 && (image.right - image.left) * (image.top - image.bottom) >= large * page.w * page.h) {
      const Source::Held held = held_of(impl_->pdf.getObject(image.object));
      least = {std::min(least.share, held.share), least.coarse || held.coarse};
    }
  return least;
}

std::string PdfStructure::whole_jpeg(int n) {
  std::string out;
  impl_->looked(n, [&](const PageLook& looker, QPDFPageObjectHelper& page) {
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
