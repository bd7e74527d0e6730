#pragma once
// A PDF made of page images, each with its words as invisible text over it: PDF/A-2b, written page by page, so that memory is that of one
// image. JPEG and JPEG 2000 files, and the data of plain PNG files, are stored as they are; what else there is, without loss (CCITT G4 for black
// and white, deflate for the rest). The file appears under its name only when close() has succeeded. The same bytes for the same input.
//
// Throws Error{disk_full|unreadable} for the file, Error{damaged} for an image that cannot be read. Not thread-safe.

#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/export/pdf_text.hpp"
#include "pipeline/model/page.hpp"

namespace minutier::exports {

// An image as a PDF stores it.
struct PdfImage {
  std::string entries;         // of its dictionary: "/Width … /Filter …"
  std::string bytes;
  int orientation = 1;         // 1..8 as in EXIF: how the stored image must be turned to stand upright
};
// One page of an image file; `frame` from 0. `orientation` is what the file says of itself and what its decoder leaves to do.
PdfImage pdf_image(const std::filesystem::path& file, int frame, int orientation);

class ImagePdf {
 public:
  ImagePdf(const std::filesystem::path& file, const PdfInfo& info);
  ~ImagePdf();
  // The page's size is that of `page`, in points; the image fills it. Null: a page without image.
  void add_page(const Page& page, const PdfImage* image, const TextLayer& options);
  void close();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutier::exports
