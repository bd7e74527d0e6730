// DOCX, ODT and what LibreOffice makes DOCX of: one page of text; a picture large enough to hold text is a page of its own where it
// stands, with the text before and after it on pages of theirs.
#include <algorithm>
#include <map>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/source/container.hpp"
#include "pipeline/source/convert.hpp"
#include "pipeline/source/encoding.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/office.hpp"
#include "pipeline/source/picture.hpp"
#include "pipeline/source/readers.hpp"

namespace minutier::source {
namespace {

constexpr int kScanSide = 800;         // pixels of a scanned page, where the document does not say how large it is shown
constexpr int kLeastSide = 60;         // pixels: below, letters cannot be told
constexpr double kLeastWidth = 180;    // points, and
constexpr double kLeastArea = 16'000;  // square points as shown: smaller is a logo or a signature

// What an OLE file is, by the stream names it lists (UTF-16 in its directory).
enum class Ole { word, locked, other };

Ole ole_kind(const std::string& bytes) {
  const auto has = [&](std::string_view name) {
    std::string wide;
    for (const char c : name) wide += c, wide += '\0';
    return bytes.find(wide) != std::string::npos;
  };
  if (has("EncryptedPackage")) return Ole::locked;
  return has("WordDocument") ? Ole::word : Ole::other;
}

struct Inner {
  std::string member;  // empty: a page of text
  PictureHeader header;
  double width = 0, height = 0;  // points as shown; 0 where the document does not say
  std::string text;
};

bool may_hold_text(const OfficePicture& shown, const PictureHeader& header) {
  if (shown.width <= 0 || shown.height <= 0) return std::min(header.width, header.height) >= kScanSide;
  return std::min(header.width, header.height) >= kLeastSide && shown.width >= kLeastWidth && shown.width * shown.height >= kLeastArea;
}

class OfficeSource : public Source {
 public:
  OfficeSource(const fs::path& path, std::string_view media_type, const Options& options) : container_(path), sizes_{options.limits.expanded, std::uint64_t{128} << 20} {
    description_.id = sha256_file(path);
    description_.name = path.filename().string();
    description_.parts = {path.string()};
    description_.media_type = std::string(media_type);
    std::string_view inside = media_type;
    if (media_type == media::ole || media_type == media::rtf) {
      if (media_type == media::ole) check_ole(path, options);
      folder_ = std::make_unique<TemporaryFolder>();
      container_ = to_docx(path, folder_->path(), media_type == media::rtf ? ".rtf" : ".doc");
      description_.media_type = media_type == media::rtf ? std::string(media::rtf) : "application/msword";
      inside = media::docx;
    }
    try {
      read(inside, options);
    } catch (const Error& error) {
      throw Error(error.code, "source", path.string(), 0, error.detail);
    }
    description_.page_count = static_cast<int>(pages_.size());
    description_.is_text = pages_.size() == 1 && pages_.front().member.empty();
  }

  Page page(int n) override {
    const Inner& inner = at(n);
    if (inner.member.empty()) return plain_page(n, inner.text, "text");
    Page page;
    page.number = n;
    page.origin = Origin::embedded;
    const Look size = look(n);
    page.width = size.width;
    page.height = size.height;
    return page;
  }

  Look look(int n) override {
    const Inner& inner = at(n);
    if (inner.member.empty()) return {};
    Look look;
    look.image_cover = 1;
    size_in_points(inner.header, look.width, look.height, look.image_dpi);
    if (inner.width > 0 && inner.height > 0) {
      look.width = inner.width;
      look.height = inner.height;
      look.image_dpi = inner.header.width * 72 / inner.width;
      look.illustration = inner.width < 300 || inner.height < 400;  // else it is the scan of a page
    }
    return look;
  }

  PixPtr image(int n, int) override {
    const Inner& inner = at(n);
    if (inner.member.empty()) return nullptr;
    const auto bytes = Container(container_, sizes_).read([&](const std::string& name) { return name == inner.member; });
    if (bytes.empty()) throw Error(ErrorCode::damaged, "source", description_.parts.front(), n, "the picture is gone from the container");
    return read_picture(bytes.begin()->second, inner.header, description_.parts.front());
  }

 private:
  static void check_ole(const fs::path& path, const Options& options) {
    const Ole kind = ole_kind(read_file(path, options.limits.bytes));
    if (kind == Ole::locked) throw Error(ErrorCode::encrypted, "source", path.string(), 0, "an office file locked by a password; save it without one");
    if (kind == Ole::other)
      throw Error(ErrorCode::unsupported, "source", path.string(), 0, "an old office file that is no Word document; save it as PDF, DOCX or ODT");
  }

  const Inner& at(int n) const {
    if (n < 1 || n > static_cast<int>(pages_.size())) throw Error(ErrorCode::not_found, "source", description_.parts.front(), n, "no such page");
    return pages_[static_cast<std::size_t>(n - 1)];
  }

  void read(std::string_view kind, const Options& options) {
    const Container container(container_, sizes_);
    const bool docx = kind == media::docx;
    OfficeContent content = docx ? read_docx(container.read(is_docx_part)) : read_odt(container.read(is_odt_part));
    description_.properties = std::move(content.properties);
    lay_out(clean_text(std::move(content.text)), content.pictures, headers(container, content.pictures, options));
    if (pages_.empty()) throw Error(ErrorCode::empty, "source", "", 0, "holds no text and no page image");
  }

  static std::map<std::string, PictureHeader> headers(const Container& container, const std::vector<OfficePicture>& pictures, const Options& options) {
    std::map<std::string, PictureHeader> out;
    if (pictures.empty()) return out;
    const auto named = [&](const std::string& name) {
      return std::any_of(pictures.begin(), pictures.end(), [&](const OfficePicture& picture) { return picture.member == name; });
    };
    for (const auto& entry : container.read(named)) {
      const PictureHeader header = picture_header(entry.second);
      const auto pixels = static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
      if (header.width > 0 && pixels <= options.limits.pixels) out[entry.first] = header;
    }
    return out;
  }

  // Pages of text and of pictures, in the order of the document.
  void lay_out(std::string text, const std::vector<OfficePicture>& pictures, const std::map<std::string, PictureHeader>& headers) {
    std::string before;
    const auto end_text = [&] {
      before.erase(0, std::min(before.find_first_not_of('\n'), before.size()));
      while (before.size() > 1 && before.compare(before.size() - 2, 2, "\n\n") == 0) before.pop_back();
      if (!before.empty()) pages_.push_back({"", {}, 0, 0, std::move(before)});
      before.clear();
    };
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      const std::string mark = picture_mark(i);
      const std::size_t at = text.find(mark);
      if (at == std::string::npos) continue;
      before += text.substr(0, at);
      text.erase(0, at + mark.size());
      const auto header = headers.find(pictures[i].member);
      if (header == headers.end() || !may_hold_text(pictures[i], header->second)) continue;
      end_text();
      pages_.push_back({pictures[i].member, header->second, pictures[i].width, pictures[i].height, ""});
    }
    before += text;
    end_text();
  }

  fs::path container_;
  Container::Sizes sizes_;
  std::unique_ptr<TemporaryFolder> folder_;
  std::vector<Inner> pages_;
};

}  // namespace

std::string picture_mark(std::size_t index) { return "\uFFFC\uFFFC" + std::to_string(index) + "\uFFFC\n"; }

std::unique_ptr<Source> open_office(const fs::path& path, std::string_view media_type, const Options& options) {
  return std::make_unique<OfficeSource>(path, media_type, options);
}

}  // namespace minutier::source
