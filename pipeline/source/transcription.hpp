#pragma once
// ALTO (2 to 4), PAGE XML and hOCR -> pages with words and boxes, and the engine that made them. Pure.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/page.hpp"

namespace minutier::source {

// The transcription's pages, laid out by compose_page, origin imported. Pixel boxes are scaled to the size in points
// given for the image; without one (0) by the transcription's own resolution or, failing that, to a page of A4 length.
// Throws Error{damaged}.
std::vector<Page> read_transcription(const std::string& bytes, std::string_view media_type, double width = 0, double height = 0);

// The transcription that stands beside an image: same stem, as .xml, .alto.xml, .page.xml, .hocr, .html in the same
// folder, or in a folder "alto", "page" or "hocr" below or beside it. None where the file is of another kind.
std::optional<std::filesystem::path> transcription_beside(const std::filesystem::path& image);

}  // namespace minutier::source
