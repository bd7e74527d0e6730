#include "pipeline/source/xml.hpp"

#include <cstdlib>

#include "pipeline/base/error.hpp"

namespace minutier::source::xml {

std::string_view local(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node item = node.first_child(); item; item = item.next_sibling())
    if (is(item, name)) return item;
  return {};
}

const char* attribute(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute item = node.first_attribute(); item; item = item.next_attribute())
    if (local(item.name()) == name) return item.value();
  return "";
}

int number(const pugi::xml_node& node, std::string_view name, int fallback) {
  const char* text = attribute(node, name);
  char* end = nullptr;
  const long value = std::strtol(text, &end, 10);
  return end == text || value < -1'000'000 || value > 1'000'000 ? fallback : static_cast<int>(value);
}

void parse(pugi::xml_document& document, const std::string& bytes, const std::string& part) {
  const pugi::xml_parse_result result =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_auto);
  if (!result)
    throw Error(ErrorCode::damaged, "source", "", 0,
                "'" + part + "' is no well-formed XML (byte " + std::to_string(result.offset) + ": " + result.description() + ")");
}

}  // namespace minutier::source::xml
