#pragma once
// A scanned PDF made searchable: its own pages, images untouched, with the recognised words as invisible text over them. Invisible text of
// an earlier recognition goes where the page was recognised again and none of it was kept. Words are asked for page by page, while the file is written.
//
// Where the file had no metadata of its own it gets some, and the colour profile; it says PDF/A-2b only where nothing in it is known to
// forbid that. Throws Error{damaged|encrypted} for the original, Error{disk_full|unreadable} for the file. Not thread-safe.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/export/pdf_text.hpp"

namespace minutier::exports {

struct Overlay {
  std::filesystem::path original;
  std::string password;
  std::vector<int> numbers;  // the pages wanted, ascending; empty for all
  PdfInfo info;
  bool as_recognised = false;
  enum class Words { own, recognised, both };    // of a page: the file's; read from its image; some of each
  std::function<Words(int)> words_of;
  std::function<std::optional<Page>(int)> page;  // its words
};
void overlay_pdf(const Overlay& overlay, const std::filesystem::path& file);

}  // namespace minutier::exports
