#include <fstream>
#include <ostream>

#include "pipeline/run/page_outputs.hpp"
#include "tools/cli/commands.hpp"

namespace minutier::cli {

Exit extract(const Context& context) {
  run::Extracted found = run::extract({context.args.operands.begin(), context.args.operands.end()}, settings(context.args));
  if (found.records.size() == 1) {
    context.out << found.records[0].dump(1) << '\n';
    return Exit::done;
  }
  Json all = Json::object();
  all.set("records", Json(std::move(found.records)));
  context.out << all.dump(1) << '\n';
  return Exit::done;
}

namespace {

// The words to the file named, or to standard output.
void print_words(const Context& context, const std::string& words) {
  const std::filesystem::path& path = context.args.output;
  const bool ended = !words.empty() && words.back() == '\n';
  if (path.empty()) {
    context.out << words << (ended ? "" : "\n");
    return;
  }
  std::ofstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::unreadable, "export", path.string(), 0, "cannot be written there");
  file << words << (ended ? "" : "\n");
  file.close();
  if (!file) throw Error(ErrorCode::disk_full, "export", path.string(), 0, "");
}

}  // namespace

Exit text(const Context& context) {
  const Args& args = context.args;
  const std::vector<std::filesystem::path> parts(args.operands.begin(), args.operands.end());
  if (args.format == "pdf") {
    if (args.output.empty()) {
      context.err << "minutier: " << context.say("text.needs_output") << '\n';
      return Exit::usage;
    }
    const bool made = run::searchable_pdf(parts, settings(args), args.raw, args.output);
    if (!context.quiet() && !made) context.err << context.say("text.copied", {{"place", args.output.string()}}) << '\n';
    return Exit::done;
  }
  if (args.format == "alto" || args.format == "hocr")
    print_words(context, run::transcription(parts, settings(args), args.format == "alto" ? run::PageFormat::alto : run::PageFormat::hocr, args.raw));
  else print_words(context, run::text(parts, settings(args), args.raw));
  return Exit::done;
}

}  // namespace minutier::cli
