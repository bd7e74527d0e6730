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

constexpr std::size_t longest_block = 4;  // lines of a header that comes back

struct TextLine {
  Range reading;
  std::string key;        // folded, digits as #, spaces single
  bool at_page_edge = false;
  bool blank_before = false;
  bool blank_after = true;
  int page = 0;           // the number that stands apart at its end or its begin, as a printed page's does
};

constexpr std::array<std::string_view, 22> recurring{"pour", "contre", "abst", "unanimit", "adopt", "approuv", "vot", "deliber", "decid", "majorit", "present", "absent", "excus", "procuration", "rapporteur", "resolution",
                                                        "le maire", "president", "secretaire", "pour extrait", "vu ", "considerant"};

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

// « Rapport annuel 2022 | Les Amis du canal            3 », « Page 3 - Commune de … »: the number, or 0.
int page_of(std::string_view folded) {
  const auto number = [](std::string_view digits) { return digits.empty() || digits.size() > 3 || digits.find_first_not_of("0123456789") != std::string_view::npos ? 0 : std::stoi(std::string(digits)); };
  while (!folded.empty() && folded.back() == ' ') folded.remove_suffix(1);
  while (!folded.empty() && folded.front() == ' ') folded.remove_prefix(1);
  std::size_t digits = folded.size();
  while (digits > 0 && folded[digits - 1] >= '0' && folded[digits - 1] <= '9') --digits;
  const std::string_view before = folded.substr(0, digits);
  if (before.ends_with("   ") || before.ends_with('\t') || before.ends_with(" page ") || before.ends_with("| ") || before.ends_with("p. ")) return number(folded.substr(digits));
  const std::size_t end = folded.find_first_not_of("0123456789");
  if (end != std::string_view::npos && end > 0 && (folded.substr(end).starts_with("   ") || folded[end] == '\t' || folded.substr(end).starts_with(" | "))) return number(folded.substr(0, end));
  return 0;
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
      if (!lines.empty()) lines.back().blank_after = blank;
      lines.push_back({range, std::move(key), false, blank, true, page_of(text.fold(range))});
      blank = false;
    }
    begin = end + 1;
  }
  return lines;
}

// Where each page ends, and each side of an opening, in the recognised text.
std::vector<std::size_t> page_ends(const Text& text) {
  std::vector<std::size_t> out;
  for (const PageSpan& page : text.pages) {
    for (std::size_t i = 1; i < page.sides.size(); ++i)
      if (page.sides[i].chars.begin > page.page_offset) out.push_back(page.recognised.begin + page.sides[i].chars.begin - page.page_offset);
    out.push_back(page.recognised.end);
  }
  return out;
}

// Marks the first and last two lines of each page, where there are several pages.
void mark_edges(const Text& text, const std::vector<std::size_t>& ends, std::vector<TextLine>& lines) {
  if (ends.size() < 2) return;
  std::size_t first = 0;
  for (const std::size_t end : ends) {
    std::size_t last = first;
    while (last < lines.size() && text.to_recognised(lines[last].reading).begin < end) ++last;
    for (std::size_t i = first; i < last; ++i) lines[i].at_page_edge = i < first + 2 || i + 2 >= last;
    first = last;
  }
}

// Lines that stand alone, say the same three times or more, and count on: headers and footers of a text whose page marks are gone.
std::vector<char> counting(const std::vector<TextLine>& lines, const std::vector<std::size_t>& same, std::size_t keys) {
  struct Run {
    int times = 0, last = 0;
    bool counts = true;
  };
  std::vector<Run> runs(keys);
  const auto alone = [](const TextLine& line) { return line.page > 0 && line.blank_before && line.blank_after && line.key.size() > 8; };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!alone(lines[i])) continue;
    Run& run = runs[same[i]];
    run.counts = run.counts && lines[i].page > run.last && (run.times == 0 || lines[i].page <= run.last + 3);
    run.last = lines[i].page;
    ++run.times;
  }
  std::vector<char> out(lines.size(), 0);
  for (std::size_t i = 0; i < lines.size(); ++i) out[i] = alone(lines[i]) && runs[same[i]].counts && runs[same[i]].times >= 3;
  return out;
}

