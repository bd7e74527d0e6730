#pragma once
// Json between processes of one program: tagged values with their sizes ahead of them, read back without scanning or escapes.
// Not a format to store: both ends are the same build.

#include <string>
#include <string_view>

#include "pipeline/base/json.hpp"

namespace minutier {

std::string pack(const Json& value);
// Throws Error{damaged} where the bytes are no packed value, the whole of them and nothing more.
Json unpack(std::string_view bytes);

}  // namespace minutier
