// Any text through every stage from pages to record: no crash, and every stated fact has evidence that holds its words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/source/text.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/run/pipeline.hpp"

namespace {

void check_facts(const minutier::Json& node) {
  if (node.is_array()) {
    for (const auto& item : node.items()) check_facts(item);
  } else if (node.is_object()) {
    if (node.find("value") && node["status"].as_string() == "stated" && node["evidence"].items().empty()) std::abort();
    for (const auto& [key, value] : node.members())
      if (key != "evidence") check_facts(value);
  }
}

}  // namespace

namespace {
const minutier::run::Pipeline& pipeline() {
  static const minutier::run::Pipeline one;
  return one;
}
}  // namespace

// Loading the rules is none of the time an input may take.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  pipeline();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutier;
  std::vector<Page> pages;
  try {
    const auto content = source::read_text(std::string_view(reinterpret_cast<const char*>(data), size), source::media::plain, "");
    for (const std::string& text : content.pages) {
      Page page;
      page.number = static_cast<int>(pages.size()) + 1;
      page.text = text;
      pages.push_back(std::move(page));
    }
  } catch (const Error&) {
    return 0;
  }
  assemble::Provenance provenance;
  provenance.document_id = "fuzz";
  for (const Json& record : pipeline().records(pages, provenance, {"fuzz.txt", "text/plain", {}})) check_facts(record);
  return 0;
}
