#pragma once
// Rules as data: entries of extractors/data/fr/*.rules.json, compiled once, run over every document.
//
// A rule:
//   {"id": "quorum.reached.atteint", "version": 1, "family": "quorum.reached",
//    "anchors": ["quorum"],                 literal folded words: one must stand in the scope for the pattern to be tried;
//                                           a space also stands for a line end
//    "pattern": "quorum est (?:bien )?atteint",   Perl syntax on the folded text; a space stands for any run of white space,
//                                           {{count}} for a pattern of patterns.json; (?<name>…) are the groups extractors read
//    "scope": "sentence",                   line | sentence | block | window: what the pattern may span (default block);
//                                           window: 300 bytes before the anchor to 600 behind
//    "in": ["paragraph", "item"],           block kinds (default: all but furniture)
//    "not": "faute de|si le quorum",        must not match in the same sentence
//    "confidence": 0.95,
//    "layer": "folded",                     or "reading": the pattern sees case and accents, as UTF-8 bytes
//    "examples": [{"text": "…", "groups": {"count": "21"}}],   must match, with these groups (folded text)
//    "counter_examples": ["…"]}             must not match
//
// RuleSet is immutable after loading and may be shared by threads.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/embedded.hpp"
#include "pipeline/model/page.hpp"
#include "pipeline/model/structure.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::extract {

struct RuleInfo {
  std::string id, family;
  int version = 1;
  double confidence = 0.9;
  std::string file;
  std::string tag() const { return id + "@" + std::to_string(version); }
};

struct Match {
  const RuleInfo* rule = nullptr;
  Range range;   // reading
  Range folded;  // folded
  int block = -1;
  std::vector<std::pair<std::string_view, Range>> groups;  // reading; only groups that matched

  bool has(std::string_view name) const { return !group(name).empty(); }
  Range group(std::string_view name) const;  // empty where it did not match
};

// All matches of a document, by family, in order of position; of matches of one family that overlap, the rule with the
// higher confidence, then the longer match, stays.
class Matches {
 public:
  const std::vector<Match>& of(std::string_view family) const;
  // Matches of a family that begin inside a range of the reading text.
  std::vector<const Match*> within(std::string_view family, Range reading) const;
  const std::vector<Issue>& issues() const { return issues_; }

 private:
  friend class RuleSet;
  std::vector<std::pair<std::string_view, std::vector<Match>>> families_;
  std::vector<Issue> issues_;
};

// A match and what became of it, for whoever asks why a fact is there or is not.
struct Tried {
  enum class End { kept, weaker, refused };  // weaker: another of its family stands there; refused: its "not" matched
  End end = End::kept;
  Match match;
  const RuleInfo* stronger = nullptr;  // of a weaker one
  Range against;                       // reading: the stronger match, or what "not" found
};

struct RuleProblem {
  std::string file, rule, reason;
};

class RuleSet {
 public:
  ~RuleSet();
  RuleSet(RuleSet&&) noexcept;

  // Files of the given list whose names end in ".rules.json", and "patterns.json"; then those of `overlay` (a folder, may be
  // empty), whose rules replace those of the same id or are added. Throws Error{bad_rules} naming file, rule and reason; a pattern of
  // `files`, which the program brings along, throws when it is first run.
  static RuleSet load(const std::vector<embedded::File>& files, const std::filesystem::path& overlay = {});

  Matches run(const Text& text, const Structure& structure) const;
  // The same for several texts, in their order; costs less than one by one.
  struct Subject {
    const Text* text = nullptr;
    const Structure* structure = nullptr;
  };
  std::vector<Matches> run(const std::vector<Subject>& subjects) const;
  // Everything the patterns found, kept or not, in order of position.
  std::vector<Tried> tried(const Text& text, const Structure& structure) const;

  // What each rule cost on a document and how often it matched, for whoever writes rules.
  struct Cost {
    std::string rule;
    double seconds = 0;
    std::size_t runs = 0, bytes = 0, matches = 0;
  };
  std::vector<Cost> costs(const Text& text, const Structure& structure) const;

  // Every example that does not match, and every counter-example that does.
  std::vector<RuleProblem> check_examples() const;

  std::vector<RuleInfo> rules() const;
  const std::string& hash() const;  // changes when any rule does

 private:
  RuleSet();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutier::extract
