#pragma once
// What is written page by page, from what the archive stores or from one document without it: ALTO, hOCR, searchable PDF, thumbnails.
// Nothing an archive holds is recognised again. Originals are opened in worker processes; memory is that of a page, whatever the size of
// a register. The calls run on the caller's thread and report through Progress on it.

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/export/export.hpp"
#include "pipeline/run/run.hpp"

namespace minutier::run {

enum class PageFormat { alto, hocr, pdf, thumbnails };

struct PageOutputs {
  int documents = 0, pages = 0;
  int copied = 0;                 // pdf: files born digital, copied byte for byte
  int left_out = 0;               // documents without page images or boxes: nothing of this kind can be made of them
  std::vector<Outcome> failures;  // by document, or by page of one
};

// Writes below `folder`, made where there is none:
//   alto        STEM/0001.alto.xml      hocr  STEM/0001.hocr      thumbnails  STEM/0001.jpg
//   pdf         STEM.pdf; a file born digital keeps its own ending
// where STEM is exports::file_stem() of the source, and 0001 the page's number in it. Files of before are replaced, each at once.
// Never throws for what one document suffers; throws Error{disk_full|unreadable} where `folder` cannot be written, and what the archive throws.
PageOutputs export_pages(archive::Archive& archive, const exports::Selection& selection, PageFormat format, bool as_recognised,
                         const std::filesystem::path& folder, const Settings& settings, const OnProgress& on_progress = {});

// All pages of one document as ALTO or hOCR, in one text. Throws Error{unsupported} for a text without boxes, and what text() throws.
std::string transcription(const std::vector<std::filesystem::path>& parts, const Settings& settings, PageFormat format, bool as_recognised);
// One document as a searchable PDF; false where its bytes were copied because it was one already.
// Throws Error{unsupported} for what is neither images nor a PDF.
bool searchable_pdf(const std::vector<std::filesystem::path>& parts, const Settings& settings, bool as_recognised, const std::filesystem::path& file);

}  // namespace minutier::run
