#pragma once
// Image files and image bytes through Leptonica: sizes read before decoding, limits, orientation. One thread per call.

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/source/source.hpp"

namespace minutier::source {

struct PictureHeader {
  int width = 0, height = 0;  // pixels as displayed, orientation applied
  double dpi = 0;             // as the file says; 0 where it says nothing believable
  int orientation = 1;        // EXIF/TIFF, 1..8
};

// The pages of an image file (one, but for TIFF). Throws Error{damaged|too_large|unreadable}.
std::vector<PictureHeader> picture_headers(const std::filesystem::path& path, const Limits& limits);
// Decodes one of them; frame from 0. What its data leaves out is white, and `held` says so. Throws Error{damaged} where nothing can be shown.
PixPtr read_picture(const std::filesystem::path& path, const PictureHeader& header, int frame, Source::Held* held = nullptr);

// The same for bytes of a one-page image. A header of width 0: no image we can read.
PictureHeader picture_header(const std::string& bytes);
PixPtr read_picture(const std::string& bytes, const PictureHeader& header, const std::string& document);

// Size in points: by the resolution; a page without one, or with the 72 dpi cameras write, is taken for A4 long.
void size_in_points(const PictureHeader& header, double& width, double& height, double& dpi);

// Messages of Leptonica are of no use to a user; silences them for the process, once.
void quiet_leptonica();

}  // namespace minutier::source
