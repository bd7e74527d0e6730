#include "tools/cli/messages.hpp"

#include <unicode/fmtable.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <cctype>
#include <cstdlib>
#include <set>

#include "pipeline/base/embedded.hpp"

namespace minutier::embedded {
const std::vector<File>& messages();
}

namespace minutier::cli {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::map<std::string, std::string, std::less<>> read_bundle(std::string_view bytes) {
  std::map<std::string, std::string, std::less<>> patterns;
  std::string* last = nullptr;
  while (!bytes.empty()) {
    const auto cut = bytes.find('\n');
    const std::string_view line = bytes.substr(0, cut);
    bytes = cut == std::string_view::npos ? std::string_view{} : bytes.substr(cut + 1);
    if (trim(line).empty() || line[0] == '#') continue;
    if ((line[0] == ' ' || line[0] == '\t') && last) {
      *last += ' ';
      *last += trim(line);
      continue;
    }
    const auto equal = line.find('=');
    if (equal == std::string_view::npos) throw Error(ErrorCode::internal, "message bundle: " + std::string(line));
    const auto [at, fresh] = patterns.emplace(trim(line.substr(0, equal)), trim(line.substr(equal + 1)));
    if (!fresh) throw Error(ErrorCode::internal, "message given twice: " + at->first);
    last = &at->second;
  }
  return patterns;
}

std::string_view bundle(std::string_view name) {
  for (const embedded::File& file : embedded::messages())
    if (file.name == name) return file.bytes;
  throw Error(ErrorCode::internal, "no messages " + std::string(name));
}

icu::Formattable formattable(const MessageArg& arg) {
  if (const auto* whole = std::get_if<std::int64_t>(&arg)) return icu::Formattable(static_cast<int64_t>(*whole));
  if (const auto* real = std::get_if<double>(&arg)) return icu::Formattable(*real);
  return icu::Formattable(icu::UnicodeString::fromUTF8(std::get<std::string>(arg)));
}

}  // namespace

Messages::Messages(Language language)
    : language_(language),
      patterns_(read_bundle(bundle(language == Language::fr ? "fr.txt" : "en.txt"))),
      phrases_(bundle(language == Language::fr ? "details.fr.txt" : "checks.en.txt")) {}

const char* Messages::locale() const { return language_ == Language::fr ? "fr_FR" : "en_GB"; }

std::string Messages::operator()(std::string_view key, const MessageArgs& args) const {
  const auto found = patterns_.find(key);
  if (found == patterns_.end()) throw Error(ErrorCode::internal, "no message " + std::string(key));
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(found->second), icu::Locale(locale()), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : args) {
    names.push_back(icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size()))));
    values.push_back(formattable(value));
  }
  icu::UnicodeString out;
  if (U_SUCCESS(status))
    format.format(names.data(), values.data(), static_cast<int32_t>(values.size()), out, status);
  if (U_FAILURE(status)) throw Error(ErrorCode::internal, "bad message pattern: " + std::string(key));
  std::string text;
  return out.toUTF8String(text);
}

std::string Messages::or_else(std::string_view key, std::string fallback) const {
  return patterns_.find(key) == patterns_.end() ? std::move(fallback) : (*this)(key);
}

std::string Messages::in_words(const std::string& sentence) const { return phrases_.find(sentence).value_or(sentence); }

std::string Messages::error(const Error& error) const {
  std::string where = error.document;
  if (error.page > 0) where += (where.empty() ? "" : ", ") + (*this)("where.page", {{"page", std::int64_t{error.page}}});
  const std::string what = (*this)("error." + std::string(name(error.code)), {{"detail", in_words(error.detail)}});
  return where.empty() ? what : labelled(where, what);
}

std::string Messages::labelled(const std::string& label, const std::string& value) const {
  return (*this)("punct.labelled", {{"label", label}, {"value", value}});
}

std::string Messages::outcome(std::string_view name) const {
  return or_else("outcome." + std::string(name), std::string(name));
}

std::vector<std::string> placeholders(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(pattern);
  const icu::MessagePattern parsed(text, nullptr, status);
  if (U_FAILURE(status)) throw Error(ErrorCode::internal, "bad message pattern: " + pattern);
  std::set<std::string> names;
  for (int32_t i = 0; i < parsed.countParts(); ++i) {
    if (parsed.getPartType(i) != UMSGPAT_PART_TYPE_ARG_NAME) continue;
    std::string name;
    names.insert(parsed.getSubstring(parsed.getPart(i)).toUTF8String(name));
  }
  return {names.begin(), names.end()};
}

Language language_of(std::string_view locale) {
  const bool french = locale.substr(0, 2) == "fr" && (locale.size() == 2 || !std::isalpha(static_cast<unsigned char>(locale[2])));
  return french ? Language::fr : Language::en;
}

Language language_of_environment() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value && *value) return language_of(value);
  return Language::en;
}

}  // namespace minutier::cli
