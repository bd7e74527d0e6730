#pragma once
// The worker's jobs about page images:
//   {"job":"pictures", parts, media_type, password?}           -> [[width, height in pixels, dpi, width, height in points] of each page, or null]
//   {"job":"thumbnail", parts, page, password?, pixels, out}   -> {}: a JPEG whose longer side has so many pixels
//   {"job":"searchable", parts, media_type, page_count, title, id, out, numbers, as_recognised, password?, and where the words are:
//      archive, source  or  pages: [Page]}                      -> {"copied": whether the bytes are the original's, "failed": [[page, code, detail]]}
// `numbers` are the pages wanted, empty for all. Files appear under their name only when they are whole.

#include <string>
#include <vector>

#include "pipeline/export/transcript.hpp"
#include "pipeline/run/worker_protocol.hpp"

namespace minutier::run {

void add_page_jobs(Handlers& handlers);

// What "pictures" answered: an image's own pixels; a PDF page at the resolution of the scan it is, else at 300 dpi. A picture of no size
// for a page that cannot be looked at.
std::vector<exports::Picture> pictures_from(const Json& answer);

// Whether the type is one whose pages are, or may be, pictures.
bool has_pictures(const std::string& media_type);

}  // namespace minutier::run
