#pragma once
// The one exception type of the project. A stage that cannot go on throws Error; what only one page or one rule
// suffers is an Issue on the document. `main` maps codes to exit statuses and to sentences in the user's language.

#include <exception>
#include <string>
#include <string_view>

namespace minutier {

enum class ErrorCode {
  usage,            // the call's words are wrong
  unreadable,       // the file or folder cannot be read (permission, I/O, not there)
  empty,            // nothing in it: zero bytes, zero pages
  encrypted,        // needs a password, or the one given is wrong
  unsupported,      // not a format we read, or a helper program is missing
  damaged,          // the format is known, the bytes do not obey it
  too_large,        // beyond a limit on bytes, pixels, pages or expansion
  timeout,          // a deadline passed
  out_of_memory,    // a limit on memory was hit
  crashed,          // a worker process died
  engine_missing,   // Tesseract's data, a dictionary or a program is not installed
  bad_rules,        // a rule file has a mistake
  bad_metadata,     // a sidecar table, roster or profile has a mistake
  archive_missing,  // no archive where one is needed
  archive_locked,   // another process writes to it
  archive_damaged,  // the archive fails its own checks
  disk_full,        // no room to write
  not_found,        // no such record, page or document
  internal,         // a bug: what should never happen
};

// The code's name, as it stands in the ledger and in JSON ("too_large").
std::string_view name(ErrorCode code);
// The code for a name; `internal` for a name nobody knows.
ErrorCode error_code(std::string_view name);

struct Error : std::exception {
  Error(ErrorCode code, std::string stage, std::string document, int page, std::string detail);
  Error(ErrorCode code, std::string detail) : Error(code, "", "", 0, std::move(detail)) {}

  // One English line: document, page, code, detail. User interfaces build their own from the parts.
  const char* what() const noexcept override { return line_.c_str(); }

  ErrorCode code;
  std::string stage;     // "source", "recognise", …; empty when no stage is to blame
  std::string document;  // path or record as the user knows it; may be empty
  int page;              // from 1; 0 when no page is meant
  std::string detail;    // what exactly, in English, without the document's name

 private:
  std::string line_;
};

}  // namespace minutier
