#pragma once
// Makers of small real files for the tests of the source stage.

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/error.hpp"
#include "pipeline/source/source.hpp"

namespace make {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  // Writes a file (and the folders above it) and returns its path.
  fs::path file(const std::string& name, std::string_view bytes) const;
  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string bytes_of(const fs::path& path);

// A zip of members in order.
fs::path zip(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& members);

struct PdfPage {
  std::string content;                        // drawing instructions; /F1 is Helvetica, /Im1 an image
  std::string keys;                           // further keys of the page: "/Rotate 90", "/CropBox [0 0 1 1]"
  std::string media = "[0 0 595 842]";
};
// "BT /F1 12 Tf 72 700 Td (text) Tj ET"; y from the bottom.
std::string show(double x, double y, const std::string& text, double size = 12);
// Image of 20 x 20 pixels known as /Im1 unless its size is given (then its stream is too short: for limits), or it is a JPEG of that size.
std::string pdf(const std::vector<PdfPage>& pages, const std::string& info = "", int image_width = 20, int image_height = 20, const std::string& jpeg = "");

minutier::ErrorCode refusal(const fs::path& path, const minutier::source::Options& options = {});
std::string refusal_detail(const fs::path& path, const minutier::source::Options& options = {});

inline std::unique_ptr<minutier::source::Source> open(const fs::path& path, const minutier::source::Options& options = {}) {
  return minutier::source::open({path}, options);
}
inline std::string text_of(const fs::path& path, int n = 1) { return open(path)->page(n).text; }
std::string property(const minutier::source::Source& source, const std::string& key);

}  // namespace make
