// DOCX, ODT and what LibreOffice makes DOCX of: page 1 is the text, large pictures inside are pages of their own.
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

constexpr int kScanSide = 800;  // pixels: a smaller picture is a logo or an illustration, not a scanned page

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
  std::string member;
  PictureHeader header;
};

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
    description_.page_count = 1 + static_cast<int>(pictures_.size());
    description_.is_text = pictures_.empty();
  }

  Page page(int n) override {
    if (n == 1) return plain_page(1, text_, "text");
    picture(n);
    Page page;
    page.number = n;
    page.origin = Origin::embedded;
    const Look size = look(n);
    page.width = size.width;
    page.height = size.height;
    return page;
  }

  Look look(int n) override {
    if (n == 1) return {};
    Look look;
    look.image_cover = 1;
    size_in_points(picture(n).header, look.width, look.height, look.image_dpi);
    return look;
  }

  PixPtr image(int n, int) override {
    if (n == 1) return nullptr;
    const Inner& inner = picture(n);
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

  const Inner& picture(int n) const {
    if (n < 2 || n > 1 + static_cast<int>(pictures_.size())) throw Error(ErrorCode::not_found, "source", description_.parts.front(), n, "no such page");
    return pictures_[static_cast<std::size_t>(n - 2)];
  }

  void read(std::string_view kind, const Options& options) {
    const Container container(container_, sizes_);
    const bool docx = kind == media::docx;
    OfficeContent content = docx ? read_docx(container.read(is_docx_part)) : read_odt(container.read(is_odt_part));
    text_ = clean_text(std::move(content.text));
    description_.properties = std::move(content.properties);
    if (!content.pictures.empty()) {
      std::map<std::string, std::string> bytes;
      for (const std::string& name : content.pictures) bytes[name];
      for (const auto& entry : container.read([&](const std::string& name) { return bytes.count(name) > 0; })) {
        const PictureHeader header = picture_header(entry.second);
        const auto pixels = static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
        if (std::min(header.width, header.height) >= kScanSide && pixels <= options.limits.pixels) headers_[entry.first] = header;
      }
      for (const std::string& name : content.pictures)
        if (headers_.count(name)) pictures_.push_back({name, headers_[name]});
    }
    if (text_.empty() && pictures_.empty()) throw Error(ErrorCode::empty, "source", "", 0, "holds no text and no page image");
  }

  fs::path container_;
  Container::Sizes sizes_;
  std::unique_ptr<TemporaryFolder> folder_;
  std::string text_;
  std::map<std::string, PictureHeader> headers_;
  std::vector<Inner> pictures_;
};

}  // namespace

std::unique_ptr<Source> open_office(const fs::path& path, std::string_view media_type, const Options& options) {
  return std::make_unique<OfficeSource>(path, media_type, options);
}

}  // namespace minutier::source
