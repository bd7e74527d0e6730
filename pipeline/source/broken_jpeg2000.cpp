// JPEG 2000 whose data breaks off. A file may order its data by resolution, so that a part of it shows the whole picture less sharp, or by
// tiles and places, so that the end of the picture is missing; its decoder paints that grey.
#include <leptonica/allheaders.h>
#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "pipeline/source/broken_picture.hpp"

namespace minutier::source {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U; }
std::size_t u16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1); }
std::size_t u32(std::string_view bytes, std::size_t at) { return u16(bytes, at) << 16 | u16(bytes, at + 2); }

// A codestream begins so, in its box or bare.
constexpr std::string_view codestream = "\xFF\x4F\xFF\x51";

// What the library reads from.
struct Bytes {
  std::string_view all;
  std::size_t at = 0;
};

OPJ_SIZE_T read_bytes(void* buffer, OPJ_SIZE_T wanted, void* user) {
  Bytes& bytes = *static_cast<Bytes*>(user);
  const std::size_t there = std::min<std::size_t>(wanted, bytes.all.size() - bytes.at);
  if (there == 0) return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(buffer, bytes.all.data() + bytes.at, there);
  bytes.at += there;
  return there;
}
OPJ_BOOL seek_bytes(OPJ_OFF_T to, void* user) {
  Bytes& bytes = *static_cast<Bytes*>(user);
  if (to < 0 || static_cast<std::size_t>(to) > bytes.all.size()) return OPJ_FALSE;
  bytes.at = static_cast<std::size_t>(to);
  return OPJ_TRUE;
}
OPJ_OFF_T skip_bytes(OPJ_OFF_T count, void* user) {
  const auto at = static_cast<OPJ_OFF_T>(static_cast<Bytes*>(user)->at);
  return seek_bytes(at + count, user) == OPJ_TRUE ? count : -1;
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

Image decoded(const std::string& bytes) {
  Image image(nullptr, opj_image_destroy);
  Bytes input{bytes};
  const Stream stream(opj_stream_default_create(OPJ_TRUE), opj_stream_destroy);
  const Codec codec(opj_create_decompress(bytes.starts_with(codestream) ? OPJ_CODEC_J2K : OPJ_CODEC_JP2), opj_destroy_codec);
  if (!stream || !codec) return image;
  opj_stream_set_user_data(stream.get(), &input, nullptr);
  opj_stream_set_user_data_length(stream.get(), bytes.size());
  opj_stream_set_read_function(stream.get(), read_bytes);
  opj_stream_set_skip_function(stream.get(), skip_bytes);
  opj_stream_set_seek_function(stream.get(), seek_bytes);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  if (!opj_setup_decoder(codec.get(), &parameters) || !opj_decoder_set_strict_mode(codec.get(), OPJ_FALSE)) return image;
  opj_image_t* made = nullptr;
  if (!opj_read_header(stream.get(), codec.get(), &made)) return image;
  image.reset(made);
  if (!opj_decode(codec.get(), stream.get(), image.get())) image.reset();
  return image;
}

// One component's value at a place of the whole picture, 0 to 255.
int value_at(const opj_image_comp_t& part, int x, int y) {
  const auto column = std::min<std::size_t>(static_cast<std::size_t>(x) / part.dx, part.w - 1), row = std::min<std::size_t>(static_cast<std::size_t>(y) / part.dy, part.h - 1);
  int value = part.data[row * part.w + column];
  if (part.sgnd) value += 1 << (part.prec - 1);
  value = part.prec > 8 ? value >> (part.prec - 8) : part.prec < 8 ? value * 255 / ((1 << part.prec) - 1) : value;
  return std::clamp(value, 0, 255);
}

}  // namespace

Source::Held jpeg2000_held(std::string_view bytes) {
  constexpr unsigned tile_part = 0x90, coding_style = 0x52, by_resolution_last = 2;
  std::size_t at = bytes.find(codestream);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at;
  const bool one_tile = u32(bytes, begin + 8) <= u32(bytes, begin + 24) && u32(bytes, begin + 12) <= u32(bytes, begin + 28);
  bool by_resolution = false;
  at += 2;
  while (at + 4 < bytes.size() && byte_at(bytes, at) == 0xFF && byte_at(bytes, at + 1) != tile_part) {
    if (byte_at(bytes, at + 1) == coding_style) by_resolution = byte_at(bytes, at + 5) <= by_resolution_last;
    at += 2 + u16(bytes, at + 2);
  }
  std::size_t end = at;
  while (end + 12 <= bytes.size() && byte_at(bytes, end) == 0xFF && byte_at(bytes, end + 1) == tile_part) {  // the parts of its tiles
    const std::size_t length = u32(bytes, end + 6);
    if (length < 14) return {};  // as far as it goes
    end += length;
  }
  if (end <= bytes.size()) return {};
  return {static_cast<double>(bytes.size() - begin) / static_cast<double>(end - begin), one_tile && by_resolution};
}

Decoded decode_broken_jpeg2000(const std::string& bytes) {
  Decoded out;
  const auto image = decoded(bytes);
  if (!image || image->numcomps == 0) return out;
  for (OPJ_UINT32 i = 0; i < image->numcomps; ++i)
    if (const opj_image_comp_t& part = image->comps[i]; !part.data || part.w == 0 || part.h == 0 || part.dx == 0 || part.dy == 0 || part.prec == 0 || part.prec > 24) return out;
  const opj_image_comp_t* parts = image->comps;
  const auto width = static_cast<l_int32>(parts[0].w * parts[0].dx), height = static_cast<l_int32>(parts[0].h * parts[0].dy);
  const bool rgb = image->numcomps >= 3 && image->color_space != OPJ_CLRSPC_SYCC && image->color_space != OPJ_CLRSPC_EYCC && image->color_space != OPJ_CLRSPC_CMYK;
  out.pix.reset(pixCreate(width, height, 8));
  if (!out.pix) return out;
  for (int y = 0; y < height; ++y) {
    l_uint32* line = pixGetData(out.pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(out.pix.get());
    for (int x = 0; x < width; ++x) {
      const int value = value_at(parts[0], x, y);
      SET_DATA_BYTE(line, x, rgb ? (value * 3 + value_at(parts[1], x, y) * 6 + value_at(parts[2], x, y)) / 10 : value);
    }
  }
  out.held = jpeg2000_held(bytes);
  if (out.held.share >= 1) out.held.coarse = true;  // its lengths say nothing, yet it does not decode as a whole
  return out;
}

}  // namespace minutier::source
