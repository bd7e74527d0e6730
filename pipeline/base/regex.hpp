#pragma once
// Regex: a Perl-syntax pattern over bytes (PCRE2). '^' and '$' stand at every line, '.' takes line ends too. Compiled when it is first
// run, and to machine code, where the machine allows, once it has run over some text: of a thousand patterns a document needs a part, and
// most of those for a few lines. Search may be called from any thread.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier {

class Trigrams;  // literal_filter.hpp

// Where a pattern and its groups stand in the subject; a group that took no part has begin > end.
struct RegexHit {
  std::vector<Range> groups;  // [0] is the whole
  Range whole() const { return groups[0]; }
  bool has(std::size_t group) const { return group < groups.size() && groups[group].begin <= groups[group].end; }
};

class Regex {
 public:
  // Whether a search first looks if the subject holds any word the pattern needs: not where the caller has looked already.
  enum class Look { first, never };
  explicit Regex(std::string_view pattern, Look look = Look::first);
  ~Regex();
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;

  // Throws Error{bad_rules} with the reason and place where the pattern does not compile; so does whatever runs it.
  void check() const;
  // Whether a subject with these runs of letters may hold a match: never wrong when it says no.
  bool may_match(const Trigrams& subject) const;

  // The first match that begins at or after `from`. What stands before `from` is seen by look-behinds. Throws
  // Error{too_large} where the pattern would take too long on this subject.
  bool search(std::string_view subject, std::size_t from, RegexHit& hit) const;
  bool search(std::string_view subject, RegexHit& hit) const { return search(subject, 0, hit); }
  bool found(std::string_view subject) const;
  std::size_t count(std::string_view subject) const;  // matches that do not overlap
  // A match that begins where the subject does.
  bool begins(std::string_view subject) const;
  bool begins(std::string_view subject, RegexHit& hit) const;
  // Whether the pattern takes the whole subject.
  bool matches(std::string_view subject) const;
  bool matches(std::string_view subject, RegexHit& hit) const;

  // Named groups of a pattern that was run, in order of their numbers; a name used twice stands twice.
  const std::vector<std::pair<std::string, std::size_t>>& names() const;
  // The number of a named group that took part in the hit, or 0.
  std::size_t group(const RegexHit& hit, std::string_view name) const;
  // Where it stands in the subject; empty at 0 where it took no part.
  Range range(const RegexHit& hit, std::string_view name) const;
  // Its words; empty where it took no part.
  std::string_view text(std::string_view subject, const RegexHit& hit, std::string_view name) const;

 private:
  bool run(std::string_view subject, std::size_t from, int place, RegexHit* hit) const;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutier
