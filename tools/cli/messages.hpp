#pragma once
// Sentences in the user's language, from the bundles messages/en.txt and messages/fr.txt (embedded). A line of a bundle
// is `key = pattern`; a pattern is ICU MessageFormat with named arguments ("{count, plural, one {# page} other {# pages}}").
// Lines that start with white space continue the pattern above. Safe to share between threads once made.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/base/error.hpp"
#include "tools/cli/args.hpp"
#include "tools/cli/phrases.hpp"

namespace minutier::cli {

using MessageArg = std::variant<std::int64_t, double, std::string>;
using MessageArgs = std::vector<std::pair<std::string_view, MessageArg>>;

class Messages {
 public:
  explicit Messages(Language language);

  // The sentence for a key with its arguments filled in. Throws Error{internal} for a key that is not in the bundle.
  std::string operator()(std::string_view key, const MessageArgs& args = {}) const;
  // The same, or `fallback` for a key nobody wrote.
  std::string or_else(std::string_view key, std::string fallback) const;
  // What the pipeline said in its own language (details of errors and reasons of the ledger in English, checks in French), in the
  // user's; as it is where nobody put it in words.
  std::string in_words(const std::string& sentence) const;
  // What happened, where, and what to do next.
  std::string error(const Error& error) const;
  // "label: value", with the language's spaces.
  std::string labelled(const std::string& label, const std::string& value) const;
  // The sentence for an outcome of the ledger ("ok", "unchanged", "too_large" …).
  std::string outcome(std::string_view name) const;

  Language language() const { return language_; }
  const char* locale() const;  // "fr_FR", "en_GB"
  const std::map<std::string, std::string, std::less<>>& patterns() const { return patterns_; }

 private:
  Language language_;
  std::map<std::string, std::string, std::less<>> patterns_;
  Phrasebook phrases_;
};

// The argument names of a pattern, sorted; throws Error{internal} for a pattern ICU refuses.
std::vector<std::string> placeholders(const std::string& pattern);

// The language of a POSIX locale name: French for "fr", "fr_CA.UTF-8"…, English for everything else.
Language language_of(std::string_view locale);
// From LC_ALL, LC_MESSAGES, LANG, in this order; the first that is set and not empty counts.
Language language_of_environment();

}  // namespace minutier::cli
