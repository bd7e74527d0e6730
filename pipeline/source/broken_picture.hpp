#pragma once
// Pictures whose data breaks off: how much of them there is, told by their decoders, and what can still be shown of them. What is
// missing is painted white, as paper. One thread per call; nothing here throws but for memory.

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "pipeline/source/source.hpp"

namespace minutier::source {

struct Decoded {
  PixPtr pix;  // null where nothing can be shown
  Source::Held held;
};

// A JPEG, whole or not. Its decoder goes on where data is missing and fills the rest with grey.
Decoded decode_jpeg(const std::filesystem::path& path);
Decoded decode_jpeg(const std::string& bytes);
// Whether its last marker is there: nearly all JPEGs cut short lack it.
bool jpeg_ends(std::string_view bytes);

// The rows before the fault of a PNG or a TIFF page that does not decode as a whole; grey, 8 bits, or black and white.
Decoded decode_broken_png(const std::filesystem::path& path);
Decoded decode_broken_tiff(const std::filesystem::path& path, int frame);
// How much of a TIFF page's data lies within the file, by its table of strips or tiles.
double tiff_held(const std::filesystem::path& path, int frame);

// How much of a JPEG 2000 stream there is, by the lengths its parts promise; coarse where what comes last makes all of the picture finer.
Source::Held jpeg2000_held(std::string_view bytes);
// What a JPEG 2000 file that breaks off still shows of its picture, grey, 8 bits.
Decoded decode_broken_jpeg2000(const std::string& bytes);

}  // namespace minutier::source
