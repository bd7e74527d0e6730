#pragma once
// Reading files: whole or their beginning, with errors that say what and where. Thread-safe.

#include <cstdint>
#include <filesystem>
#include <string>

namespace minutier::source {

// Throws Error{unreadable} for what is no regular file or cannot be read, Error{too_large} above `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::uint64_t limit);
// Up to `size` bytes from the beginning. Throws Error{unreadable}.
std::string read_head(const std::filesystem::path& path, std::size_t size);

// "12,3 Mo" is for user interfaces; this is for error details: "12 MB", "512 bytes".
std::string size_text(std::uint64_t bytes);

}  // namespace minutier::source
