#pragma once
// What a Markdown or reStructuredText file says of itself before its text begins. Thread-safe, never throws.

#include <string>
#include <utility>
#include <vector>

namespace minutier::source {

using Properties = std::vector<std::pair<std::string, std::string>>;

// A YAML block between "---" lines at the very beginning is cut from `text`; its keys come back as "front_matter/KEY"
// (nested keys "front_matter/KEY/SUB", list items joined by "; "). Text without such a block is left alone.
Properties take_front_matter(std::string& text);

// The field list at the top of a reStructuredText file (":date: 2021"), after its title if it has one, under the same
// keys. It is part of the page and stays in the text.
Properties field_list(const std::string& text);

}  // namespace minutier::source
