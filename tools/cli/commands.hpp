#pragma once
// One function per command, each in a file of commands/. They throw minutier::Error; run() turns it into a sentence.

#include "tools/cli/context.hpp"

namespace minutier::cli {

Exit inspect(const Context& context);
Exit ingest(const Context& context);
Exit extract(const Context& context);
Exit text(const Context& context);
Exit search(const Context& context);
Exit show(const Context& context);
Exit explain(const Context& context);
Exit facts_table(const Context& context);  // quorum, votes, grants, people, programmes
Exit budgets(const Context& context);
Exit checks(const Context& context);
Exit roster(const Context& context);
Exit reextract(const Context& context);
Exit export_archive(const Context& context);
Exit verify(const Context& context);
Exit status(const Context& context);

}  // namespace minutier::cli
