#pragma once
// HTML -> Markdown-like text (see markup.hpp). Thread-safe.

#include <string>
#include <string_view>

#include "pipeline/source/front_matter.hpp"

namespace minutier::source {

// The charset a page declares in a meta element or an XML declaration; empty for none.
std::string declared_charset(std::string_view bytes);

// `html` is UTF-8. Title and author meta elements become "property/…" entries.
// Throws Error{damaged} for markup nested beyond all reason.
std::string html_to_text(const std::string& html, Properties& properties);

}  // namespace minutier::source
