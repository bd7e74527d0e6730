#pragma once
// Unicode normal form C of UTF-8 text. Plain ASCII and text already in NFC come back unchanged, without a copy.
// Stray bytes become U+FFFD. Thread-safe.

#include <string>

namespace minutier {

std::string nfc(std::string text);

}  // namespace minutier
