#include "tools/cli/run.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <new>

#include "tools/cli/commands.hpp"
#include "tools/cli/help.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/table_of_commands.hpp"

namespace minutier::cli {
namespace {

Exit help(const Context& context) {
  const Command* about = context.args.operands.empty() ? nullptr : find_command(context.args.operands[0]);
  context.out << help_text(about ? about->verb : Verb::none, context.args.language);
  return Exit::done;
}

Exit completion(const Context& context) {
  context.out << (context.args.operands[0] == "bash" ? bash_completion() : zsh_completion());
  return Exit::done;
}

Exit man(const Context& context) {
  context.out << man_page(context.args.language);
  return Exit::done;
}

Exit dispatch(const Context& context) {
  switch (context.args.verb) {
    case Verb::inspect: return inspect(context);
    case Verb::ingest: return ingest(context);
    case Verb::extract: return extract(context);
    case Verb::text: return text(context);
    case Verb::search: return search(context);
    case Verb::show: return show(context);
    case Verb::explain: return explain(context);
    case Verb::quorum:
    case Verb::votes:
    case Verb::grants:
    case Verb::people:
    case Verb::programmes: return facts_table(context);
    case Verb::budgets: return budgets(context);
    case Verb::checks: return checks(context);
    case Verb::roster: return roster(context);
    case Verb::reextract: return reextract(context);
    case Verb::export_: return export_archive(context);
    case Verb::verify: return verify(context);
    case Verb::status: return status(context);
    case Verb::completion: return completion(context);
    case Verb::man: return man(context);
    case Verb::help: return help(context);
    case Verb::none: break;
  }
  context.err << help_text(Verb::none, context.args.language);
  return Exit::usage;
}

Exit answer(const Context& context) {
  const Args& args = context.args;
  if (!args.mistake.empty()) {
    context.err << "minutier: " << args.mistake << '\n' << context.say("usage.see_help") << '\n';
    return Exit::usage;
  }
  if (args.version) {
    context.out << "minutier " MINUTIER_VERSION "\n";
    return Exit::done;
  }
  if (args.help) {
    context.out << help_text(args.verb, args.language);
    return Exit::done;
  }
  return dispatch(context);
}

}  // namespace

run::Settings settings(const Args& args) {
  run::Settings settings;
  settings.jobs = args.jobs;
  settings.password = args.password;
  settings.rules = args.rules;
  settings.profiles = args.profiles;
  settings.metadata = args.metadata;
  settings.one_source = args.one_source;
  settings.reocr = args.reocr;
  settings.page_deadline = std::chrono::seconds(args.deadline);
  return settings;
}

std::unique_ptr<archive::Archive> open_archive(const Context& context, archive::Mode mode) {
  return archive::open(context.args.archive, mode);
}

Exit run(const Args& args) {
  let_writes_report_closed_pipes();
  const Messages say(args.language);
  Output out(STDOUT_FILENO);
  const bool out_terminal = is_terminal(STDOUT_FILENO);
  const Context context{args, say, out, std::cerr, out_terminal, is_terminal(STDERR_FILENO),
                        out_terminal ? terminal_width(STDOUT_FILENO) : 0};
  try {
    const Exit exit = answer(context);
    out.flush();
    return exit;
  } catch (const BrokenPipe&) {
    return Exit::done;
  } catch (const Error& error) {
    std::cerr << "minutier: " << say.error(error) << '\n';
    return exit_for(error.code);
  } catch (const std::bad_alloc&) {
    std::cerr << "minutier: " << say.error(Error(ErrorCode::out_of_memory, "")) << '\n';
    return exit_for(ErrorCode::out_of_memory);
  } catch (const std::exception& error) {
    std::cerr << "minutier: " << say.error(Error(ErrorCode::internal, error.what())) << '\n';
    return Exit::bug;
  }
}

}  // namespace minutier::cli
