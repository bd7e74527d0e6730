#include "pipeline/export/page_words.hpp"

#include <algorithm>

#include "pipeline/normalise/normalise.hpp"

namespace minutier::exports {
namespace {

bool of_recognition(const std::string& kind) {
  return kind == "elision" || kind == "apostrophe" || kind == "ordinal" || kind == "accent" || kind == "letters";
}
bool of_spelling(const std::string& kind) { return kind == "long s" || kind == "ligature"; }

// Words have ascending places in the text: the one that holds a byte, or words.size().
std::size_t word_at(const std::vector<Word>& words, std::size_t byte) {
  const auto after = std::upper_bound(words.begin(), words.end(), byte, [](std::size_t at, const Word& word) { return at < word.chars.begin; });
  if (after == words.begin()) return words.size();
  const auto found = static_cast<std::size_t>(after - words.begin()) - 1;
  return byte < words[found].chars.end ? found : words.size();
}

std::string without_outer_marks(std::string text) {
  const auto end = text.find_last_not_of(".,;:!?)]\"' ");
  text.erase(end == std::string::npos ? 0 : end + 1);
  if (const auto quote = text.rfind("\xC2\xBB"); quote != std::string::npos && quote + 2 == text.size()) text.erase(quote);
  const auto begin = text.find_first_not_of("([\"' ");
  return begin == std::string::npos ? text : text.substr(begin);
}

class Shower {
 public:
  Shower(const Page& page, bool as_recognised) : page_(page), text_(normalise::normalise({page})), out_(page.words.size()) {
    for (std::size_t i = 0; i < out_.size(); ++i) out_[i].content = std::string(page.words[i].chars.of(page.text));
    if (!as_recognised) mend();
    cut_words();
  }
  std::vector<ShownWord> take() { return std::move(out_); }

 private:
  // From the last repair to the first, so that what stands before keeps its place.
  void mend() {
    std::vector<std::string> reading(out_.size());
    for (auto repair = text_.repairs.rbegin(); repair != text_.repairs.rend(); ++repair) {
      const bool mends = of_recognition(repair->kind);
      if (!mends && !of_spelling(repair->kind)) continue;
      const std::size_t i = word_at(page_.words, repair->recognised.begin);
      if (i == out_.size() || repair->recognised.end > page_.words[i].chars.end) continue;
      const std::size_t at = repair->recognised.begin - page_.words[i].chars.begin;
      const std::string_view form = text_.read(repair->reading);
      if (reading[i].empty()) reading[i] = out_[i].content;
      if (mends) out_[i].content.replace(at, repair->recognised.size(), form);
      reading[i].replace(at, repair->recognised.size(), form);
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      const std::string_view recognised = page_.words[i].chars.of(page_.text);
      if (out_[i].content != recognised) out_[i].recognised = std::string(recognised);
      if (!reading[i].empty() && reading[i] != out_[i].content) out_[i].reading = reading[i];
    }
  }

  void cut_words() {
    for (const Repair& repair : text_.repairs) {
      if (repair.kind != "hyphen") continue;
      const std::size_t first = word_at(page_.words, repair.recognised.begin), second = word_at(page_.words, repair.recognised.end);
      if (first == out_.size() || second == out_.size() || first == second) continue;
      if (repair.recognised.begin + 1 != page_.words[first].chars.end || repair.recognised.end != page_.words[second].chars.begin) continue;
      ShownWord &before = out_[first], &after = out_[second];
      if (before.part == ShownWord::Part::first || before.content.size() < 2 || before.content.back() != '-') continue;
      before.content.pop_back();
      before.hyphen = "-";
      const std::string joint(text_.read(repair.reading));
      // A word over three lines: its middle is told as the second part of the first cut.
      const std::string whole = without_outer_marks(before.content + joint + after.content);
      if (before.part == ShownWord::Part::all) before.part = ShownWord::Part::first, before.whole = whole;
      after.part = ShownWord::Part::second, after.whole = whole;
    }
  }

  const Page& page_;
  Text text_;
  std::vector<ShownWord> out_;
};

bool stands(const Box& box) { return box.h > 1.5 * box.w; }

// Words of three letters and more tell whether a line lies or stands.
bool stands(const Page& page, const Line& line) {
  std::size_t standing = 0, all = 0;
  for (std::size_t i = line.first; i < line.first + line.count; ++i) {
    if (page.words[i].chars.size() < 3) continue;
    ++all;
    standing += stands(page.words[i].box);
  }
  return all > 0 ? standing * 2 > all : line.count > 1 && stands(line.box);
}

}  // namespace

std::vector<int> rotations_of(const Page& page) {
  // A line runs towards its later words; a line of one word, as the others of its kind do.
  std::vector<int> out(page.lines.size(), -1);
  int level = 0, headlong = 0, up = 0, down = 0;
  std::vector<bool> standing(page.lines.size(), false);
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.count == 0) continue;
    standing[i] = stands(page, line);
    if (line.count < 2) continue;
    const Box &first = page.words[line.first].box, &last = page.words[line.first + line.count - 1].box;
    if (standing[i]) out[i] = last.y + last.h / 2 > first.y + first.h / 2 ? 270 : 90;
    else out[i] = last.x + last.w / 2 < first.x + first.w / 2 ? 180 : 0;
    ++(out[i] == 0 ? level : out[i] == 180 ? headlong : out[i] == 90 ? up : down);
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i] < 0) out[i] = standing[i] ? (down > up ? 270 : 90) : (headlong > level ? 180 : 0);
  return out;
}

std::vector<ShownWord> shown_words(const Page& page, bool as_recognised) {
  if (page.words.empty()) return {};
  return Shower(page, as_recognised).take();
}

std::vector<Block> blocks_of(const Page& page) {
  std::vector<Block> out;
  bool open = false;
  std::size_t end = 0;  // of the line before, in the text
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.count == 0) {
      open = false;
      continue;
    }
    const std::size_t begin = page.words[line.first].chars.begin;
    const bool parted = begin > end && std::string_view(page.text).substr(end, begin - end).find("\n\n") != std::string_view::npos;
    end = page.words[line.first + line.count - 1].chars.end;
    if (!open || parted) {
      out.push_back({i, 0, line.box});
      open = true;
    }
    ++out.back().count;
    out.back().box = cover(out.back().box, line.box);
  }
  return out;
}

std::vector<SideBlocks> sides_of(const Page& page, const std::vector<Block>& blocks) {
  std::vector<SideBlocks> out;
  std::size_t last = page.sides.size();  // the side of the block before
  for (std::size_t i = 0; i < blocks.size() && !page.sides.empty(); ++i) {
    const std::size_t at = page.words[page.lines[blocks[i].first].first].chars.begin;
    std::size_t side = 0;
    while (side < page.sides.size() && (at < page.sides[side].chars.begin || at >= page.sides[side].chars.end)) ++side;
    const bool outside = side == page.sides.size();
    if (outside || side != last) out.push_back({i, 0, blocks[i].box, outside ? std::string() : page.sides[side].label});
    ++out.back().count;
    out.back().box = cover(out.back().box, blocks[i].box);
    last = side;
  }
  return out;
}

}  // namespace minutier::exports
