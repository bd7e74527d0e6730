#pragma once
// Runs the checks on a record written with plain values, and tells what one check said of it.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "tests/support/facts.hpp"

namespace minutier::test {

inline Json checked(const char* plain) {
  Json record = facts(plain);
  assemble::add_checks(record, assemble::Profiles());
  return record;
}

inline std::vector<Json> entries(const Json& record, std::string_view id) {
  std::vector<Json> out;
  for (const Json& check : record["checks"].items())
    if (check["id"].as_string() == id) out.push_back(check);
  return out;
}

// The verdicts of one check on a record, joined: "fail", "fail pass", "" where it said nothing.
inline std::string said(const char* plain, std::string_view id) {
  std::string out;
  for (const Json& check : entries(checked(plain), id)) out += (out.empty() ? "" : " ") + check["verdict"].as_string();
  return out;
}

// The message of the first entry of a check.
inline std::string message(const char* plain, std::string_view id) {
  const auto found = entries(checked(plain), id);
  return found.empty() ? "" : found.front()["message"].as_string();
}

}  // namespace minutier::test
