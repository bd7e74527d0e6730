#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/sheet.hpp"

namespace minutier::cli {

Exit reextract(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::write);
  run::Reextraction done;
  {
    ProgressBar bar(context);
    done = run::reextract(*archive, settings(context.args), context.args.dry_run, bar.callback());
  }
  using Type = archive::Sheet::Type;
  archive::Sheet sheet{{{"record_changed", Type::text}, {"path", Type::text}, {"before", Type::text}, {"after", Type::text}}, {}};
  const auto word = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  for (const run::FactChange& change : done.changes)
    sheet.rows.push_back({change.record, change.path, word(change.before), word(change.after)});
  if (!sheet.rows.empty() || context.args.layout != Layout::table || !context.args.xlsx.empty()) print_sheet(context, "changes", sheet);
  if (!context.quiet())
    context.err << context.say(context.args.dry_run ? "reextract.would" : "reextract.done",
                               {{"documents", std::int64_t{done.documents}}, {"records", std::int64_t{done.records}},
                                {"changed", std::int64_t{done.changed_records}}, {"facts", static_cast<std::int64_t>(done.changes.size())}}) << '\n';
  return Exit::done;
}

}  // namespace minutier::cli
