#include <algorithm>
#include <cmath>

#include "pipeline/model/layout.hpp"

namespace minutier {
namespace {

constexpr double kLandscape = 1.15;          // width of an opening, in heights
constexpr double kFrom = 0.4, kTo = 0.6;     // where its fold may stand, in widths
constexpr double kNarrowest = 0.04;          // of the white at the fold, in widths
constexpr std::size_t kFewWords = 8;         // of a side: fewer are a stamp
constexpr double kLeastHeight = 0.25;        // of a side's text, in heights: a page of its own

// The middle of the widest white near the page's middle that no word touches from top to bottom; 0 where there is none.
double fold_between(const std::vector<LayoutWord>& words, double width) {
  std::vector<std::pair<double, double>> ink;
  for (const LayoutWord& word : words)
    if (std::isfinite(word.box.x) && std::isfinite(word.box.w)) ink.emplace_back(word.box.x, word.box.right());
  std::sort(ink.begin(), ink.end());
  double reach = kFrom * width, widest = kNarrowest * width, fold = 0;
  for (const auto& run : ink) {
    const double end = std::min(run.first, kTo * width);
    if (end - reach > widest) widest = end - reach, fold = (reach + end) / 2;
    reach = std::max(reach, run.second);
    if (reach >= kTo * width) break;
  }
  return fold;
}

bool has_letter(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0xC3 || ((c | 32) >= 'a' && (c | 32) <= 'z'); });
}

// Text over a good part of the height; the columns of amounts of a wide table are none.
bool page_of_its_own(const std::vector<LayoutWord>& words, double height) {
  const auto lettered = std::count_if(words.begin(), words.end(), [](const LayoutWord& word) { return has_letter(word.text); });
  if (static_cast<std::size_t>(lettered) * 10 < words.size() * 7) return false;
  double top = 1e9, bottom = -1e9;
  for (const LayoutWord& word : words) top = std::min(top, word.box.y), bottom = std::max(bottom, word.box.bottom());
  return words.size() >= kFewWords && bottom - top > kLeastHeight * height;
}

}  // namespace

std::optional<Page> compose_opening_page(const std::vector<LayoutWord>& words, double width, double height, Origin origin, int number) {
  if (height <= 0 || width < kLandscape * height) return std::nullopt;
  const double fold = fold_between(words, width);
  if (fold <= 0) return std::nullopt;
  std::vector<LayoutWord> left, right;
  for (const LayoutWord& word : words) (word.box.x + word.box.w / 2 < fold ? left : right).push_back(word);
  if (!page_of_its_own(left, height) || !page_of_its_own(right, height)) return std::nullopt;
  Page page = compose_page(std::move(left), width, height, origin, number);
  const Page second = compose_page(std::move(right), width, height, origin, number);
  if (page.words.empty() || second.words.empty()) return std::nullopt;
  page.text += '\n';
  const std::size_t cut = page.text.size(), first = page.words.size();
  page.text += second.text;
  for (Word word : second.words) word.chars = {word.chars.begin + cut, word.chars.end + cut}, page.words.push_back(word);
  for (Line line : second.lines) line.first += first, page.lines.push_back(line);
  for (const DigitDoubt& digit : second.digits) page.digits.push_back({digit.at + cut, digit.confidence, digit.others});
  page.sides = {{{0, cut}, ""}, {{cut, page.text.size()}, ""}};
  return page;
}

}  // namespace minutier
