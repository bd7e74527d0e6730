#pragma once
// What a file is, by its bytes. The name is asked only where the bytes leave two kinds of text open.

#include <filesystem>
#include <string>
#include <string_view>

namespace minutier::source {

namespace media {
inline constexpr std::string_view pdf = "application/pdf";
inline constexpr std::string_view docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
inline constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";
inline constexpr std::string_view ods = "application/vnd.oasis.opendocument.spreadsheet";
inline constexpr std::string_view zip = "application/zip";
inline constexpr std::string_view ole = "application/x-ole-storage";  // .doc, .xls, an encrypted .docx: see office.hpp
inline constexpr std::string_view rtf = "application/rtf";
inline constexpr std::string_view png = "image/png";
inline constexpr std::string_view jpeg = "image/jpeg";
inline constexpr std::string_view tiff = "image/tiff";
inline constexpr std::string_view webp = "image/webp";
inline constexpr std::string_view jp2 = "image/jp2";
inline constexpr std::string_view heic = "image/heic";  // and .avif: one container
inline constexpr std::string_view html = "text/html";
inline constexpr std::string_view hocr = "text/x-hocr";
inline constexpr std::string_view alto = "application/alto+xml";
inline constexpr std::string_view page_xml = "application/page+xml";
inline constexpr std::string_view xml = "application/xml";
inline constexpr std::string_view markdown = "text/markdown";
inline constexpr std::string_view rst = "text/x-rst";
inline constexpr std::string_view plain = "text/plain";
inline constexpr std::string_view binary = "application/octet-stream";
}  // namespace media

// How many bytes media_type looks at.
inline constexpr std::size_t kHead = 4096;

// The kind told by the first bytes alone. All zip containers are media::zip, all readable text that is no HTML or XML
// is media::plain, everything else unknown is media::binary. `head` is the beginning of a file, not empty.
std::string_view media_type_of_head(std::string_view head);

// DOCX, ODT, XLSX … by the names of a zip's members; media::zip for any other.
std::string_view media_type_of_zip(const std::filesystem::path& path);

// Plain, Markdown or reStructuredText, for text already in UTF-8. `extension` (".md") breaks ties only.
std::string_view media_type_of_text(std::string_view text, std::string_view extension);

bool is_image(std::string_view media_type);
bool is_transcription(std::string_view media_type);  // ALTO, PAGE, hOCR

}  // namespace minutier::source
