#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/sheet.hpp"

namespace minutier::cli {

Exit inspect(const Context& context) {
  const std::vector<run::Inspected> found =
      run::inspect({context.args.operands.begin(), context.args.operands.end()}, settings(context.args));
  using Type = archive::Sheet::Type;
  archive::Sheet sheet{{{"path", Type::text}, {"media_type", Type::text}, {"bytes", Type::integer}, {"pages", Type::integer},
                        {"pages_with_text", Type::integer}, {"pages_to_recognise", Type::integer}, {"seconds", Type::number},
                        {"problem", Type::text}},
                       {}};
  std::int64_t usable = 0, pages = 0, to_recognise = 0;
  double seconds = 0;
  for (const run::Inspected& each : found) {
    sheet.rows.push_back({each.path, each.media_type, static_cast<std::int64_t>(each.bytes), each.pages, each.pages_with_text,
                          each.pages_to_recognise, each.seconds, each.problem.empty() ? Json() : Json(each.problem)});
    usable += each.problem.empty();
    pages += each.pages;
    to_recognise += each.pages_to_recognise;
    seconds += each.seconds;
  }
  const Exit printed = print_sheet(context, "inspect", sheet);
  if (printed == Exit::nothing || usable == 0) return Exit::no_input;
  if (!context.quiet())
    context.err << context.say("inspect.total", {{"documents", usable}, {"pages", pages}, {"to_recognise", to_recognise},
                                                 {"time", duration_text(context.say, seconds)}}) << '\n';
  return usable < static_cast<std::int64_t>(found.size()) ? Exit::some_failed : Exit::done;
}

}  // namespace minutier::cli
