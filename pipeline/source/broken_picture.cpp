#include "pipeline/source/broken_picture.hpp"

#include <leptonica/allheaders.h>
#include <png.h>
#include <tiffio.h>

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <memory>
#include <vector>

#include "pipeline/base/error.hpp"
#include "pipeline/source/files.hpp"

namespace minutier::source {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_bytes = std::uint64_t{2} << 30;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, FileCloser>;

unsigned byte_at(std::string_view bytes, std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U; }

// The rows at the end that are all of the grey a JPEG decoder makes of no data.
int empty_rows(Pix* pix) {
  constexpr l_uint32 nothing = 128;
  const int width = pixGetWidth(pix), height = pixGetHeight(pix), depth = pixGetDepth(pix);
  if (depth != 8 && depth != 32) return 0;
  const auto empty = [&](int y) {
    const l_uint32* row = pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
    for (int x = 0; x < width; ++x)
      if (depth == 8 ? GET_DATA_BYTE(row, x) != nothing : (row[x] >> 8) != (nothing << 16 | nothing << 8 | nothing)) return false;
    return true;
  };
  int rows = 0;
  while (rows < height && empty(height - 1 - rows)) ++rows;
  return rows;
}

void whiten_from(Pix* pix, int row) { pixRasterop(pix, 0, row, pixGetWidth(pix), pixGetHeight(pix) - row, PIX_SET, nullptr, 0, 0); }

// Told by the marker of the frame: its coefficients come in several scans, each finer.
bool progressive(std::string_view bytes) {
  for (std::size_t at = 2; at + 4 < bytes.size() && byte_at(bytes, at) == 0xFF;) {
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == 0xC2 || marker == 0xCA) return true;
    if (marker == 0xDA || marker == 0xC0 || marker == 0xC1) return false;
    at += 2 + (byte_at(bytes, at + 2) << 8 | byte_at(bytes, at + 3));
  }
  return false;
}

// A decoder's warnings alone say little: many a sound JPEG has bytes too many.
Decoded judged(PixPtr pix, int warnings, const std::string& bytes) {
  Decoded out;
  if (!pix) return out;
  if (warnings > 0) {
    const int height = pixGetHeight(pix.get()), missing = empty_rows(pix.get());
    if (missing > 0) whiten_from(pix.get(), height - missing);
    out.held.share = static_cast<double>(height - missing) / height;
    out.held.coarse = missing == 0 && !jpeg_ends(bytes) && progressive(bytes);
  }
  out.pix = std::move(pix);
  return out;
}

void quiet_warning(png_structp, png_const_charp) {}
void jump_back(png_structp png, png_const_charp) { png_longjmp(png, 1); }

// Rows of grey into the page, as far as they come. No object with a destructor is made here: the library leaves it by a long jump.
int png_rows(std::FILE* file, png_structp png, png_infop info, Pix** out, png_bytep row, std::size_t row_size) {
  volatile int rows = 0;
  if (setjmp(png_jmpbuf(png))) return rows;
  png_init_io(png, file);
  png_set_crc_action(png, PNG_CRC_WARN_USE, PNG_CRC_WARN_USE);
  png_read_info(png, info);
  if (png_get_interlace_type(png, info) != PNG_INTERLACE_NONE) return 0;  // every row needs all of the file
  png_set_expand(png);
  png_set_strip_16(png);
  png_set_strip_alpha(png);
  if ((png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR) != 0) png_set_rgb_to_gray_fixed(png, 1, -1, -1);
  png_read_update_info(png, info);
  const png_uint_32 width = png_get_image_width(png, info), height = png_get_image_height(png, info);
  if (png_get_rowbytes(png, info) != width || width > row_size) return 0;
  *out = pixCreate(static_cast<l_int32>(width), static_cast<l_int32>(height), 8);
  if (!*out) return 0;
  for (png_uint_32 y = 0; y < height; ++y) {
    png_read_row(png, row, nullptr);
    l_uint32* line = pixGetData(*out) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(*out);
    for (png_uint_32 x = 0; x < width; ++x) SET_DATA_BYTE(line, x, row[x]);
    rows = static_cast<int>(y) + 1;
  }
  return rows;
}

struct TiffCloser {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffPtr = std::unique_ptr<TIFF, TiffCloser>;

TiffPtr open_tiff(const fs::path& path, int frame) {
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  TiffPtr tiff(TIFFOpen(path.c_str(), "r"));
  if (tiff && TIFFSetDirectory(tiff.get(), static_cast<tdir_t>(frame)) == 0) tiff.reset();
  return tiff;
}

std::uint32_t field_of(TIFF* tiff, std::uint32_t tag, std::uint32_t otherwise) {
  std::uint32_t out = otherwise;
  if (tag == TIFFTAG_IMAGEWIDTH || tag == TIFFTAG_IMAGELENGTH) return TIFFGetField(tiff, tag, &out) == 1 ? out : otherwise;
  std::uint16_t small = 0;
  return TIFFGetFieldDefaulted(tiff, tag, &small) == 1 ? small : otherwise;
}

// One row of samples as a row of the image: black and white as they are, grey and colour as grey.
void put_row(Pix* pix, int y, const std::vector<unsigned char>& row, unsigned samples, bool white_is_zero) {
  l_uint32* line = pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
  const int width = pixGetWidth(pix);
  for (int x = 0; x < width; ++x) {
    const auto at = static_cast<std::size_t>(x) * samples;
    if (pixGetDepth(pix) == 1) {
      const bool bit = row[static_cast<std::size_t>(x) / 8] >> (7 - x % 8) & 1;
      if (bit == white_is_zero) SET_DATA_BIT(line, x);
      else CLEAR_DATA_BIT(line, x);
    } else {
      const unsigned grey = samples >= 3 ? (77U * row[at] + 150U * row[at + 1] + 29U * row[at + 2]) >> 8 : row[at];
      SET_DATA_BYTE(line, x, white_is_zero ? 255 - grey : grey);
    }
  }
}

}  // namespace

