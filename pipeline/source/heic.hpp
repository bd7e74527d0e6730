#pragma once
// Photographs in HEIF (.heic, .heif, .avif), as phones take them, through libheif. Turned upright by what the file says. One thread per call.
//
// Throws Error{damaged|too_large}, with the path as document.

#include <filesystem>

#include "pipeline/source/picture.hpp"

namespace minutier::source {

// Of the primary image, without decoding it.
PictureHeader heic_header(const std::filesystem::path& path, const Limits& limits);
// The primary image in colour, 32 bits.
PixPtr read_heic(const std::filesystem::path& path, const Limits& limits);

}  // namespace minutier::source
