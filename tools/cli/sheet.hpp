#pragma once
// Tables as the user asked for them: aligned on a terminal or in a pipe, CSV, JSON or a workbook.

#include <string>
#include <vector>

#include "tools/cli/context.hpp"

namespace minutier::cli {

// Prints the sheet; `name` is the workbook sheet's name. Returns `done`, or `nothing` (with a message) when it has no rows.
Exit print_sheet(const Context& context, const std::string& name, const archive::Sheet& sheet);
// Lines of an aligned table in the user's language: numbers to the right, columns no document fills left out. With
// `width` > 0 the widest texts are cut so that no line is longer.
std::vector<std::string> aligned(const Messages& say, const archive::Sheet& sheet, std::size_t width);
// What people read above a column, and what they read for a code such as "met" or "conseil_municipal".
std::string heading(const Messages& say, const std::string& column);
std::string code_text(const Messages& say, const std::string& code);

}  // namespace minutier::cli
