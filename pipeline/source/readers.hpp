#pragma once
// One opener per family of formats; open() chooses among them. For the source stage only.
// Each throws Error as source.hpp says, with the path as document.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/source/source.hpp"

namespace minutier::source {

namespace fs = std::filesystem;

// Plain text, Markdown, reStructuredText, HTML: `bytes` is the whole file.
std::unique_ptr<Source> open_text(const fs::path& path, const std::string& bytes, std::string_view media_type);
// DOCX and ODT; .doc and RTF after conversion.
std::unique_ptr<Source> open_office(const fs::path& path, std::string_view media_type, const Options& options);
std::unique_ptr<Source> open_pdf(const fs::path& path, const Options& options);
// Image files in page order; transcriptions beside them are found here.
std::unique_ptr<Source> open_images(const std::vector<fs::path>& parts, const Options& options);
// An ALTO, PAGE or hOCR file without its image.
std::unique_ptr<Source> open_transcription(const fs::path& path, const std::string& bytes);

// A page of plain text as the text formats give it.
Page plain_page(int number, std::string text, const std::string& engine);

}  // namespace minutier::source
