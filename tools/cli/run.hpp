#pragma once
// Runs what was asked and says how it ended. The only place where errors become sentences and exit statuses.

#include "tools/cli/args.hpp"
#include "tools/cli/exit.hpp"

namespace minutier::cli {

// Prints data on stdout, messages and progress on stderr. Never throws.
Exit run(const Args& args);

}  // namespace minutier::cli
