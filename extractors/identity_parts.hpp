#pragma once
// Parts of the identity extractor: the organisation a document is of. Ranges are bytes of the reading text. Pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/extract/document.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

inline bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// The organisation that met or reports: its name as the document writes it, what kind it is, its number and address. `title` is
// the line that names the document; empty where there is none.
std::optional<Found> organisation_of(const extract::Document& document, Range title);

// The line that names the document, with what carries it on; empty where there is none. `kind` is the match that tells its kind, or null.
Range title_of(const extract::Document& document, const extract::Match* kind);

// The kind of document a rule stands for: « proces_verbal » of "identity.kind.proces_verbal.line".
inline std::string kind_of_rule(std::string_view id) {
  const std::string_view rest = id.substr(std::string_view("identity.kind.").size());
  return std::string(rest.substr(0, rest.find('.')));
}

// What kind of organisation its folded name, else the folded text of the document, says; empty where nothing does.
std::string organisation_kind(std::string_view name, std::string_view folded);

// A range without blanks, dashes, stops and the quotes around it; a quote that is of the name stays (« Société "La Gaule" »).
Range bare_name(std::string_view text, Range range);

}  // namespace minutier::extractors
