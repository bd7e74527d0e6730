#include "pipeline/source/media_type.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "pipeline/source/container.hpp"
#include "pipeline/source/encoding.hpp"

namespace minutier::source {
namespace {

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// The text without byte order mark, white space, XML declaration and comments, as far as it is ASCII.
std::string markup_head(std::string_view head) {
  const std::size_t first = head.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFF\xFE\0 \t\r\n", 10));
  if (first == std::string_view::npos || head[first] != '<') return "";
  std::string text;
  for (const char c : head)  // UTF-16 markup shows as ASCII with NULs between
    if (c != '\0' && static_cast<unsigned char>(c) < 0x80) text += c;
  std::string_view rest = text;
  while (true) {
    const std::size_t at = rest.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos) return "";
    rest.remove_prefix(at);
    const bool comment = starts(rest, "<!--"), declaration = starts(rest, "<?");
    if (!comment && !declaration) return lower_ascii(rest);
    const std::string_view end = comment ? "-->" : "?>";
    const std::size_t stop = rest.find(end);
    if (stop == std::string_view::npos) return "";
    rest.remove_prefix(stop + end.size());
  }
}

std::string_view markup_type(std::string_view head) {
  const std::string text = markup_head(head);
  if (text.empty() || text[0] != '<') return "";
  const auto has = [&](std::string_view what) { return text.find(what) != std::string::npos; };
  const bool html = starts(text, "<!doctype html") || starts(text, "<html") || starts(text, "<head") || starts(text, "<body");
  if (html) return has("ocr_page") || has("ocr-system") || has("ocr-capabilities") ? media::hocr : media::html;
  if (starts(text, "<alto") || has("loc.gov/standards/alto")) return media::alto;
  if (starts(text, "<pcgts") || has("primaresearch.org/page/gts")) return media::page_xml;
  if (has("<svg") || has("xmlns") || starts(text, "<!doctype")) return media::xml;
  for (const std::string_view tag : {"<h1", "<h2", "<p>", "<p ", "<div", "<table", "<ul", "<ol", "<section", "<article", "<main",
                                     "<title", "<meta", "<center", "<font"})
    if (starts(text, tag)) return media::html;
  return "";
}

}  // namespace

std::string_view media_type_of_head(std::string_view head) {
  if (head.substr(0, 1024).find("%PDF-") != std::string_view::npos) return media::pdf;
  if (starts(head, "\x89PNG\r\n\x1a\n")) return media::png;
  if (starts(head, "\xFF\xD8\xFF")) return media::jpeg;
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
    if (starts(head, magic)) return media::tiff;
  if (starts(head, "RIFF") && head.substr(8, 4) == "WEBP") return media::webp;
  if (starts(head, "\0\0\0\x0CjP  \r\n\x87\n"sv) || starts(head, "\xFF\x4F\xFF\x51")) return media::jp2;
  if (head.size() >= 12 && head.substr(4, 4) == "ftyp")
    for (const std::string_view brand : {"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"})
      if (head.substr(8, 4) == brand) return media::heic;
  if (starts(head, "PK\x03\x04") || starts(head, "PK\x05\x06")) return media::zip;
  if (starts(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return media::ole;
  if (starts(head, "{\\rtf")) return media::rtf;
  const std::string_view markup = markup_type(head);
  if (!markup.empty()) return markup;
  return looks_like_text(head) ? media::plain : media::binary;
}

std::string_view media_type_of_zip(const std::filesystem::path& path) {
  bool word = false, excel = false, slides = false;
  for (const Container::Entry& entry : Container(path, Container::Sizes{}).list(2000)) {
    if (entry.name == "mimetype") {
      if (starts(entry.head, media::odt)) return media::odt;  // -template, -web and -master too
      if (entry.head == media::ods) return media::ods;
    }
    word = word || entry.name == "word/document.xml";
    excel = excel || entry.name == "xl/workbook.xml";
    slides = slides || entry.name == "ppt/presentation.xml";
  }
  return word ? media::docx : excel ? media::xlsx : slides ? media::pptx : media::zip;
}

bool is_image(std::string_view type) {
  return type == media::png || type == media::jpeg || type == media::tiff || type == media::webp || type == media::jp2 || type == media::heic;
}

bool is_transcription(std::string_view type) { return type == media::alto || type == media::page_xml || type == media::hocr; }

}  // namespace minutier::source
