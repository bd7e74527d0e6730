#include "pipeline/archive/archive.hpp"
#include "pipeline/archive/facets.hpp"

namespace minutier::archive {

std::string resolution_text(const Json& resolution) {
  std::string out;
  for (const char* field : {"number", "title", "text"}) {
    const Json& value = value_of(resolution[field]);
    const std::string text = value.is_string() ? value.as_string() : value.is_null() ? std::string() : value.dump();
    // A text that begins with its title says it once.
    if (text.empty() || (!out.empty() && out.find(text) != std::string::npos)) continue;
    if (!out.empty()) out += '\n';
    out += text;
  }
  return out;
}

void prepare(Extraction& extraction, const std::vector<Page>& pages) {
  extraction.pages.clear();
  extraction.resolutions.clear();
  for (const Page& page : pages) extraction.pages.push_back(Extraction::PageWords{page.number, analyse(page.text)});
  for (std::size_t i = 0; i < extraction.records.size(); ++i) {
    const auto& resolutions = extraction.records[i]["resolutions"].items();
    for (std::size_t j = 0; j < resolutions.size(); ++j)
      extraction.resolutions.push_back(Extraction::ResolutionWords{i, j, analyse(resolution_text(resolutions[j]))});
  }
}

}  // namespace minutier::archive
