// Any bytes as a text or HTML file: pages of valid UTF-8, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.empty()) return 0;
  const std::string_view type = source::media_type_of_head(bytes.substr(0, source::kHead));
  for (const std::string_view as : {type == source::media::html ? type : source::media::plain, source::media::html}) {
    try {
      const source::TextContent content = source::read_text(bytes, as, "");
      for (const std::string& page : content.pages)
        if (!utf8::valid(page) || page.find('\r') != std::string::npos || page.find('\0') != std::string::npos) std::abort();
    } catch (const Error&) {
    }
  }
  return 0;
}
