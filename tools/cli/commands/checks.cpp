#include <algorithm>

#include "tools/cli/commands.hpp"
#include "tools/cli/sheet.hpp"

namespace minutier::cli {
namespace {

using archive::Sheet;

std::size_t column_of(const Sheet& sheet, std::string_view name) {
  const auto found = std::find_if(sheet.columns.begin(), sheet.columns.end(), [&](const Sheet::Column& column) { return column.name == name; });
  return static_cast<std::size_t>(found - sheet.columns.begin());
}

// For people: one message, in their language.
void one_message(Sheet& sheet, const Messages& say) {
  const std::size_t french = column_of(sheet, "message"), english = column_of(sheet, "message_en");
  for (auto& row : sheet.rows) {
    if (say.language() == Language::en) row[french] = row[english].is_null() ? Json(say.in_words(row[french].as_string())) : row[english];
    row.erase(row.begin() + static_cast<std::ptrdiff_t>(english));
  }
  sheet.columns.erase(sheet.columns.begin() + static_cast<std::ptrdiff_t>(english));
}

}  // namespace

Exit checks(const Context& context) {
  const Args& args = context.args;
  const auto archive = open_archive(context, archive::Mode::read);
  archive::SheetFilter filter;
  filter.organisation = args.organisation;
  filter.body = args.body;
  filter.from_year = args.year_from.value_or(0);
  filter.to_year = args.year_to.value_or(0);
  if (args.verdict != "all") filter.verdict = args.verdict;
  Sheet sheet = archive->sheet(archive::SheetKind::checks, filter);
  if (args.verdict.empty()) {
    const std::size_t verdict = column_of(sheet, "verdict");
    std::erase_if(sheet.rows, [&](const auto& row) { return row[verdict] == Json("pass"); });
  }
  if (args.layout == Layout::table || !args.xlsx.empty()) one_message(sheet, context.say);
  return print_sheet(context, "checks", sheet);
}

}  // namespace minutier::cli
