#pragma once
// DOCX and ODT -> Markdown-like text (see markup.hpp), properties and the pictures inside. Pure functions over the
// container's parts, so that fuzzers can call them. Tracked deletions are dropped, insertions kept; bold and italic are
// dropped; pictures of headers, footers and notes are left out; text boxes follow their paragraph; footnotes stand at the end.

#include <map>
#include <string>
#include <vector>

#include "pipeline/source/front_matter.hpp"

namespace minutier::source {

using Parts = std::map<std::string, std::string>;  // name of a container's member -> bytes

// A picture the document shows, once, where it first stands.
struct OfficePicture {
  std::string member;
  double width = 0, height = 0;  // points as laid out; 0 where the document does not say
};

struct OfficeContent {
  std::string text;        // with the mark of each picture on a line of its own, after the paragraph or table it stands in
  Properties properties;   // "property/title", "property/author", "property/date", "property/modified"
  std::vector<OfficePicture> pictures;
};

// The line, with its end, that stands in the text for picture number `index`. A text without its marks is as if there were no pictures.
std::string picture_mark(std::size_t index);

// Whether a member is needed to read the document (pictures are fetched later).
bool is_docx_part(const std::string& name);
bool is_odt_part(const std::string& name);

// Throw Error{damaged} where the main part is missing or is no XML, Error{encrypted} for a locked ODT.
OfficeContent read_docx(const Parts& parts);
OfficeContent read_odt(const Parts& parts);

}  // namespace minutier::source
