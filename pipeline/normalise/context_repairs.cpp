#include "pipeline/normalise/context_repairs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/base/regex.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::normalise {
namespace {

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (letter_at(text, end)) end += utf8::step(text, end);
  return text.substr(at, end - at);
}

bool word_before_is_lower(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && (letter_before(text, begin) || (static_cast<unsigned char>(text[begin - 1]) & 0xC0) == 0x80)) --begin;
  return begin < end && lower_letter_at(text, begin);
}

// A comma, then a word that only a sentence's beginning gives its capital: « se sont succédé, Les recherches montrent ».
void commas_for_stops(std::string_view page, std::size_t base, std::vector<Replacement>& out) {
  static constexpr std::array<std::string_view, 24> pronouns{"Il", "Ils", "Elle", "Elles", "Nous", "On", "Ce", "Cet", "Cette", "Ces", "Cela", "Un", "Une", "Après", "Dans", "Mais",
                                                             "Lorsque", "Toutefois", "Cependant", "Ainsi", "Enfin", "Puis", "Si", "Leur"};
  static constexpr std::array<std::string_view, 6> articles{"Le", "La", "Les", "L", "Des", "Du"};  // a title may follow a name: « Dupont, Le maire »
  const auto one_of = [](const auto& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  for (std::size_t comma = page.find(','); comma != std::string_view::npos; comma = page.find(',', comma + 1)) {
    std::size_t next = comma + 1;
    while (next < page.size() && (page[next] == ' ' || page[next] == '\n')) ++next;
    if (next == comma + 1 || !upper_letter_at(page, next) || !letter_before(page, comma)) continue;
    const std::string_view word = word_at(page, next);
    std::size_t after = next + word.size();
    if (word == "L" ? after >= page.size() || (page[after] != '\'' && static_cast<unsigned char>(page[after]) != 0xE2) : after >= page.size() || page[after] != ' ') continue;
    after += word == "L" && page[after] != '\'' ? 3 : 1;
    if (!lower_letter_at(page, after)) continue;
    if (one_of(pronouns, word) || (one_of(articles, word) && word_before_is_lower(page, comma))) out.push_back({{base + comma, base + comma + 1}, ".", "stop"});
  }
}

// « xvu° siècle » -> « XVIIe siècle »: small capitals and a raised e.
void centuries(std::string_view page, std::size_t base, std::vector<Replacement>& out) {
  static const Regex century(R"((?<![\w\x80-\xFF])([ivxu]{1,6})(?:°|º|®|¢)(?=[ \n]+si(?:e|è)cles?\b))");
  RegexHit hit;
  for (std::size_t from = 0; century.search(page, from, hit); from = hit.whole().end) {
    std::string number;
    for (const char c : hit.groups[1].of(page)) number += c == 'u' ? "II" : std::string(1, static_cast<char>(c - 'a' + 'A'));
    out.push_back({{base + hit.whole().begin, base + hit.whole().end}, number + "e", "ordinal"});
  }
}

// A last line that says who put the page on the net: it stands on every page of a digitised volume and is no word of the document.
void digitiser(std::string_view page, std::size_t base, std::vector<Replacement>& out) {
  static const Regex mark(R"(^[ \t]*(?i:source\b[ :]*[\w-]+(?:\.[\w-]+)+\.[a-z]{2,4}\b[^\n]{0,80}|(?:digiti[sz]ed|num(?:e|é)ris(?:e|é)e?s?)[ ]+(?:by|par)[ ][^\n]{2,80})[ \t]*$)");
  std::size_t end = page.find_last_not_of(" \t\n");
  if (end == std::string_view::npos) return;
  const std::size_t line = page.rfind('\n', end);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  if (mark.begins(page.substr(begin, end + 1 - begin))) out.push_back({{base + begin, base + end + 1}, "", "digitiser"});
}

}  // namespace

std::vector<Replacement> repairs_by_context(const Text& text) {
  std::vector<Replacement> out;
  for (const PageSpan& page : text.pages) {
    if (page.origin != Origin::ocr) continue;
    const std::string_view words = std::string_view(text.recognised).substr(page.recognised.begin, page.recognised.end - page.recognised.begin);
    commas_for_stops(words, page.recognised.begin, out);
    centuries(words, page.recognised.begin, out);
    digitiser(words, page.recognised.begin, out);
  }
  std::stable_sort(out.begin(), out.end(), [](const Replacement& a, const Replacement& b) { return a.recognised.begin < b.recognised.begin; });
  std::size_t end = 0;  // a mark that is left out takes what stands in it along
  out.erase(std::remove_if(out.begin(), out.end(), [&](const Replacement& one) {
    if (one.recognised.begin < end) return true;
    end = one.recognised.end;
    return false;
  }), out.end());
  return out;
}

}  // namespace minutier::normalise
