#include "pipeline/source/picture.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <mutex>

#include "pipeline/base/error.hpp"
#include "pipeline/source/broken_picture.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/heic.hpp"
#include "pipeline/source/media_type.hpp"

namespace minutier::source {

void PixDeleter::operator()(Pix* pix) const { pixDestroy(&pix); }

void quiet_leptonica() {
  static std::once_flag once;
  std::call_once(once, [] { setMsgSeverity(L_SEVERITY_NONE); });
}

namespace {

namespace fs = std::filesystem;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, FileCloser>;

Error failure(ErrorCode code, const fs::path& path, int page, const std::string& detail) {
  return Error(code, "source", path.string(), page, detail);
}

// The orientation in a JPEG's EXIF block, 1 for none.
int exif_orientation(const std::string& head) {
  const auto byte = [&](std::size_t at) { return at < head.size() ? static_cast<unsigned char>(head[at]) : 0u; };
  if (byte(0) != 0xFF || byte(1) != 0xD8) return 1;
  for (std::size_t at = 2; at + 4 < head.size() && byte(at) == 0xFF;) {
    const std::size_t size = byte(at + 2) << 8 | byte(at + 3);
    if (byte(at + 1) == 0xDA || size < 2) break;
    if (byte(at + 1) == 0xE1 && head.compare(at + 4, 6, std::string("Exif\0\0", 6)) == 0) {
      const std::size_t base = at + 10;
      const bool little = byte(base) == 'I';
      const auto u16 = [&](std::size_t p) { return little ? byte(p) | byte(p + 1) << 8 : byte(p) << 8 | byte(p + 1); };
      const auto u32 = [&](std::size_t p) {
        return little ? static_cast<std::size_t>(u16(p)) | static_cast<std::size_t>(u16(p + 2)) << 16
                      : static_cast<std::size_t>(u16(p)) << 16 | static_cast<std::size_t>(u16(p + 2));
      };
      const std::size_t table = base + u32(base + 4);
      const unsigned count = u16(table);
      for (unsigned i = 0; i < count && i < 200; ++i) {
        const std::size_t entry = table + 2 + 12 * i;
        if (u16(entry) != 0x0112) continue;
        const int value = static_cast<int>(u16(entry + 8));
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    at += 2 + size;
  }
  return 1;
}

double believable(int x, int y) {
  const int dpi = std::max(x, y);
  return dpi >= 50 && dpi <= 2400 ? dpi : 0;
}

void check_pixels(const fs::path& path, int page, int width, int height, const Limits& limits) {
  if (width <= 0 || height <= 0) throw failure(ErrorCode::damaged, path, page, "the image has no size");
  const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
  if (pixels > limits.pixels)
    throw failure(ErrorCode::too_large, path, page,
                  std::to_string(width) + " x " + std::to_string(height) + " pixels, above the limit of " + std::to_string(limits.pixels / 1'000'000) +
                      " million; scale it down");
}

PictureHeader turned(PictureHeader header) {
  if (header.orientation >= 5) std::swap(header.width, header.height);
  return header;
}

PixPtr upright(PixPtr pix, int orientation) {
  const auto next = [&](Pix* made) { pix.reset(made); };
  if (orientation == 2 || orientation == 5 || orientation == 7 || orientation == 4) next(pixFlipLR(nullptr, pix.get()));
  if (!pix) return pix;
  if (orientation == 3 || orientation == 4) next(pixRotate180(nullptr, pix.get()));
  if (orientation == 6 || orientation == 7) next(pixRotateOrth(pix.get(), 1));
  if (orientation == 8 || orientation == 5) next(pixRotateOrth(pix.get(), 3));
  return pix;
}

Decoded decoded_file(const fs::path& path, l_int32 format, int frame) {
  if (format == IFF_JFIF_JPEG) return decode_jpeg(path);
  const bool tiff = L_FORMAT_IS_TIFF(format);
  Decoded out;
  out.pix.reset(tiff ? pixReadTiff(path.c_str(), frame) : pixRead(path.c_str()));
  if (!out.pix && format == IFF_PNG) return decode_broken_png(path);
  if (!out.pix && tiff) return decode_broken_tiff(path, frame);
  if (tiff && pixGetDepth(out.pix.get()) == 32) out.held.share = tiff_held(path, frame);  // colour is shown as far as it goes, without a word
  if (format == IFF_JP2) {
    const std::string bytes = read_file(path, Limits{}.bytes);
    if (!out.pix) return decode_broken_jpeg2000(bytes);
    out.held = jpeg2000_held(bytes);
  }
  return out;
}

bool is_heic(const fs::path& path) { return media_type_of_head(read_head(path, 12)) == media::heic; }

std::vector<PictureHeader> tiff_headers(const fs::path& path, const Limits& limits) {
  const FilePtr file(std::fopen(path.c_str(), "rb"));
  l_int32 count = 0;
  if (!file || tiffGetCount(file.get(), &count) != 0 || count <= 0) throw failure(ErrorCode::damaged, path, 0, "the TIFF cannot be read; ask for it again");
  if (count > limits.pages) throw failure(ErrorCode::too_large, path, 0, std::to_string(count) + " pages, above the limit of " + std::to_string(limits.pages));
  std::vector<PictureHeader> out;
  for (l_int32 n = 0; n < count; ++n) {
    l_int32 w = 0, h = 0, resolution = 0, format = 0;
    if (readHeaderTiff(path.c_str(), n, &w, &h, nullptr, nullptr, &resolution, nullptr, &format) != 0) {
      out.push_back({});  // decoding this page will say so; the others are read
      continue;
    }
    check_pixels(path, n + 1, w, h, limits);
    out.push_back({w, h, believable(resolution, resolution), 1});
  }
  return out;
}

}  // namespace

std::vector<PictureHeader> picture_headers(const fs::path& path, const Limits& limits) {
  quiet_leptonica();
  if (is_heic(path)) return {heic_header(path, limits)};
  l_int32 format = 0;
  const FilePtr file(std::fopen(path.c_str(), "rb"));
  if (!file || findFileFormatStream(file.get(), &format) != 0 || format == IFF_UNKNOWN)
    throw failure(ErrorCode::damaged, path, 0, "the image cannot be read; ask for it again");
  if (L_FORMAT_IS_TIFF(format)) return tiff_headers(path, limits);
  l_int32 w = 0, h = 0;
  if (pixReadHeader(path.c_str(), &format, &w, &h, nullptr, nullptr, nullptr) != 0)
    throw failure(ErrorCode::damaged, path, 0, "the image's header cannot be read; the file may be cut off");
  check_pixels(path, 0, w, h, limits);
  PictureHeader header{w, h, 0, 1};
  l_int32 x = 0, y = 0;
  std::rewind(file.get());
  if (format == IFF_JFIF_JPEG && fgetJpegResolution(file.get(), &x, &y) == 0) header.dpi = believable(x, y);
  if (format == IFF_PNG && fgetPngResolution(file.get(), &x, &y) == 0) header.dpi = believable(x, y);
  if (format == IFF_JFIF_JPEG) header.orientation = exif_orientation(read_head(path, 256 * 1024));
  return {turned(header)};
}

PixPtr read_picture(const fs::path& path, const PictureHeader& header, int frame, Source::Held* held) {
  if (is_heic(path)) return read_heic(path, Limits{});
  l_int32 format = 0;
  findFileFormat(path.c_str(), &format);
  Decoded decoded = decoded_file(path, format, frame);
  PixPtr pix = std::move(decoded.pix);
  if (held) *held = decoded.held;
  if (pix) pix = upright(std::move(pix), header.orientation);
  if (!pix) throw failure(ErrorCode::damaged, path, 0, "the image cannot be decoded; the file may be cut off");
  return pix;
}

PictureHeader picture_header(const std::string& bytes) {
  quiet_leptonica();
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  l_int32 format = 0, w = 0, h = 0;
  if (bytes.size() < 32 || pixReadHeaderMem(data, bytes.size(), &format, &w, &h, nullptr, nullptr, nullptr) != 0) return {};
  PictureHeader header{w, h, 0, 1};
  if (format == IFF_JFIF_JPEG) header.orientation = exif_orientation(bytes);
  return turned(header);
}

PixPtr read_picture(const std::string& bytes, const PictureHeader& header, const std::string& document) {
  PixPtr pix(pixReadMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size()));
  if (pix) pix = upright(std::move(pix), header.orientation);
  if (!pix) throw failure(ErrorCode::damaged, document, 0, "a picture inside cannot be decoded");
  return pix;
}

void size_in_points(const PictureHeader& header, double& width, double& height, double& dpi) {
  const double longest = std::max(header.width, header.height);
  dpi = header.dpi;
  const bool poster = dpi > 0 && longest / dpi > 40;  // over a metre: the resolution is a default, not the scan's
  if (dpi <= 0 || poster) dpi = longest / (842.0 / 72.0);
  width = dpi > 0 ? header.width * 72.0 / dpi : 0;
  height = dpi > 0 ? header.height * 72.0 / dpi : 0;
}

}  // namespace minutier::source