// « 2 / 7 », « Page 3 sur 12 » alone on its line: the number and how many there are; zeros for anything else.
std::pair<int, int> page_of_all(std::string_view folded, const std::string& key) {
  static constexpr std::array<std::string_view, 7> forms{"#/#", "# / #", "page #/#", "page # / #", "page # sur #", "- # / # -", "# sur #"};
  if (std::find(forms.begin(), forms.end(), key) == forms.end()) return {0, 0};
  std::array<int, 2> numbers{0, 0};
  std::size_t nth = 0;
  for (std::size_t at = folded.find_first_of("0123456789"); at != std::string_view::npos && nth < 2; ++nth) {
    const std::size_t end = std::min(folded.find_first_not_of("0123456789", at), folded.size());
    if (end - at > 3) return {0, 0};
    numbers[nth] = std::stoi(std::string(folded.substr(at, end - at)));
    at = folded.find_first_of("0123456789", end);
  }
  return {numbers[0], numbers[1]};
}

// Those that count up to the same last page, where no page is marked.
std::vector<char> paginated(const Text& text, const std::vector<TextLine>& lines) {
  std::vector<char> out(lines.size(), 0);
  std::map<int, std::vector<std::pair<std::size_t, int>>> runs;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (const auto [page, all] = page_of_all(text.fold(lines[i].reading), lines[i].key); page > 0 && page <= all) runs[all].emplace_back(i, page);
  for (const auto& [all, run] : runs) {
    bool counts = run.size() >= 2 && run.front().second <= 2;
    for (std::size_t i = 1; i < run.size(); ++i) counts = counts && run[i].second == run[i - 1].second + 1;
    for (const auto& one : run) out[one.first] = counts;
  }
  return out;
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
  const std::vector<std::size_t> ends = page_ends(text);
  mark_edges(text, ends, lines);
  std::vector<std::size_t> same(lines.size());  // which key each line has
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < lines.size(); ++i) same[i] = numbers.try_emplace(lines[i].key, numbers.size()).first->second;
  std::vector<int> at_edges(numbers.size(), 0);
  for (std::size_t i = 0; i < lines.size(); ++i) at_edges[same[i]] += lines[i].at_page_edge;
  const int pages = static_cast<int>(ends.size());
  const int least = pages <= 3 ? 2 : 3;

  // Without page marks only a block of two to four consecutive lines that stands three times the same is furniture; what acts one behind
  // the other say each again (who was there) is longer.
  std::map<std::pair<std::size_t, std::size_t>, int> pairs;
  if (pages < 2)
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      if (lines[i].key.size() > 4 && !lines[i + 1].blank_before) ++pairs[{same[i], same[i + 1]}];

  const std::vector<char> counted = counting(lines, same, numbers.size());
  const std::vector<char> numbered_pages = paginated(text, lines);
  std::vector<Range> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TextLine& line = lines[i];
    if (counted[i] || numbered_pages[i]) {
      out.push_back(line.reading);
      continue;
    }
    if (line.key.size() > 120 || line.key.find('|') != std::string::npos) continue;
    const bool letters = line.key.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
    const bool numbered = line.at_page_edge && page_number(line.key);
    const bool edge = line.at_page_edge && pages > 1 && at_edges[same[i]] >= least && letters;
    const auto twin = [&](std::size_t a) {
      if (a + 1 >= lines.size() || lines[a + 1].blank_before) return false;
      const auto found = pairs.find({same[a], same[a + 1]});
      return found != pairs.end() && found->second >= 3;
    };
    std::size_t first = i, last = i;
    while (first > 0 && i - first <= longest_block && twin(first - 1)) --first;
    while (last - first <= longest_block && twin(last)) ++last;
    const bool block = letters && line.key.back() != ':' && last > first && last - first < longest_block;
    if (!numbered && !edge && !block) continue;
    // What minutes say again and again is not furniture: votes, results, who was there, who signed.
    const auto said = [](const TextLine& one) { return std::any_of(recurring.begin(), recurring.end(), [&](std::string_view word) { return one.key.find(word) != std::string::npos; }); };
    const auto names = [&](const TextLine& one) { return said(one) || one.key.find("m. ") != std::string::npos || one.key.find("mme ") != std::string::npos; };  // those of a letterhead have no civility
    const bool content = block && !edge ? std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.begin() + static_cast<std::ptrdiff_t>(last + 1), names) : said(line);
    if (numbered || !content) out.push_back(line.reading);
  }
  return out;
}

}  // namespace minutier::normalise
