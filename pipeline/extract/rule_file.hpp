#pragma once
// What a file of rules says, read and compiled: pipeline/extract/rules.hpp describes the format.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/base/embedded.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extract {

enum class Scope { line, sentence, block, window };

struct Example {
  std::string text;
  std::vector<std::pair<std::string, std::string>> groups;
};

struct Rule {
  RuleInfo info;
  std::optional<Regex> pattern;   // set once read
  std::optional<Regex> negative;  // in the same sentence
  Scope scope = Scope::block;
  unsigned kinds = 0;  // kind_bit of each BlockKind
  bool reading = false;
  std::vector<std::string> anchors;
  std::vector<Example> examples;
  std::vector<std::string> counter_examples;
};

constexpr unsigned kind_bit(BlockKind kind) { return 1U << static_cast<unsigned>(kind); }

struct RuleFiles {
  std::vector<Rule> rules;  // in order of the files; a rule of the same id may come again
  std::string hash;         // of the files' bytes
};

// The rules of the given files and of a folder (may be empty). Throws Error{bad_rules} naming file, rule and reason; patterns are tried of the
// folder's rules only, those of the files are compiled when they are first run.
RuleFiles read_rule_files(const std::vector<embedded::File>& files, const std::filesystem::path& overlay);

}  // namespace minutier::extract
