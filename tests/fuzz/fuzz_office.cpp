// Any bytes as the parts of a DOCX and an ODT, and as a transcription. The first byte says where the input is cut:
// the parts of a document share it, so that styles and numbering are fuzzed together with the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/base/error.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/office.hpp"
#include "pipeline/source/transcription.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutier;
  if (size < 2) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = bytes.size() * data[0] / 256;
  const std::string first = bytes.substr(0, cut), rest = bytes.substr(cut);
  for (const std::string& main : {bytes, rest}) {
    try {
      source::read_docx({{"word/document.xml", main}, {"word/styles.xml", first}, {"word/numbering.xml", first}, {"word/footnotes.xml", main}, {"word/header1.xml", first}});
    } catch (const Error&) {
    }
    try {
      source::read_docx({{"word/document.xml", main}});
    } catch (const Error&) {
    }
    try {
      source::read_odt({{"content.xml", main}});
    } catch (const Error&) {
    }
  }
  for (const std::string_view type : {source::media::alto, source::media::page_xml, source::media::hocr}) {
    try {
      for (const Page& page : source::read_transcription(bytes, type, 400, 600))
        for (const Word& word : page.words)
          if (word.chars.end > page.text.size() || !(word.box.w >= 0) || !(word.box.h >= 0)) std::abort();
    } catch (const Error&) {
    }
  }
  return 0;
}
