#pragma once
// What the cells of an archivist's table mean. Pure.

#include <optional>
#include <string>

namespace minutier::source {

// Without difference of case, for comparing.
std::string case_folded(const std::string& text);

// A header as letters and digits without accents: "Communicable à partir du" -> "communicable a partir du".
std::string plain_header(const std::string& text);

// YYYY, YYYY-MM, YYYY-MM-DD, DD/MM/YYYY, DD.MM.YYYY or a spreadsheet's day number, as YYYY[-MM[-DD]]; nothing for other texts
// and days that do not exist.
std::optional<std::string> date_cell(const std::string& text);

}  // namespace minutier::source
