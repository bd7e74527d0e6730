#include <algorithm>
#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/table_of_commands.hpp"

namespace minutier::cli {
namespace {

archive::SheetKind kind_of(Verb verb, bool by_sitting) {
  switch (verb) {
    case Verb::quorum: return archive::SheetKind::quorum;
    case Verb::votes: return archive::SheetKind::votes;
    case Verb::grants: return archive::SheetKind::grants;
    case Verb::people: return by_sitting ? archive::SheetKind::attendance : archive::SheetKind::people;
    case Verb::programmes: return archive::SheetKind::programmes;
    default: return archive::SheetKind::budgets;
  }
}

archive::SheetFilter filter_of(const Args& args) {
  archive::SheetFilter filter;
  filter.organisation = args.organisation;
  filter.body = args.body;
  filter.text = args.person;
  filter.from_year = args.year_from.value_or(0);
  filter.to_year = args.year_to.value_or(0);
  return filter;
}

int column_of(const archive::Sheet& sheet, std::string_view name) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    if (sheet.columns[i].name == name) return static_cast<int>(i);
  return -1;
}

void keep_result(archive::Sheet& sheet, const std::string& result) {
  const int column = column_of(sheet, "result");
  if (result.empty() || column < 0) return;
  std::erase_if(sheet.rows, [&](const auto& row) { return row[static_cast<std::size_t>(column)] != Json(result); });
}

// One row per account and label, one column per year and kind of budget, in the order of time. Where one sitting's
// statement of a figure differs from another's, the later sitting counts, as rows come in the order of sittings.
archive::Sheet side_by_side(const archive::Sheet& lines) {
  using Type = archive::Sheet::Type;
  const std::vector<std::string> keys = {"organisation", "section", "side", "account", "label", "currency"};
  const int year = column_of(lines, "year"), kind = column_of(lines, "kind"), amount = column_of(lines, "amount");
  archive::Sheet compared;
  for (const std::string& key : keys) compared.columns.push_back({key, Type::text});
  if (year < 0 || amount < 0) return compared;
  const auto cell = [](const std::vector<Json>& row, int column) { return column < 0 ? Json() : row[static_cast<std::size_t>(column)]; };
  const auto period = [&](const std::vector<Json>& row) {
    const Json when = cell(row, year), what = cell(row, kind);
    return (when.is_null() ? "?" : when.is_string() ? when.as_string() : when.dump()) + (what.is_null() ? "" : " " + what.as_string());
  };
  std::vector<std::string> periods;
  for (const auto& row : lines.rows) periods.push_back(period(row));
  std::sort(periods.begin(), periods.end());
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  for (const std::string& each : periods) compared.columns.push_back({each, Type::money});
  for (const auto& row : lines.rows) {
    std::vector<Json> head;
    for (const std::string& key : keys) head.push_back(cell(row, column_of(lines, key)));
    auto found = std::find_if(compared.rows.begin(), compared.rows.end(), [&](const auto& known) { return std::equal(head.begin(), head.end(), known.begin()); });
    if (found == compared.rows.end()) {
      head.resize(keys.size() + periods.size());
      compared.rows.push_back(std::move(head));
      found = compared.rows.end() - 1;
    }
    const auto place = std::lower_bound(periods.begin(), periods.end(), period(row)) - periods.begin();
    (*found)[keys.size() + static_cast<std::size_t>(place)] = cell(row, amount);
  }
  return compared;
}

}  // namespace

Exit facts_table(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::read);
  archive::Sheet sheet = archive->sheet(kind_of(context.args.verb, context.args.by_sitting || !context.args.person.empty()), filter_of(context.args));
  keep_result(sheet, context.args.result);
  return print_sheet(context, std::string(command_of(context.args.verb).name), sheet);
}

Exit budgets(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::read);
  const archive::Sheet lines = archive->sheet(archive::SheetKind::budgets, filter_of(context.args));
  return print_sheet(context, "budgets", context.args.compare ? side_by_side(lines) : lines);
}

}  // namespace minutier::cli
