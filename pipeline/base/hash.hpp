#pragma once
// SHA-256, for identities that must never change.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace minutier {

// Lower-case hexadecimal SHA-256 of the bytes.
std::string sha256(std::string_view bytes);
// The same of a file, read in blocks. Throws Error{unreadable}.
std::string sha256_file(const std::filesystem::path& path);

}  // namespace minutier
