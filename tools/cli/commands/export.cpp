#include "pipeline/export/export.hpp"

#include <chrono>
#include <ctime>
#include <fstream>
#include <optional>
#include <ostream>

#include "pipeline/run/page_outputs.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

std::string today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts = {};
  ::localtime_r(&now, &parts);
  char text[16];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts));
}

exports::Selection selection_of(const Args& args) {
  exports::Selection selection;
  selection.filter.organisation = args.organisation;
  selection.filter.body = args.body;
  selection.filter.kind = args.kind;
  selection.filter.from_year = args.year_from.value_or(0);
  selection.filter.to_year = args.year_to.value_or(0);
  selection.filter.all_versions = args.all_versions;
  if (args.publishable) selection.today = today();
  return selection;
}

// JSON to the file named, or to standard output.
std::size_t export_text(const Context& context, archive::Archive& archive, const exports::Selection& selection, bool lines) {
  const auto write = lines ? exports::export_jsonl : exports::export_json;
  const std::filesystem::path& path = context.args.output;
  if (path.empty()) return write(archive, selection, context.out);
  std::ofstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::unreadable, "export", path.string(), 0, "cannot be written there");
  const std::size_t count = write(archive, selection, file);
  file.close();
  if (!file) throw Error(ErrorCode::disk_full, "export", path.string(), 0, "");
  return count;
}

std::optional<run::PageFormat> page_format(const std::string& format) {
  if (format == "alto") return run::PageFormat::alto;
  if (format == "hocr") return run::PageFormat::hocr;
  if (format == "pdf") return run::PageFormat::pdf;
  if (format == "thumbnails") return run::PageFormat::thumbnails;
  return std::nullopt;
}

Exit export_pages(const Context& context, archive::Archive& archive, run::PageFormat format) {
  const Args& args = context.args;
  run::PageOutputs done;
  {
    ProgressBar bar(context);
    done = run::export_pages(archive, selection_of(args), format, args.raw, args.output, settings(args), bar.callback());
  }
  if (!context.quiet()) {
    context.err << context.say("export.pages_done", {{"documents", std::int64_t{done.documents}}, {"pages", std::int64_t{done.pages}}, {"place", args.output.string()}}) << '\n';
    if (done.copied > 0) context.err << context.say("export.copied", {{"documents", std::int64_t{done.copied}}}) << '\n';
    if (done.left_out > 0) context.err << context.say("export.left_out", {{"documents", std::int64_t{done.left_out}}}) << '\n';
  }
  if (!done.failures.empty()) context.err << context.say("export.failures") << '\n';
  for (const run::Outcome& failure : done.failures)
    context.err << "  " << harmless(context.say.error(Error(error_code(failure.outcome), "", failure.path, 0, failure.reason))) << '\n';
  if (!done.failures.empty()) return Exit::some_failed;
  return done.documents == 0 ? Exit::nothing : Exit::done;
}

}  // namespace

Exit export_archive(const Context& context) {
  const Args& args = context.args;
  const std::string& format = args.operands[0];
  const bool text = format == "json" || format == "jsonl";
  if (!text && args.output.empty()) {
    context.err << "minutier: " << context.say("export.needs_output", {{"format", format}}) << '\n';
    return Exit::usage;
  }
  const auto archive = open_archive(context, archive::Mode::read);
  if (const auto pages = page_format(format)) return export_pages(context, *archive, *pages);
  const exports::Selection selection = selection_of(args);
  std::size_t count = 0;
  if (text) count = export_text(context, *archive, selection, format == "jsonl");
  else if (format == "csv")
    count = exports::export_csv(*archive, selection, args.output, args.layout == Layout::csv_excel ? exports::CsvStyle::excel : exports::CsvStyle::plain);
  else count = exports::export_xlsx(*archive, selection, args.output);
  if (!context.quiet())
    context.err << context.say("export.done", {{"records", static_cast<std::int64_t>(count)}, {"place", args.output.empty() ? "stdout" : args.output.string()}}) << '\n';
  return count == 0 ? Exit::nothing : Exit::done;
}

}  // namespace minutier::cli
