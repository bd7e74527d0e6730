#include <fstream>
#include <ostream>

#include "pipeline/export/csv.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/sheet.hpp"

namespace minutier::cli {
namespace {

using archive::Sheet;

archive::SheetFilter filter_of(const Args& args) {
  archive::SheetFilter filter;
  filter.organisation = args.organisation;
  filter.text = args.person;
  return filter;
}

Exit import_table(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::write);
  const run::RosterImport done = run::import_roster(*archive, context.args.operands[1], context.args.replace);
  for (const std::string& note : done.notes) context.err << context.say.in_words(note) << '\n';
  if (!context.quiet())
    context.err << context.say("roster.imported", {{"entries", static_cast<std::int64_t>(done.entries)}, {"added", static_cast<std::int64_t>(done.added)},
                                                   {"bad", static_cast<std::int64_t>(done.bad_rows)}}) << '\n';
  if (done.entries == 0) return Exit::no_input;
  return done.bad_rows ? Exit::some_failed : Exit::done;
}

// The sheet as a table that can be imported: other spellings are aliases, the time a person was seen stands for dates nobody gave.
Sheet importable(const Sheet& sheet) {
  std::vector<std::string> names;
  for (const Sheet::Column& column : sheet.columns) names.push_back(column.name);
  const auto at = [&](const std::vector<Json>& row, const char* name) -> const Json& {
    static const Json none;
    for (std::size_t c = 0; c < names.size(); ++c)
      if (names[c] == name) return row[c];
    return none;
  };
  Sheet out;
  for (const char* name : {"name", "family", "given", "aliases", "pseudonym", "organisation", "body", "office", "from", "to", "number", "origin"}) out.columns.push_back({name, Sheet::Type::text});
  for (const auto& row : sheet.rows) {
    const bool seen = at(row, "origin").as_string() == "archive";
    Json aliases = at(row, "aliases");
    if (seen) {
      std::string others;
      const std::string& spellings = at(row, "spellings").as_string();
      for (std::size_t begin = 0; begin < spellings.size();) {
        const std::size_t end = std::min(spellings.find("; ", begin), spellings.size());
        const std::string one = spellings.substr(begin, end - begin);
        if (one != at(row, "name").as_string()) others += (others.empty() ? "" : "; ") + one;
        begin = end + 2;
      }
      if (!others.empty()) aliases = others;
    }
    out.rows.push_back({at(row, "name"), at(row, "family"), at(row, "given"), aliases, at(row, "pseudonym"), at(row, "organisation"), at(row, "body"), at(row, "office"),
                        seen ? at(row, "first_seen") : at(row, "from"), seen ? at(row, "last_seen") : at(row, "to"), at(row, "number"), at(row, "origin")});
  }
  return out;
}

Exit write_csv(const Context& context, const Sheet& sheet) {
  const auto style = context.args.layout == Layout::csv_excel ? exports::CsvStyle::excel : exports::CsvStyle::plain;
  if (context.args.output.empty()) {
    exports::write_csv(context.out, sheet, style);
  } else {
    std::ofstream file(context.args.output, std::ios::binary);
    if (!file) throw Error(ErrorCode::unreadable, "export", context.args.output.string(), 0, "cannot be written there");
    exports::write_csv(file, sheet, style);
    file.close();
    if (!file) throw Error(ErrorCode::disk_full, "export", context.args.output.string(), 0, "");
    if (!context.quiet())
      context.err << context.say("table.written", {{"rows", static_cast<std::int64_t>(sheet.rows.size())}, {"file", context.args.output.string()}}) << '\n';
  }
  return sheet.rows.empty() ? Exit::nothing : Exit::done;
}

}  // namespace

Exit roster(const Context& context) {
  const Args& args = context.args;
  const bool import = args.operands[0] == "import";
  if (import != (args.operands.size() == 2)) {
    context.err << "minutier: " << context.say(import ? "roster.needs_table" : "roster.no_table") << '\n';
    return Exit::usage;
  }
  if (import) return import_table(context);
  const auto archive = open_archive(context, archive::Mode::read);
  const Sheet sheet = archive->sheet(archive::SheetKind::roster, filter_of(args));
  if (args.operands[0] == "show") return print_sheet(context, "roster", sheet);
  const Sheet table = importable(sheet);
  return args.layout == Layout::json || !args.xlsx.empty() ? print_sheet(context, "roster", table) : write_csv(context, table);
}

}  // namespace minutier::cli
