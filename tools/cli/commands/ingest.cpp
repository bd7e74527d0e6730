#include <map>
#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

bool went_well(const run::Outcome& outcome) { return outcome.outcome == "ok" || outcome.outcome == "unchanged"; }

// One line: what, where, what next.
std::string failure_line(const Messages& say, const run::Outcome& outcome) {
  if (outcome.outcome == "partial")
    return say("ingest.partial", {{"path", outcome.path}, {"failed", std::int64_t{outcome.failed_pages}}, {"pages", std::int64_t{outcome.pages}}}) +
           (outcome.reason.empty() ? "" : " (" + say.in_words(outcome.reason) + ")");
  return say.error(Error(error_code(outcome.outcome), "", outcome.path, 0, outcome.reason));
}

archive::Sheet outcomes_sheet(const run::Summary& summary) {
  using Type = archive::Sheet::Type;
  archive::Sheet sheet{{{"path", Type::text}, {"outcome", Type::text}, {"pages", Type::integer}, {"failed_pages", Type::integer},
                        {"records", Type::integer}, {"reason", Type::text}},
                       {}};
  for (const run::Outcome& each : summary.outcomes)
    sheet.rows.push_back({each.path, each.outcome, each.pages, each.failed_pages, each.records, each.reason});
  return sheet;
}

void print_summary(const Context& context, const run::Summary& summary) {
  const Messages& say = context.say;
  if (!context.quiet()) {
    context.err << say("ingest.summary", {{"documents", std::int64_t{summary.documents}}, {"pages", std::int64_t{summary.pages}},
                                          {"recognised", std::int64_t{summary.pages_recognised}},
                                          {"records", std::int64_t{summary.records}},
                                          {"time", duration_text(say, summary.seconds)}}) << '\n';
    std::map<std::string, std::int64_t> counts;
    for (const run::Outcome& outcome : summary.outcomes) ++counts[outcome.outcome];
    for (const auto& [name, count] : counts) context.err << "  " << number_text(say, count) << "  " << say.outcome(name) << '\n';
    for (const std::string& note : summary.notes) context.err << harmless(say.in_words(note)) << '\n';
  }
  bool by_hand = false;
  for (const run::Outcome& outcome : summary.outcomes) {
    if (context.quiet()) break;
    for (const auto& [kind, count] : outcome.kinds)
      context.err << harmless(say("ingest." + kind, {{"path", outcome.path}, {"count", std::int64_t{count}}, {"pages", std::int64_t{outcome.pages}}})) << '\n';
    if (!outcome.attachments.empty())
      context.err << harmless(say("ingest.attachments", {{"path", outcome.path}, {"names", outcome.attachments}})) << '\n';
    by_hand = by_hand || outcome.kinds.count("handwriting") > 0;
  }
  if (by_hand) context.err << say("kinds.transcription") << '\n';
  bool first = true;
  for (const run::Outcome& outcome : summary.outcomes) {
    if (went_well(outcome)) continue;
    if (first) context.err << say("ingest.failures") << '\n';
    first = false;
    context.err << "  " << harmless(failure_line(say, outcome)) << '\n';
  }
}

}  // namespace

Exit ingest(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::create);
  run::Summary summary;
  {
    ProgressBar bar(context);
    summary = run::ingest(*archive, {context.args.operands.begin(), context.args.operands.end()}, settings(context.args), bar.callback());
  }
  if (context.args.layout != Layout::table || !context.args.xlsx.empty()) print_sheet(context, "ingest", outcomes_sheet(summary));
  std::size_t well = 0, usable = 0;
  for (const run::Outcome& outcome : summary.outcomes) {
    well += went_well(outcome);
    usable += went_well(outcome) || outcome.outcome == "partial";
  }
  if (summary.outcomes.empty()) context.err << context.say("ingest.nothing_there") << '\n';
  else print_summary(context, summary);
  if (summary.engine_missing) return Exit::incomplete;
  if (usable == 0) return Exit::no_input;
  if (well < summary.outcomes.size()) return Exit::some_failed;
  if (!context.quiet()) context.err << context.say("ingest.next") << '\n';
  return Exit::done;
}

}  // namespace minutier::cli
