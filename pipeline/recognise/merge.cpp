#include "pipeline/recognise/merge.hpp"
#include "pipeline/base/edit_distance.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace minutier::recognise {

namespace {

double overlap(const Box& a, const Box& b) {
  const double w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const double h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  const double smaller = std::min(a.w * a.h, b.w * b.h);
  return w > 0 && h > 0 && smaller > 0 ? w * h / smaller : 0;
}

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() > 200 || b.size() > 200) return a == b;
  return edit_distance(a, b) * 3 <= std::max(a.size(), b.size());
}

bool already_read(const Page& page, std::string_view text, const Box& box) {
  return std::any_of(page.words.begin(), page.words.end(), [&](const Word& word) {
    return overlap(word.box, box) > 0.4 && same_word(word.chars.of(page.text), text);
  });
}

void append_line(Page& page, const Page& embedded, const std::vector<const Word*>& words) {
  if (words.empty()) return;
  if (!page.text.empty() && page.text.back() != '\n') page.text += '\n';
  Line line{page.words.size(), words.size(), words.front()->box};
  for (const Word* word : words) {
    if (word != words.front()) page.text += ' ';
    const std::size_t begin = page.text.size();
    page.text += word->chars.of(embedded.text);
    page.words.push_back({{begin, page.text.size()}, word->box, std::nullopt});
    line.box = cover(line.box, word->box);
  }
  page.text += '\n';
  page.lines.push_back(line);
}

}  // namespace

Page merge_embedded(Page recognised, const Page& embedded) {
  const Page before = recognised;
  bool first = true;
  for (const Line& line : embedded.lines) {
    std::vector<const Word*> missing;
    for (std::size_t i = line.first; i < line.first + line.count && i < embedded.words.size(); ++i) {
      const Word& word = embedded.words[i];
      if (!already_read(before, word.chars.of(embedded.text), word.box)) missing.push_back(&word);
    }
    if (missing.empty()) continue;
    if (first && !recognised.text.empty()) recognised.text += recognised.text.back() == '\n' ? "\n" : "\n\n";
    first = false;
    append_line(recognised, embedded, missing);
  }
  return recognised;
}

}  // namespace minutier::recognise
