#pragma once
// Bodies as archivists' tables write them. Pure.

#include <string>

namespace minutier::run {

// A body as records name it: « Conseil d'administration » -> conseil_administration. Other words stay as they are.
std::string body_code(const std::string& words);
// Whether records know a body by this name.
bool is_body_code(const std::string& code);

}  // namespace minutier::run
