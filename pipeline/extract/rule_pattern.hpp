#pragma once
// From a pattern as written in a rule file to the regular expression that runs.

#include <map>
#include <string>
#include <string_view>

namespace minutier::extract {

// Replaces {{name}} by the named pattern (which may name others) and each space outside a character class by "any run of
// white space". Throws Error{bad_rules} for a name nobody defines or that names itself.
std::string expand_pattern(std::string_view pattern, const std::map<std::string, std::string>& named);

}  // namespace minutier::extract
