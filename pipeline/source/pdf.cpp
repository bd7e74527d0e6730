#include <leptonica/allheaders.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <poppler-version.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <mutex>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/source/broken_picture.hpp"
#include "pipeline/source/markup.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/pdf_structure.hpp"
#include "pipeline/source/picture.hpp"
#include "pipeline/source/readers.hpp"

namespace minutier::source {
namespace {

using PopplerPage = std::unique_ptr<poppler::page>;

void quiet_poppler() {
  static std::once_flag once;
  std::call_once(once, [] { poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr); });
}

std::string text_of(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return std::string(bytes.begin(), bytes.end());
}

// "20210312", with what of the time is known, as ISO 8601.
std::string date_of(poppler::time_type time) {
  if (time == static_cast<poppler::time_type>(-1)) return "";
  const std::time_t seconds = time;
  std::tm parts{};
  if (!gmtime_r(&seconds, &parts)) return "";
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

class PdfSource : public Source {
 public:
  PdfSource(const fs::path& path, const Options& options) : path_(path.string()), limits_(options.limits) {
    quiet_poppler();
    quiet_leptonica();
    document_.reset(poppler::document::load_from_file(path_, options.password, options.password));
    if (!document_) throw error(ErrorCode::damaged, 0, "the PDF cannot be read, nor repaired; ask for the file again");
    if (document_->is_locked())
      throw error(ErrorCode::encrypted, 0, options.password.empty() ? "encrypted; pass --password" : "encrypted; the password given does not open it");
    structure_ = std::make_unique<PdfStructure>(path, options.password, options.limits);
    description_.page_count = structure_->valid() ? structure_->page_count() : document_->pages();
    if (description_.page_count <= 0) throw error(ErrorCode::empty, 0, "a PDF without pages");
    if (description_.page_count > limits_.pages)
      throw error(ErrorCode::too_large, 0, std::to_string(description_.page_count) + " pages, above the limit of " + std::to_string(limits_.pages));
    description_.id = sha256_file(path);
    description_.name = path.filename().string();
    description_.parts = {path_};
    description_.media_type = std::string(media::pdf);
    properties();
  }

  Page page(int n) override {
    const PopplerPage page = poppler_page(n);
    looked(n);  // refuses what would not fit the machine
    double width = 0, height = 0;
    size(*page, width, height);
    Turns turns;
    std::vector<LayoutWord> found = words(*page, width, height, turns);
    const int turn = turns.most();
    Page out = turn == 0 ? compose_page(std::move(found), width, height, Origin::embedded, n) : compose_turned_page(std::move(found), turn, width, height, Origin::embedded, n);
    out.engine = "poppler " + poppler::version_string();
    out.label = label(*page, n);
    return out;
  }

  Look look(int n) override {
    const PopplerPage page = poppler_page(n);
    Look out = looked(n);
    size(*page, out.width, out.height);
    return out;
  }

  std::vector<Picture> pictures(int n) override {
    try {
      return structure_->pictures(n);
    } catch (const Error& failure) {
      throw error(failure.code, n, failure.detail);
    }
  }

  Held image_held(int n) override {
    try {
      return structure_->images_held(n);
    } catch (const Error& failure) {
      throw error(failure.code, n, failure.detail);
    }
  }

  PixPtr image(int n, int dpi) override {
    const PopplerPage page = poppler_page(n);
    const Look look = looked(n);
    if (dpi <= 0) dpi = look.image_dpi >= 72 && look.image_dpi <= 600 ? static_cast<int>(std::lround(look.image_dpi)) : 300;
    double width = 0, height = 0;
    size(*page, width, height);
    if (width * dpi / 72 * height * dpi / 72 > static_cast<double>(limits_.pixels))
      throw error(ErrorCode::too_large, n, "a page of " + std::to_string(std::lround(width / 72)) + " x " + std::to_string(std::lround(height / 72)) + " inches at " +
                                               std::to_string(dpi) + " dpi is too large to render");
    if (look.image_cover > 0.99 && std::abs(dpi - look.image_dpi) < 1)  // its pixels as they are
      if (PixPtr scan = scanned(n, dpi)) return scan;
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_gray8);
    const poppler::image image = renderer.render_page(page.get(), dpi, dpi);
    if (!image.is_valid()) throw error(ErrorCode::damaged, n, "the page cannot be rendered");
    return gray_pix(image, dpi, n);
  }

 private:
  // The page's own image; null where the page is more than one image, or the image does not decode.
  PixPtr scanned(int n, int dpi) {
    std::string jpeg;
    try {
      jpeg = structure_->whole_jpeg(n);
    } catch (const Error& failure) {
      throw error(failure.code, n, failure.detail);
    }
    const PictureHeader header = jpeg.empty() ? PictureHeader{} : picture_header(jpeg);
    if (header.width < 2 || header.height < 2 || static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height) > limits_.pixels) return nullptr;
    PixPtr pix = decode_jpeg(jpeg).pix;
    if (pix && pixGetDepth(pix.get()) != 8) pix.reset(pixConvertTo8(pix.get(), 0));
    if (pix && pixGetColormap(pix.get())) pix.reset(pixRemoveColormap(pix.get(), REMOVE_CMAP_TO_GRAYSCALE));
    if (pix) pixSetResolution(pix.get(), dpi, dpi);
    return pix;
  }

