#pragma once
// Who a speaker is in full, from the lists of those present, from who presides or is elected, and from the text itself.
// Ranges are bytes of the reading text. Pure functions.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/extract/document.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

// The name in full where the lists or the text tell it, else as it stands; `listed`: a list or an office tells it.
std::string full_name(const extract::Document& document, const Findings& earlier, const extract::PersonName& person, bool& listed);

// « Inaya trouve »: one word right before the verb, by which one of those listed is called.
std::optional<extract::PersonName> called_before(const extract::Document& document, const Findings& earlier, Range block, std::size_t end);

// Who is listed with an office, if only one is; a president or mayor is else the one in the chair.
std::optional<std::string> holder_of(const Findings& earlier, std::string_view office);

}  // namespace minutier::extractors
