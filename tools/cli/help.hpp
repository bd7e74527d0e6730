#pragma once
// What the table of commands looks like to people and shells. Pure functions of the table.

#include <string>

#include "tools/cli/args.hpp"

namespace minutier::cli {

std::string help_text(Verb verb, Language language);  // Verb::none: the program as a whole
std::string man_page(Language language);
std::string bash_completion();
std::string zsh_completion();

}  // namespace minutier::cli
