#include "pipeline/normalise/furniture.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace minutier::normalise {
namespace {

struct TextLine {
  Range reading;
  std::string key;        // folded, digits as #, spaces single
  bool at_page_edge = false;
  bool blank_before = false;
};

constexpr std::array<std::string_view, 16> recurring{"pour", "contre", "abst", "unanimit", "adopt", "approuv", "vot", "deliber", "decid", "majorit", "present", "absent", "excus", "procuration", "rapporteur", "resolution"};

std::string key_of(std::string_view folded) {
  std::string key;
  for (const char c : folded) {
    if (c >= '0' && c <= '9') {
      if (key.empty() || key.back() != '#') key += '#';
    } else if (c == ' ' || c == '\t') {
      if (!key.empty() && key.back() != ' ') key += ' ';
    } else {
      key += c;
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::vector<TextLine> lines_of(const Text& text) {
  std::vector<TextLine> lines;
  bool blank = true;
  for (std::size_t begin = 0; begin < text.reading.size();) {
    std::size_t end = text.reading.find('\n', begin);
    if (end == std::string::npos) end = text.reading.size();
    const Range range{begin, end};
    std::string key = key_of(text.fold(range));
    if (key.empty()) {
      blank = true;
    } else {
      lines.push_back({range, std::move(key), false, blank});
      blank = false;
    }
    begin = end + 1;
  }
  return lines;
}

// Marks the first and last two lines of each page, where there are several pages.
void mark_edges(const Text& text, std::vector<TextLine>& lines) {
  if (text.pages.size() < 2) return;
  std::size_t first = 0;
  for (const PageSpan& page : text.pages) {
    std::size_t last = first;
    while (last < lines.size() && text.to_recognised(lines[last].reading).begin < page.recognised.end) ++last;
    for (std::size_t i = first; i < last; ++i) lines[i].at_page_edge = i < first + 2 || i + 2 >= last;
    first = last;
  }
}

bool page_number(const std::string& key) {
  static const std::vector<std::string> forms{"#", "- # -", "-#-", "page #", "page #/#", "#/#", "p. #", "# / #", "page # sur #", "page # / #", "- # / # -"};
  for (const auto& form : forms)
    if (key == form) return true;
  return false;
}

}  // namespace

std::vector<Range> find_furniture(const Text& text) {
  std::vector<TextLine> lines = lines_of(text);
  mark_edges(text, lines);
  std::vector<std::size_t> same(lines.size());  // which key each line has
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < lines.size(); ++i) same[i] = numbers.try_emplace(lines[i].key, numbers.size()).first->second;
  std::vector<int> at_edges(numbers.size(), 0);
  for (std::size_t i = 0; i < lines.size(); ++i) at_edges[same[i]] += lines[i].at_page_edge;
  const int pages = static_cast<int>(text.pages.size());
  const int least = pages <= 3 ? 2 : 3;

  // Without page marks only a block of two or more consecutive lines that stands three times the same is furniture.
  std::map<std::pair<std::size_t, std::size_t>, int> pairs;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i)
    if (lines[i].key.size() > 4 && !lines[i + 1].blank_before) ++pairs[{same[i], same[i + 1]}];

  std::vector<Range> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TextLine& line = lines[i];
    if (line.key.size() > 120 || line.key.find('|') != std::string::npos) continue;
    const bool letters = line.key.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
    const bool numbered = line.at_page_edge && page_number(line.key);
    const bool edge = line.at_page_edge && pages > 1 && at_edges[same[i]] >= least && letters;
    const auto twin = [&](std::size_t a) {
      if (a + 1 >= lines.size() || lines[a + 1].blank_before) return false;
      const auto found = pairs.find({same[a], same[a + 1]});
      return found != pairs.end() && found->second >= 3;
    };
    const bool block = letters && line.key.back() != ':' && (twin(i) || (i > 0 && twin(i - 1)));
    if (!numbered && !edge && !block) continue;
    // What minutes say again and again is not furniture: votes, results, who was there.
    const bool said = std::any_of(recurring.begin(), recurring.end(), [&](std::string_view word) { return line.key.find(word) != std::string::npos; });
    if (numbered || !said) out.push_back(line.reading);
  }
  return out;
}

}  // namespace minutier::normalise
