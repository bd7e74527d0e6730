#pragma once
// Source: what came in, recognised by its content, and how to get its pages. A source is one document: a file, or an
// ordered list of page images. Opening reads only what is needed to describe it. One object per thread.
//
// Throws Error{unreadable|empty|encrypted|unsupported|damaged|too_large}, with the path as `document`.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/page.hpp"

struct Pix;  // Leptonica

namespace minutier::source {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

// Refusals that protect the machine; generous for real documents.
struct Limits {
  std::uint64_t bytes = std::uint64_t{2} << 30;        // of one file
  std::uint64_t pixels = 400'000'000;                  // of one page image, before decoding
  std::uint64_t expanded = std::uint64_t{512} << 20;   // of a compressed container, unpacked
  int pages = 20'000;
};

struct Options {
  std::string password;
  Limits limits;
};

struct Description {
  std::string id;                    // sha256 of the bytes, or of the parts' sha256 in order
  std::string name;                  // file name, or folder and stem for page images
  std::vector<std::string> parts;    // paths, in order
  std::string media_type;            // "application/pdf", "text/markdown", "image/tiff", …
  int page_count = 0;
  // What the document says of itself outside its text, as read: front matter keys, PDF or office properties.
  // Keys are prefixed by where they stand: "front_matter/date", "property/title", "property/author".
  std::vector<std::pair<std::string, std::string>> properties;
  bool is_text = false;              // no image is ever needed: plain text, Markdown, HTML, DOCX, ODT …
};

class Source {
 public:
  virtual ~Source() = default;
  const Description& description() const { return description_; }

  // The words the file itself holds for a page (text layer, plain text, or a transcription beside the image), with boxes
  // where there are any. A page without text gives a Page with empty text and origin embedded. n counts from 1.
  virtual Page page(int n) = 0;

  // What the file shows of a page beside its text, cheaply: how much of it images cover (0..1), whether the text is
  // invisible (an earlier OCR layer), page size in points, rotation. For formats without images: covered = 0.
  struct Look {
    double image_cover = 0;
    bool invisible_text = false;
    double width = 0, height = 0;
    double image_dpi = 0;  // of the largest image; 0 where there is none
    bool illustration = false;  // the page is a picture inside a text: it may be a logo, a chart, a photograph
  };
  virtual Look look(int n) = 0;

  // The pictures a page shows beside its text, where they stand on it. Parts of one picture that was cut into tiles are one. Those that
  // stand on a page before or after it too are decoration (a logo in the page's head) and left out. Formats without pages: none.
  struct Picture {
    Box box;
    double dpi = 0;
  };
  virtual std::vector<Picture> pictures(int) { return {}; }

  // How much of the page's image there is, 0 to 1: less where its data breaks off, so that it shows as white. 1 where that cannot be
  // told, or where image() would throw. Coarse: all of it is there, but not its finer detail. Costs nothing after image(), else as much
  // as unpacking it.
  struct Held {
    double share = 1;
    bool coarse = false;
  };
  virtual Held image_held(int) { return {}; }

  // The page as displayed, rendered at `dpi` (an image file: its own pixels when dpi is 0). Null for text formats.
  virtual PixPtr image(int n, int dpi) = 0;

 protected:
  Description description_;
};

// Opens one file, or several page images as one source in the order given.
std::unique_ptr<Source> open(const std::vector<std::filesystem::path>& parts, const Options& options = {});

}  // namespace minutier::source
