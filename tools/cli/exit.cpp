#include "tools/cli/exit.hpp"

namespace minutier::cli {

Exit exit_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::bad_rules:
    case ErrorCode::bad_metadata: return Exit::usage;
    case ErrorCode::not_found: return Exit::nothing;
    case ErrorCode::archive_missing:
    case ErrorCode::archive_locked:
    case ErrorCode::archive_damaged:
    case ErrorCode::disk_full: return Exit::bad_archive;
    case ErrorCode::engine_missing: return Exit::incomplete;
    case ErrorCode::unreadable:
    case ErrorCode::empty:
    case ErrorCode::encrypted:
    case ErrorCode::unsupported:
    case ErrorCode::damaged:
    case ErrorCode::too_large:
    case ErrorCode::timeout:
    case ErrorCode::out_of_memory:
    case ErrorCode::crashed: return Exit::no_input;
    case ErrorCode::internal: break;
  }
  return Exit::bug;
}

}  // namespace minutier::cli
