#pragma once
// What a Markdown or reStructuredText file says of itself before its text begins. Thread-safe, never throws.

#include <string>
#include <utility>
#include <vector>

namespace minutier::source {

using Properties = std::vector<std::pair<std::string, std::string>>;

// A YAML block between "---" lines at the very beginning, or lines "Title: …", "Date: …" up to an empty line, is cut from `text`; its keys come back as "front_matter/KEY"
// (nested keys "front_matter/KEY/SUB", list items joined by "; "). Text without such a block is left alone.
Properties take_front_matter(std::string& text);

// What a site draws above a body that has no title of its own: the title of the front matter as a heading, below it the keys that
// speak of the document ("date: 2021-05-04"), a line each. Empty where the body begins with a heading of the first level or the front
// matter has no title.
std::string drawn_head(const Properties& properties, const std::string& body);

// The field list at the top of a reStructuredText file (":date: 2021"), after its title if it has one, under the same
// keys. It is part of the page and stays in the text.
Properties field_list(const std::string& text);

}  // namespace minutier::source
