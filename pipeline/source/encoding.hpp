#pragma once
// Bytes of a text file -> clean UTF-8: encoding found, NFC, lines ended by '\n', no control characters but '\t', '\n'
// and the form feed. Thread-safe.

#include <string>
#include <string_view>

namespace minutier::source {

// Whether bytes read as text in some encoding we know (UTF-8, UTF-16, Windows-1252), or are binary.
bool looks_like_text(std::string_view bytes);

// UTF-8 or UTF-16 by byte order mark, UTF-16 by its NULs, UTF-8 by its form, else Windows-1252 (which holds Latin-1).
// `declared` (an HTML or XML charset) is believed where there is no mark and the bytes are no UTF-8.
std::string to_utf8(std::string_view bytes, std::string_view declared = {});

// The same, cleaned as said above.
std::string to_clean_text(std::string_view bytes);

// Line ends, control characters and NFC of text already in UTF-8.
std::string clean_text(std::string text);

}  // namespace minutier::source
