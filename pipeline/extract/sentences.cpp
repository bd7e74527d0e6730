#include "pipeline/extract/sentences.hpp"

namespace minutier::extract {
namespace {

bool sentence_end_at_sign(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n') return at + 1 < text.size() && text[at + 1] == '\n';
  if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '\n') return false;
  if (c != '.') return true;
  // M. Mme. art. St. and single letters do not end a sentence.
  std::size_t start = at;
  while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z') --start;
  const std::string_view word = text.substr(start, at - start);
  if (word.empty()) {  // « …sur 67. L'assemblée », « (42 voix). Le »; not the number of an item at its line's begin
    std::size_t digits = at;
    while (digits > 0 && text[digits - 1] >= '0' && text[digits - 1] <= '9') --digits;
    if (digits == at) return at > 0 && (text[at - 1] == ')' || text[at - 1] == '"' || text[at - 1] == '%');
    if (at - digits == 2 && digits > 1 && (text[digits - 1] == 'h' || text[digits - 1] == ':')) return true;  // « à 20h50. »
    return at - digits > 1 && digits > 1 && text[digits - 1] == ' ' && text[digits - 2] >= 'a' && text[digits - 2] <= 'z' && (digits < 4 || text[digits - 3] != 'n');
  }
  if (word.size() == 1) return false;
  for (const std::string_view abbreviation : {"mm", "mr", "mme", "mmes", "mlle", "dr", "art", "st", "ste", "no", "al", "cf", "fr", "etc", "ex", "tel", "p", "av", "bd"})
    if (word == abbreviation) return word == "etc";
  return true;
}

bool sentence_end(std::string_view text, std::size_t at) {
  const char c = text[at];
  return (c == '\n' || c == '.' || c == '!' || c == '?' || c == ';') && sentence_end_at_sign(text, at);
}

}  // namespace

Range sentence_around(std::string_view text, Range block, std::size_t at) {
  std::size_t begin = at;
  while (begin > block.begin && !sentence_end(text, begin - 1)) --begin;
  while (begin < at && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
  std::size_t end = at;
  while (end < block.end && !sentence_end(text, end)) ++end;
  if (end < block.end) ++end;
  return {begin, end};
}

Range line_around(std::string_view text, Range block, std::size_t at) {
  std::size_t begin = at;
  while (begin > block.begin && text[begin - 1] != '\n') --begin;
  std::size_t end = at;
  while (end < block.end && text[end] != '\n') ++end;
  return {begin, end};
}

}  // namespace minutier::extract
