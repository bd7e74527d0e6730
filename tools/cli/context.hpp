#pragma once
// What every command needs: what was asked, the user's language, and where data and messages go.

#include <iosfwd>
#include <memory>
#include <string>

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/run.hpp"
#include "tools/cli/args.hpp"
#include "tools/cli/exit.hpp"
#include "tools/cli/messages.hpp"

namespace minutier::cli {

struct Context {
  const Args& args;
  const Messages& say;
  std::ostream& out;   // data; throws BrokenPipe when its reader has gone
  std::ostream& err;   // messages and progress; never throws
  bool out_terminal = false, err_terminal = false;
  std::size_t width = 0;  // columns of the terminal `out` is; 0 when it is none
  bool quiet() const { return args.verbosity < 0; }
};

run::Settings settings(const Args& args);
// Throws Error{archive_missing…}.
std::unique_ptr<archive::Archive> open_archive(const Context& context, archive::Mode mode);

}  // namespace minutier::cli
