// Page images: one file, a TIFF of many pages, or many files in order.
#include <leptonica/allheaders.h>

#include <cmath>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/source/discover.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/picture.hpp"
#include "pipeline/source/readers.hpp"
#include "pipeline/source/transcription.hpp"

namespace minutier::source {
namespace {

struct Shot {
  fs::path path;
  int frame = 0;
  PictureHeader header;
  std::string failure;       // why the file cannot be read, where it cannot
  ErrorCode failure_code = ErrorCode::damaged;
};

class ImageSource : public Source {
 public:
  ImageSource(const std::vector<fs::path>& parts, const Options& options) : limits_(options.limits) {
    std::string hashes;
    for (const fs::path& path : parts) {
      add(path, parts.size() > 1);
      hashes += sha256_file(path);
      description_.parts.push_back(path.string());
    }
    if (static_cast<int>(shots_.size()) > limits_.pages)
      throw Error(ErrorCode::too_large, "source", parts.front().string(), 0, std::to_string(shots_.size()) + " pages, above the limit of " + std::to_string(limits_.pages));
    description_.id = parts.size() == 1 ? hashes : sha256(hashes);
    description_.name = group_name(parts);
    description_.media_type = std::string(media_type_of_head(read_head(parts.front(), kHead)));
    description_.page_count = static_cast<int>(shots_.size());
  }

  Page page(int n) override {
    const Shot& shot = at(n);
    const Look size = look(n);
    if (const auto beside = transcription_beside(shot.path)) return transcribed(*beside, n, shot, size);
    return bare_page(n, size);
  }

  Look look(int n) override {
    const Shot& shot = at(n);
    Look look;
    look.image_cover = 1;
    size_in_points(shot.header, look.width, look.height, look.image_dpi);
    return look;
  }

  Held image_held(int n) override {
    if (last_held_.first != n) image(n, 0);
    return last_held_.second;
  }

  PixPtr image(int n, int dpi) override {
    const Shot& shot = at(n);
    Held held;
    PixPtr pix = read_picture(shot.path, shot.header, shot.frame, &held);
    last_held_ = {n, held};
    const double own = look(n).image_dpi;
    if (dpi <= 0 || own <= 0 || std::abs(dpi - own) < 1) return pix;
    const auto scale = static_cast<float>(dpi / own);
    const double pixels = static_cast<double>(pixGetWidth(pix.get())) * pixGetHeight(pix.get()) * scale * scale;
    if (pixels > static_cast<double>(limits_.pixels)) throw error(ErrorCode::too_large, n, "too many pixels at " + std::to_string(dpi) + " dpi");
    PixPtr scaled(pixScale(pix.get(), scale, scale));
    if (!scaled) throw error(ErrorCode::damaged, n, "the image cannot be scaled");
    pixSetResolution(scaled.get(), dpi, dpi);
    return scaled;
  }

 private:
  Error error(ErrorCode code, int n, const std::string& detail) const {
    return Error(code, "source", n >= 1 && n <= static_cast<int>(shots_.size()) ? shots_[static_cast<std::size_t>(n - 1)].path.string() : description_.name, n, detail);
  }

  const Shot& at(int n) const {
    if (n < 1 || n > static_cast<int>(shots_.size())) throw error(ErrorCode::not_found, n, "no such page");
    const Shot& shot = shots_[static_cast<std::size_t>(n - 1)];
    if (!shot.failure.empty()) throw error(shot.failure_code, n, shot.failure);
    return shot;
  }

  // In a register one bad file costs its page only; a file of its own is refused.
  void add(const fs::path& path, bool one_of_many) {
    try {
      const std::string head = read_head(path, kHead);
      if (head.empty()) throw Error(ErrorCode::empty, "source", path.string(), 0, "zero bytes; ask for the file again");
      if (!is_image(media_type_of_head(head)))
        throw Error(ErrorCode::unsupported, "source", path.string(), 0, "no page image; only images can be joined into one source");
      const std::vector<PictureHeader> headers = picture_headers(path, limits_);
      for (std::size_t frame = 0; frame < headers.size(); ++frame) shots_.push_back({path, static_cast<int>(frame), headers[frame], "", ErrorCode::damaged});
    } catch (const Error& error) {
      if (!one_of_many || error.code == ErrorCode::unsupported || error.code == ErrorCode::unreadable) throw;
      shots_.push_back({path, 0, {}, error.detail, error.code});
    }
  }

  // A page without words: its image is yet to be recognised.
  static Page bare_page(int n, const Look& size) {
    Page page;
    page.number = n;
    page.origin = Origin::embedded;
    page.width = size.width;
    page.height = size.height;
    return page;
  }

  Page transcribed(const fs::path& file, int n, const Shot& shot, const Look& size) const {
    try {
      const std::string bytes = read_file(file, std::uint64_t{256} << 20);
      std::vector<Page> pages = read_transcription(bytes, media_type_of_head(bytes.substr(0, kHead)), size.width, size.height);
      const auto index = static_cast<std::size_t>(shot.frame);
      if (index < pages.size()) {
        Page page = std::move(pages[index]);
        page.number = n;
        page.reason = "transcription beside the image: " + file.filename().string();
        return page;
      }
    } catch (const Error& error) {
      Page page = bare_page(n, size);
      page.issues.push_back({std::string(name(error.code)), "source", n, "the transcription " + file.filename().string() + " cannot be read: " + error.detail});
      return page;
    }
    return bare_page(n, size);
  }

  Limits limits_;
  std::vector<Shot> shots_;
  std::pair<int, Held> last_held_;  // of the page decoded last
};

}  // namespace

std::unique_ptr<Source> open_images(const std::vector<fs::path>& parts, const Options& options) {
  return std::make_unique<ImageSource>(parts, options);
}

}  // namespace minutier::source
