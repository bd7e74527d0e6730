#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {

Exit inspect(const Context& context) {
  const std::vector<run::Inspected> found =
      run::inspect({context.args.operands.begin(), context.args.operands.end()}, settings(context.args));
  using Type = archive::Sheet::Type;
  archive::Sheet sheet{{{"path", Type::text}, {"media_type", Type::text}, {"bytes", Type::integer}, {"pages", Type::integer},
                        {"pages_with_text", Type::integer}, {"pages_to_recognise", Type::integer}, {"pages_handwritten", Type::integer},
                        {"pages_photographs", Type::integer}, {"pages_blank", Type::integer}, {"looked_at", Type::integer},
                        {"seconds", Type::number}, {"problem", Type::text}},
                       {}};
  std::int64_t usable = 0, pages = 0, to_recognise = 0;
  double seconds = 0;
  bool by_hand = false;
  for (const run::Inspected& each : found) {
    const auto of = [&](const char* kind) { return each.kinds.count(kind) ? Json(each.kinds.at(kind)) : Json(); };
    sheet.rows.push_back({each.path, each.media_type, static_cast<std::int64_t>(each.bytes), each.pages, each.pages_with_text,
                          each.pages_to_recognise, of("handwriting"), of("photograph"), of("blank"), each.looked_at > 0 ? Json(each.looked_at) : Json(), each.seconds, each.problem.empty() ? Json() : Json(each.problem)});
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
  for (const run::Inspected& each : found) {
    if (context.quiet() || each.kinds.empty()) continue;
    for (const auto& [kind, count] : each.kinds)
      context.err << harmless(context.say("inspect." + kind, {{"path", each.path}, {"count", std::int64_t{count}}, {"pages", std::int64_t{each.pages}},
                                                             {"looked", std::int64_t{each.looked_at}}})) << '\n';
    by_hand = by_hand || each.kinds.count("handwriting") > 0;
  }
  if (by_hand && !context.quiet()) context.err << context.say("kinds.transcription") << '\n';
  return usable < static_cast<std::int64_t>(found.size()) ? Exit::some_failed : Exit::done;
}

}  // namespace minutier::cli
