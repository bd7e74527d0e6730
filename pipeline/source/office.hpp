#pragma once
// DOCX and ODT -> Markdown-like text (see markup.hpp), properties and the pictures inside. Pure functions over the
// container's parts, so that fuzzers can call them. Tracked deletions are dropped, insertions kept; bold and italic are
// dropped; text boxes follow their paragraph; footnotes stand at the end.

#include <map>
#include <string>
#include <vector>

#include "pipeline/source/front_matter.hpp"

namespace minutier::source {

using Parts = std::map<std::string, std::string>;  // name of a container's member -> bytes

struct OfficeContent {
  std::string text;
  Properties properties;              // "property/title", "property/author", "property/date", "property/modified"
  std::vector<std::string> pictures;  // members named by the document, in its order, each once
};

// Whether a member is needed to read the document (pictures are fetched later).
bool is_docx_part(const std::string& name);
bool is_odt_part(const std::string& name);

// Throw Error{damaged} where the main part is missing or is no XML, Error{encrypted} for a locked ODT.
OfficeContent read_docx(const Parts& parts);
OfficeContent read_odt(const Parts& parts);

}  // namespace minutier::source
