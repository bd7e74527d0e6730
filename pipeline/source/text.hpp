#pragma once
// What a text file holds: its kind, pages and properties. Pure; the fuzzers call it with any bytes.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/source/front_matter.hpp"

namespace minutier::source {

struct TextContent {
  std::string media_type;          // "text/plain", "text/markdown", "text/x-rst", "text/html"
  std::vector<std::string> pages;  // parted at form feeds; the last is not empty
  Properties properties;
};

// `media_type` as media_type_of_head tells it: media::html, or media::plain for all other text.
// Throws Error{empty} for nothing but white space, Error{unsupported} for binary bytes.
TextContent read_text(std::string_view bytes, std::string_view media_type, std::string_view extension);

}  // namespace minutier::source