bool jpeg_ends(std::string_view bytes) {
  constexpr std::size_t tail = 4096;  // what some programs put behind a picture
  const std::size_t end = bytes.rfind("\xFF\xD9");
  return end != std::string_view::npos && end + tail >= bytes.size();
}

Decoded decode_jpeg(const fs::path& path) {
  const FilePtr file(std::fopen(path.c_str(), "rb"));
  if (!file) return {};
  l_int32 warnings = 0;
  PixPtr pix(pixReadStreamJpeg(file.get(), 0, 1, &warnings, L_JPEG_CONTINUE_WITH_BAD_DATA));
  return judged(std::move(pix), warnings, warnings > 0 ? read_file(path, most_bytes) : std::string());
}

Decoded decode_jpeg(const std::string& bytes) {
  l_int32 warnings = 0;
  PixPtr pix(pixReadMemJpeg(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), 0, 1, &warnings, L_JPEG_CONTINUE_WITH_BAD_DATA));
  return judged(std::move(pix), warnings, bytes);
}

Decoded decode_broken_png(const fs::path& path) {
  const FilePtr file(std::fopen(path.c_str(), "rb"));
  if (!file) return {};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, jump_back, quiet_warning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  std::vector<unsigned char> row(1 << 20);
  Pix* made = nullptr;
  const int rows = info ? png_rows(file.get(), png, info, &made, row.data(), row.size()) : 0;
  if (png) png_destroy_read_struct(&png, info ? &info : nullptr, nullptr);
  Decoded out;
  out.pix.reset(made);
  if (!made || rows == 0) return {nullptr, {0, false}};
  whiten_from(made, rows);
  out.held.share = static_cast<double>(rows) / pixGetHeight(made);
  return out;
}

Decoded decode_broken_tiff(const fs::path& path, int frame) {
  const TiffPtr tiff = open_tiff(path, frame);
  if (!tiff || TIFFIsTiled(tiff.get())) return {nullptr, {0, false}};
  const std::uint32_t width = field_of(tiff.get(), TIFFTAG_IMAGEWIDTH, 0), height = field_of(tiff.get(), TIFFTAG_IMAGELENGTH, 0);
  const std::uint32_t bits = field_of(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1), samples = field_of(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
  const std::uint32_t colours = field_of(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  const bool known = (bits == 8 && (colours == PHOTOMETRIC_MINISBLACK || colours == PHOTOMETRIC_MINISWHITE || (colours == PHOTOMETRIC_RGB && samples >= 3))) ||
                     (bits == 1 && samples == 1 && colours <= PHOTOMETRIC_MINISBLACK);
  if (!known || width == 0 || height == 0 || field_of(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) != PLANARCONFIG_CONTIG) return {nullptr, {0, false}};
  std::vector<unsigned char> row(static_cast<std::size_t>(std::max<tmsize_t>(0, TIFFScanlineSize(tiff.get()))));
  if (row.size() < (bits == 1 ? (width + 7) / 8 : std::size_t{width} * samples)) return {nullptr, {0, false}};
  Decoded out;
  out.pix.reset(pixCreate(static_cast<l_int32>(width), static_cast<l_int32>(height), bits == 1 ? 1 : 8));
  if (!out.pix) return {nullptr, {0, false}};
  std::uint32_t rows = 0;
  for (; rows < height && TIFFReadScanline(tiff.get(), row.data(), rows, 0) == 1; ++rows)
    put_row(out.pix.get(), static_cast<int>(rows), row, samples, colours == PHOTOMETRIC_MINISWHITE);
  if (rows == 0) return {nullptr, {0, false}};
  pixRasterop(out.pix.get(), 0, static_cast<l_int32>(rows), static_cast<l_int32>(width), static_cast<l_int32>(height - rows), bits == 1 ? PIX_CLR : PIX_SET, nullptr, 0, 0);
  float resolution = 0;
  if (TIFFGetField(tiff.get(), TIFFTAG_XRESOLUTION, &resolution) == 1 && resolution > 0 && resolution < 10'000)
    pixSetResolution(out.pix.get(), static_cast<l_int32>(resolution), static_cast<l_int32>(resolution));
  out.held.share = static_cast<double>(rows) / height;
  return out;
}

double tiff_held(const fs::path& path, int frame) {
  const TiffPtr tiff = open_tiff(path, frame);
  std::error_code failed;
  const std::uintmax_t size = fs::file_size(path, failed);
  if (!tiff || failed) return 1;
  const std::uint32_t parts = TIFFIsTiled(tiff.get()) ? TIFFNumberOfTiles(tiff.get()) : TIFFNumberOfStrips(tiff.get());
  double wanted = 0, there = 0;
  for (std::uint32_t i = 0; i < parts; ++i) {
    const std::uint64_t at = TIFFGetStrileOffset(tiff.get(), i), length = TIFFGetStrileByteCount(tiff.get(), i);
    wanted += static_cast<double>(length);
    if (at < size) there += static_cast<double>(std::min<std::uint64_t>(length, size - at));
  }
  return wanted > 0 ? there / wanted : 1;
}

}  // namespace minutier::source
