#pragma once
// What Poppler does not show of a PDF, through libqpdf: image cover, text render modes, page count, properties, and how
// far its streams unpack. One object per thread.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/source/front_matter.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::source {

class PdfStructure {
 public:
  // Never throws: a file libqpdf cannot repair has no structure (valid() is false), Poppler may still read it.
  PdfStructure(const std::filesystem::path& path, const std::string& password, const Limits& limits);
  ~PdfStructure();

  bool valid() const;
  int page_count() const;  // 0 where it is not valid
  // Cover, dpi and invisible text; the page's size stays 0. Throws Error{too_large} for a page whose content or images
  // unpack beyond the limits.
  Source::Look look(int n);
  // Names of the files the document carries, in their order; at most a few hundred.
  std::vector<std::string> attachments() const;
  // Pictures a page shows, as Source::pictures() says. Throws as look() does.
  std::vector<Source::Picture> pictures(int n);
  // How much of their data the page's large images hold, the one with the least: all where they are whole or it cannot be told. Unpacks them.
  Source::Held images_held(int n);
  // The bytes of the JPEG a scanned page is, where the page shows that image from edge to edge and nothing else; empty for any other
  // page. Reading it as it is spares drawing the page, and the blur of fitting its pixels to a grid. Throws as look() does.
  std::string whole_jpeg(int n);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutier::source
