#pragma once
// What the checks of one record say, in order. A check that finds nothing wrong is one entry, however many objects it looked at.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/json.hpp"

namespace minutier::assemble {

enum class Severity { error, warning, info };

struct Note {
  Severity severity = Severity::warning;
  std::string message;              // French, for a clerk: names and numbers, what does not fit
  std::vector<std::string> facts;   // JSON pointers: "/meeting/date"
  Json expected, found;             // null: not said
  std::string law;                  // only law that was verified
};

class Report {
 public:
  // All notes until the next begin() belong to this check. `fine` is the message where all is well.
  void begin(std::string_view id, std::string_view fine);
  void fail(Note note) { add("fail", std::move(note)); }
  void unknown(Note note) { add("unknown", std::move(note)); }
  // The check held for the object at this pointer.
  void pass(std::string fact);
  void pass(std::vector<std::string> facts);
  Json finish();

 private:
  void add(const char* verdict, Note note);
  void flush();

  std::string_view id_, fine_;
  std::size_t passes_ = 0;
  std::vector<std::string> passed_;
  Json::Array entries_;
};

}  // namespace minutier::assemble
