#pragma once
// What the checks of one record say, in order. A check that finds nothing wrong is one entry, however many objects it looked at.

#include <string>
#include <string_view>
#include <utility>
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
  Json suggestion = {};             // {"fact": pointer, "value": …}: the one reading of a digit that would make it fit; null: none
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
  // The number at this pointer adds up with others.
  void adds_up(std::string fact) { added_up_.emplace_back(std::move(fact), id_); }
  const std::vector<std::pair<std::string, std::string>>& added_up() const { return added_up_; }  // pointer, check
  Json finish();

 private:
  void add(const char* verdict, Note note);
  void flush();

  std::string_view id_, fine_;
  std::size_t passes_ = 0;
  std::vector<std::string> passed_;
  std::vector<std::pair<std::string, std::string>> added_up_;
  Json::Array entries_;
};

}  // namespace minutier::assemble