  // What the file itself calls the page (/PageLabels), where that is more than its place.
  static std::string label(const poppler::page& page, int n) {
    constexpr std::size_t most = 40;
    const std::string out = text_of(page.label());
    const bool odd = out.size() > most || !utf8::valid(out) || std::any_of(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
    return odd || out == std::to_string(n) ? std::string() : out;
  }

  Error error(ErrorCode code, int n, const std::string& detail) const { return Error(code, "source", path_, n, detail); }

  PopplerPage poppler_page(int n) const {
    if (n < 1 || n > description_.page_count) throw error(ErrorCode::not_found, n, "no such page");
    PopplerPage page(document_->create_page(n - 1));
    if (!page) throw error(ErrorCode::damaged, n, "the page cannot be read");
    return page;
  }

  Look looked(int n) {
    try {
      return structure_->look(n);
    } catch (const Error& failure) {
      throw error(failure.code, n, failure.detail);
    }
  }

  // As displayed: Poppler's rectangle is the crop box before rotation.
  static void size(const poppler::page& page, double& width, double& height) {
    const poppler::rectf box = page.page_rect(poppler::crop_box);
    width = box.width();
    height = box.height();
    const auto turn = page.orientation();
    if (turn == poppler::page::landscape || turn == poppler::page::seascape) std::swap(width, height);
  }

  // Words by how the page must be turned, clockwise, to read them.
  struct Turns {
    std::size_t count[4] = {};
    int most() const {
      const auto top = std::max_element(std::begin(count), std::end(count));
      return *top > count[0] * 2 ? static_cast<int>(top - std::begin(count)) * 90 : 0;
    }
  };

  static std::vector<LayoutWord> words(const poppler::page& page, double width, double height, Turns& turns) {
    std::vector<LayoutWord> out;
    bool glue = false;  // the word before ran on without a space
    for (const poppler::text_box& item : page.text_list(0)) {
      const poppler::rectf box = item.bbox();
      LayoutWord word;
      word.text = text_of(item.text());
      word.box = {box.x(), box.y(), box.width(), box.height()};
      const bool outside = word.box.right() < 0 || word.box.bottom() < 0 || word.box.x > width || word.box.y > height;
      if (outside || word.text.empty()) continue;
      const bool adjoins = glue && !out.empty() && std::abs(word.box.x - out.back().box.right()) < 0.1 * word.box.h &&
                           std::abs(word.box.bottom() - out.back().box.bottom()) < 0.3 * word.box.h;
      glue = !item.has_space_after();
      turns.count[(4 - (item.rotation() & 3)) & 3] += word.text.size() > 1;
      if (adjoins) {
        out.back().text += word.text;
        out.back().box = cover(out.back().box, word.box);
        continue;
      }
      out.push_back(std::move(word));
    }
    return out;
  }

  PixPtr gray_pix(const poppler::image& image, int dpi, int n) const {
    PixPtr pix(pixCreate(image.width(), image.height(), 8));
    if (!pix) throw error(ErrorCode::out_of_memory, n, "no memory for the page's image");
    pixSetResolution(pix.get(), dpi, dpi);
    const l_int32 words_per_line = pixGetWpl(pix.get());
    for (int y = 0; y < image.height(); ++y) {
      const auto* from = reinterpret_cast<const unsigned char*>(image.const_data()) + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
      l_uint32* line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * words_per_line;
      for (int x = 0; x < image.width(); ++x) SET_DATA_BYTE(line, x, from[x]);
    }
    return pix;
  }

  void properties() {
    const std::pair<const char*, poppler::ustring> known[] = {{"title", document_->get_title()},       {"author", document_->get_author()},
                                                              {"subject", document_->get_subject()},   {"keywords", document_->get_keywords()},
                                                              {"creator", document_->get_creator()},   {"producer", document_->get_producer()}};
    for (const auto& item : known) {
      const std::string value = squeezed(text_of(item.second), false);
      if (!value.empty() && utf8::valid(value)) description_.properties.emplace_back("property/" + std::string(item.first), value);
    }
    const std::string made = date_of(document_->get_creation_date_t()), changed = date_of(document_->get_modification_date_t());
    std::string attached;
    for (const std::string& name : structure_->attachments())
      if (const std::string clean = squeezed(name, false); !clean.empty() && utf8::valid(clean)) attached += (attached.empty() ? "" : ", ") + clean;
    if (!attached.empty()) description_.properties.emplace_back("property/attachments", attached);
    if (!made.empty()) description_.properties.emplace_back("property/date", made);
    if (!changed.empty()) description_.properties.emplace_back("property/modified", changed);
  }

  std::string path_;
  Limits limits_;
  std::unique_ptr<poppler::document> document_;
  std::unique_ptr<PdfStructure> structure_;
};

}  // namespace

std::unique_ptr<Source> open_pdf(const fs::path& path, const Options& options) { return std::make_unique<PdfSource>(path, options); }

}  // namespace minutier::source
