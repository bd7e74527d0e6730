#include "pipeline/base/error.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/readers.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::source {
namespace {

Error refusal(ErrorCode code, const fs::path& path, const std::string& detail) { return Error(code, "source", path.string(), 0, detail); }

std::unique_ptr<Source> open_file(const fs::path& path, const Options& options) {
  std::error_code error;
  const std::uint64_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (size > options.limits.bytes)
    throw refusal(ErrorCode::too_large, path, size_text(size) + ", above the limit of " + size_text(options.limits.bytes));
  std::string head = read_head(path, kHead);
  if (head.empty()) throw refusal(ErrorCode::empty, path, "zero bytes; ask for the file again");
  std::string_view type = media_type_of_head(head);
  if (type == media::zip) type = media_type_of_zip(path);
  if (type == media::pdf) return open_pdf(path, options);
  if (is_image(type)) return open_images({path}, options);
  if (type == media::docx || type == media::odt || type == media::ole || type == media::rtf) return open_office(path, type, options);
  if (type == media::plain || type == media::html) return open_text(path, size > kHead ? read_file(path, options.limits.bytes) : head, type);
  if (is_transcription(type)) return open_transcription(path, read_file(path, options.limits.bytes));
  if (type == media::xlsx || type == media::ods)
    throw refusal(ErrorCode::unsupported, path, "a spreadsheet is no document; pass an archivist's table with --metadata, or save it as PDF");
  if (type == media::pptx) throw refusal(ErrorCode::unsupported, path, "slides are not read; save them as PDF");
  if (type == media::zip) throw refusal(ErrorCode::unsupported, path, "a zip file that is no office document; unpack it and give the folder");
  if (type == media::xml) throw refusal(ErrorCode::unsupported, path, "XML of a kind we do not know (ALTO, PAGE and hOCR are read)");
  throw refusal(ErrorCode::unsupported, path, "no format we know; give a PDF, an image, an office file or text");
}

}  // namespace

std::unique_ptr<Source> open(const std::vector<fs::path>& parts, const Options& options) {
  if (parts.empty()) throw Error(ErrorCode::internal, "source", "", 0, "nothing to open");
  if (parts.size() > 1) return open_images(parts, options);
  try {
    return open_file(parts.front(), options);
  } catch (const Error& error) {
    if (!error.document.empty()) throw;
    throw Error(error.code, "source", parts.front().string(), error.page, error.detail);
  }
}

}  // namespace minutier::source
