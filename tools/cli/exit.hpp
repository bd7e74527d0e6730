#pragma once
// What the program's exit status means; the same table stands in --help and in the man page.

#include "pipeline/base/error.hpp"

namespace minutier::cli {

enum Exit : int {
  done = 0,          // everything asked was done (a reader that closes the pipe early counts as done)
  some_failed = 1,   // done, with failures listed
  usage = 2,         // the call's words are wrong, or a rule file or sidecar table is
  nothing = 3,       // nothing found
  no_input = 4,      // no input could be used
  bad_archive = 5,   // the archive is missing, locked, damaged or its disk is full
  incomplete = 6,    // the installation lacks something (Tesseract's data, the worker program)
  bug = 70,          // an error inside the program
};

// The status a run ends with when this error stops it.
Exit exit_for(ErrorCode code);

}  // namespace minutier::cli
