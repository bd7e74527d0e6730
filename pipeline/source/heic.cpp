#include "pipeline/source/heic.hpp"

#include <leptonica/allheaders.h>
#include <libheif/heif.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include "pipeline/base/error.hpp"

namespace minutier::source {
namespace {

namespace fs = std::filesystem;

struct Closer {
  void operator()(heif_context* context) const { heif_context_free(context); }
  void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
  void operator()(heif_image* image) const { heif_image_release(image); }
};

Error damaged(const fs::path& path, const heif_error& error) {
  return Error(ErrorCode::damaged, "source", path.string(), 0, std::string("the HEIF image cannot be read (") + (error.message ? error.message : "") + "); ask for it again, or for a JPEG");
}

// The primary image, its size checked.
class Opened {
 public:
  Opened(const fs::path& path, const Limits& limits) : context_(heif_context_alloc()) {
    if (!context_) throw Error(ErrorCode::out_of_memory, "source", path.string(), 0, "no memory for the image");
    heif_error error = heif_context_read_from_file(context_.get(), path.c_str(), nullptr);
    heif_image_handle* handle = nullptr;
    if (error.code == heif_error_Ok) error = heif_context_get_primary_image_handle(context_.get(), &handle);
    if (error.code != heif_error_Ok) throw damaged(path, error);
    handle_.reset(handle);
    const auto pixels = static_cast<std::uint64_t>(std::max(0, width())) * static_cast<std::uint64_t>(std::max(0, height()));
    if (pixels == 0) throw Error(ErrorCode::damaged, "source", path.string(), 0, "the image has no size");
    if (pixels > limits.pixels)
      throw Error(ErrorCode::too_large, "source", path.string(), 0,
                  std::to_string(width()) + " x " + std::to_string(height()) + " pixels, above the limit of " + std::to_string(limits.pixels / 1'000'000) + " million; scale it down");
  }
  int width() const { return heif_image_handle_get_width(handle_.get()); }
  int height() const { return heif_image_handle_get_height(handle_.get()); }
  const heif_image_handle* handle() const { return handle_.get(); }

 private:
  std::unique_ptr<heif_context, Closer> context_;
  std::unique_ptr<heif_image_handle, Closer> handle_;
};

}  // namespace

PictureHeader heic_header(const fs::path& path, const Limits& limits) {
  const Opened opened(path, limits);
  return {opened.width(), opened.height(), 0, 1};
}

PixPtr read_heic(const fs::path& path, const Limits& limits) {
  const Opened opened(path, limits);
  heif_image* made = nullptr;
  const heif_error error = heif_decode_image(opened.handle(), &made, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nullptr);
  if (error.code != heif_error_Ok) throw damaged(path, error);
  const std::unique_ptr<heif_image, Closer> image(made);
  const int width = heif_image_get_width(image.get(), heif_channel_interleaved), height = heif_image_get_height(image.get(), heif_channel_interleaved);
  int stride = 0;
  const std::uint8_t* from = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
  PixPtr pix(from && width > 0 && height > 0 ? pixCreate(width, height, 32) : nullptr);
  if (!pix) throw Error(ErrorCode::damaged, "source", path.string(), 0, "the HEIF image holds no picture");
  for (int y = 0; y < height; ++y) {
    l_uint32* row = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    const std::uint8_t* source = from + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < width; ++x, source += 3) composeRGBPixel(source[0], source[1], source[2], row + x);
  }
  return pix;
}

}  // namespace minutier::source
