#include "pipeline/source/text.hpp"

#include <algorithm>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/source/encoding.hpp"
#include "pipeline/source/html.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/readers.hpp"

namespace minutier::source {
namespace {

std::vector<std::string> pages_of(const std::string& text) {
  std::vector<std::string> pages;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\f', at), text.size());
    pages.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  // A form feed at the end closes the last page; it opens none.
  const auto blank = [](const std::string& page) { return page.find_first_not_of(" \t\n") == std::string::npos; };
  while (pages.size() > 1 && blank(pages.back())) pages.pop_back();
  return pages;
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return extension;
}

class TextSource : public Source {
 public:
  TextSource(Description description, std::vector<std::string> pages) : pages_(std::move(pages)) {
    description_ = std::move(description);
    description_.page_count = static_cast<int>(pages_.size());
    description_.is_text = true;
  }

  Page page(int n) override {
    if (n < 1 || n > description_.page_count)
      throw Error(ErrorCode::not_found, "source", description_.parts.front(), n, "no such page");
    return plain_page(n, pages_[static_cast<std::size_t>(n - 1)], "text");
  }
  Look look(int) override { return {}; }
  PixPtr image(int, int) override { return nullptr; }

 private:
  std::vector<std::string> pages_;
};

}  // namespace

Page plain_page(int number, std::string text, const std::string& engine) {
  Page page;
  page.number = number;
  page.origin = Origin::plain;
  page.text = std::move(text);
  page.engine = engine;
  if (page.text.find_first_not_of(" \t\n") == std::string::npos) page.outcome = "empty";
  return page;
}

TextContent read_text(std::string_view bytes, std::string_view media_type, std::string_view extension) {
  if (!looks_like_text(bytes))
    throw Error(ErrorCode::unsupported, "source", "", 0, "neither text nor a known format; give a PDF, an image, an office file or text");
  TextContent out;
  std::string text;
  if (media_type == media::html) {
    text = html_to_text(clean_text(to_utf8(bytes, declared_charset(bytes))), out.properties);
    std::replace(text.begin(), text.end(), '\f', '\n');
    text = clean_text(std::move(text));
    out.media_type = media::html;
  } else {
    text = to_clean_text(bytes);
    out.properties = take_front_matter(text);
    out.media_type = media_type_of_text(text, extension);
    if (!out.properties.empty() && out.media_type == media::plain) out.media_type = media::markdown;
    if (out.media_type == media::markdown) text.insert(0, drawn_head(out.properties, text));
    if (out.media_type == media::rst)
      for (auto& field : field_list(text)) out.properties.push_back(std::move(field));
  }
  if (text.find_first_not_of(" \t\n\f") == std::string::npos)
    throw Error(ErrorCode::empty, "source", "", 0, "holds no text");
  out.pages = pages_of(text);
  return out;
}

std::unique_ptr<Source> open_text(const fs::path& path, const std::string& bytes, std::string_view media_type) {
  TextContent content = read_text(bytes, media_type, lower_extension(path));
  Description description;
  description.id = sha256(bytes);
  description.name = path.filename().string();
  description.parts = {path.string()};
  description.media_type = std::move(content.media_type);
  description.properties = std::move(content.properties);
  return std::make_unique<TextSource>(std::move(description), std::move(content.pages));
}

}  // namespace minutier::source
